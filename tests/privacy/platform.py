"""As much of the platform as a retirement touches: its modules by name, with tables in memory.

The rules are those of LMSAccountRetirementView, in the platform's
`openedx/core/djangoapps/user_api/accounts/views.py`: the signal is sent with the account, and
whatever a receiver raises makes the step fail, to be repeated.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest import mock

from django.dispatch import Signal


@dataclass
class Rows:
    """A table: enough of a manager and of a query to be filtered, listed and deleted from."""

    rows: list[SimpleNamespace] = field(default_factory=list)
    of: Rows | None = None

    def filter(self, **wanted: Any) -> Rows:
        """Return the rows that have these values."""
        kept = [row for row in self.rows if all(getattr(row, k) == v for k, v in wanted.items())]
        return Rows(kept, self.of or self)

    def first(self) -> SimpleNamespace | None:
        """Return one of them, or None."""
        return next(iter(self.rows), None)

    def values_list(self, name: str, *, flat: bool) -> list[Any]:
        """Return one column."""
        assert flat
        return [getattr(row, name) for row in self.rows]

    def delete(self) -> None:
        """Remove them from their table."""
        table = self.of or self
        table.rows = [row for row in table.rows if row not in self.rows]


@dataclass
class Platform:
    """The platform's part of a retirement."""

    signal: Signal = field(default_factory=Signal)
    states: Rows = field(default_factory=Rows)
    anonymous: Rows = field(default_factory=Rows)
    statuses: Rows = field(default_factory=Rows)

    def enroll(self, user: Any, *anonymous_ids: str) -> None:
        """Give the person an anonymous id in each of so many courses, and some state there."""
        for number, one in enumerate(anonymous_ids):
            self.anonymous.rows.append(SimpleNamespace(user=user, anonymous_user_id=one))
            for kind in ("empathy", "problem"):
                row = SimpleNamespace(student=user, module_type=kind, course=number)
                self.states.rows.append(row)

    def retire(self, user: Any) -> None:
        """Send what the platform sends."""
        self.signal.send(sender=type(self), user=user)

    def modules(self) -> dict[str, ModuleType]:
        """Return the modules that `compat` may import."""
        contents = {
            "openedx.core.djangoapps.user_api.accounts.signals": {
                "USER_RETIRE_LMS_MISC": self.signal
            },
            "openedx.core.djangoapps.user_api.models": {
                "UserRetirementStatus": SimpleNamespace(objects=self.statuses)
            },
            "common.djangoapps.student.models": {
                "AnonymousUserId": SimpleNamespace(objects=self.anonymous)
            },
            "lms.djangoapps.courseware.models": {
                "StudentModule": SimpleNamespace(objects=self.states)
            },
        }
        found: dict[str, ModuleType] = {}
        for path, names in contents.items():
            parts = path.split(".")
            for end in range(1, len(parts) + 1):
                found.setdefault(".".join(parts[:end]), ModuleType(".".join(parts[:end])))
            vars(found[path]).update(names)
        return found


@contextmanager
def installed() -> Iterator[Platform]:
    """Have the platform's modules be importable."""
    platform = Platform()
    with mock.patch.dict(sys.modules, platform.modules()):
        yield platform
