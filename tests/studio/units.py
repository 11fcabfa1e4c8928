"""A unit with every step and an item of every kind, small enough to read; and long role-plays."""

from __future__ import annotations

from pathlib import Path

from empathy_xblock.unit import olx
from empathy_xblock.unit.model import Dialogue, End, Node, Quiz, Turn, Unit


def _everything() -> Unit:
    reading = olx.read((Path(__file__).parent / "golden" / "everything.xml").read_bytes())
    assert reading.unit is not None
    assert reading.errors == ()
    return reading.unit


EVERYTHING = _everything()


def long_way(nodes: int, answers: int) -> Unit:
    """Return a unit with a role-play of so many moments, each with so many answers."""
    turns = [
        tuple(
            Turn(id=f"a{at}", to=f"n{node + 1}" if node + 1 < nodes else "end", text="Yes, and …")
            for at in range(answers)
        )
        for node in range(nodes)
    ]
    moments = tuple(
        Node(id=f"n{at}", says=f"What now, {at}?", choices=turn) for at, turn in enumerate(turns)
    )
    play = Dialogue(id="play", start="n0", nodes=moments, ends=(End(id="end", debrief="Well?"),))
    return Unit(steps=(Quiz(items=(play,)),))
