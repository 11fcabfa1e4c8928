"""The corpus is fit for training, and its split never moves."""

from __future__ import annotations

import pytest

from empathy_xblock.grading import corpus
from empathy_xblock.grading.corpus.__main__ import main
from empathy_xblock.grading.corpus.check import check


def text(name: str, content: str, level: int = 0, **more: object) -> corpus.Marked:
    values = {"levels": {"x": level}, "evidence": {}, "post": "", "voice": ""}
    return corpus.Marked(id=name, text=content, **{**values, **more})


def test_the_corpus_is_without_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    assert "<- wrong" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("identifier", "kept"),
    [("cs-001", True), ("cs-002", True), ("pc-001", False), ("re-001", True), ("", True)],
)
def test_the_split_is_by_the_id_alone(identifier: str, kept: bool) -> None:
    assert corpus.kept_out(identifier) is kept


def test_about_a_fifth_is_kept_out() -> None:
    held = sum(corpus.kept_out(f"x-{number}") for number in range(1000))
    assert 170 < held < 230


ALIKE = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        ([text("a", ALIKE), text("b", f"{ALIKE} eleven", 1)], "a and b are nearly the same"),
        ([text("a", "yes"), text("a", "no", 1)], "a stands 2 times"),
        ([text("a", "yes"), text("b", "no", 7)], "b: no level 7 of x"),
        ([text("a", "yes", levels={}), text("b", "no")], "a: not every criterion is marked"),
        (
            [text("a", "yes", evidence={"x": ("no",)}), text("b", "no", 1)],
            "a: evidence of x is not in the text",
        ),
        (
            [text("a", "yes", 1, post="Why?"), text("b", "no", post="Why?")],
            "a: level and evidence of x differ",
        ),
    ],
)
def test_faults_are_found(texts: list[corpus.Marked], line: str) -> None:
    wrong = [finding.line.strip() for finding in check("c", texts, {"x": 2}) if finding.wrong]
    assert line in wrong
