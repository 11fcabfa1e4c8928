"""Answers to the items of a quiz."""

from __future__ import annotations

from django.db import models


class ItemResult(models.Model):
    """One answer to one quiz item. `response` is in the form of `journey.quiz.response`.

    .. pii: The learner's username and anonymous id, beside what they chose.
    .. pii_types: username, id
    .. pii_retirement: local_api
    """

    unit = models.CharField(max_length=255)
    course = models.CharField(max_length=255)
    learner = models.CharField(max_length=255)
    username = models.CharField(max_length=255)
    item = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    response = models.JSONField()
    earned = models.FloatField()
    possible = models.FloatField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "learner", "item", "number"), name="empathy_item_once"
            ),
        )
        indexes = (models.Index(fields=("unit", "username"), name="empathy_item_username"),)

    def __str__(self) -> str:
        return f"{self.item} {self.number}"
