"""Advice on role-plays: a turn that decides nothing, a thought untold, a slip that stays one."""

from __future__ import annotations

from collections.abc import Iterator

from empathy_xblock.unit.dialogue import Dialogue, Node, Turn
from empathy_xblock.unit.messages import Message, said
from empathy_xblock.unit.model import Unit
from empathy_xblock.unit.olx.problems import start_tag

Found = Iterator[tuple[str, Message]]

#: A place and where the meter stands there.
_State = tuple[str, int]


def _dialogues(unit: Unit) -> Iterator[Dialogue]:
    for item in unit.quiz.items if unit.quiz else ():
        if isinstance(item, Dialogue):
            yield item


def _at(dialogue: Dialogue, node_id: str) -> str:
    return f"{start_tag('dialogue', dialogue.id)} {start_tag('node', node_id)}"


def same_changes(unit: Unit) -> Found:
    """Find nodes where it makes no difference to the meter what is answered."""
    for dialogue in _dialogues(unit):
        for node in dialogue.nodes:
            changes = {choice.change for choice in node.choices}
            if len(node.choices) > 1 and len(changes) == 1:
                yield (
                    _at(dialogue, node.id),
                    said("same_changes", change=changes.pop()),
                )


def inner(unit: Unit) -> Found:
    """Find nodes that do not tell how the other person took what was said."""
    for dialogue in _dialogues(unit):
        led_to = {choice.to for node in dialogue.nodes for choice in node.choices}
        for node in dialogue.nodes:
            if node.id in led_to and not node.inner:
                yield _at(dialogue, node.id), said("no_inner")


def repair(unit: Unit) -> Found:
    """Find mistakes that cannot be mended.

    A mistake is the first choice on a best way after which the best end is out of reach. It is
    without repair if it ends the conversation early, or leads to a node where nothing that is said
    raises the meter.
    """
    for dialogue in _dialogues(unit):
        ways = _Ways(dialogue)
        for node in dialogue.nodes:
            if any(node.id == name and ways.is_stuck(name, meter) for name, meter in ways.mistakes):
                yield _at(dialogue, node.id), said("no_repair")
            for choice in node.choices:
                if (node.id, choice.id) in ways.early_ends:
                    yield (
                        f"{_at(dialogue, node.id)} {start_tag('choice', choice.id)}",
                        said("early_end"),
                    )


class _Ways:
    """All states of a role-play, the best end that each can come to, and mistakes on best ways."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue
        self._nodes = {node.id: node for node in dialogue.nodes}
        self._best = self._best_ends()
        self.mistakes: set[_State] = set()
        self.early_ends: set[tuple[str, str]] = set()
        for node, meter in self._on_best_ways():
            self._note(node, meter)

    def _after(self, meter: int, choice: Turn) -> _State:
        low, high = self._dialogue.low, self._dialogue.high
        return choice.to, min(max(meter + choice.change, low), high)

    def _start(self) -> _State:
        return self._dialogue.start, self._dialogue.low

    def _best_ends(self) -> dict[_State, int]:
        """Return the highest meter that each state can end with."""
        before: dict[_State, set[_State]] = {self._start(): set()}
        ahead, ended = [self._start()], []
        while ahead:
            state = ahead.pop()
            node = self._nodes.get(state[0])
            if node is None:
                ended.append(state)
            for choice in node.choices if node else ():
                following = self._after(state[1], choice)
                if following not in before:
                    before[following] = set()
                    ahead.append(following)
                before[following].add(state)
        best: dict[_State, int] = {}
        for end in sorted(ended, key=lambda state: -state[1]):
            ahead = [end]
            while ahead:
                state = ahead.pop()
                if state not in best:
                    best[state] = end[1]
                    ahead.extend(before[state])
        return best

    def _on_best_ways(self) -> Iterator[tuple[Node, int]]:
        wanted = self._best[self._start()]
        seen, ahead = {self._start()}, [self._start()]
        while ahead:
            name, meter = ahead.pop()
            if name not in self._nodes:
                continue
            yield self._nodes[name], meter
            for choice in self._nodes[name].choices:
                following = self._after(meter, choice)
                if self._best[following] == wanted and following not in seen:
                    seen.add(following)
                    ahead.append(following)

    def _note(self, node: Node, meter: int) -> None:
        """Note the mistakes that can be made at a node of a best way."""
        wanted = self._best[self._start()]
        after = {choice.id: self._after(meter, choice) for choice in node.choices}
        ends_anyway = any(
            self._best[state] == wanted and state[0] not in self._nodes for state in after.values()
        )
        for choice_id, state in after.items():
            if self._best[state] == wanted:
                continue
            if state[0] in self._nodes:
                self.mistakes.add(state)
            elif not ends_anyway:
                self.early_ends.add((node.id, choice_id))

    def is_stuck(self, name: str, meter: int) -> bool:
        """Whether nothing that can be said at that node raises the meter."""
        return all(self._after(meter, one)[1] <= meter for one in self._nodes[name].choices)
