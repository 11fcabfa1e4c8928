"""A Problem Builder or Step Builder of its second version as a unit.

Long answers become the prompts of a reflection that a valid attempt earns; questions with a
key become items; ratings without one become statements to agree with. Texts before a question
stand before it still.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from empathy_xblock.unit.importers.importing import (
    Imported,
    Report,
    elements,
    number,
    opened,
    unit_of,
)
from empathy_xblock.unit.importers.questions import Question, question
from empathy_xblock.unit.importers.texts import Ids, inside, name, simple_html, together
from empathy_xblock.unit.messages import noted as _
from empathy_xblock.unit.olx.xml import Node, name_of

MAX_PROMPTS, MAX_ITEMS, MAX_STATEMENTS, MAX_STATEMENT = 10, 50, 10, 200
#: Six characters a word, its space counted.
_CHARACTERS_PER_WORD = 6

_ROOTS = ("problem-builder", "step-builder")
_QUESTIONS = ("pb-mcq", "pb-mrq", "pb-rating")
_TAKEN = {
    *("display_name", "weight", "max_attempts", "mode", "show_title", "display_submit"),
    *("enforce_dependency", "followed_by", "extended_feedback", "feedback_label"),
}
_REASONS = {
    "pb-answer-recap": _("an earlier answer shown again; learners see their own record instead"),
    "pb-message": _("a message for the whole block; feedback stands at each choice here"),
    "pb-slider": _("a value on a scale from 0 to 100; a statement may serve instead"),
    "pb-completion": _("a box to tick; each step has its own end here"),
    "pb-table": _("a table of earlier answers"),
    "pb-plot": _("a plot of answers"),
    "pb-dashboard": _("a summary of answers in other blocks"),
    "pb-swipe": _("a card to swipe"),
    "sb-review-step": _("the review of all steps; learners see their score and their record"),
    "sb-plot": _("a plot of answers"),
    "video": _("a film; add it as the unit’s <video>"),
}
#: The one criterion that stands in for the rubric which long answers never had.
_ANSWERED = {
    "id": "answered",
    "name": "Answers the questions",
    "levels": [
        {"id": "not_yet", "points": 0, "name": "Not yet", "text": "Leaves a question open."},
        {"id": "answered", "points": 1, "name": "Answered", "text": "Answers each question."},
    ],
    "evidence": {"components": ["experience"]},
}


@dataclass
class _Found:
    """The parts of a unit, as they turn up."""

    report: Report
    notes: list[str] = field(default_factory=list)
    waiting: list[tuple[Node, str]] = field(default_factory=list)
    prompts: list[dict[str, str]] = field(default_factory=list)
    statements: list[dict[str, str]] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    words: int = 0
    order: list[str] = field(default_factory=list)
    ids: dict[str, Ids] = field(default_factory=dict)

    def id_of(self, kind: str, node: Node) -> str:
        """Return an id for a part of a step, which stands where its first part stood."""
        if kind not in self.order:
            self.order.append(kind)
        return self.ids.setdefault(kind, Ids()).make(node.attrib.get("name", ""), kind)

    def introduced(self, text: str) -> str:
        """Return a text after those that wait for it."""
        before, self.waiting = self.waiting, []
        return together([*(waited for _, waited in before), text])


def convert(source: bytes | str) -> Imported:
    """Return the unit; NotImported if there is no one block with anything to answer or read."""
    root = opened(source, _ROOTS)
    found = _Found(Report())
    for node in _parts(root, found.report):
        _take(node, found)
    for node, _text_of in found.waiting:
        found.report.left_out(node, _("a text after the last question"))
    steps = _steps(root, found)
    _settings(root, found.report)
    attempts = number(root.attrib.get("max_attempts", "0"), 0, 100)
    parts = {
        "display_name": name(root.attrib.get("display_name", ""), "Practice", root, found.report),
        "weight": number(root.attrib.get("weight", "1"), 0, 1000) or 0,
        "grading_mode": "participation" if found.prompts else "assisted",
        "max_attempts": int(attempts) or None if attempts is not None else None,
        "steps": steps,
    }
    return Imported(unit_of(parts, root), found.report.in_order())


def _parts(root: Node, report: Report) -> Iterator[Node]:
    """Iterate over what the block shows, through the steps of a Step Builder."""
    for node in elements(root):
        if name_of(node) == "sb-step":
            if node.attrib.get("display_name"):
                report.left_out(node, _("the title of a step"))
            yield from elements(node)
        else:
            yield node


def _take(node: Node, found: _Found) -> None:
    kind = name_of(node)
    if kind in ("html", "html_demo"):
        _text(node, found)
    elif kind == "pb-answer":
        _long_answer(node, found)
    elif kind in _QUESTIONS:
        _closed_question(node, found)
    else:
        found.report.left_out(node, _REASONS.get(kind, _("it has no counterpart")))


def _text(node: Node, found: _Found) -> None:
    if node.attrib.get("url_name") and not (inside(node)):
        found.report.left_out(node, _("its text is in a file of its own; copy it from there"))
        return
    text = simple_html(inside(node), node, found.report)
    if not text:
        return
    if found.order:
        found.waiting.append((node, text))
    else:
        found.notes.append(text)


def _long_answer(node: Node, found: _Found) -> None:
    report = found.report
    text = found.introduced(simple_html(node.attrib.get("question", ""), node, report))
    characters = number(node.attrib.get("min_characters", "0"), 0, 30_000) or 0
    if characters:
        words = max(1, round(characters / _CHARACTERS_PER_WORD))
        found.words += words
        report.changed(
            node,
            _(
                "its {characters} characters or more are {words} words or more",
                characters=f"{characters:g}",
                words=words,
            ),
        )
    if node.attrib.get("default_from"):
        report.left_out(node, _("an earlier answer to begin with"))
    report.others(
        node, ("name", "question", "min_characters", "default_from", "weight", "show_title")
    )
    _prompt(node, text, found)


def _prompt(node: Node, text: str, found: _Found) -> None:
    if len(found.prompts) < MAX_PROMPTS:
        found.prompts.append({"id": found.id_of("prompt", node), "text": text})
        return
    found.report.changed(
        node,
        _(
            "there are at most {max_prompts} prompts; it joined the last one",
            max_prompts=MAX_PROMPTS,
        ),
    )
    last = found.prompts[-1]
    last["text"] = together([last["text"], text])


def _closed_question(node: Node, found: _Found) -> None:
    asked = question(node, found.report)
    if asked is None:
        return
    stem = found.introduced(asked.stem)
    if not asked.has_key:
        _opinion(node, asked, stem, found)
    elif len(found.items) == MAX_ITEMS:
        found.report.left_out(node, _("a quiz has at most {max_items} items", max_items=MAX_ITEMS))
    else:
        item_id = found.id_of("item", node)
        found.items.append(
            {
                "kind": asked.kind,
                "id": item_id,
                "points": asked.points,
                "stem": stem,
                "choices": asked.choices,
            }
        )


def _opinion(node: Node, asked: Question, stem: str, found: _Found) -> None:
    """Keep a question that any answer is right for: as a statement, or as a prompt."""
    line = asked.line
    fits = 0 < len(line) <= MAX_STATEMENT and len(found.statements) < MAX_STATEMENTS
    if asked.is_rating and fits:
        if stem != asked.stem:
            found.report.left_out(node, _("the text before it"))
        found.statements.append({"id": found.id_of("statement", node), "text": line})
        found.report.changed(
            node, _("every rating was right: now it is something to agree with; word it so")
        )
        return
    choices = "; ".join(str(choice["text"]) for choice in asked.choices)
    found.report.changed(node, _("there is no right answer to it: now it is a prompt to write to"))
    _prompt(node, together([stem, choices]), found)


def _steps(root: Node, found: _Found) -> list[dict[str, Any]]:
    steps: dict[str, dict[str, Any]] = {}
    if found.statements:
        steps["statement"] = {
            "kind": "anchor",
            "text": "Where do you stand?",
            "statements": found.statements,
        }
        found.report.changed(root, _("the question over the statements is ours; write your own"))
    if found.prompts:
        steps["prompt"] = {
            "kind": "reflection",
            "min_words": min(found.words, 2000),
            "max_words": 2000,
            "prompts": found.prompts,
            "rubric": {"criteria": [_ANSWERED]},
        }
        found.report.changed(
            root,
            _(
                "long answers had no rubric: one criterion stands in for it, and an attempt "
                "within the word limits "
                "earns full credit; choose a rubric, or write a model answer"
            ),
        )
    if found.items:
        steps["item"] = {"kind": "quiz", "items": found.items}
    ordered = [steps[kind] for kind in found.order if kind in steps]
    if found.notes:
        ordered.insert(0, {"kind": "content_note", "text": together(found.notes)})
        found.report.changed(root, _("the text before the first question is the content note"))
    return ordered


def _settings(root: Node, report: Report) -> None:
    if root.attrib.get("mode") == "assessment":
        report.changed(
            root, _("questions are on one page, each answered on its own, with feedback")
        )
    for attribute in ("followed_by", "enforce_dependency"):
        if root.attrib.get(attribute, "").lower() not in ("", "false"):
            report.left_out(root, _("the order of blocks (“{attribute}”)", attribute=attribute))
    known = {name_of(child) for child in elements(root)}
    report.others(root, _TAKEN, known)
