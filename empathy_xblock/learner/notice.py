"""What is said where learners write: who reads it, what marks it, and how long it is kept.

It is drawn from the settings that hold, never from what an author wrote, so that it stays true.
"""

from __future__ import annotations

from dataclasses import dataclass

from empathy_xblock import settings
from empathy_xblock.drafting.endpoint import endpoint

#: The modes in which an instructor may ask a language model for a draft.
DRAFTED = ("assisted", "reviewed")


@dataclass(frozen=True, slots=True)
class Notice:
    """`days` is how long the text is kept, None without a limit; `host` gets it for a draft."""

    mode: str
    days: int | None
    host: str


def notice(mode: str) -> Notice:
    """Return what holds for reflections in a unit of that grading mode."""
    days = settings.value("EMPATHY_XBLOCK_RETENTION_DAYS")
    found = endpoint(settings.value) if mode in DRAFTED else None
    return Notice(mode, int(days) if days else None, found.host if found else "")
