"""What learners did in the made-up unit, and in others: attempts, marks, answers, a trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from empathy_xblock.grading.marks import Span
from empathy_xblock.journey.anchor import AnchorAnswers
from empathy_xblock.journey.bubbles import Bubbles
from empathy_xblock.journey.commitment import Halves, Plan, make
from empathy_xblock.journey.drafts import Draft
from empathy_xblock.journey.noticing import Noticed
from empathy_xblock.journey.practice import Practice
from empathy_xblock.journey.progress import Progress
from empathy_xblock.journey.quiz import mark_item
from empathy_xblock.journey.reaction import Reaction
from empathy_xblock.journey.score import ReflectionPart, unit_score
from empathy_xblock.learner.situation import Situation
from empathy_xblock.records.commitments.sharing_data import SharedRecord, SharedState
from empathy_xblock.records.data import (
    AssessmentRecord,
    AttemptRecord,
    AuditRecord,
    ItemResult,
    Learner,
    Marker,
    MarkRecord,
    Place,
    State,
)
from empathy_xblock.records.fairness.fairness_data import LookRecord, LookState
from empathy_xblock.unit.model import (
    Anchor,
    Commitment,
    FirstReaction,
    Quiz,
    Statement,
    ThoughtBubble,
    Unit,
)
from tests.journey.judging import EVERY_KIND
from tests.learner.made_up_unit import RUBRIC, UNIT


def in_mode(mode: str) -> Unit:
    return UNIT.model_copy(update={"grading_mode": mode})


RESPONSES = {
    "who": "She looks at the door. I think she is afraid. I would ask her.",
    "next": "If I see someone wait, then I will sit down.",
}
_TEXT = RESPONSES["who"] + "\n\n" + RESPONSES["next"]


def span(sentence: str) -> Span:
    start = _TEXT.index(sentence)
    return (start, start + len(sentence))


LOOKS, AFRAID, ASK = (
    span("She looks at the door."),
    span("I think she is afraid."),
    span("I would ask her."),
)
WHEN = datetime(2026, 11, 3, 10, 30, tzinfo=UTC)
DIGEST = "0" * 64


def mark(criterion: str, level: str | None, *evidence: Span, **more: Any) -> MarkRecord:
    points = {"not_yet": 0, "emerging": 1, "solid": 2, None: 0}[level]
    values = {"confidence": 0.8, "probabilities": (), "abstained": False, "comment": "", **more}
    return MarkRecord(criterion, level, points, evidence=evidence, **values)


def assessment(marker: Marker, *marks: MarkRecord, comment: str = "") -> AssessmentRecord:
    human = marker is Marker.INSTRUCTOR
    return AssessmentRecord(
        id=2 if human else 1,
        marker=marker,
        author="prof" if human else "",
        released=True,
        created_at=WHEN,
        rubric_digest=DIGEST,
        engine_version="" if human else "1",
        language="en",
        flags=(),
        comment=comment,
        marks=marks,
    )


ENGINE = assessment(
    Marker.ENGINE,
    mark("notices", "emerging", LOOKS, AFRAID),
    mark("checks", "solid", AFRAID, ASK),
)
WITHHELD = replace(ENGINE, released=False)
UNSURE = assessment(
    Marker.ENGINE,
    mark("notices", "emerging", LOOKS, AFRAID),
    mark("checks", "solid", ASK, abstained=True),
)
HUMAN = assessment(
    Marker.INSTRUCTOR,
    mark("notices", "solid", LOOKS, comment="The door is well seen."),
    mark("checks", "solid"),
    comment="You say what you can't know.",
)


def attempt(
    number: int = 1,
    state: State = State.PROVISIONAL,
    engine: AssessmentRecord | None = ENGINE,
    human: AssessmentRecord | None = None,
) -> AttemptRecord:
    return AttemptRecord(
        ref=f"attempt-{number}",
        place=Place("unit", "course"),
        learner=Learner("opaque", "sam"),
        number=number,
        state=state,
        drafted=False,
        words=23,
        submitted_at=WHEN,
        rubric_digest=DIGEST,
        engine=engine,
        draft=None,
        human=human,
    )


def answer(item: str, number: int, *response: str, unit: Unit = UNIT) -> ItemResult:
    marked = mark_item(unit.quiz.item(item), response)
    return ItemResult(item, number, response, marked.earned, marked.possible, WHEN)


def situation(
    unit: Unit = UNIT,
    *,
    attempts: tuple[AttemptRecord, ...] = (),
    items: tuple[ItemResult, ...] = (),
    part: ReflectionPart | None = None,
    **more: Any,
) -> Situation:
    best: dict[str, float] = {}
    for result in items:
        best[result.item] = max(best.get(result.item, 0), result.earned)
    values = {
        "progress": Progress(),
        "draft": Draft(),
        "responses": {one.ref: RESPONSES for one in attempts},
        "rubrics": {DIGEST: RUBRIC},
        "used": len(attempts),
        "element_id": "empathy-1",
        "media": lambda address: address.replace("bundled:", "/film/"),
        "storage_key": "key",
        "today": date(2026, 11, 10),
        "card_url": "/card",
    }
    return Situation(
        unit=unit,
        attempts=attempts,
        items=items,
        score=unit_score(unit, part, best),
        **{**values, **more},
    )


#: Nothing but a quiz, with an item of each kind.
JUDGEMENT = Unit(
    display_name="What would you say?", max_attempts=2, steps=(Quiz(items=EVERY_KIND),)
)


def judged(*tries: int) -> tuple[ItemResult, ...]:
    """Return answers to every item, none of them right, at each of these tries."""
    said = {
        "q1": ("a",),
        "q2": ("a", "b"),
        "q3": ("a=1", "b=3", "c=2", "d=2"),
        "q4": ("best=c", "worst=d"),
        "q5": ("a=feels", "b=feels", "c=feels"),
        "q6": ("a", "c"),
    }
    return tuple(
        answer(item, number, *response, unit=JUDGEMENT)
        for number in tries
        for item, response in said.items()
    )


READ = Progress(version="film", read_transcript=True)
PROVISIONAL = ReflectionPart(RUBRIC, {"notices": 1, "checks": 2})
WAITING = ReflectionPart(RUBRIC, {"notices": 1, "checks": None})
CONFIRMED = ReflectionPart(RUBRIC, {"notices": 2, "checks": 2}, confirmed=True)
CREDITED = ReflectionPart(RUBRIC, {}, full_credit=True)
BY_HAND = attempt(1, State.CONFIRMED, ENGINE, HUMAN)

PRACTICE = Unit(
    display_name="For yourself",
    steps=(
        Anchor(
            text="Would you treat them differently?",
            statements=(Statement(id="noticed", text="I noticed something."),),
        ),
        UNIT.video.model_copy(
            update={
                "watch_percent": 0,
                "thought_bubbles": (
                    ThoughtBubble(id="cup", at=3.5, ask="On her mind?", reveal="The last train."),
                    ThoughtBubble(id="door", at=65, ask="And on his?", reveal="Nothing at all."),
                ),
                "noticing": "Which two details?",
            }
        ),
        FirstReaction(text="What do you feel?"),
        UNIT.reflection.model_copy(update={"self_rating": True}),
    ),
)
PRACTICED = Practice(
    anchor=AnchorAnswers()
    .answering("before", "<b>Yes</b>.", {"noticed": 2})
    .answering("after", "I would ask.", {"noticed": 4}),
    reaction=Reaction().writing("</textarea>Heavy."),
    bubbles=Bubbles(note="Ask <i>him</i>.")
    .guessing("cup", "That it is cold & late.", 70)
    .judging("cup", "partly")
    .passing_over("door"),
    noticed=Noticed(first="The cup is <b>cold</b>.", second="</textarea>His shoes."),
)

COMMITTING = Unit(
    display_name="A plan",
    steps=(
        Commitment(
            follow_up_days=21,
            share=True,
            if_hint="<p>A moment that comes.</p>",
            then_hint="<p>One act.</p>",
        ),
    ),
)
MADE = make(
    Plan(),
    0,
    Halves("a caller <b>sighs</b>", "ask what has happened", date(2026, 3, 9)),
    21,
    datetime(2026, 3, 2, 8, tzinfo=UTC),
)
OFFERED = (
    SharedRecord(
        "1" * 32, "commitment", MADE.when, MADE.then, SharedState.APPROVED, "", MADE.made_at
    ),
    SharedRecord(
        "2" * 32,
        "scenario",
        "A <i>lift</i>.",
        "A hand.",
        SharedState.DECLINED,
        "Who?",
        MADE.made_at,
    ),
)


def committed(plan: Plan, day: int = 10, **more: Any) -> Situation:
    """Return the page of somebody with that plan, on a day of March."""
    practice = Practice(commitment=plan)
    today = date(2026, 3, day)
    uid = "u" * 32
    return situation(COMMITTING, practice=practice, today=today, commitment_uid=uid, **more)


def looked(**more: Any) -> LookRecord:
    """Return a request for another look at what a person marked, closed as `more` says."""
    values: dict[str, Any] = {
        "ref": "attempt-1",
        "criterion": "notices",
        "level": "solid",
        "marked_by": "prof",
        "reason": "The <b>cup</b> is a cue, too.",
        "reason_deleted": False,
        "asked_at": WHEN,
        "state": LookState.ASKED,
        "level_after": "",
        "answer": "",
        "closed_by": "",
        "closed_at": None,
        "alone": False,
    }
    return LookRecord(**{**values, **more})


def told(action: str, actor: str = "", **more: Any) -> AuditRecord:
    """Return a line of the trail."""
    values: dict[str, Any] = {
        "reason": "",
        "before": {},
        "after": {},
        "rubric_digest": DIGEST,
        "engine_version": "",
    }
    return AuditRecord(at=WHEN, actor=actor, action=action, **{**values, **more})


CLOSED = {"state": LookState.CHANGED, "level_after": "emerging", "closed_by": "dean"}
TRAIL = (
    told("submitted", "sam"),
    told(
        "marked",
        engine_version="facets-8",
        after={"marks": {"notices": "emerging", "checks": None}, "state": "waiting"},
    ),
    told("drafted", "prof", after={"marks": {"notices": "solid"}}),
    told(
        "released",
        "prof",
        before={"marks": {"notices": "emerging", "checks": None}},
        after={"marks": {"notices": "solid", "checks": "solid"}, "score": 100},
    ),
    told("revealed", "prof", reason="A colleague may know the person."),
    told("second_read", "dean", after={"agreed": False}),
    told(
        "second_settled",
        "prof",
        reason="The cue counts.",
        before={"marks": {"notices": "solid"}},
        after={"marks": {"notices": "solid"}},
    ),
    told("look_asked", "sam", after={"marks": {"notices": "solid"}}),
    told(
        "look_closed",
        "dean",
        before={"marks": {"notices": "solid"}},
        after={"marks": {"notices": "emerging"}},
    ),
)
