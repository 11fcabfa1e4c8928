"""The form of a whole unit, step by step, in authors' words."""

from __future__ import annotations

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_noop as _

from empathy_xblock.studio.forms.fields import Field, Group, Part, Parts
from empathy_xblock.studio.forms.table_items import QUIZ_ITEMS
from empathy_xblock.studio.forms.table_reflection import REFLECTION
from empathy_xblock.studio.forms.table_video import VIDEO
from empathy_xblock.unit.languages import canonical

ID = Field("id", widget="id")

#: The languages that Django knows, by their own names.
LANGUAGES: tuple[tuple[str, str], ...] = tuple(
    sorted(
        (
            (canonical(code), known["name_local"])
            for code, known in LANG_INFO.items()
            if "name_local" in known
        ),
        key=lambda one: one[1].casefold(),
    )
)

SETTINGS = Part(
    "settings",
    _("Settings"),
    (
        Field("display_name", _("Title"), hint=_("Learners see it as the unit’s heading.")),
        Field(
            "language",
            _("Language of this unit"),
            "pick",
            optional=True,
            options=(("", _("Not said")), *LANGUAGES),
            others=True,
            hint=_(
                "What you write in. Where the page is in another language, a screen reader then "
                "reads your texts in the right voice."
            ),
        ),
        Field(
            "grading_mode",
            _("How reflections are marked"),
            "pick",
            options=(
                (
                    "assisted",
                    _("The engine marks at once. Marks count as provisional until an instructor "
                    "confirms or changes them; where the engine is not sure, a person marks."),
                ),
                (
                    "reviewed",
                    _("The engine only drafts. An instructor must release each mark; until then "
                    "learners see none."),
                ),
                ("staff", _("No engine. An instructor marks every reflection by hand.")),
                (
                    "participation",
                    _("No marks. Whoever writes within the word limits gets full credit and reads "
                    "your model answer."),
                ),
            ),
        ),
        Field("pass_percent", _("To pass, percent"), "whole"),
        Field(
            "max_attempts",
            _("Attempts at most"),
            "whole",
            optional=True,
            hint=_("The first writing and each revision is one. Empty: no limit but revisions."),
        ),
        Field(
            "weight",
            _("Weight in the course"),
            "number",
            hint=_("1 counts as 100 points. 0: this unit does not count."),
        ),
    ),
)  # fmt: skip

CONTENT_NOTE = Part(
    "content_note",
    _("Content note"),
    (
        Field(
            "text",
            _("What to expect"),
            "html",
            rows=3,
            hint=_("Short and specific: “Shows hospital patients and a dying parent.”"),
        ),
        Field("minutes", _("Minutes it takes"), "whole", optional=True),
        Field(
            "alternative",
            _("Alternative of equal credit"),
            "html",
            rows=6,
            hint=_("For those who will not or cannot watch: the film told as a story, say."),
        ),
        Parts(
            "support",
            _("Someone to talk to"),
            _("Add a link"),
            (
                Part(
                    "support_link",
                    _("Link"),
                    (
                        Field("text", _("Words of the link")),
                        Field("href", _("Address"), hint=_("https://…, mailto: or tel:")),
                    ),
                    called="text",
                ),
            ),
        ),
    ),
    about=_("Says what the film shows, and offers a way around it."),
)

ANCHOR = Part(
    "anchor",
    _("Anchor question"),
    (
        Field(
            "text",
            _("Question"),
            "html",
            fresh=_("Would you treat people differently if you knew what their day was like?"),
            rows=2,
        ),
        Parts(
            "statements",
            _("Statements to agree with or not"),
            _("Add a statement"),
            (Part("statement", _("Statement"), (ID, Field("text", _("Words"))), "text", "s"),),
            most=10,
            hint=_("Asked with the question, before and after. Learners see both side by side."),
        ),
    ),
    about=_("Asked before the film and again at the end."),
)

FIRST_REACTION = Part(
    "first_reaction",
    _("First reaction"),
    (
        Field(
            "text",
            _("Question"),
            "html",
            fresh=_("What do you feel right now? Only you will see this."),
            rows=2,
        ),
    ),
    about=_("Private: never marked, never seen by the course team."),
)

QUIZ = Part(
    "quiz",
    _("Quiz"),
    (
        Parts("items", _("Items"), _("Add an item:"), QUIZ_ITEMS, most=50),
        Field("weight", _("Weight in this unit"), "number", fresh="1"),
    ),
    about=_("Items that are answered one by one, with feedback at once."),
)

COMMITMENT = Part(
    "commitment",
    _("Commitment"),
    (
        Field("if_hint", _("Hint for “If …”"), "html", rows=2,
              fresh=_("A moment that will really come this week")),
        Field("then_hint", _("Hint for “then I will …”"), "html", rows=2,
              fresh=_("One small thing you will say or do")),
        Field(
            "follow_up_days",
            _("Ask again after so many days"),
            "whole",
            fresh="21",
            optional=True,
            hint=_("Learners are asked whether the moment came. Empty: never asked."),
        ),
        Field(
            "share",
            _("Learners may share theirs, without their name, once staff approve"),
            "flag",
        ),
    ),
    about=_("An if-then plan for a moment that will come."),
)  # fmt: skip

#: Every step there is, in the order in which they are offered.
STEPS: tuple[Part, ...] = (
    CONTENT_NOTE,
    ANCHOR,
    VIDEO,
    FIRST_REACTION,
    REFLECTION,
    QUIZ,
    COMMITMENT,
)
STEP_NAMES = tuple(step.name for step in STEPS)

#: The whole form: the settings and a group for each step.
UNIT = Part(
    "unit", _("Unit"), (Group("settings", SETTINGS), *(Group(step.name, step) for step in STEPS))
)
