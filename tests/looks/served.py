"""`python -m tests.looks.served`: the workbench on a day that never ends.

Every look at the clock is a microsecond after the one before, so that what is ordered by time
stays in order and every date reads the same. Chance is the same each time. Who is called `late_*`
finds the unit closed. What is asked for at ANEW begins a visit: see `tests/looks/anew.py`.
"""

from __future__ import annotations

import datetime as time
import itertools
import os
import random
import sys
import uuid
from pathlib import Path
from typing import Any

from tests.looks.anew import Anew

TODAY = time.datetime(2026, 5, 20, 9, 0, tzinfo=time.UTC)
CLOSED = TODAY - time.timedelta(days=1)

#: The sample learners have been there by then, in microseconds.
SEEDED = 10_000_000

_looks = itertools.count()
_chance = random.Random(1)


def now() -> time.datetime:
    """Return the time, which is always nine o'clock."""
    return TODAY + time.timedelta(microseconds=next(_looks))


def drawn() -> uuid.UUID:
    """Return the next uuid, the same at each visit: some things are drawn by them."""
    return uuid.UUID(int=_chance.getrandbits(128), version=4)


def rewind() -> None:
    """Let the clock and chance stand as at the beginning of every other visit."""
    global _looks
    _looks = itertools.count(SEEDED)
    _chance.seed(2)


class _Instants(type):
    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, time.datetime)


class Standing(time.datetime, metaclass=_Instants):
    """The class `datetime`, with another idea of now."""

    @classmethod
    def now(cls, tz: Any = None) -> time.datetime:  # type: ignore[override]
        """Return the time there."""
        return now().astimezone(tz)


def stop_the_clock() -> None:
    """Give every module of ours that standing clock."""
    for name, module in list(sys.modules.items()):
        if name.startswith("empathy_xblock") and getattr(module, "datetime", None) is time.datetime:
            module.datetime = Standing  # type: ignore[attr-defined]


def close_for_the_late() -> None:
    """Let the unit have been due yesterday for those who are late."""
    from empathy_xblock.block import EmpathyXBlock

    def due(block: Any) -> time.datetime | None:
        return CLOSED if str(block.runtime.user_id).startswith("late_") else None

    EmpathyXBlock.due = property(due)


def begin_anew() -> None:
    """Let the application be one that can be put back as it was."""
    from django.conf import settings
    from django.core import wsgi

    make = wsgi.get_wsgi_application
    database = Path(settings.DATABASES["default"]["NAME"])
    wsgi.get_wsgi_application = lambda: Anew(make(), database, rewind)


def main() -> int:
    """Serve it, with the arguments of the workbench."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.looks.settings")
    from django.utils import timezone

    timezone.now, uuid.uuid4 = now, drawn  # before any model takes them for a default
    import django

    django.setup()
    begin_anew()
    import empathy_xblock.block
    import empathy_xblock.demo.__main__ as workbench
    import empathy_xblock.demo.samples  # noqa: F401

    stop_the_clock()
    close_for_the_late()
    return workbench.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
