"""An open response assessment (`<openassessment>`) as a unit of one reflection.

Its format, as its own block reads and writes it: the title, prompts and rubric are elements,
their texts plain or HTML by `prompts_type`; all else are attributes and assessment steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from empathy_xblock.unit.importers import ora2_examples
from empathy_xblock.unit.importers.importing import (
    Imported,
    NotImported,
    Report,
    elements,
    first,
    number,
    opened,
    unit_of,
)
from empathy_xblock.unit.importers.texts import Ids, inside, name, paragraphs, simple_html, together
from empathy_xblock.unit.messages import noted as _
from empathy_xblock.unit.olx.xml import Node

MAX_PROMPTS, MAX_CRITERIA, MAX_LEVELS = 10, 10, 6
#: The other block's limit is one of characters; this is far above what they hold.
MAX_WORDS = 2000

_TAKEN = {
    *("display_name", "prompts_type", "weight", "allow_learner_resubmissions"),
    *("text_response", "show_rubric_during_response", "rubric_feedback_prompt"),
}
_REASONS = {
    "submission_start": _("the start of submissions; set it on the subsection"),
    "submission_due": _("the due date of submissions; set it on the subsection"),
    "leaderboard_show": _("the leaderboard; texts of learners are not shown to others here"),
    "file_upload_response": _("file uploads; a reflection is text"),
    "text_response_editor": _("the choice of an editor; learners write plain text"),
    "allow_latex": _("formulas in responses"),
    "teams_enabled": _("responses of teams; everybody writes for themselves here"),
    "resubmissions_grace_period_days": _("the grace period of resubmissions; revise instead"),
    "resubmissions_grace_period_time": _("the grace period of resubmissions; revise instead"),
    "group_access": _("who may see it; set it in Studio"),
}
#: Attributes that only say more about one of those above.
_WITH = {
    *("allow_file_upload", "file_upload_type", "white_listed_file_types"),
    *("allow_multiple_files", "selected_teamset_id"),
}
_OFF = {"", "0", "none", "false", "text", "{}"}
_STEPS = {
    "peer-assessment": _("assessment by peers; an instructor marks instead"),
    "self-assessment": _("assessment by oneself as a score; learners rate themselves, unscored"),
    "staff-assessment": "",
    "student-training": _("the training of learners"),
}


def convert(source: bytes | str) -> Imported:
    """Return the unit; NotImported if there is no one `<openassessment>` with a rubric."""
    root, report = opened(source, ["openassessment"]), Report()
    rubric = first(root, "rubric")
    if rubric is None:
        raise NotImported(_("there is no <rubric> in it"), root.sourceline)
    steps = _assessments(root, report)
    _attributes(root, report)
    criteria = _criteria(rubric, report)
    revises = root.attrib.get("allow_learner_resubmissions", "").lower() == "true"
    reflection = {
        "kind": "reflection",
        "max_words": MAX_WORDS,
        "revisions": int(revises),
        "self_rating": "self-assessment" in steps,
        "prompts": _prompts(root, rubric, report),
        "rubric": {"criteria": [made for _node, made in criteria]},
        "anchor_answers": ora2_examples.answers(root, criteria, report),
    }
    report.changed(
        root, _("max_words is {max_words}, as there was no limit of words", max_words=MAX_WORDS)
    )
    report.changed(root, _("grading_mode is “staff”; another mode may be chosen in Studio"))
    report.others(root, {*_TAKEN, *_REASONS, *_WITH}, _CHILDREN)
    title = first(root, "title")
    raw = (title.text if title is not None else "") or root.attrib.get("display_name", "")
    parts = {
        "display_name": name(raw, "Open response", root, report),
        "weight": number(root.attrib.get("weight", "1"), 0, 1000) or 0,
        "grading_mode": "staff",
        "max_attempts": 1 + int(revises),
        "steps": [reflection],
    }
    return Imported(unit_of(parts, root), report.in_order())


_CHILDREN = ("title", "assessments", "prompts", "prompt", "rubric")


def _assessments(root: Node, report: Report) -> set[str]:
    found = set()
    for assessments in elements(root, "assessments"):
        for step in elements(assessments):
            kind = step.attrib.get("name", "")
            found.add(kind)
            reason = _STEPS.get(kind, _("a step that is not known here"))
            if reason:
                report.left_out(step, reason)
            for when in ("start", "due"):
                if step.attrib.get(when):
                    report.left_out(
                        step, _("its “{when}” date; set dates on the subsection", when=when)
                    )
    return found


def _attributes(root: Node, report: Report) -> None:
    for attribute, reason in _REASONS.items():
        if root.attrib.get(attribute, "").strip().lower() not in _OFF:
            report.left_out(root, reason)
    if root.attrib.get("text_response", "required") != "required":
        report.changed(root, _("a text is always asked for here"))
    if root.attrib.get("show_rubric_during_response", "true").lower() != "true":
        report.changed(root, _("the rubric is in view while learners write"))


def _prompts(root: Node, rubric: Node, report: Report) -> list[dict[str, str]]:
    as_html = root.attrib.get("prompts_type") == "html"
    nodes = [
        found
        for prompts in elements(root, "prompts")
        for prompt in elements(prompts, "prompt")
        if (found := first(prompt, "description")) is not None
    ]
    if not nodes:  # before there could be several, the one prompt stood in the rubric
        nodes = list(elements(rubric, "prompt"))
    texts = []
    for node in nodes:
        if as_html or any(elements(node)):
            raw = inside(node) if any(elements(node)) else node.text or ""
            texts.append(simple_html(raw, node, report))
        else:
            texts.append(paragraphs(node.text or ""))
    texts = [text for text in texts if text]
    if not texts:
        report.changed(root, _("there is no prompt; write one"))
        texts = [""]
    if len(texts) > MAX_PROMPTS:
        report.changed(
            root, _("there are {count} prompts; the last ones became one", count=len(texts))
        )
        texts = [*texts[: MAX_PROMPTS - 1], together(texts[MAX_PROMPTS - 1 :])]
    return [{"id": f"prompt_{at}", "text": text} for at, text in enumerate(texts, start=1)]


def _criteria(rubric: Node, report: Report) -> list[tuple[Node, dict[str, Any]]]:
    """Return each criterion's element and what is made of it."""
    for feedback in elements(rubric, "feedbackprompt", "feedback_default_text"):
        if (feedback.text or "").strip():
            report.left_out(feedback, _("reviewers may comment on the whole and on each criterion"))
    ids = Ids()
    found: list[tuple[Node, dict[str, Any]]] = []
    for node in elements(rubric, "criterion"):
        levels = _levels(node, report)
        if not levels:
            continue
        if len(found) == MAX_CRITERIA:
            report.left_out(
                node,
                _(
                    "“{name}”: a rubric has at most {max_criteria} criteria",
                    name=_said(node),
                    max_criteria=MAX_CRITERIA,
                ),
            )
            continue
        prompt = first(node, "prompt")
        made = {
            "id": ids.make(_said(node), "criterion"),
            "name": name(_said(node), "Criterion", node, report),
            "guidance": paragraphs((prompt.text if prompt is not None else "") or ""),
            "levels": levels,
        }
        found.append((node, made))
    if not found:
        raise NotImported(_("no criterion of its rubric has options"), rubric.sourceline)
    report.changed(rubric, _("nothing is named as evidence; name it before the engine marks"))
    report.others(rubric, (), ("criterion", "prompt", "feedbackprompt", "feedback_default_text"))
    return found


def _levels(criterion: Node, report: Report) -> list[dict[str, Any]]:
    if criterion.attrib.get("feedback") in ("optional", "required"):
        report.changed(criterion, _("reviewers may comment on every criterion, and never must"))
    options = sorted(
        ((_points(option, report), option) for option in elements(criterion, "option")),
        key=lambda one: one[0],
    )
    if not options or (len(options) == 1 and not options[0][0]):
        report.left_out(
            criterion, _("“{name}”: there is nothing to choose in it", name=_said(criterion))
        )
        return []
    if len(options) > MAX_LEVELS:
        options = _spread(options, criterion, report)
    ids = Ids()
    levels = []
    if len(options) == 1:
        report.changed(criterion, _("it has one option; the level “Not yet” was put below it"))
        levels.append({"id": ids.make("not_yet", ""), "points": 0, "name": "Not yet"})
    for points, option in options:
        explanation = first(option, "explanation")
        levels.append(
            {
                "id": ids.make(_said(option), "level"),
                "points": points,
                "name": name(_said(option), "Level", option, report),
                "text": paragraphs((explanation.text if explanation is not None else "") or ""),
            }
        )
    return levels


def _spread(
    options: Sequence[tuple[float, Node]], criterion: Node, report: Report
) -> list[tuple[float, Node]]:
    """Keep the lowest, the highest, and some between that lie evenly."""
    last = len(options) - 1
    kept = {round(at * last / (MAX_LEVELS - 1)) for at in range(MAX_LEVELS)}
    for at, (_points_of, option) in enumerate(options):
        if at not in kept:
            where = f"“{_said(option)}” of “{_said(criterion)}”"
            report.left_out(
                option,
                _(
                    "{where}: there are at most {max_levels} levels",
                    where=where,
                    max_levels=MAX_LEVELS,
                ),
            )
    return [options[at] for at in sorted(kept)]


def _points(option: Node, report: Report) -> float:
    raw = option.attrib.get("points")
    points = number(raw, 0, 1000)
    if points is None or str(raw).strip() not in (f"{points:g}", repr(points)):
        points = points or 0
        report.changed(
            option,
            _(
                "its points are {points}, as “{given}” can’t be kept",
                points=f"{points:g}",
                given=(raw or "")[:40],
            ),
        )
    return points


def _said(node: Node) -> str:
    """Return what people read: the label, and the name where there is none."""
    for part in ("label", "name"):
        found = first(node, part)
        if found is not None and (found.text or "").strip():
            return (found.text or "").strip()
    return ""
