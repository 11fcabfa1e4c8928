"""What the style page draws the product's partials from. Nobody wrote or marked any of it."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from empathy_xblock.journey.score import Part, UnitScore
from empathy_xblock.learner.page import PartListed, StepListed
from empathy_xblock.review.figures.charts import Bar, Chart, Segment

LONG = (
    "Somebody who writes at length about a morning on a tram, and about the "
    "Rücksichtnahmeverpflichtungserklärung that nobody has read to its end, still fits."
)

TOKENS = (
    ("Text", ("ink", "quiet", "accent", "accent-strong", "care")),
    ("Surfaces", ("page", "paper", "accent-soft", "care-soft", "mark", "mark-lit")),
    ("Lines", ("line", "edge", "mark-edge")),
    ("Levels", tuple(f"level-{number}" for number in range(6))),
)


_TO_DO = Part("quiz", "to_do", earned=0, possible=8, fraction=0, weight=40)

STEPS: dict[str, Any] = {
    "id": "style",
    "signed_in": True,
    "show_marks": True,
    "score": UnitScore(46, (_TO_DO,), passed=None),
    "steps": (
        StepListed("note", "Before you start", "done", "Done"),
        StepListed("video", "The film", "partly", "60% seen"),
        StepListed(
            "reflection",
            "Your reflection, in your own words and as long as you like",
            "open",
            "Open",
        ),
        StepListed("quiz", "Quiz", "locked", "Opens after “Your reflection”"),
    ),
}

SCORE: dict[str, Any] = {
    "title": "Your score",
    "title_id": "style-score",
    "show_marks": True,
    "pass_percent": 60,
    "score": UnitScore(72, (_TO_DO,), passed=True),
    "parts": (
        PartListed("Your reflection", "9 of 15 points", "provisional", share=60),
        PartListed("Quiz", "", "to_do", share=40),
    ),
}


def _choice(name: str, text: str, **more: Any) -> dict[str, Any]:
    return {"element_id": f"style-{name}", "id": name, "text": f"<p>{text}</p>", **more}


def _item(name: str, kind: str, stem: str, **more: Any) -> dict[str, Any]:
    fixed = {
        "order": len(name),
        "number": 1,
        "about": "Choose what fits.",
        "points": 1,
        "open": True,
    }
    said = {"element_id": f"style-{name}", "id": name, "kind": kind, "stem": f"<p>{stem}</p>"}
    return {**fixed, **said, **more}


def _options(name: str, *texts: str) -> list[dict[str, Any]]:
    return [
        {"element_id": f"style-{name}-{at}", "name": f"style-{name}", "value": at, "text": text}
        for at, text in enumerate(texts)
    ]


ITEMS = (
    _item(
        "open",
        "single",
        "You are sure that you know how he feels. What makes your guess better?",
        left=2,
        hint="<p>Who knows best how he feels?</p>",
        parts=(
            _choice("a", "Ask him whom the tulips are for.", chosen=True),
            _choice("b", LONG),
        ),
    ),
    _item(
        "told",
        "multiple",
        "Which of these name a moment?",
        several=True,
        open=False,
        number=2,
        verdict="partly",
        earned=0.5,
        best=0.5,
        parts=(
            _choice(
                "c",
                "When a caller sighs",
                chosen=True,
                told=True,
                correct=True,
                says="This fits",
                feedback="<p>One hears it.</p>",
            ),
            _choice(
                "d",
                "Be kinder",
                chosen=False,
                told=True,
                correct=False,
                says="This does not fit",
                feedback="<p>When, and to whom?</p>",
            ),
        ),
    ),
    _item(
        "rated",
        "rate",
        "How appropriate is it to say this?",
        parts=(
            _choice(
                "e",
                "“You must be proud of her.”",
                options=_options("e", "Very inappropriate", "Inappropriate", "Appropriate"),
            ),
        ),
    ),
    _item(
        "sorted",
        "match",
        "Whose words are these?",
        parts=(
            _choice("f", "“What happened then?”", options=_options("f", "Explores", "Advises")),
        ),
    ),
    _item(
        "compared",
        "compare",
        "What does the second response do better?",
        poor="<p>It happens to everybody.</p>",
        good="<p>That sounds like a long night. What was the hardest of it?</p>",
        parts=(_choice("g", "It asks.", chosen=True),),
    ),
)

TURN: dict[str, Any] = {
    "thought": "<p>Not again.</p>",
    "says": "<p>I have called three times.</p>",
    "reply": "<p>Three times. What have you been told so far?</p>",
    "rule": "Say what you heard",
    "moved": "more",
    "felt": "They feel heard.",
}

_LEVELS = ("Not yet", "Emerging", "Solid", "Exemplary", "Rare", "Never seen")


def _bar(name: str, counts: tuple[int, ...]) -> Bar:
    total, start, segments = sum(counts), 0.0, []
    for at, count in enumerate(counts):
        width = round(100 * count / total, 2)
        segments.append(Segment(_LEVELS[at], count, start, width, f"level-{at}"))
        start += width
    return Bar(name, tuple(segments), counts, total, note=str(total))


CHART: dict[str, Any] = {
    "id": "style",
    "chart": Chart(
        "levels",
        "Levels reached",
        "By criterion, in numbers of ten or more.",
        tuple((level, f"level-{at}") for at, level in enumerate(_LEVELS)),
        (
            _bar("Notices the experience", (12, 18, 31, 22, 14, 11)),
            _bar(LONG, (40, 30, 20, 10, 10, 10)),
        ),
    ),
}

AGREEMENT: dict[str, Any] = {
    "caption": "agree",
    "rows": (
        {
            "name": "Notices the experience",
            "count": 42,
            "exact": "71%",
            "adjacent": "98%",
            "kappa": "0.68",
            "interval": "0.55 to 0.79",
            "left": 6,
        },
        {"name": "Commitment", "count": 4, "few": True, "left": 1},
        {"name": "All", "count": 46, "exact": "70%", "adjacent": "97%", "kappa": "0.66", "left": 7},
    ),
}

LEVELS: dict[str, Any] = {
    "id": "style",
    "form": "sample",
    "criteria": (
        {
            "id": "notices",
            "name": "Notices the experience",
            "guidance": "<p>A detail that can be seen or read.</p>",
            "levels": tuple(
                {
                    "id": f"l{at}",
                    "name": name,
                    "text": f"<p>{LONG if at == 5 else 'What it shows.'}</p>",
                }
                for at, name in enumerate(_LEVELS)
            ),
        },
    ),
}

SHIFT: dict[str, Any] = {
    "kept": 1,
    "shift": {
        "learners": 40,
        "moved": 7,
        "raised": 5,
        "lowered": 2,
        "passing": 3,
        "failing": 1,
        "waiting": 1,
        "scored": 40,
        "passed_before": 29,
        "passed_after": 31,
        "bands": tuple(
            {
                "low": low,
                "high": low + 20,
                "before": before,
                "after": after,
                "before_width": before * 5,
                "after_width": after * 5,
            }
            for low, before, after in ((0, 3, 2), (20, 8, 7), (40, 9, 8), (60, 13, 15), (80, 7, 8))
        ),
    },
}

_DONE = SimpleNamespace(
    id="2", total=12, done=12, actor="anna", updated_at=datetime(2026, 5, 4, 9, tzinfo=UTC)
)

BATCHES: dict[str, Any] = {
    "query": {"travels": ()},
    "lines": (
        {
            "active": True,
            "says": "8 of 20 reflections are confirmed.",
            "job": {"id": "1", "total": 20, "done": 8},
        },
        {"says": "12 reflections were confirmed.", "job": _DONE, "batch": "2", "back": 12},
    ),
}


def _member(widget: str, label: str, **more: Any) -> dict[str, Any]:
    name = f"style-{widget}{len(label)}"
    return {"widget": widget, "name": widget, "id": name, "path": name, "label": label, **more}


MEMBERS = (
    _member(
        "line",
        "Title",
        value="The 6:47: eight people on a tram",
        hint="Learners see it as the unit’s heading.",
    ),
    _member("html", "Text", value=LONG, rows=3),
    _member(
        "pick", "Kind", options=({"value": "a", "label": "Film"}, {"value": "b", "label": "Story"})
    ),
    _member(
        "flag", "Learners may share theirs", on=True, hint="Without their name, once staff approve."
    ),
    _member("mark", "The right answer", sole="style-sole", on=True),
)
