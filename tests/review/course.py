"""A course over HTTP: a learner, the people who mark, and a unit with fairness switched on."""

from __future__ import annotations

from typing import Any

from empathy_xblock import models
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.model import Unit
from tests.security.people import REFLECTION

DEMO = library.load("demo")
RUBRIC = DEMO.reflection.rubric
LEARNER = "tomasz"
WHY = "A colleague may know this person."
REASON = "I name his cuff as the cue, and what it may say."


def unit_with(**changes: Any) -> Unit:
    steps = tuple(
        step.model_copy(update=changes) if step.kind == "reflection" else step
        for step in DEMO.steps
    )
    return DEMO.model_copy(update={"steps": steps})


class Course:
    """The workbench with one unit as set, in which one learner has handed in."""

    def __init__(self, workbench: Any) -> None:
        self.workbench = workbench

    def set_up(self, **changes: Any) -> Course:
        sent = {"olx": olx.write(unit_with(**changes))}
        self.workbench.post("author_kim", "studio_save", sent)
        self.hand_in(LEARNER)
        return self

    def hand_in(self, learner: str) -> None:
        self.workbench.post(learner, "choose_version", {"version": "film"})
        sent = {"responses": REFLECTION, "number": 1}
        self.workbench.post(learner, "submit_reflection", sent)

    @property
    def ref(self) -> str:
        return models.Attempt.objects.get(username=LEARNER).submission

    @property
    def number(self) -> str:
        return models.Attempt.objects.get(username=LEARNER).writer

    def post(self, who: str, handler: str, status: int = 200, **sent: Any) -> Any:
        return self.workbench.post(who, handler, sent, status=status)

    def open(self, who: str) -> str:
        return self.post(who, "review_open", ref=self.ref)["regions"]["review"]

    def release(self, who: str, at: int = 1) -> Any:
        marks = {one.id: {"level": one.levels[at].id} for one in RUBRIC.criteria}
        return self.post(who, "review_mark", ref=self.ref, marks=marks, release=True, seen=2**40)

    def ask(self, **more: Any) -> Any:
        sent = {"ref": self.ref, "criterion": RUBRIC.criteria[0].id, "reason": REASON, **more}
        return self.post(LEARNER, "ask_another_look", **sent)


def levels(at: int) -> dict[str, str]:
    return {one.id: one.levels[at].id for one in RUBRIC.criteria}
