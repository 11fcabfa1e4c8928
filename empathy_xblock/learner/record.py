"""What a learner prints: their own record of the unit, and a page for their manager.

The record is the learner's own work on one page. The manager's page is made from the unit alone
and knows nothing of any learner.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from empathy_xblock.journey.commitment import Plan
from empathy_xblock.learner import commitment_words as words
from empathy_xblock.learner.feedback import feedback
from empathy_xblock.learner.requests import Sent
from empathy_xblock.learner.seat import Seat
from empathy_xblock.learner.situation import Situation
from empathy_xblock.rendering import render
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.projection import UnitView


class ShowRecord(Sent):
    """The learner's own record is to be shown for printing."""


class ShowBrief(Sent):
    """The page for the learner's manager is to be shown for printing."""


def show_record(here: Seat, _sent: ShowRecord) -> dict[str, Any]:
    """Answer with the learner's record."""
    return _sheet(here.element_id, "learner/record.html", record(here.situation))


def show_brief(here: Seat, _sent: ShowBrief) -> dict[str, Any]:
    """Answer with the page for a manager."""
    return _sheet(here.element_id, "learner/brief.html", brief(here.situation.view))


def _sheet(element_id: str, template: str, context: dict[str, Any]) -> dict[str, Any]:
    html = render(template, {"id": element_id, **context})
    return {"regions": {"sheet": html}, "announce": "", "focus": f"{element_id}-sheet"}


def record(situation: Situation) -> dict[str, Any]:
    """Return what the record's template draws from.

    Of several attempts the one that counts; its marks as far as the page may show them.
    """
    attempt = situation.standing_attempt
    plan: Plan = situation.practice.commitment
    anchor = situation.practice.anchor
    asked = situation.view.anchor
    return {
        "title": situation.view.display_name,
        "attempt": feedback(situation, attempt) if attempt else None,
        "score": situation.score if situation.show_marks and attempt else None,
        "plan": plan,
        "sentence": words.sentence(plan.when, plan.then) if plan.made else "",
        "outcome": words.outcome(plan.outcome),
        "question": asked.text if asked else "",
        "before": anchor.before.text if asked and anchor.before else "",
        "noticed": situation.practice.noticed.details,
        "after": anchor.after.text if asked and anchor.after else "",
        "today": situation.today,
    }


def brief(view: UnitView) -> dict[str, Any]:
    """Return what the manager's page is drawn from: the unit as learners see it, and no learner."""
    reflection, step = view.reflection, view.commitment
    done = [
        (view.video is not None, _("watch a short film, or read its story")),
        (reflection is not None, _("write a reflection on one person in it")),
        (view.quiz is not None, _("answer questions on replies that help and replies that don’t")),
        (step is not None, _("make one if-then commitment for their own work")),
    ]
    return {
        "title": view.display_name,
        "done": [what for so, what in done if so],
        "criteria": [one.name for one in reflection.rubric.criteria] if reflection else [],
        "if_hint": plain(step.if_hint) if step else "",
        "then_hint": plain(step.then_hint) if step else "",
        "days": step.follow_up_days if step else None,
    }
