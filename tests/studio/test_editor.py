"""The editor: what it shows of a document, and what it takes back."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from empathy_xblock.refusal import Refusal
from empathy_xblock.studio import editor
from empathy_xblock.studio.requests import MAX_OLX, Written
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.olx import Problem

DEMO = olx.write(library.load("demo"))
QUIZ = """<empathy>
  <quiz>
    <single id="q1">
      <stem>Which?</stem>
      <choice id="a" correct="true">This</choice>
      <choice id="b"{0}>That</choice>
    </single>
  </quiz>
</empathy>"""


def tree(page: str) -> Any:
    return html.fragment_fromstring(page, create_parent="div")


def listed(page: str, severity: str) -> list[str]:
    return [
        " ".join(item.text_content().split())
        for item in tree(page).xpath(f"//*[@data-severity='{severity}']/li")
    ]


def test_the_document_is_in_the_field_as_it_is() -> None:
    page = tree(editor.editor_page(DEMO))
    field = page.xpath("//textarea[@name='olx']")[0]
    assert field.text == DEMO
    assert page.xpath(f"//label[@for='{field.get('id')}']")[0].text_content()
    assert page.xpath("//*[@data-errors]") == []


@pytest.mark.parametrize(
    ("source", "errors"),
    [
        (QUIZ.format(""), []),
        (
            QUIZ.format(' shade="red"'),
            ['Line 6 <single id="q1"> <choice id="b"> '
             "the attribute “shade” is not known here and was left out"],
        ),
        (
            QUIZ.format(' correct="true"'),
            ['Line 3 <single id="q1"> exactly one choice must be correct'],
        ),
    ],
)  # fmt: skip
def test_errors_name_their_line(source: str, errors: list[str]) -> None:
    answer = editor.check(Written(olx=source))
    assert listed(answer["regions"]["problems"], "error") == errors
    assert answer["errors"] == len(errors)


def test_advice_names_its_line() -> None:
    source = '<empathy>\n  <video>\n    <source src="/static/film.mp4"/>\n  </video>\n</empathy>'
    answer = editor.check(Written(olx=source))
    advice = listed(answer["regions"]["problems"], "advice")
    assert answer["errors"] == 0
    assert answer["announce"].startswith("No errors. ")
    assert "Line 2 <video> a text alternative is missing: add a <transcript>" in advice


@pytest.mark.parametrize(
    "source", ["", "<", "<empathy", "hello", "<quiz/>", "\x00", "<!DOCTYPE a>"]
)
def test_what_is_no_unit_is_refused_with_reasons(source: str) -> None:
    assert editor.check(Written(olx=source))["errors"] >= 1
    with pytest.raises(Refusal) as caught:
        editor.readable(Written(olx=source))
    assert (caught.value.status, caught.value.field) == (422, "olx")
    assert listed(caught.value.body["regions"]["problems"], "error")


def test_an_entity_is_not_followed() -> None:
    source = (
        '<!DOCTYPE empathy [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        "<empathy><content_note>&x;</content_note></empathy>"
    )
    answer = editor.check(Written(olx=source))
    page = answer["regions"]["problems"]
    assert answer["errors"] >= 1
    with open("/etc/hostname") as file:
        assert file.read().strip() not in page


def test_a_document_without_errors_is_read() -> None:
    reading, source = editor.readable(Written(olx=DEMO))
    assert (reading.unit, source) == (library.load("demo"), DEMO)


def test_markup_in_a_document_is_drawn_as_text() -> None:
    source = "</textarea><script>alert(1)</script>"
    page = tree(editor.editor_page(source))
    assert page.xpath("//script") == []
    assert page.xpath("//textarea[@name='olx']")[0].text == source


def test_what_an_import_left_out_is_remembered() -> None:
    known = (
        Problem("error", "the element <poem> is not known here", None, ""),
        Problem("advice", "only advice", None, ""),
    )
    page = editor.editor_page(DEMO, known)
    notes = tree(page).xpath("//*[@class='empathy-notice']//li")
    assert [" ".join(note.text_content().split()) for note in notes] == [
        "the element <poem> is not known here"
    ]


@pytest.mark.parametrize(
    ("handler", "sent", "field"),
    [
        (handler, sent, field)
        for handler in ("studio_check", "studio_save")
        for sent, field in (
            ({}, "body"),
            ({"olx": None}, "body"),
            ({"olx": DEMO, "form": {}}, "body"),
            ({"form": {"shade": "red"}}, "shade"),
            ({"form": {"video.poster": 1}}, "form.…"),
            ({"olx": "x" * (MAX_OLX + 1)}, "olx"),
            ({"olx": DEMO, "force": True}, "force"),
        )
    ],
)
def test_requests_that_are_not_taken(workbench: Any, handler: str, sent: Any, field: str) -> None:
    before = workbench.block().unit
    answer = workbench.post("author_kim", handler, sent, status=422)
    assert answer["field"] == field
    assert workbench.block().unit == before


def test_a_save_is_kept_and_shown_to_learners(workbench: Any) -> None:
    changed = DEMO.replace('display_name="', 'display_name="A changed title: ', 1)
    assert workbench.post("author_kim", "studio_save", {"olx": changed})["saved"]
    assert olx.write(workbench.block().unit) == changed
    assert "A changed title: " in workbench.view("student_1")


def test_a_save_with_errors_keeps_what_was(workbench: Any) -> None:
    before = workbench.block().unit
    answer = workbench.post("author_kim", "studio_save", {"olx": QUIZ.format(' a="1"')}, status=422)
    assert answer["error"] == "1 error to fix before this can be saved."
    assert listed(answer["regions"]["problems"], "error")
    assert workbench.block().unit == before


def test_checking_keeps_nothing(workbench: Any) -> None:
    before = workbench.block().unit
    workbench.post("author_kim", "studio_check", {"olx": QUIZ.format("")})
    assert workbench.block().unit == before


def test_what_the_browser_loads_is_small() -> None:
    """Forty kilobytes, compressed, for all of the editor."""
    public = Path(__file__).parents[2] / "static" / "dist"
    sizes = [len(gzip.compress((public / f"studio.{kind}").read_bytes())) for kind in ("js", "css")]
    assert sum(sizes) <= 40_000
