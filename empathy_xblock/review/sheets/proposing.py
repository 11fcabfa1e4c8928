"""A language model's draft: offered where an operator has set one up, asked for by a person.

Nothing here runs by itself. An instructor asks for one reflection at a time; where the text may
point to somebody, it stays until the instructor has seen what was found and sends it anyway.
What comes back is shown beside the criteria and chosen for nobody.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from empathy_xblock import settings
from empathy_xblock.drafting import personal
from empathy_xblock.drafting.draft import draft
from empathy_xblock.drafting.endpoint import Endpoint, endpoint
from empathy_xblock.drafting.no_draft import NoDraft
from empathy_xblock.drafting.reply import Suggestion
from empathy_xblock.journey.reflection import combined
from empathy_xblock.records import api
from empathy_xblock.records.data import AttemptRecord, MarkInput, Place
from empathy_xblock.refusal import Refusal
from empathy_xblock.review.requests import ProposeRequest
from empathy_xblock.unit.model import Rubric, Unit

log = logging.getLogger(__name__)

#: The modes in which learners are told that a machine may mark before a person does.
MODES = ("assisted", "reviewed")


@dataclass(frozen=True, slots=True)
class Found:
    """Something in the text that may point to a person: what it may be, and the words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Drafter:
    """Who would be asked, and where the text would go."""

    model: str
    host: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """What was suggested for one criterion. `level` is a name, empty where there is none."""

    level: str
    quotes: tuple[str, ...]
    reason: str


def _endpoint() -> Endpoint | None:
    return endpoint(settings.value)


def drafter(attempt: AttemptRecord, *, readable: bool) -> Drafter | None:
    """Return who can be asked about that attempt, or None where nobody can."""
    found = _endpoint()
    if found is None or not readable or attempt.mode not in MODES:
        return None
    return Drafter(found.model, found.host)


def suggested(attempt: AttemptRecord, rubric: Rubric, text: str) -> dict[str, Suggested]:
    """Return the newest suggestions by criterion id; quotes are cut from `text` as it stands."""
    names = {(c.id, level.id): level.name for c in rubric.criteria for level in c.levels}
    marks = attempt.proposal.marks if attempt.proposal else ()
    return {
        mark.criterion: Suggested(
            names.get((mark.criterion, mark.level or ""), ""),
            tuple(text[start:end] for start, end in mark.evidence if text),
            mark.comment,
        )
        for mark in marks
    }


def found_in(text: str) -> tuple[Found, ...]:
    """Return what in a text may point to a person, in words."""
    names = {
        "email": _("E-mail address"),
        "record_number": _("Record number"),
        "date": _("Date, perhaps of birth"),
        "phone": _("Phone number"),
        "name": _("Name"),
    }
    hints = ((names[hint.kind], text[slice(*hint.span)]) for hint in personal.hints(text))
    return tuple(Found(*pair) for pair in dict.fromkeys(hints))


def _sentence(error: NoDraft) -> str:
    why = {
        "not_installed": _("The software for this is not installed here. Nothing was sent."),
        "unreachable": _("The language model could not be reached."),
        "too_slow": _("The language model did not answer in time."),
        "failed": _("The language model answered with an error."),
        "refused": _("The language model gave no answer."),
    }.get(error.reason, _("The language model’s answer could not be used."))
    return _("{why} The marks on this page stay as they are.").format(why=why)


@sensitive_variables("text")
def _suggestions(
    asked: Endpoint, rubric: Rubric, questions: Sequence[str], text: str
) -> tuple[Suggestion, ...]:
    """Return the suggestions, or raise NoDraft whatever goes wrong: an error may quote the text."""
    try:
        return draft(asked, rubric, questions, text, language=get_language() or "en")
    except NoDraft:
        raise
    except Exception as error:
        log.error("The drafter failed: %s", type(error).__name__)
        raise NoDraft("failed") from None


@sensitive_variables("text", "suggestions", "marks")
def propose(place: Place, unit: Unit, author: str, sent: ProposeRequest) -> tuple[Found, ...]:
    """Ask for a draft and keep it; or return what was found, and nothing has left.

    Refusal where no model is set up, where the attempt is not for one, and where no draft came.
    """
    asked = _endpoint()
    if asked is None:
        raise Refusal(404, _("No language model is set up here."))
    attempt = api.attempt(place, sent.ref)
    if attempt.mode not in MODES:
        raise Refusal(409, _("In this unit no machine marks reflections."))
    text = combined(api.responses(attempt))
    if not text:
        raise Refusal(409, _("The text was deleted under the retention rule."))
    found = () if sent.confirmed else found_in(text)
    if found:
        return found
    rubric = api.rubric(place, attempt.rubric_digest)
    prompts = unit.reflection.prompts if unit.reflection else ()
    questions = [prompt.text for prompt in prompts]
    try:
        suggestions = _suggestions(asked, rubric, questions, text)
    except NoDraft as error:
        log.warning("No draft from the language model: %s", error)
        if error.sent:
            api.propose(place, sent.ref, author=author, model=asked.model, marks=None)
        raise Refusal(502, _sentence(error)) from None
    marks = {one.criterion: MarkInput(one.level, one.reason, one.evidence) for one in suggestions}
    api.propose(place, sent.ref, author=author, model=asked.model, marks=marks)
    return ()
