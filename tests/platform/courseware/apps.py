"""The app that keeps learners' state in the stand-in, under the platform's own label."""

from __future__ import annotations

from django.apps import AppConfig


class CoursewareConfig(AppConfig):
    """Its tables are made without migrations."""

    name = "tests.platform.courseware"
    label = "courseware"
    default_auto_field = "django.db.models.BigAutoField"
