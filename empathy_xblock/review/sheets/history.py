"""The trail of an attempt, a sentence a line: who did what, when, and what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from empathy_xblock.records.data import AuditRecord
from empathy_xblock.templates.level_changes import level_changes, levels
from empathy_xblock.unit.model import Rubric


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """When, a sentence, the levels that changed, and by which wording and which software."""

    at: datetime
    sentence: str
    changes: tuple[str, ...]
    rubric: str = ""
    software: str = ""


def _sentence(line: AuditRecord, names: Mapping[str, str]) -> str:
    kept = line.before.get("marks") == line.after.get("marks")
    template = {
        "submitted": _("{actor} submitted this reflection."),
        "marked": _("The engine, version {engine}, marked it."),
        "drafted": _("{actor} saved a draft."),
        "released": _("{actor} released marks."),
        "proposed": _(
            "{actor} sent the text to the language model {engine}, which suggested marks."
        ),
        "sent": _("{actor} sent the text to the language model {engine}. No draft came of it."),
        "confirmed": _("{actor} confirmed the engine’s marks as they stood, with others."),
        "taken_back": _("{actor} took back the release. What stood before stands again."),
        "superseded": _("A later attempt took its place."),
        "overridden": _("{actor} set the learner’s score for the unit."),
        "override_lifted": _("The score that was set is lifted: marks count again."),
        "revealed": _("{actor} asked who wrote this:"),
        "look_asked": _("{actor} asked for another look."),
        "look_closed": _("{actor} looked again, and kept the mark.")
        if kept
        else _("{actor} looked again, and changed the mark."),
        "look_closed_alone": _("{actor} looked again at their own mark, alone, and kept it:")
        if kept
        else _("{actor} looked again at their own mark, alone, and changed it:"),
        "look_reopened": _(
            "{actor} took back the answer to the learner’s request, with the marks: it waits again."
        ),
        "second_asked": _("{actor} asked for a second reading."),
        "second_looked": _("{actor} looked at the marks, and so won’t be the second reader."),
        "second_read": _("{actor} read it as the second person, and gave the same levels.")
        if line.after.get("agreed") is True
        else _("{actor} read it as the second person, and gave other levels."),
        "second_settled": _("{actor} settled where the two readers differ."),
        "second_reopened": _(
            "{actor} took back what had been settled, with the marks: it is to be settled again."
        ),
        "carried": _("{actor} carried the marks over to the current rubric."),
        "carry_undone": _("{actor} undid a change of the rubric."),
        "rescored": _("{actor} had the answers to the quiz marked by the current keys."),
        "rescore_undone": _("{actor} gave the answers to the quiz their points back."),
        "text_deleted": _("The text was deleted under the retention rule."),
    }.get(line.action, "{actor}: {action}")
    actor = names.get(line.actor, line.actor) or _("The platform")
    said = template.format(actor=actor, engine=line.engine_version, action=line.action)
    version = line.after.get("unit_model")
    if version is not None:
        said += " " + _(
            "It used what it had learned from people’s marks here, version {version}."
        ).format(version=version)
    score = line.after.get("score")
    if score is not None:
        said += " " + _("The learner’s score became {score}.").format(score=f"{score}%")
    return f"{said} {line.reason}".rstrip()


def history(
    trail: tuple[AuditRecord, ...], rubric: Rubric, names: Mapping[str, str] | None = None
) -> tuple[HistoryLine, ...]:
    """Return the trail in words, newest first; levels are named as in the attempt's rubric.

    `names` are what usernames are to be called, where that is not their own name.
    """
    return tuple(
        HistoryLine(
            line.at,
            _sentence(line, names or {}),
            level_changes(
                rubric,
                levels(line.before),
                levels(line.after),
                undecided=_("undecided"),
                unchanged=line.action == "marked",
            ),
            line.rubric_digest[:8],
            line.engine_version,
        )
        for line in reversed(trail)
    )
