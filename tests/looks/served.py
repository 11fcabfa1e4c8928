"""`python -m tests.looks.served`: the workbench on a day that never ends.

Every look at the clock is a microsecond after the one before, so that what is ordered by time
stays in order and every date reads the same. Who is called `late_*` finds the unit closed.
"""

from __future__ import annotations

import datetime as time
import itertools
import os
import sys
from typing import Any

TODAY = time.datetime(2026, 5, 20, 9, 0, tzinfo=time.UTC)
CLOSED = TODAY - time.timedelta(days=1)

_looks = itertools.count()


def now() -> time.datetime:
    """Return the time, which is always nine o'clock."""
    return TODAY + time.timedelta(microseconds=next(_looks))


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


def main() -> int:
    """Serve it, with the arguments of the workbench."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.looks.settings")
    from django.utils import timezone

    timezone.now = now  # before any model takes it for a default
    import django

    django.setup()
    import empathy_xblock.block
    import empathy_xblock.demo.__main__ as workbench
    import empathy_xblock.demo.samples  # noqa: F401

    stop_the_clock()
    close_for_the_late()
    return workbench.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
