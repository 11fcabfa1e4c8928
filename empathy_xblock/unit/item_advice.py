"""Advice on the items of a quiz: what teaches nothing, and what any answer solves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from empathy_xblock.unit.items import AGREED
from empathy_xblock.unit.messages import Message, said
from empathy_xblock.unit.model import (
    AnyItem,
    BestWorst,
    ChoiceItem,
    Compare,
    Dialogue,
    Match,
    Multiple,
    Rate,
    Unit,
)
from empathy_xblock.unit.olx.problems import start_tag

Found = Iterator[tuple[str, Message]]

#: A part as (element, its text, what is said of it).
_Part = tuple[str, str, str]


def _items(unit: Unit) -> Iterator[tuple[str, AnyItem]]:
    if unit.quiz is not None:
        for item in unit.quiz.items:
            yield start_tag(item.kind, item.id), item


def _parts(item: AnyItem) -> Iterator[_Part]:
    """Yield what can be chosen, rated, named or sorted; nothing of a role-play."""
    if isinstance(item, ChoiceItem):
        for choice in item.choices:
            yield start_tag("choice", choice.id), choice.text, choice.feedback
    elif isinstance(item, Compare):
        for one in item.differences:
            yield start_tag("difference", one.id), one.text, one.feedback
    elif not isinstance(item, Dialogue):
        for reply in item.replies:
            yield start_tag("reply", reply.id), reply.text, reply.why


def _name(tag: str) -> str:
    return tag[1:].split()[0]


def empty_texts(unit: Unit) -> Found:
    """Find stems, and what belongs to them, without words."""
    for element, item in _items(unit):
        if not item.stem and not isinstance(item, Dialogue):
            yield element, said("empty_stem")
        for tag, text, _feedback in _parts(item):
            if not text:
                yield f"{element} {tag}", said(f"empty_{_name(tag)}")
        yield from _empty_within(element, item)


def _empty_within(element: str, item: AnyItem) -> Found:
    if isinstance(item, Compare):
        for name in ("poor", "good"):
            if not getattr(item, name):
                yield element, said(f"empty_{name}")
    elif isinstance(item, Dialogue):
        for node in item.nodes:
            at = f"{element} {start_tag('node', node.id)}"
            if not node.says:
                yield at, said("empty_says")
            for choice in node.choices:
                if not choice.text:
                    yield f"{at} {start_tag('choice', choice.id)}", said("empty_choice")


def feedback(unit: Unit) -> Found:
    """Find parts that teach nothing when they are answered."""
    for element, item in _items(unit):
        if isinstance(item, Dialogue):
            for end in item.ends:
                if not end.debrief:
                    at = f"{element} {start_tag('end', end.id)}"
                    yield at, said("no_debrief")
            continue
        wanted = "feedback" if isinstance(item, ChoiceItem | Compare) else "why"
        for tag, _text, given in _parts(item):
            if not given:
                yield f"{element} {tag}", said(f"no_{wanted}")


def keys(unit: Unit) -> Found:
    """Find items that cannot change the score or that any answer solves."""
    for element, item in _items(unit):
        practice = isinstance(item, Dialogue) and not item.scored
        if item.points == 0 and not practice:
            yield element, said("item_pointless")
        for message in _any_answer(item):
            yield element, message


@singledispatch
def _any_answer(item: AnyItem) -> Iterator[Message]:
    """Yield why no answer, or any, is right."""
    yield from ()


@_any_answer.register
def _multiple(item: Multiple) -> Iterator[Message]:
    if all(choice.correct for choice in item.choices):
        yield said("all_choices_correct")


@_any_answer.register
def _compare(item: Compare) -> Iterator[Message]:
    if all(one.correct for one in item.differences):
        yield said("all_differences_correct")


@_any_answer.register
def _rate(item: Rate) -> Iterator[Message]:
    if not any(reply.scored for reply in item.replies):
        yield said("experts_differ", percent=f"{100 * AGREED:.0f}")
    elif len(item.replies) > 1 and len({reply.key for reply in item.replies}) == 1:
        yield said("same_keys")


@_any_answer.register
def _best_worst(item: BestWorst) -> Iterator[Message]:
    if len(item.replies) == 2:
        yield said("two_replies")


@_any_answer.register
def _match(item: Match) -> Iterator[Message]:
    used = {reply.category for reply in item.replies}
    if len(item.replies) > 1 and len(used) == 1:
        yield said("same_category")
