"""What an author's numbers come to, said in words. Numbers that are none yet count as nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from empathy_xblock.studio.forms.form import Tree, amount, steps_on
from empathy_xblock.studio.summary import mode_words
from empathy_xblock.templates.tags import number, whole
from empathy_xblock.unit.model import GRADING_MODES

_SCORED = ("reflection", "quiz")


@dataclass(frozen=True, slots=True)
class Total:
    """A criterion's points at most, and its share of the rubric in percent."""

    name: str
    points: float
    share: int


def totals(tree: Tree) -> tuple[Total, ...]:
    """Return what each criterion comes to."""
    points = [
        (
            one["name"] or _("Criterion %(number)s") % {"number": index},
            amount(one["weight"]) * max((amount(lv["points"]) for lv in one["levels"]), default=0),
        )
        for index, one in enumerate(tree["reflection"]["rubric"]["criteria"], start=1)
    ]
    whole_of_it = sum(most for _name, most in points)
    return tuple(
        Total(name, most, round(100 * most / whole_of_it) if whole_of_it else 0)
        for name, most in points
    )


def rubric_sentence(tree: Tree) -> str:
    """Say what the rubric's points are in all."""
    points = sum(total.points for total in totals(tree))
    return ngettext("%(points)s point in all.", "%(points)s points in all.", whole(points)) % {
        "points": number(points)
    }


def quiz_sentence(tree: Tree) -> str:
    """Say what the quiz's points are in all."""
    points = sum(
        amount(item["points"])
        for item in tree["quiz"]["items"]
        if item.get("scored", "true") == "true"
    )
    return ngettext("%(points)s point in all.", "%(points)s points in all.", whole(points)) % {
        "points": number(points)
    }


def sentences(tree: Tree) -> tuple[str, ...]:
    """Say what the settings mean for a learner."""
    return tuple(_sentences(tree))


def _sentences(tree: Tree) -> Iterator[str]:
    on = steps_on(tree)
    settings = tree["settings"]
    if "reflection" in on and settings["grading_mode"] in GRADING_MODES:
        yield mode_words(settings["grading_mode"])
    if "reflection" in on:
        yield _handing_in(amount(tree["reflection"]["revisions"]), amount(settings["max_attempts"]))
        if settings["grading_mode"] != "participation":
            yield from _marking(tree["reflection"])
    scored = [name for name in _SCORED if name in on]
    weights = {name: amount(tree[name]["weight"]) for name in scored}
    total = sum(weights.values())
    if not scored:
        yield _("Nothing in this unit is scored: there is no reflection and no quiz.")
    elif len(scored) == 1:
        yield _("The whole score comes from the %(step)s.") % {
            "step": _("reflection") if scored == ["reflection"] else _("quiz")
        }
    elif total:
        yield _("The reflection is %(reflection)s%% of the score, the quiz %(quiz)s%%.") % {
            "reflection": round(100 * weights["reflection"] / total),
            "quiz": round(100 * weights["quiz"] / total),
        }
    if scored:
        yield _("A learner passes with %(percent)s%% of the points.") % {
            "percent": number(amount(settings["pass_percent"]))
        }
        if not amount(settings["weight"]):
            yield _("The unit’s weight is 0: it does not count in the course’s grade.")


def _marking(reflection: Tree) -> Iterator[str]:
    if reflection["anonymous_marking"]:
        yield _("Reviewers see no names, unless they ask for one.")
    percent = min(100, whole(amount(reflection["second_reader_percent"])))
    if percent == 100:
        yield _("Two people read every reflection.")
    elif percent and 100 % percent == 0:
        yield _("Two people read one reflection in %(number)s.") % {"number": _in(100 // percent)}
    elif percent:
        yield _("Two people read %(percent)s of 100 reflections.") % {"percent": percent}
    days = whole(amount(reflection["another_look_days"]))
    if days:
        yield ngettext(
            "For %(days)s day after a release, learners may ask for another look at a mark.",
            "For %(days)s days after a release, learners may ask for another look at a mark.",
            days,
        ) % {"days": days}
    else:
        yield _("Learners cannot ask for another look at a mark.")


def _in(number: int) -> str:
    """Return a number as one says it."""
    return {2: _("two"), 4: _("four"), 5: _("five"), 10: _("ten"), 20: _("twenty")}.get(
        number, str(number)
    )


def _handing_in(revisions: float, most: float) -> str:
    times = int(revisions) + 1
    if most:
        times = min(times, int(most))
    return ngettext(
        "Learners submit %(times)s time.", "Learners may submit %(times)s times.", times
    ) % {"times": times}
