"""How far learners agree with an author's statements: a table of numbers, without any words."""

from __future__ import annotations

from django.db import models


class StatementRating(models.Model):
    """How far a learner agrees with one statement, from 1 to 5, before and after.

    Null where the statement was not rated at that moment. Staff meet these rows as averages
    over ten learners or more alone.

    .. pii: The learner's username and anonymous id, beside how far they agree.
    .. pii_types: username, id
    .. pii_retirement: local_api
    """

    unit = models.CharField(max_length=255)
    course = models.CharField(max_length=255)
    learner = models.CharField(max_length=255)
    username = models.CharField(max_length=255)
    statement = models.CharField(max_length=64)
    before = models.PositiveSmallIntegerField(null=True, blank=True)
    after = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "learner", "statement"), name="empathy_statement_once"
            ),
        )
        indexes = (models.Index(fields=("unit", "username"), name="empathy_statement_name"),)

    def __str__(self) -> str:
        return f"{self.statement} {self.pk}"
