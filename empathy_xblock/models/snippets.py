"""Comments that reviewers keep for next time."""

from __future__ import annotations

from django.db import models


class CommentSnippet(models.Model):
    """A comment that reviewers of a unit use again. `criterion` is empty for the general comment.

    `digest` is sha256 of `text`, so that the same words are kept once.

    .. pii: What an instructor wrote for any learner, and the instructor's username.
    .. pii_types: username, other
    .. pii_retirement: local_api
    """

    unit = models.CharField(max_length=255)
    criterion = models.CharField(max_length=64, default="", blank=True)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    author = models.CharField(max_length=255)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "criterion", "digest"), name="empathy_snippet_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.pk}"
