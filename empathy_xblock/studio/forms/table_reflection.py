"""The form of the reflection and its rubric, in authors' words."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from empathy_xblock.studio.forms.fields import Field, Group, Part, Parts

ID = Field("id", widget="id")
MOST_ANSWERS, MOST_COMMENTS = 30, 100

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
COMMENT = Part(
    "comment",
    _("Comment"),
    (
        ID,
        Field("text", _("What it says to a learner"), "note", rows=2),
        Field(
            "criterion",
            _("What it is about"),
            "ref",
            optional=True,
            options=(("", _("The whole reflection")),),
        ),
    ),
    "text",
    "comment",
)
MARK = Part(
    "mark",
    _("Mark"),
    (
        Field("criterion", widget="id"),
        Field("level", _("Your mark"), "ref", options=(("", _("Not marked")),)),
        Field("text", _("Why, in a line")),
    ),
)
ANCHOR_ANSWER = Part(
    "anchor_answer",
    _("Sample answer"),
    (
        ID,
        Field("text", _("The answer"), "html", rows=5),
        Parts("marks", _("Your own marks"), "", (MARK,), most=10, only_with="level"),
    ),
    "text",
    "answer",
    at_once=True,  # a trial refers to it
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
        Field(
            "anonymous_marking",
            _("Reviewers see no names"),
            "flag",
            hint=_("Unless they ask for one."),
        ),
        Field(
            "second_reader_percent",
            _("Read by a second person, percent"),
            "whole",
            fresh="0",
            hint=_("10: two people read one reflection in ten. 0: one person is enough."),
        ),
        Field(
            "another_look_days",
            _("Days in which learners may ask for another look"),
            "whole",
            fresh="14",
            hint=_("Counted from the release of a mark. 0: they cannot ask."),
        ),
        Group("rubric", RUBRIC),
        Field(
            "model_answer",
            _("Model answer"),
            "html",
            rows=5,
            hint=_("Shown after learners have submitted for the last time."),
        ),
        Parts(
            "anchor_answers",
            _("Sample answers with your own marks"),
            _("Add a sample answer"),
            (ANCHOR_ANSWER,),
            most=MOST_ANSWERS,
            hint=_(
                "Three to ten, from poor to very good. They show before the launch how far the "
                "engine agrees with you, and reviewers practice with them. Learners never see them."
            ),
        ),
        Parts(
            "comments",
            _("Comments for reviewers to use again"),
            _("Add a comment"),
            (COMMENT,),
            most=MOST_COMMENTS,
            hint=_("Offered to whoever marks. Learners see one only where a reviewer sends it."),
        ),
    ),
    about=_("Learners write; the rubric says how it is marked."),
)
