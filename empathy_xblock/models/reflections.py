"""Reflections that were handed in, how they were marked, and by what wording.

They hold no text of a learner's: that lives in edx-submissions alone.
"""

from __future__ import annotations

from django.db import models

from empathy_xblock.models.append_only import AppendOnly


class RubricVersion(AppendOnly):
    """A rubric as it stood when something was marked against it. `digest` is sha256 of `body`.

    .. no_pii:
    """

    unit = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    body = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "digest"), name="empathy_rubric_once"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.digest[:12]}"


class UnitModel(AppendOnly):
    """What the engine learned from the people who mark a unit, by one wording of its rubric.

    `version` counts from 1 for each wording; an assessment names the version it was made with.
    `marked` is how many reflections people had marked, `examples` how many of those had a text
    to learn from. `body` is the JSON of a `grading.learned.Model` and `fingerprint` its sha256.
    `agreement` holds how often what was foreseen agreed with people, by criterion id and, under
    the empty name, for all criteria together: see `grading.agreement.Agreement`.

    Words are in it only if several learners used them: see docs/decisions/0009.

    .. no_pii:
    """

    unit = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    engine_version = models.CharField(max_length=64)
    marked = models.PositiveIntegerField()
    examples = models.PositiveIntegerField()
    agreement = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    body = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "digest", "version"), name="empathy_unit_model_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.digest[:12]} {self.version}"


class Attempt(models.Model):
    """One submitted reflection: the line of the review queue.

    `submission` is the uuid in edx-submissions and the attempt's public name. `mode` is the
    grading mode it was submitted under. `words`, `language`, `confidence` and `flags` are
    copies for lists, written with the engine's assessment; so is `teaches`, how much the engine
    would learn from a person's marks, from 0 to 10,000, null where it did not mark. `listed` is
    whether it stands in the list of all, which leaves out what a later attempt replaced. `writer`
    is what the learner is called where reviewers see no names: see `records.fairness.writers`.

    .. pii: The learner's username and anonymous id, beside how the reflection was marked.
    .. pii_types: username, id
    .. pii_retirement: local_api
    """

    unit = models.CharField(max_length=255)
    course = models.CharField(max_length=255)
    learner = models.CharField(max_length=255)
    username = models.CharField(max_length=255)
    number = models.PositiveIntegerField()
    mode = models.CharField(max_length=16)
    state = models.CharField(max_length=16)
    drafted = models.BooleanField(default=False)
    submission = models.CharField(max_length=36, unique=True)
    rubric = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+")
    words = models.PositiveIntegerField()
    language = models.CharField(max_length=16, default="", blank=True)
    confidence = models.FloatField(null=True, blank=True)
    flags = models.JSONField(default=list, blank=True)
    teaches = models.IntegerField(null=True, blank=True)
    # Null only while the migration that adds it is at work: a default would rewrite the table.
    listed = models.BooleanField(null=True, default=True)
    writer = models.CharField(max_length=16, default="", blank=True)
    submitted_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "learner", "number"), name="empathy_attempt_once"
            ),
        )
        indexes = (
            models.Index(fields=("unit", "state", "submitted_at", "id"), name="empathy_queue"),
            models.Index(fields=("unit", "submitted_at", "id"), name="empathy_queue_all"),
            models.Index(fields=("unit", "state", "teaches", "id"), name="empathy_queue_teaches"),
            models.Index(fields=("unit", "listed", "submitted_at", "id"), name="empathy_listed"),
            models.Index(fields=("unit", "listed", "teaches", "id"), name="empathy_listed_teaches"),
            models.Index(fields=("unit", "drafted", "submitted_at", "id"), name="empathy_drafted"),
            models.Index(fields=("unit", "number"), name="empathy_attempt_number"),
            models.Index(fields=("unit", "state", "mode"), name="empathy_attempt_mode"),
            models.Index(fields=("unit", "username"), name="empathy_username"),
            models.Index(fields=("unit", "writer"), name="empathy_writer"),
        )

    def __str__(self) -> str:
        return self.submission


class Assessment(AppendOnly):
    """One set of marks on an attempt: by the engine, by a person, or suggested to one.

    `unit_model` is the version of the `UnitModel` that the engine marked with, null for none.
    `remarks` are a person's comments on sentences: [start, end, comment], offsets as in a mark's
    evidence. `takes_back` names a released one that stands no more: it is as if that had never
    been, and the row that says so has no marks. `batch` is the `Job` that released many at once.

    .. pii: The username of the instructor and what they wrote to the learner.
    .. pii_types: username, other
    .. pii_retirement: local_api
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="assessments")
    marker = models.CharField(max_length=16)
    author = models.CharField(max_length=255, default="", blank=True)
    released = models.BooleanField()
    created_at = models.DateTimeField()
    rubric = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+")
    engine_version = models.CharField(max_length=64, default="", blank=True)
    unit_model = models.IntegerField(null=True, blank=True)
    language = models.CharField(max_length=16, default="", blank=True)
    flags = models.JSONField(default=list, blank=True)
    comment = models.TextField(default="", blank=True)
    remarks = models.JSONField(default=list, blank=True)
    takes_back = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="taken_back"
    )
    batch = models.BigIntegerField(null=True, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.marker} {self.pk}"


class Mark(AppendOnly):
    """One criterion of an assessment. `evidence` are character offsets, never the words.

    .. pii: What an instructor wrote to the learner on one criterion, or a language model's reason.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="marks")
    criterion = models.CharField(max_length=64)
    level = models.CharField(max_length=64, default="", blank=True)  # empty: nobody judged
    points = models.FloatField()
    confidence = models.FloatField(null=True, blank=True)
    probabilities = models.JSONField(default=list, blank=True)
    abstained = models.BooleanField(default=False)
    evidence = models.JSONField(default=list, blank=True)
    comment = models.TextField(default="", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("assessment", "criterion"), name="empathy_mark_once"),
        )

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level}"


class StandingMark(models.Model):
    """The mark that counts on one criterion of an attempt: a copy, for counting.

    `level` and `marker` are empty where a person is waited for. An attempt that another one
    replaced, or that nobody has judged yet, has none. `submitted_at` is the attempt's: the queue
    lists who stands at a level by it.

    .. no_pii:
    """

    unit = models.CharField(max_length=255)
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="standing_marks")
    criterion = models.CharField(max_length=64)
    level = models.CharField(max_length=64, default="", blank=True)
    marker = models.CharField(max_length=16, default="", blank=True)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("attempt", "criterion"), name="empathy_standing_once"),
        )
        indexes = (
            models.Index(
                fields=("unit", "criterion", "level", "marker"), name="empathy_standing_level"
            ),
            models.Index(
                fields=("unit", "criterion", "level", "submitted_at", "attempt"),
                name="empathy_standing_queue",
            ),
        )

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level}"


class AuditEvent(AppendOnly):
    """Who did what to an attempt, when, and what it changed.

    .. pii: The username of who acted: the learner or an instructor.
    .. pii_types: username
    .. pii_retirement: local_api
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    actor = models.CharField(max_length=255, default="", blank=True)
    action = models.CharField(max_length=32)
    reason = models.CharField(max_length=1000, default="", blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    rubric_digest = models.CharField(max_length=64, default="", blank=True)
    engine_version = models.CharField(max_length=64, default="", blank=True)

    def __str__(self) -> str:
        return f"{self.action} {self.pk}"


class ScoreOverride(AppendOnly):
    """A score that staff set in the marks' place; the newest of a learner's counts.

    `percent` is the score in percent, None where the override was lifted.

    .. pii: The learner's username and anonymous id, and the username of who set the score.
    .. pii_types: username, id
    .. pii_retirement: local_api
    """

    unit = models.CharField(max_length=255)
    course = models.CharField(max_length=255)
    learner = models.CharField(max_length=255)
    username = models.CharField(max_length=255)
    author = models.CharField(max_length=255, default="", blank=True)
    percent = models.FloatField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("unit", "learner", "id"), name="empathy_override"),
            models.Index(fields=("unit", "username"), name="empathy_override_username"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.pk}"
