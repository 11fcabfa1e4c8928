"""`python -m empathy_xblock.grading`, run as a command: exact output, and errors by line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
RUBRIC = HERE / "data" / "rubric.xml"

SMALL = """<rubric>
  <criterion id="asks" name="Asks">
    <level id="no" points="0" name="No">Nothing is asked</level>
    <level id="yes" points="2" name="Yes">Asks an open question</level>
    <evidence components="exploration"/>
  </criterion>
</rubric>
"""


def run(*arguments: object, stdin: str | bytes = "") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "empathy_xblock.grading", *map(str, arguments)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        check=False,
    )


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.xml"
    path.write_text(SMALL, "utf-8")
    return path


def refused(done: subprocess.CompletedProcess[bytes], message: str) -> None:
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", message + "\n")


def test_mark(small: Path) -> None:
    done = run(
        "mark",
        "--rubric",
        small,
        stdin=lines(
            {"id": "a", "text": "I would ask her what she needs."},
            {"id": "b", "text": "The bus was late.", "context": "Why?", "course": "any"},
        )
        + "\n",
    )
    assert done.stderr == b""
    assert done.stdout.decode() == (
        '{"id": "a", "language": "en", "flags": [], "marks": [{"criterion": "asks", "level": 1, '
        '"points": 2.0, "confidence": 0.944898, "probabilities": [0.055102, 0.944898], '
        '"abstained": false, "evidence": [[0, 31]]}]}\n'
        '{"id": "b", "language": "en", "flags": [], "marks": [{"criterion": "asks", "level": 0, '
        '"points": 0.0, "confidence": 0.969429, "probabilities": [0.969429, 0.030571], '
        '"abstained": false, "evidence": []}]}\n'
    )


def test_mark_of_nothing(small: Path) -> None:
    done = run("mark", "--rubric", small)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_mark_with_the_question(small: Path, tmp_path: Path) -> None:
    question = "What would you ask the woman who sits next to the door of the ward?"
    prompt = tmp_path / "prompt.txt"
    prompt.write_text(question, "utf-8")
    done = run(
        "mark", "--rubric", small, "--prompt", prompt, stdin=lines({"id": "a", "text": question})
    )
    (marked,) = map(json.loads, done.stdout.splitlines())
    assert marked["flags"] == ["copies_prompt"]
    assert marked["marks"][0]["abstained"] is True


@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        ('{"id": "a", "text": "x"}\n{"id": "b"}\n', "line 2: “text”: field required"),
        ('{"id": "a", "text": 3}\n', "line 1: “text”: input should be a valid string"),
        ('{"id": 1, "text": "x"}\n', "line 1: “id”: input should be a valid string"),
        ('{"id": "", "text": "x"}\n', "line 1: “id”: string should have at least 1 character"),
        ('\n{"id": "a",\n', "line 2: not JSON: Expecting property name enclosed in double quotes "
         "(column 12)"),
        ("[1]\n", "line 1: not a JSON object"),
        (b'{"id": "a", "text": "\xff"}\n', "line 1: not UTF-8"),
        ('{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}\n',
         "line 2: the id stands already on line 1"),
    ],
)  # fmt: skip
def test_bad_texts_are_refused_whole(small: Path, stdin: str | bytes, message: str) -> None:
    refused(run("mark", "--rubric", small, stdin=stdin), message)


def test_a_rubric_that_cannot_be_read(tmp_path: Path) -> None:
    refused(run("mark", "--rubric", tmp_path / "none.xml"), "none.xml: No such file or directory")
    broken = tmp_path / "broken.xml"
    broken.write_text("<rubric>\n  <criterion id='a'/>\n</rubric>", "utf-8")
    done = run("mark", "--rubric", broken)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("broken.xml: line 2, ")


def test_a_model_that_cannot_be_read(small: Path, tmp_path: Path) -> None:
    model = tmp_path / "m.json"
    model.write_text("{}", "utf-8")
    refused(
        run("mark", "--rubric", small, "--model", model),
        "m.json: not a model: “features”: field required",
    )


def test_unknown_options_are_refused(small: Path) -> None:
    for arguments in ((), ("grade",), ("mark",), ("mark", "--rubric", small, "--fast")):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, b"")


def test_components() -> None:
    done = run(
        "components",
        stdin=lines(
            {"id": "1", "sentence": "I was very nervous and ashamed."},
            {"id": "2", "text": "The corridor is long.", "context": "It was late."},
            {"id": "3", "text": "Nervózní.", "context": "Na chodbě byla tma. Bylo mi smutno."},
        ),
    )
    assert done.returncode == 0
    tags = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(tag["id"], tag["component"]) for tag in tags] == [
        ("1", "Feeling"),
        ("2", "Other"),
        ("3", "Feeling"),
    ]
    assert all(list(tag) == ["id", "component", "probabilities"] for tag in tags)
    assert all(sum(tag["probabilities"].values()) == pytest.approx(1, abs=1e-5) for tag in tags)


def test_components_refuse_a_language_they_do_not_read() -> None:
    assert run("components", "--lang", "xx").returncode == 2
    refused(
        run("components", "--lang", "cs", stdin='{"id": "1"}'),
        "line 1: “sentence”: field required",
    )


GRADED = [
    {"id": str(at), "text": f"{text} in the {place}.", "levels": {"asks": at % 2}}
    for at, (text, place) in enumerate(
        (text, place)
        for place in ("ward", "shop", "hall", "yard", "car", "park")
        for text in ("The bus was late", "I would ask him what he needs")
    )
]


def test_calibrate_then_mark_then_agreement(small: Path, tmp_path: Path) -> None:
    marked, model, marks = (tmp_path / name for name in ("graded.jsonl", "m.json", "marks.jsonl"))
    marked.write_text(lines(*GRADED), "utf-8")
    done = run("calibrate", "--rubric", small, "--marked", marked, "--out", model)
    assert done.stdout.decode() == (
        "asks: learned (12 marked; by 10-fold check no worse than the rules)\n"
    )
    assert json.loads(model.read_text("utf-8"))["criteria"][0]["examples"] == 12
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "graded.jsonl",
        "m.json",
        "small.xml",
    ]

    done = run("mark", "--rubric", small, "--model", model, stdin=lines(*GRADED))
    marks.write_bytes(done.stdout)
    done = run("agreement", "--rubric", small, "--marked", marked, "--marks", marks)
    whole = {"count": 12, "exact": 1.0, "adjacent": 1.0, "kappa": 1.0, "interval": [1.0, 1.0]}
    assert json.loads(done.stdout) == {
        "criteria": {"asks": whole},
        "overall": {**whole, "mean_kappa": 1.0},
        "not_abstained": whole,
    }


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"id": "a", "text": "x"}, "g.jsonl: line 1: “levels”: field required"),
        (
            {"id": "a", "text": "x", "levels": {"asks": -1}},
            "g.jsonl: line 1: “levels.asks”: input should be greater than or equal to 0",
        ),
        (
            {"id": "a", "text": "x", "levels": {"asks": 0.5}},
            "g.jsonl: line 1: “levels.asks”: input should be a valid integer",
        ),
        (
            {"id": "a", "text": "x", "levels": {"asks": 2}},
            "g.jsonl: line 1: criterion “asks” has levels 0 to 1, not 2",
        ),
        (
            {"id": "a", "text": "x", "levels": {"listens": 1}},
            "g.jsonl: line 1: the rubric has no criterion “listens”",
        ),
    ],
)
def test_bad_marked_texts_write_no_model(
    small: Path, tmp_path: Path, record: object, message: str
) -> None:
    marked, model = tmp_path / "g.jsonl", tmp_path / "m.json"
    marked.write_text(lines(record), "utf-8")
    model.write_text("as it was", "utf-8")
    refused(run("calibrate", "--rubric", small, "--marked", marked, "--out", model), message)
    assert model.read_text("utf-8") == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["g.jsonl", "m.json", "small.xml"]


def test_a_model_that_cannot_be_written(small: Path, tmp_path: Path) -> None:
    marked = tmp_path / "g.jsonl"
    marked.write_text(lines(*GRADED), "utf-8")
    out = tmp_path / "no" / "m.json"
    refused(
        run("calibrate", "--rubric", small, "--marked", marked, "--out", out),
        "m.json: No such file or directory",
    )


def test_agreement_needs_something_in_common(small: Path, tmp_path: Path) -> None:
    marked, marks = tmp_path / "g.jsonl", tmp_path / "m.jsonl"
    marked.write_text(lines({"id": "a", "text": "x", "levels": {"asks": 1}}), "utf-8")
    marks.write_text(lines({"id": "b", "marks": []}), "utf-8")
    refused(
        run("agreement", "--rubric", small, "--marked", marked, "--marks", marks),
        "no text has both a person's level and a mark",
    )
    marks.write_text(lines({"id": "b", "marks": [{"criterion": "asks", "level": 7}]}), "utf-8")
    refused(
        run("agreement", "--rubric", small, "--marked", marked, "--marks", marks),
        "m.jsonl: line 1: criterion “asks” has levels 0 to 1, not 7",
    )


def test_no_message_quotes_the_text(small: Path) -> None:
    done = run("mark", "--rubric", small, stdin='{"id": "a", "text": ["my own words"]}\n')
    assert b"my own words" not in done.stderr
