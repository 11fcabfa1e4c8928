"""What can go wrong at the door. Every message may be shown to the person who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from empathy_xblock.journey.reflection import Unmet
    from empathy_xblock.records.data import AttemptRecord


class RecordsError(Exception):
    """The base of this room's errors; `str()` is for people and holds no learner's text."""


class NotFound(RecordsError):
    """The thing asked for is not kept for this unit."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or _("This is not there any more. Please reload the page."))


class NotKept(RecordsError):
    """The store of submissions failed; nothing was written and trying again may help."""

    def __init__(self) -> None:
        super().__init__(_("Your answer could not be saved. Please try again in a moment."))


class InvalidReflection(RecordsError):
    """The responses do not meet the reflection's limits; `unmet` says which."""

    def __init__(self, unmet: tuple[Unmet, ...]) -> None:
        super().__init__(_("This reflection cannot be submitted as it is."))
        self.unmet = unmet


class AlreadySubmitted(RecordsError):
    """That attempt is kept already, with another text; `attempt` is what stands."""

    def __init__(self, attempt: AttemptRecord) -> None:
        super().__init__(
            _("You have already submitted this attempt, perhaps in another window. It stands.")
        )
        self.attempt = attempt


class AlreadyAnswered(RecordsError):
    """That answer to the item is kept already, with other choices."""

    def __init__(self) -> None:
        super().__init__(
            _("You have already answered this question, perhaps in another window. It stands.")
        )


class NoAttemptsLeft(RecordsError):
    """All attempts allowed have been used."""

    def __init__(self) -> None:
        super().__init__(_("You have no attempts left."))


class OutOfDate(RecordsError):
    """The page shows another number of attempts than are kept."""

    def __init__(self) -> None:
        super().__init__(_("This page is out of date. Please reload it and try again."))


class AlreadyShared(RecordsError):
    """Another commitment of the learner's is offered already."""

    def __init__(self) -> None:
        super().__init__(
            _("You have already shared a commitment here. Withdraw it first to share another.")
        )


class TooManyShared(RecordsError):
    """The learner has as many scenarios here as one may have."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _("You have shared %(most)d scenarios here. Withdraw one first to share another.")
            % {"most": most}
        )


class Stale(RecordsError):
    """Someone else has marked the attempt since the reviewer looked."""

    def __init__(self) -> None:
        super().__init__(_("Someone else has marked this attempt meanwhile. Please open it again."))


class InvalidMark(RecordsError):
    """A mark names no criterion or level of the rubric, or lies beyond a limit."""


class InvalidSnippet(RecordsError):
    """A comment can't be kept for next time."""


class IncompleteMarks(RecordsError):
    """A release needs a level on every criterion; `criteria` are the ids that have none."""

    def __init__(self, names: tuple[str, ...], criteria: tuple[str, ...]) -> None:
        super().__init__(
            _("Choose a level before you release: %(names)s.") % {"names": ", ".join(names)}
        )
        self.criteria = criteria


class InvalidCursor(RecordsError):
    """The cursor was not made by the queue."""

    def __init__(self) -> None:
        super().__init__(_("This address does not lead to a page of the queue."))
