"""Examples that learners were trained on, marked by their author: sample answers of a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from empathy_xblock.unit.html import line
from empathy_xblock.unit.importers.importing import Report, elements, first
from empathy_xblock.unit.importers.texts import paragraphs, together
from empathy_xblock.unit.olx.xml import Node, is_element

MAX_ANSWERS = 30

#: A criterion's element, and what was made of it.
Criteria = Sequence[tuple[Node, dict[str, Any]]]


def answers(root: Node, criteria: Criteria, report: Report) -> list[dict[str, Any]]:
    """Return the examples of the training as sample answers, with their marks that are kept."""
    found: list[dict[str, Any]] = []
    for assessments in elements(root, "assessments"):
        for step in elements(assessments, "assessment"):
            made = [_answer(one, criteria) for one in elements(step, "example")]
            whole = [one for one in made if one["text"]]
            if not whole:
                continue
            kept = whole[: MAX_ANSWERS - len(found)]
            found += kept
            report.changed(
                step,
                f"its examples ({len(kept)}) are sample answers now, with the marks they came "
                "with; learners do not see them",
            )
            if len(kept) < len(made):
                left = len(made) - len(kept)
                report.left_out(step, f"{left} more of its examples: without a text, or too many")
    for number, answer in enumerate(found, start=1):
        answer["id"] = f"answer_{number}"
    return found


def _answer(example: Node, criteria: Criteria) -> dict[str, Any]:
    answer = first(example, "answer")
    parts = [] if answer is None else [answer, *elements(answer, "part")]
    return {
        "text": together(
            paragraphs(part.text or "") for part in parts if (part.text or "").strip()
        ),
        "marks": list(_marks(example, criteria)),
    }


def _marks(example: Node, criteria: Criteria) -> Iterator[dict[str, str]]:
    chosen = {
        line(one.attrib.get("criterion", "")): line(one.attrib.get("option", ""))
        for one in elements(example, "select")
    }
    for node, made in criteria:
        wanted = chosen.get(_name(node))
        options = (one for one in elements(node, "option") if wanted and _name(one) == wanted)
        option = next(options, None)
        label = _label(option) if option is not None else None
        level = next((one for one in made["levels"] if label and one["name"] == label), None)
        if level is not None:
            yield {"criterion": made["id"], "level": level["id"]}


def _name(node: Node) -> str:
    """Return what an example calls a criterion or an option by."""
    return _text(node, "name")


def _label(option: Node) -> str:
    """Return what people read of an option."""
    return _text(option, "label") or _text(option, "name")


def _text(node: Node, child: str) -> str:
    found = first(node, child)
    return line((found.text if found is not None and is_element(found) else "") or "")
