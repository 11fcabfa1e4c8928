"""What every part of a unit is made of: an immutable element, and the kinds of its fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from empathy_xblock.unit.html import clean, line
from empathy_xblock.unit.languages import LONGEST, WELL_FORMED, canonical
from empathy_xblock.unit.messages import either, said


def _line(value: object) -> object:
    return line(value) if isinstance(value, str) else value


MAX_HTML = 50_000


def _clean(value: object) -> object:
    """Clean HTML; what is far too long is left as it is, for the limit to refuse it."""
    return clean(value) if isinstance(value, str) and len(value) <= 4 * MAX_HTML else value


#: What an author may write; the platform, which edits some of it, knows no such limits.
MAX_NAME, MAX_WEIGHT, MAX_ATTEMPTS = 200, 1000.0, 100

Line = Annotated[str, BeforeValidator(_line)]
Id = Annotated[Line, Field(pattern=r"^[a-z0-9_-]+$", max_length=64)]
Name = Annotated[Line, Field(min_length=1, max_length=MAX_NAME)]
Html = Annotated[str, BeforeValidator(_clean), Field(max_length=MAX_HTML)]
Weight = Annotated[float, Field(ge=0, le=MAX_WEIGHT, allow_inf_nan=False)]
#: A moment of the film, or of how long something takes there.
Seconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
Language = Annotated[Line, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")]
#: What language a text is in, in the one way of writing it that RFC 5646 recommends.
LanguageTag = Annotated[
    Line, Field(pattern=WELL_FORMED, max_length=LONGEST), AfterValidator(canonical)
]
Points = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]

_URL_STARTS = ("https://", "http://", "/", "edx-video:", "bundled:")
_CONTACT_STARTS = ("https://", "http://", "/", "bundled:", "mailto:", "tel:")


def _starts_with(url: str, starts: tuple[str, ...]) -> str:
    head = url.split("/", 1)[0]
    if url.lower().startswith(starts) or ":" not in head:
        return url
    raise ValueError(said("starts_with", starts=either(starts)))


def _known_scheme(url: str) -> str:
    """Accept web addresses, paths on the site, the platform's videos, files of this package."""
    return _starts_with(url, _URL_STARTS)


def _known_contact(url: str) -> str:
    """Accept what `_known_scheme` does, and ways to write or call."""
    return _starts_with(url, _CONTACT_STARTS)


_Address = Annotated[Line, Field(min_length=1, max_length=2000)]
Url = Annotated[_Address, AfterValidator(_known_scheme)]
Contact = Annotated[_Address, AfterValidator(_known_contact)]


class Element(BaseModel):
    """A part of a unit: immutable, and closed to fields it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class ChildError(ValueError):
    """One child of an element does not fit the others; `field` and `index` name it."""

    def __init__(self, message: str, field: str, index: int) -> None:
        super().__init__(message)
        self.field = field
        self.index = index


def unique(what: str, field: str, ids: Iterable[str]) -> None:
    """Refuse an id that one of its siblings has already."""
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name in seen:
            raise ChildError(said("used_twice", what=said(what), id=name), field, index)
        seen.add(name)
