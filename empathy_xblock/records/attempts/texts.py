"""The learner's words, which live in edx-submissions and nowhere else.

They are never logged and never part of an error: what is handed on prints as nothing, and
errors of the store are replaced by our own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.views.decorators.debug import sensitive_variables
from submissions import api as submissions
from submissions.models import Submission

from empathy_xblock.records.data import Place
from empathy_xblock.records.errors import NotFound, NotKept
from empathy_xblock.records.locking import student_item

SCHEMA_VERSION = 1


class _Answer(dict[str, Any]):
    """A stored answer. The store logs what it fails to write: this tells it nothing."""

    def __repr__(self) -> str:
        return "<answer>"

    __str__ = __repr__


def answer(responses: Mapping[str, str]) -> dict[str, Any]:
    """Return responses, by prompt id, in the form they are stored in."""
    return _Answer(
        schema_version=SCHEMA_VERSION,
        responses=[{"prompt": prompt, "text": text} for prompt, text in responses.items()],
    )


@sensitive_variables("responses")
def keep(place: Place, learner_id: str, number: int, responses: Mapping[str, str]) -> str:
    """Store the responses, by prompt id, and return the submission's uuid; or NotKept."""
    try:
        stored = submissions.create_submission(
            student_item(place, learner_id), answer(responses), attempt_number=number
        )
    except submissions.SubmissionError:
        raise NotKept from None
    return str(stored["uuid"])


def _responses(stored: object) -> dict[str, str]:
    if not isinstance(stored, dict):
        return {}
    return {str(part["prompt"]): str(part["text"]) for part in stored.get("responses", ())}


def read_many(refs: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the responses by ref, in one query. Refs that are gone are left out.

    Read from the table, for the store's own function keeps what it read in the cache, from
    where erasing would have to fetch it; and it fails on PostgreSQL where nothing is found.
    """
    rows = Submission.objects.filter(uuid__in=list(refs)).values_list("uuid", "answer")
    return {str(uuid): _responses(stored) for uuid, stored in rows}


def read(ref: str) -> dict[str, str]:
    """Return the responses by prompt id, in the order they were submitted; or NotFound."""
    found = read_many([ref])
    if not found:
        raise NotFound
    return found[ref]


def newest_ref(place: Place, learner_id: str) -> str | None:
    """Return the uuid of the learner's newest submission, or None."""
    found = submissions.get_submissions(student_item(place, learner_id), limit=1)
    return str(found[0]["uuid"]) if found else None


def empty(refs: Collection[str]) -> None:
    """Take the words out of these submissions, and out of the cache once that is written."""
    # `_objects` finds those that a reset has hidden, too.
    Submission._objects.filter(uuid__in=refs).update(answer=answer({}))
    # Until then another process may read the words through the store, which caches what it reads.
    keys = [Submission.get_cache_key(ref) for ref in refs]
    transaction.on_commit(partial(cache.delete_many, keys))
