"""The XBlock: its fields, its views and its handlers. Read it as a table of contents.

What each handler does lives in the room it names: `learner`, `review` or `studio`. Authored
content is one field, read into `unit.model.Unit`; it is never changed outside a save in Studio.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext_noop as _
from xblock.completable import CompletableXBlockMixin
from xblock.core import XBlock
from xblock.fields import Float, Integer, List, Scope, String
from xblock.validation import Validation, ValidationMessage

from empathy_xblock import compat
from empathy_xblock.compat import Fragment
from empathy_xblock.events import Event
from empathy_xblock.handlers import learner_action, staff_action
from empathy_xblock.journey import timing
from empathy_xblock.journey.counting import Before
from empathy_xblock.journey.drafts import Draft
from empathy_xblock.journey.progress import Progress
from empathy_xblock.journey.rehearsal import Rehearsal
from empathy_xblock.journey.score import POSSIBLE
from empathy_xblock.journey.steps import completion
from empathy_xblock.learner import actions, mine, page, requests
from empathy_xblock.learner.seat import Seat
from empathy_xblock.mixins.authored import Authored
from empathy_xblock.mixins.changes import ChangeHandlers
from empathy_xblock.mixins.commitment import CommitmentHandlers
from empathy_xblock.mixins.dialogue import DialogueHandlers
from empathy_xblock.mixins.fairness import FairnessHandlers
from empathy_xblock.mixins.fields import Document
from empathy_xblock.mixins.long_work import JobHandlers
from empathy_xblock.mixins.marking_aids import MarkingAidHandlers
from empathy_xblock.mixins.practice import PracticeHandlers
from empathy_xblock.mixins.scorable import Scorable
from empathy_xblock.mixins.studio import StudioHandlers
from empathy_xblock.records import api
from empathy_xblock.review import requests as review_requests
from empathy_xblock.review import staff
from empathy_xblock.studio import editor
from empathy_xblock.templates.languages import written_in
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.projection import learner_view


@XBlock.needs("user", "i18n")
@XBlock.wants("completion", "replace_urls", "studio_user_permissions")
class EmpathyXBlock(
    StudioHandlers,
    Authored,
    CommitmentHandlers,
    PracticeHandlers,
    DialogueHandlers,
    JobHandlers,
    ChangeHandlers,
    FairnessHandlers,
    MarkingAidHandlers,
    Scorable,
    CompletableXBlockMixin,
    XBlock,
):
    """A video - reflection - quiz unit for empathy training."""

    resources_dir = "assets"
    has_score = True
    has_author_view = True
    icon_class = "problem"
    #: Staff who look on as a specific learner see the unit; without this, a sentence instead.
    show_in_read_only_mode = True

    display_name = String(default=_("Empathy unit"), scope=Scope.settings)
    #: In points, as the platform shows them: a document's weight of 1 is 100 of them.
    weight = Float(default=float(POSSIBLE), scope=Scope.settings, values={"min": 0})
    max_attempts = Integer(default=None, scope=Scope.settings, values={"min": 1})
    content = Document(default={}, scope=Scope.content, help=_("The unit, without those fields."))
    unreadable = String(default="", scope=Scope.content, help=_("OLX no unit could be read from."))
    left_out = List(default=[], scope=Scope.content, help=_("What reading the OLX left out."))

    #: What was handed in since the last reset, which is the platform's making this 0.
    attempts = Integer(default=0, scope=Scope.user_state)
    before = Document(default={}, scope=Scope.user_state, help=_("What was kept at that reset."))
    draft = Document(default={}, scope=Scope.user_state)
    progress = Document(default={}, scope=Scope.user_state)
    watching = Document(default={}, scope=Scope.user_state)
    completed = Float(default=None, scope=Scope.user_state, help=_("What completion was told."))
    rehearsal = Document(default={}, scope=Scope.user_state, help=_("A walk that keeps nothing."))

    def __repr__(self) -> str:
        """Name the unit. The platform logs this, and a learner's state is nothing for a log."""
        return f"<{type(self).__name__} {self.scope_ids.usage_id}>"

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """Return the ready-made unit for the workbench."""
        return [("Empathy unit", olx.write(library.load("demo")))]

    # --- views -----------------------------------------------------------------------------

    def _seat(self, visitor: compat.Visitor | None = None) -> Seat:
        """Return where the visitor sits as a learner of this unit."""
        visitor = visitor or compat.visitor(self)
        rehearsal = Rehearsal.read(self.rehearsal) if visitor.rehearses else None
        due, grace, rule = compat.dates(self)
        closes = None if visitor.previews else timing.closing(due, grace)
        now = datetime.now(UTC)
        return Seat(
            unit=self.unit,
            place=compat.place(self),
            learner=visitor.learner,
            # Whoever looks on sees what a learner handed in, not what is the learner's own.
            progress=rehearsal.progress
            if rehearsal
            else Progress.read(self.progress, self.watching),
            draft=rehearsal.draft if rehearsal else Draft.read(self.draft),
            practice=rehearsal.practice if rehearsal else self._practice(),
            used=self.attempts,
            before=Before.read(self.before),
            rehearsal=rehearsal,
            closed=timing.is_over(closes, now),
            show_marks=timing.marks_shown(
                rule, closes, now, staff=visitor.is_staff or visitor.previews
            ),
            media=partial(compat.media_url, self),
            card_url=partial(self.runtime.handler_url, self, "transparency_card"),
        )

    def _fragment(self, html: str, bundle: str, init: str, args: dict[str, Any]) -> Fragment:
        """Return a page with one style sheet and one script."""
        fragment = Fragment(html)
        fragment.add_css_url(self.runtime.local_resource_url(self, f"public/{bundle}.css"))
        fragment.add_javascript_url(self.runtime.local_resource_url(self, f"public/{bundle}.js"))
        fragment.initialize_js(init, args)
        return fragment

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """Draw the learner's page; for course staff, the review beside it."""
        visitor = compat.visitor(self)
        seat = self._seat(visitor)
        args = page.script_args(seat.situation)
        with written_in(self.language):
            html = page.whole_page(seat.situation)
            if visitor.is_staff:
                html = staff.staff_page(
                    seat.place, seat.unit, seat.element_id, html, visitor.username
                )
        if visitor.is_staff:
            return self._fragment(html, "review", "EmpathyReview", args)
        return self._fragment(html, "learner", "EmpathyLearner", args)

    def public_view(self, context: Any = None) -> Fragment:
        """Draw what needs no account: the note, the film and its alternative."""
        here = Seat(
            unit=self.unit,
            place=compat.place(self),
            learner=None,
            progress=Progress(),
            draft=Draft(),
            used=0,
            media=partial(compat.media_url, self),
            signed_in=False,
        ).situation
        with written_in(self.language):
            html = page.whole_page(here)
        return self._fragment(html, "learner", "EmpathyLearner", page.script_args(here))

    def author_view(self, context: Any = None) -> Fragment:
        """Draw a summary for the unit's page in Studio, what to mend, and the unit to try."""
        here = self._seat().situation
        with written_in(self.language):
            tried = page.whole_page(here) if here.rehearsed and here.view.steps else ""
        html = editor.summary_page(self.unit, self._problems(), tried, here.element_id)
        fragment = self._fragment(html, "learner", "EmpathyLearner", page.script_args(here))
        fragment.add_css_url(self.runtime.local_resource_url(self, "public/studio.css"))
        return fragment

    def studio_view(self, context: Any = None) -> Fragment:
        """Draw the editor."""
        return self._fragment(self._editor(), "studio", "EmpathyStudio", {})

    def student_view_data(self, context: Any = None) -> dict[str, Any]:
        """Return the unit for other clients: a learner's view, which holds no key."""
        return {"unit": asdict(learner_view(self.unit))}

    def index_dictionary(self) -> dict[str, Any]:
        """Return what the course search may find: headings, prompts and the transcript."""
        unit = self.unit
        texts = [unit.video.transcript] if unit.video else []
        texts += [prompt.text for prompt in unit.reflection.prompts] if unit.reflection else []
        content = {"display_name": unit.display_name, "text": "\n".join(map(plain, texts))}
        return {"content": content, "content_type": "Empathy unit"}

    def _problems(self) -> tuple[olx.Problem, ...]:
        """Return what was left out at reading."""
        return tuple(map(olx.Problem.from_kept, self.left_out))

    def validate(self) -> Validation:
        """Return errors and advice in the form that Studio shows."""
        validation = Validation(self.scope_ids.usage_id)
        for severity, message in editor.remarks(self.unit, self._problems()):
            kind = ValidationMessage.ERROR if severity == "error" else ValidationMessage.WARNING
            validation.add(ValidationMessage(kind, message))
        return validation

    # --- what learners do ------------------------------------------------------------------

    def _tell(self, event: Event) -> None:
        """Add an event to the tracking log."""
        compat.publish(self, event.name, event.model_dump())

    def _store(self, seat: Seat) -> None:
        """Keep in the learner's own fields what an action changed."""
        if seat.rehearsal is not None:
            kept = {"progress": seat.progress, "draft": seat.draft, "practice": seat.practice}
            self.rehearsal = seat.rehearsal.model_copy(update=kept).stored()
            return
        # Only what this action changed: a field written back as it was read could undo what
        # another request, in another tab, has saved meanwhile.
        was = Progress.read(self.progress, self.watching)
        if seat.progress.chosen() != was.chosen():
            self.progress = seat.progress.chosen()
        if seat.progress.watched() != was.watched():
            self.watching = seat.progress.watched()
        if seat.draft != Draft.read(self.draft):
            self.draft = seat.draft.stored()
        self._store_practice(seat.practice)
        if seat.used != self.attempts:
            self.attempts = seat.used
        if seat.before != Before.read(self.before):
            self.before = seat.before.stored()

    def _take(self, change: actions.Change) -> dict[str, Any]:
        """Keep what an action changed, tell the platform, and answer with the page."""
        seat = change.seat
        self._store(seat)
        if seat.rehearsal is None:
            for event in change.events:
                self._tell(event)
            done = completion(seat.steps) if change.regions else self.completed
            if done != self.completed:
                self.emit_completion(done)
                self.completed = done
        return {
            **change.answer,
            "regions": page.regions(seat.situation, change.regions) if change.regions else {},
            "announce": change.announce,
            "focus": change.focus and f"{seat.element_id}-{change.focus}",
        }

    @learner_action(requests.ChooseVersion)
    def choose_version(self, sent: requests.ChooseVersion) -> dict[str, Any]:
        """Take the film or its alternative."""
        return self._take(actions.choose_version(self._seat(), sent))

    @learner_action(requests.SaveWatching)
    def save_watching(self, sent: requests.SaveWatching) -> dict[str, Any]:
        """Keep what was seen of the film."""
        return self._take(actions.save_watching(self._seat(), sent))

    @learner_action(requests.ReadTranscript)
    def read_transcript(self, sent: requests.ReadTranscript) -> dict[str, Any]:
        """Count the transcript as the film."""
        return self._take(actions.read_transcript(self._seat(), sent))

    @learner_action(requests.SaveDraft)
    def save_draft(self, sent: requests.SaveDraft) -> dict[str, Any]:
        """Keep unfinished writing."""
        return self._take(actions.save_draft(self._seat(), sent))

    @learner_action(requests.SubmitReflection)
    def submit_reflection(self, sent: requests.SubmitReflection) -> dict[str, Any]:
        """Hand in the reflection."""
        try:
            return self._take(actions.submit_reflection(self._seat(), sent))
        except actions.Late as late:
            self._store(late.seat)
            raise

    @learner_action(requests.AnswerItem)
    def answer_item(self, sent: requests.AnswerItem) -> dict[str, Any]:
        """Answer a quiz item."""
        return self._take(actions.answer_item(self._seat(), sent))

    @learner_action(requests.StartOver)
    def start_over(self, sent: requests.StartOver) -> dict[str, Any]:
        """Begin a walk that keeps nothing anew."""
        return self._take(actions.start_over(self._seat(), sent))

    @learner_action(requests.ExportMine)
    def export_mine(self, sent: requests.ExportMine) -> dict[str, Any]:
        """Hand out all that is kept about the learner."""
        return mine.kept(self._seat())

    def generate_report_data(
        self, user_state_iterator: Iterable[Any], limit_responses: int | None = None
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield a row for each learner, for the course's report of responses.

        Whatever the limit: the platform cuts its own list, and shows the raw state of anybody
        in it who has no row here.
        """
        names = (state.username for state in user_state_iterator)
        return api.report_rows(compat.place(self), self.unit, names)

    def clear_student_state(self, user_id: str, *_platform: Any, **_more: Any) -> None:
        """Erase a learner's work here. The platform calls this with the anonymous id."""
        api.erase(compat.place(self), user_id)

    # --- what instructors do ---------------------------------------------------------------

    @staff_action(review_requests.QueueQuery)
    def review_queue(self, query: review_requests.QueueQuery) -> dict[str, Any]:
        """Show a page of the queue."""
        reviewer = compat.visitor(self).username
        return staff.show_queue(compat.place(self), self.unit, reviewer, query)

    @staff_action(review_requests.OpenRequest)
    def review_open(self, sent: review_requests.OpenRequest) -> dict[str, Any]:
        """Open a reflection."""
        reviewer = compat.visitor(self).username
        return staff.show_reflection(compat.place(self), self.unit, reviewer, sent)

    @staff_action(review_requests.ClaimRequest)
    def review_claim(self, sent: review_requests.ClaimRequest) -> dict[str, Any]:
        """Keep a reflection for who has it open."""
        return staff.hold(compat.place(self), compat.visitor(self).username, sent)

    @staff_action(review_requests.MarkRequest)
    def review_mark(self, sent: review_requests.MarkRequest) -> dict[str, Any]:
        """Keep marks as a draft, or release them."""
        author = compat.visitor(self).username
        return staff.mark(compat.place(self), self.unit, author, sent, self._tell)

    @staff_action(review_requests.ProposeRequest)
    def review_propose(self, sent: review_requests.ProposeRequest) -> dict[str, Any]:
        """Ask a language model for a draft of the marks, where an operator has set one up."""
        author = compat.visitor(self).username
        return staff.propose(compat.place(self), self.unit, author, sent)
