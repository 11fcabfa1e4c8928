"""Wordings of the rubric of these tests, and what a class has done before the rubric changes."""

from __future__ import annotations

from typing import Any

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import Learner, Place
from empathy_xblock.unit.model import Criterion, Level, Reflection, Rubric, Unit
from tests.records.units import PLACE, QUIZ, REFLECTION, RUBRIC, Script, writing

FEELING, VIEW = RUBRIC.criteria


def levels(*points: float, ids: str = "none some much") -> tuple[Level, ...]:
    return tuple(
        Level(id=name, points=worth, name=name.title())
        for name, worth in zip(ids.split(), points, strict=True)
    )


def reflecting(*criteria: Criterion) -> Reflection:
    return REFLECTION.model_copy(update={"rubric": Rubric(criteria=criteria)})


def by(*criteria: Criterion, mode: str = "assisted", **changes: Any) -> Unit:
    """Return the unit with a rubric of these criteria, and the quiz."""
    steps = [reflecting(*criteria).model_dump(), QUIZ.model_dump()]
    return Unit.model_validate({"grading_mode": mode, "steps": steps, **changes})


OLD = by(*RUBRIC.criteria)
#: "some" is worth half, where it was a quarter.
POINTS = by(*(c.model_copy(update={"levels": levels(0, 2, 4)}) for c in RUBRIC.criteria))
#: "some" is gone from the second criterion.
GONE = by(FEELING, VIEW.model_copy(update={"levels": levels(0, 4, ids="none much")}))
#: A third criterion.
MORE = by(FEELING, VIEW, Criterion(id="asks", name="Asks", levels=levels(0, 1, 4)))
#: The first criterion alone.
FEWER = by(FEELING)


def person(name: str) -> Learner:
    return Learner(name.ljust(32, "0"), name)


def hand_in(name: str, engine: Script, number: int = 1, by_unit: Unit = OLD, **marks: Any) -> str:
    """Have a learner submit a text that the engine marks so; return its ref."""
    engine.says(**marks)
    written = writing(f"{name} {number}")
    used = number - 1
    return api.submit(PLACE, person(name), by_unit, written, number, used=used).ref


def release(ref: str, by_unit: Unit = OLD, author: str = "rita", **marks: str) -> None:
    attempt = api.attempt(PLACE, ref)
    newest = [one.id for one in (attempt.engine, attempt.human, attempt.draft) if one]
    api.assess(
        PLACE,
        ref,
        author=author,
        marks={name: MarkInput(level, f"{level}, says {author}") for name, level in marks.items()},
        comment="Well seen.",
        release=True,
        seen=max(newest, default=None),
        unit=by_unit,
    )


def draft(ref: str, by_unit: Unit = OLD, author: str = "rita", **marks: str) -> None:
    attempt = api.attempt(PLACE, ref)
    newest = [one.id for one in (attempt.engine, attempt.human, attempt.draft) if one]
    api.assess(
        PLACE,
        ref,
        author=author,
        marks={name: MarkInput(level) for name, level in marks.items()},
        comment="",
        release=False,
        seen=max(newest, default=None),
        unit=by_unit,
    )


def a_class(engine: Script) -> dict[str, str]:
    """Have ten people do what people do; return the refs by username, the newest of each."""
    refs = {
        "high": hand_in("high", engine, feeling=2, view=2),
        "mid": hand_in("mid", engine, feeling=1, view=1),
        "low": hand_in("low", engine, feeling=0, view=0),
        "unsure": hand_in("unsure", engine, feeling=None, view=1),
        "lost": hand_in("lost", engine, feeling=None, view=None),
        "seen": hand_in("seen", engine, feeling=0, view=0),
        "drafted": hand_in("drafted", engine, feeling=1, view=2),
    }
    release(refs["seen"], feeling="some", view="much")
    draft(refs["drafted"], feeling="much", view="some")
    # Revised: the engine's first marks are replaced; a person's stand until a person marks again.
    hand_in("revised", engine, feeling=0, view=0)
    refs["revised"] = hand_in("revised", engine, 2, feeling=1, view=2)
    first = hand_in("stands", engine, feeling=0, view=0)
    release(first, feeling="much", view="some")
    refs["stands"] = hand_in("stands", engine, 2, feeling=2, view=2)
    # The revision has no mark at all: the first attempt's count.
    hand_in("late", engine, feeling=1, view=1)
    refs["late"] = hand_in("late", engine, 2, feeling=None, view=None)
    for name in ("high", "mid", "revised"):
        api.answer_item(PLACE, person(name), OLD, "q1", ["a"], 1)
        api.answer_item(PLACE, person(name), OLD, "q2", ["a", "b"], 1)
    api.answer_item(PLACE, person("mid"), OLD, "q1", ["b"], 2)
    api.answer_item(PLACE, person("quizzer"), OLD, "q1", ["b"], 1)
    api.override(PLACE, person("low"), 70, author="rita")
    api.publish(PLACE, person("low"), OLD)
    return refs


def learners(place: Place = PLACE) -> tuple[Learner, ...]:
    found = set(models.Attempt.objects.filter(unit=place.unit).values_list("learner", "username"))
    found |= set(
        models.ItemResult.objects.filter(unit=place.unit).values_list("learner", "username")
    )
    return tuple(Learner(*one) for one in sorted(found))


def standing(by_unit: Unit = OLD) -> dict[str, Any]:
    """Return all that counts of everybody: marks, points, states, scores, the gradebook."""
    found: dict[str, Any] = {}
    for learner in learners():
        attempts = api.attempts(PLACE, learner)
        found[learner.username] = {
            "attempts": [
                (
                    attempt.state,
                    attempt.drafted,
                    attempt.rubric_digest,
                    attempt.engine,
                    attempt.human,
                    attempt.draft,
                )
                for attempt in attempts
            ],
            "items": api.item_results(PLACE, learner),
            "score": api.score(PLACE, learner, by_unit),
            "told": api.official_score(PLACE, learner),
        }
    rows = models.StandingMark.objects.order_by("attempt", "criterion")
    found["counted"] = list(rows.values_list("attempt", "criterion", "level", "marker"))
    return found


def carry(unit: Unit, **more: Any) -> Any:
    wanted = {"actor": "ines", "reason": "Levels were too strict.", "choices": {}, **more}
    return api.carry(PLACE, unit, **wanted)


def undo(unit: Unit, job: Any) -> Any:
    return api.undo_change(PLACE, unit, job.id, actor="otto", reason="It was wrong.")


def told(name: str) -> int | None:
    score = api.official_score(PLACE, person(name))
    return score.earned if score else None


def percents() -> dict[str, int | None]:
    return {name: told(name) for name in sorted(standing()) if name != "counted"}


def bands(scores: dict[str, int | None]) -> dict[int, int]:
    found = dict.fromkeys(range(90, -1, -10), 0)
    for percent in scores.values():
        if percent is not None:
            found[min(percent, 99) // 10 * 10] += 1
    return found


def marks(ref: str) -> Any:
    counts = api.attempt(PLACE, ref).standing
    assert counts is not None
    return counts.marks


def digest(unit: Unit) -> str:
    assert unit.reflection is not None
    return api.digest(unit.reflection.rubric)


def trail(ref: str) -> Any:
    return api.trail(PLACE, ref)


def rekeyed() -> Unit:
    """Return the unit in which the other choice of the first question is right."""
    document = OLD.model_dump()
    choices = document["steps"][1]["items"][0]["choices"]
    choices[0]["correct"], choices[1]["correct"] = False, True
    return Unit.model_validate(document)
