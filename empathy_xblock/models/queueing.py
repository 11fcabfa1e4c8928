"""What the review queue is filtered by, and who has which reflection open."""

from __future__ import annotations

from django.db import models

from empathy_xblock.models.reflections import Attempt


class AttemptFacet(models.Model):
    """One thing by which the queue finds an attempt: a copy, for lists.

    `name` is what it is found by and `value` what it has of that: see `records.lists.facets`.
    `submitted_at` is the attempt's, so that one index holds a whole list in its order.

    .. pii: The username of the instructor who marked an attempt last.
    .. pii_types: username
    .. pii_retirement: local_api
    """

    unit = models.CharField(max_length=255)
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=16)
    value = models.CharField(max_length=255)
    submitted_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("attempt", "name", "value"), name="empathy_facet_once"),
        )
        indexes = (
            models.Index(
                fields=("unit", "name", "value", "submitted_at", "attempt"), name="empathy_facet"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} of {self.attempt_id}"


class Claim(models.Model):
    """Who has a reflection open to mark it, until when. One at most for each attempt.

    .. pii: The username of the instructor who marks.
    .. pii_types: username
    .. pii_retirement: local_api
    """

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="claim")
    unit = models.CharField(max_length=255)
    reviewer = models.CharField(max_length=255)
    until = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("unit", "reviewer"), name="empathy_claim_reviewer"),)

    def __str__(self) -> str:
        return f"claim on {self.attempt_id}"
