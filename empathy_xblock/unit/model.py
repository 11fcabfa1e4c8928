"""What an author writes, as one frozen schema.

`Unit` is the only description of authored content: Studio, OLX, JSON and the tables' rubric
versions are all read into it and written from it. It knows nothing of learners, marks, Django
or XBlock. A new element is a class here, an entry in `Step` or `Item`, and its reader and
writer in `olx`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from empathy_xblock.unit.html import clean, line

GradingMode = Literal["assisted", "reviewed", "staff", "participation"]
GRADING_MODES: tuple[str, ...] = get_args(GradingMode)

Component = Literal[
    "experience",
    "feeling",
    "belief",
    "difficulty",
    "perspective",
    "lesson",
    "intention",
    "emotional_reaction",
    "interpretation",
    "exploration",
]
COMPONENTS: tuple[str, ...] = get_args(Component)


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
Points = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]

_URL_STARTS = ("https://", "http://", "/", "bundled:")
_CONTACT_STARTS = ("mailto:", "tel:")


def _starts_with(url: str, starts: tuple[str, ...]) -> str:
    head = url.split("/", 1)[0]
    if url.lower().startswith(starts) or ":" not in head:
        return url
    *most, last = starts
    raise ValueError(f"must start with {', '.join(most)} or {last}")


def _known_scheme(url: str) -> str:
    """Accept web addresses, paths on the site and `bundled:` files of this package."""
    return _starts_with(url, _URL_STARTS)


def _known_contact(url: str) -> str:
    """Accept what `_known_scheme` does, and ways to write or call."""
    return _starts_with(url, _URL_STARTS + _CONTACT_STARTS)


_Address = Annotated[Line, Field(min_length=1, max_length=2000)]
Url = Annotated[_Address, AfterValidator(_known_scheme)]
Contact = Annotated[_Address, AfterValidator(_known_contact)]


class Element(BaseModel):
    """A part of a unit: immutable, and closed to fields it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Duplicate(ValueError):
    """Two children of one element that must differ do not; `field` and `index` name the second."""

    def __init__(self, message: str, field: str, index: int) -> None:
        super().__init__(message)
        self.field = field
        self.index = index


def _unique(what: str, field: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name in seen:
            raise Duplicate(f"{what} “{name}” is used twice", field, index)
        seen.add(name)


class Support(Element):
    """A place to turn to, always in view."""

    href: Contact
    text: Name


class ContentNote(Element):
    """What to expect, and an alternative of equal credit."""

    kind: Literal["content_note"] = "content_note"
    minutes: Annotated[int, Field(ge=0, le=600)] | None = None
    text: Html = ""
    alternative: Html = ""
    support: tuple[Support, ...] = ()


class Source(Element):
    """One address of the video; the browser takes the first it can play."""

    src: Url
    type: Annotated[Line, Field(max_length=100)] = ""


class Track(Element):
    """A text track of the video."""

    kind: Literal["captions", "subtitles", "descriptions", "chapters"]
    srclang: Annotated[Line, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")]
    label: Name
    src: Url


class Video(Element):
    """The film, its tracks and its transcript."""

    kind: Literal["video"] = "video"
    poster: Url | None = None
    watch_percent: Annotated[int, Field(ge=0, le=100)] = 0
    sources: tuple[Source, ...] = ()
    tracks: tuple[Track, ...] = ()
    transcript: Html = ""


class Level(Element):
    """One level of a criterion; its position in the criterion orders it, from 0."""

    id: Id
    points: Points
    name: Name
    text: Html = ""


class EvidenceSpec(Element):
    """What counts as evidence for a criterion: components of reflection and phrases."""

    components: tuple[Component, ...] = ()
    phrases: tuple[Name, ...] = ()


class Criterion(Element):
    """One row of a rubric."""

    id: Id
    name: Name
    weight: Weight = 1
    guidance: Html = ""
    levels: Annotated[tuple[Level, ...], Field(min_length=2, max_length=6)]
    evidence: EvidenceSpec = EvidenceSpec()

    @model_validator(mode="after")
    def _levels_are_ordered(self) -> Criterion:
        _unique("level id", "levels", (level.id for level in self.levels))
        points = [level.points for level in self.levels]
        if points != sorted(points):
            raise ValueError("points must not fall from one level to the next")
        return self

    @property
    def max_points(self) -> float:
        """The points of the highest level, before the criterion's weight."""
        return self.levels[-1].points


class Rubric(Element):
    """One to ten criteria."""

    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=10)]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Rubric:
        _unique("criterion id", "criteria", (criterion.id for criterion in self.criteria))
        return self

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion of that id; KeyError if there is none."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)


class Prompt(Element):
    """One question to write to."""

    id: Id
    text: Html


class Reflection(Element):
    """Writing, marked against a rubric. Word limits are for all prompts together."""

    kind: Literal["reflection"] = "reflection"
    min_words: Annotated[int, Field(ge=0, le=5000)] = 0
    max_words: Annotated[int, Field(ge=1, le=5000)] = 400
    revisions: Annotated[int, Field(ge=0, le=20)] = 1
    sure_percent: Annotated[int, Field(ge=0, le=100)] = 50
    self_rating: bool = False
    weight: Weight = 1
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1, max_length=10)]
    rubric: Rubric
    model_answer: Html = ""

    @model_validator(mode="after")
    def _limits_and_ids(self) -> Reflection:
        _unique("prompt id", "prompts", (prompt.id for prompt in self.prompts))
        if self.min_words > self.max_words:
            raise ValueError("min_words is larger than max_words")
        return self


class Choice(Element):
    """One choice of an item; `correct` and `feedback` are the key."""

    id: Id
    correct: bool = False
    text: Html
    feedback: Html = ""


class ChoiceItem(Element):
    """What `single` and `multiple` share."""

    id: Id
    points: Points = 1
    stem: Html
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=20)]

    @model_validator(mode="after")
    def _choice_ids_are_unique(self) -> ChoiceItem:
        _unique("choice id", "choices", (choice.id for choice in self.choices))
        return self


class Single(ChoiceItem):
    """One right choice."""

    kind: Literal["single"] = "single"

    @model_validator(mode="after")
    def _one_is_correct(self) -> Single:
        if sum(choice.correct for choice in self.choices) != 1:
            raise ValueError("exactly one choice must be correct")
        return self


class Multiple(ChoiceItem):
    """Any number of right choices, with partial credit."""

    kind: Literal["multiple"] = "multiple"

    @model_validator(mode="after")
    def _some_are_correct(self) -> Multiple:
        if not any(choice.correct for choice in self.choices):
            raise ValueError("at least one choice must be correct")
        return self


Item = Annotated[Single | Multiple, Field(discriminator="kind")]


class Quiz(Element):
    """Items, each answered on its own."""

    kind: Literal["quiz"] = "quiz"
    weight: Weight = 1
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=50)]

    @model_validator(mode="after")
    def _item_ids_are_unique(self) -> Quiz:
        _unique("item id", "items", (item.id for item in self.items))
        return self

    def item(self, item_id: str) -> Single | Multiple:
        """Return the item of that id; KeyError if there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)


Step = Annotated[ContentNote | Video | Reflection | Quiz, Field(discriminator="kind")]


class Unit(Element):
    """A whole unit. The order of `steps` is the learner's order; an absent step is off.

    `display_name`, `weight` and `max_attempts` are fields the platform edits; the block keeps
    them in XBlock fields of those names and puts them in here when it reads.
    """

    display_name: Name = "Empathy unit"
    weight: Weight = 1
    grading_mode: GradingMode = "assisted"
    max_attempts: Annotated[int, Field(ge=1, le=MAX_ATTEMPTS)] | None = None
    pass_percent: Annotated[int, Field(ge=0, le=100)] = 60
    steps: Annotated[tuple[Step, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _steps_are_unique(self) -> Unit:
        _unique("step", "steps", (step.kind for step in self.steps))
        return self

    @property
    def content_note(self) -> ContentNote | None:
        """The content note, if switched on."""
        return next((step for step in self.steps if isinstance(step, ContentNote)), None)

    @property
    def video(self) -> Video | None:
        """The video step, if switched on."""
        return next((step for step in self.steps if isinstance(step, Video)), None)

    @property
    def reflection(self) -> Reflection | None:
        """The reflection, if switched on."""
        return next((step for step in self.steps if isinstance(step, Reflection)), None)

    @property
    def quiz(self) -> Quiz | None:
        """The quiz, if switched on."""
        return next((step for step in self.steps if isinstance(step, Quiz)), None)
