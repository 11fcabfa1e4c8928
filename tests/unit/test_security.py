"""Documents made to do harm: nothing is expanded, fetched, or kept to run in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from empathy_xblock.unit import olx
from empathy_xblock.unit.html import TAGS, clean
from empathy_xblock.unit.olx.xml import MAX_BYTES

LAUGHS = (
    '<!DOCTYPE empathy [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
REFUSED = "a DOCTYPE with its entities is not allowed; remove it"


@pytest.mark.parametrize(
    "document",
    [
        f'{LAUGHS}<empathy display_name="&i;"/>',
        f"{LAUGHS}<empathy><video><transcript>&i;</transcript></video></empathy>",
        '<!DOCTYPE empathy [<!ENTITY x SYSTEM "file:///etc/passwd">]><empathy>&x;</empathy>',
        '<!DOCTYPE empathy SYSTEM "http://127.0.0.1:9/unit.dtd"><empathy/>',
        '<!DOCTYPE empathy [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]><empathy/>',
        "<!-- <!DOCTYPE no> --><?pi?>\n"
        '<!DOCTYPE empathy [<!ATTLIST empathy weight CDATA "9">]><empathy/>',
    ],
)
@pytest.mark.parametrize("encoding", [None, "utf-8", "utf-16"])
def test_document_types_are_refused_before_they_are_read(
    document: str, encoding: str | None
) -> None:
    reading = olx.read(document.encode(encoding) if encoding else document)
    assert reading.unit is None
    assert [problem.message for problem in reading.problems] == [REFUSED]


def test_a_file_is_not_included(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    reading = olx.read(
        '<empathy xmlns:xi="http://www.w3.org/2001/XInclude"><video><transcript>'
        f'<xi:include href="{secret}" parse="text"/></transcript></video></empathy>'
    )
    assert reading.unit is not None
    assert "secret" not in olx.write(reading.unit)
    assert "<xi:include> is not known here and was left out" in str(reading.errors[0])


def test_a_document_may_not_be_huge() -> None:
    for source in (" " * (MAX_BYTES + 1), b" " * (MAX_BYTES + 1)):
        (problem,) = olx.read(source).problems
        assert problem.message == "the document is larger than 2,000,000 bytes"


@pytest.mark.parametrize("depth", [150, 5_000])
def test_a_text_may_not_be_nested_without_end(depth: int) -> None:
    text = "<b>" * depth + "x" + "</b>" * depth
    reading = olx.read(f"<empathy><content_note>{text}</content_note></empathy>")
    (problem,) = reading.errors
    assert "nested too deeply" in problem.message or "Excessive depth" in problem.message


def test_an_element_that_was_handed_in_may_not_be_nested_without_end() -> None:
    root = etree.Element("empathy")
    node = etree.SubElement(root, "content_note")
    for _ in range(5_000):
        node = etree.SubElement(node, "b")
    (problem,) = olx.read(root).errors
    assert problem.message == "the text is nested too deeply"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<script>alert(1)</script>after", "after"),
        ("<ScRiPt src=//x></ScRiPt>after", "after"),
        ("<style>p{}</style>after", "after"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<a href="javascript:x()">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<a href="JaVa&#9;script:x()">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<a href="&#1;javascript:x()">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<a href="data:text/html,x">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<a href="/a">a</a>', '<a href="/a" rel="noopener noreferrer">a</a>'),
        ('<a href="tel:1" target="_top">a</a>', '<a href="tel:1" rel="noopener noreferrer">a</a>'),
        ('<img src="x" onerror="x()">after', "after"),
        ("<iframe srcdoc='<b>x</b>'></iframe>after", "after"),
        ("<svg><script>x</script></svg>after", "after"),
        ("<math><mtext><table><mglyph><style><img src=x onerror=x()>", ""),
        ("<noscript><p title='</noscript><img src=x onerror=x()>'>", None),
        ("<template><b>x</b></template>after", None),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "ab"),
    ],
)
def test_what_cleaning_leaves(html: str, expected: str | None) -> None:
    cleaned = clean(html)
    if expected is not None:
        assert cleaned == expected
    assert clean(cleaned) == cleaned
    kept = {part.partition(">")[0].split(" ")[0] for part in cleaned.split("<")[1:]}
    assert {name.lstrip("/") for name in kept} <= TAGS
    assert " on" not in "".join(part.partition(">")[0] for part in cleaned.split("<")[1:])


def test_no_script_of_a_document_reaches_the_unit() -> None:
    reading = olx.read(
        "<empathy><quiz><single id='q'><stem>a<script>one()</script><b onclick='two()'>b</b>"
        "<a href='javascript:three()'>c</a></stem><choice id='a' correct='true'>"
        "<![CDATA[<img src=x onerror='four()'>]]></choice><choice id='b'>B</choice></single>"
        "</quiz></empathy>"
    )
    assert reading.unit is not None
    assert reading.unit.quiz is not None
    (item,) = reading.unit.quiz.items
    assert item.stem == 'a<b>b</b><a rel="noopener noreferrer">c</a>'
    assert item.choices[0].text == "&lt;img src=x onerror='four()'&gt;"
