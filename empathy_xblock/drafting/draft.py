"""Asking for a draft, from the text to the suggestions."""

from __future__ import annotations

from collections.abc import Iterable

from empathy_xblock.drafting import client, prompt, reply
from empathy_xblock.drafting.endpoint import Endpoint
from empathy_xblock.drafting.reply import Suggestion
from empathy_xblock.unit.model import Rubric


def draft(
    endpoint: Endpoint,
    rubric: Rubric,
    questions: Iterable[str],
    text: str,
    *,
    language: str = "en",
) -> tuple[Suggestion, ...]:
    """Return a suggestion for each criterion of the rubric, in its order; or raise NoDraft.

    This sends `text` away: ask for `personal.hints` before, and let a person decide.
    """
    token = prompt.fence(text)
    body = {
        "model": endpoint.model,
        "messages": prompt.messages(rubric, questions, text, token=token, language=language),
        "temperature": 0,
        "response_format": prompt.answer_format(rubric),
    }
    return reply.read(client.ask(endpoint, body), rubric, text)
