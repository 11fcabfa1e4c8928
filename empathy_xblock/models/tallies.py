"""Counts that are kept, so that a page of numbers does not count a hundred thousand rows."""

from __future__ import annotations

from django.db import models


class Tally(models.Model):
    """How many rows of a unit are alike: what was counted, or what one write changed of it.

    `base` is true for what was counted, of which a unit has one, and null for a change since.
    `counts` are lists of a kind, what the rows have in common, and a number, which in a change may
    be negative: see `records.figures.tallies`. `counted_at` is when the base was counted.

    .. no_pii:
    """

    unit = models.CharField(max_length=255)
    base = models.BooleanField(null=True)
    counts = models.JSONField()
    counted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "base"), name="empathy_tally_base"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.pk}"
