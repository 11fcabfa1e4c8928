"""The commands that the pages spell out, run as they stand there, in a fresh folder."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from empathy_xblock.unit import library, olx

ROOT = Path(__file__).resolve().parents[2]
TEXT = (
    "He may be afraid that today she takes him for a stranger; I would ask him whom they are for."
)
ASSESSMENT = """<openassessment><title>Week 1</title><assessments/>
<prompts><prompt><description>What happened?</description></prompt></prompts>
<rubric><criterion><name>Asks</name><prompt>Does it ask?</prompt>
<option points="0"><name>No</name><explanation/></option>
<option points="1"><name>Yes</name><explanation/></option></criterion></rubric></openassessment>"""
BUILDER = """<problem-builder display_name="Week 2"><html>Before.</html>
<pb-answer name="one" question="What happened?"/></problem-builder>"""


def _commands():
    for page in ("README", "docs/authoring-from-git", "docs/importing"):
        text = (ROOT / f"{page}.md").read_text("utf-8")
        for line in re.findall(r"^\s*(python -m empathy_xblock\.(?:unit|grading) .+)$", text, re.M):
            yield pytest.param(line, id=f"{page}: {' '.join(line.split()[2:4])}")


@pytest.fixture
def folder(tmp_path):
    """Return a folder with the files that the pages speak of."""
    document = olx.write(library.load("demo"))
    rubric = re.search(r"<rubric>.*</rubric>", document, re.S)[0]
    levels = {one.id: 1 for one in library.load("demo").reflection.rubric.criteria}
    (tmp_path / "vertical").mkdir()
    written = {
        "unit.xml": document,
        "vertical/unit.xml": document,
        "vertical/week1.xml": ASSESSMENT,
        "vertical/week2.xml": BUILDER,
        "rubric.xml": rubric,
        "texts.jsonl": json.dumps({"id": "1", "text": TEXT}),
        "graded.jsonl": json.dumps({"id": "1", "text": TEXT, "levels": levels}),
        "sentences.jsonl": json.dumps({"id": "1", "sentence": TEXT}),
    }
    for name, content in written.items():
        (tmp_path / name).write_text(content + "\n", "utf-8")
    return tmp_path


def run(line, folder):
    return subprocess.run(
        line.replace("python ", f"{sys.executable} ", 1),
        shell=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("line", list(_commands()))
def test_it_runs_as_it_stands(line, folder):
    if "--marks" in line:  # what the line before it on the page wrote
        run(
            "python -m empathy_xblock.grading mark --rubric rubric.xml < texts.jsonl > marks.jsonl",
            folder,
        )
    if "vertical/*" in line:
        for no_unit_yet in ("vertical/week1.xml", "vertical/week2.xml"):
            (folder / no_unit_yet).unlink()
    command = line.partition(" #")[0].strip()
    done = run(command, folder)
    assert done.returncode == 0, done.stderr
    empty = [
        path.name for path in folder.rglob("*.*") if path.is_file() and not path.stat().st_size
    ]
    assert empty == []
    for written in re.findall(r"(?:> |--out )(\S+)", command):
        assert (folder / written).exists() or f"mv {written}" in command
