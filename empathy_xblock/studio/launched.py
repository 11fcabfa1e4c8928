"""Saving what learners' results rest on: first the consequences are shown, then somebody confirms.

Wording is saved as it is. A structural change (`unit.comparing`) of a unit in which something is
kept is answered with a page that says what changes, and whose scores would. The answer's token is
bound to the document that is kept and to the one that is to be: whoever confirms has seen this.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from empathy_xblock.records import api
from empathy_xblock.records.api.objects import Foreseen
from empathy_xblock.records.data import Place
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.studio.requests import SaveRequest
from empathy_xblock.unit.comparing import OF_RUBRIC, Change, changes
from empathy_xblock.unit.model import Unit

log = logging.getLogger(__name__)

REGION = "launched"

#: So many learners are named who stand on what is gone.
MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class Gone:
    """A level or criterion that is gone, with the learners whose marks rest on it.

    `names` are the first of them, without those whom the author may still read blind; `nameless`
    is whether reviewers see none.
    """

    name: str
    level: str
    reflections: int
    names: tuple[str, ...]
    nameless: bool

    @property
    def more(self) -> int:
        """How many are not named."""
        return max(0, self.reflections - len(self.names))


@dataclass(frozen=True, slots=True)
class Consequences:
    """What is known of a change's consequences.

    `uncounted` is why nothing could be counted: "library" or "database"; or empty.
    """

    changed: tuple[Change, ...]
    foreseen: Foreseen | None
    gone: tuple[Gone, ...] = ()
    uncounted: str = ""

    @property
    def anybody(self) -> bool:
        """Whether anything is kept of anybody, as far as one can tell here."""
        return self.foreseen is None or self.foreseen.shift.learners > 0


def token(before: str, after: str) -> str:
    """Return what a confirmation is bound to: the document that is kept, and the one to be."""
    both = f"{len(before)}\n{before}\n{after}"
    return sha256(both.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def consequences(
    place: Place | None, before: Unit, after: Unit, author: str = ""
) -> Consequences | None:
    """Return what the change would do; None where it is mere wording, or nothing was marked yet.

    `place` is None where learners' work cannot be found: in a library.
    """
    if before.reflection is None and before.quiz is None:
        return None
    changed = changes(before, after)
    if not changed:
        return None
    if place is None:
        return Consequences(changed, None, uncounted="library")
    kinds = {change.kind for change in changed}
    try:
        with transaction.atomic():
            found = api.foresee(
                place,
                before,
                after,
                carry=bool(kinds & OF_RUBRIC),
                rekey=any(kind.startswith("item_") for kind in kinds),
            )
            gone = _gone(place, before, changed, author) if found.shift.learners else ()
    except DatabaseError as error:
        # Where the two do not share a database, an author must not be kept from saving.
        log.warning("Learners' work could not be counted: %s", type(error).__name__)
        return Consequences(changed, None, uncounted="database")
    return Consequences(changed, found, gone)


def _gone(place: Place, before: Unit, changed: tuple[Change, ...], author: str) -> tuple[Gone, ...]:
    nameless = before.reflection is not None and before.reflection.anonymous_marking
    found = []
    for change in changed:
        if change.kind not in ("level_removed", "criterion_removed"):
            continue
        number, names = api.standing_on(
            place, change.id, change.level, most=0 if nameless else MOST_NAMES, reader=author
        )
        if number:
            found.append(Gone(change.name, change.level_name, number, names, nameless))
    return tuple(found)


def draw(found: Consequences, confirm: str = "") -> SafeString:
    """Return the page: what changes and what comes of it; with `confirm`, the button to save."""
    return render(
        "studio/launched.html",
        {
            "found": found,
            "shift": found.foreseen.shift if found.foreseen else None,
            "confirm": confirm,
        },
    )


def require_confirmed(
    sent: SaveRequest,
    place: Place | None,
    before: Unit,
    after: Unit,
    source: str,
    new: str,
    author: str,
) -> bool:
    """Refuse to save a structural change that nobody confirmed; return whether it is one.

    `source` is the document that is kept, `new` the one that is to be.
    """
    wanted = token(source, new)
    found = consequences(place, before, after, author)
    if found is None or not found.anybody:
        return False
    if sent.confirm == wanted:
        return True
    raise Refusal(
        409,
        _("Not saved yet: results of learners rest on what you changed. See above, then confirm."),
        "confirm",
        regions={REGION: draw(found, wanted)},
    )


def keep_versions(place: Place | None, before: Unit, after: Unit) -> None:
    """Have both wordings of the rubric stay known, with the time at which the new one came."""
    if place is None:
        return
    try:
        for unit in (before, after):
            if unit.reflection is not None:
                api.keep_rubric(place, unit.reflection.rubric)
    except DatabaseError as error:
        # It is kept at the latest when somebody hands something in.
        log.warning("A version of a rubric could not be kept: %s", type(error).__name__)


def show(place: Place | None, before: Unit, after: Unit, author: str) -> dict[str, Any]:
    """Return the consequences of what is in the editor as a region. Nothing is kept."""
    found = consequences(place, before, after, author)
    if found is None or not found.anybody:
        said = (
            _("Nothing that learners’ results rest on has changed. You can save.")
            if found is None
            else _("Nobody has submitted anything here. You can save.")
        )
        page = render("studio/launched.html", {"said": said})
        return {"regions": {REGION: page}, "announce": said}
    said = _("What this would do is shown above the form. Nothing is saved.")
    return {"regions": {REGION: draw(found)}, "announce": said}
