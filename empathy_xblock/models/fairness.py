"""Fairness: what a second person read, what learners asked to be looked at again, calibration."""

from __future__ import annotations

from django.db import models

from empathy_xblock.models.reflections import Assessment, Attempt


class SecondReading(models.Model):
    """That a second person reads an attempt, and what came of it.

    `why` is "chosen" (by the hash of the attempt's ref) or "sent" (by the reviewer `asked_by`).
    `state` is "waiting" until the second person has marked, then "agreed" or "differs"; what
    differs is "settled" once somebody has said what counts. `first` and `second` are the two
    assessments that were compared; both stay as they were made. `release` is the one on which what
    was settled rests: once that is taken back, the reading "differs" again. It is null where the
    first person's marks were left to count.

    .. pii: The usernames of instructors: who asked, who read, who settled.
    .. pii_types: username
    .. pii_retirement: local_api
    """

    unit = models.CharField(max_length=255)
    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="second_reading")
    why = models.CharField(max_length=16)
    state = models.CharField(max_length=16)
    asked_by = models.CharField(max_length=255, default="", blank=True)
    asked_at = models.DateTimeField()
    first = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    second = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    settled_by = models.CharField(max_length=255, default="", blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    release = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = (models.Index(fields=("unit", "state"), name="empathy_second_reading"),)

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"


class AnotherLook(models.Model):
    """A learner's request that somebody look again at one criterion of an attempt.

    `level` and `marked_by` are the mark that was asked about: its level's id, and the username of
    who gave it, empty for the engine. `state` is "asked", then "kept", "changed" or, where the
    rubric asks about it no more, "gone"; what is closed stays closed as long as the `release` that
    the answer rests on is not taken back, and a criterion of an attempt has one request. `release`
    is null where the mark that was asked about was left to stand. `alone` is whether who gave the
    mark closed it, since nobody else marks there. `reason` is the learner's own words: they go with
    the attempt's text, and `reason_deleted` says so.

    .. pii: Why the learner asks, in their own words; what an instructor answers; usernames of
       instructors.
    .. pii_types: username, other
    .. pii_retirement: local_api
    """

    unit = models.CharField(max_length=255)
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="looks")
    criterion = models.CharField(max_length=64)
    level = models.CharField(max_length=64)
    marked_by = models.CharField(max_length=255, default="", blank=True)
    reason = models.TextField(blank=True)
    reason_deleted = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=16)
    level_after = models.CharField(max_length=64, default="", blank=True)
    answer = models.TextField(default="", blank=True)
    closed_by = models.CharField(max_length=255, default="", blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    alone = models.BooleanField(default=False)
    release = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("attempt", "criterion"), name="empathy_look_once"),
        )
        indexes = (models.Index(fields=("unit", "state"), name="empathy_look"),)

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"


class CalibrationRound(models.Model):
    """One reviewer's marks on the author's sample answers, by one wording of the rubric.

    `answers` are the sample answers of the round by their ids, `marks` the levels given so far by
    criterion id, by answer. `active` is true or null, so that a reviewer is in one round at a
    time. Once finished, `pairs` are the places of author's and reviewer's levels, by criterion.

    .. pii: The username of a reviewer, beside how they mark.
    .. pii_types: username
    .. pii_retirement: local_api
    """

    unit = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    reviewer = models.CharField(max_length=255)
    active = models.BooleanField(null=True)
    answers = models.JSONField()
    marks = models.JSONField(default=dict, blank=True)
    pairs = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "digest", "reviewer", "active"), name="empathy_calibrating_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.digest[:12]} {self.pk}"
