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
        super().__init__(message or _("This is not there anymore. Reload the page."))


class NotKept(RecordsError):
    """The store of submissions failed; nothing was written and trying again may help."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This could not be saved right now. What you wrote is still in this window: "
                "try again in a moment."
            )
        )


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
        super().__init__(
            _("This page is out of date, so nothing was changed. Reload it, then try again.")
        )


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
        super().__init__(
            _("Somebody else has marked this attempt in the meantime. Open it again to see how.")
        )


class Claimed(RecordsError):
    """Another reviewer has the attempt open to mark it; `reviewer` is their username."""

    def __init__(self, reviewer: str) -> None:
        super().__init__(
            _("%(reviewer)s is marking this reflection right now.") % {"reviewer": reviewer}
        )
        self.reviewer = reviewer


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


class NothingToChange(RecordsError):
    """Nothing that is kept differs from what the change would make of it."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing left to change here. Look again."))


class ChangeUnderWay(RecordsError):
    """Another change of the unit's marks is being applied or undone."""

    def __init__(self) -> None:
        super().__init__(
            _("Another change is under way. Nothing was changed: try again once it is done.")
        )


class ChoicesMissing(RecordsError):
    """Reflections stand on levels that are gone; `levels` are [criterion id, level id]."""

    def __init__(self, levels: tuple[tuple[str, str], ...]) -> None:
        super().__init__(_("Choose what takes the place of each level that is gone."))
        self.levels = levels


class NothingLeft(RecordsError):
    """Of what was chosen, nothing is left to be done."""

    def __init__(self) -> None:
        super().__init__(
            _("Nothing of this is left to do: it was marked in the meantime. Nothing was changed.")
        )


class BatchUnderWay(RecordsError):
    """Another batch is under way, which is not what was asked for."""

    def __init__(self) -> None:
        super().__init__(
            _("Another batch is under way here. Nothing was changed: try again once it is done.")
        )


class InvalidCursor(RecordsError):
    """The cursor was not made by the queue."""

    def __init__(self) -> None:
        super().__init__(_("This address does not lead to a page of the queue."))


class NotAskable(RecordsError):
    """Another look cannot be asked for, or given, at present; the message says why."""


class AlreadyAsked(RecordsError):
    """Another look at the criterion is asked for already, in other words."""

    def __init__(self) -> None:
        super().__init__(
            _("You have already asked for another look at this. Your request waits for a person.")
        )


class LookClosed(RecordsError):
    """The request was closed, and who asked or answers cannot open it again."""

    def __init__(self) -> None:
        super().__init__(_("This request has been answered already. Nothing was changed."))


class NeedsAnother(RecordsError):
    """Who gave the mark cannot close the request alone."""

    def __init__(self) -> None:
        super().__init__(
            _("You gave this mark, so another person must close the request. Nothing was changed.")
        )


class NotSecond(RecordsError):
    """Such a person, or such an attempt, is not one for a second reading; the message says why."""


class AlreadyRead(RecordsError):
    """Another person has been the second reader meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("Another person has read this one in the meantime. No more marks are needed.")
        )


class AlreadySettled(RecordsError):
    """Another person has settled where the two readers differ."""

    def __init__(self) -> None:
        super().__init__(
            _("Another person has settled this in the meantime. Their decision stands.")
        )


class NoRound(RecordsError):
    """The calibration round is over, or was never begun."""

    def __init__(self) -> None:
        super().__init__(_("This round is over. Begin a new one to mark sample answers."))
