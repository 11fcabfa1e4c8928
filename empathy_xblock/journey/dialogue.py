"""Walking a role-play: where a path leads, what of it may be seen, and how it compares.

A path is a list of "node=choice", one for each turn, in order. The meter starts at `low`, moves by
the change of each choice, and never leaves `low` to `high`. What the other person thinks, and what
a choice trains, is told when it has been met, and all of it at the end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from empathy_xblock.journey.quiz.response import InvalidResponse
from empathy_xblock.unit.dialogue import Dialogue, End, Node, Turn

#: No conversation is longer. A role-play of a hundred nodes can be left within a hundred turns.
MAX_TURNS = 200

#: How the meter went in one turn: it rose, stayed or fell.
Moved = Literal["more", "same", "less"]

_State = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Taken:
    """One turn that was taken, with the meter before and after it."""

    node: Node
    choice: Turn
    before: int
    after: int

    @property
    def step(self) -> str:
        """The turn as it stands in a path."""
        return f"{self.node.id}={self.choice.id}"

    @property
    def moved(self) -> Moved:
        """How it was taken, also where the meter stays because its range ends there."""
        if not self.choice.change:
            return "same"
        return "more" if self.choice.change > 0 else "less"


@dataclass(frozen=True, slots=True)
class Walk:
    """A path from the start to `here`, and where the meter stands."""

    taken: tuple[Taken, ...]
    here: Node | End
    meter: int

    @property
    def path(self) -> tuple[str, ...]:
        """The turns as they are kept."""
        return tuple(turn.step for turn in self.taken)

    @property
    def over(self) -> bool:
        """Whether it came to an end."""
        return isinstance(self.here, End)


def _places(dialogue: Dialogue) -> dict[str, Node | End]:
    places: dict[str, Node | End] = {node.id: node for node in dialogue.nodes}
    return places | {end.id: end for end in dialogue.ends}


def _moved(dialogue: Dialogue, meter: int, choice: Turn) -> int:
    return min(max(meter + choice.change, dialogue.low), dialogue.high)


def walk(dialogue: Dialogue, path: Sequence[str]) -> Walk:
    """Return the walk along `path`; InvalidResponse("not_a_path") where no path goes that way."""
    if len(path) > MAX_TURNS:
        raise InvalidResponse("not_a_path")
    places = _places(dialogue)
    here, meter = places[dialogue.start], dialogue.low
    taken = []
    for step in path:
        choices = here.choices if isinstance(here, Node) else ()
        choice = next((one for one in choices if f"{here.id}={one.id}" == step), None)
        if choice is None or not isinstance(here, Node):
            raise InvalidResponse("not_a_path")
        after = _moved(dialogue, meter, choice)
        taken.append(Taken(here, choice, meter, after))
        here, meter = places[choice.to], after
    return Walk(tuple(taken), here, meter)


def fraction(dialogue: Dialogue, path: Sequence[str]) -> float:
    """Return (final meter - low) / (high - low), from 0 to 1, of a path that came to an end.

    Raises InvalidResponse("not_a_path") for any other.
    """
    walked = walk(dialogue, path)
    if not walked.over:
        raise InvalidResponse("not_a_path")
    return (walked.meter - dialogue.low) / (dialogue.high - dialogue.low)


def best_and_worst(dialogue: Dialogue) -> tuple[Walk, Walk]:
    """Return the walks that end with the highest and with the lowest meter.

    Of several, the one of fewest turns, and of those the first in the author's order. Every pair of
    node and meter is visited once, breadth first, so that circles cost nothing: at most
    nodes x (high - low + 1) x choices steps.
    """
    nodes = {node.id: node for node in dialogue.nodes}
    begin: _State = (dialogue.start, dialogue.low)
    came: dict[_State, tuple[_State, str] | None] = {begin: None}
    ahead: deque[tuple[_State, int]] = deque([(begin, 0)])
    ended: list[_State] = []
    while ahead:
        state, turns = ahead.popleft()
        name, meter = state
        if name not in nodes:
            ended.append(state)
            continue
        for choice in nodes[name].choices if turns < MAX_TURNS else ():
            following = (choice.to, _moved(dialogue, meter, choice))
            if following not in came:
                came[following] = (state, f"{name}={choice.id}")
                ahead.append((following, turns + 1))

    def back_from(state: _State) -> Walk:
        steps = []
        while (before := came[state]) is not None:
            state, step = before
            steps.append(step)
        return walk(dialogue, steps[::-1])

    highest = max(ended, key=lambda state: state[1])
    lowest = min(ended, key=lambda state: state[1])
    return back_from(highest), back_from(lowest)


@dataclass(frozen=True, slots=True)
class Choosable:
    """What may be answered now, without where it leads or what it changes."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class TurnView:
    """One turn as it may be told. `thought` is what the other person felt as they said it.

    `thought` and `rule` are empty where they are not told yet, or there is none.
    """

    says: str
    thought: str
    reply: str
    moved: Moved
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Now:
    """The present moment: what is said, felt, and may be answered. `number` counts from 1."""

    number: int
    says: str
    thought: str
    choices: tuple[Choosable, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A whole way through with everything revealed, and where the meter came to."""

    turns: tuple[TurnView, ...]
    meter: int


@dataclass(frozen=True, slots=True)
class Debrief:
    """What is talked over at the end: what was walked, and the best and the worst way."""

    text: str
    own: Told
    best: Told
    worst: Told


@dataclass(frozen=True, slots=True)
class Visible:
    """All that may be seen at one moment: the turns so far, then either `now` or `debrief`."""

    turns: tuple[TurnView, ...]
    now: Now | None
    debrief: Debrief | None


def _told(walked: Walk) -> Told:
    turns = (
        TurnView(
            turn.node.says, turn.node.inner, turn.choice.text, turn.moved, rule=turn.choice.rule
        )
        for turn in walked.taken
    )
    return Told(tuple(turns), walked.meter)


def visible(dialogue: Dialogue, path: Sequence[str]) -> Visible:
    """Return what may be seen after `path`; InvalidResponse("not_a_path") where it leads nowhere.

    What a place holds is in it only once the path has come there, and of the choices of a place
    nothing but their texts. At an end everything about the way is told, and two others with it.
    """
    walked = walk(dialogue, path)
    if isinstance(walked.here, End):
        own = _told(walked)
        best, worst = map(_told, best_and_worst(dialogue))
        return Visible(own.turns, None, Debrief(walked.here.debrief, own, best, worst))
    turns = tuple(
        TurnView(turn.node.says, turn.node.inner if number else "", turn.choice.text, turn.moved)
        for number, turn in enumerate(walked.taken)
    )
    here = walked.here
    choices = tuple(Choosable(choice.id, choice.text) for choice in here.choices)
    now = Now(len(turns) + 1, here.says, here.inner if turns else "", choices)
    return Visible(turns, now, None)


def hardest(walked: Walk) -> Taken:
    """Return the turn that moved the meter least, or lowered it most; the first of several."""
    return min(walked.taken, key=lambda turn: turn.after - turn.before)
