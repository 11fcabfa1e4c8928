"""Answers to the items of a quiz."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import models

#: The longest response, as JSON, that is counted by index.
SHORT = 255


def in_short(response: Sequence[str]) -> str:
    """Return the response as JSON for an index, empty if it is too long for one."""
    written = json.dumps(list(response), separators=(",", ":"))
    return written if len(written) <= SHORT else ""


class ItemResult(models.Model):
    """One answer to one quiz item. `response` is in the form of `journey.quiz.response`.

    `short` is `in_short` of it, for counting.

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
    short = models.CharField(max_length=SHORT, default="", blank=True)
    earned = models.FloatField()
    possible = models.FloatField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "learner", "item", "number"), name="empathy_item_once"
            ),
        )
        indexes = (
            models.Index(fields=("unit", "username"), name="empathy_item_username"),
            # Holds all that a class's answers are counted by.
            models.Index(
                fields=("unit", "number", "item", "short", "earned", "possible"),
                name="empathy_item_figures",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.number}"
