"""The filters of the queue in words: what can be chosen of each, and what is.

What each does to a list is the affair of `records.lists.listing`. A filter more is one entry in
`_SELECTS`; one of which there is nothing to choose is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from empathy_xblock.grading.integrity import FLAGS
from empathy_xblock.records import api
from empathy_xblock.records.api.objects import (
    FACET_YES,
    FAIRLY_SURE,
    LOOK_FACET,
    REVIEWER_FACET,
    SECOND_FACET,
    SURE,
    Band,
    ReadingState,
)
from empathy_xblock.records.data import Place
from empathy_xblock.review.lists.flags import flag_words
from empathy_xblock.review.requests import QueueQuery
from empathy_xblock.review.words import confidence_words
from empathy_xblock.unit.model import Unit


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be chosen."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Select:
    """One filter. `groups` are choices under a heading, empty for those that stand alone."""

    name: str
    label: str
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Here:
    """What the choices follow from. `there` are the values that attempts have, by facet."""

    place: Place
    unit: Unit | None
    there: Mapping[str, tuple[str, ...]]


Groups = Iterator[tuple[str, tuple[Choice, ...]]]


def _marks(here: Here) -> Groups:
    reflection = here.unit.reflection if here.unit else None
    for criterion in reflection.rubric.criteria if reflection else ():
        levels = tuple(
            Choice(f"{criterion.id}:{level.id}", f"{criterion.name}: {level.name}")
            for level in criterion.levels
        )
        left = Choice(f"{criterion.id}:", f"{criterion.name}: {_('Left to a person')}")
        yield criterion.name, (*levels, left)


def _flags(_here: Here) -> Groups:
    named = (Choice(flag, flag_words(flag).name) for flag in FLAGS)
    yield "", tuple(sorted(named, key=lambda choice: choice.name))


def _confidence(_here: Here) -> Groups:
    least = {Band.UNSURE: 0, Band.FAIRLY_SURE: FAIRLY_SURE}
    least[Band.SURE] = SURE
    yield "", tuple(Choice(band, confidence_words(low)) for band, low in least.items())


def _reviewers(here: Here) -> Groups:
    yield "", tuple(Choice(name, name) for name in here.there.get(REVIEWER_FACET, ()))


def _cohorts(here: Here) -> Groups:
    yield "", tuple(Choice(cohort.id, cohort.name) for cohort in api.cohorts(here.place))


def _asked(facet: str, words: Callable[[], str]) -> Callable[[Here], Groups]:
    def groups(here: Here) -> Groups:
        yield "", tuple(Choice(value, words()) for value in here.there.get(facet, ()))

    return groups


def _readings(here: Here) -> Groups:
    names = {
        FACET_YES: _("Waits for a second person"),
        ReadingState.DIFFERS: _("The two readers differ"),
    }
    yield "", tuple(Choice(v, names.get(v, v)) for v in here.there.get(SECOND_FACET, ()))


#: By the name of the filter: its label, and what can be chosen.
_SELECTS: Mapping[str, tuple[Callable[[], str], Callable[[Here], Groups]]] = {
    "mark": (lambda: _("Criterion and level"), _marks),
    "flag": (lambda: _("Worth a look"), _flags),
    "confidence": (lambda: _("Engine is"), _confidence),
    "reviewer": (lambda: _("Marked last by"), _reviewers),
    "cohort": (lambda: _("Cohort"), _cohorts),
    "look": (
        lambda: _("Another look"),
        _asked(LOOK_FACET, lambda: _("Asked for by the learner")),
    ),
    "second": (
        lambda: _("Second reading"),
        _readings,
    ),
}


def selects(place: Place, unit: Unit | None, query: QueueQuery) -> tuple[Select, ...]:
    """Return the filters that can be chosen from here. One query, and one for cohorts."""
    here = Here(place, unit, api.facet_values(place))
    found = []
    for name, (label, choices) in _SELECTS.items():
        chosen = query.filters.get(name, "")
        groups = tuple(group for group in choices(here) if group[1])
        known = {choice.value for _heading, group in groups for choice in group}
        if chosen and chosen not in known:
            # What is filtered by stays to be seen, and to be undone.
            groups = (*groups, ("", (Choice(chosen, chosen),)))
        if groups:
            found.append(Select(name, label(), groups, chosen))
    return tuple(found)
