"""Starting from something: shown first, then taken."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from empathy_xblock.studio import starts
from empathy_xblock.unit import library
from tests.studio.forms import text

DEMO = library.load("demo")


@pytest.mark.parametrize("name", [*sorted(library.titles()), "blank"])
def test_a_start_is_shown_before_it_replaces_anything(workbench: Any, name: str) -> None:
    shown = workbench.post("author_kim", "studio_start", {"name": name})
    assert list(shown["regions"]) == ["look"]
    assert f'data-take="{name}"' in shown["regions"]["look"]
    taken = workbench.post("author_kim", "studio_start", {"name": name, "take": True})
    page = html.fragment_fromstring(taken["regions"]["body"])
    assert page.xpath("//*[@data-field='settings.display_name']/@value") == [
        starts.unit(name).display_name
    ]
    assert workbench.block("author_kim").unit == DEMO


def test_a_pasted_document_with_errors_is_not_taken(workbench: Any) -> None:
    sent = {"name": "olx", "olx": "<empathy><poem/></empathy>", "take": True}
    answer = workbench.post("author_kim", "studio_start", sent)
    assert list(answer["regions"]) == ["look"]
    assert "<poem> is not known here" in text(answer["regions"]["look"])
    assert "data-take" not in answer["regions"]["look"]
    sent["olx"] = "<empathy display_name='Pasted'><anchor>Why?</anchor></empathy>"
    assert "Pasted" in workbench.post("author_kim", "studio_start", sent)["regions"]["body"]


ASSESSMENT = """<openassessment><title>Waiting</title>
  <assessments><assessment name="staff-assessment" required="True"/></assessments>
  <prompts><prompt><description>What was the wait like for her?</description></prompt></prompts>
  <rubric><criterion><name>asks</name><label>Asks</label><prompt>Asks her</prompt>
    <option points="0"><name>no</name><label>No</label><explanation>Tells</explanation></option>
    <option points="1"><name>yes</name><label>Yes</label><explanation>Asks</explanation></option>
  </criterion></rubric></openassessment>"""


def test_another_block_is_taken_with_a_report(workbench: Any) -> None:
    sent = {"name": "olx", "olx": ASSESSMENT}
    shown = text(workbench.post("author_kim", "studio_start", sent)["regions"]["look"])
    assert "Waiting" in shown
    assert "What the import changed or left out:" in shown
    taken = workbench.post("author_kim", "studio_start", sent | {"take": True})
    page = html.fragment_fromstring(taken["regions"]["body"])
    assert page.xpath("//*[@data-field='reflection.rubric.criteria.0.name']/@value") == ["Asks"]
    sent["olx"] = "<openassessment/>"
    refused = workbench.post("author_kim", "studio_start", sent)["regions"]["look"]
    assert html.fragment_fromstring(refused).xpath("//*[@data-severity='error']/li")


def test_a_start_that_does_not_exist(workbench: Any) -> None:
    for name in ("poem", "../demo", ""):
        workbench.post("author_kim", "studio_start", {"name": name}, status=404)
