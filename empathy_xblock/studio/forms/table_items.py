"""The forms of the quiz's items, in authors' words."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from empathy_xblock.studio.forms.fields import Field, Member, Part, Parts

ID = Field("id", widget="id")
_STEM = Field("stem", _("Question"), "html", rows=2)
_TEXT = Field("text", _("Text"), "html", rows=2)
_FEEDBACK = Field("feedback", _("Feedback on it"), "html", rows=2)
_WHY = Field("why", _("Why"), "html", rows=2)


def _item(name: str, title: str, about: str, *members: Member, points: str = "1") -> Part:
    """Return an item: what all have in common stands around its own."""
    return Part(
        name,
        title,
        (
            ID,
            _STEM,
            *members,
            Field("hint", _("Hint"), "html", rows=1),
            Field("points", _("Points"), "number", fresh=points),
            Field("shuffle", _("Each learner gets an order of their own"), "flag"),
        ),
        "stem",
        "q",
        about=about,
    )


def _choices(name: str, title: str, add: str, one: str, right: str, only_one: bool) -> Parts:
    return Parts(
        name,
        title,
        add,
        (
            Part(
                "choice" if name == "choices" else "difference",
                one,
                (ID, Field("correct", right, "mark" if only_one else "flag"), _TEXT, _FEEDBACK),
                "text",
                "a",
            ),
        ),
        fresh=3,
    )


def _replies(*key: Field, fresh: int = 3) -> Parts:
    return Parts(
        "replies",
        _("Replies"),
        _("Add a reply"),
        (Part("reply", _("Reply"), (ID, _TEXT, *key, _WHY), "text", "a"),),
        fresh=fresh,
    )


SINGLE = _item(
    "single",
    _("One right choice"),
    _("Learners choose one."),
    _choices("choices", _("Choices"), _("Add a choice"), _("Choice"), _("The right one"), True),
)
MULTIPLE = _item(
    "multiple",
    _("Several right choices"),
    _("Learners choose all that are right; part of them earns part of the points."),
    _choices("choices", _("Choices"), _("Add a choice"), _("Choice"), _("Right"), False),
)
RATE = _item(
    "rate",
    _("Rate replies"),
    _("Learners rate how fitting each reply is; your experts’ rating is the key."),
    _replies(
        Field(
            "key",
            _("The experts’ rating"),
            "pick",
            fresh="1",
            options=(
                ("1", _("1: very inappropriate")),
                ("2", _("2: rather inappropriate")),
                ("3", _("3: rather appropriate")),
                ("4", _("4: very appropriate")),
            ),
        ),
        Field(
            "agreement",
            _("Share of experts who agree"),
            "number",
            fresh="1",
            hint=_("From 0 to 1: 0.9 is nine of ten."),
        ),
    ),
    Field("experts", _("How many experts rated"), "whole", optional=True),
    points="4",
)
BEST_WORST = _item(
    "best_worst",
    _("Best and worst reply"),
    _("Learners name the best reply and the worst one."),
    _replies(
        Field("best", _("The best"), "mark"),
        Field("worst", _("The worst"), "mark"),
        Field(
            "near",
            _("Comes close to"),
            "pick",
            optional=True,
            options=(("", _("neither")), ("best", _("the best")), ("worst", _("the worst"))),
        ),
    ),
    points="4",
)
MATCH = _item(
    "match",
    _("Sort replies"),
    _("Learners sort replies into your groups."),
    Parts(
        "categories",
        _("Groups"),
        _("Add a group"),
        (Part("category", _("Group"), (ID, Field("text", _("Name"))), "text", "group", True),),
        fresh=2,
        most=10,
    ),
    _replies(Field("category", _("Belongs to"), "ref")),
    points="3",
)
COMPARE = _item(
    "compare",
    _("Compare two responses"),
    _("A poor and a good response side by side: learners mark what the good one does."),
    Field("poor", _("The poor response"), "html", rows=4),
    Field("good", _("The good response"), "html", rows=4),
    _choices(
        "differences",
        _("What may set the good one apart"),
        _("Add a difference"),
        _("Difference"),
        _("Really does"),
        False,
    ),
    points="2",
)

TURN = Part(
    "turn",
    _("Answer"),
    (
        ID,
        Field("text", _("The learner says"), "html", rows=2),
        Field("to", _("Leads to"), "ref"),
        Field("change", _("Moves the meter by"), "whole", fresh="0"),
        Field("rule", _("What it trains"), hint=_("May stay empty. Example: name")),
    ),
    "text",
    "a",
)
NODE = Part(
    "node",
    _("Moment"),
    (
        ID,
        Field("says", _("The other person says"), "html", rows=2),
        Field("inner", _("What they feel as they say it"), "html", rows=2),
        Parts("choices", _("Answers"), _("Add an answer"), (TURN,), fresh=2, most=10),
    ),
    "says",
    "n",
    True,
)
END = Part(
    "end",
    _("Ending"),
    (ID, Field("debrief", _("What is talked over there"), "html", rows=3)),
    "debrief",
    "end",
    True,
)
DIALOGUE = Part(
    "dialogue",
    _("Role-play"),
    (
        ID,
        Field("stem", _("The situation"), "html", rows=2),
        Parts("nodes", _("Moments"), _("Add a moment"), (NODE,), fresh=1, most=100),
        Parts("ends", _("Endings"), _("Add an ending"), (END,), fresh=1),
        Field("start", _("Begins with"), "ref"),
        Field("meter", _("The meter’s name"), hint=_("May stay empty. Example: heard")),
        Field("low", _("The meter starts at"), "whole", fresh="0"),
        Field("high", _("and goes up to"), "whole", fresh="6"),
        Field("scored", _("Counts toward the score"), "flag"),
        Field("points", _("Points, if it counts"), "number", fresh="1"),
    ),
    "stem",
    "q",
    about=_("A conversation that branches. Practice, unless you let it count."),
)

QUIZ_ITEMS = (SINGLE, MULTIPLE, RATE, BEST_WORST, MATCH, COMPARE, DIALOGUE)
