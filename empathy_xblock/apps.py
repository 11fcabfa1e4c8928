"""The Django app that holds the tables, and its place among the platform's plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from empathy_xblock.records.data import Place

#: Where each of the platform's moments finds `plugin_settings`.
SETTINGS = {
    moment: {"relative_path": f"settings.{moment}"} for moment in ("common", "production", "test")
}


class EmpathyConfig(AppConfig):
    """Tables of the empathy unit.

    Being listed under `lms.djangoapp` and `cms.djangoapp` has the platform install the app, run
    its migrations, and call the settings named here.
    """

    name = "empathy_xblock"
    label = "empathy_xblock"
    verbose_name = _("Empathy units")
    default_auto_field = "django.db.models.BigAutoField"
    plugin_app: ClassVar[dict[str, Any]] = {
        "settings_config": {"lms.djangoapp": SETTINGS, "cms.djangoapp": SETTINGS},
    }

    def ready(self) -> None:
        """Meet the platform, where it is there: its retirements, its deletions, its events."""
        from empathy_xblock import compat, tracking, xapi
        from empathy_xblock.records.lists import cohorts
        from empathy_xblock.records.marks import telling

        compat.on_retirement(_retire)
        compat.on_deleted_state(_erase)
        cohorts.provide(compat.cohorts())
        telling.provide(tracking.event_log())
        xapi.register()


# What these need is read when they are called: the platform's start should not wait for it.


def _retire(username: str, known_as: str, learner_ids: list[str]) -> None:
    from empathy_xblock.records import api

    api.retire(username, known_as, learner_ids)


def _erase(place: Place, learner_id: str) -> None:
    from empathy_xblock.records import api

    api.erase(place, learner_id)
