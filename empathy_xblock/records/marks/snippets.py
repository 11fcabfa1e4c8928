"""Comments that reviewers of a unit keep for next time, their own and their colleagues'.

They belong to the unit and to no learner. What makes them the unit's own, to travel with it, is
the author's to decide in Studio.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from empathy_xblock import models
from empathy_xblock.records.data import Place
from empathy_xblock.records.errors import InvalidSnippet
from empathy_xblock.records.locking import in_one_go

#: As long as a comment of the unit's own bank, which it may become.
MAX_TEXT = 1_000

#: For all criteria of a unit together: more would be no help.
MOST = 200


@dataclass(frozen=True, slots=True)
class Snippet:
    """A comment kept for next time. `criterion` is an id, None for the general comment."""

    id: int
    criterion: str | None
    text: str
    author: str
    created_at: datetime


def _record(row: models.CommentSnippet) -> Snippet:
    return Snippet(row.pk, row.criterion or None, row.text, row.author, row.created_at)


def read(place: Place) -> tuple[Snippet, ...]:
    """See `api.snippets`."""
    rows = models.CommentSnippet.objects.filter(unit=place.unit).order_by("pk")
    return tuple(map(_record, rows))


def keep(place: Place, criterion: str | None, text: str, author: str) -> Snippet:
    """See `api.keep_snippet`."""
    tidied = " ".join(text.split())
    if not tidied:
        raise InvalidSnippet(_("There is no comment to keep yet."))
    if len(tidied) > MAX_TEXT:
        raise InvalidSnippet(
            _("A comment to use again may have at most %(limit)d characters.") % {"limit": MAX_TEXT}
        )
    return in_one_go(partial(_keep, place, criterion or "", tidied, author))


def _keep(place: Place, criterion: str, text: str, author: str) -> Snippet:
    same = models.CommentSnippet.objects.filter(
        unit=place.unit, criterion=criterion, digest=sha256(text.encode()).hexdigest()
    )
    found = same.first()
    if found is not None:
        return _record(found)
    if models.CommentSnippet.objects.filter(unit=place.unit).count() >= MOST:
        raise InvalidSnippet(
            _("%(most)d comments are kept here already. Remove some first.") % {"most": MOST}
        )
    try:
        with transaction.atomic():
            row = models.CommentSnippet.objects.create(
                unit=place.unit,
                criterion=criterion,
                digest=sha256(text.encode()).hexdigest(),
                text=text,
                author=author,
                created_at=timezone.now(),
            )
    except IntegrityError:
        row = same.select_for_update().get()  # somebody kept the same in this very moment
    return _record(row)


def forget(place: Place, snippet: int) -> None:
    """See `api.forget_snippet`."""
    models.CommentSnippet.objects.filter(unit=place.unit, pk=snippet).delete()
