"""A made-up unit: a film, a reflection with a rubric, and a quiz."""

from __future__ import annotations

from empathy_xblock.unit.model import (
    Choice,
    ContentNote,
    Criterion,
    EvidenceSpec,
    Level,
    Multiple,
    Prompt,
    Quiz,
    Reflection,
    Rubric,
    Single,
    Source,
    Support,
    Track,
    Unit,
    Video,
)


def _levels(*texts: str) -> tuple[Level, ...]:
    names = ("Not yet", "Emerging", "Solid")
    return tuple(
        Level(id=name.lower().replace(" ", "_"), points=points, name=name, text=text)
        for points, (name, text) in enumerate(zip(names, texts, strict=True))
    )


RUBRIC = Rubric(
    criteria=(
        Criterion(
            id="notices",
            name="Notices the person",
            guidance="A detail, and what it shows.",
            levels=_levels("Tells the task only", "Names a feeling", "Names the cue for it"),
            evidence=EvidenceSpec(components=("perspective",), phrases=("secret phrase",)),
        ),
        Criterion(
            id="checks",
            name="Checks the guess",
            levels=_levels("Judges", "Guesses", "Says what it would ask"),
        ),
    )
)
UNIT = Unit(
    display_name="The human connection",
    max_attempts=3,
    steps=(
        ContentNote(
            minutes=4,
            text="<p>Shows hospital visitors.</p>",
            alternative="<p>A woman holds a cup that went cold.</p>",
            support=(Support(href="https://example.org/help", text="Someone to talk to"),),
        ),
        Video(
            poster="bundled:poster.jpg",
            watch_percent=60,
            sources=(Source(src="bundled:film.mp4", type="video/mp4"),),
            tracks=(Track(kind="captions", srclang="en", label="English", src="bundled:en.vtt"),),
            transcript="<p>A corridor in the evening.</p>",
        ),
        Reflection(
            min_words=5,
            max_words=60,
            prompts=(
                Prompt(id="who", text="<p>What is it like for <em>them</em>?</p>"),
                Prompt(id="next", text="What will you do?"),
            ),
            rubric=RUBRIC,
            model_answer="<p>A model answer, kept back.</p>",
        ),
        Quiz(
            items=(
                Single(
                    id="one",
                    points=1,
                    stem="Which builds concern?",
                    choices=(
                        Choice(id="a", text="Yourself there", feedback="Adds distress."),
                        Choice(id="b", text="Her view", correct=True, feedback="Keeps to her."),
                    ),
                ),
                Multiple(
                    id="some",
                    points=2,
                    stem="Which are getting, not guessing?",
                    choices=(
                        Choice(id="a", text="Asking", correct=True, feedback="An open question."),
                        Choice(id="b", text="Telling", feedback="A guess."),
                        Choice(id="c", text="Repeating", correct=True, feedback="Checks."),
                    ),
                ),
            )
        ),
    ),
)
