"""The command line's files: JSON lines read and checked whole before anything is written."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from empathy_xblock.unit.model import Rubric

Record = dict[str, Any]
Identifier = Annotated[str, Field(min_length=1)]
LevelPosition = Annotated[int, Field(ge=0, strict=True)]


class BadInput(Exception):
    """Input that cannot be used; the message says where and why, without quoting any text."""


class Line(BaseModel):
    """What every line has. Fields not named are let be: files may carry more."""

    model_config = ConfigDict(extra="ignore", strict=True)

    id: Identifier

    def named(self) -> Mapping[str, int]:
        """Return the levels the line names, by criterion."""
        return {}


class TextLine(Line):
    """A text to mark."""

    text: str
    context: str = ""


class SentenceLine(Line):
    """A sentence to tag, under `sentence` or `text`, with the text around it if there is any."""

    sentence: str
    context: str = ""

    @model_validator(mode="before")
    @classmethod
    def _text_will_do(cls, value: Any) -> Any:
        if isinstance(value, dict) and "sentence" not in value and "text" in value:
            return {**value, "sentence": value["text"]}
        return value


class GradedLine(Line):
    """A text with the levels a person gave."""

    text: str
    context: str = ""
    levels: dict[str, LevelPosition]

    def named(self) -> Mapping[str, int]:
        """Return the levels given."""
        return self.levels


class MarkOnLine(BaseModel):
    """One mark of a marked text, as far as agreement needs it."""

    model_config = ConfigDict(extra="ignore", strict=True)

    criterion: str
    level: LevelPosition
    abstained: bool = False


class MarkedLine(Line):
    """What `mark` wrote for a text."""

    marks: list[MarkOnLine]

    def named(self) -> Mapping[str, int]:
        """Return the levels marked."""
        return {mark.criterion: mark.level for mark in self.marks}


AnyLine = TypeVar("AnyLine", bound=Line)


def read_lines(
    source: bytes, kind: type[AnyLine], name: str = "", rubric: Rubric | None = None
) -> list[AnyLine]:
    """Return the lines of `source`, checked; BadInput names the first line that is wrong.

    Empty lines are passed over; ids must differ. With a `rubric`, the criteria and levels that
    lines name must be its own. `name` is the file's, for messages.
    """
    place = f"{name}: " if name else ""
    lines: list[AnyLine] = []
    seen: dict[str, int] = {}
    for number, raw in enumerate(source.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not raw.strip():
            continue
        try:
            line = _line(raw, kind)
            if line.id in seen:
                raise BadInput(f"the id stands already on line {seen[line.id]}")
            if rubric is not None:
                _check(line.named(), rubric)
        except BadInput as error:
            raise BadInput(f"{place}line {number}: {error}") from None
        seen[line.id] = number
        lines.append(line)
    return lines


def _line(raw: bytes, kind: type[AnyLine]) -> AnyLine:
    try:
        value = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadInput("not UTF-8") from None
    except json.JSONDecodeError as error:
        raise BadInput(f"not JSON: {error.msg} (column {error.colno})") from None
    except RecursionError:
        raise BadInput("not JSON: too deeply nested") from None
    if not isinstance(value, dict):
        raise BadInput("not a JSON object")
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        raise BadInput(first_fault(error)) from None


def first_fault(error: ValidationError) -> str:
    """Return the field of the first fault and what is wrong with it, without its value."""
    first = error.errors(include_input=False, include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or "line"
    return f"“{field}”: {first['msg'].lower()}"


def _check(levels: Mapping[str, int], rubric: Rubric) -> None:
    counts = {criterion.id: len(criterion.levels) for criterion in rubric.criteria}
    for criterion, level in levels.items():
        if criterion not in counts:
            raise BadInput(f"the rubric has no criterion “{criterion}”")
        if level >= counts[criterion]:
            raise BadInput(
                f"criterion “{criterion}” has levels 0 to {counts[criterion] - 1}, not {level}"
            )


def as_line(record: Record) -> str:
    """Return `record` as one line of JSON."""
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": ")) + "\n"


def write_whole(path: Path, content: str) -> None:
    """Write `content` to `path`, all of it or nothing."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
