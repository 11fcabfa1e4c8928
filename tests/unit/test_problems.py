"""What authors are told about broken documents: the table is `golden/problems.txt`."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from empathy_xblock.unit import library, olx
from tests.unit import golden_files

CASES = golden_files.cases("problems.txt")
DEMO = olx.write(library.load("demo"))
RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", CASES)
def test_broken_documents(name: str) -> None:
    source, expected = CASES[name]
    reading = olx.read(source)
    said = [f"{problem.severity}: {problem}" for problem in reading.problems]
    said.append("readable" if reading.unit else "not readable")
    assert "\n".join(said) + "\n" == expected


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(CASES) >= 25


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<rubric/>", "<rubric>: there must be at least 1 <criterion>, not 0"),
        ("<empathy/>", "the document must start with <rubric>, not with <empathy>"),
        ("<rubric>", "the XML is broken here: Premature end of data in tag rubric line 1"),
    ],
)
def test_a_lone_rubric_that_cannot_be_read(source: str, expected: str) -> None:
    with pytest.raises(olx.OLXError) as raised:
        olx.read_rubric(source)
    assert str(raised.value) == f"line 1, {expected}"


def test_a_lone_rubric_with_something_unknown_is_refused() -> None:
    demo = library.load("demo").reflection
    assert demo is not None
    source = olx.write_rubric(demo.rubric).replace("<rubric>", '<rubric color="red">')
    with pytest.raises(olx.OLXError, match="the attribute “color” is not known here"):
        olx.read_rubric(source)


def test_what_the_platform_puts_on_a_block_comes_back_and_is_written_again() -> None:
    source = (
        '<empathy xmlns:option="http://code.edx.org/xblock/option" url_name="a1" weight="2" '
        'due="2030-01-01T00:00:00Z" option:x="1" upstream_version="3" xblock-family="xblock.v1"/>'
    )
    reading = olx.read(source)
    assert reading.problems == ()
    assert reading.platform == {
        "url_name": "a1",
        "due": "2030-01-01T00:00:00Z",
        "{http://code.edx.org/xblock/option}x": "1",
        "upstream_version": "3",
        "xblock-family": "xblock.v1",
    }
    assert reading.unit is not None
    written = olx.write(reading.unit, reading.platform)
    assert written == (
        '<empathy display_name="Empathy unit" weight="2" grading_mode="assisted" '
        'pass_percent="60" due="2030-01-01T00:00:00Z" upstream_version="3" url_name="a1" '
        'xblock-family="xblock.v1" option:x="1" '
        'xmlns:option="http://code.edx.org/xblock/option"/>\n'
    )
    again = olx.read(written)
    assert (again.unit, again.platform) == (reading.unit, reading.platform)
    assert olx.write_element(reading.unit, reading.platform).attrib == {**olx.parse(written).attrib}


def test_problems_without_end_are_counted() -> None:
    problems = olx.read("<empathy>" + "<poll/>" * 1234 + "</empathy>").problems
    assert len(problems) == 101
    assert problems[-1] == olx.Problem("error", "1,134 more problems are not shown")


@pytest.mark.parametrize(
    ("length", "accepted"), [(50_000, True), (50_001, False), (300_000, False)]
)
def test_the_length_of_a_text(length: int, accepted: bool) -> None:
    source = f"<empathy><content_note><b>{'x' * (length - 7)}</b></content_note></empathy>"
    reading = olx.read(source)
    assert (reading.unit is not None) is accepted
    assert [str(problem) for problem in reading.problems] == (
        [] if accepted else ["line 1, <content_note>: the text is longer than 50,000 characters"]
    )


def test_attributes_that_only_this_platform_knows() -> None:
    source = '<empathy wiki="on"><video wiki="on"/></empathy>'
    assert [problem.line for problem in olx.read(source).problems] == [1, 1]
    reading = olx.read(source, platform_names={"wiki"})
    assert reading.platform == {"wiki": "on"}
    assert [problem.element for problem in reading.problems] == ["<video>"]


def test_the_platforms_attributes_never_replace_the_units_own() -> None:
    unit = library.load("demo")
    assert olx.write(unit, {"weight": "9", "display_name": "x"}) == olx.write(unit)


def test_an_element_that_was_handed_in_stays_as_it_is() -> None:
    source = (
        '<empathy x="1"><!-- a --><video>text<transcript>A <b>b</b></transcript></video></empathy>'
    )
    node = etree.fromstring(source)
    reading = olx.read(node)
    assert reading.unit is not None
    assert [problem.line for problem in reading.errors] == [1, 1]
    assert etree.tostring(node, encoding="unicode") == source


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    source = '<?xml version="1.0" encoding="latin-1"?>\n<empathy display_name="Tür"/>'
    reading = olx.read(source.encode(encoding))
    assert reading.problems == ()
    assert reading.unit is not None
    assert reading.unit.display_name == "Tür"
    assert reading.lines == {"<empathy>": 2}


def test_bytes_that_are_no_utf_8() -> None:
    problem = olx.Problem("error", "the document is not in UTF-8; save it in that encoding", 2, "")
    assert olx.read("<empathy>\n<video/>ü</empathy>".encode("latin-1")).problems == (problem,)


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200)))
def test_no_bytes_raise(source: bytes | str) -> None:
    reading = olx.read(source)
    assert reading.unit is not None or reading.errors


@RELAXED
@given(st.data())
def test_no_damage_to_a_valid_document_raises(data: st.DataObject) -> None:
    source = DEMO
    pieces = st.one_of(
        st.text(max_size=6),
        st.sampled_from(["<", ">", "/>", '"', "&", "<p>", "</p>", 'id=""', "<!--", "]]>", "\x00"]),
    )
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(source)))
        cut = data.draw(st.integers(0, 40))
        source = source[:at] + data.draw(pieces) + source[at + cut :]
    reading = olx.read(source)
    assert reading.unit is not None or reading.errors
    if reading.unit is not None:
        written = olx.write(reading.unit)
        assert olx.read(written).unit == reading.unit


_NAMES = (
    "empathy content_note alternative support video source track description transcript reflection "
    "prompt rubric criterion guidance level evidence phrase model_answer quiz single multiple stem "
    "choice feedback anchor p b br a div"
)
NAMES = st.sampled_from(_NAMES.split())
_ATTRIBUTES = "id points name weight correct href src kind minutes components due at until"
ATTRIBUTES = st.dictionaries(
    st.sampled_from(_ATTRIBUTES.split()),
    st.one_of(st.text("a1 -.<&\"'é", max_size=6), st.sampled_from(["true", "0", "1e999"])),
    max_size=3,
)


@st.composite
def any_elements(draw: st.DrawFn, depth: int = 4) -> etree._Element:
    """Any tree of known names, most of it in the wrong place."""
    node = etree.Element(draw(NAMES), draw(ATTRIBUTES))
    node.text = draw(st.sampled_from([None, " ", "text"]))
    for _ in range(draw(st.integers(0, 3)) if depth else 0):
        child = draw(
            st.one_of(any_elements(depth=depth - 1), st.builds(etree.Comment, st.just("note")))
        )
        child.tail = draw(st.sampled_from([None, "\n", "tail"]))
        node.append(child)
    return node


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.lists(any_elements(), max_size=3))
def test_no_tree_of_known_names_raises(children: list[etree._Element]) -> None:
    root = etree.Element("empathy")
    root.extend(children)
    before = etree.tostring(root)
    reading = olx.read(root)
    assert reading.unit is not None or reading.errors
    assert etree.tostring(root) == before
