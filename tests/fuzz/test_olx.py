"""OLX of any kind: read without an error, and what was read is written and read again the same."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from xblock.fields import ScopeIds
from xblock.runtime import DictKeyValueStore, KvsFieldData
from xblock.test.tools import TestRuntime

from empathy_xblock.block import EmpathyXBlock
from empathy_xblock.unit import library, olx
from tests.fuzz.conftest import FUZZ, no_hang
from tests.unit.strategies import units

DEMO = olx.write(library.load("demo"))
PARTS = st.sampled_from(
    [
        '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d SYSTEM "file:///etc/hostname">]>',
        "&b;",
        "&d;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "<?xml version='1.0' encoding='utf-7'?>",
        "<criterion id='feeling'/>",
        '<description at="3" until="2">A</description>',
        "</empathy>",
        "<script>alert(1)</script>",
        ' weight="1e400"',
        ' points="-1"',
        ' id=""',
        "&#0;",
        "&#x1F600;",
        "\x00",
        "\ufeff",
        "x" * 2000,
        "<b>" * 300,
    ]
)


@st.composite
def mutated(draw: Any) -> str:
    """Return a unit's document with spans cut out, doubled, moved, or replaced."""
    text = draw(st.just(DEMO) | units().map(olx.write))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + draw(st.sampled_from([1, 8, 200])))))
        span = text[start:end]
        new = draw(PARTS | st.text(max_size=8) | st.sampled_from(["", span * 2, span[::-1]]))
        if draw(st.booleans()):  # between tags, so that it stays XML more often
            start = end = text.rfind(">", 0, start) + 1
        text = text[:start] + new + text[end:]
    return text


def read_and_write(source: str | bytes) -> bool:
    """Read whatever it is, and what can be read again; return whether it was a unit."""
    reading = olx.read(source)
    assert reading.unit is not None or reading.problems
    for problem in reading.problems:
        assert str(problem)
    if reading.unit is None:
        return False
    written = olx.write(reading.unit)
    again = olx.read(written)
    assert again.unit == reading.unit
    assert not [problem for problem in again.problems if problem.severity == "error"]
    assert olx.write(again.unit) == written
    return True


def through_the_block(source: str | bytes) -> None:
    """Import what an XML parser takes, and export it again, as a course's archive does."""
    try:
        node = etree.fromstring(
            source.encode() if isinstance(source, str) else source,
            etree.XMLParser(resolve_entities=False, no_network=True),
        )
    except (etree.XMLSyntaxError, UnicodeError, ValueError):
        return
    runtime = TestRuntime(services={"field-data": KvsFieldData(DictKeyValueStore())})
    keys = ScopeIds("nobody", "empathy", "d1", "u1")
    block = EmpathyXBlock.parse_xml(node, runtime, keys)
    assert block.unit is not None
    first = exported(block)
    again = EmpathyXBlock.parse_xml(etree.fromstring(first), runtime, keys)
    assert exported(again) == first
    block.validate()
    block.index_dictionary()


def exported(block: Any) -> bytes:
    node = etree.Element("unknown")
    block.add_xml_to_node(node)
    return etree.tostring(node)


@FUZZ
@given(st.binary(max_size=4000))
def test_any_bytes(source: bytes) -> None:
    with no_hang():
        read_and_write(source)


@FUZZ
@given(st.text(st.characters(), max_size=400) | st.lists(PARTS, max_size=6).map("".join))
def test_any_text(source: str) -> None:
    with no_hang():
        read_and_write(source)


def test_changed_documents() -> None:
    read: list[bool] = []

    @FUZZ
    @given(mutated())
    def case(source: str) -> None:
        with no_hang():
            read.append(read_and_write(source))
            read_and_write(source.encode("utf-8", "surrogatepass"))

    case()
    assert any(read)  # cases that are no units would prove little


@FUZZ
@given(mutated() | units().map(olx.write))
def test_import_and_export(source: str) -> None:
    with no_hang():
        through_the_block(source)


@FUZZ
@given(st.one_of(mutated(), st.text(max_size=200)))
def test_rubrics(source: str) -> None:
    with no_hang():
        try:
            rubric = olx.read_rubric(source)
        except olx.OLXError:
            return
        assert olx.read_rubric(olx.write_rubric(rubric)) == rubric
