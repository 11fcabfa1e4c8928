"""What is wrong with a document, said so that its author can put it right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from empathy_xblock.unit.messages import either, from_kept, kept, said
from empathy_xblock.unit.model import Unit
from empathy_xblock.unit.olx.tags import Children, Tag
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

    def kept(self) -> dict[str, Any]:
        """Return it as plain values for JSON; `from_kept` makes it again."""
        return {"line": self.line, "element": self.element, "message": kept(self.message)}

    @classmethod
    def from_kept(cls, value: Any) -> Problem:
        """Return the error that `kept` was of; earlier versions kept it as text."""
        if not isinstance(value, Mapping):
            return cls("error", str(value))
        line = value.get("line")
        return cls(
            "error",
            from_kept(value.get("message")),
            line if isinstance(line, int) else None,
            str(value.get("element") or ""),
        )


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


def sentence(error: ErrorDetails, tag: Tag, rest: tuple[int | str, ...]) -> str | None:
    """Say one of pydantic's errors in an author's words; None if it follows from another one.

    `tag` is the innermost element the error lies in, `rest` the path from there.
    """
    context: Mapping[str, Any] = error.get("ctx", {})
    subject = _subject(tag, rest)
    given = error["input"]
    quoted = f"“{shortened(str(given))}”"
    cause = context.get("error")
    if isinstance(cause, ValueError):
        misfit = cause.args[0] if cause.args else ""
        if not rest:
            return str(misfit) if not isinstance(misfit, str) else misfit
        return said("subject_misfit", subject=subject, misfit=misfit, given=quoted)
    match error["type"]:
        case "missing":
            return said("missing", subject=subject)
        case "float_parsing" | "float_type" | "finite_number":
            return said("number", subject=subject, given=quoted)
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return said("whole_number", subject=subject, given=quoted)
        case "bool_parsing" | "bool_type":
            return said("true_or_false", subject=subject, given=quoted)
        case "greater_than_equal":
            return said("at_least", subject=subject, limit=_number(context["ge"]), given=quoted)
        case "less_than_equal":
            return said("at_most", subject=subject, limit=_number(context["le"]), given=quoted)
        case "too_short" if isinstance(given, str):
            return said("empty", subject=subject)
        case "too_long" if isinstance(given, str):
            return said("too_long", subject=subject, limit=f"{context['max_length']:,}")
        case "string_pattern_mismatch" if rest[-1:] == ("id",):
            return said("id_signs", given=quoted)
        case "string_pattern_mismatch":
            return said("language_code", subject=subject, given=quoted)
        case "literal_error":
            allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
            return said("one_of", subject=subject, allowed=either(allowed), given=quoted)
        case "too_short" if len(given) >= context["min_length"]:
            return None  # pydantic counts only those that are right
        case "too_short":
            return _count("too_few", tag, rest, context["min_length"], len(given))
        case "too_long":
            return _count("too_many", tag, rest, context["max_length"], len(given))
    return said("otherwise", subject=subject, reason=error["msg"])


def child_of(error: ErrorDetails) -> tuple[str, int] | None:
    """Return the field and index of the child that does not fit its siblings, if one does not."""
    cause = error.get("ctx", {}).get("error")
    return (cause.field, cause.index) if isinstance(cause, ChildError) else None


def _subject(tag: Tag, rest: tuple[int | str, ...]) -> str:
    if not rest or (rest[0] == tag.text_field and tag.text):
        return said("the_text")
    if rest[0] in tag.word_lists:
        return said("each_word", name=rest[0])
    children = _children(tag, rest)
    return _names(children) if children else tag.attribute_of(str(rest[0]))


def _count(code: str, tag: Tag, rest: tuple[int | str, ...], limit: int, found: int) -> str:
    children = _children(tag, rest)
    names = _names(children) if children else _subject(tag, rest)
    return said(code, limit=limit, names=names, found=found)


def _children(tag: Tag, rest: tuple[int | str, ...]) -> Children | None:
    return next((child for child in tag.children if rest and child.field == rest[0]), None)


def _names(children: Children) -> str:
    return either(f"<{tag.name}>" for tag in children.tags)


def _number(value: float) -> str:
    return f"{value:g}"
