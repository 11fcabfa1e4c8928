"""What the editor's page costs: its size, and the CPU to draw it and to judge what is written.

Measured for the ready-made unit and for the largest role-play that a unit can hold.
"""

from __future__ import annotations

import gzip
import json
from typing import Any

from benchmarks.timing import cpu_ms
from empathy_xblock.studio import editor
from empathy_xblock.studio.forms.form import flat, form_of
from empathy_xblock.studio.requests import CheckRequest, StartRequest
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.model import Dialogue, End, Node, Quiz, Turn, Unit

ROUNDS = 5


def largest(nodes: int = 100, answers: int = 10) -> Unit:
    """Return a unit whose role-play has so many moments, each with so many answers."""
    ids = [f"n{at}" for at in range(nodes)] + ["end"]
    moments = tuple(
        Node(
            id=ids[at],
            says=f"I have waited here since {at} o’clock, and nobody told me why.",
            inner="Perhaps this one will listen.",
            choices=tuple(
                Turn(
                    id=f"a{one}",
                    to=ids[min(nodes, at + 1 + one)],
                    change=one % 3 - 1,
                    rule="ask",
                    text=f"That is long. What did they tell you then, at {one}?",
                )
                for one in range(answers)
            ),
        )
        for at in range(nodes)
    )
    play = Dialogue(id="play", start="n0", nodes=moments, ends=(End(id="end", debrief="Well?"),))
    return Unit(steps=(Quiz(items=(play,)),))


def measure() -> dict[str, Any]:
    """Return sizes in bytes and CPU in milliseconds, the median of five, by unit."""
    units = {"ready-made unit": library.load("demo"), "100 moments of 10 answers": largest()}
    return {name: _cost(unit) for name, unit in units.items()}


def _cost(unit: Unit) -> dict[str, Any]:
    source = olx.write(unit)
    form = flat(form_of(unit))
    page = editor.editor_page(source).encode()
    answer = json.dumps(editor.check(CheckRequest(form=form))).encode()
    taken = StartRequest(name="saved", take=True)
    return {
        "page": len(page),
        "page_gzip": len(gzip.compress(page)),
        "page_ms": cpu_ms(lambda: editor.editor_page(source), ROUNDS),
        "check": len(answer),
        "check_ms": cpu_ms(lambda: editor.check(CheckRequest(form=form)), ROUNDS),
        "start_ms": cpu_ms(lambda: editor.start(taken, unit, source), ROUNDS),
    }


def table(costs: dict[str, Any]) -> str:
    """Return the measurements as text."""
    head = f"{'Editor':<28}{'page kB':>9}{'gzip kB':>9}{'ms':>7}"
    head += f"{'check kB':>10}{'ms':>7}{'start ms':>10}"
    rows = [
        f"{name:<28}{one['page'] / 1000:>9.0f}{one['page_gzip'] / 1000:>9.0f}{one['page_ms']:>7.0f}"
        f"{one['check'] / 1000:>10.0f}{one['check_ms']:>7.0f}{one['start_ms']:>10.0f}"
        for name, one in costs.items()
    ]
    return "\n".join([head, *rows])
