"""A unit in which all that is kept from learners carries a sign to look for."""

from __future__ import annotations

from typing import Any

from empathy_xblock.unit.model import Unit

SIGN = "kept-back"

#: Where an item keeps what can be answered, and where that keeps what it teaches.
PARTS = {
    "single": ("choices", "feedback"),
    "multiple": ("choices", "feedback"),
    "compare": ("differences", "feedback"),
    "rate": ("replies", "why"),
    "best_worst": ("replies", "why"),
    "match": ("replies", "why"),
}


def with_signs(unit: Unit, **changes: Any) -> Unit:
    """Return the unit with a sign in everything that is kept from learners.

    What is said of a part reads "kept-back <item> <part>". `changes` are of the unit's own
    fields.
    """
    content = {**unit.model_dump(), **changes}
    for step in content["steps"]:
        if step["kind"] == "reflection":
            step["model_answer"] = f"{SIGN} model"
            step["comments"] = [{"id": "k1", "text": f"{SIGN} comment"}]
            step["anchor_answers"] = [_marked_answer(step["rubric"]["criteria"][0])]
            for criterion in step["rubric"]["criteria"]:
                criterion["evidence"]["phrases"] = (f"{SIGN} phrase",)
        if step["kind"] == "video":
            for bubble in step["thought_bubbles"]:
                bubble["reveal"] = f"{SIGN} bubble"
        if step["kind"] == "quiz":
            for item in step["items"]:
                _sign(item)
    return Unit.model_validate(content)


def _marked_answer(criterion: dict[str, Any]) -> dict[str, Any]:
    mark = {"criterion": criterion["id"], "level": criterion["levels"][0]["id"]}
    mark["text"] = f"{SIGN} reason"
    return {"id": "a1", "text": f"{SIGN} answer", "marks": [mark]}


def _sign(item: dict[str, Any]) -> None:
    if item["kind"] == "dialogue":
        for node in item["nodes"]:
            node["inner"] = f"{SIGN} {item['id']} {node['id']}"
        for end in item["ends"]:
            end["debrief"] = f"{SIGN} {item['id']} {end['id']}"
        return
    parts, said = PARTS[item["kind"]]
    for part in item[parts]:
        part[said] = f"{SIGN} {item['id']} {part['id']}"


def parts_of(unit: Unit) -> set[str]:
    """Return every part of every item but role-plays, as "<item> <part>"."""
    return {
        f"{item.id} {part.id}"
        for item in (unit.quiz.items if unit.quiz else ())
        if item.kind in PARTS
        for part in getattr(item, PARTS[item.kind][0])
    }


def told(page: str, unit: Unit) -> set[str]:
    """Return the parts of which something is said in `page`."""
    return {one for one in parts_of(unit) if f"{SIGN} {one}" in page}
