"""What in a text may point to a person: found by patterns, on this server alone.

A hint makes somebody look before the text leaves; it blocks nothing and proves nothing. It
misses names without a title, and takes some numbers for what they are not. The patterns are for
English and Czech, with a few titles of their neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from re import IGNORECASE, Pattern
from re import compile as pattern
from typing import Literal

from empathy_xblock.grading.marks import Span

Kind = Literal["email", "record_number", "date", "phone", "name"]

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince)"
)
_YEAR = r"(?:1[89]|20)\d\d"

_TITLE = (
    r"(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Doctor|Professor|Nurse|Sister|Rev"
    r"|[Pp]an|[Pp]aní|[Pp]ana|[Pp]anu|[Pp]anem|[Ss]lečna|[Dd]oktor|[Dd]oktorka|[Ss]estra"
    r"|MUDr|PhDr|JUDr|RNDr|Mgr|Ing|Bc|Herr|Frau|Señora?|Madame|Monsieur)"
)

#: In the order in which they are looked for: what one has found, a later one leaves alone.
_PATTERNS: tuple[tuple[Kind, Pattern[str]], ...] = (
    ("email", pattern(r"[\w.+-]{1,64}@\w[\w-]{0,62}(?:\.[\w-]{1,62}){1,8}")),
    (
        "date",
        pattern(
            rf"\b{_YEAR}-\d\d-\d\d\b"
            rf"|\b\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:{_YEAR}|\d\d)\b"
            rf"|\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:of\s)?{_MONTH}\.?,?\s{_YEAR}\b"
            rf"|\b{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}\b"
            rf"|\b(?:born|narozen[aý]?)\b[^.!?\n]{{0,20}}\b{_YEAR}\b",
            IGNORECASE,
        ),
    ),
    (
        "record_number",
        pattern(
            r"\b(?:MRN|SSN|record|chart|case|patient|file|insurance|pojištěnce|rodné číslo)"
            r"(?:\s(?:no|nr|number|id|č)\b\.?)?\s?[:#]?\s?(?:[A-Z]{1,3}-?)?\d{4,}(?:/\d{3,4})?\b"
            r"|\b\d{6}/\d{3,4}\b|\b\d{3}-\d\d-\d{4}\b|\b[A-Z]{2,3}-?\d{5,}\b",
            IGNORECASE,
        ),
    ),
    (
        "phone",
        pattern(
            # Two years with a dash between them are no number to call.
            rf"(?<!\w)(?!{_YEAR}\W{{1,3}}{_YEAR}\b)"
            r"(?:\+|00)?\(?\d(?:[ ().\-/]{0,2}\d){6,14}(?!\w)"
        ),
    ),
    ("name", pattern(rf"\b{_TITLE}\b\.?\s+(?:[^\W\d_]\.\s?)?(?![a-z\d_])[^\W\d_][\w’'-]+")),
)


@dataclass(frozen=True, slots=True)
class Hint:
    """A stretch of the text, and what it may be."""

    kind: Kind
    span: Span


def _capital(text: str) -> bool:
    """Whether the last word begins with a capital letter, in any script that has them."""
    last = text.split()[-1]
    return last[0] != last[0].lower()


def hints(text: str) -> tuple[Hint, ...]:
    """Return what may point to a person, in the text's order, without overlaps."""
    found: list[Hint] = []
    for kind, shape in _PATTERNS:
        for match in shape.finditer(text):
            start, end = match.span()
            taken = any(start < hint.span[1] and hint.span[0] < end for hint in found)
            if taken or (kind == "name" and not _capital(match[0])):
                continue
            found.append(Hint(kind, (start, end)))
    return tuple(sorted(found, key=lambda hint: hint.span))
