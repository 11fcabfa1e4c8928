"""What the engine says of a sample answer by the form's rubric, and what it went by.

An author sees what learners of this unit would get: where the engine has learned from people's
marks by this very wording, it marks with that, as it does when they hand in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _
from pydantic import ValidationError

from empathy_xblock.grading import engine
from empathy_xblock.grading.learned import Model
from empathy_xblock.grading.marks import Marking
from empathy_xblock.records import api
from empathy_xblock.records.data import Place
from empathy_xblock.studio.forms.fields import Group
from empathy_xblock.studio.forms.form import Tree, amount, content_of
from empathy_xblock.studio.forms.paragraphs import stored
from empathy_xblock.studio.forms.table_reflection import REFLECTION
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import Rubric

_BY_ENGINE = ("assisted", "reviewed")


@dataclass(frozen=True, slots=True)
class Judge:
    """The engine with a rubric before it. `version` is that of what it learned here, if any."""

    rubric: Rubric
    prompt: str
    model_answer: str
    sure_enough: float
    marks_here: bool
    """Whether the engine marks at all in this unit."""
    unit: str = ""
    version: int | None = None
    model: Model | None = field(default=None, compare=False)
    """Told by unit, wording and version: it never changes once it was learned."""

    def marking(self, text: str) -> Marking:
        """Return the engine's marks of a plain text. The latest are remembered."""
        return _marking(self, text)

    @property
    def went_by(self) -> str:
        """Say what these marks rest on."""
        said = self._learned
        if self.marks_here:
            return said
        without = _("In this unit no engine marks; this is what it would say.")
        return f"{without} {said}"

    @property
    def _learned(self) -> str:
        if self.model is None:
            return _(
                "Marked by the engine’s rules and your phrases. By this wording it has not "
                "learned from people’s marks in this unit."
            )
        names = [one.name for one in self.rubric.criteria if self.model.criterion(one)]
        if not names:
            return _(
                "Marked by the engine’s rules and your phrases: what it learned here from "
                "people’s marks (version %(version)s) was no better than these."
            ) % {"version": self.version}
        return _(
            "Marked with what the engine learned from people’s marks in this unit (version "
            "%(version)s), on: %(names)s. On any other criterion its rules stand."
        ) % {"version": self.version, "names": ", ".join(names)}


@lru_cache(maxsize=256)
def _marking(judge: Judge, text: str) -> Marking:
    """Mark an author's sample. An open editor asks for the same ones at each pause."""
    return engine.mark(
        text,
        judge.rubric,
        prompt=judge.prompt,
        model_answer=judge.model_answer,
        model=judge.model,
        sure_enough=judge.sure_enough,
    )


def judge_of(tree: Tree, place: Place | None) -> Judge | None:
    """Return the judge by a form's rubric, None while that has errors. One query at most.

    Without a `place` nothing was learned.
    """
    reflection = tree["reflection"]
    group = REFLECTION.member("rubric")
    assert isinstance(group, Group)
    try:
        rubric = Rubric.model_validate(content_of(group.part, reflection["rubric"]))
    except ValidationError:
        return None
    marks_here = tree["settings"]["grading_mode"] in _BY_ENGINE
    learned = api.learned(place, rubric) if place and marks_here else None
    return Judge(
        rubric=rubric,
        prompt="\n".join(plain(stored(prompt["text"])) for prompt in reflection["prompts"]),
        model_answer=plain(stored(reflection["model_answer"])),
        sure_enough=min(100.0, amount(reflection["sure_percent"])) / 100,
        marks_here=marks_here,
        unit=place.unit if place else "",
        version=learned[0] if learned else None,
        model=learned[1] if learned else None,
    )
