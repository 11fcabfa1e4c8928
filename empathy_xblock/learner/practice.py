"""What a learner does that counts for nothing, and what becomes of it.

All of it stays in the learner's own fields, except how far they agree with an author's
statements: those numbers are kept in a table as well, for figures over ten learners or more.
No event tells of any of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from empathy_xblock.journey import anchor, self_rating
from empathy_xblock.journey.fingerprint import fingerprint, overtaken
from empathy_xblock.journey.noticing import Noticed
from empathy_xblock.journey.practice import Practice
from empathy_xblock.journey.reflection import tidy
from empathy_xblock.learner import practice_requests as requests
from empathy_xblock.learner.actions import Change, noting_completion
from empathy_xblock.learner.seat import Seat
from empathy_xblock.records import api
from empathy_xblock.refusal import Refusal
from empathy_xblock.unit.model import Anchor, Reflection, ThoughtBubble


def _practicing(here: Seat, **areas: Any) -> Seat:
    """Return the seat with these areas as they are now."""
    now: Practice = here.practice.model_copy(update=areas)
    return replace(here, practice=now)


def _changed() -> str:
    return _(
        "This unit was changed while you were writing. Copy your writing, then reload the page."
    )


def _empty() -> str:
    return _("There is nothing to keep yet. You can also skip this.")


def _require_seen(was: str | None, now: str, sent: str) -> None:
    """Refuse to replace what another window kept and this one never showed; see `overtaken`."""
    if overtaken(was, now, sent):
        raise Refusal(
            409,
            _(
                "This was changed in another window, and nothing has been replaced. Copy what "
                "you wrote here, then reload the page."
            ),
            "text",
        )


def _require_open(here: Seat, name: str) -> None:
    found = next((step for step in here.steps if step.kind == name), None)
    if found is None:
        raise Refusal(422, _changed())
    if found.status == "locked":
        raise Refusal(422, _("This step opens after the ones before it."))


def _anchor(here: Seat) -> Anchor:
    if here.unit.anchor is None:
        raise Refusal(422, _changed())
    return here.unit.anchor


@noting_completion
def answer_anchor(here: Seat, sent: requests.AnswerAnchor) -> Change:
    """Keep an answer to the anchor question, or that it was passed over."""
    name = "anchor" if sent.moment == "before" else "anchor_again"
    _require_open(here, name)
    if not anchor.known(_anchor(here), sent.agreements):
        raise Refusal(422, _changed(), "agreements")
    text = tidy(sent.text)
    kept = here.practice.anchor
    if sent.pass_over:
        answers, said = kept.passing_over(sent.moment), _("You skipped the question.")
    elif text or sent.agreements:
        before = kept.at(sent.moment)
        answers = kept.answering(sent.moment, text, sent.agreements)
        _require_seen(
            sent.was, before.fingerprint if before else "", fingerprint(text, sent.agreements)
        )
        said = _("Your answer is kept.")
        if here.learner is not None and here.rehearsal is None:
            api.rate_statements(here.place, here.learner, sent.moment, sent.agreements)
    else:
        raise Refusal(422, _empty(), "text")
    now = _practicing(here, anchor=answers)
    return Change(now, ("steps", "anchor", "anchor_again"), said, f"{name}-kept")


@noting_completion
def keep_reaction(here: Seat, sent: requests.KeepReaction) -> Change:
    """Keep a first reaction for its writer, or that it was passed over."""
    _require_open(here, "first_reaction")
    text = tidy(sent.text)
    kept = here.practice.reaction
    if sent.pass_over:
        reaction, said = kept.passing_over(), _("You skipped this.")
    elif text:
        _require_seen(sent.was, fingerprint(kept.text), fingerprint(text))
        reaction, said = kept.writing(text), _("Kept, for you alone.")
    else:
        raise Refusal(422, _empty(), "text")
    now = _practicing(here, reaction=reaction)
    return Change(now, ("steps", "first_reaction"), said, "first_reaction-kept")


def remove_reaction(here: Seat, _sent: requests.RemoveReaction) -> Change:
    """Forget what was written as a first reaction."""
    now = _practicing(here, reaction=here.practice.reaction.without_words())
    said = _("What you had written is deleted.")
    return Change(now, ("steps", "first_reaction"), said, "first_reaction-kept")


def _bubble(here: Seat, bubble_id: str) -> ThoughtBubble:
    _require_open(here, "video")
    bubbles = here.unit.video.thought_bubbles if here.unit.video else ()
    found = next((bubble for bubble in bubbles if bubble.id == bubble_id), None)
    if found is None:
        raise Refusal(422, _changed(), "bubble")
    return found


def guess_bubble(here: Seat, sent: requests.GuessBubble) -> Change:
    """Keep a guess, and tell what the author reveals; or pass over it, and tell nothing."""
    bubble = _bubble(here, sent.bubble)
    text = tidy(sent.text)
    kept = here.practice.bubbles
    if sent.pass_over:
        now = _practicing(here, bubbles=kept.passing_over(bubble.id))
        return Change(now, ("bubbles",), _("Skipped."), f"bubble-{bubble.id}")
    if not text:
        raise Refusal(422, _("Write a guess first, or skip this one."), "text")
    if sent.sure is None:
        raise Refusal(422, _("Say how sure you are, from 0 to 100."), "sure")
    now = _practicing(here, bubbles=kept.guessing(bubble.id, text, sent.sure))
    said = _("Your guess is kept. Now you can read what it was.")
    return Change(now, ("bubbles",), said, f"bubble-{bubble.id}-reveal")


def judge_bubble(here: Seat, sent: requests.JudgeBubble) -> Change:
    """Keep how close a guess was."""
    bubble = _bubble(here, sent.bubble)
    kept = here.practice.bubbles
    if bubble.id not in kept.guesses:
        raise Refusal(422, _("Write a guess first, or skip this one."), "bubble")
    now = _practicing(here, bubbles=kept.judging(bubble.id, sent.close))
    return Change(now, ("bubbles",), _("Kept, for you alone."), f"bubble-{bubble.id}")


def set_pauses(here: Seat, sent: requests.SetPauses) -> Change:
    """Have the film pause for its thought bubbles, or play through."""
    bubbles = here.practice.bubbles.model_copy(update={"without_pauses": not sent.pauses})
    said = (
        _("The film pauses for thought bubbles.")
        if sent.pauses
        else _("The film plays without pauses.")
    )
    return Change(_practicing(here, bubbles=bubbles), ("bubbles",), said, "bubbles-pauses")


def keep_bubble_note(here: Seat, sent: requests.KeepBubbleNote) -> Change:
    """Keep the note at the end of the thought bubbles for its writer."""
    kept, text = here.practice.bubbles, tidy(sent.text)
    _require_seen(sent.was, fingerprint(kept.note), fingerprint(text))
    bubbles = kept.model_copy(update={"note": text})
    said = _("Kept, for you alone.")
    return Change(_practicing(here, bubbles=bubbles), ("bubbles",), said, "bubbles-note")


def keep_noticed(here: Seat, sent: requests.KeepNoticed) -> Change:
    """Keep the details that were noticed for their writer, or forget them."""
    if here.unit.video is None or not here.unit.video.noticing:
        raise Refusal(422, _changed())
    _require_open(here, "video")
    kept = here.practice.noticed
    noticed = Noticed(first=tidy(sent.first), second=tidy(sent.second))
    if not noticed.details and not kept.details:
        raise Refusal(422, _("There is nothing to keep yet. You need not write anything."), "first")
    _require_seen(
        sent.was,
        fingerprint(kept.first, kept.second),
        fingerprint(noticed.first, noticed.second),
    )
    said, focus = (
        (_("Kept, for you alone."), "noticing-kept")
        if noticed.details
        else (_("What you had written is deleted."), "noticing-first")
    )
    return Change(_practicing(here, noticed=noticed), ("noticing",), said, focus)


def _self_rated(here: Seat) -> Reflection:
    step = here.unit.reflection
    if step is None or not step.self_rating:
        raise Refusal(422, _changed())
    return step


def rate_self(here: Seat, sent: requests.RateSelf) -> Change:
    """Keep the learner's rating of their own writing until they hand it in."""
    step = _self_rated(here)
    if here.attempts:
        raise Refusal(422, _("Your own rating came with your first attempt, and stays as it is."))
    levels = self_rating.of_rubric(step, sent.levels)
    if levels.keys() != sent.levels.keys():
        raise Refusal(422, _changed(), "levels")
    return Change(_practicing(here, self_rating=self_rating.SelfRating(levels=levels)))
