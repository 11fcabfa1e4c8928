"""With the engine that ships: what it says is what is kept."""

from __future__ import annotations

import pytest

from empathy_xblock.grading.engine import mark
from empathy_xblock.records import api
from empathy_xblock.records.data import State
from empathy_xblock.unit.html import plain
from tests.records.units import ANNA, PLACE, REFLECTION, RUBRIC, unit

pytestmark = pytest.mark.django_db

RESPONSES = {
    "saw": "She waited alone in the corridor and nobody told her what would happen next.",
    "felt": "I felt her fear. Next time I will sit down and ask her what worries her most.",
}


def test_marks_are_kept_as_the_engine_gave_them() -> None:
    attempt = api.submit(PLACE, ANNA, unit(), RESPONSES, 1, used=0)
    text = "\n\n".join(RESPONSES.values())
    said = mark(
        text,
        RUBRIC,
        prompt="\n".join(plain(prompt.text) for prompt in REFLECTION.prompts),
        model_answer=plain(REFLECTION.model_answer),
    )
    kept = attempt.engine
    assert kept is not None
    assert (kept.engine_version, kept.language) == (said.engine_version, said.language)
    assert kept.flags == said.flags
    for stored, given, criterion in zip(kept.marks, said.marks, RUBRIC.criteria, strict=True):
        level = None if given.abstained else criterion.levels[given.level].id
        assert (stored.criterion, stored.level) == (given.criterion, level)
        assert stored.abstained == given.abstained
        assert stored.confidence == pytest.approx(given.confidence)
        assert stored.probabilities == pytest.approx(given.probabilities)
        assert stored.evidence == given.evidence
        assert all(0 <= start < end <= len(text) for start, end in stored.evidence)
    waits = any(given.abstained for given in said.marks)
    assert attempt.state == (State.WAITING if waits else State.PROVISIONAL)


def test_marking_again_says_the_same() -> None:
    attempt = api.submit(PLACE, ANNA, unit(), RESPONSES, 1, used=0)
    again = api.mark_again(PLACE, attempt.ref, unit())
    assert attempt.engine is not None
    assert again.engine is not None
    assert again.engine.marks == attempt.engine.marks
    assert again.engine.id != attempt.engine.id
