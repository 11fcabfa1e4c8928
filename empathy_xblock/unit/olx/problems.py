"""What is wrong with a document, said so that its author can put it right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from empathy_xblock.unit.model import Unit
from empathy_xblock.unit.olx.elements import Children, Tag
from empathy_xblock.unit.schema import ChildError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_MOST_QUOTED = 60


@dataclass(frozen=True)
class Problem:
    """One message. An error must be put right; advice may be followed or not.

    `element` names the element by its start tag, after those ancestors that have an id:
    `<criterion id="x"> <level id="y">`.
    """

    severity: Literal["error", "advice"]
    message: str
    line: int | None = None
    element: str = ""

    def __str__(self) -> str:
        place = f"line {self.line}, " if self.line is not None else ""
        return f"{place}{self.element}: {self.message}" if self.element else place + self.message


@dataclass(frozen=True)
class Reading:
    """A document as read. `unit` is None if it cannot be read as a unit."""

    unit: Unit | None
    problems: tuple[Problem, ...]
    platform: dict[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each element, by the name that problems give it."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that must be put right."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


class OLXError(Exception):
    """A document cannot be read; `problems` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def start_tag(name: str, element_id: str | None = None) -> str:
    """Return how problems name an element: `<name>`, or `<name id="…">`."""
    return f'<{name} id="{shortened(element_id)}">' if element_id else f"<{name}>"


def shortened(text: str) -> str:
    """Return `text` on one line, cut to a length that fits a message."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST_QUOTED else line[: _MOST_QUOTED - 1] + "…"


def either(names: Iterable[str]) -> str:
    """Return names as "a, b or c"."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def sentence(error: ErrorDetails, tag: Tag, rest: tuple[int | str, ...]) -> str | None:
    """Say one pydantic error in an author's words; None if it only follows from another error.

    `tag` is the innermost element the error lies in, `rest` the path from there.
    """
    context: Mapping[str, Any] = error.get("ctx", {})
    subject = _subject(tag, rest)
    given = error["input"]
    quoted = f"“{shortened(str(given))}”"
    cause = context.get("error")
    if isinstance(cause, ValueError):
        return f"{subject} {cause}, not {quoted}" if rest else str(cause)
    match error["type"]:
        case "missing":
            return f"{subject} is missing"
        case "float_parsing" | "float_type" | "finite_number":
            return f"{subject} must be a number, not {quoted}"
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return f"{subject} must be a whole number, not {quoted}"
        case "bool_parsing" | "bool_type":
            return f"{subject} must be “true” or “false”, not {quoted}"
        case "greater_than_equal":
            return f"{subject} must be at least {_number(context['ge'])}, not {quoted}"
        case "less_than_equal":
            return f"{subject} must be at most {_number(context['le'])}, not {quoted}"
        case "too_short" if isinstance(given, str):
            return f"{subject} must not be empty"
        case "too_long" if isinstance(given, str):
            return f"{subject} is longer than {context['max_length']:,} characters"
        case "string_pattern_mismatch" if rest[-1:] == ("id",):
            return f"id may have only lower-case letters, digits, “_” and “-”, not {quoted}"
        case "string_pattern_mismatch":
            return f"{subject} must be a language code like “en” or “pt-BR”, not {quoted}"
        case "literal_error":
            allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
            return f"{subject} must be {either(allowed)}, not {quoted}"
        case "too_short" if len(given) >= context["min_length"]:
            return None  # pydantic counts only those that are right
        case "too_short":
            return _count(tag, rest, "at least", context["min_length"], len(given))
        case "too_long":
            return _count(tag, rest, "at most", context["max_length"], len(given))
    return f"{subject}: {error['msg']}"


def child_of(error: ErrorDetails) -> tuple[str, int] | None:
    """Return the field and index of the child that does not fit its siblings, if one does not."""
    cause = error.get("ctx", {}).get("error")
    return (cause.field, cause.index) if isinstance(cause, ChildError) else None


def _subject(tag: Tag, rest: tuple[int | str, ...]) -> str:
    if not rest or (rest[0] == tag.text_field and tag.text):
        return "the text"
    if rest[0] in tag.word_lists:
        return f"{rest[0]}: each word"
    children = _children(tag, rest)
    return _names(children) if children else tag.attribute_of(str(rest[0]))


def _count(tag: Tag, rest: tuple[int | str, ...], bound: str, limit: int, found: int) -> str:
    children = _children(tag, rest)
    names = _names(children) if children else _subject(tag, rest)
    return f"there must be {bound} {limit} {names}, not {found}"


def _children(tag: Tag, rest: tuple[int | str, ...]) -> Children | None:
    return next((child for child in tag.children if rest and child.field == rest[0]), None)


def _names(children: Children) -> str:
    return either(f"<{tag.name}>" for tag in children.tags)


def _number(value: float) -> str:
    return f"{value:g}"
