"""The unit at a glance: how far people are, what they reached, what waits and why.

Worked out when somebody asks for it. Of groups under ten nothing is said, here as elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from empathy_xblock.journey.suppression import LEAST, shown
from empathy_xblock.records import api
from empathy_xblock.records.api.objects import BY_MODE, FLAGGED, UNSURE, ItemStatistics, Statistics
from empathy_xblock.records.data import Place, State
from empathy_xblock.rendering import render
from empathy_xblock.review.figures.charts import Bar, Chart, people, single, stacked
from empathy_xblock.review.ids import prefix
from empathy_xblock.review.words import state_words
from empathy_xblock.templates.tags import percentage
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import AnyItem, Compare, Criterion, Multiple, Single, Unit

REGION = "overview"

_LONGEST = 90


def section(place: Place) -> SafeString:
    """Return the region before anybody asked."""
    return render("review/overview.html", {"id": prefix(place)})


def show(place: Place, unit: Unit) -> dict[str, Any]:
    """Return the overview as a region."""
    found = api.statistics(place)
    context = {
        "id": prefix(place),
        "asked": True,
        "sentence": _sentence(found),
        "charts": _charts(unit, found) if found.writers >= LEAST else (),
    }
    return {
        "regions": {REGION: render("review/overview.html", context)},
        "announce": _("The overview is shown."),
        "focus": f"{prefix(place)}-overview",
    }


def _sentence(found: Statistics) -> str:
    if found.writers < LEAST:
        return _(
            "%(people)s submitted a reflection. An overview is shown from %(least)d on, so that "
            "nobody can be picked out of it."
        ) % {"people": people(found.writers), "least": LEAST}
    said = _("%(people)s submitted a reflection, and %(waiting)d of their reflections wait.") % {
        "people": people(found.writers),
        "waiting": found.states[State.WAITING],
    }
    return f"{said} {_waited(found)}".strip()


def _waited(found: Statistics) -> str:
    if found.hours is None:
        return ""
    if found.hours < 1:
        return _("Half of those that a person marked were marked within the hour.")
    hours = round(found.hours)
    if hours < 48:
        return ngettext(
            "Half of those that a person marked were marked within %(hours)d hour.",
            "Half of those that a person marked were marked within %(hours)d hours.",
            hours,
        ) % {"hours": hours}
    return _("Half of those that a person marked were marked within %(days)d days.") % {
        "days": round(hours / 24)
    }


def _charts(unit: Unit, found: Statistics) -> tuple[Chart, ...]:
    charts = (_progress(unit, found), _states(found), _waiting(found), *_levels(unit, found))
    return tuple(chart for chart in (*charts, *_items(unit, found)) if chart.bars)


def _progress(unit: Unit, found: Statistics) -> Chart:
    by_item = {one.item: one.learners for one in found.items}
    everybody = max(found.writers, *by_item.values(), 0) if by_item else found.writers
    label = _("People")

    def bar(name: str, count: int) -> Bar:
        return single(name, count, everybody, label, "done", people(count))

    bars = [bar(_("Submitted a reflection"), found.writers)]
    bars.append(bar(_("Submitted a revision"), found.revised))
    items = unit.quiz.items if unit.quiz else ()
    bars += [
        bar(_item_name(order, item), by_item.get(item.id, 0)) for order, item in _numbered(items)
    ]
    return Chart(
        "progress",
        _("How far people are"),
        _("Of everybody who submitted anything."),
        ((label, "done"),),
        tuple(each for each in bars if not 0 < each.total < LEAST),
    )


def _states(found: Statistics) -> Chart:
    kinds = [state for state in State if state is not State.SUPERSEDED and found.states[state]]
    total = sum(found.states[state] for state in kinds)
    label = _("Reflections")
    return Chart(
        "states",
        _("Where the reflections stand"),
        "",
        ((label, "done"),),
        tuple(
            single(state_words(state), found.states[state], total, label, "done") for state in kinds
        ),
    )


def _waiting(found: Statistics) -> Chart:
    words = {
        FLAGGED: _("Something about the text stood out"),
        UNSURE: _("The engine was not sure"),
        BY_MODE: _("A person marks every reflection here"),
    }
    total = sum(found.waiting.values())
    label = _("Reflections")
    return Chart(
        "waiting",
        _("Why reflections wait"),
        "",
        ((label, "waits"),),
        tuple(
            single(words[reason], count, total, label, "waits")
            for reason, count in found.waiting.items()
            if count
        ),
    )


def _levels(unit: Unit, found: Statistics) -> Iterator[Chart]:
    """Yield a chart for each set of level names: criteria with the same ones stand together."""
    if unit.reflection is None:
        return
    sets: dict[tuple[str, ...], list[Criterion]] = {}
    for criterion in unit.reflection.rubric.criteria:
        sets.setdefault(tuple(level.name for level in criterion.levels), []).append(criterion)
    for number, (names, criteria) in enumerate(sets.items()):
        columns = (
            *((name, f"level-{order}") for order, name in enumerate(names)),
            (_("Waits for a person"), "waits"),
        )
        yield Chart(
            f"levels-{number}",
            _("Levels reached"),
            _("Of the reflections that count, by the marks that count now."),
            columns,
            tuple(_criterion(criterion, found, columns) for criterion in criteria),
        )


def _criterion(
    criterion: Criterion, found: Statistics, columns: tuple[tuple[str, str], ...]
) -> Bar:
    marks = found.levels.get(criterion.id, {})
    counts = {level.id: 0 for level in criterion.levels} | {"": 0}
    by_people = 0
    for (level, marker), count in marks.items():
        if level in counts:
            counts[level] += count
            by_people += count if marker == "instructor" else 0
    total = sum(counts.values())
    note = ""
    if total >= LEAST and (by_people >= LEAST or not by_people):
        note = _("%(people)d of %(total)d by people") % {"people": by_people, "total": total}
    return stacked(criterion.name, counts, columns, note)


def _numbered(items: tuple[AnyItem, ...]) -> Iterator[tuple[int, AnyItem]]:
    return enumerate(items, start=1)


def _item_name(order: int, item: AnyItem) -> str:
    return _("Question %(order)d: %(stem)s") % {"order": order, "stem": _short(item.stem)}


def _short(html: str) -> str:
    text = " ".join(plain(html).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _items(unit: Unit, found: Statistics) -> Iterator[Chart]:
    """Yield how difficult the questions are, and which answers draw people."""
    by_item = {one.item: one for one in found.items}
    items = [
        (order, item, by_item[item.id])
        for order, item in _numbered(unit.quiz.items if unit.quiz else ())
        if item.id in by_item and by_item[item.id].learners >= LEAST
    ]
    yield Chart(
        "difficulty",
        _("How difficult the questions are"),
        _("Points earned by first answers, in percent of those possible."),
        ((_("Percent"), "done"),),
        tuple(
            single(
                _item_name(order, item),
                round(100 * one.share),
                100,
                _("Percent"),
                "done",
                percentage(100 * one.share),
            )
            for order, item, one in items
            if one.share is not None
        ),
    )
    columns = ((_("Right"), "right"), (_("Not right"), "wrong"))
    for order, item, one in items:
        if isinstance(item, Single | Multiple | Compare):
            yield Chart(
                f"choices-{item.id}",
                _item_name(order, item),
                _(
                    "How many chose what in their first answer. Choices of fewer than ten "
                    "are left out."
                ),
                columns,
                tuple(_choices(item, one)),
            )


def _choices(item: Single | Multiple | Compare, one: ItemStatistics) -> Iterator[Bar]:
    """Yield each choice whose takers, and whose others, are nobody or enough."""
    parts = item.differences if isinstance(item, Compare) else item.choices
    counts = {part.id: one.chosen.get(part.id, 0) for part in parts}
    # Of one choice, all counts make up the whole; of several, each stands for itself.
    told = shown(counts) if isinstance(item, Single) else {}
    for part in parts:
        count = counts[part.id]
        split = shown({True: count, False: one.learners - count})
        if (told[part.id] if told else split[True]) is None:
            continue
        label, tone = (_("Right"), "right") if part.correct else (_("Not right"), "wrong")
        words = _("%(people)s, %(key)s") % {"people": people(count), "key": label.lower()}
        yield single(_short(part.text), count, one.learners, label, tone, words)
