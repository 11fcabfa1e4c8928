"""Units made of other blocks' exports: the tables are `golden/ora2.txt` and its neighbor."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from empathy_xblock.unit import olx
from empathy_xblock.unit.advice import advise
from empathy_xblock.unit.importers import NotImported, ora2, problem_builder
from tests.unit import golden_files
from tests.unit.test_command_line import run

CONVERT = {"ora2": ora2.convert, "problem_builder": problem_builder.convert}
CASES = [(name, case) for name in CONVERT for case in golden_files.cases(f"{name}.txt")]
RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcome(name: str, source: str) -> str:
    """Return the document and the report as text; or why there is none."""
    try:
        imported = CONVERT[name](source)
    except NotImported as error:
        return f"not imported: line {error.line}: {error.message}\n"
    report = "".join(
        f"{note.line}: {note.kind}: {note.element}: {note.message}\n" for note in imported.notes
    )
    return f"{olx.write(imported.unit)}---\n{report}"


@pytest.mark.parametrize(("name", "case"), CASES)
def test_what_becomes_of_it(name: str, case: str) -> None:
    source, expected = golden_files.cases(f"{name}.txt")[case]
    assert outcome(name, source) == expected


@pytest.mark.parametrize(("name", "case"), CASES)
def test_what_comes_out_is_canonical_and_the_same_every_time(name: str, case: str) -> None:
    source, expected = golden_files.cases(f"{name}.txt")[case]
    document = expected.partition("---\n")[0]
    if document.startswith("not imported"):
        with pytest.raises(NotImported):
            CONVERT[name](source)
        return
    reading = olx.read(document)
    assert reading.problems == ()
    assert reading.unit is not None
    assert olx.write(reading.unit) == document
    assert CONVERT[name](source.encode()) == CONVERT[name](source)


def test_what_is_left_to_do_is_advised() -> None:
    source, _ = golden_files.cases("ora2.txt")["a whole assessment"]
    said = {problem.message for problem in advise(ora2.convert(source).unit)}
    assert any("<evidence>" in message for message in said)


TAGS = """
    openassessment title assessments assessment prompts prompt description rubric criterion
    name label option explanation feedbackprompt problem-builder step-builder sb-step pb-answer
    pb-mcq pb-mrq pb-rating pb-choice pb-tip pb-message pb-slider html p img b
"""
SETTINGS = """
    name value values question correct_choices required_choices ignored_choices message
    points weight max_attempts min_characters prompts_type low high other id
"""
NAMES = st.sampled_from(TAGS.split())
WORDS = st.sampled_from(["", "a", "b", "1", "5", "[]", '["a"]', '["a","b"]', "a,b", "nan", "-1"])
TEXTS = WORDS | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
ATTRIBUTES = st.dictionaries(st.sampled_from(SETTINGS.split()), TEXTS, max_size=4)


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> etree._Element:
    """Draw elements of both formats, in any order and depth."""
    node = etree.Element(draw(NAMES), draw(ATTRIBUTES))
    node.text = draw(TEXTS).replace("\ufffe", "").replace("\uffff", "")
    if depth:
        node.extend(draw(st.lists(trees(depth=depth - 1), max_size=3)))
    return node


def converts_or_says_why(source: bytes | str) -> None:
    """Convert with each importer: what comes out reads as it was written."""
    for convert in CONVERT.values():
        try:
            imported = convert(source)
        except NotImported as error:
            said = [error.message]
        else:
            written = olx.write(imported.unit)
            assert olx.read(written).unit == imported.unit
            said = [note.message for note in imported.notes]
        assert all(said)


@RELAXED
@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_bytes_give_a_clear_error(source: bytes | str) -> None:
    converts_or_says_why(source)


@RELAXED
@given(trees(), st.sampled_from(["openassessment", "problem-builder", "step-builder"]))
def test_any_elements_give_a_unit_or_a_clear_error(root: etree._Element, name: str) -> None:
    root.tag = name
    converts_or_says_why(etree.tostring(root, encoding="utf-8"))


@RELAXED
@given(st.sampled_from(CASES), st.data())
def test_a_damaged_export_gives_a_unit_or_a_clear_error(
    which: tuple[str, str], data: st.DataObject
) -> None:
    source = golden_files.cases(f"{which[0]}.txt")[which[1]][0]
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, min(len(source), start + 30)))
    converts_or_says_why(source[:start] + data.draw(TEXTS) + source[end:])


def test_the_commands_print_a_unit_and_a_report(tmp_path: Path) -> None:
    for command, name in (("ora2", "ora2"), ("problem-builder", "problem_builder")):
        source, expected = next(iter(golden_files.cases(f"{name}.txt").values()))
        (tmp_path / "old.xml").write_text(source, "utf-8")
        document, _, report = expected.partition("---\n")
        code, out, err = run(tmp_path, command, "old.xml")
        assert (code, out) == (0, document)
        assert err == "".join(f"old.xml:{line}\n" for line in report.splitlines())
        (tmp_path / "other.xml").write_text("<vertical/>", "utf-8")
        code, out, err = run(tmp_path, command, "other.xml")
        assert (code, out) == (1, "")
        assert err.startswith("other.xml:1: error: there is no <")
        assert run(tmp_path, command, "absent.xml")[:2] == (2, "")
