"""Two tables about commitments: that one was made, without its words, and what was offered to all.

What a learner commits to is in their own state. Words stand in a table only where their writer
offered them for others to read, and only until they take them back.
"""

from __future__ import annotations

from django.db import models


class Commitment(models.Model):
    """That a learner made an if-then plan, and whether its moment came. None of its words.

    `asks_on` is the day from which the unit asks, null for never. `outcome` is empty until then,
    or one of "did", "did_not" and "not_yet". Staff meet these rows as counts alone.

    .. pii: The learner's username and anonymous id, beside whether they carried out their plan.
    .. pii_types: username, id
    .. pii_retirement: local_api
    """

    unit = models.CharField(max_length=255)
    course = models.CharField(max_length=255)
    learner = models.CharField(max_length=255)
    username = models.CharField(max_length=255)
    made_at = models.DateTimeField()
    asks_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=16, default="", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "learner"), name="empathy_commitment_once"),
        )
        indexes = (
            models.Index(fields=("unit", "outcome", "asks_on"), name="empathy_follow_through"),
            models.Index(fields=("unit", "username"), name="empathy_commitment_name"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.pk}"


class SharedText(models.Model):
    """What a learner offered for others to read: a commitment, or a scenario with a reply.

    `slot` is 0 for the commitment and counts a learner's scenarios from 1. `ref` is the public
    name. The words of a row never change: who offers others makes another row, so that staff
    approve what they have read.

    .. pii: What the learner wrote, with their username and anonymous id, and the name of who
       decided about it.
    .. pii_types: username, id, other
    .. pii_retirement: local_api
    """

    unit = models.CharField(max_length=255)
    course = models.CharField(max_length=255)
    learner = models.CharField(max_length=255)
    username = models.CharField(max_length=255)
    slot = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16)
    ref = models.CharField(max_length=32, unique=True)
    first = models.TextField()
    second = models.TextField()
    state = models.CharField(max_length=16)
    reason = models.CharField(max_length=1000, default="", blank=True)
    author = models.CharField(max_length=255, default="", blank=True)
    shared_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "learner", "slot"), name="empathy_shared_once"),
        )
        indexes = (
            models.Index(fields=("unit", "state", "id"), name="empathy_shared_wall"),
            models.Index(fields=("unit", "username"), name="empathy_shared_username"),
        )

    def __str__(self) -> str:
        return self.ref
