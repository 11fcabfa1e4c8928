"""Marking one reflection: the page with its sheet, and keeping what was marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from empathy_xblock.journey.reflection import combined
from empathy_xblock.records import api
from empathy_xblock.records.api.objects import ClaimRecord
from empathy_xblock.records.data import AttemptRecord, MarkInput, Place, Remark, State
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.review import naming
from empathy_xblock.review.ids import prefix
from empathy_xblock.review.lists.flags import flag_words
from empathy_xblock.review.requests import MarkRequest, QueueQuery
from empathy_xblock.review.sheets import fair_panel
from empathy_xblock.review.sheets.bank import bank
from empathy_xblock.review.sheets.history import history
from empathy_xblock.review.sheets.proposing import Found, drafter, suggested
from empathy_xblock.review.sheets.sheet import by_person, evidence, sheet
from empathy_xblock.review.sheets.writing import Writing, writings
from empathy_xblock.review.words import state_words
from empathy_xblock.unit.model import Rubric, Unit


@dataclass(frozen=True, slots=True)
class OtherAttempt:
    """Another attempt of the same learner, to compare with."""

    attempt: AttemptRecord
    state: str
    writings: tuple[Writing, ...]  # empty where the text was deleted
    levels: tuple[tuple[str, str], ...]


def _other(
    unit: Unit, attempt: AttemptRecord, rubric: Rubric, text: Mapping[str, str], *, blind: bool
) -> OtherAttempt:
    """Return what is shown of it: without marks to who may still read it as the second person."""
    standing = None if blind else attempt.standing
    names = {(c.id, level.id): (c.name, level.name) for c in rubric.criteria for level in c.levels}
    return OtherAttempt(
        attempt,
        state_words(attempt.state),
        writings(unit.reflection, rubric, text, {}),
        tuple(
            names[mark.criterion, mark.level]
            for mark in (standing.marks if standing else ())
            if mark.level is not None and (mark.criterion, mark.level) in names
        ),
    )


def _standing_note(attempt: AttemptRecord) -> str:
    """Return what the learner has now, in a sentence."""
    if attempt.state == State.SUPERSEDED:
        return _("A later attempt has taken the place of this one.")
    if attempt.human is not None:
        return _("{author} released these marks. Releasing again replaces them.").format(
            author=attempt.human.author
        )
    if attempt.state == State.CREDITED:
        return _("The learner has full credit for taking part. Marks you release count instead.")
    if attempt.engine is None:
        return _("The learner sees no marks until you release them.")
    if attempt.mode == "reviewed":
        return _("The engine has drafted marks. The learner sees nothing until you release them.")
    return _("The learner sees the engine’s marks as provisional until you release yours.")


def marking_page(
    place: Place,
    unit: Unit,
    ref: str,
    query: QueueQuery,
    found: tuple[Found, ...] = (),
    *,
    claim: ClaimRecord | None = None,
    reviewer: str = "",
) -> SafeString:
    """Return the marking page of an attempt as HTML. Raises `records.api.NotFound`.

    `found` is what to look at before the text is sent to a language model. `claim` is who has
    the reflection open, and `reviewer` who looks at the page.
    """
    attempt = api.attempt(place, ref)
    rubric = api.rubric(place, attempt.rubric_digest)
    before, after = api.neighbors(place, ref, **query.listing, reader=reviewer)
    all_attempts = api.attempts(place, attempt.learner)
    rubrics = {attempt.rubric_digest: rubric}
    for other in all_attempts:
        if other.rubric_digest not in rubrics:
            rubrics[other.rubric_digest] = api.rubric(place, other.rubric_digest)
    earlier = [other for other in reversed(all_attempts) if other.number < attempt.number]
    marked = [other.ref for other in earlier if other.human is not None]
    blind_to = api.blind_to(place, marked, reviewer)
    flags = attempt.engine.flags if attempt.engine else ()
    texts = api.responses_by_ref(all_attempts)
    text = texts.get(ref, {})
    trail = api.trail(place, ref)
    writer = naming.writer_of(unit, attempt, trail, reviewer)
    person = by_person(attempt)
    remarks = person.remarks if person else ()
    return render(
        "review/marking.html",
        {
            "id": prefix(place),
            "attempt": attempt,
            "state": state_words(attempt.state),
            "query": query,
            "before": before,
            "after": after,
            "note": _standing_note(attempt),
            "claim": claim,
            "claimed_by": claim.reviewer if claim and claim.reviewer != reviewer else "",
            "draft": attempt.draft,
            "flags": tuple(flag_words(flag) for flag in flags),
            "writings": writings(unit.reflection, rubric, text, evidence(attempt), remarks),
            "choosable": any(text.values()),
            "remarks_without_text": () if any(text.values()) else remarks,
            "sheet": sheet(
                attempt,
                rubric,
                suggested(attempt, rubric, combined(text)),
                readable=any(text.values()),
                bank=bank(place, unit),
            ),
            "drafter": drafter(attempt, readable=bool(text)),
            "proposal": attempt.proposal,
            "found": found,
            "reworded": unit.reflection is not None and unit.reflection.rubric != rubric,
            "newest": all_attempts[-1] if all_attempts[-1].ref != ref else None,
            "earlier": tuple(
                _other(
                    unit,
                    other,
                    rubrics[other.rubric_digest],
                    texts.get(other.ref, {}),
                    blind=other.ref in blind_to,
                )
                for other in earlier
            ),
            "history": history(trail, rubric, {attempt.learner.username: writer}),
            "writer": writer,
            "fairness": fair_panel.panel(place, unit, attempt, rubric, trail, reviewer, query),
            "person": person,
        },
    )


def _who_was_first(place: Place, ref: str) -> str:
    """Return who marked meanwhile, and when."""
    person = by_person(api.attempt(place, ref))
    if person is None:
        return _("These marks have changed in the meantime.")
    if timezone.now() - person.created_at < timedelta(minutes=1):
        return _("{author} marked this reflection a moment ago.").format(author=person.author)
    return _("{author} marked this reflection {ago} ago.").format(
        author=person.author, ago=timesince(person.created_at)
    )


def _is_newer(place: Place, author: str, request: MarkRequest) -> bool:
    """Whether another has marked since the reviewer looked."""
    person = by_person(api.attempt(place, request.ref))
    return person is not None and person.author != author and person.id > (request.seen or 0)


def mark(place: Place, unit: Unit, author: str, request: MarkRequest) -> AttemptRecord:
    """Keep the marks, as a draft or released, and return the attempt.

    Refusal says who was first where another has marked meanwhile, or which criterion still needs
    a level. Other errors of the records pass through.
    """
    marks = {
        criterion: MarkInput(mark.level, mark.comment, mark.evidence)
        for criterion, mark in request.marks.items()
    }
    remarks = request.remarks
    try:
        api.check_claim(place, request.ref, reviewer=author)
        return api.assess(
            place,
            request.ref,
            author=author,
            marks=marks,
            comment=request.comment,
            release=request.release,
            seen=request.seen,
            unit=unit,
            remarks=None
            if remarks is None
            else tuple(Remark(one.start, one.end, one.comment) for one in remarks),
        )
    except (api.Claimed, api.Stale) as error:
        message = _("{who} Nothing of yours is lost: your marks are still in this form.")
        if isinstance(error, api.Claimed) and not _is_newer(place, author, request):
            raise Refusal(409, message.format(who=error), "claim") from None
        who = _who_was_first(place, request.ref)
        raise Refusal(409, message.format(who=who), "seen") from None
    except api.IncompleteMarks as error:
        raise Refusal(422, str(error), f"marks.{error.criteria[0]}") from None
