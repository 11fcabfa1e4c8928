"""What the platform keeps of a learner in a block: a row of JSON, as its own code finds it.

From `lms/djangoapps/courseware/models.py` (the columns that other code names) and
`common/djangoapps/student/models` (the ids that stand for a person in a course).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

#: No constraint of the database's: tables without migrations are made before those with.
_USER = {"to": settings.AUTH_USER_MODEL, "on_delete": models.CASCADE, "db_constraint": False}


class StudentModule(models.Model):
    """A learner's state in one block.

    .. no_pii:
    """

    module_type = models.CharField(max_length=32)
    module_state_key = models.CharField(max_length=255)
    student = models.ForeignKey(**_USER)
    course_id = models.CharField(max_length=255)
    state = models.TextField(default="{}")
    grade = models.FloatField(null=True)
    max_grade = models.FloatField(null=True)

    class Meta:
        unique_together = (("student", "module_state_key", "course_id"),)

    def __str__(self) -> str:
        return f"{self.module_state_key} {self.student_id}"


class AnonymousUserId(models.Model):
    """The id that stands for a person in a course.

    .. no_pii:
    """

    user = models.ForeignKey(**_USER)
    anonymous_user_id = models.CharField(max_length=32, unique=True)
    course_id = models.CharField(max_length=255)

    def __str__(self) -> str:
        return self.anonymous_user_id
