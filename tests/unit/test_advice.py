"""Advice as a table: one change to a unit that needs none, and what is said about it."""

from __future__ import annotations

from typing import Any

import pytest

from empathy_xblock.unit import library, olx
from empathy_xblock.unit.advice import advise
from empathy_xblock.unit.model import Unit

CRITERION = '<criterion id="notice">'
PEOPLE = "; ask for the other person instead, such as “What might this be like for them?”"


def changed(**changes: Any) -> Unit:
    """Return the demo unit with fields set, a path such as `reflection__prompts__0__text`."""
    dumped = library.load("demo").model_dump(mode="json")
    steps = {step["kind"]: step for step in dumped["steps"]}
    for path, value in changes.items():
        *parents, last = path.split("__")
        at: Any = {**dumped, **steps}
        if not parents:
            dumped[last] = value
            continue
        for part in parents:
            at = at[int(part) if isinstance(at, list) else part]
        at[int(last) if isinstance(at, list) else last] = value
    return Unit.model_validate(dumped)


def said(unit: Unit) -> list[str]:
    """Return the advice as lines."""
    return [str(problem) for problem in advise(unit)]


FIRST = "reflection__rubric__criteria__0"
CAPTIONS = {"kind": "captions", "srclang": "en", "label": "English", "src": "/static/c.vtt"}
DESCRIBED = {**CAPTIONS, "kind": "descriptions", "src": "/static/d.vtt"}
TABLE: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    (
        {"video__transcript": ""},
        ["<video>: a text alternative is missing: add a <transcript>"],
    ),
    (
        {"video__tracks": []},
        [
            "<video>: a text alternative is missing: add a <track> of captions",
        ],
    ),
    ({"video__tracks__0__kind": "subtitles"}, []),
    (
        {"anchor__text": ""},
        ["<anchor>: the anchor has no text; it is the question that is asked twice"],
    ),
    (
        {"first_reaction__text": ""},
        ["<first_reaction>: the first reaction has no text; ask what is felt"],
    ),
    (
        {"video__thought_bubbles__0__ask": "", "video__thought_bubbles__1__reveal": ""},
        [
            '<thought_bubble id="tulips">: add an <ask>, such as “What might be on her mind?”',
            '<thought_bubble id="phone">: add a <reveal>; without it nobody learns how close the '
            "guess was",
        ],
    ),
    (
        {"video__thought_bubbles__0__ask": "How would you feel in his place?"},
        [
            '<thought_bubble id="tulips">: “How would you feel” asks learners to picture '
            f"themselves{PEOPLE}"
        ],
    ),
    (
        {"video__thought_bubbles__2__at": 132},
        [
            '<thought_bubble id="driver">: the film pauses after 2.2 minutes, and the content '
            "note says that it takes about 2; a bubble beyond the end is never met"
        ],
    ),
    ({"video__thought_bubbles__2__at": 132, "content_note__minutes": None}, []),
    (
        {"video__descriptions": []},
        [
            "<video>: a text alternative is missing: add a <description> of each thing that is "
            "only seen, words in the picture too, or a <track> of descriptions"
        ],
    ),
    ({"video__descriptions": [], "video__tracks": [CAPTIONS, DESCRIBED]}, []),
    (
        {"video__tracks": [CAPTIONS, DESCRIBED]},
        [
            "<video>: there is a <track> of descriptions and there are <description>s; learners "
            "get these alone"
        ],
    ),
    (
        {"video__descriptions": [{"at": 132, "text": "A man holds tulips."}]},
        [
            "<video>: a description comes after 2.2 minutes, and the content note says that the "
            "film takes about 2; beyond the end it is never given"
        ],
    ),
    ({"video__sources": []}, ["<video>: the video has no <source>, so there is nothing to play"]),
    (
        {"video__sources__0__src": "https://youtube.com/@a", "video__sources__0__type": ""},
        [
            "<video>: “https://youtube.com/@a” can be opened, but not played on the page: nothing "
            "pauses, and what was seen does not count; link a file, a stream, or one film at "
            "YouTube or Vimeo"
        ],
    ),
    (
        {"video__sources__0__src": "https://youtu.be/dQw4w9WgXcQ", "video__sources__0__type": ""},
        [],
    ),
    (
        {"content_note__alternative": ""},
        [
            "<content_note>: add an <alternative> of equal credit for those who will not watch",
        ],
    ),
    (
        {"content_note__text": ""},
        ["<content_note>: the content note has no text; say briefly what the film shows"],
    ),
    (
        {"content_note__support": []},
        ["<content_note>: add a <support> link to someone to talk to"],
    ),
    (
        {"reflection__prompts__0__text": "How would <b>you</b> feel there?"},
        ['<prompt id="person">: “How would you feel” asks learners to picture themselves' + PEOPLE],
    ),
    ({"reflection__prompts__0__text": ""}, ['<prompt id="person">: the prompt has no text']),
    (
        {f"{FIRST}__evidence": {"components": [], "phrases": []}},
        [f"{CRITERION}: say what is <evidence> for this criterion: components, phrases or both"],
    ),
    ({f"{FIRST}__evidence__components": []}, []),
    (
        {f"{FIRST}__levels__1__text": ""},
        [
            f'{CRITERION} <level id="emerging">: level “Emerging” has no text; '
            "say what it looks like"
        ],
    ),
    (
        {f"{FIRST}__levels__2__text": "<p>tells only WHAT happens.</p>"},
        [
            f'{CRITERION} <level id="solid">: levels “Not yet” and “Solid” have the same text',
        ],
    ),
    (
        {f"{FIRST}__weight": 0},
        [f"{CRITERION}: the weight is 0, so this criterion does not count"],
    ),
    (
        {f"{FIRST}__levels__{at}__points": 3 for at in range(4)},
        [f"{CRITERION}: all levels have the same points, so the level does not count"],
    ),
    (
        {f"{FIRST}__levels__1__points": 2},
        [f'{CRITERION} <level id="solid">: levels “Emerging” and “Solid” have the same points'],
    ),
    (
        {f"{FIRST}__levels__2__points": 1.5},
        [
            f"{CRITERION}: only the highest level reaches the pass line of 60%; "
            "let a level below it reach it too"
        ],
    ),
    ({"pass_percent": 66}, []),
    (
        {"max_attempts": None},
        ["<reflection>: revisions are set but max_attempts is not; set both, so learners can plan"],
    ),
    (
        {"reflection__revisions": 3},
        [
            "<reflection>: max_attempts=“2” leaves no room for all revisions; 4 would be needed",
        ],
    ),
    ({"reflection__revisions": 0, "max_attempts": None}, []),
    ({"reflection__model_answer": ""}, []),
    (
        {"reflection__model_answer": "", "grading_mode": "participation"},
        [
            "<reflection>: add a <model_answer>; in participation mode learners see it in place "
            "of marks"
        ],
    ),
    (
        {"quiz__items__0__choices__1__feedback": ""},
        [
            '<single id="imagine"> <choice id="other">: add <feedback>; '
            "it is what learners learn from"
        ],
    ),
    (
        {"quiz__items__0__choices__1__text": "", "quiz__items__0__stem": ""},
        [
            '<single id="imagine">: the stem has no text',
            '<single id="imagine"> <choice id="other">: the choice has no text',
        ],
    ),
    (
        {"quiz__items__1__points": 0},
        ['<multiple id="getting">: the points are 0, so this item does not count'],
    ),
    (
        {f"quiz__items__1__choices__{at}__correct": True for at in (1, 3)},
        ['<multiple id="getting">: every choice is correct; add one that is not'],
    ),
]


@pytest.mark.parametrize(("changes", "expected"), TABLE)
def test_advice(changes: dict[str, Any], expected: list[str]) -> None:
    assert said(changed(**changes)) == expected


def test_two_level_criteria_need_no_level_between() -> None:
    levels = [
        {"id": "no", "points": 0, "name": "No", "text": "No."},
        {"id": "yes", "points": 1, "name": "Yes", "text": "Yes."},
    ]
    assert said(changed(**{f"{FIRST}__levels": levels, "reflection__anchor_answers": []})) == []


def test_advice_on_a_unit_without_steps() -> None:
    assert said(Unit()) == ["<empathy>: the unit has no steps"]


def test_a_film_needs_a_content_note() -> None:
    demo = library.load("demo")
    unit = demo.model_copy(update={"steps": demo.steps[1:]})
    assert said(unit) == ["<video>: add a <content_note>, so that learners know what to expect"]


@pytest.mark.parametrize(
    ("prompt", "warned"),
    [
        ("How would you feel?", True),
        ("How might you have felt, and how would you really feel now?", True),
        ("How did you feel about it?", True),
        ("Imagine yourself in that bed.", True),
        ("Imagine you are the patient.", True),
        ("Imagine that you wait for three hours.", True),
        ("Picture yourself there.", True),
        ("Put yourself in her shoes.", True),
        ("Try to place yourself in his position.", True),
        ("Walk in somebody's shoes for a day.", True),
        ("Step into the patient's place.", True),
        ("What would you feel if this happened?", True),
        ("If you were the nurse, what then?", True),
        ("What might this morning be like for them?", False),
        ("Imagine how she sees and feels it.", False),
        ("Imagine the next hour from his seat.", False),
        ("What did you notice in yourself while you watched?", False),
        ("What would you ask to find out?", False),
        ("What would you say if they looked up?", False),
        ("Describe how the customer might feel when you call.", False),
        ("If you want, name the person.", False),
    ],
)
def test_wording_that_asks_learners_to_picture_themselves(prompt: str, warned: bool) -> None:
    unit = changed(reflection__prompts__0__text=prompt)
    assert bool(said(unit)) is warned


def test_every_element_that_advice_names_has_a_line() -> None:
    unit = changed(
        video__tracks=[],
        video__descriptions=[],
        content_note__support=[],
        reflection__prompts__1__text="",
        quiz__items__0__choices__1__feedback="",
        **{f"{FIRST}__levels__1__text": ""},
    )
    lines = olx.read(olx.write(unit)).lines
    assert len(advise(unit)) == 6
    assert [problem.element for problem in advise(unit) if problem.element not in lines] == []
