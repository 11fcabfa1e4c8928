"""The form of the reflection and its rubric, in authors' words."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from empathy_xblock.studio.fields import Field, Group, Part, Parts

ID = Field("id", widget="id")

EVIDENCE = Part(
    "evidence",
    _("What the engine takes as evidence"),
    (
        Field(
            "components",
            _("Kinds of sentences"),
            "words",
            options=(
                ("experience", _("an experience")),
                ("feeling", _("own feelings")),
                ("belief", _("own beliefs")),
                ("difficulty", _("a difficulty")),
                ("perspective", _("another’s view")),
                ("lesson", _("a lesson")),
                ("intention", _("an intention")),
                ("emotional_reaction", _("warmth")),
                ("interpretation", _("understanding said back")),
                ("exploration", _("asking to find out")),
            ),
        ),
        Field("phrases", _("Phrases, one a line"), "lines", rows=3),
    ),
)
LEVEL = Part(
    "level",
    _("Level"),
    (
        ID,
        Field("name", _("Level name")),
        Field("points", _("Points"), "number", fresh="0"),
        Field("text", _("What it looks like"), "html", rows=4),
    ),
    "name",
    "level",
)
CRITERION = Part(
    "criterion",
    _("Criterion"),
    (
        ID,
        Field("name", _("Name")),
        Field("weight", _("Weight"), "number", fresh="1"),
        Field("guidance", _("Guidance for learners"), "html", rows=2),
        Parts("levels", _("Levels"), _("Add a level"), (LEVEL,), fresh=4, most=6),
        Group("evidence", EVIDENCE),
    ),
    "name",
    "c",
)
RUBRIC = Part(
    "rubric",
    _("Rubric"),
    (Parts("criteria", _("Criteria"), _("Add a criterion"), (CRITERION,), most=10),),
)
REFLECTION = Part(
    "reflection",
    _("Reflection"),
    (
        Parts(
            "prompts",
            _("Questions to write to"),
            _("Add a question"),
            (
                Part(
                    "prompt",
                    _("Question"),
                    (ID, Field("text", _("Question"), "html", rows=3)),
                    "text",
                    "p",
                ),
            ),
            fresh=1,
            most=10,
        ),
        Field("min_words", _("Words at least"), "whole", fresh="40"),
        Field("max_words", _("Words at most"), "whole", fresh="400"),
        Field("revisions", _("Revisions"), "whole", fresh="1"),
        Field("weight", _("Weight in this unit"), "number", fresh="1"),
        Field(
            "self_rating",
            _("Learners rate themselves before they see marks"),
            "flag",
            fresh="true",
        ),
        Field(
            "sure_percent",
            _("How sure the engine must be, percent"),
            "whole",
            fresh="50",
            hint=_("Below it, a criterion waits for a person."),
        ),
        Group("rubric", RUBRIC),
        Field(
            "model_answer",
            _("Model answer"),
            "html",
            rows=5,
            hint=_("Shown after learners have handed in for the last time."),
        ),
    ),
    about=_("Learners write; the rubric says how it is marked."),
)
