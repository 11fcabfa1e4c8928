"""The classes of a learner's view of a unit. They list what is shown; see `projection`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar


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
class StatementView:
    """Something to agree with, or not, before and after."""

    id: str
    text: str


@dataclass(frozen=True)
class AnchorView:
    """The question that is asked twice."""

    text: str
    statements: tuple[StatementView, ...]
    kind: str = "anchor"


@dataclass(frozen=True)
class FirstReactionView:
    """A question whose answer is the learner's alone."""

    text: str
    kind: str = "first_reaction"


@dataclass(frozen=True)
class CommitmentView:
    """An if-then plan, and when the unit asks whether its moment came."""

    follow_up_days: int | None
    share: bool
    if_hint: str
    then_hint: str
    kind: str = "commitment"


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
class DescriptionView:
    """What is only seen, in words; `until` is where the author says that its room ends."""

    at: float
    until: float | None
    text: str


@dataclass(frozen=True)
class ThoughtBubbleView:
    """A pause of the film, `at` so many seconds, without what it reveals."""

    id: str
    at: float
    ask: str


@dataclass(frozen=True)
class VideoView:
    """The film, its tracks, its transcript, where it pauses for a thought, and what to notice."""

    poster: str | None
    watch_percent: int
    sources: tuple[SourceView, ...]
    tracks: tuple[TrackView, ...]
    descriptions: tuple[DescriptionView, ...]
    described_in: str | None
    transcript: str
    thought_bubbles: tuple[ThoughtBubbleView, ...]
    noticing: str
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
    """One choice, reply, difference or category, without its key."""

    id: str
    text: str


@dataclass(frozen=True)
class ItemView:
    """One item of the quiz, without its key; `kind` is that of the model.

    `choices` are an item's choices, replies or differences; `categories` those of a match,
    `poor` and `good` the responses of a comparison. Of a dialogue only `stem` and `meter` are
    here: its turns are shown one at a time, as they come.
    """

    id: str
    kind: str
    points: float
    stem: str
    hint: str = ""
    shuffle: bool = False
    choices: tuple[ChoiceView, ...] = ()
    categories: tuple[ChoiceView, ...] = ()
    poor: str = ""
    good: str = ""
    meter: str = ""
    scored: bool = True


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


StepView = (
    ContentNoteView
    | AnchorView
    | VideoView
    | FirstReactionView
    | ReflectionView
    | QuizView
    | CommitmentView
)
V = TypeVar("V")


@dataclass(frozen=True)
class UnitView:
    """A unit as its learners see it. The order of `steps` is theirs."""

    display_name: str
    language: str | None
    grading_mode: str
    max_attempts: int | None
    pass_percent: int
    steps: tuple[StepView, ...]

    def _step(self, kind: type[V]) -> V | None:
        return next((step for step in self.steps if isinstance(step, kind)), None)

    @property
    def content_note(self) -> ContentNoteView | None:
        """The content note, if switched on."""
        return self._step(ContentNoteView)

    @property
    def anchor(self) -> AnchorView | None:
        """The anchor question, if switched on."""
        return self._step(AnchorView)

    @property
    def video(self) -> VideoView | None:
        """The video step, if switched on."""
        return self._step(VideoView)

    @property
    def first_reaction(self) -> FirstReactionView | None:
        """The private first reaction, if switched on."""
        return self._step(FirstReactionView)

    @property
    def reflection(self) -> ReflectionView | None:
        """The reflection, if switched on."""
        return self._step(ReflectionView)

    @property
    def quiz(self) -> QuizView | None:
        """The quiz, if switched on."""
        return self._step(QuizView)

    @property
    def commitment(self) -> CommitmentView | None:
        """The commitment, if switched on."""
        return self._step(CommitmentView)
