"""Moments of a film as authors type them: `1:02.5` for 62.5 seconds, as a player shows them.

`stored(shown(seconds)) == seconds` for every moment that a unit holds, to the last digit.
"""

from __future__ import annotations

from decimal import Decimal
from re import compile as pattern

_CLOCK = pattern(r"(?:([0-9]{1,2}):)?([0-9]{1,4}):([0-9]{1,2})(?:[.,]([0-9]{1,400}))?")
_SECONDS = pattern(r"[0-9]{1,6}(?:[.,][0-9]{1,400})?")


def shown(seconds: float) -> str:
    """Return a moment as it is typed."""
    exact = Decimal(repr(seconds + 0.0))
    minutes, rest = divmod(exact, 60)
    whole, _dot, part = f"{rest:f}".removesuffix(".0").partition(".")
    return f"{minutes:f}:{whole:0>2}{'.' if part else ''}{part}"


def stored(typed: str) -> str:
    """Return the seconds of what was typed; what is no moment is returned as it is, to be refused.

    Seconds alone may be typed, too, and a decimal comma.
    """
    text = typed.strip()
    if _SECONDS.fullmatch(text):
        return text.replace(",", ".")
    found = _CLOCK.fullmatch(text)
    if found is None or int(found[3]) > 59 or (found[1] and int(found[2]) > 59):
        return text
    whole = 3600 * int(found[1] or 0) + 60 * int(found[2]) + int(found[3])
    return f"{whole}.{found[4]}" if found[4] else str(whole)
