"""What is said about commitments and about sharing, in more than one place."""

from __future__ import annotations

from django.utils.translation import gettext as _

from empathy_xblock.records.api.objects import SharedState


def lead_if() -> str:
    """Return what the first half begins with, so that nobody needs to write it."""
    return _("If")


def lead_then() -> str:
    """Return what the second half begins with."""
    return _("then I will")


def sentence(when: str, then: str) -> str:
    """Return both halves as the sentence that they make."""
    return _("If %(when)s, then I will %(then)s.") % {"when": when, "then": then}


def half(text: str, lead: str) -> str:
    """Return a half on one line, without a lead that was written once more and without a stop.

    The end of a lead is one, too: "I will ask" after "then I will".
    """
    line = " ".join(text.split())
    words = lead.split()
    for first in range(len(words)):
        again = " ".join(words[first:]) + " "
        if line.lower().startswith(again.lower()):
            line = line[len(again) :]
            break
    return line.strip(" .,;…")


def outcome(code: str) -> str:
    """Return what became of a plan."""
    return {
        "did": _("The moment came, and you did it."),
        "did_not": _("The moment came, and you did not do it this time."),
        "not_yet": _("The moment has not come yet."),
    }.get(code, "")


def shared_state(state: SharedState) -> str:
    """Return where something that was offered stands."""
    return {
        SharedState.WAITING: _("Waiting for your course team to read it. Nobody else sees it."),
        SharedState.APPROVED: _("Approved. Others in this unit can read it, without your name."),
        SharedState.DECLINED: _("Not shown to others."),
    }[state]
