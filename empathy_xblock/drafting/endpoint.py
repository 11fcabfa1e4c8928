"""Where a draft is asked for: what an operator has set, and nothing an author can write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import isfinite
from urllib.parse import urlsplit

#: In seconds: what is set is kept within these.
SHORTEST, LONGEST = 1.0, 120.0

#: The default of the limit, in seconds.
SECONDS = 30.0

#: Of the names of the settings: URL, MODEL, KEY and SECONDS follow.
PREFIX = "EMPATHY_XBLOCK_DRAFTER_"

_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible chat endpoint. `url` is that of its chat completions."""

    url: str
    model: str
    key: str = field(repr=False)
    seconds: float

    @property
    def host(self) -> str:
        """The host, and the port if one is named: where the text goes."""
        return urlsplit(self.url).netloc


def _address(value: object) -> str:
    """Return the address of the chat completions; empty for what is no plain web address.

    One with a password or a query is none: both would be in the log of every request.
    """
    url = str(value or "").strip().rstrip("/")
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    plain = parts.scheme in ("https", "http") and parts.hostname and "@" not in parts.netloc
    if not plain or parts.query or parts.fragment:
        return ""
    return url if url.endswith(_PATH) else url + _PATH


def _seconds(value: object) -> float:
    try:
        wanted = float(str(value))
    except ValueError:
        return SECONDS
    return min(max(wanted, SHORTEST), LONGEST) if isfinite(wanted) else SECONDS


def endpoint(setting: Callable[[str], object]) -> Endpoint | None:
    """Return the endpoint that the settings describe, or None where there is none.

    `setting` returns a setting's value by its name.
    """
    url = _address(setting(f"{PREFIX}URL"))
    model = str(setting(f"{PREFIX}MODEL") or "").strip()
    if not url or not model:
        return None
    return Endpoint(
        url=url,
        model=model,
        key=str(setting(f"{PREFIX}KEY") or "").strip(),
        seconds=_seconds(setting(f"{PREFIX}SECONDS")),
    )
