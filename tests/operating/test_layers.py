"""How the layers of the tests are run: side by side, the longest first, and none forgotten."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests import layers
from tests.lanes import Absent, Layer, Outcome, run

ROOMS = Path(__file__).resolve().parents[1]


def python(name, code, **more):
    """Return a layer that runs this code."""
    return Layer(name, [(sys.executable, "-c", code)], **more)


def absent(name):
    """Return a layer for which the machine lacks something."""

    def needs():
        raise Absent("no oracle")

    return Layer(name, [(sys.executable, "-c", "print('it ran')")], needs=needs)


def meeting(here, own, other):
    """Return code that ends well if the other one runs at the same time."""
    return (
        "import pathlib, time\n"
        f"here = pathlib.Path({str(here)!r})\n"
        f"(here / {own!r}).touch()\n"
        "for _ in range(600):\n"
        f"    if (here / {other!r}).exists(): break\n"
        "    time.sleep(0.1)\n"
        "else: raise SystemExit('alone')"
    )


def holding(here):
    """Return code that fails if it runs while another like it does."""
    return f"import os, time; os.mkdir({str(here)!r}); time.sleep(0.3); os.rmdir({str(here)!r})"


def test_lanes_run_at_the_same_time(tmp_path):
    both = [python(own, meeting(tmp_path, own, other)) for own, other in ("ab", "ba")]
    assert [one.reason for one in run(both, 2, tmp_path / "kept")] == ["", ""]


def test_what_would_clash_never_does(tmp_path):
    code = holding(tmp_path / "held")
    clashing = [python(name, code, holds="the database") for name in "abc"]
    assert [one.reason for one in run(clashing, 3, tmp_path / "kept")] == ["", "", ""]


def test_the_longest_begins_first_and_each_is_told_whole(tmp_path, capfd):
    rows = [
        python(name, f"print('{name} says'); print('{name} ends')", minutes=minutes, holds="x")
        for name, minutes in (("short", 1), ("long", 9), ("middle", 5))
    ]
    ended = run(rows, 2, tmp_path)
    assert [one.name for one in ended] == ["short", "long", "middle"]
    said = [line for line in capfd.readouterr().out.splitlines() if line]
    assert [line for line in said if not line.startswith("..")] == [
        *("== long", "long says", "long ends"),
        *("== middle", "middle says", "middle ends"),
        *("== short", "short says", "short ends"),
    ]
    assert (tmp_path / "long.txt").read_text() == "long says\nlong ends\n"


def test_one_lane_runs_in_the_order_given(tmp_path, capfd):
    rows = [python(name, f"print('{name} says')", minutes=9 - int(name)) for name in "312"]
    run(rows, 1, tmp_path)
    said = [line for line in capfd.readouterr().out.splitlines() if line]
    assert [line for line in said if line.startswith("==")] == ["== 3", "== 1", "== 2"]
    assert [line for line in said if line.endswith("says")] == ["3 says", "1 says", "2 says"]


@pytest.mark.parametrize("lanes", [1, 2])
def test_a_layer_that_fails_shows_why(tmp_path, capfd, lanes):
    failing = Layer(
        "failing",
        [
            (sys.executable, "-c", "import sys; print('out'); sys.exit('the reason')"),
            (sys.executable, "-c", "print('never')"),
        ],
    )
    (ended,) = run([failing], lanes, tmp_path)
    assert ended.failed
    assert re.fullmatch(r"FAILED: exit code 1 of python[\d.]*", ended.reason)
    said = "".join(capfd.readouterr())
    assert "out\n" in said
    assert "the reason\n" in said
    assert "never" not in said


def test_what_is_installed_first_must_succeed(tmp_path, capfd):
    broken = python(
        "broken",
        "print('the suite')",
        installs=lambda: [(sys.executable, "-c", "raise SystemExit(3)")],
    )
    (ended,) = run([broken], 1, tmp_path)
    assert ended.reason.startswith("FAILED: exit code 3")
    assert "the suite" not in capfd.readouterr().out


def test_a_command_that_is_not_there_is_a_failure(tmp_path):
    (ended,) = run([Layer("gone", [("/no/such/program",)])], 2, tmp_path)
    assert ended.reason.startswith("FAILED: ")
    assert "/no/such/program" in ended.reason


@pytest.mark.parametrize("lanes", [1, 2])
@pytest.mark.parametrize(("ci", "how"), [("", "NOT RUN"), ("true", "FAILED")])
def test_a_layer_that_cannot_run_fails_in_ci_alone(tmp_path, monkeypatch, capfd, lanes, ci, how):
    monkeypatch.setenv("CI", ci)
    (ended,) = run([absent("away")], lanes, tmp_path)
    assert "it ran" not in capfd.readouterr().out
    assert (ended.reason, ended.failed) == (f"{how}: no oracle", how == "FAILED")


def test_the_processor_time_of_a_layer_is_counted(tmp_path):
    busy = "import time\nwhile time.process_time() < 0.5: pass"
    for lanes in (1, 2):
        (ended,) = run([python("busy", busy)], lanes, tmp_path)
        assert ended.cpu >= 0.5


def test_the_summary():
    said = layers.summary(
        [
            Outcome("types", "", 12.34, 11.2),
            Outcome("browser", "NOT RUN: no chromium"),
            Outcome("oldest", "FAILED: exit code 1 of python", 600.0, 512.0),
            Outcome("sqlite", "not needed: both ends did"),
        ]
    )
    assert said.splitlines() == [
        "types        12.3 s   11.2 s of CPU  passed",
        "browser       0.0 s    0.0 s of CPU  NOT RUN: no chromium",
        "oldest      600.0 s  512.0 s of CPU  FAILED: exit code 1 of python",
        "sqlite        0.0 s    0.0 s of CPU  not needed: both ends did",
        "NOT RUN browser (no chromium)",
        "",
        "layers: 1 passed, 1 failed",
    ]


def test_the_middle_of_what_is_supported_stands_in_for_an_end_that_is_absent():
    ends = [python("old", ""), python("new", "")]
    middle = python("middle", "", stands_in=("old", "new"))
    (left_out,) = layers.not_needed([middle, *ends])
    assert (left_out.name, left_out.reason) == (
        "middle",
        "not needed: old and new run the same tests",
    )
    assert layers.not_needed([middle, ends[0], absent("new")]) == []
    assert layers.not_needed([middle, absent("old"), absent("new")]) == []


def lines_of(monkeypatch, capfd, *arguments, ends=("old", "new")):
    table = (
        python("middle", "print('in the middle')", stands_in=("old", "new")),
        *(python(name, "") if name in ends else absent(name) for name in ("old", "new")),
    )
    monkeypatch.setattr(layers, "LAYERS", table)
    monkeypatch.delenv("CI", raising=False)
    code = layers.main(arguments)
    return code, capfd.readouterr().out


def test_the_middle_runs_if_it_is_named_or_needed(monkeypatch, capfd):
    middle = "in the middle\n"
    code, said = lines_of(monkeypatch, capfd, "--one-by-one")
    assert (code, middle in said, "layers: 2 passed" in said) == (0, False, True)
    code, said = lines_of(monkeypatch, capfd, "middle")
    assert (code, middle in said, "layers: 1 passed" in said) == (0, True, True)
    code, said = lines_of(monkeypatch, capfd, "--one-by-one", ends=("old",))
    assert (code, middle in said, "layers: 2 passed" in said) == (0, True, True)
    assert "NOT RUN new (no oracle)" in said


def test_a_failed_layer_is_in_the_exit_code(monkeypatch, capfd):
    monkeypatch.setattr(layers, "LAYERS", (python("a", ""), python("b", "raise SystemExit(1)")))
    assert layers.main(["a"]) == 0
    assert layers.main(["a", "b"]) == 1
    assert layers.main(["c"]) == 2
    assert "No layer 'c'. There are: a, b, llm." in capfd.readouterr().out


@pytest.mark.parametrize(("value", "lanes"), [("", 5), ("1", 1), ("3", 3)])
def test_there_is_a_lane_more_than_cores_or_as_many_as_asked_for(monkeypatch, value, lanes):
    asked = []
    monkeypatch.setenv("EMPATHY_LANES", value)
    monkeypatch.setattr(layers, "cores", lambda: 4)
    monkeypatch.setattr(layers, "LAYERS", (python("a", ""),))
    monkeypatch.setattr(layers, "run", lambda _, lanes: asked.append(lanes) or [Outcome("a")])
    layers.main([])
    layers.main(["--lanes", "2"])
    layers.main(["a"])
    assert asked == [lanes, 2, 1]


def test_no_room_is_left_to_nobody():
    rooms = {path.relative_to(ROOMS).parts[0] for path in ROOMS.rglob("test_*.py")}
    apart = rooms.intersection(layers.ROOMS_APART)
    run_by = {
        part.removeprefix("tests/")
        for layer in (*layers.LAYERS, *layers.ON_REQUEST)
        for command in layer.commands
        for part in command
        if part.startswith("tests/")
    }
    assert apart - run_by == set()


def test_both_ends_run_what_the_middle_runs():
    known = {layer.name: layer for layer in layers.LAYERS}
    suites = {}
    for name in ("sqlite", "oldest", "newest"):
        *_, suite = known[name].commands
        suites[name] = [part for part in suite if part.startswith(("tests", "--"))]
        assert known[name].env == {}
    assert suites["oldest"] == suites["newest"] == suites["sqlite"]
    assert known["sqlite"].stands_in == ("oldest", "newest")
