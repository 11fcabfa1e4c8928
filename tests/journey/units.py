"""A small unit to test with: two criteria, two items, every step."""

from __future__ import annotations

from empathy_xblock.unit.model import (
    Choice,
    ContentNote,
    Criterion,
    Level,
    Multiple,
    Prompt,
    Quiz,
    Reflection,
    Rubric,
    Single,
    Unit,
    Video,
)


def levels(*points: float) -> tuple[Level, ...]:
    return tuple(Level(id=f"l{i}", points=p, name=f"Level {i}") for i, p in enumerate(points))


RUBRIC = Rubric(
    criteria=(
        Criterion(id="notices", name="Notices", weight=1, levels=levels(0, 1, 2, 3)),
        Criterion(id="acts", name="Acts", weight=2, levels=levels(0, 2)),
    )
)
REFLECTION = Reflection(
    min_words=3,
    max_words=10,
    prompts=(Prompt(id="person", text="Who?"), Prompt(id="next", text="What next?")),
    rubric=RUBRIC,
)
QUIZ = Quiz(
    items=(
        Single(
            id="one",
            points=1,
            stem="?",
            choices=(Choice(id="a", text="A", correct=True), Choice(id="b", text="B")),
        ),
        Multiple(
            id="many",
            points=3,
            stem="?",
            choices=(Choice(id="a", text="A", correct=True), Choice(id="b", text="B")),
        ),
    )
)
NOTE = ContentNote(text="A tram in the rain.", alternative="A story.")
VIDEO = Video(watch_percent=0)
UNIT = Unit(steps=(NOTE, VIDEO, REFLECTION, QUIZ))
