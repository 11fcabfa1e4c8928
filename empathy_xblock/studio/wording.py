"""Errors of the model and advice on a unit, in the words of the form."""

from __future__ import annotations

from collections.abc import Mapping
from re import Match, match, sub
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from empathy_xblock.studio.fields import Field, Member, Part, Parts
from empathy_xblock.unit.olx.problems import shortened

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

#: What the model says of parts that do not fit each other: (pattern, field to go to, words).
_MISFITS: tuple[tuple[str, str, str], ...] = (
    (
        r"min_words is larger",
        "min_words",
        gettext_noop("“Words at least” is larger than “Words at most”."),
    ),
    (
        r"exactly one choice must be correct",
        "choices",
        gettext_noop("Say which choice is the right one: exactly one must be."),
    ),
    (
        r"at least one choice must be correct",
        "choices",
        gettext_noop("Say which choices are right: at least one must be."),
    ),
    (
        r"at least one difference must be correct",
        "differences",
        gettext_noop("Say what really sets the good response apart: at least one must."),
    ),
    (
        r"exactly one reply must be the best",
        "replies",
        gettext_noop("Say which reply is the best: exactly one must be."),
    ),
    (
        r"exactly one reply must be the worst",
        "replies",
        gettext_noop("Say which reply is the worst: exactly one must be."),
    ),
    (
        r"a reply is the best, the worst or near one",
        "near",
        gettext_noop("A reply is the best, the worst, or comes close to one: not two of these."),
    ),
    (
        r"points must not fall",
        "levels",
        gettext_noop("Each level needs at least the points of the level before it."),
    ),
    (
        r"thought bubbles must stand in the order",
        "at",
        gettext_noop("This bubble must come later in the film than the one before it."),
    ),
    (
        r"there is no category",
        "category",
        gettext_noop("Choose the group that this reply belongs to."),
    ),
    (
        r"the meter must run",
        "low",
        gettext_noop("The meter must go up to more than it starts at."),
    ),
    (
        r"there is no node",
        "start",
        gettext_noop("Choose the moment that the role-play begins with."),
    ),
    (
        r"choice “.*” leads to “.*”, which does not exist",
        "choices",
        gettext_noop("Choose for each answer what it leads to."),
    ),
    (
        r"no choice leads here",
        "",
        gettext_noop("No answer leads here. Let one lead here, or remove this."),
    ),
    (
        r"from here no choice leads to an end",
        "choices",
        gettext_noop("From here no answer ever leads to an ending. Let one do so."),
    ),
    (
        r"the rubric has no criterion",
        "",
        gettext_noop("This is about a criterion that the rubric does not have. Choose another."),
    ),
    (
        r"criterion “.*” has no level",
        "",
        gettext_noop("A mark names a level that its criterion does not have. Choose another."),
    ),
    (
        r".* is used twice",
        "",
        gettext_noop("Two parts have the same id. Remove this one and add it anew."),
    ),
)


def sentence(error: ErrorDetails, member: Member | Part) -> tuple[str, str | None]:
    """Return (field to go to, words) for one error of pydantic's at a member of the form.

    The field is empty where the error's own place is the one to go to. The words are None if
    the error only follows from another.
    """
    context: Mapping[str, Any] = error.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, ValueError) and not isinstance(member, Field):
        return _misfit(str(cause))
    if isinstance(member, Field):
        return "", _field(error, context, member)
    return "", _list(error, context, member)


def _misfit(message: str) -> tuple[str, str]:
    for known, field, words in _MISFITS:
        if match(known, message):
            return field, _(words)
    return "", message


def _field(error: ErrorDetails, context: Mapping[str, Any], field: Field) -> str:
    given = str(error["input"])
    quoted = f"“{shortened(given)}”"
    if field.widget in ("ref", "pick"):
        return _("Choose one of what is offered here.")
    if not given.strip() and field.widget != "lines":
        if field.widget == "number":
            return _("Write a number here, such as 1 or 0.5.")
        if field.widget == "whole":
            return _("Write a whole number here.")
        return _("Write something here; it must not be empty.")
    if isinstance(context.get("error"), ValueError):
        return _("Write an address that starts with %(starts)s, not %(given)s.") % {
            "starts": str(context["error"]).removeprefix("must start with "),
            "given": quoted,
        }
    match error["type"]:
        case "greater_than_equal":
            return _("This must be at least %(limit)s, not %(given)s.") % {
                "limit": f"{context['ge']:g}",
                "given": quoted,
            }
        case "less_than_equal":
            return _("This must be at most %(limit)s, not %(given)s.") % {
                "limit": f"{context['le']:g}",
                "given": quoted,
            }
        case "too_long" | "string_too_long":
            return _("This is longer than %(limit)s characters. Please shorten it.") % {
                "limit": f"{context['max_length']:,}"
            }
        case "string_pattern_mismatch" if field.name == "srclang":
            return _("Write a language code such as en or pt-BR, not %(given)s.") % {
                "given": quoted
            }
    if field.widget == "number":
        return _("Write a number such as 2 or 0.5, not %(given)s.") % {"given": quoted}
    if field.widget == "whole":
        return _("Write a whole number, not %(given)s.") % {"given": quoted}
    return _("This cannot be %(given)s.") % {"given": quoted}


def _list(error: ErrorDetails, context: Mapping[str, Any], member: Member | Part) -> str | None:
    given = error["input"]
    found = len(given) if isinstance(given, list | tuple) else 0
    if isinstance(member, Parts) and error["type"] == "too_short":
        least = context["min_length"]
        if found >= least:
            return None  # pydantic counts only those that are right
        if not found and member.name == "criteria":
            return _("Insert a ready-made rubric, or add a criterion: there is none yet.")
        return ngettext(
            "There must be at least %(least)s here, and there are %(found)s. Use “%(add)s”.",
            "There must be at least %(least)s here, and there are %(found)s. Use “%(add)s”.",
            least,
        ) % {"least": least, "found": found, "add": _(member.add).rstrip(":")}
    if isinstance(member, Parts) and error["type"] == "too_long":
        return _("There may be at most %(most)s here, and there are %(found)s. Remove some.") % {
            "most": context["max_length"],
            "found": found,
        }
    return str(error["msg"])


#: What advice calls by the format's names, and authors by the form's.
_WORDS = {
    "<alternative>": "“Alternative of equal credit”",
    "<content_note>": "content note",
    "<evidence>": "evidence",
    "<feedback>": "“Feedback on it”",
    "<model_answer>": "“Model answer”",
    "<source>": "link or file",
    "<support>": "“Someone to talk to”",
    "<track>": "track",
    "<transcript>": "“Transcript”",
    "<why>": "“Why”",
    "max_attempts": "“Attempts at most”",
}


def in_words(advice: str) -> str:
    """Return a piece of advice in the words of the form, as a sentence."""

    def word(found: Match[str]) -> str:
        name = found.group()
        return _WORDS.get(name, name.strip("<>").replace("_", " "))

    said = sub(r"<\w+>|max_attempts(?==)|max_attempts", word, advice).replace("”=“", "” of “")
    return said[:1].upper() + said[1:] + ("" if said.endswith((".", "?", "”")) else ".")
