"""The tracking events: their names, and what each may say. Nothing is published but through here.

Payloads hold ids, counts and scores. There is no field for words of a learner's or of an
instructor's, nor for what a learner chose at the content note: the choice between film and
story is theirs alone. docs/events.md says the same for those who read the tracking log.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
Count = Annotated[int, Field(ge=0)]
Number = Annotated[int, Field(ge=1)]
Percent = Annotated[int, Field(ge=0, le=100)]
Points = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Event(BaseModel):
    """Something that happened in a unit, as the tracking log tells it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: ClassVar[str]


class VideoWatched(Event):
    """So much of the film was seen for the first time. Only where no content note offers more.

    Where there is a choice, that the film was seen would tell what was chosen.
    """

    name = "edx.empathy.video.watched"

    percent: Literal[25, 50, 75, 100]


class ReflectionSubmitted(Event):
    """A reflection was submitted. `state` is what it waits for."""

    name = "edx.empathy.reflection.submitted"

    attempt: Number
    words: Count
    state: Literal["waiting", "provisional", "confirmed", "credited", "superseded"]


class ItemAnswered(Event):
    """A quiz item was answered and marked."""

    name = "edx.empathy.item.answered"

    item: Name
    attempt: Number
    earned: Points
    possible: Points


class MarkReleased(Event):
    """An instructor released marks. `submission` is the attempt's uuid, `score` the unit's."""

    name = "edx.empathy.mark.released"

    submission: Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]
    attempt: Number
    score: Percent


class UnitCompleted(Event):
    """Every step of the unit is done, for the first time. `steps` counts them."""

    name = "edx.empathy.unit.completed"

    steps: Number


EVENTS: tuple[type[Event], ...] = (
    VideoWatched,
    ReflectionSubmitted,
    ItemAnswered,
    MarkReleased,
    UnitCompleted,
)

NAMES: tuple[str, ...] = tuple(event.name for event in EVENTS)
