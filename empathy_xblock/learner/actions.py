"""What a learner does, and what becomes of it.

Each action takes the learner's seat and what was sent, writes what must be kept through
`records.api`, and returns a `Change`: where the learner sits now, and which regions of the page
show it.
Keeping the learner's own fields (progress, draft, the counter) is left to the block.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import wraps
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from empathy_xblock.events import (
    Event,
    ItemAnswered,
    ReflectionSubmitted,
    UnitCompleted,
    VideoWatched,
)
from empathy_xblock.journey import drafts
from empathy_xblock.journey import reflection as writing
from empathy_xblock.journey.progress import MILESTONES
from empathy_xblock.journey.quiz import InvalidResponse
from empathy_xblock.journey.reflection import combined, tidy, word_count
from empathy_xblock.journey.rehearsal import Rehearsal
from empathy_xblock.journey.self_rating import SelfRating
from empathy_xblock.journey.steps import completion, step_names
from empathy_xblock.learner import handing_in, requests, words
from empathy_xblock.learner.seat import Seat
from empathy_xblock.refusal import Refusal
from empathy_xblock.unit.model import Reflection


@dataclass(frozen=True)
class Change:
    """What an action changed. `regions` names what to draw again; `events` are for the log."""

    seat: Seat
    regions: tuple[str, ...] = ()
    announce: str = ""
    focus: str = ""
    answer: dict[str, Any] = field(default_factory=dict)
    events: tuple[Event, ...] = ()


class Late(Refusal):
    """The time for handing in has passed. `seat` has what was sent as its draft."""

    def __init__(self, seat: Seat) -> None:
        """Keep the seat for the block, which stores it."""
        super().__init__(
            422, _("The time for submitting this has passed. What you have written is kept.")
        )
        self.seat = seat


Sent = TypeVar("Sent")
Action = Callable[[Seat, Sent], Change]


def noting_completion(action: Action[Sent]) -> Action[Sent]:
    """Add the event of the unit's completion to what an action changed."""

    @wraps(action)
    def noted(here: Seat, sent: Sent) -> Change:
        before = completion(here.steps)
        change = action(here, sent)
        if before < 1 <= completion(change.seat.steps):
            told = UnitCompleted(steps=len(here.steps))
            return replace(change, events=(*change.events, told))
        return change

    return noted


@noting_completion
def choose_version(here: Seat, sent: requests.ChooseVersion) -> Change:
    """Take the film or the story. Which one is the learner's own affair: no event tells."""
    now = replace(here, progress=here.progress.choosing(sent.version))
    announce = (
        _("You will see the film.") if sent.version == "film" else _("You will read the story.")
    )
    return Change(now, _all_regions(here), announce)


def _all_regions(here: Seat) -> tuple[str, ...]:
    return ("steps", *step_names(here.unit), "score")


def _watched(here: Seat, now: Seat) -> tuple[Event, ...]:
    """Return the milestones passed. None where there is a choice: that would tell which."""
    if here.unit.content_note is not None:
        return ()
    passed = range(here.progress.milestone + 1, now.progress.milestone + 1)
    return tuple(VideoWatched(percent=one) for one in MILESTONES if one in passed)


def _opened(here: Seat, now: Seat) -> tuple[str, ...]:
    """Return what is to be drawn again where a gate has opened: the player stays as it is."""
    if here.steps == now.steps:
        return ()
    return tuple(name for name in _all_regions(here) if name not in ("content_note", "video"))


@noting_completion
def save_watching(here: Seat, sent: requests.SaveWatching) -> Change:
    """Keep what was seen of the film and where to resume."""
    seen = here.progress.watching(sent.ranges, sent.position, sent.duration)
    now = replace(here, progress=seen)
    regions = _opened(here, now)
    told = _watched(here, now)
    return Change(now, regions, answer={"percent": seen.percent}, events=told)


@noting_completion
def read_transcript(here: Seat, _sent: requests.ReadTranscript) -> Change:
    """Count the transcript as the film."""
    now = replace(here, progress=here.progress.having_read())
    announce = _("Noted: you have read the transcript.")
    return Change(now, ("video", *(_opened(here, now) or ("steps",))), announce)


def _reflection(here: Seat) -> Reflection:
    if here.unit.reflection is None:
        raise Refusal(422, _("This unit has no reflection."))
    return here.unit.reflection


def _tidy(responses: dict[str, str]) -> dict[str, str]:
    return {prompt: tidy(text) for prompt, text in responses.items()}


def save_draft(here: Seat, sent: requests.SaveDraft) -> Change:
    """Keep unfinished writing, unless a newer draft with other words is kept."""
    step = _reflection(here)
    for unmet in writing.check_size(step, sent.responses):
        raise Refusal(422, words.unmet(unmet), unmet.field)
    try:
        kept = drafts.save(here.draft, sent.base, sent.responses, datetime.now(UTC))
    except drafts.OlderDraft as older:
        raise Refusal(
            409,
            words.newer_draft(),
            draft=older.kept.stored(),
        ) from None
    answer = {**kept.stored(), "words": word_count(combined(kept.responses))}
    answer.pop("responses")
    return Change(replace(here, draft=kept), answer=answer)


def _require_open(here: Seat, kind: str) -> None:
    if any(step.kind == kind and step.status == "locked" for step in here.steps):
        raise Refusal(422, _("This step opens after the ones before it. Your writing is kept."))


def _kept_draft(here: Seat, sent: requests.SubmitReflection) -> drafts.Draft:
    """Return the draft with what came too late, unless it is none that could be kept."""
    if writing.check_size(_reflection(here), sent.responses):
        return here.draft
    base = here.draft.revision if sent.base is None else sent.base
    try:
        return drafts.save(here.draft, base, sent.responses, datetime.now(UTC))
    except drafts.OlderDraft as older:
        return older.kept


def _require_newest(here: Seat, base: int | None, responses: dict[str, str]) -> None:
    """Refuse to hand in writing while a newer draft of other words, unseen here, is kept."""
    kept = _tidy(here.draft.responses)
    if base in (None, here.draft.revision) or not any(kept.values()) or kept == responses:
        return
    raise Refusal(409, words.newer_draft(), draft=here.draft.stored())


def _rated(here: Seat, sent: requests.SubmitReflection) -> Seat:
    """Return the seat with the rating that came with the writing, if one did."""
    if sent.rated is None:
        return here
    rating = SelfRating(levels=sent.rated)
    return replace(here, practice=here.practice.model_copy(update={"self_rating": rating}))


@noting_completion
def submit_reflection(here: Seat, sent: requests.SubmitReflection) -> Change:
    """Hand in the reflection: kept, marked as the author chose, and scored, or none of these."""
    step = _reflection(here)
    _require_open(here, step.kind)
    # A repeated request, whose first answer got lost, was in time.
    if here.closed and sent.number > len(here.attempts):
        raise Late(replace(here, draft=_kept_draft(here, sent)))
    for unmet in writing.check_size(step, sent.responses):
        raise Refusal(422, words.unmet(unmet), unmet.field)
    responses = _tidy(sent.responses)
    for unmet in writing.check(step, responses):
        raise Refusal(422, words.unmet(unmet), unmet.field)
    _require_newest(here, sent.base, responses)
    now, attempt = handing_in.hand_in(_rated(here, sent), step, responses, sent.number)
    # A repeated request finds its attempt made already, which must not be told twice.
    new = attempt.number > len(here.attempts)
    now = replace(now, draft=drafts.Draft(revision=here.draft.revision + 1))
    announce = _("Your reflection is submitted.")
    told = ReflectionSubmitted(
        attempt=attempt.number, words=attempt.words, state=attempt.state.value
    )
    events = (told,) if new else ()
    return Change(now, ("steps", "reflection", "score"), announce, "reflection", events=events)


@noting_completion
def answer_item(here: Seat, sent: requests.AnswerItem) -> Change:
    """Mark an answer to a quiz item."""
    _require_open(here, "quiz")
    answered = sum(result.item == sent.item for result in here.items)
    if here.closed and sent.number > answered:
        raise Refusal(422, _("The time for answering has passed."), "response")
    try:
        now, result = handing_in.answer(here, sent.item, sent.response, sent.number)
    except InvalidResponse as invalid:
        raise Refusal(422, words.quiz_refusal(invalid.code), "response") from None
    announce = (
        words.points(result.earned, result.possible)
        if here.show_marks and result.possible
        else _("Your answer is kept.")
    )
    told = ItemAnswered(
        item=result.item,
        attempt=result.number,
        earned=result.earned,
        possible=result.possible,
    )
    events = () if result in here.items else (told,)
    focus = f"item-{result.item}-feedback"
    return Change(now, ("steps", "quiz", "score"), announce, focus, events=events)


def start_over(here: Seat, _sent: requests.StartOver) -> Change:
    """Begin a walk that keeps nothing anew."""
    if here.rehearsal is None:
        raise Refusal(422, _("Only a preview can be started over: your own work is kept."))
    blank = Rehearsal()
    now = replace(
        here,
        rehearsal=blank,
        progress=blank.progress,
        draft=blank.draft,
        practice=blank.practice,
    )
    return Change(now, _all_regions(here), _("The preview starts over."))
