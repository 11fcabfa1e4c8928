"""The settings an operator may set, their defaults, and what else is set for the platform.

They are flat Django settings with one prefix. `common`, `production` and `test` are the
platform's names for the moments at which a plugin may speak; each only adds what is absent.
"""

from __future__ import annotations

from typing import Any

#: Every setting with its default. The table in docs/operating.md says the same.
DEFAULTS: dict[str, Any] = {
    # How many days after its submission the text of a reflection is kept; None keeps it.
    "EMPATHY_XBLOCK_RETENTION_DAYS": None,
    # How many days the file of an export is kept.
    "EMPATHY_XBLOCK_EXPORT_DAYS": 30,
    # Who carries out long work: "celery", "inline", or "auto" for Celery where it has a broker.
    "EMPATHY_XBLOCK_TASKS": "auto",
    # After so many seconds without progress, long work counts as left by whoever did it.
    "EMPATHY_XBLOCK_TASKS_STUCK_AFTER": 120,
    # The address of an OpenAI-compatible API that an instructor may ask for a draft of marks,
    # such as https://llm.example.org/v1; empty for none. See docs/drafter.md.
    "EMPATHY_XBLOCK_DRAFTER_URL": "",
    # The name of the model to ask there; empty for none.
    "EMPATHY_XBLOCK_DRAFTER_MODEL": "",
    # The key that is sent as a bearer token; empty for none.
    "EMPATHY_XBLOCK_DRAFTER_KEY": "",
    # How many seconds an answer may take, from 1 to 120.
    "EMPATHY_XBLOCK_DRAFTER_SECONDS": 30,
}


def value(name: str) -> Any:
    """Return the setting of that name, or its default."""
    from django.conf import settings

    return getattr(settings, name, DEFAULTS[name])
