"""What learners offer each other to read, and hints at what should rather not be shown.

A hint decides nothing: it has a person look twice.
"""

from __future__ import annotations

from re import IGNORECASE
from re import compile as pattern
from typing import Literal

Kind = Literal["commitment", "scenario"]

#: How many are shown to others, the newest first.
SHOWN = 20
#: Scenarios that one learner may have offered at a time.
MAX_SCENARIOS = 3
#: A scenario or a reply, in characters.
MAX_SCENARIO = 2_000
MAX_REPLY = 1_000

SpamHint = Literal["link", "capitals", "repetition", "few_words"]

_LINK = pattern(
    r"https?:|www\.|\b[a-z0-9-]{2,63}\.(?:com|net|org|info|biz|io|ru|cn|shop|xyz|top|site)\b",
    IGNORECASE,
)
_RUN = pattern(r"(\S)\1{5,}")
_WORD = pattern(r"[^\W\d_]+")


def spam_hints(text: str) -> tuple[SpamHint, ...]:
    """Return why a text may be no honest offer: an address, shouting, repetition, or no words.

    Scripts without capitals are never shouting, and those that write no spaces are not short.
    """
    words = _WORD.findall(text)
    letters = "".join(words)
    capitals = sum(sign.isupper() for sign in letters)
    found: list[SpamHint] = []
    if _LINK.search(text):
        found.append("link")
    if len(letters) >= 20 and capitals > 0.6 * len(letters):
        found.append("capitals")
    lower = [word.lower() for word in words]
    if _RUN.search(text) or (len(words) >= 12 and len(set(lower)) < 0.35 * len(words)):
        found.append("repetition")
    if len(letters) < 12:
        found.append("few_words")
    return tuple(found)
