"""An attempt as its writer reads it: marks criterion by criterion, and the sentences behind them.

Nothing here decides what may be shown; `Situation.shown` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from empathy_xblock.journey.highlight import Span, clip, pieces
from empathy_xblock.journey.reflection import Segment, segments
from empathy_xblock.learner.looking import Look, gone, look
from empathy_xblock.learner.situation import Situation
from empathy_xblock.learner.trail import TrailLine, trail
from empathy_xblock.records.data import (
    AssessmentRecord,
    AttemptRecord,
    Marker,
    MarkRecord,
)
from empathy_xblock.unit.model import Criterion, Reflection, Rubric

#: Beside the criteria's ids, none of which has such a name: where a person wrote on a sentence.
_REMARKED = "*"

CriterionState = Literal["confirmed", "provisional", "waiting"]


@dataclass(frozen=True, slots=True)
class CriterionFeedback:
    """One criterion with the level given, and what the next level asks."""

    element_id: str
    order: int
    id: str
    name: str
    state: CriterionState
    lowest: bool = False
    level: str = ""
    points: float = 0
    possible: float = 0
    text: str = ""
    next_level: str = ""
    next_text: str = ""
    comment: str = ""
    sentences: int = 0
    own: str = ""  # the level its writer gave it before any mark
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the writing and the criteria that rely on it."""

    element_id: str
    text: str
    criteria: tuple[CriterionFeedback, ...]
    remarks: tuple[str, ...] = ()  # what a person wrote on the sentence that ends here

    @property
    def ids(self) -> str:
        """The criteria's ids, as an attribute holds them."""
        return " ".join(criterion.id for criterion in self.criteria)


@dataclass(frozen=True, slots=True)
class Response:
    """What was written to one prompt."""

    prompt: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class OwnRating:
    """The level a learner gave their own writing on one criterion, both by name."""

    criterion: str
    level: str


@dataclass(frozen=True, slots=True)
class AttemptFeedback:
    """One attempt with all its learner may read about it."""

    element_id: str
    number: int
    submitted_at: datetime
    confirmed: bool
    marked: bool
    credited: bool
    waiting: int
    stands: bool
    comment: str
    criteria: tuple[CriterionFeedback, ...]
    responses: tuple[Response, ...]
    text_deleted: bool = False  # under the retention rule
    own_rating: tuple[OwnRating, ...] = ()
    trail: tuple[TrailLine, ...] = ()
    remarks: tuple[str, ...] = ()  # what a person wrote on sentences that were deleted since
    unread: bool = False  # in a language that the engine does not read
    gone: tuple[Look, ...] = ()  # requests about what the rubric asks no more


def _criterion(
    prefix: str, order: int, criterion: Criterion, shown: AssessmentRecord
) -> CriterionFeedback:
    """Return what is said about one criterion, with no level where nobody judged."""
    mark = shown.mark(criterion.id)
    element_id = f"{prefix}-criterion-{criterion.id}"
    position = _position(criterion, mark)
    if mark is None or position is None:
        return CriterionFeedback(element_id, order, criterion.id, criterion.name, "waiting")
    level = criterion.levels[position]
    above = criterion.levels[position + 1] if position + 1 < len(criterion.levels) else None
    return CriterionFeedback(
        element_id,
        order,
        criterion.id,
        criterion.name,
        "confirmed" if shown.marker == Marker.INSTRUCTOR else "provisional",
        lowest=position == 0,
        level=level.name,
        points=mark.points,
        possible=criterion.max_points,
        text=level.text,
        next_level=above.name if above else "",
        next_text=above.text if above else "",
        comment=mark.comment,
    )


def _position(criterion: Criterion, mark: MarkRecord | None) -> int | None:
    if mark is None or mark.abstained or mark.level is None:
        return None
    ids = [level.id for level in criterion.levels]
    return ids.index(mark.level) if mark.level in ids else None


def _responses(
    prefix: str,
    reflection: Reflection,
    text: Mapping[str, str],
    criteria: tuple[CriterionFeedback, ...],
    shown: AssessmentRecord | None,
) -> tuple[Response, ...]:
    by_id = {criterion.id: criterion for criterion in criteria if criterion.state != "waiting"}
    marks = shown.marks if shown else ()
    evidence = {mark.criterion: mark.evidence for mark in marks if mark.criterion in by_id}
    # What the engine looked at and found wanting is no evidence to a learner.
    for criterion in criteria:
        if criterion.lowest and criterion.state == "provisional":
            evidence.pop(criterion.id, None)
    questions = {prompt.id: prompt.text for prompt in reflection.prompts}
    found = []
    for part in segments(text):
        spans: dict[str, tuple[Span, ...]] = dict(clip(evidence, part.start, part.end))
        remarks = _remarks(part, shown)
        # A comment stands where its sentence ends, so the text is cut there as well.
        spans[_REMARKED] = tuple(span for span, _comment in remarks)
        passages = []
        end = 0
        for order, piece in enumerate(pieces(text[part.prompt], spans)):
            end += len(piece.text)
            passages.append(
                Passage(
                    f"{prefix}-{part.prompt}-{order}",
                    piece.text,
                    tuple(by_id[name] for name in by_id if name in piece.criteria),
                    tuple(comment for span, comment in remarks if span[1] == end),
                )
            )
        found.append(Response(questions.get(part.prompt, ""), tuple(passages)))
    return tuple(found)


def _remarks(part: Segment, shown: AssessmentRecord | None) -> tuple[tuple[Span, str], ...]:
    """Return what a person wrote on sentences of that response, counted from its beginning."""
    if shown is None or shown.marker != Marker.INSTRUCTOR:
        return ()
    return tuple(
        (
            (max(one.start, part.start) - part.start, min(one.end, part.end) - part.start),
            one.comment,
        )
        for one in shown.remarks
        if one.start < part.end and part.start < one.end
    )


def _rubric(situation: Situation, attempt: AttemptRecord, shown: AssessmentRecord) -> Rubric | None:
    """Return the wording the shown marks were given against."""
    for digest in (shown.rubric_digest, attempt.rubric_digest):
        if digest in situation.rubrics:
            return situation.rubrics[digest]
    return situation.unit.reflection.rubric if situation.unit.reflection else None


def _own(rubric: Rubric | None, attempt: AttemptRecord) -> dict[str, OwnRating]:
    """Return the learner's own rating by criterion id, in the words it was given in."""
    found = {}
    for criterion in rubric.criteria if rubric else ():
        for level in criterion.levels:
            if attempt.self_rating.get(criterion.id) == level.id:
                found[criterion.id] = OwnRating(criterion.name, level.name)
    return found


def feedback(situation: Situation, attempt: AttemptRecord) -> AttemptFeedback:
    """Return what the learner may read about `attempt`."""
    reflection = situation.unit.reflection
    if reflection is None:
        raise ValueError("the unit has no reflection")
    prefix = f"{situation.element_id}-attempt-{attempt.number}"
    shown = situation.shown(attempt)
    rubric = _rubric(situation, attempt, shown) if shown else None
    criteria: tuple[CriterionFeedback, ...] = ()
    if shown and rubric:
        criteria = tuple(
            _criterion(prefix, order, criterion, shown)
            for order, criterion in enumerate(rubric.criteria, start=1)
        )
    own = _own(situation.rubrics.get(attempt.rubric_digest), attempt)
    text = situation.responses.get(attempt.ref)
    responses = _responses(prefix, reflection, text, criteria, shown) if text is not None else ()
    quoted = [c.id for r in responses for p in r.passages for c in p.criteria]
    return AttemptFeedback(
        element_id=prefix,
        number=attempt.number,
        submitted_at=attempt.submitted_at,
        confirmed=bool(shown and shown.marker == Marker.INSTRUCTOR),
        marked=shown is not None,
        unread=bool(shown and "unsupported_language" in shown.flags),
        credited=attempt.state == "credited",
        waiting=sum(criterion.state == "waiting" for criterion in criteria),
        stands=attempt is situation.standing_attempt,
        comment=shown.comment if shown and shown.marker == Marker.INSTRUCTOR else "",
        criteria=tuple(
            replace(
                c,
                sentences=quoted.count(c.id),
                own=own[c.id].level if c.id in own else "",
                look=look(situation, attempt, rubric.criterion(c.id), shown, c.element_id)
                if rubric and shown
                else None,
            )
            for c in criteria
        ),
        responses=responses,
        text_deleted=text is not None and not text,
        remarks=tuple(one.comment for one in shown.remarks) if shown and text == {} else (),
        own_rating=tuple(own.values()),
        gone=gone(situation, attempt, rubric, prefix) if rubric else (),
        trail=trail(
            attempt,
            situation.trails.get(attempt.ref, ()),
            situation.rubrics,
            show_marks=situation.show_marks,
        ),
    )
