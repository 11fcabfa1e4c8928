"""What is said of a unit: each code is used and has its sentence, and a message can be kept."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path

import pytest

from empathy_xblock.unit import messages, olx
from empathy_xblock.unit.messages import Message, from_kept, kept, said

ROOM = Path(messages.__file__).parent


def called() -> set[str]:
    """Return every code that the room says, as written in `said("…")`."""
    found = set()
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("said", "_count"):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(first.value)
    return found


#: Codes that are put together of a name.
MADE = {f"empty_{name}" for name in ("choice", "reply", "difference", "poor", "good")}
MADE |= {"no_feedback", "no_why", "one_best", "one_worst", "platform_value"}


def test_every_code_has_a_sentence_and_every_sentence_is_said() -> None:
    assert called() - set(messages.SENTENCES) == set()
    assert set(messages.SENTENCES) - set(messages.THINGS) - called() - MADE == set()


def test_things_are_all_that_ids_are_of() -> None:
    named = {
        node.args[0].value
        for path in ROOM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "unique"
        if isinstance(node.args[0], ast.Constant)
    }
    assert named | {"the id"} == set(messages.THINGS)


def test_a_message_is_its_english_sentence() -> None:
    message = said("one_of", subject="kind", allowed=messages.either(["a", "b"]), given="“c”")
    assert message == "kind must be a or b, not “c”"
    assert message.code == "one_of"
    assert isinstance(message.filled["allowed"], Message)
    again = pickle.loads(pickle.dumps(message))
    assert (again, again.code, again.filled) == (message, message.code, message.filled)


@pytest.mark.parametrize(
    "value", [None, 3, "as it was kept before", ["nothing"], ["number", {}], ["nope", {"a": 1}]]
)
def test_what_was_kept_otherwise_is_read_too(value: object) -> None:
    assert isinstance(from_kept(value), str)


def test_what_reading_left_out_is_kept_with_what_it_says() -> None:
    reading = olx.read('<empathy display_name="A" weight="x"><video kind="y"/><poem/></empathy>')
    assert reading.errors
    for problem in reading.errors:
        again = olx.Problem.from_kept(problem.kept())
        assert again == problem
        assert isinstance(again.message, Message)
        assert kept(again.message) == kept(problem.message)
