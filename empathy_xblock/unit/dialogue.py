"""A branching role-play as its author writes it: what is said, what may be answered, what follows.

A choice leads to a node or an end. Learners must come to an end whatever they choose: an
unreachable node, a node without a way out and a circle that nothing leaves are errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from empathy_xblock.unit.messages import said
from empathy_xblock.unit.schema import (
    ChildError,
    Element,
    Html,
    Id,
    Line,
    Points,
    unique,
)

_Meter = Annotated[int, Field(ge=-100, le=100)]


class Turn(Element):
    """One answer to a node. `change` moves the hidden meter; `rule` names what it trains."""

    id: Id
    to: Id
    change: _Meter = 0
    rule: Annotated[Line, Field(max_length=100)] = ""
    text: Html


class Node(Element):
    """One moment: what the other person says, and `inner`, what they feel as they say it."""

    id: Id
    says: Html
    inner: Html = ""
    choices: Annotated[tuple[Turn, ...], Field(min_length=1, max_length=10)]

    @model_validator(mode="after")
    def _choice_ids_are_unique(self) -> Node:
        unique("choice id", "choices", (choice.id for choice in self.choices))
        return self


class End(Element):
    """Where a way through ends, and what is talked over there."""

    id: Id
    debrief: Html = ""


class Dialogue(Element):
    """A role-play. The hidden meter runs from `low`, where it starts, to `high`.

    Practice unless `scored`; `points` count only then.
    """

    kind: Literal["dialogue"] = "dialogue"
    id: Id
    points: Points = 1
    start: Id
    scored: bool = False
    meter: Annotated[Line, Field(max_length=100)] = ""
    low: _Meter = 0
    high: _Meter = 6
    stem: Html = ""
    nodes: Annotated[tuple[Node, ...], Field(min_length=1, max_length=100)]
    ends: Annotated[tuple[End, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _is_a_way_through(self) -> Dialogue:
        unique("node id", "nodes", (node.id for node in self.nodes))
        taken = {node.id for node in self.nodes}
        for index, end in enumerate(self.ends):
            if end.id in taken:
                raise ChildError(said("used_twice", what=said("the id"), id=end.id), "ends", index)
            taken.add(end.id)
        if self.low >= self.high:
            raise ValueError(said("meter_turned"))
        self._check_ways(taken)
        return self

    def _check_ways(self, known: set[str]) -> None:
        if self.start not in {node.id for node in self.nodes}:
            raise ValueError(said("no_start", id=self.start))
        for index, node in enumerate(self.nodes):
            for choice in node.choices:
                if choice.to not in known:
                    message = said("leads_nowhere", choice=choice.id, to=choice.to)
                    raise ChildError(message, "nodes", index)
        forward = {node.id: {choice.to for choice in node.choices} for node in self.nodes}
        reached = _reachable(forward, {self.start})
        backward: dict[str, set[str]] = {}
        for origin, targets in forward.items():
            for target in targets:
                backward.setdefault(target, set()).add(origin)
        leading_out = _reachable(backward, {end.id for end in self.ends})
        for index, node in enumerate(self.nodes):
            if node.id not in reached:
                raise ChildError(said("unreached"), "nodes", index)
            if node.id not in leading_out:
                raise ChildError(said("no_way_out"), "nodes", index)
        for index, end in enumerate(self.ends):
            if end.id not in reached:
                raise ChildError(said("unreached"), "ends", index)

    @property
    def worth(self) -> float:
        """The points that can be earned: none in practice."""
        return self.points if self.scored else 0

    def node(self, node_id: str) -> Node | None:
        """Return the node of that id; None if it is an end, or nothing."""
        return next((node for node in self.nodes if node.id == node_id), None)


def _reachable(ways: Mapping[str, set[str]], origins: set[str]) -> set[str]:
    found, ahead = set(origins), list(origins)
    while ahead:
        for target in ways.get(ahead.pop(), set()) - found:
            found.add(target)
            ahead.append(target)
    return found
