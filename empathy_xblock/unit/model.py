"""What an author writes, as one frozen schema: the steps of a unit, and the unit.

`Unit` is the only description of authored content: Studio, OLX, JSON and the tables' rubric
versions are all read into it and written from it. It knows nothing of learners, marks, Django
or XBlock. A new step is a class here and an entry in `Step`, a new item a class in `items` and
an entry in `Item`; both need an entry in `olx.elements` and a view in `projection`.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar, get_args

from pydantic import Field, model_validator

from empathy_xblock.unit.dialogue import Dialogue, End, Node, Turn
from empathy_xblock.unit.film import Description, Source, ThoughtBubble, Track, Video
from empathy_xblock.unit.items import (
    AnyItem,
    BestWorst,
    Category,
    Choice,
    ChoiceItem,
    Compare,
    Difference,
    Item,
    JudgedReply,
    Match,
    MatchedReply,
    Multiple,
    QuizItem,
    Rate,
    RatedReply,
    Single,
)
from empathy_xblock.unit.marking_aids import AnchorAnswer, AnchorMark, BankComment
from empathy_xblock.unit.messages import said
from empathy_xblock.unit.rubric import (
    COMPONENTS,
    Component,
    Criterion,
    EvidenceSpec,
    Level,
    Rubric,
)
from empathy_xblock.unit.schema import (
    MAX_ATTEMPTS,
    MAX_HTML,
    MAX_NAME,
    MAX_WEIGHT,
    ChildError,
    Contact,
    Element,
    Html,
    Id,
    LanguageTag,
    Name,
    Weight,
    unique,
)

__all__ = [
    "COMPONENTS",
    "GRADING_MODES",
    "MAX_ATTEMPTS",
    "MAX_HTML",
    "MAX_NAME",
    "MAX_WEIGHT",
    "Anchor",
    "AnchorAnswer",
    "AnchorMark",
    "AnyItem",
    "BankComment",
    "BestWorst",
    "Category",
    "Choice",
    "ChoiceItem",
    "Commitment",
    "Compare",
    "Component",
    "ContentNote",
    "Criterion",
    "Description",
    "Dialogue",
    "Difference",
    "Element",
    "End",
    "EvidenceSpec",
    "FirstReaction",
    "GradingMode",
    "Item",
    "JudgedReply",
    "Level",
    "Match",
    "MatchedReply",
    "Multiple",
    "Node",
    "Prompt",
    "Quiz",
    "QuizItem",
    "Rate",
    "RatedReply",
    "Reflection",
    "Rubric",
    "Single",
    "Source",
    "Statement",
    "Step",
    "Support",
    "ThoughtBubble",
    "Track",
    "Turn",
    "Unit",
    "Video",
]

#: More than an author takes out in years.
MAX_RETIRED = 5000

GradingMode = Literal["assisted", "reviewed", "staff", "participation"]
GRADING_MODES: tuple[str, ...] = get_args(GradingMode)


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


class Statement(Element):
    """Something to agree with, or not, before and after. Of our own making, and not validated."""

    id: Id
    text: Name


class Anchor(Element):
    """The question that is asked before the film and again at the end."""

    kind: Literal["anchor"] = "anchor"
    text: Html
    statements: Annotated[tuple[Statement, ...], Field(max_length=10)] = ()

    @model_validator(mode="after")
    def _statement_ids_are_unique(self) -> Anchor:
        unique("statement id", "statements", (one.id for one in self.statements))
        return self


class FirstReaction(Element):
    """A question whose answer is the learner's alone."""

    kind: Literal["first_reaction"] = "first_reaction"
    text: Html


class Prompt(Element):
    """One question to write to."""

    id: Id
    text: Html


class Reflection(Element):
    """Writing, marked against a rubric. Word limits are for all prompts together.

    `comments` and `anchor_answers` are for those who mark, and never shown as they are to
    learners. With `anonymous_marking`, reviewers see no names. `second_reader_percent` is how
    many in a hundred reflections a second person reads, too; within `another_look_days` of a
    release a learner may ask for another look at a criterion, 0 for never.
    """

    kind: Literal["reflection"] = "reflection"
    min_words: Annotated[int, Field(ge=0, le=5000)] = 0
    max_words: Annotated[int, Field(ge=1, le=5000)] = 400
    revisions: Annotated[int, Field(ge=0, le=20)] = 1
    sure_percent: Annotated[int, Field(ge=0, le=100)] = 50
    self_rating: bool = False
    anonymous_marking: bool = False
    second_reader_percent: Annotated[int, Field(ge=0, le=100)] = 0
    another_look_days: Annotated[int, Field(ge=0, le=365)] = 14
    weight: Weight = 1
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1, max_length=10)]
    rubric: Rubric
    model_answer: Html = ""
    comments: Annotated[tuple[BankComment, ...], Field(max_length=100)] = ()
    anchor_answers: Annotated[tuple[AnchorAnswer, ...], Field(max_length=30)] = ()

    @model_validator(mode="after")
    def _limits_and_ids(self) -> Reflection:
        unique("prompt id", "prompts", (prompt.id for prompt in self.prompts))
        if self.min_words > self.max_words:
            raise ValueError(said("words_turned"))
        return self

    @model_validator(mode="after")
    def _marking_aids_fit_the_rubric(self) -> Reflection:
        unique("comment id", "comments", (one.id for one in self.comments))
        unique("anchor answer id", "anchor_answers", (one.id for one in self.anchor_answers))
        criteria = {criterion.id for criterion in self.rubric.criteria}
        for index, comment in enumerate(self.comments):
            if comment.criterion is not None and comment.criterion not in criteria:
                message = said("no_criterion", id=comment.criterion)
                raise ChildError(message, "comments", index)
        for index, answer in enumerate(self.anchor_answers):
            misfit = answer.misfit(self.rubric)
            if misfit:
                raise ChildError(misfit, "anchor_answers", index)
        return self


class Quiz(Element):
    """Items, each answered on its own."""

    kind: Literal["quiz"] = "quiz"
    weight: Weight = 1
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=50)]

    @model_validator(mode="after")
    def _item_ids_are_unique(self) -> Quiz:
        unique("item id", "items", (item.id for item in self.items))
        return self

    def item(self, item_id: str) -> AnyItem:
        """Return the item of that id; KeyError if there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    @property
    def graded(self) -> tuple[AnyItem, ...]:
        """The items that belong to the score: all but role-play for practice."""
        return tuple(item for item in self.items if item.kind != "dialogue" or item.scored)


class Commitment(Element):
    """An if-then plan, and when the unit asks whether its moment came.

    With `share`, learners may offer theirs, without a name, for others to read.
    """

    kind: Literal["commitment"] = "commitment"
    follow_up_days: Annotated[int, Field(ge=1, le=365)] | None = None
    share: bool = False
    if_hint: Html = ""
    then_hint: Html = ""


Step = Annotated[
    ContentNote | Anchor | Video | FirstReaction | Reflection | Quiz | Commitment,
    Field(discriminator="kind"),
]
S = TypeVar("S", bound=Element)


class Unit(Element):
    """A whole unit. The order of `steps` is the learner's order; an absent step is off.

    `display_name`, `weight` and `max_attempts` are fields the platform edits; the block keeps
    them in XBlock fields of those names and puts them in here when it reads. `retired_ids` are
    those of parts that were taken out: what learners did is kept by them, so Studio gives none
    of them to a new part. `language` is what the author wrote in, where that is said.
    """

    display_name: Name = "Empathy unit"
    language: LanguageTag | None = None
    weight: Weight = 1
    grading_mode: GradingMode = "assisted"
    max_attempts: Annotated[int, Field(ge=1, le=MAX_ATTEMPTS)] | None = None
    pass_percent: Annotated[int, Field(ge=0, le=100)] = 60
    retired_ids: Annotated[tuple[Id, ...], Field(max_length=MAX_RETIRED)] = ()
    steps: Annotated[tuple[Step, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _steps_are_unique(self) -> Unit:
        unique("step", "steps", (step.kind for step in self.steps))
        return self

    def _step(self, kind: type[S]) -> S | None:
        return next((step for step in self.steps if isinstance(step, kind)), None)

    @property
    def content_note(self) -> ContentNote | None:
        """The content note, if switched on."""
        return self._step(ContentNote)

    @property
    def anchor(self) -> Anchor | None:
        """The anchor question, if switched on."""
        return self._step(Anchor)

    @property
    def video(self) -> Video | None:
        """The video step, if switched on."""
        return self._step(Video)

    @property
    def first_reaction(self) -> FirstReaction | None:
        """The private first reaction, if switched on."""
        return self._step(FirstReaction)

    @property
    def reflection(self) -> Reflection | None:
        """The reflection, if switched on."""
        return self._step(Reflection)

    @property
    def quiz(self) -> Quiz | None:
        """The quiz, if switched on."""
        return self._step(Quiz)

    @property
    def commitment(self) -> Commitment | None:
        """The commitment, if switched on."""
        return self._step(Commitment)
