"""Sample answers to try a rubric on: those kept with the unit, and those of the ready-made ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from empathy_xblock.studio.faults import title
from empathy_xblock.studio.forms.form import Tree
from empathy_xblock.studio.forms.paragraphs import stored
from empathy_xblock.studio.forms.table_reflection import ANCHOR_ANSWER
from empathy_xblock.unit import library
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import AnchorAnswer

_READY = "ready"


@dataclass(frozen=True, slots=True)
class Own:
    """The author's mark on one criterion: ids of both, the reason, and where it is in the form.

    `path` is empty where the answer is not kept with the unit.
    """

    criterion: str
    level: str
    why: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample answer as plain text. `path` is that of a part of the form, or empty."""

    name: str
    label: str
    text: str
    marks: tuple[Own, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A group of samples to choose from."""

    label: str
    samples: tuple[Sample, ...]


def choices(tree: Tree) -> tuple[Choice, ...]:
    """Return all there is to try a rubric on, the unit's own first."""
    groups = [Choice(_("Kept with this unit"), tuple(kept(tree)))]
    for name, heading in library.titles().items():
        label = _("Ready-made: %(title)s") % {"title": heading}
        groups.append(Choice(label, tuple(map(_ready, _answers(name)))))
    return tuple(group for group in groups if group.samples)


def sample(tree: Tree, name: str) -> Sample | None:
    """Return the sample of that name, None if it is gone."""
    return next((one for group in choices(tree) for one in group.samples if one.name == name), None)


def kept(tree: Tree) -> Iterator[Sample]:
    """Yield the sample answers of a form."""
    for at, answer in enumerate(tree["reflection"]["anchor_answers"]):
        path = f"reflection.anchor_answers.{at}"
        marks = tuple(
            Own(mark["criterion"], mark["level"], mark["text"], f"{path}.marks.{number}")
            for number, mark in enumerate(answer["marks"])
        )
        label = title(ANCHOR_ANSWER, answer, at)
        yield Sample(answer["id"], label, plain(stored(answer["text"])), marks, path)


@cache
def _answers(name: str) -> tuple[tuple[str, int, AnchorAnswer], ...]:
    reflection = library.load(name).reflection
    answers = reflection.anchor_answers if reflection else ()
    return tuple((name, at, answer) for at, answer in enumerate(answers))


def _ready(one: tuple[str, int, AnchorAnswer]) -> Sample:
    unit, at, answer = one
    text = plain(answer.text)
    return Sample(
        name=f"{_READY}:{unit}:{answer.id}",
        label=title(ANCHOR_ANSWER, {"text": text}, at),
        text=text,
        marks=tuple(Own(mark.criterion, mark.level, mark.text) for mark in answer.marks),
    )
