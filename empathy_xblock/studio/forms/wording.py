"""Errors of the model in the words of the form."""

from __future__ import annotations

from collections.abc import Mapping
from re import fullmatch
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from empathy_xblock.studio.forms.fields import Field, Member, Part, Parts
from empathy_xblock.unit.messages import Message
from empathy_xblock.unit.olx.problems import shortened

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

#: What the model says of parts that do not fit each other: by code, the field to go to and words.
MISFITS: Mapping[str, tuple[str, str]] = {
    "used_twice": ("", _("Two parts have the same id. Remove this one and add it again.")),
    "one_correct_choice": (
        "choices",
        _("Say which choice is the right one: exactly one must be."),
    ),
    "some_correct_choice": (
        "choices",
        _("Say which choices are right: at least one must be."),
    ),
    "some_correct_difference": (
        "differences",
        _("Say what really sets the good response apart: at least one must."),
    ),
    "one_best": ("replies", _("Say which reply is the best: exactly one must be.")),
    "one_worst": ("replies", _("Say which reply is the worst: exactly one must be.")),
    "best_worst_near": (
        "near",
        _("A reply is the best, the worst, or comes close to one: not two of these."),
    ),
    "no_category": ("category", _("Choose the group that this reply belongs to.")),
    "words_turned": ("min_words", _("“Words at least” is larger than “Words at most”.")),
    "bubbles_turned": (
        "at",
        _("This bubble must come later in the film than the one before it."),
    ),
    "description_turned": ("until", _("It must end later than it begins.")),
    "descriptions_turned": (
        "at",
        _("This description must begin later than the one before it."),
    ),
    "descriptions_overlap": (
        "at",
        _("The description before this one ends later than this. Change one of the two times."),
    ),
    "no_criterion": (
        "",
        _("This is about a criterion that is gone. Remove it, or choose another criterion."),
    ),
    "no_level": ("", _("This is about a level that is gone. Choose one that there is.")),
    "points_fall": ("levels", _("Each level needs at least the points of the level before it.")),
    "meter_turned": ("low", _("The meter must go up to more than it starts at.")),
    "no_start": ("start", _("Choose the moment that the role-play begins with.")),
    "leads_nowhere": ("choices", _("Choose for each answer what it leads to.")),
    "unreached": ("", _("No answer leads here. Let one lead here, or remove this.")),
    "no_way_out": (
        "choices",
        _("From here no answer ever leads to an ending. Let one do so."),
    ),
    "starts_with": (
        "",
        _("Write a link (https://…) or a file of your course (/static/…), not %(given)s."),
    ),
}


_CONTACT = _(
    "Write a link (https://…), an e-mail address (mailto:…) or a telephone number (tel:…), "
    "not %(given)s."
)


def sentence(error: ErrorDetails, member: Member | Part) -> tuple[str, str | None]:
    """Return (field to go to, words) for one error of pydantic's at a member of the form.

    The field is empty where the error's own place is the one to go to. The words are None if
    the error only follows from another.
    """
    context: Mapping[str, Any] = error.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, ValueError) and not isinstance(member, Field):
        return _misfit(cause)
    if isinstance(member, Field):
        return "", _field(error, context, member)
    return "", _list(error, context, member)


def message_of(cause: object) -> Message | None:
    """Return what the model said of a misfit; None if it is none of its sentences."""
    said = cause.args[0] if isinstance(cause, ValueError) and cause.args else None
    return said if isinstance(said, Message) else None


def _misfit(cause: ValueError) -> tuple[str, str]:
    message = message_of(cause)
    if message is None or message.code not in MISFITS:
        return "", str(cause)
    field, words = MISFITS[message.code]
    return field, gettext(words)


def _field(error: ErrorDetails, context: Mapping[str, Any], field: Field) -> str:
    given = str(error["input"])
    quoted = f"“{shortened(given)}”"
    if field.widget in ("ref", "pick"):
        return gettext("Choose one of what is offered here.")
    if not given.strip() and field.widget != "lines":
        if field.widget == "number":
            return gettext("Write a number here, such as 1 or 0.5.")
        if field.widget == "whole":
            return gettext("Write a whole number here.")
        if field.widget == "time":
            return gettext("Write a time of the film here, such as 1:02.")
        return gettext("Write something here; it must not be empty.")
    misfit = message_of(context.get("error"))
    if misfit is not None and misfit.code == "starts_with":
        contact = "tel:" in str(misfit.filled["starts"])
        return gettext(_CONTACT if contact else MISFITS["starts_with"][1]) % {"given": quoted}
    if field.widget == "number" and (written := _otherwise(given.strip())):
        return written
    match error["type"]:
        case "greater_than_equal":
            return gettext("This must be at least %(limit)s, not %(given)s.") % {
                "limit": f"{context['ge']:g}",
                "given": quoted,
            }
        case "less_than_equal":
            return gettext("This must be at most %(limit)s, not %(given)s.") % {
                "limit": f"{context['le']:g}",
                "given": quoted,
            }
        case "too_long" | "string_too_long":
            return gettext("This is longer than %(limit)s characters. Shorten it.") % {
                "limit": f"{context['max_length']:,}"
            }
        case "string_pattern_mismatch" if field.name in ("srclang", "described_in"):
            return gettext("Write a language code such as en or pt-BR, not %(given)s.") % {
                "given": quoted
            }
    if field.widget == "number":
        return gettext("Write a number such as 2 or 0.5, not %(given)s.") % {"given": quoted}
    if field.widget == "time":
        return gettext("Write a time such as 1:02 or 1:02.5, not %(given)s.") % {"given": quoted}
    if field.widget == "whole":
        return gettext("Write a whole number, not %(given)s.") % {"given": quoted}
    return gettext("This cannot be %(given)s.") % {"given": quoted}


def _otherwise(given: str) -> str:
    """Say what to write in place of a decimal comma; else nothing."""
    if fullmatch(r"[0-9]+,[0-9]+", given):
        return gettext("Write it with a point: %(number)s, not “%(given)s”.") % {
            "number": given.replace(",", "."),
            "given": given,
        }
    return ""


def _list(error: ErrorDetails, context: Mapping[str, Any], member: Member | Part) -> str | None:
    given = error["input"]
    found = len(given) if isinstance(given, list | tuple) else 0
    if isinstance(member, Parts) and error["type"] == "too_short":
        least = context["min_length"]
        if found >= least:
            return None  # pydantic counts only those that are right
        if not found and member.name == "criteria":
            return gettext("Insert a ready-made rubric, or add a criterion: there is none yet.")
        return ngettext(
            "There must be at least %(least)s here, and there are %(found)s. Use “%(add)s”.",
            "There must be at least %(least)s here, and there are %(found)s. Use “%(add)s”.",
            least,
        ) % {"least": least, "found": found, "add": gettext(member.add).rstrip(":")}
    if isinstance(member, Parts) and error["type"] == "too_long":
        return gettext(
            "There may be at most %(most)s here, and there are %(found)s. Remove some."
        ) % {
            "most": context["max_length"],
            "found": found,
        }
    return str(error["msg"])
