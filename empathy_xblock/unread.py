"""What is said of a request that cannot be read.

Most of these come from a page that is out of date; the one that people meet is a text beyond
what can be kept. None of it holds what was sent, which may be a learner's.
"""

from __future__ import annotations

from datetime import date
from re import compile as pattern
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from pydantic import ValidationError

from empathy_xblock.refusal import Refusal

_NAME = pattern(r"[a-z0-9_-]{1,40}")

#: What pydantic calls a bound, and where it keeps the number.
_LEAST = {"greater_than_equal": "ge", "too_short": "min_length", "string_too_short": "min_length"}
_MOST = {"less_than_equal": "le", "too_long": "max_length"}


def unread(error: ValidationError) -> Refusal:
    """Return the refusal that names the first fault's field and says what can be done."""
    first = error.errors(include_input=False, include_url=False)[0]
    # A key of what was sent may be anything, a learner's words included.
    parts = (str(part) for part in first["loc"])
    field = ".".join(part if _NAME.fullmatch(part) else "…" for part in parts) or "body"
    return Refusal(422, _sentence(first["type"], first.get("ctx", {}), field), field)


def _sentence(fault: str, bounds: dict[str, Any], field: str) -> str:
    about = {"field": field}
    if fault == "string_too_long":
        return _(
            "This is more text than can be kept: there is room for %(limit)s characters. It is "
            "still in this window: shorten it to go on."
        ) % {"limit": number_format(bounds["max_length"], force_grouping=True)}
    if fault.startswith("date_") or any(isinstance(bound, date) for bound in bounds.values()):
        return _("This date cannot be kept. Write it with year, month and day, as in 2027-05-31.")
    if fault in _LEAST:
        limit = number_format(bounds[_LEAST[fault]], force_grouping=True)
        return _("“%(field)s” must be at least %(limit)s.") % {**about, "limit": limit}
    if fault in _MOST:
        limit = number_format(bounds[_MOST[fault]], force_grouping=True)
        return _("“%(field)s” must be at most %(limit)s.") % {**about, "limit": limit}
    if fault == "missing":
        return _("“%(field)s” is missing. Reload the page, then try again.") % about
    return _("“%(field)s” could not be read. Reload the page, then try again.") % about
