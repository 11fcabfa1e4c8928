"""Trying a rubric: a sample answer, marked at once by the form's rubric and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from pydantic import ValidationError

from empathy_xblock.grading import engine
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.studio.consequences import amount
from empathy_xblock.studio.fields import Group
from empathy_xblock.studio.form import Tree, content_of
from empathy_xblock.studio.paragraphs import stored
from empathy_xblock.studio.table_reflection import REFLECTION
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import Rubric


@dataclass(frozen=True, slots=True)
class Tried:
    """One criterion's mark: `sure` is the engine's confidence in percent."""

    criterion: str
    level: str
    points: float
    most: float
    sure: int
    abstained: bool
    evidence: tuple[str, ...]


def tried(tree: Tree, text: str) -> SafeString:
    """Return the marks of `text`, drawn; Refusal while the rubric has errors or no text is there.

    The engine reads it by its rules and the author's phrases, as it does where it has not yet
    learned from an instructor's marks.
    """
    if not text.strip():
        raise Refusal(422, _("Paste or write a sample answer first."), "text")
    reflection = tree["reflection"]
    group = REFLECTION.member("rubric")
    assert isinstance(group, Group)
    try:
        rubric = Rubric.model_validate(content_of(group.part, reflection["rubric"]))
    except ValidationError:
        said = _("Mend the rubric’s errors first; they are in the list below.")
        raise Refusal(422, said, "rubric") from None
    marking = engine.mark(
        text,
        rubric,
        prompt="\n".join(plain(stored(prompt["text"])) for prompt in reflection["prompts"]),
        model_answer=plain(stored(reflection["model_answer"])),
        sure_enough=min(100.0, amount(reflection["sure_percent"])) / 100,
    )
    marks = [
        Tried(
            criterion.name,
            criterion.levels[mark.level].name,
            mark.points * criterion.weight,
            criterion.max_points * criterion.weight,
            round(100 * mark.confidence),
            mark.abstained,
            tuple(text[start:end] for start, end in mark.evidence),
        )
        for criterion, mark in zip(rubric.criteria, marking.marks, strict=True)
    ]
    return render(
        "studio/tried.html",
        {
            "marks": marks,
            "flags": marking.flags,
            "points": sum(mark.points for mark in marks if not mark.abstained),
            "most": sum(mark.most for mark in marks),
            "waiting": sum(mark.abstained for mark in marks),
        },
    )
