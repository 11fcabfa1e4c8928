"""Long work on a unit, and the file of an export."""

from __future__ import annotations

from django.db import models


class Job(models.Model):
    """Long work on the attempts of a unit, which its lanes share.

    `state` is "queued" as long as anything is to be done, then "done" or "failed". `plan` is what
    the work needs to know, emptied when it is done. `active` is true or null, so that a unit has
    one of a kind under way. `error` is the name of what went wrong, no message. `format` is that
    of an export's file.
    `outcome` counts what came of the attempts, where not all come to the same. `about` is what
    stays known of it when it is done: of a change, what it was, why, and which one it undid.

    .. pii: The username of the member of staff who began it, and the reason they gave.
    .. pii_types: username, other
    .. pii_retirement: local_api
    """

    unit = models.CharField(max_length=255)
    course = models.CharField(max_length=255)
    kind = models.CharField(max_length=16)
    actor = models.CharField(max_length=255)
    state = models.CharField(max_length=16)
    active = models.BooleanField(null=True)
    plan = models.JSONField(default=dict, blank=True)
    format = models.CharField(max_length=8, default="", blank=True)
    total = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=64, default="", blank=True)
    outcome = models.JSONField(default=dict, blank=True)
    about = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "kind", "active"), name="empathy_job_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class JobLane(models.Model):
    """A share of a job: the attempts beyond `position` up to `last`. All before are done.

    `worker` names who carries it out, one at a time; `done` counts attempts.

    .. no_pii:
    """

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="lanes")
    state = models.CharField(max_length=16)
    worker = models.CharField(max_length=32, default="", blank=True)
    position = models.BigIntegerField(default=0)
    first = models.BigIntegerField(default=0)
    last = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.first} to {self.last} of {self.job_id}"


class JobPart(models.Model):
    """A piece of the file that an export makes, compressed; see `records.work.files`.

    It holds no text of a learner's.

    .. pii: Usernames and anonymous ids of learners, their marks, and instructors' comments.
    .. pii_types: username, id, other
    .. pii_retirement: local_api
    """

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="parts")
    body = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.pk} of {self.job_id}"
