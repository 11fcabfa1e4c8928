"""What happened to a learner's marks, as they read it: a sentence a line, and no names.

What is still being worked on is left out, as on the page: drafts, the engine's marks where they
are for reviewers, and any marks while the course shows none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from empathy_xblock.records.api.objects import LOOK_ASKED
from empathy_xblock.records.data import AttemptRecord, AuditRecord
from empathy_xblock.templates.level_changes import level_changes, levels
from empathy_xblock.unit.model import Rubric

#: The lines that are told, and whether they tell marks.
TOLD: Mapping[str, bool] = {
    "submitted": False,
    "marked": True,
    "released": True,
    "confirmed": True,
    "taken_back": True,
    "proposed": False,  # its text went to a language model, which made suggestions,
    "sent": False,  # or did not
    "superseded": False,
    "text_deleted": False,
    "overridden": True,
    "override_lifted": True,
    "revealed": False,
    LOOK_ASKED: True,
    "look_closed": True,
    "look_closed_alone": True,
    "look_reopened": True,
    "second_asked": False,
    "second_read": False,
    "second_settled": True,
    "second_reopened": True,
    "carried": True,
    "carry_undone": True,
    "rescored": True,
    "rescore_undone": True,
}

#: Whose reasons are written for the learner to read, too.
WITH_REASON = (
    "look_closed_alone",
    "second_settled",
    "carried",
    "carry_undone",
    "rescored",
    "rescore_undone",
)


@dataclass(frozen=True, slots=True)
class TrailLine:
    """When, a sentence, the levels that changed, and by which wording and which software."""

    at: datetime
    sentence: str
    changes: tuple[str, ...]
    rubric: str
    software: str


def may_be_told(attempt: AttemptRecord, line: AuditRecord, *, show_marks: bool) -> bool:
    """Whether the attempt's writer may read that line."""
    if line.action == "marked" and not (attempt.engine and attempt.engine.released):
        return False  # the engine's marks are for reviewers
    return line.action in TOLD and (show_marks or not TOLD[line.action])


#: What is said of a line, in the language of the page once it is made a string.
_SAID = {
    "submitted": _("You submitted this reflection."),
    "marked": _("The software marked it."),
    "released": _("An instructor released marks."),
    "confirmed": _("An instructor confirmed the software’s marks as they stood."),
    "taken_back": _("An instructor took back the marks. What stood before stands again."),
    "proposed": _("An instructor asked a language model for a second opinion."),
    "sent": _("An instructor asked a language model for a second opinion. None came back."),
    "superseded": _("A later attempt took its place."),
    "text_deleted": _("The text was deleted under the retention rule."),
    "overridden": _("An instructor set the score for this unit."),
    "override_lifted": _("The score an instructor had set was lifted: your marks count again."),
    "revealed": _("An instructor, who sees no names here, asked for yours and said why."),
    LOOK_ASKED: _("You asked for another look."),
    "look_reopened": _(
        "An instructor took back the answer to your request, with the marks: it waits again."
    ),
    "second_asked": _("An instructor asked a second person to read it."),
    "second_settled": _("An instructor settled where the two readers differed."),
    "second_reopened": _(
        "An instructor took back, with the marks, what had been settled between the two "
        "readers. It is to be settled again."
    ),
    "carried": _("The rubric was changed, and your marks count by the new one."),
    "carry_undone": _("That change was undone: your marks count as they did before."),
    "rescored": _(
        "Your answers to the quiz were marked again, because what counts as right was changed."
    ),
    "rescore_undone": _("Your answers to the quiz have their earlier points back."),
}

#: The same, where it matters whether the levels were the same, which is said first.
_SAID_BY_LEVELS = {
    "look_closed": (
        _("A person looked again, and kept the mark."),
        _("A person looked again, and changed the mark."),
    ),
    "look_closed_alone": (
        _("The instructor who gave the mark looked again, and kept it."),
        _("The instructor who gave the mark looked again, and changed it."),
    ),
    "second_read": (
        _("A second person read it without seeing the marks: the same levels."),
        _(
            "A second person read it without seeing the marks, and gave other levels. An "
            "instructor settles what counts."
        ),
    ),
}


def _same_levels(line: AuditRecord) -> bool:
    if line.action == "second_read":
        return line.after.get("agreed") is True
    return line.before.get("marks") == line.after.get("marks")


def _sentence(line: AuditRecord) -> str:
    if line.action in _SAID_BY_LEVELS:
        same, other = _SAID_BY_LEVELS[line.action]
        said = str(same if _same_levels(line) else other)
    else:
        said = str(_SAID[line.action])
    if line.reason and line.action in WITH_REASON:
        said += " " + _("The reason given: {reason}").format(reason=line.reason)
    score = line.after.get("score")
    if score is not None:
        said += " " + _("Your score became {score}.").format(score=f"{score}%")
    return said


def _changes(line: AuditRecord, rubric: Rubric | None) -> tuple[str, ...]:
    if rubric is None or not TOLD[line.action]:
        return ()
    decided = {name: level for name, level in levels(line.before).items() if level}
    return level_changes(
        rubric,
        decided,
        levels(line.after),
        undecided=str(_("waits for a person")),
        unchanged=line.action in ("marked", LOOK_ASKED),
    )


def trail(
    attempt: AttemptRecord,
    lines: tuple[AuditRecord, ...],
    rubrics: Mapping[str, Rubric],
    *,
    show_marks: bool,
) -> tuple[TrailLine, ...]:
    """Return what happened to the attempt in words, oldest first."""
    return tuple(
        TrailLine(
            line.at,
            _sentence(line),
            _changes(line, rubrics.get(line.rubric_digest)),
            line.rubric_digest[:8],
            line.engine_version,
        )
        for line in lines
        if may_be_told(attempt, line, show_marks=show_marks)
    )
