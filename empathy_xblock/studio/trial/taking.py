"""What an author takes into the unit: answers that were tried, comments that reviewers kept."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from empathy_xblock.records import api
from empathy_xblock.records.data import Place
from empathy_xblock.refusal import Refusal
from empathy_xblock.studio.forms.changing import Changed
from empathy_xblock.studio.forms.form import Tree
from empathy_xblock.studio.forms.ids import Taken, named
from empathy_xblock.studio.forms.paragraphs import shown, stored
from empathy_xblock.studio.forms.table_reflection import MOST_ANSWERS, MOST_COMMENTS
from empathy_xblock.studio.requests import Kept
from empathy_xblock.unit.html import line

ANSWERS = "reflection.anchor_answers"
COMMENTS = "reflection.comments"


# --- answers -----------------------------------------------------------------------------------


def keep(tree: Tree, answer: Kept, taken: Taken) -> Changed:
    """Return the form with a tried answer and the author's marks on it.

    Criteria and levels that have no id yet get theirs: the marks are kept by them.
    """
    new = deepcopy(tree)
    answers = new["reflection"]["anchor_answers"]
    if len(answers) >= MOST_ANSWERS:
        said = _("There may be at most %(most)s sample answers. Remove one first.")
        raise Refusal(422, said % {"most": MOST_ANSWERS}, ANSWERS)
    text = shown(stored(escape(answer.text, quote=False)))
    answers.append({"id": "", "text": text, "marks": []})
    new = named(new, taken, only_at_once=True)
    criteria = new["reflection"]["rubric"]["criteria"]
    kept = new["reflection"]["anchor_answers"]
    for own in answer.marks:
        try:
            criterion = criteria[own.criterion]
            level = criterion["levels"][own.level]
        except IndexError:
            raise Refusal(422, _("There is nothing there to change."), "answer") from None
        mark = {"criterion": criterion["id"], "level": level["id"], "text": line(own.text)}
        kept[-1]["marks"].append(mark)
    at = len(kept) - 1
    said = _("Kept with the unit as sample answer %(number)s. Save to keep it for good.")
    return Changed(new, f"{ANSWERS}.{at}", said % {"number": at + 1})


# --- comments ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offered:
    """A comment that a reviewer of this unit kept; `about` names its criterion, if it has one."""

    name: str
    criterion: str
    about: str
    text: str


def offered(tree: Tree, place: Place | None) -> tuple[Offered, ...]:
    """Return what reviewers kept and the unit's bank has not. One query."""
    if place is None:
        return ()
    there = {_told(one["criterion"], one["text"]) for one in tree["reflection"]["comments"]}
    return tuple(one for one in _kept(tree, place) if _told(one.criterion, one.text) not in there)


def take(tree: Tree, name: str, place: Place | None) -> Changed:
    """Return the form with the comment of that name in its bank; with all of them for no name."""
    new = deepcopy(tree)
    bank = new["reflection"]["comments"]
    asked = [one for one in offered(tree, place) if not name or one.name == name]
    taken = asked[: MOST_COMMENTS - len(bank)]
    if asked and not taken:
        said = _("There may be at most %(most)s comments. Remove one first.")
        raise Refusal(422, said % {"most": MOST_COMMENTS}, COMMENTS)
    bank.extend({"id": "", "criterion": one.criterion, "text": one.text} for one in taken)
    said = ngettext(
        "%(count)s comment is in the unit now. Save to keep it.",
        "%(count)s comments are in the unit now. Save to keep them.",
        len(taken),
    ) % {"count": len(taken)}
    return Changed(new, f"{COMMENTS}.{max(0, len(bank) - 1)}", said)


def _kept(tree: Tree, place: Place) -> Iterator[Offered]:
    names = {one["id"]: one["name"] for one in tree["reflection"]["rubric"]["criteria"]}
    for snippet in api.snippets(place):
        # What is about a criterion that is gone is about the whole.
        criterion = snippet.criterion if snippet.criterion in names else ""
        about = names.get(criterion or "", "")
        yield Offered(str(snippet.id), criterion or "", about, snippet.text)


def _told(criterion: str, text: str) -> tuple[str, str]:
    return criterion, line(text)
