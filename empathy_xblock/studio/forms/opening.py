"""Parts of the form that are drawn when an author opens them, and a part as a unit of its own."""

from __future__ import annotations

from re import fullmatch
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.studio.forms import drawing
from empathy_xblock.studio.forms.fields import Group
from empathy_xblock.studio.forms.form import Tree, UnknownField, content_of, nested
from empathy_xblock.studio.forms.ids import named
from empathy_xblock.studio.forms.table import STEP_NAMES, UNIT
from empathy_xblock.studio.requests import Form, PartRequest, PartsRequest
from empathy_xblock.unit.languages import WELL_FORMED
from empathy_xblock.unit.model import GRADING_MODES, Unit

#: More moments than these nobody has open at once.
MOST_OPENED = 20


def _tree(form: Form, path: str) -> Tree:
    try:
        return named(nested(form), {})
    except UnknownField:
        raise _nothing(path) from None


def opened(sent: PartsRequest) -> dict[str, Any]:
    """Draw moments of a large role-play; what is there no more is left out."""
    tree = _tree(sent.form, "")
    found = [(path, drawing.moment(tree, path)) for path in sent.paths[:MOST_OPENED]]
    return {
        "parts": {path: render("studio/item.html", {"part": part}) for path, part in found if part}
    }


def alone(sent: PartRequest) -> Unit:
    """Return a unit of one step, or of one item of the quiz; Refusal while it has errors."""
    tree = _tree(sent.form, sent.path)
    name, *rest = sent.path.split(".")
    if name not in STEP_NAMES:
        raise _nothing(sent.path)
    member = UNIT.member(name)
    assert isinstance(member, Group)
    step = tree[name]
    if rest:
        step = {**step, "items": _item(step, sent.path, rest)}
    mode, language = tree["settings"]["grading_mode"], tree["settings"]["language"]
    try:
        return Unit.model_validate(
            {
                "grading_mode": mode if mode in GRADING_MODES else "assisted",
                "language": language if fullmatch(WELL_FORMED, language) else None,
                "steps": [{"kind": name, **content_of(member.part, step)}],
            }
        )
    except ValidationError:
        said = _("Fix its errors first; they are in the list below. Then it is shown here.")
        raise Refusal(422, said, sent.path) from None


def _item(step: Tree, path: str, rest: list[str]) -> list[Tree]:
    listed, number = rest[0], rest[1] if len(rest) == 2 else ""
    items = step.get(listed) if listed == "items" else None
    if items is None or not number.isdecimal() or int(number) >= len(items):
        raise _nothing(path)
    return [items[int(number)]]


def _nothing(path: str) -> Refusal:
    return Refusal(422, _("There is nothing there to show."), path[:200])
