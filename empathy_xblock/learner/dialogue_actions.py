"""What a learner does in a role-play, and what becomes of it.

The walk is the learner's own. Only one that came to an end is handed in: each where it is scored,
as long as tries are left, and of practice the first. Nobody has to practice: where a quiz holds
nothing else, it can be passed over.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from empathy_xblock.events import ItemAnswered
from empathy_xblock.grading.hints import MECHANISMS, Hints, hints
from empathy_xblock.journey.dialogue import MAX_TURNS, walk
from empathy_xblock.journey.quiz import InvalidResponse, mark_item
from empathy_xblock.journey.reflection import tidy
from empathy_xblock.learner import dialogue as shown
from empathy_xblock.learner import dialogue_requests as requests
from empathy_xblock.learner import handing_in, words
from empathy_xblock.learner.actions import Change, noting_completion
from empathy_xblock.learner.seat import Seat
from empathy_xblock.records.data import ItemResult
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.unit.dialogue import Dialogue, Node

log = logging.getLogger(__name__)


def _require_open(here: Seat) -> None:
    if any(step.kind == "quiz" and step.status == "locked" for step in here.steps):
        raise Refusal(422, _("This step opens after the ones before it."))


def _dialogue(here: Seat, item_id: str) -> Dialogue:
    """Return the role-play of that id, if its step is open."""
    quiz = here.unit.quiz
    found = next((one for one in (quiz.items if quiz else ()) if one.id == item_id), None)
    if not isinstance(found, Dialogue):
        raise Refusal(404, words.quiz_refusal("not_a_path"), "item")
    _require_open(here)
    return found


def _walking(here: Seat, item: str, path: tuple[str, ...]) -> Seat:
    walks = here.practice.walks.walking(item, path)
    return replace(here, practice=here.practice.model_copy(update={"walks": walks}))


def _elsewhere() -> Refusal:
    return Refusal(
        409,
        _("This conversation went on in another window. Reload the page to see where it stands."),
    )


@noting_completion
def take_turn(here: Seat, sent: requests.TakeTurn) -> Change:
    """Say something, and hand in the walk where that ends it."""
    dialogue = _dialogue(here, sent.item)
    path = here.practice.walks.path(dialogue)
    if sent.after is not None and sent.after != shown.said(path[: sent.turn - 1]):
        raise _elsewhere()
    if sent.turn == len(path) and path[-1].endswith(f"={sent.choice}"):
        return _after(here, dialogue, path)  # said before; the first answer got lost
    if sent.turn != len(path) + 1:
        raise _elsewhere()
    at = walk(dialogue, path).here
    step = f"{at.id}={sent.choice}"
    if not isinstance(at, Node) or len(path) == MAX_TURNS:
        raise Refusal(422, _("This conversation is over. You can begin again."), "turn")
    try:
        walked = walk(dialogue, (*path, step))
    except InvalidResponse as invalid:
        raise Refusal(422, words.quiz_refusal(invalid.code), "choice") from None
    now = _walking(here, dialogue.id, walked.path)
    if not walked.over:
        return _after(now, dialogue, walked.path)
    return _ended(now, dialogue, walked.path)


def _after(now: Seat, dialogue: Dialogue, path: tuple[str, ...], *regions: str) -> Change:
    walked = walk(dialogue, path)
    tells = shown.may_tell(dialogue, now.show_marks)
    said = [shown.felt(shown.meter_name(dialogue), walked.taken[-1].moved)] if tells else []
    if walked.over:
        said.append(_("The conversation is over."))
    elif not said:
        said.append(_("Turn %(number)s.") % {"number": len(path) + 1})
    return Change(now, (*regions, "quiz"), " ".join(said), f"item-{dialogue.id}-now")


def _counts(here: Seat, dialogue: Dialogue) -> bool:
    """Whether a walk that ends now is handed in."""
    answered = sum(result.item == dialogue.id for result in here.items)
    if here.closed:
        return False
    if not dialogue.scored:
        return not answered
    limit, before = here.unit.max_attempts, here.before_now.answers.get(dialogue.id, 0)
    return limit is None or answered - before < limit


def _handed_in(now: Seat, dialogue: Dialogue, path: tuple[str, ...]) -> ItemResult | None:
    """Return what was handed in last if it is this very walk, for as many points.

    The walk may have got lost after it was handed in: its end, said again, is no other try.
    What is rehearsed is kept with its walk, or not at all.
    """
    if now.rehearsal is not None:
        return None
    last = next((one for one in reversed(now.items) if one.item == dialogue.id), None)
    mark = mark_item(dialogue, path)
    same = last and (*last.response, last.earned, last.possible) == (
        *path,
        mark.earned,
        mark.possible,
    )
    return last if same else None


def _ended(now: Seat, dialogue: Dialogue, path: tuple[str, ...]) -> Change:
    known = _handed_in(now, dialogue, path)
    if known is None and not _counts(now, dialogue):
        return _after(now, dialogue, path)
    answered = sum(result.item == dialogue.id for result in now.items)
    number = known.number if known else answered + 1
    handed_in, result = handing_in.answer(now, dialogue.id, path, number)
    told = ItemAnswered(
        item=result.item, attempt=result.number, earned=result.earned, possible=result.possible
    )
    change = _after(handed_in, dialogue, path, "steps", "score")
    return change if known else replace(change, events=(told,))


def begin_again(here: Seat, sent: requests.BeginAgain) -> Change:
    """Go back to the start. What was handed in stays."""
    dialogue = _dialogue(here, sent.item)
    now = _walking(here, dialogue.id, ())
    return Change(now, ("quiz",), _("The conversation begins again."), f"item-{dialogue.id}-now")


@noting_completion
def skip_practice(here: Seat, _sent: requests.SkipPractice) -> Change:
    """Pass over practice, which a quiz of nothing else is done with. What was walked stays."""
    if here.unit.quiz is None:
        raise Refusal(422, _("There is nothing here to skip. Reload the page."))
    _require_open(here)
    walks = here.practice.walks.passing_over()
    now = replace(here, practice=here.practice.model_copy(update={"walks": walks}))
    return Change(now, ("steps", "quiz"), _("You skipped the practice."), "quiz-passed-over")


@sensitive_variables()
def _read(text: str, said: str) -> Hints:
    """Return hints on `text`; where reading it fails, no error may quote it."""
    try:
        return hints(text, said)
    except Exception as error:
        log.error("A reply could not be read: %s", type(error).__name__)
    raise Refusal(
        422, _("There are no hints on your words right now. Nothing is wrong with them."), "text"
    )


@dataclass(frozen=True, slots=True)
class _Hint:
    name: str
    found: tuple[str, ...]
    advice: str


@sensitive_variables()
def own_words(here: Seat, sent: requests.OwnWords) -> Change:
    """Say what a reply in the learner's own words shows. The words are kept nowhere."""
    dialogue = _dialogue(here, sent.item)
    path = here.practice.walks.path(dialogue)
    if not walk(dialogue, path).over:
        raise Refusal(422, _("This opens when the conversation is over."), "item")
    text = tidy(sent.text)
    if not text.strip():
        raise Refusal(422, _("Write what you would say first."), "text")
    tells = shown.may_tell(dialogue, here.show_marks)
    found = _read(text, shown.moment(dialogue, path, tells))
    html = render(
        "learner/own_words.html",
        {
            "readable": found.readable,
            "unsure": found.language == "und",
            "hints": _hints(text, found),
        },
    )
    return Change(here, announce=_("Hints on your words are below them."), answer={"html": html})


def _hints(text: str, found: Hints) -> tuple[_Hint, ...]:
    if not found.readable:
        return ()
    named = {
        "emotional_reaction": (
            _("Reacts with feeling"),
            _("You could say how it touches you: “I’m sorry that happened.”"),
        ),
        "interpretation": (
            _("Shows understanding"),
            _("You could say what you heard, as a guess: “It sounds as if …”"),
        ),
        "exploration": (
            _("Explores"),
            _("You could ask something open: “What matters most now?”"),
        ),
    }
    return tuple(
        _Hint(named[one][0], tuple(text[slice(*span)] for span in found.found[one]), named[one][1])
        for one in MECHANISMS
    )
