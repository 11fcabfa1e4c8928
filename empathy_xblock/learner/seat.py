"""A learner's seat in a unit: who, where, and their own fields; the rest is read when asked for.

Autosave needs a draft and nothing else, so what is kept in tables is read only by those
actions and pages that show it, and once for each request.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from empathy_xblock.journey.counting import Before
from empathy_xblock.journey.drafts import Draft
from empathy_xblock.journey.practice import Practice
from empathy_xblock.journey.progress import Progress
from empathy_xblock.journey.rehearsal import Rehearsal
from empathy_xblock.journey.score import UnitScore
from empathy_xblock.journey.steps import StepState, steps
from empathy_xblock.learner.situation import Situation
from empathy_xblock.records import api
from empathy_xblock.records.api import rehearsing
from empathy_xblock.records.api.objects import LOOK_ASKED, LookRecord, SharedRecord
from empathy_xblock.records.data import AttemptRecord, AuditRecord, ItemResult, Learner, Place
from empathy_xblock.unit.model import Rubric, Unit


@dataclass(frozen=True)
class Seat:
    """Where one visitor sits.

    `learner` is whose work is shown, None for a visitor who is not signed in and where nobody's
    is: such a visitor sees the unit and keeps nothing. Whoever rehearses walks through the unit
    and keeps nothing either, beyond what is in `rehearsal`.

    `used` counts what was handed in since the platform last reset attempts, which it does by
    making this 0; `before` is what was kept then. `media` turns an authored address into a URL.
    `card_url` leads to the page on how reflections are marked here.
    `closed` is whether the time for handing in has passed, `show_marks` whether marks may be
    seen now.
    """

    unit: Unit
    place: Place
    learner: Learner | None
    progress: Progress
    draft: Draft
    used: int
    media: Callable[[str], str] = field(repr=False)
    before: Before = field(default_factory=Before)
    practice: Practice = field(default_factory=Practice)
    rehearsal: Rehearsal | None = None
    closed: bool = False
    show_marks: bool = True
    signed_in: bool = True
    card_url: Callable[[], str] = field(default=str, repr=False)

    @cached_property
    def element_id(self) -> str:
        """What every id of the page begins with; an id of the platform's may hold any sign."""
        return f"empathy-{sha256(self.place.unit.encode()).hexdigest()[:10]}"

    @cached_property
    def _kept_attempts(self) -> tuple[AttemptRecord, ...]:
        return api.attempts(self.place, self.learner) if self.learner else ()

    @cached_property
    def _kept_items(self) -> tuple[ItemResult, ...]:
        return api.item_results(self.place, self.learner) if self.learner else ()

    @cached_property
    def attempts(self) -> tuple[AttemptRecord, ...]:
        """The submitted reflections, oldest first."""
        kept = self._kept_attempts
        if self.rehearsal is None:
            return kept
        rated = self.practice.self_rating.levels
        return rehearsing.attempts(self.place, self.unit, kept, self.rehearsal.writings, rated)

    @cached_property
    def items(self) -> tuple[ItemResult, ...]:
        """The answers to quiz items, oldest first."""
        kept = self._kept_items
        if self.rehearsal is None:
            return kept
        return rehearsing.item_results(self.unit, kept, self.rehearsal.answers)

    @cached_property
    def before_now(self) -> Before:
        """What does not count against the limits of attempts: all of it, after a reset.

        A walk that is rehearsed has the whole number of tries, whatever is shown before it.
        """
        if self.rehearsal is None and self.used:
            return self.before
        answered = (result.item for result in self._kept_items)
        return Before.of(len(self._kept_attempts), answered)

    @cached_property
    def steps(self) -> tuple[StepState, ...]:
        """Which steps are open, done or closed."""
        answered = {result.item for result in self.items}
        return steps(
            self.unit,
            self.progress,
            attempts=len(self.attempts),
            answered=answered,
            practiced=self.practice.done,
        )

    def _storage_key(self) -> str:
        """Return a name for the copy on the learner's device that says nothing about them."""
        if self.learner is None or self.rehearsal is not None:
            return ""
        return sha256(f"{self.learner.id} {self.place.unit}".encode()).hexdigest()[:24]

    def _score(self) -> UnitScore:
        if self.learner is None:
            return rehearsing.score(self.place, self.unit, self.attempts, self.items)
        return api.score(
            self.place, self.learner, self.unit, attempts=self.attempts, items=self.items
        )

    def _responses(self) -> dict[str, dict[str, str]]:
        """Return what was written by prompt id, by the ref of each attempt."""
        writings = self.rehearsal.writings if self.rehearsal is not None else ()
        kept = self._kept_attempts
        found = api.responses_by_ref(kept) if kept else {}
        tried = self.attempts[len(kept) :]
        # No attempt stands for a writing whose step an author has taken away since.
        said = zip(tried, writings, strict=False)
        return {**found, **{attempt.ref: dict(writing) for attempt, writing in said}}

    def _rubrics(self) -> dict[str, Rubric]:
        """Return the wordings that attempts were marked or asked about by, by digest."""
        wanted = {attempt.rubric_digest for attempt in self.attempts}
        lines = (line for trail in self._trails.values() for line in trail)
        wanted |= {line.rubric_digest for line in lines if line.action == LOOK_ASKED}
        step = self.unit.reflection
        # Of a walk that is rehearsed the unit's own may be kept nowhere yet.
        own = {api.digest(step.rubric): step.rubric} if step and wanted else {}
        return {
            digest: own[digest] if digest in own else api.rubric(self.place, digest)
            for digest in wanted
        }

    @cached_property
    def _trails(self) -> dict[str, tuple[AuditRecord, ...]]:
        """Return what happened to each attempt that is kept, by its ref."""
        refs = [attempt.ref for attempt in self._kept_attempts]
        return api.trails(self.place, refs) if refs else {}

    def _looks(self) -> tuple[LookRecord, ...]:
        """Return the learner's requests for another look; the trails tell whether there are any."""
        if self.learner is None:
            return ()
        lines = (line for trail in self._trails.values() for line in trail)
        return api.looks_of_learner(self.place, self.learner, lines)

    @cached_property
    def shared(self) -> tuple[SharedRecord, ...]:
        """What the learner has offered for others to read."""
        if self.rehearsal is not None:
            return rehearsing.offered(self.rehearsal.offers)
        if self.learner is None or not self.practice.commitment.shares:
            return ()
        return api.own_shared(self.place, self.learner)

    def _commitment_uid(self) -> str:
        """Return what names the learner's commitment in a calendar, and says nothing of them."""
        person = self.learner.id if self.learner else ""
        return sha256(f"commitment {person} {self.place.unit}".encode()).hexdigest()[:32]

    @cached_property
    def situation(self) -> Situation:
        """All that the page is drawn from."""
        return Situation(
            unit=self.unit,
            progress=self.progress,
            draft=self.draft,
            practice=self.practice,
            shared=self.shared,
            commitment_uid=self._commitment_uid(),
            attempts=self.attempts,
            responses=self._responses(),
            items=self.items,
            score=self._score(),
            used=len(self.attempts) - self.before_now.reflections,
            answered_before=self.before_now.answers,
            element_id=self.element_id,
            media=self.media,
            signed_in=self.signed_in,
            storage_key=self._storage_key(),
            order_seed=self.learner.id if self.learner else self.place.unit,
            show_marks=self.show_marks,
            closed=self.closed,
            looks=self._looks(),
            trails=self._trails,
            rubrics=self._rubrics(),
            card_url=self.card_url() if self.unit.reflection else "",
            kept=self.learner is not None and self.rehearsal is None,
            rehearsed=self.rehearsal is not None,
        )
