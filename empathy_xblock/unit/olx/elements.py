"""The elements of the unit's OLX: one entry for each, read and written by the same table.

A new element is a class in `model`, or in `items` for the quiz, and an entry here. Attributes and
children are named in the order in which they are written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal


@dataclass(frozen=True)
class Tag:
    """How one element maps to a class of the model, or to a text when it is `bare`."""

    name: str
    attributes: tuple[str, ...] = ()
    word_lists: tuple[str, ...] = ()
    """Attributes that hold words set apart by spaces."""
    optional: tuple[str, ...] = ()
    """Attributes that are written only where they differ from the model's default."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Attributes whose field in the model has another name: (attribute, field)."""
    text: Literal["html", "line"] | None = None
    """What the element's own text may be."""
    text_field: str = "text"
    children: tuple[Children, ...] = ()
    inline: int = 0
    """Up to so many children are written on the element's own line."""
    step: bool = False
    """Whether it is a class of its own even if it is only a text."""

    @property
    def bare(self) -> bool:
        """Whether the element is only a text, with no class of its own."""
        has_parts = self.attributes or self.children or self.step
        return self.text is not None and not has_parts

    def field_of(self, attribute: str) -> str:
        """Return the model's name of an attribute."""
        return dict(self.renamed).get(attribute, attribute)

    def attribute_of(self, field: str) -> str:
        """Return the attribute that holds a field; the field's name if none does."""
        return {field: attribute for attribute, field in self.renamed}.get(field, field)

    @cached_property
    def child_fields(self) -> dict[str, tuple[Children, Tag]]:
        """Each child's name, with the field it belongs to."""
        return {tag.name: (child, tag) for child in self.children for tag in child.tags}


@dataclass(frozen=True)
class Children:
    """The child elements that fill one field, in the order of the document."""

    field: str
    tags: tuple[Tag, ...]
    many: bool = True

    def tag_of(self, value: object) -> Tag:
        """Return the element that `value` of the model is written as."""
        if len(self.tags) == 1:
            return self.tags[0]
        kind = getattr(value, "kind", None)
        return next(tag for tag in self.tags if tag.name == kind)


def _one(tag: Tag, field: str = "") -> Children:
    return Children(field or tag.name, (tag,), many=False)


def _many(field: str, *tags: Tag) -> Children:
    return Children(field, tags)


def _html(name: str) -> Children:
    return _one(Tag(name, text="html"))


CONTENT_NOTE = Tag(
    "content_note",
    attributes=("minutes",),
    text="html",
    children=(
        _html("alternative"),
        _many("support", Tag("support", attributes=("href",), text="line")),
    ),
)

ANCHOR = Tag(
    "anchor",
    text="html",
    children=(_many("statements", Tag("statement", attributes=("id",), text="line")),),
)

THOUGHT_BUBBLE = Tag(
    "thought_bubble", attributes=("id", "at"), children=(_html("ask"), _html("reveal"))
)
VIDEO = Tag(
    "video",
    attributes=("poster", "watch_percent", "described_in", "waived"),
    children=(
        _many("sources", Tag("source", attributes=("src", "type"))),
        _many("tracks", Tag("track", attributes=("kind", "srclang", "label", "src"))),
        _many("descriptions", Tag("description", attributes=("at", "until"), text="line")),
        _html("transcript"),
        _many("thought_bubbles", THOUGHT_BUBBLE),
        _html("noticing"),
    ),
)

FIRST_REACTION = Tag("first_reaction", text="html", step=True)

EVIDENCE = Tag(
    "evidence",
    attributes=("components",),
    word_lists=("components",),
    children=(_many("phrases", Tag("phrase", text="line")),),
    inline=1,
)
CRITERION = Tag(
    "criterion",
    attributes=("id", "name", "weight"),
    children=(
        _html("guidance"),
        _many("levels", Tag("level", attributes=("id", "points", "name"), text="html")),
        _one(EVIDENCE),
    ),
)
RUBRIC = Tag("rubric", children=(_many("criteria", CRITERION),))
COMMENT = Tag("comment", attributes=("id", "criterion"), text="line")
ANCHOR_ANSWER = Tag(
    "anchor_answer",
    attributes=("id",),
    children=(
        _html("text"),
        _many("marks", Tag("mark", attributes=("criterion", "level"), text="line")),
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
        _many("prompts", Tag("prompt", attributes=("id",), text="html")),
        _one(RUBRIC),
        _html("model_answer"),
        _many("comments", COMMENT),
        _many("anchor_answers", ANCHOR_ANSWER),
    ),
)


def _answer(name: str, *key: str, says: str) -> Tag:
    """Return a part of an item that learners choose or judge, and what is said about it."""
    return Tag(name, attributes=("id", *key), text="html", children=(_html(says),), inline=1)


def _item(name: str, *children: Children, more: tuple[str, ...] = ()) -> Tag:
    """Return an item of the quiz: its question and a hint come first and last."""
    return Tag(
        name,
        attributes=("id", "points", *more, "shuffle"),
        children=(_html("stem"), *children, _html("hint")),
    )


CHOICES = _many("choices", _answer("choice", "correct", says="feedback"))
SINGLE = _item("single", CHOICES)
MULTIPLE = _item("multiple", CHOICES)
RATED_REPLY = replace(_answer("reply", "key", "agreement", says="why"), optional=("agreement",))
RATE = _item("rate", _many("replies", RATED_REPLY), more=("experts",))
BEST_WORST = _item(
    "best_worst", _many("replies", _answer("reply", "best", "worst", "near", says="why"))
)
MATCH = _item(
    "match",
    _many("categories", Tag("category", attributes=("id",), text="line")),
    _many("replies", _answer("reply", "category", says="why")),
)
COMPARE = _item(
    "compare",
    _html("poor"),
    _html("good"),
    _many("differences", _answer("difference", "correct", says="feedback")),
)

NODE = Tag(
    "node",
    attributes=("id",),
    children=(
        _html("says"),
        _html("inner"),
        _many("choices", Tag("choice", attributes=("id", "to", "change", "rule"), text="html")),
    ),
)
DIALOGUE = Tag(
    "dialogue",
    attributes=("id", "points", "start", "scored", "meter", "from", "to"),
    optional=("points",),
    renamed=(("from", "low"), ("to", "high")),
    children=(
        _html("stem"),
        _many("nodes", NODE),
        _many("ends", Tag("end", attributes=("id",), children=(_html("debrief"),))),
    ),
)
QUIZ = Tag(
    "quiz",
    attributes=("weight",),
    children=(_many("items", SINGLE, MULTIPLE, RATE, BEST_WORST, MATCH, COMPARE, DIALOGUE),),
)

COMMITMENT = Tag(
    "commitment",
    attributes=("follow_up_days", "share"),
    children=(_html("if_hint"), _html("then_hint")),
    step=True,
)

UNIT = Tag(
    "empathy",
    attributes=(
        "display_name",
        "weight",
        "grading_mode",
        "max_attempts",
        "pass_percent",
        "retired_ids",
    ),
    word_lists=("retired_ids",),
    optional=("retired_ids",),
    children=(
        _many("steps", CONTENT_NOTE, ANCHOR, VIDEO, FIRST_REACTION, REFLECTION, QUIZ, COMMITMENT),
    ),
)

_PLATFORM = """
    url_name slug org course filename parent tags xblock-family xblock-version format graded
    start due extended_due relative_weeks_due graceperiod days_early_for_beta self_paced
    showanswer show_correctness show_reset_button rerandomize visible_to_staff_only
    group_access user_partitions hide_from_toc hide_after_due in_entrance_exam ispublic chrome
    default_tab source_file giturl course_edit_method xqa_key annotation_storage_url
    annotation_token_secret static_asset_path use_latex_compiler matlab_api_key
    video_auto_advance video_bumper video_speed_optimizations discussion_blackouts
    exam_review_rules edxnotes edxnotes_visibility is_onboarding_exam is_practice_exam
    is_proctored_enabled is_time_limited default_time_limit_minutes optional_completion
    attempts_before_showanswer_button enable_timed_exams has_score index_dictionary
    copied_from_block copied_from_version downstream_customized top_level_downstream_parent_key
"""
PLATFORM_ATTRIBUTES = frozenset(_PLATFORM.split())
PLATFORM_PREFIXES = ("upstream", "{http://code.edx.org/xblock/")


def is_platform_attribute(name: str) -> bool:
    """Say whether the platform may put an attribute of this name on any block."""
    return name in PLATFORM_ATTRIBUTES or name.startswith(PLATFORM_PREFIXES)
