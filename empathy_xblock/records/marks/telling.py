"""Telling the tracking log what long work did: no request is there to tell it through.

The platform is met by `compat`, which provides the log; without it nothing is told.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Protocol

from django.db import transaction

from empathy_xblock.events import Event
from empathy_xblock.records.data import Place

log = logging.getLogger(__name__)


class Log(Protocol):
    """Where events are told."""

    def tell(self, place: Place, actor: str, event: Event) -> None:
        """Tell that this person did that in the unit."""


_log: Log | None = None


def provide(to: Log | None) -> None:
    """Tell events there from now on; None for nowhere."""
    global _log
    _log = to


def after_commit(place: Place, actor: str, event: Event) -> None:
    """Tell an event once what it tells of is kept; not at all if that is undone."""
    if _log is not None:
        transaction.on_commit(partial(_tell, _log, place, actor, event))


def _tell(to: Log, place: Place, actor: str, event: Event) -> None:
    try:
        to.tell(place, actor, event)
    except Exception as error:  # the marks are kept, and the work goes on
        log.error("%s could not be told: %s", event.name, type(error).__name__)
