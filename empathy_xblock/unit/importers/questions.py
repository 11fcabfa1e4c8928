"""Problem Builder's closed questions: one choice, several, or a rating of one to five."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from json import loads
from typing import Any, Literal

from empathy_xblock.unit.html import line, plain
from empathy_xblock.unit.importers.importing import Report, elements, number
from empathy_xblock.unit.importers.texts import Ids, inside, simple_html, together
from empathy_xblock.unit.messages import noted as _
from empathy_xblock.unit.olx.xml import Node, name_of

MAX_CHOICES = 20
RATINGS = ("1", "2", "3", "4", "5")
_KEYS = ("correct_choices", "required_choices", "ignored_choices")
_TAKEN = {*_KEYS, "name", "question", "message", "weight", "low", "high", "show_title"}


@dataclass(frozen=True)
class Question:
    """One question; `choices` are those of a `Choice`. Without a key, any answer is right."""

    kind: Literal["single", "multiple"]
    stem: str
    points: float
    choices: list[dict[str, Any]]
    has_key: bool
    is_rating: bool

    @property
    def line(self) -> str:
        """The question as plain text on one line."""
        return line(plain(self.stem))


def question(node: Node, report: Report) -> Question | None:
    """Return the question of one element; None, with a note, if there is nothing to choose."""
    several, rating = name_of(node) == "pb-mrq", name_of(node) == "pb-rating"
    stem = simple_html(node.attrib.get("question", ""), node, report)
    offered = dict(_offered(node, rating, report))
    right = [
        value
        for value in _values(node, "required_choices" if several else "correct_choices")
        if value in offered
    ]
    if rating and "correct_choices" not in node.attrib:
        right = list(RATINGS)
    _leave_out_ignored(node, offered, right, report)
    if len(offered) > MAX_CHOICES:
        report.left_out(
            node, _("its choices after the first {max_choices}", max_choices=MAX_CHOICES)
        )
        offered = dict(list(offered.items())[:MAX_CHOICES])
    right = [value for value in right if value in offered]
    if len(offered) < 2:
        report.left_out(node, _("a question with fewer than two choices"))
        return None
    everything = not several and len(right) == len(offered)
    fixed = rating and set(RATINGS) <= set(right)
    has_key = bool(right) and not everything and not fixed
    if not several and has_key and len(right) > 1:
        kept = offered[right[0]]
        message = _(
            "{count} choices were right, and one may be: “{kept}”",
            count=len(right),
            kept=line(plain(kept))[:60],
        )
        report.changed(node, message)
        right = right[:1]
    tips = _tips(node, offered, report, kept=has_key)
    _other(node, report)
    weight = number(node.attrib.get("weight", "1"), 0, 1000)
    return Question(
        kind="multiple" if several else "single",
        stem=stem,
        points=1 if weight is None else weight,
        choices=_choices(offered, right, tips),
        has_key=has_key,
        is_rating=rating,
    )


def _offered(node: Node, rating: bool, report: Report) -> Iterator[tuple[str, str]]:
    """Yield each choice's value and text, those of the scale first."""
    if rating:
        low, high = (
            simple_html(node.attrib.get(end, otherwise), node, report)
            for end, otherwise in (("low", "Less"), ("high", "More"))
        )
        yield from zip(RATINGS, (f"1 – {low}", "2", "3", "4", f"5 – {high}"), strict=True)
    for at, choice in enumerate(elements(node, "pb-choice"), start=1):
        text = simple_html(inside(choice), choice, report)
        yield choice.attrib.get("value", "").strip() or f"choice_{at}", text


def _leave_out_ignored(
    node: Node, offered: dict[str, str], right: list[str], report: Report
) -> None:
    for value in _values(node, "ignored_choices"):
        if value in offered and value not in right and len(offered) > 2:
            text = line(plain(offered.pop(value)))[:60]
            report.left_out(node, _("the choice “{text}”, neither right nor wrong", text=text))


def _choices(
    offered: dict[str, str], right: list[str], tips: dict[str, str]
) -> list[dict[str, Any]]:
    ids = Ids()
    return [
        {
            "id": ids.make(value, "choice"),
            "correct": value in right,
            "text": text,
            "feedback": tips.get(value, ""),
        }
        for value, text in offered.items()
    ]


def _tips(node: Node, offered: dict[str, str], report: Report, *, kept: bool) -> dict[str, str]:
    """Return the feedback of each choice: its tips, or else the message of the question."""
    tips: dict[str, list[str]] = {}
    for tip in elements(node, "pb-tip"):
        text = simple_html(inside(tip), tip, report)
        values = [value for value in _values(tip, "values") if value in offered]
        if not kept or not values:
            lost = _("it belongs to no choice")
            report.left_out(tip, lost if kept else _("there is no place for it without a key"))
        for value in values:
            tips.setdefault(value, []).append(text)
    message = simple_html(node.attrib.get("message", ""), node, report)
    if message and kept:
        without = [value for value in offered if value not in tips]
        report.changed(node, _("its message is the feedback of the choices without a tip"))
        tips.update({value: [message] for value in without})
    elif message:
        report.left_out(node, _("its message"))
    return {value: together(texts) for value, texts in tips.items()}


def _other(node: Node, report: Report) -> None:
    for message in elements(node, "pb-message"):
        report.left_out(message, _("a message for the review of all questions"))
    if node.attrib.get("hide_results", "false").lower() == "true":
        report.changed(node, _("learners see what was right once they have answered"))
    taken = {*_TAKEN, "hide_results"}
    report.others(node, taken, ("pb-choice", "pb-tip", "pb-message"))


def _values(node: Node, attribute: str) -> list[str]:
    """Return the values that an attribute lists: as JSON, or set apart by commas."""
    raw = node.attrib.get(attribute, "").strip()
    try:
        listed = loads(raw)
        many = [str(one) for one in listed] if isinstance(listed, list) else [raw]
    except (ValueError, RecursionError):
        many = [raw]
    parts = (part.strip() for one in many for part in one.split(","))
    return list(dict.fromkeys(part for part in parts if part))
