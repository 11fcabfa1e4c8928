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


class SaveRequest(Written):
    """What to keep. `version` is that of the unit the editor was opened with.

    Without one, whatever is there is replaced.
    """

    version: Version | None = None


class Action(_Request):
    """One change of the form's shape: at the part or list of that path."""

    do: Literal["show", "add", "remove", "up", "down", "copy", "rubric"]
    path: Path = ""
    name: Name = ""


class EditRequest(_Request):
    """The form as it stands, and what to change about its shape."""

    form: Form
    action: Action


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


class TryRequest(_Request):
    """A sample answer to mark by the form's rubric. Kept nowhere."""

    form: Form
    text: Annotated[str, Field(max_length=30_000)]
