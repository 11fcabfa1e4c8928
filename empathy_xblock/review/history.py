"""The trail of an attempt, a sentence a line: who did what, when, and what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from empathy_xblock.records.data import AuditRecord
from empathy_xblock.unit.model import Rubric


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """When, a sentence, and the levels that changed."""

    at: datetime
    sentence: str
    changes: tuple[str, ...]


def _sentence(line: AuditRecord) -> str:
    template = {
        "submitted": _("{actor} submitted this reflection."),
        "marked": _("The engine, version {engine}, marked it."),
        "drafted": _("{actor} saved a draft."),
        "released": _("{actor} released marks."),
        "proposed": _(
            "{actor} sent the text to the language model {engine}, which suggested marks."
        ),
        "sent": _("{actor} sent the text to the language model {engine}. No draft came of it."),
        "superseded": _("A later attempt took its place."),
        "text_deleted": _("The text was deleted under the retention rule."),
    }.get(line.action, "{actor}: {action}")
    said = template.format(actor=line.actor, engine=line.engine_version, action=line.action)
    version = line.after.get("unit_model")
    if version is not None:
        said += " " + _(
            "It used what it had learned from people’s marks here, version {version}."
        ).format(version=version)
    score = line.after.get("score")
    if score is not None:
        said += " " + _("The learner’s score became {score}.").format(score=f"{score}%")
    return f"{said} {line.reason}".rstrip()


def _levels(values: Mapping[str, object]) -> dict[str, object]:
    marks = values.get("marks")
    return dict(marks) if isinstance(marks, dict) else {}


def _changes(line: AuditRecord, rubric: Rubric) -> tuple[str, ...]:
    before, after = _levels(line.before), _levels(line.after)
    undecided = _("undecided")
    found = []
    for criterion in rubric.criteria:
        names: dict[object, str] = {level.id: level.name for level in criterion.levels}
        old, new = before.get(criterion.id), after.get(criterion.id)
        if criterion.id not in after or (old == new and line.action != "marked"):
            continue
        text = (
            _("{criterion}: {old} → {new}") if criterion.id in before else _("{criterion}: {new}")
        )
        found.append(
            text.format(
                criterion=criterion.name,
                old=names.get(old, undecided),
                new=names.get(new, undecided),
            )
        )
    return tuple(found)


def history(trail: tuple[AuditRecord, ...], rubric: Rubric) -> tuple[HistoryLine, ...]:
    """Return the trail in words, newest first; levels are named as in the attempt's rubric."""
    return tuple(
        HistoryLine(line.at, _sentence(line), _changes(line, rubric)) for line in reversed(trail)
    )
