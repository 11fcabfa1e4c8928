"""All that a learner's page depends on, gathered before anything is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from empathy_xblock.journey.drafts import Draft
from empathy_xblock.journey.practice import Practice
from empathy_xblock.journey.progress import Progress
from empathy_xblock.journey.reflection import attempts_allowed
from empathy_xblock.journey.score import UnitScore
from empathy_xblock.journey.steps import StepState, steps
from empathy_xblock.journey.timing import utc_today
from empathy_xblock.learner.film import Film, film
from empathy_xblock.records.api import counting
from empathy_xblock.records.api.objects import LookRecord, SharedRecord
from empathy_xblock.records.data import AssessmentRecord, AttemptRecord, AuditRecord, ItemResult
from empathy_xblock.unit.model import Rubric, Unit
from empathy_xblock.unit.projection import UnitView, learner_view


@dataclass(frozen=True)
class Situation:
    """One learner in one unit, at one moment.

    `attempts` and `items` are oldest first. `responses` holds the text by prompt id of the
    attempts whose writing is shown, by their ref; `rubrics` the wordings they were marked
    against, by digest. `used` counts reflections since attempts were last reset, and
    `answered_before` what was answered before that, by item.
    `element_id` begins every id of the page, so that several units can share one. `media`
    resolves an address an author wrote. `storage_key` names the copy of a draft on the
    learner's device; without one no copy is made. `order_seed` decides the order of shuffled
    choices.
    """

    unit: Unit
    progress: Progress
    draft: Draft
    attempts: tuple[AttemptRecord, ...]
    responses: Mapping[str, Mapping[str, str]]
    rubrics: Mapping[str, Rubric]
    items: tuple[ItemResult, ...]
    score: UnitScore
    used: int
    element_id: str
    media: Callable[[str], str]
    signed_in: bool = True
    storage_key: str = ""
    order_seed: str = ""
    answered_before: Mapping[str, int] = field(default_factory=dict)
    practice: Practice = field(default_factory=Practice)
    shared: tuple[SharedRecord, ...] = ()  # what the learner has offered for others to read
    commitment_uid: str = ""  # names the commitment in calendars, and nobody
    today: date = field(default_factory=utc_today)
    looks: tuple[LookRecord, ...] = ()  # the learner's requests for another look
    trails: Mapping[str, tuple[AuditRecord, ...]] = field(default_factory=dict)  # by attempt's ref
    card_url: str = ""  # of the page on how reflections are marked here
    kept: bool = True  # what is done here is kept as the visitor's own
    rehearsed: bool = False  # a preview, or staff looking on as a learner: nothing is kept
    show_marks: bool = True  # the platform's show_correctness, worked out for now
    closed: bool = False  # past due, with no extension left

    @cached_property
    def view(self) -> UnitView:
        """The unit without its keys: what templates draw from."""
        return learner_view(self.unit)

    @cached_property
    def film(self) -> Film:
        """The film with its addresses resolved; only for a unit that has one."""
        return film(self.view, self.progress, self.media)

    @cached_property
    def states(self) -> tuple[StepState, ...]:
        """The state of each step, in the unit's order."""
        return steps(
            self.unit,
            self.progress,
            attempts=len(self.attempts),
            answered={result.item for result in self.items},
            practiced=self.practice.done,
        )

    def state(self, kind: str) -> StepState:
        """Return the state of one step; a visitor who is not signed in meets none closed."""
        found = next(state for state in self.states if state.kind == kind)
        return found if self.signed_in else StepState(kind, "open")

    @property
    def asks_back(self) -> bool:
        """Whether it is time to ask what became of the commitment."""
        return self.signed_in and self.practice.commitment.is_due(self.today)

    @property
    def newest(self) -> AttemptRecord | None:
        """The last attempt, if there is one."""
        return self.attempts[-1] if self.attempts else None

    @property
    def attempts_left(self) -> int:
        """How often the reflection may still be submitted."""
        reflection = self.unit.reflection
        if reflection is None or self.closed:
            return 0
        return max(0, attempts_allowed(reflection, self.unit.max_attempts) - self.used)

    @property
    def next_number(self) -> int:
        """The number of the attempt that would be made now, from 1."""
        return self.newest.number + 1 if self.newest else 1

    def writing(self) -> Mapping[str, str]:
        """Return what stands in the form: the draft, or the newest attempt to revise."""
        if any(self.draft.responses.values()) or self.newest is None:
            return self.draft.responses
        return self.responses.get(self.newest.ref, {})

    @property
    def revising(self) -> bool:
        """Whether a revision has been begun: the draft differs from what was submitted."""
        return bool(self.attempts_left) and self._begun

    @property
    def unsent(self) -> bool:
        """Whether a revision was begun that can't be submitted any more."""
        return not self.attempts_left and self._begun

    @property
    def _begun(self) -> bool:
        if self.newest is None:
            return False
        submitted = self.responses.get(self.newest.ref, {})
        return any(
            text.strip() != submitted.get(prompt, "").strip()
            for prompt, text in self.writing().items()
        )

    def shown(self, attempt: AttemptRecord) -> AssessmentRecord | None:
        """Return the assessment the learner may see: the one that counts, where marks show."""
        return attempt.standing if self.show_marks else None

    @property
    def standing_attempt(self) -> AttemptRecord | None:
        """The attempt that counts."""
        return counting(self.attempts)
