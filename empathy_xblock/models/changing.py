"""What a change of the rubric, or of the quiz's keys, did to work that was marked before."""

from __future__ import annotations

from django.db import models

from empathy_xblock.models.append_only import AppendOnly
from empathy_xblock.models.long_work import Job


class ChangedWork(AppendOnly):
    """What one change did to one learner's work: all that the way back needs.

    `before` and `after` are in the form of `records.changes.changing` or of
    `records.changes.rekeying`: ids of assessments and rubric versions, points of answers, and what
    the gradebook was told.

    .. pii: The learner's username and anonymous id, beside the points of their answers.
    .. pii_types: username, id
    .. pii_retirement: local_api
    """

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="changed")
    unit = models.CharField(max_length=255)
    course = models.CharField(max_length=255)
    learner = models.CharField(max_length=255)
    username = models.CharField(max_length=255)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("job", "learner"), name="empathy_changed_once"),
        )
        indexes = (
            models.Index(fields=("unit", "learner"), name="empathy_changed_learner"),
            models.Index(fields=("unit", "username"), name="empathy_changed_name"),
        )

    def __str__(self) -> str:
        return f"{self.pk} of {self.job_id}"
