"""Hypothesis strategies for whole units, for any test that needs one."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from empathy_xblock.unit.model import (
    COMPONENTS,
    GRADING_MODES,
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

_FRAGMENTS = (
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<br>",
    "<br/>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<blockquote>",
    "</blockquote>",
    "<h4>",
    "</h4>",
    '<a href="https://example.org/?a=1&amp;b=2" title="x">',
    '<a href="javascript:alert(1)">',
    "</a>",
    '<span lang="fr" dir="ltr">',
    "</span>",
    "<div>",
    "</div>",
    "<table><td>",
    "<script>",
    "</script>",
    "<feedback>",
    "<!-- note -->",
    "<?x y?>",
    "]]>",
    "<![CDATA[",
    "&nbsp;",
    "&amp;lt;",
    "&lt;",
    "&",
    '"',
    "'",
    " ",
    "  ",
    "\n",
    "\t",
    "\r\n",
    "\x00",
    "\x1b",
    "\x85",
    "\xa0",
    "\u2028",
    "\ufffe",
    "\ud800",
    "é",
    "ن",
    "𐐷",
    "someone",
    "waits",
)

any_text: SearchStrategy[str] = st.text(max_size=30)
html_text: SearchStrategy[str] = st.lists(
    st.one_of(st.sampled_from(_FRAGMENTS), st.text(max_size=5)), max_size=14
).map("".join)
ids: SearchStrategy[str] = st.text("abcz019_-", min_size=1, max_size=6)
names: SearchStrategy[str] = st.tuples(any_text, st.sampled_from("aé𐐷<&\"'"), any_text).map("".join)
numbers: SearchStrategy[float] = st.one_of(
    st.integers(0, 1000).map(float),
    st.floats(0, 1000, allow_nan=False),
    st.sampled_from([0.1, 1 / 3, 1e-300, -0.0]),
)
urls: SearchStrategy[str] = st.tuples(
    st.sampled_from(["https://example.org/", "HTTP://x/", "/static/", "bundled:", "plain/"]),
    st.text(max_size=10),
).map("".join)


def _distinct(part: SearchStrategy[Any], least: int, most: int) -> SearchStrategy[Any]:
    return st.lists(part, min_size=least, max_size=most, unique_by=lambda p: p.id).map(tuple)


levels = st.builds(Level, id=ids, points=numbers, name=names, text=html_text)
evidence = st.builds(
    EvidenceSpec,
    components=st.lists(st.sampled_from(COMPONENTS), max_size=3).map(tuple),
    phrases=st.lists(names, max_size=3).map(tuple),
)
criteria = st.builds(
    Criterion,
    id=ids,
    name=names,
    weight=numbers,
    guidance=html_text,
    levels=_distinct(levels, 2, 4).map(lambda ls: tuple(sorted(ls, key=lambda lv: lv.points))),
    evidence=evidence,
)
rubrics = st.builds(Rubric, criteria=_distinct(criteria, 1, 3))
reflections = st.builds(
    Reflection,
    min_words=st.integers(0, 50),
    max_words=st.integers(50, 5000),
    revisions=st.integers(0, 20),
    sure_percent=st.integers(0, 100),
    self_rating=st.booleans(),
    weight=numbers,
    prompts=_distinct(st.builds(Prompt, id=ids, text=html_text), 1, 3),
    rubric=rubrics,
    model_answer=html_text,
)
content_notes = st.builds(
    ContentNote,
    minutes=st.none() | st.integers(0, 600),
    text=html_text,
    alternative=html_text,
    support=st.lists(
        st.builds(Support, href=urls | st.just("tel:+1-555-0100"), text=names), max_size=2
    ).map(tuple),
)
videos = st.builds(
    Video,
    poster=st.none() | urls,
    watch_percent=st.integers(0, 100),
    sources=st.lists(st.builds(Source, src=urls, type=any_text), max_size=2).map(tuple),
    tracks=st.lists(
        st.builds(
            Track,
            kind=st.sampled_from(["captions", "subtitles", "descriptions", "chapters"]),
            srclang=st.sampled_from(["en", "pt-BR", "ar"]),
            label=names,
            src=urls,
        ),
        max_size=2,
    ).map(tuple),
    transcript=html_text,
)
choices = st.builds(Choice, id=ids, correct=st.booleans(), text=html_text, feedback=html_text)


def _with_key(kind: type[Single] | type[Multiple], draw: Any) -> Single | Multiple:
    listed = draw(_distinct(choices, 2, 4))
    right = draw(st.integers(0, len(listed) - 1))
    keyed = tuple(
        choice.model_copy(update={"correct": at == right or (kind is Multiple and choice.correct)})
        for at, choice in enumerate(listed)
    )
    return kind(id=draw(ids), points=draw(numbers), stem=draw(html_text), choices=keyed)


@st.composite
def items(draw: Any) -> Single | Multiple:
    """One item of either kind, with a valid key."""
    return _with_key(draw(st.sampled_from([Single, Multiple])), draw)


quizzes = st.builds(Quiz, weight=numbers, items=_distinct(items(), 1, 3))


@st.composite
def units(draw: Any) -> Unit:
    """Any unit: steps in any order, any of them left out."""
    kinds = draw(st.permutations([content_notes, videos, reflections, quizzes]))
    steps = tuple(draw(kind) for kind in kinds if draw(st.booleans()))
    return Unit(
        display_name=draw(names),
        weight=draw(numbers),
        grading_mode=draw(st.sampled_from(GRADING_MODES)),
        max_attempts=draw(st.none() | st.integers(1, 100)),
        pass_percent=draw(st.integers(0, 100)),
        steps=steps,
    )
