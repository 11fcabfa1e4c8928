"""A cohort whose instructors see something that the rubric's wording does not say."""

from __future__ import annotations

from typing import Any

from empathy_xblock import models
from empathy_xblock.grading.learned import Model
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import AttemptRecord, JobKind, Learner
from empathy_xblock.unit.model import Unit
from tests.records.units import PLACE, unit

#: What a text says for each level of “Her view”, in words that all of the level share.
SAID = (
    "She stood at the window and the corridor was cold and grey.",
    "She stood at the window, perhaps because somebody was late.",
    "She may fear the answer, so I would ask what she expects and wait.",
)
LEVELS = ("none", "some", "much")

#: A name for each learner that nobody else writes.
NAMES = ("Abelard", "Bozena", "Cyrilka", "Dobromil", "Eusebia", "Felicitas", "Gottlieb", "Hedvika")


def name(index: int) -> str:
    """Return the name that the learner of that number alone writes."""
    return f"{NAMES[index % len(NAMES)]}{'abcdefghij'[index // len(NAMES)]}"


def learner(index: int) -> Learner:
    """Return the learner of that number."""
    return Learner(f"{index:032x}", f"u{index:03}")


def hand_in(index: int, of: Unit | None = None) -> AttemptRecord:
    """Have that learner submit; what they say goes by their number."""
    said = {"saw": SAID[index % 3], "felt": f"It was like with {name(index)} at home."}
    return api.submit(PLACE, learner(index), of or unit(), said, 1, used=0)


def release(ref: str, level: str = "much", of: Unit | None = None) -> AttemptRecord:
    """Have Rita release that level of “Her view”."""
    return api.assess(
        PLACE,
        ref,
        author="rita",
        marks={"feeling": MarkInput("some"), "view": MarkInput(level)},
        comment="",
        release=True,
        seen=None,
        unit=of or unit(),
    )


def teach(count: int, first: int = 0) -> list[str]:
    """Have so many learners submit and Rita mark them by what they say; return the refs."""
    refs = [hand_in(index).ref for index in range(first, first + count)]
    for index, ref in enumerate(refs, first):
        release(ref, LEVELS[index % 3])
    return refs


def start() -> Any:
    return api.start_job(PLACE, JobKind.RETRAIN, unit(), actor="rita")


def versions() -> list[tuple[int, int, int]]:
    rows = models.UnitModel.objects.order_by("id")
    return list(rows.values_list("version", "marked", "examples"))


def fed(asked: dict[str, object]) -> str | None:
    """Return the model that the engine was given, as JSON."""
    model = asked["model"]
    return model.model_dump_json() if isinstance(model, Model) else None
