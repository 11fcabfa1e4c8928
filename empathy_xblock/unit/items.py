"""The items of a quiz, each with its key. How an answer is scored is `journey.quiz`'s affair."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from empathy_xblock.unit.dialogue import Dialogue
from empathy_xblock.unit.messages import said
from empathy_xblock.unit.schema import ChildError, Element, Html, Id, Name, Points, unique

#: From "very inappropriate" to "very appropriate".
RATINGS = (1, 2, 3, 4)

#: A reply that a smaller share of the experts agree on is shown as such, and not scored.
AGREED = 0.7


class QuizItem(Element):
    """What the items share. `shuffle` draws the choices in an order of each learner's own."""

    id: Id
    points: Points = 1
    shuffle: bool = False
    stem: Html
    hint: Html = ""

    @property
    def worth(self) -> float:
        """The points that can be earned."""
        return self.points


class Choice(Element):
    """One choice of an item; `correct` and `feedback` are the key."""

    id: Id
    correct: bool = False
    text: Html
    feedback: Html = ""


class ChoiceItem(QuizItem):
    """What `single` and `multiple` share."""

    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=20)]

    @model_validator(mode="after")
    def _choice_ids_are_unique(self) -> ChoiceItem:
        unique("choice id", "choices", (choice.id for choice in self.choices))
        return self


class Single(ChoiceItem):
    """One right choice."""

    kind: Literal["single"] = "single"

    @model_validator(mode="after")
    def _one_is_correct(self) -> Single:
        if sum(choice.correct for choice in self.choices) != 1:
            raise ValueError(said("one_correct_choice"))
        return self


class Multiple(ChoiceItem):
    """Any number of right choices, with partial credit."""

    kind: Literal["multiple"] = "multiple"

    @model_validator(mode="after")
    def _some_are_correct(self) -> Multiple:
        if not any(choice.correct for choice in self.choices):
            raise ValueError(said("some_correct_choice"))
        return self


class RatedReply(Element):
    """One reply to rate. `key` is the experts' rating, `agreement` the share of them behind it."""

    id: Id
    key: Annotated[int, Field(ge=RATINGS[0], le=RATINGS[-1])]
    agreement: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 1.0
    text: Html
    why: Html = ""

    @property
    def scored(self) -> bool:
        """Whether enough of the experts agree for the reply to be scored."""
        return self.agreement >= AGREED


class Rate(QuizItem):
    """Situational judgement: rate how appropriate each reply is. `experts` is the panel's size."""

    kind: Literal["rate"] = "rate"
    experts: Annotated[int, Field(ge=1, le=10_000)] | None = None
    replies: Annotated[tuple[RatedReply, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _reply_ids_are_unique(self) -> Rate:
        unique("reply id", "replies", (reply.id for reply in self.replies))
        return self

    @property
    def worth(self) -> float:
        """The points that can be earned: none where the experts differ on every reply."""
        return self.points if any(reply.scored for reply in self.replies) else 0


class JudgedReply(Element):
    """One reply to judge. `near` says which of best and worst it comes close to, if either."""

    id: Id
    best: bool = False
    worst: bool = False
    near: Literal["best", "worst"] | None = None
    text: Html
    why: Html = ""


class BestWorst(QuizItem):
    """Situational judgement: name the best reply and the worst one."""

    kind: Literal["best_worst"] = "best_worst"
    replies: Annotated[tuple[JudgedReply, ...], Field(min_length=2, max_length=20)]

    @model_validator(mode="after")
    def _one_best_one_worst(self) -> BestWorst:
        unique("reply id", "replies", (reply.id for reply in self.replies))
        for name in ("best", "worst"):
            if sum(getattr(reply, name) for reply in self.replies) != 1:
                raise ValueError(said(f"one_{name}"))
        for index, reply in enumerate(self.replies):
            if reply.best + reply.worst + (reply.near is not None) > 1:
                raise ChildError(said("best_worst_near"), "replies", index)
        return self


class Category(Element):
    """One group that replies are sorted into."""

    id: Id
    text: Name


class MatchedReply(Element):
    """One reply to sort; `category` is the key."""

    id: Id
    category: Id
    text: Html
    why: Html = ""


class Match(QuizItem):
    """Sort replies into categories."""

    kind: Literal["match"] = "match"
    categories: Annotated[tuple[Category, ...], Field(min_length=2, max_length=10)]
    replies: Annotated[tuple[MatchedReply, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _categories_exist(self) -> Match:
        unique("category id", "categories", (category.id for category in self.categories))
        unique("reply id", "replies", (reply.id for reply in self.replies))
        known = {category.id for category in self.categories}
        for index, reply in enumerate(self.replies):
            if reply.category not in known:
                raise ChildError(said("no_category", id=reply.category), "replies", index)
        return self


class Difference(Element):
    """Something that may set the good response apart; `correct` and `feedback` are the key."""

    id: Id
    correct: bool = False
    text: Html
    feedback: Html = ""


class Compare(QuizItem):
    """A poor and a good response side by side: mark what the good one does differently."""

    kind: Literal["compare"] = "compare"
    poor: Html
    good: Html
    differences: Annotated[tuple[Difference, ...], Field(min_length=2, max_length=20)]

    @model_validator(mode="after")
    def _some_are_correct(self) -> Compare:
        unique("difference id", "differences", (one.id for one in self.differences))
        if not any(one.correct for one in self.differences):
            raise ValueError(said("some_correct_difference"))
        return self


AnyItem = Single | Multiple | Rate | BestWorst | Match | Compare | Dialogue
Item = Annotated[AnyItem, Field(discriminator="kind")]
