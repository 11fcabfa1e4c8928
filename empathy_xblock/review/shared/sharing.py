"""What learners offer each other to read, for staff to approve; and follow-through in figures.

Nobody is named here: whether a text is fit to be read by others does not depend on who wrote it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from empathy_xblock.journey.sharing import SHOWN, spam_hints
from empathy_xblock.journey.suppression import LEAST
from empathy_xblock.journey.timing import utc_today
from empathy_xblock.records import api
from empathy_xblock.records.api.objects import SharedRecord, SharedState
from empathy_xblock.records.data import Place
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.review.ids import prefix
from empathy_xblock.review.shared.sharing_requests import (
    MAX_REASON,
    DecideRequest,
    FollowThroughQuery,
    SharedQuery,
)
from empathy_xblock.review.sheets.proposing import found_in
from empathy_xblock.unit.model import Unit


@dataclass(frozen=True, slots=True)
class Line:
    """Something offered, in words, with what to look at before deciding."""

    record: SharedRecord
    title: str
    halves: tuple[tuple[str, str], ...]
    state: str
    hints: tuple[str, ...]

    @property
    def approved(self) -> bool:
        """Whether others can read it."""
        return self.record.state is SharedState.APPROVED

    @property
    def declined(self) -> bool:
        """Whether only its writer can."""
        return self.record.state is SharedState.DECLINED


def _hints(text: str) -> tuple[str, ...]:
    """Return why to look twice, worked out on this server."""
    spam = {
        "link": _("It contains a web address."),
        "capitals": _("Much of it is in capitals."),
        "repetition": _("It repeats itself."),
        "few_words": _("It has hardly any words."),
    }
    found = [
        _("This may point to a person: “%(words)s” (%(kind)s)")
        % {"words": one.words, "kind": one.kind}
        for one in found_in(text)
    ]
    return (*found, *(spam[code] for code in spam_hints(text)))


def _line(record: SharedRecord) -> Line:
    plan = record.kind == "commitment"
    leads = (_("If …"), _("then I will …")) if plan else (_("What happens"), _("A reply"))
    return Line(
        record,
        _("A commitment") if plan else _("A scenario and a reply"),
        tuple(zip(leads, (record.first, record.second), strict=True)),
        {
            SharedState.WAITING: _("Waiting for you"),
            SharedState.APPROVED: _("Others can read it"),
            SharedState.DECLINED: _("Declined"),
        }[record.state],
        _hints(f"{record.first}\n{record.second}"),
    )


def section(place: Place, unit: Unit) -> SafeString:
    """Return the section for the staff's page; empty where the unit asks for no commitment."""
    step = unit.commitment
    if step is None:
        return SafeString("")
    context = {"id": prefix(place), "share": step.share, "asks": step.follow_up_days is not None}
    return render("review/sharing_section.html", context)


def _shared(place: Place, announce: str = "", focus: str = "shared") -> dict[str, Any]:
    lines = tuple(map(_line, api.offered(place)))
    context = {
        "id": prefix(place),
        "lines": lines,
        "max_reason": MAX_REASON,
        "shown": SHOWN,
    }
    return {
        "regions": {"shared": render("review/shared.html", context)},
        "announce": announce,
        "focus": f"{prefix(place)}-{focus}",
    }


def show_shared(place: Place, _sent: SharedQuery) -> dict[str, Any]:
    """Return what was offered as a region, waiting first."""
    return _shared(place)


def decide(place: Place, author: str, sent: DecideRequest) -> dict[str, Any]:
    """Approve or decline, and answer with the region."""
    approve = sent.decision == "approve"
    if not approve and not sent.reason:
        raise Refusal(422, _("Give a reason: whoever wrote it reads it."), "reason")
    api.decide(place, sent.ref, author=author, approve=approve, reason=sent.reason)
    said = (
        _("Approved. Learners of this unit can read it now.")
        if approve
        else _("Declined. Only its writer can read it, with your reason.")
    )
    return _shared(place, said)


def show_follow_through(place: Place, _sent: FollowThroughQuery) -> dict[str, Any]:
    """Return how many carried out what they committed to, as a region."""
    found = api.follow_through(place, utc_today())
    named = (
        ("did", _("The moment came, and they did it")),
        ("did_not", _("The moment came, and they did not do it")),
        ("not_yet", _("The moment has not come yet")),
        ("unanswered", _("Asked, and not answered yet")),
        ("not_asked", _("Not asked yet")),
    )
    total = found.total
    context = {
        "id": prefix(place),
        "total": total,
        "least": LEAST,
        "rows": [(words, found.counts[code]) for code, words in named],
        "hidden": any(count is None for count in found.counts.values()),
    }
    said = (
        _("Too few learners to show figures.")
        if total is None
        else ngettext(
            "%(total)d learner made a commitment.", "%(total)d learners made a commitment.", total
        )
        % {"total": total}
    )
    return {
        "regions": {"follow_through": render("review/follow_through.html", context)},
        "announce": said,
        "focus": f"{prefix(place)}-follow-through",
    }
