"""What the browser may send to the editor's handlers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

MAX_OLX = 500_000
MAX_FIELDS = 20_000

Path = Annotated[str, Field(max_length=200)]
Typed = Annotated[str, Field(max_length=200_000)]
Form = Annotated[dict[Path, Typed], Field(max_length=MAX_FIELDS)]
Source = Annotated[str, Field(max_length=MAX_OLX)]
Name = Annotated[str, Field(max_length=100)]
Answer = Annotated[str, Field(max_length=30_000)]
Version = Annotated[str, Field(max_length=64)]


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Written(_Request):
    """A unit as an author has it before them: the form's fields, or the whole document."""

    form: Form | None = None
    olx: Source | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Written:
        if (self.form is None) == (self.olx is None):
            raise ValueError("send either “form” or “olx”")
        return self


class Said(_Request):
    """What the engine said on one criterion: the level's name, and how sure it was in percent.

    `waits` is whether it would leave the mark to a person.
    """

    level: Annotated[str, Field(max_length=200)]
    sure: Annotated[int, Field(ge=0, le=100)]
    waits: bool


class Trial(_Request):
    """A sample answer to mark by the form's rubric: its text, or the name of one that is there.

    `before` is what the engine said of it, by criterion, to tell what moved. Kept nowhere.
    """

    text: Answer = ""
    sample: Name = ""
    before: Annotated[dict[Path, Said], Field(max_length=20)] = {}


class CheckRequest(Written):
    """What to judge and, with it, a sample answer that is being tried."""

    trial: Trial | None = None


class SaveRequest(Written):
    """What to keep. `version` is that of the unit the editor was opened with.

    Without one, whatever is there is replaced. `confirm` says that its author has seen what
    learners' results rest on: it is what the answer before gave (see `launched`).
    """

    version: Version | None = None
    confirm: Version | None = None


class Action(_Request):
    """One change of the form's shape: at the part or list of that path."""

    do: Literal["show", "add", "remove", "up", "down", "move", "copy", "rubric", "keep", "bank"]
    path: Path = ""
    name: Name = ""
    to: Annotated[int, Field(ge=0, le=200)] = 0
    """Where it moves to: its place in its list from then on, from 0."""


class OwnMark(_Request):
    """The author's mark on a criterion: both by their places in the rubric, from 0."""

    criterion: Annotated[int, Field(ge=0, le=9)]
    level: Annotated[int, Field(ge=0, le=5)]
    text: Annotated[str, Field(max_length=1000)] = ""


class Kept(_Request):
    """A tried answer to be kept with the unit, and the author's marks on it."""

    text: Annotated[str, Field(min_length=1, max_length=30_000)]
    marks: Annotated[tuple[OwnMark, ...], Field(max_length=10, strict=False)] = ()


class EditRequest(_Request):
    """The form as it stands, and what to change about its shape.

    `answer` comes with the action `keep`, and with no other.
    """

    form: Form
    action: Action
    answer: Kept | None = None


class PartRequest(_Request):
    """The form as it stands, and the path of a step, or of an item, to be shown."""

    form: Form
    path: Path


class PartsRequest(_Request):
    """The form as it stands, and the paths of moments of role-plays to be drawn."""

    form: Form
    paths: Annotated[tuple[Path, ...], Field(max_length=100, strict=False)]


class FormRequest(_Request):
    """The form as it stands."""

    form: Form


class StartRequest(_Request):
    """What to start from: `saved`, `blank`, `olx` with a document, or a ready-made unit's name.

    It is only shown unless `take` is sent.
    """

    name: Name
    olx: Source = ""
    take: bool = False


class TryRequest(Trial):
    """A sample answer to mark by the form's rubric. Kept nowhere."""

    form: Form
