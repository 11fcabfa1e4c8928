"""The elements of the unit's OLX: one entry for each, read and written by the same table.

A new element is a class in `model`, or in `items` for the quiz, and an entry here, which the entry
of what it stands in names. What an entry can say is in `tags`. A name must be there before it is
used, so parts stand above wholes: begin to read at `UNIT`, at the end.
"""

from __future__ import annotations

from dataclasses import replace

from empathy_xblock.unit.olx.tags import Children, Renamed, Tag, html, many, one

CONTENT_NOTE = Tag(
    "content_note",
    attributes=("minutes",),
    text="html",
    children=(
        html("alternative"),
        many("support", Tag("support", attributes=("href",), text="line")),
    ),
)

ANCHOR = Tag(
    "anchor",
    text="html",
    children=(many("statements", Tag("statement", attributes=("id",), text="line")),),
)

THOUGHT_BUBBLE = Tag(
    "thought_bubble", attributes=("id", "at"), children=(html("ask"), html("reveal"))
)
VIDEO = Tag(
    "video",
    attributes=("poster", "watch_percent", "described_in", "waived"),
    children=(
        many("sources", Tag("source", attributes=("src", "type"))),
        many("tracks", Tag("track", attributes=("kind", "srclang", "label", "src"))),
        many("descriptions", Tag("description", attributes=("at", "until"), text="line")),
        html("transcript"),
        many("thought_bubbles", THOUGHT_BUBBLE),
        html("noticing"),
    ),
)

FIRST_REACTION = Tag("first_reaction", text="html", step=True)

EVIDENCE = Tag(
    "evidence",
    attributes=("components",),
    word_lists=("components",),
    children=(many("phrases", Tag("phrase", text="line")),),
    inline=1,
)
CRITERION = Tag(
    "criterion",
    attributes=("id", "name", "weight"),
    children=(
        html("guidance"),
        many("levels", Tag("level", attributes=("id", "points", "name"), text="html")),
        one(EVIDENCE),
    ),
)
RUBRIC = Tag("rubric", children=(many("criteria", CRITERION),))
COMMENT = Tag("comment", attributes=("id", "criterion"), text="line")
ANCHOR_ANSWER = Tag(
    "anchor_answer",
    attributes=("id",),
    children=(
        html("text"),
        many("marks", Tag("mark", attributes=("criterion", "level"), text="line")),
    ),
)
REFLECTION = Tag(
    "reflection",
    attributes=(
        "min_words",
        "max_words",
        "revisions",
        "sure_percent",
        "self_rating",
        "anonymous_marking",
        "second_reader_percent",
        "another_look_days",
        "weight",
    ),
    optional=("sure_percent", "second_reader_percent", "another_look_days"),
    children=(
        many("prompts", Tag("prompt", attributes=("id",), text="html")),
        one(RUBRIC),
        html("model_answer"),
        many("comments", COMMENT),
        many("anchor_answers", ANCHOR_ANSWER),
    ),
)


def _answer(name: str, *key: str, says: str) -> Tag:
    """Return a part of an item that learners choose or judge, and what is said about it."""
    return Tag(name, attributes=("id", *key), text="html", children=(html(says),), inline=1)


def _item(name: str, *children: Children, more: tuple[str, ...] = ()) -> Tag:
    """Return an item of the quiz: its question and a hint come first and last."""
    return Tag(
        name,
        attributes=("id", "points", *more, "shuffle"),
        children=(html("stem"), *children, html("hint")),
    )


CHOICES = many("choices", _answer("choice", "correct", says="feedback"))
SINGLE = _item("single", CHOICES)
MULTIPLE = _item("multiple", CHOICES)
RATED_REPLY = replace(_answer("reply", "key", "agreement", says="why"), optional=("agreement",))
RATE = _item("rate", many("replies", RATED_REPLY), more=("experts",))
BEST_WORST = _item(
    "best_worst", many("replies", _answer("reply", "best", "worst", "near", says="why"))
)
MATCH = _item(
    "match",
    many("categories", Tag("category", attributes=("id",), text="line")),
    many("replies", _answer("reply", "category", says="why")),
)
COMPARE = _item(
    "compare",
    html("poor"),
    html("good"),
    many("differences", _answer("difference", "correct", says="feedback")),
)

NODE = Tag(
    "node",
    attributes=("id",),
    children=(
        html("says"),
        html("inner"),
        many("choices", Tag("choice", attributes=("id", "to", "change", "rule"), text="html")),
    ),
)
DIALOGUE = Tag(
    "dialogue",
    attributes=("id", "points", "start", "scored", "meter", "from", "to"),
    optional=("points",),
    renamed=(Renamed("from", "low"), Renamed("to", "high")),
    children=(
        html("stem"),
        many("nodes", NODE),
        many("ends", Tag("end", attributes=("id",), children=(html("debrief"),))),
    ),
)
QUIZ = Tag(
    "quiz",
    attributes=("weight",),
    children=(many("items", SINGLE, MULTIPLE, RATE, BEST_WORST, MATCH, COMPARE, DIALOGUE),),
)

COMMITMENT = Tag(
    "commitment",
    attributes=("follow_up_days", "share"),
    children=(html("if_hint"), html("then_hint")),
    step=True,
)

UNIT = Tag(
    "empathy",
    attributes=(
        "display_name",
        "lang",
        "weight",
        "grading_mode",
        "max_attempts",
        "pass_percent",
        "retired_ids",
    ),
    word_lists=("retired_ids",),
    optional=("retired_ids",),
    renamed=(Renamed("lang", "language"),),
    children=(
        many("steps", CONTENT_NOTE, ANCHOR, VIDEO, FIRST_REACTION, REFLECTION, QUIZ, COMMITMENT),
    ),
)
