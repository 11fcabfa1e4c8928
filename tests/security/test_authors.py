"""An author who means harm: nothing of a unit runs in a learner's, reviewer's or author's page."""

from __future__ import annotations

import json
from re import compile as compile_pattern
from typing import Any

import pytest
from lxml import etree, html

from empathy_xblock.block import EmpathyXBlock
from empathy_xblock.studio.requests import MAX_OLX
from empathy_xblock.unit import olx
from tests.security.people import DEMO, author, begin, marks, ref_of, seen_by, submit

IN_TEXT = [
    "<script>alert(1)</script>",
    "<img src='x' onerror='alert(1)'/>",
    "<svg onload='alert(1)'><script>alert(1)</script></svg>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='data:text/html,x'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<p style='background:url(//x)' onclick='alert(1)'>x</p>",
    "<span lang='&quot; onclick=&quot;alert(1)' dir='&lt;script&gt;'>x</span>",
    "<iframe src='//x' srcdoc='x'/>",
    "<form action='//x'><button formaction='//x'>x</button></form>",
    "<meta http-equiv='refresh' content='0;url=//x'/>",
    "<base href='//x'/><link rel='stylesheet' href='//x'/>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<![CDATA[</textarea></template></script><img src=x onerror=alert(1)>]]>",
    "{{ unit }}{% include 'x' %}",
]

IN_LINE = [
    '" onfocus="alert(1)" autofocus="',
    "' onfocus='alert(1)",
    "</script><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</template><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{criterion.__class__}{0}%s%(x)s",
    "\u202egnihtyna\u2066",
]

SCHEMES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\tjavascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "blob:x",
    "file:///etc/passwd",
    "bundledjavascript:x",
    "x:javascript:alert(1)",
]

_STRIPPED = "".join(map(chr, range(33)))
_DROPPED = compile_pattern(r"[\t\r\n]")
_ADDRESSES = ("href", "src", "poster", "action", "formaction", "srcset", "xlink:href")


def _is_ours(picture: Any) -> bool:
    """Tell whether a picture is a role-play's or a score's, and has but shapes and words in it."""
    within = {element.tag for element in picture.iter(etree.Element)}
    if picture.get("class") == "empathy-bar":
        return within == {"svg", "rect"}
    shapes = {"svg", "title", "desc", "path", "polygon", "rect", "text"}
    return picture.getparent().get("class") == "empathy-graph-scroll" and within <= shapes


def running(page: str) -> list[str]:
    """Return what of a page could run: foreign elements, handlers, addresses that are code."""
    tree = html.fragment_fromstring(page, create_parent="div")
    found = [element.tag for element in tree.iter("script", "iframe", "object", "base")]
    found += [picture.tag for picture in tree.iter("svg") if not _is_ours(picture)]
    for element in tree.iter(etree.Element):
        for name, value in element.attrib.items():
            if name.startswith("on") or name in ("style", "srcdoc", "autofocus"):
                found.append(f"{name}={value}")
            # Browsers drop these signs from an address before they look for its scheme.
            address = _DROPPED.sub("", value.strip(_STRIPPED)).lower()
            scheme = address.partition(":")[0]
            if name in _ADDRESSES and scheme in ("javascript", "data", "vbscript", "blob"):
                found.append(f"{name}={value}")
    return found


def pages(workbench) -> list[str]:
    """Return every page and answer that draws the unit, with a reflection handed in."""
    drawn = [workbench.block(person).public_view().content for person in ("none", "ada")]
    drawn += [workbench.block("author_kim").author_view().content]
    drawn += [workbench.block("author_kim").studio_view().content]
    drawn += [workbench.block("ada").student_view().content]
    begin(workbench, "ada")
    drawn += submit(workbench, "ada")["regions"].values()
    for item, choice in [("imagine", "other"), ("getting", "know")]:
        sent = {"item": item, "response": [choice], "number": 1}
        drawn += workbench.post("ada", "answer_item", sent)["regions"].values()
    ref = ref_of(workbench, "ada")
    sent = {"ref": ref, "seen": seen_by(workbench, ref), "marks": marks(), "release": True}
    drawn += workbench.post("staff_anna", "review_mark", sent)["regions"].values()
    drawn += [workbench.block(person).student_view().content for person in ("ada", "staff_anna")]
    return drawn


def everywhere(text: str) -> str:
    """Return the ready-made unit with that text in every element that holds HTML."""
    root = olx.parse(DEMO)
    names = "alternative transcript prompt guidance level model_answer stem choice feedback"
    for name in names.split():
        for node in root.iter(name):
            node.text = f"@@{node.text or ''}"
    return etree.tostring(root, encoding="unicode").replace("@@", text)


@pytest.mark.parametrize("text", IN_TEXT)
def test_html_that_runs_is_never_kept(workbench, text):
    response = workbench.request("author_kim", "studio_save", {"olx": everywhere(text)})
    assert response.status_code in (200, 422)
    assert running(json.loads(response.content).get("regions", {}).get("problems", "<p></p>")) == []
    for page in pages(workbench):
        assert running(page) == []


@pytest.mark.parametrize("text", [text for text in IN_TEXT if "&#1;" not in text])
def test_html_that_runs_is_not_imported_either(workbench, text):
    """An import keeps what it can, so what is left must be harmless."""
    block = workbench.block("author_kim")
    read = EmpathyXBlock.parse_xml(
        etree.fromstring(everywhere(text)), block.runtime, block.scope_ids
    )
    for view in (read.public_view, read.author_view, read.studio_view):
        assert running(view().content) == []


@pytest.mark.parametrize("text", IN_LINE)
def test_names_stay_text(workbench, text):
    root = olx.parse(DEMO)
    root.set("display_name", text)
    for name, attribute in [("criterion", "name"), ("level", "name"), ("track", "label")]:
        for node in root.iter(name):
            node.set(attribute, text)
    for node in root.iter("support", "phrase"):
        node.text = text
    author(workbench, etree.tostring(root, encoding="unicode"))
    for page in pages(workbench):
        assert running(page) == []


@pytest.mark.parametrize("address", SCHEMES)
@pytest.mark.parametrize(
    ("element", "attribute"),
    [("support", "href"), ("source", "src"), ("track", "src"), ("video", "poster")],
)
def test_an_address_that_is_code_is_refused_or_left_out(workbench, element, attribute, address):
    root = olx.parse(DEMO)
    for node in root.iter(element):
        node.set(attribute, address)
    document = etree.tostring(root, encoding="unicode")
    response = workbench.request("author_kim", "studio_save", {"olx": document})
    problems = json.loads(response.content).get("regions", {}).get("problems", "<p></p>")
    assert running(problems) == []
    block = workbench.block("author_kim")
    read = EmpathyXBlock.parse_xml(root, block.runtime, block.scope_ids)
    for view in (read.public_view, read.studio_view, read.author_view):
        assert running(view().content) == []


@pytest.mark.parametrize("address", ['/static/x" onerror="alert(1)', "bundled:../../../models.py"])
def test_an_address_cannot_leave_its_attribute(workbench, address):
    root = olx.parse(DEMO)
    for node in root.iter("source"):
        node.set("src", address)
    author(workbench, etree.tostring(root, encoding="unicode"))
    for page in pages(workbench):
        assert running(page) == []


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE empathy [<!ENTITY x SYSTEM "file:///etc/passwd">]><empathy>&x;</empathy>',
        '<!DOCTYPE empathy [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><empathy display_name="&b;"/>',
        "<empathy>" + "<b>" * 70_000 + "</b>" * 70_000 + "</empathy>",
        "<empathy><content_note>" + "<b>" * 200 + "</b>" * 200 + "</content_note></empathy>",
        "<empathy>" + "<quiz/>" * 5_000 + "</empathy>",
        "<empathy>" + "&#0;" + "</empathy>",
        "<empathy>\x00</empathy>",
        "<empathy " + "x='1' " * 2 + "/>",
        "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd'/>",
        "<html/>",
        "",
        " " * MAX_OLX,
    ],
    ids=range(12),
)
@pytest.mark.parametrize("handler", ["studio_check", "studio_save"])
def test_documents_that_are_no_unit(workbench, handler, document):
    before = dict(workbench.block("author_kim").content)
    response = workbench.request("author_kim", handler, {"olx": document})
    assert response.status_code == (200 if handler == "studio_check" else 422)
    problems = json.loads(response.content)["regions"]["problems"]
    assert problems.count("<li>") in range(1, 110)
    assert "root:" not in problems
    assert dict(workbench.block("author_kim").content) == before


@pytest.mark.parametrize("body", [{"olx": "x" * (MAX_OLX + 1)}, {"olx": 1}, {"olx": "x", "y": 1}])
def test_documents_beyond_the_limit(workbench, body):
    assert workbench.request("author_kim", "studio_save", body).status_code == 422
