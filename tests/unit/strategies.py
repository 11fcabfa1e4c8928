"""Hypothesis strategies for whole units, for any test that needs one."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from empathy_xblock.unit.model import (
    COMPONENTS,
    GRADING_MODES,
    Anchor,
    AnchorAnswer,
    AnchorMark,
    AnyItem,
    BankComment,
    BestWorst,
    Category,
    Choice,
    Commitment,
    Compare,
    ContentNote,
    Criterion,
    Description,
    Dialogue,
    Difference,
    End,
    EvidenceSpec,
    FirstReaction,
    JudgedReply,
    Level,
    Match,
    MatchedReply,
    Multiple,
    Node,
    Prompt,
    Quiz,
    Rate,
    RatedReply,
    Reflection,
    Rubric,
    Single,
    Source,
    Statement,
    Support,
    ThoughtBubble,
    Track,
    Turn,
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


def _with_marking_aids(reflection: Reflection) -> SearchStrategy[Reflection]:
    """Add comments and anchor answers that fit the rubric."""
    criteria = [criterion.id for criterion in reflection.rubric.criteria]
    lines = st.text("abé<&\"'. ", max_size=20)
    comments = st.builds(
        BankComment, id=ids, criterion=st.none() | st.sampled_from(criteria), text=names
    )
    marks = st.tuples(
        *(
            st.none()
            | st.builds(
                AnchorMark,
                criterion=st.just(criterion.id),
                level=st.sampled_from([level.id for level in criterion.levels]),
                text=lines,
            )
            for criterion in reflection.rubric.criteria
        )
    ).map(lambda found: tuple(mark for mark in found if mark is not None))
    answers = st.builds(AnchorAnswer, id=ids, text=html_text.map("a".__add__), marks=marks)
    return st.builds(
        lambda comments, answers: reflection.model_copy(
            update={"comments": comments, "anchor_answers": answers}
        ),
        _distinct(comments, 0, 2),
        _distinct(answers, 0, 2),
    )


reflections = st.builds(
    Reflection,
    min_words=st.integers(0, 50),
    max_words=st.integers(50, 5000),
    revisions=st.integers(0, 20),
    sure_percent=st.integers(0, 100),
    self_rating=st.booleans(),
    anonymous_marking=st.booleans(),
    second_reader_percent=st.integers(0, 100),
    another_look_days=st.integers(0, 365),
    weight=numbers,
    prompts=_distinct(st.builds(Prompt, id=ids, text=html_text), 1, 3),
    rubric=rubrics,
    model_answer=html_text,
).flatmap(_with_marking_aids)
content_notes = st.builds(
    ContentNote,
    minutes=st.none() | st.integers(0, 600),
    text=html_text,
    alternative=html_text,
    support=st.lists(
        st.builds(Support, href=urls | st.just("tel:+1-555-0100"), text=names), max_size=2
    ).map(tuple),
)


def _described(starts: list[float], texts: list[str], ends: list[bool]) -> tuple[Description, ...]:
    """Return descriptions in the order of time, some of which last until the next begins."""
    told = sorted(set(starts))
    return tuple(
        Description(at=at, until=until if lasts else None, text=text)
        for at, until, text, lasts in zip(told, [*told[1:], 2000.5], texts, ends, strict=False)
    )


descriptions = st.builds(
    _described,
    st.lists(numbers, max_size=3),
    st.lists(names, min_size=3, max_size=3),
    st.lists(st.booleans(), min_size=3, max_size=3),
)
videos = st.builds(
    Video,
    descriptions=descriptions,
    described_in=st.sampled_from([None, "en", "pt-BR"]),
    poster=st.none() | urls,
    watch_percent=st.integers(0, 100),
    waived=st.just("") | names,
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
    thought_bubbles=st.lists(
        st.builds(ThoughtBubble, id=ids, at=numbers, ask=html_text, reveal=html_text),
        max_size=3,
        unique_by=(lambda bubble: bubble.id, lambda bubble: bubble.at),
    ).map(lambda bubbles: tuple(sorted(bubbles, key=lambda bubble: bubble.at))),
    noticing=html_text,
)
anchors = st.builds(
    Anchor, text=html_text, statements=_distinct(st.builds(Statement, id=ids, text=names), 0, 3)
)
first_reactions = st.builds(FirstReaction, text=html_text)
commitments = st.builds(
    Commitment,
    follow_up_days=st.none() | st.integers(1, 365),
    share=st.booleans(),
    if_hint=html_text,
    then_hint=html_text,
)
choices = st.builds(Choice, id=ids, correct=st.booleans(), text=html_text, feedback=html_text)


differences = st.builds(
    Difference, id=ids, correct=st.booleans(), text=html_text, feedback=html_text
)
categories = st.builds(Category, id=ids, text=names)
rated = st.builds(
    RatedReply,
    id=ids,
    key=st.integers(1, 4),
    agreement=st.floats(0, 1),
    text=html_text,
    why=html_text,
)


@st.composite
def _with_one_key(draw: Any, parts: SearchStrategy[Any], several: bool) -> tuple[Any, ...]:
    listed = draw(_distinct(parts, 2, 4))
    right = draw(st.integers(0, len(listed) - 1))
    return tuple(
        part.model_copy(update={"correct": at == right or (several and part.correct)})
        for at, part in enumerate(listed)
    )


@st.composite
def _judged(draw: Any) -> tuple[JudgedReply, ...]:
    names_of = draw(st.lists(ids, min_size=2, max_size=4, unique=True))
    key = draw(st.permutations(["best", "worst", *[""] * (len(names_of) - 2)]))
    return tuple(
        JudgedReply(
            id=name,
            best=role == "best",
            worst=role == "worst",
            near=None if role else draw(st.sampled_from([None, "best", "worst"])),
            text=draw(html_text),
            why=draw(html_text),
        )
        for name, role in zip(names_of, key, strict=True)
    )


@st.composite
def dialogues(draw: Any) -> Dialogue:
    """Nodes in a row, each of which leads to the next, with more ways between them."""
    low = draw(st.integers(-3, 3))
    *nodes, end = draw(st.lists(ids, min_size=2, max_size=5, unique=True))
    following = [*nodes[1:], end]
    return Dialogue(
        id=draw(ids),
        points=draw(numbers),
        start=nodes[0],
        scored=draw(st.booleans()),
        meter=draw(any_text),
        low=low,
        high=low + draw(st.integers(1, 9)),
        stem=draw(html_text),
        nodes=tuple(
            Node(
                id=node,
                says=draw(html_text),
                inner=draw(html_text),
                choices=tuple(
                    Turn(
                        id=str(order),
                        to=to,
                        change=draw(st.integers(-3, 3)),
                        rule=draw(any_text),
                        text=draw(html_text),
                    )
                    for order, to in enumerate(
                        [then, *draw(st.lists(st.sampled_from([*nodes, end]), max_size=2))]
                    )
                ),
            )
            for node, then in zip(nodes, following, strict=True)
        ),
        ends=(End(id=end, debrief=draw(html_text)),),
    )


@st.composite
def items(draw: Any) -> AnyItem:
    """One item of any kind, with a valid key."""
    kind = draw(st.sampled_from([Single, Multiple, Rate, BestWorst, Match, Compare, Dialogue]))
    if kind is Dialogue:
        return draw(dialogues())
    own: dict[str, Any] = {}
    if kind in (Single, Multiple):
        own = {"choices": draw(_with_one_key(choices, kind is Multiple))}
    elif kind is Rate:
        own = {
            "experts": draw(st.none() | st.integers(1, 99)),
            "replies": draw(_distinct(rated, 1, 4)),
        }
    elif kind is BestWorst:
        own = {"replies": draw(_judged())}
    elif kind is Match:
        groups = draw(_distinct(categories, 2, 3))
        key = st.sampled_from([group.id for group in groups])
        reply = st.builds(MatchedReply, id=ids, category=key, text=html_text, why=html_text)
        own = {"categories": groups, "replies": draw(_distinct(reply, 1, 4))}
    else:
        own = {
            "poor": draw(html_text),
            "good": draw(html_text),
            "differences": draw(_with_one_key(differences, True)),
        }
    return kind(
        id=draw(ids),
        points=draw(numbers),
        shuffle=draw(st.booleans()),
        stem=draw(html_text),
        hint=draw(html_text),
        **own,
    )


quizzes = st.builds(Quiz, weight=numbers, items=_distinct(items(), 1, 3))


@st.composite
def units(draw: Any) -> Unit:
    """Any unit: steps in any order, any of them left out."""
    every = [content_notes, anchors, videos, first_reactions, reflections, quizzes, commitments]
    kinds = draw(st.permutations(every))
    steps = tuple(draw(kind) for kind in kinds if draw(st.booleans()))
    return Unit(
        display_name=draw(names),
        language=draw(st.none() | st.sampled_from(["en", "pt-BR", "zh-Hans-TW", "sl-rozaj-1994"])),
        weight=draw(numbers),
        grading_mode=draw(st.sampled_from(GRADING_MODES)),
        max_attempts=draw(st.none() | st.integers(1, 100)),
        pass_percent=draw(st.integers(0, 100)),
        retired_ids=tuple(draw(st.lists(ids, max_size=3))),
        steps=steps,
    )
