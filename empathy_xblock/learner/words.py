"""Sentences that more than one place says to learners.

Plain and calm: what is so, that the writing is safe, and what can be done.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from empathy_xblock.journey.reflection import Unmet
from empathy_xblock.journey.steps import StepState
from empathy_xblock.templates.tags import number, whole

_STEP_TITLES = {
    "content_note": gettext_noop("Before you start"),
    "anchor": gettext_noop("A question"),
    "anchor_again": gettext_noop("The question again"),
    "video": gettext_noop("The film"),
    "first_reaction": gettext_noop("First reaction"),
    "reflection": gettext_noop("Your reflection"),
    "quiz": gettext_noop("Quiz"),
    "commitment": gettext_noop("Your commitment"),
    "score": gettext_noop("Your score"),
}


def step_title(kind: str, *, story: bool = False) -> str:
    """Return the name of a step; the video's is the story's for those who chose to read."""
    if kind == "video" and story:
        return _("The story")
    return _(_STEP_TITLES[kind])


def step_status(state: StepState, watch_percent: int) -> str:
    """Return the state of a step in words; a closed one says what opens it."""
    if state.status == "done":
        return _("Done")
    if state.status == "open":
        return _("Open")
    if state.reason == "watch_first":
        return _("Opens after %(percent)s%% of the film, or its transcript") % {
            "percent": watch_percent
        }
    return _("Opens after “Before you start”")


def unmet(found: Unmet) -> str:
    """Return why a response isn't taken, and what to do about it."""
    count = {"limit": number(found.limit), "found": number(found.found)}
    if found.code == "too_short":
        return (
            ngettext(
                "At least %(limit)s word is needed. You have written %(found)s so far, "
                "and it is kept.",
                "At least %(limit)s words are needed. You have written %(found)s so far, "
                "and it is kept.",
                found.limit,
            )
            % count
        )
    if found.code == "too_long":
        return (
            ngettext(
                "At most %(limit)s word fits. You have written %(found)s, and all of it is kept.",
                "At most %(limit)s words fit. You have written %(found)s, and all of it is kept.",
                found.limit,
            )
            % count
        )
    if found.code == "too_much_room":
        return _(
            "This is more text than can be kept: it takes %(found)s kB, and there is room for "
            "%(limit)s. It is still in this window: shorten it to go on."
        ) % {"limit": found.limit // 1000, "found": -(-found.found // 1000)}
    if found.code == "too_many_characters":
        return (
            _(
                "This is more text than can be kept: %(found)s characters, and there is room "
                "for %(limit)s. It is still in this window: shorten it to go on."
            )
            % count
        )
    return _(
        "This unit was changed while you were writing. Copy your writing, then reload the page."
    )


def newer_draft() -> str:
    """Return why writing is not taken while a newer draft is kept."""
    return _("A newer draft was saved in another window. Nothing has been replaced.")


def quiz_refusal(code: str) -> str:
    """Return why an answer to a quiz item isn't taken, by the code of `InvalidResponse`."""
    return {
        "choose_one": _("Choose one answer."),
        "choose_some": _("Choose an answer first."),
        "rate_all": _("Rate every reply."),
        "sort_all": _("Choose a group for every reply."),
        "name_both": _("Name both the best reply and the worst one."),
        "same_reply": _("Name two different replies as the best and the worst."),
    }.get(
        code,
        _("This question was changed in the meantime. Reload the page to see it as it is now."),
    )


def points(earned: float, possible: float) -> str:
    """Return points in words: 1 of 2 points."""
    return ngettext(
        "%(earned)s of %(possible)s point", "%(earned)s of %(possible)s points", whole(possible)
    ) % {"earned": number(earned), "possible": number(possible)}


def for_scripts() -> dict[str, str]:
    """Return what the browser says by itself. {braces} are filled in there."""
    return {
        "saved": _("Saved"),
        "saving": _("Saving"),
        "offline": _("Not saved yet: no connection. Your writing is kept on this device."),
        "offline_unkept": _(
            "Not saved yet: no connection. Keep this page open until it says Saved."
        ),
        "not_saved": _("Not saved yet. We will try again in a moment."),
        "left_over": _("Writing kept on this device that was not submitted"),
        "left_over_remove": _("Remove it from this device"),
        "held": _("Not kept yet: until you keep it, it is on this device alone."),
        "not_held": _("Not kept yet. Keep this page open until you have kept it."),
        "restored": _("We put back writing that was kept on this device and not saved before."),
        "conflict": _(
            "Your reflection was also changed in another tab or on another device. "
            "Nothing is lost: choose which version to go on with."
        ),
        "conflict_empty": _(
            "The other version is empty. Perhaps you submitted your reflection in another tab: "
            "then reload this page to see it. What is written here is kept."
        ),
        "conflict_use": _("The other version is in the form now."),
        "words": _("Words: {count}"),
        "words_few": _("Words: {count}. At least {min} are needed."),
        "words_many": _("Words: {count}. At most {max} fit."),
        "too_few": _("At least {min} words are needed. You have {count} so far, and it is kept."),
        "too_many": _("At most {max} words fit. You have {count}, and all of it is kept."),
        "confirm": _("Submit what you have written? Words: {count}."),
        "sending": _("Sending"),
        "network": _(
            "We couldn’t reach the server. What you wrote is still here. "
            "Check your connection, then try again."
        ),
        "signed_out": _(
            "You may have been signed out. What you wrote is still here. "
            "Sign in again in another tab, then try again."
        ),
        "server": _(
            "Something went wrong on our side. What you wrote is still here. Try again in a moment."
        ),
        "resumed": _("Carrying on from {time}."),
        "seen": _("You have seen {percent}% of the film."),
        "paused": _("The film is paused for a thought bubble. Press Escape to go on."),
        "goes_on": _("The film goes on."),
        "no_lines": _("The captions can’t be loaded right now. The transcript is still here."),
        "no_voice": _(
            "This browser has no voice to speak with, so descriptions are shown instead."
        ),
        "relied_on": _("Relied on for:"),
        "no_evidence": _("This rests on no sentence."),
        "continue_to": _("Continue: {step}"),
        "back_to": _("Back: {step}"),
        "copied": _("Your copy is among your downloads."),
        "copied_text": _("Copied."),
        "copy_by_hand": _("The text is selected: copy it with your keyboard or by touch."),
        "choose_first": _("Choose an answer first."),
    }
