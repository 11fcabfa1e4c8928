"""What a learner may see of a unit before answering: everything but the keys.

Every page, API and index for learners is drawn from these classes. They list what is shown,
so whatever is added to the model stays hidden until it is added here too. Not here, ever:
right choices, feedback, evidence specs, model answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from empathy_xblock.unit.model import (
    ContentNote,
    Criterion,
    Multiple,
    Quiz,
    Reflection,
    Single,
    Unit,
    Video,
)


@dataclass(frozen=True)
class SupportView:
    """A place to turn to."""

    href: str
    text: str


@dataclass(frozen=True)
class ContentNoteView:
    """What to expect, and the alternative."""

    minutes: int | None
    text: str
    alternative: str
    support: tuple[SupportView, ...]
    kind: str = "content_note"


@dataclass(frozen=True)
class SourceView:
    """One address of the video."""

    src: str
    type: str


@dataclass(frozen=True)
class TrackView:
    """One text track of the video."""

    kind: str
    srclang: str
    label: str
    src: str


@dataclass(frozen=True)
class VideoView:
    """The film, its tracks and its transcript."""

    poster: str | None
    watch_percent: int
    sources: tuple[SourceView, ...]
    tracks: tuple[TrackView, ...]
    transcript: str
    kind: str = "video"


@dataclass(frozen=True)
class PromptView:
    """One question to write to."""

    id: str
    text: str


@dataclass(frozen=True)
class LevelView:
    """One level of a criterion."""

    id: str
    points: float
    name: str
    text: str


@dataclass(frozen=True)
class CriterionView:
    """One row of the rubric, without what counts as evidence for it."""

    id: str
    name: str
    weight: float
    guidance: str
    levels: tuple[LevelView, ...]

    @property
    def max_points(self) -> float:
        """The points of the highest level, before the criterion's weight."""
        return self.levels[-1].points


@dataclass(frozen=True)
class RubricView:
    """The rubric as learners read it while they write."""

    criteria: tuple[CriterionView, ...]


@dataclass(frozen=True)
class ReflectionView:
    """The writing and the rubric it is marked against, without the model answer."""

    min_words: int
    max_words: int
    revisions: int
    self_rating: bool
    weight: float
    prompts: tuple[PromptView, ...]
    rubric: RubricView
    kind: str = "reflection"


@dataclass(frozen=True)
class ChoiceView:
    """One choice, without its key."""

    id: str
    text: str


@dataclass(frozen=True)
class ItemView:
    """One item of the quiz; `kind` is "single" or "multiple"."""

    id: str
    kind: str
    points: float
    stem: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True)
class QuizView:
    """The items of the quiz, without their keys."""

    weight: float
    items: tuple[ItemView, ...]
    kind: str = "quiz"

    def item(self, item_id: str) -> ItemView:
        """Return the item of that id; KeyError if there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)


StepView = ContentNoteView | VideoView | ReflectionView | QuizView


@dataclass(frozen=True)
class UnitView:
    """A unit as its learners see it. The order of `steps` is theirs."""

    display_name: str
    grading_mode: str
    max_attempts: int | None
    pass_percent: int
    steps: tuple[StepView, ...]

    @property
    def content_note(self) -> ContentNoteView | None:
        """The content note, if switched on."""
        return next((step for step in self.steps if isinstance(step, ContentNoteView)), None)

    @property
    def video(self) -> VideoView | None:
        """The video step, if switched on."""
        return next((step for step in self.steps if isinstance(step, VideoView)), None)

    @property
    def reflection(self) -> ReflectionView | None:
        """The reflection, if switched on."""
        return next((step for step in self.steps if isinstance(step, ReflectionView)), None)

    @property
    def quiz(self) -> QuizView | None:
        """The quiz, if switched on."""
        return next((step for step in self.steps if isinstance(step, QuizView)), None)


def learner_view(unit: Unit) -> UnitView:
    """Return what learners may see of `unit`."""
    return UnitView(
        display_name=unit.display_name,
        grading_mode=unit.grading_mode,
        max_attempts=unit.max_attempts,
        pass_percent=unit.pass_percent,
        steps=tuple(_STEPS[type(step)](step) for step in unit.steps),
    )


def _content_note(step: ContentNote) -> ContentNoteView:
    return ContentNoteView(
        minutes=step.minutes,
        text=step.text,
        alternative=step.alternative,
        support=tuple(SupportView(place.href, place.text) for place in step.support),
    )


def _video(step: Video) -> VideoView:
    return VideoView(
        poster=step.poster,
        watch_percent=step.watch_percent,
        sources=tuple(SourceView(source.src, source.type) for source in step.sources),
        tracks=tuple(
            TrackView(track.kind, track.srclang, track.label, track.src) for track in step.tracks
        ),
        transcript=step.transcript,
    )


def _reflection(step: Reflection) -> ReflectionView:
    return ReflectionView(
        min_words=step.min_words,
        max_words=step.max_words,
        revisions=step.revisions,
        self_rating=step.self_rating,
        weight=step.weight,
        prompts=tuple(PromptView(prompt.id, prompt.text) for prompt in step.prompts),
        rubric=RubricView(tuple(_criterion(criterion) for criterion in step.rubric.criteria)),
    )


def _criterion(criterion: Criterion) -> CriterionView:
    return CriterionView(
        id=criterion.id,
        name=criterion.name,
        weight=criterion.weight,
        guidance=criterion.guidance,
        levels=tuple(
            LevelView(level.id, level.points, level.name, level.text) for level in criterion.levels
        ),
    )


def _quiz(step: Quiz) -> QuizView:
    return QuizView(weight=step.weight, items=tuple(_item(item) for item in step.items))


def _item(item: Single | Multiple) -> ItemView:
    return ItemView(
        id=item.id,
        kind=item.kind,
        points=item.points,
        stem=item.stem,
        choices=tuple(ChoiceView(choice.id, choice.text) for choice in item.choices),
    )


_STEPS: dict[type, Callable[[Any], StepView]] = {
    ContentNote: _content_note,
    Video: _video,
    Reflection: _reflection,
    Quiz: _quiz,
}
