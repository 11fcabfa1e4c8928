"""What this plugin adds to the platform's settings: its own defaults, its events to forward.

Nothing that is there already is replaced. Event-routing-backends may speak before this plugin
or after it: it makes its list of events, and filters that hold copies of that list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_xblock.events import NAMES
from empathy_xblock.settings import DEFAULTS

#: The list of events that event-routing-backends turns into xAPI; it appends to it, too.
ALLOWED = "EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS"

#: The events that go over the event bus, where there is one.
BUS = "EVENT_BUS_TRACKING_LOGS"

_FILTER = "NameWhitelistProcessor"


def _add(names: Any) -> None:
    """Add our events to a list or a set, in place: others may hold the same one."""
    if isinstance(names, set):
        names.update(NAMES)
    elif isinstance(names, list):
        names.extend(name for name in NAMES if name not in names)


def _backends(found: Any) -> Iterator[dict[str, Any]]:
    """Yield what routes events to xAPI: the router, and within it the backend of that name."""
    router = found.get("event_transformer", {}) if isinstance(found, dict) else {}
    inner = router.get("OPTIONS", {}).get("backends", {}).get("xapi")
    if inner:
        yield from (router, inner)


def plugin_settings(settings: Any) -> None:
    """Add what is absent; twice adds nothing more."""
    for name, default in DEFAULTS.items():
        if not hasattr(settings, name):
            setattr(settings, name, default)
    if not hasattr(settings, ALLOWED):
        setattr(settings, ALLOWED, [])
    _add(getattr(settings, ALLOWED))
    _add(getattr(settings, BUS, None))
    for backend in _backends(getattr(settings, "EVENT_TRACKING_BACKENDS", None)):
        for processor in backend.get("OPTIONS", {}).get("processors", ()):
            if processor.get("ENGINE", "").endswith(_FILTER):
                _add(processor.get("OPTIONS", {}).get("whitelist"))
