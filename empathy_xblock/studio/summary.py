"""A unit in a few lines, as its author sees it on the course outline's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import singledispatch

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from empathy_xblock.rendering import render
from empathy_xblock.studio.faults import advised
from empathy_xblock.studio.pictures import dialogue_graph
from empathy_xblock.templates.tags import number, translated, whole
from empathy_xblock.unit import olx
from empathy_xblock.unit.model import (
    Anchor,
    Commitment,
    ContentNote,
    FirstReaction,
    Quiz,
    Reflection,
    Step,
    Unit,
    Video,
)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: its name and what is in it."""

    name: str
    facts: tuple[str, ...]
    share: int | None  # of the score, in percent


def mode_words(mode: str) -> str:
    """Return how reflections are marked, in a sentence."""
    return {
        "assisted": _(
            "The engine marks at once; its marks count as provisional until a person confirms them."
        ),
        "reviewed": _("The engine drafts marks; learners see them when a person releases them."),
        "staff": _("A person marks every reflection."),
        "participation": _("A reflection within the word limits earns full credit."),
    }[mode]


@singledispatch
def _facts(step: Step) -> tuple[str, tuple[str, ...]]:
    raise TypeError(f"no summary for {type(step).__name__}")


@_facts.register
def _content_note(step: ContentNote) -> tuple[str, tuple[str, ...]]:
    facts = []
    if step.minutes is not None:
        facts.append(
            ngettext("{count} minute", "{count} minutes", step.minutes).format(count=step.minutes)
        )
    facts.append(_("with an alternative") if step.alternative else _("without an alternative"))
    return _("Content note"), tuple(facts)


@_facts.register
def _video(step: Video) -> tuple[str, tuple[str, ...]]:
    captions = sorted({track.label for track in step.tracks if track.kind == "captions"})
    facts = [
        _("captions: {languages}").format(languages=", ".join(captions))
        if captions
        else _("without captions"),
        _("with a transcript") if step.transcript else _("without a transcript"),
    ]
    if step.descriptions:
        count = len(step.descriptions)
        said = ngettext("{count} description", "{count} descriptions", count)
        facts.append(said.format(count=count))
    if step.thought_bubbles:
        count = len(step.thought_bubbles)
        facts.append(
            ngettext("{count} thought bubble", "{count} thought bubbles", count).format(count=count)
        )
    if step.watch_percent:
        facts.append(_("{percent} to be watched").format(percent=f"{step.watch_percent}%"))
    return _("Video"), tuple(facts)


@_facts.register
def _anchor(step: Anchor) -> tuple[str, tuple[str, ...]]:
    facts = [_("asked before and after")]
    if step.statements:
        count = len(step.statements)
        facts.append(ngettext("{count} statement", "{count} statements", count).format(count=count))
    return _("Anchor question"), tuple(facts)


@_facts.register
def _first_reaction(step: FirstReaction) -> tuple[str, tuple[str, ...]]:
    return _("First reaction"), (_("the learner’s alone"),)


@_facts.register
def _commitment(step: Commitment) -> tuple[str, tuple[str, ...]]:
    facts = []
    if step.follow_up_days:
        facts.append(
            ngettext(
                "asked again after {count} day",
                "asked again after {count} days",
                step.follow_up_days,
            ).format(count=step.follow_up_days)
        )
    if step.share:
        facts.append(_("may be shared"))
    return _("Commitment"), tuple(facts)


@_facts.register
def _reflection(step: Reflection) -> tuple[str, tuple[str, ...]]:
    questions = len(step.prompts)
    criteria = step.rubric.criteria
    points = sum(criterion.max_points * criterion.weight for criterion in criteria)
    return _("Reflection"), (
        ngettext("{count} question", "{count} questions", questions).format(count=questions),
        _("{least} to {most} words").format(least=step.min_words, most=step.max_words),
        ngettext("{count} criterion", "{count} criteria", len(criteria)).format(
            count=len(criteria)
        ),
        _("{points} points").format(points=number(points)),
        ngettext("{count} revision", "{count} revisions", step.revisions).format(
            count=step.revisions
        ),
    )


@_facts.register
def _quiz(step: Quiz) -> tuple[str, tuple[str, ...]]:
    plays = sum(item.kind == "dialogue" for item in step.items)
    asked = len(step.items) - plays
    points = sum(item.worth for item in step.items)
    facts = []
    if asked:
        facts.append(ngettext("{count} question", "{count} questions", asked).format(count=asked))
    if plays:
        facts.append(ngettext("{count} role-play", "{count} role-plays", plays).format(count=plays))
    if step.graded:
        said = ngettext("{points} point", "{points} points", whole(points))
        facts.append(said.format(points=number(points)))
    else:
        facts.append(_("practice, not scored"))
    return _("Quiz"), tuple(facts)


def step_lines(unit: Unit) -> tuple[StepLine, ...]:
    """Return the steps in the learner's order."""
    total = sum(_weight(step) or 0 for step in unit.steps)
    lines = []
    for step in unit.steps:
        name, facts = _facts(step)
        weight = _weight(step)
        share = None
        if weight is not None:
            share = round(100 * weight / total) if total else 0
        lines.append(StepLine(name, facts, share))
    return tuple(lines)


def _weight(step: Step) -> float | None:
    """Return the step's weight in the score; None for what is no part of it."""
    if isinstance(step, Reflection) or (isinstance(step, Quiz) and step.graded):
        return step.weight
    return None


def remarks(unit: Unit, left_out: Iterable[olx.Problem]) -> Iterable[tuple[str, str]]:
    """Yield (severity, sentence) for what reading left out, and for each piece of advice."""
    for problem in left_out:
        yield "error", str(replace(problem, message=translated(problem.message)))
    for fault in advised(unit):
        yield "advice", f"{fault.where}: {fault.message}"


def summary_page(
    unit: Unit,
    left_out: Iterable[olx.Problem] = (),
    tried: str = "",
    prefix: str = "empathy-studio",
) -> SafeString:
    """Return the unit's summary with what to mend, what to consider, and its role-plays drawn.

    `left_out` is what reading left out of the document the unit came from.
    `tried` is the page of a learner, drawn, on which an author may try the unit; `prefix` begins
    every id.
    """
    return render(
        "studio/summary.html",
        {
            "unit": unit,
            "steps": step_lines(unit),
            "mode": mode_words(unit.grading_mode),
            "marked": unit.reflection is not None,
            "left_out": tuple(left_out),
            "advice": advised(unit),
            "tried": tried,
            "graphs": dialogue_graph.draw(unit, prefix),
        },
    )
