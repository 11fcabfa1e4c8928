"""Every handler, whatever is sent: an answer in words, and what was answered 200 is there."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, note
from hypothesis import strategies as st
from submissions.models import Submission

from empathy_xblock import models
from empathy_xblock.block import EmpathyXBlock
from tests.fuzz.conftest import FUZZ, no_hang
from tests.fuzz.handlers import REFUSED_HERE, SCHEMAS, STATUSES, person_of
from tests.fuzz.here import Here
from tests.fuzz.kept import CHECKS
from tests.fuzz.payloads import ANY_TEXT, JUNK, bodies, well_meant

#: What a refusal leaves as it was.
KEPT = (
    models.Attempt,
    models.Assessment,
    models.Mark,
    models.AuditEvent,
    models.ItemResult,
    models.Commitment,
    models.SharedText,
    models.Job,
    models.JobLane,
    models.JobPart,
    models.AnotherLook,
    models.SecondReading,
    models.CalibrationRound,
    Submission,
)

METHODS = st.sampled_from(["POST"] * 14 + ["GET", "PUT"])
OTHERS = st.sampled_from([""] * 12 + ["ada", "ben", "none", "staff_anna", "author_kim"])


def test_the_table_names_every_handler() -> None:
    handlers = {
        name
        for name in dir(EmpathyXBlock)
        if getattr(getattr(EmpathyXBlock, name, None), "_is_xblock_handler", False)
    }
    assert handlers == set(SCHEMAS)


def _body(sent: bytes) -> Any:
    return json.loads(sent) if sent else {}


@pytest.mark.parametrize("handler", sorted(SCHEMAS))
def test_a_handler(here: Here, handler: str) -> None:
    tried = dict.fromkeys(STATUSES, 0)
    known = {**here.known, **here.own_known.get(handler, {})}
    requests_to = bodies(SCHEMAS[handler], known, here.good.get(handler))

    @FUZZ
    @given(data=st.data())
    def case(data: st.DataObject) -> None:
        person = person_of(handler, data.draw(OTHERS))
        method = data.draw(METHODS)
        sent = data.draw(requests_to)
        with here.undone(), no_hang():
            tried[_try(here, handler, person, method, sent)] += 1

    @FUZZ
    @given(sent=well_meant(SCHEMAS[handler], known, here.good.get(handler)))
    def well_meant_case(sent: bytes) -> None:
        with here.undone(), no_hang():
            tried[_try(here, handler, person_of(handler, ""), "POST", sent)] += 1

    if handler == "job_file":
        return _try_addresses(here)
    if handler == "transparency_card":
        return _try_page(here)
    case()
    if not tried[200]:
        well_meant_case()
    # Cases that are all refused would prove little.
    assert tried[200] > 0 or handler in REFUSED_HERE
    return None


def _try(here: Here, handler: str, person: str, method: str, sent: bytes) -> int:
    before = counts()
    response = here.workbench.request(person, handler, sent, method=method)
    note(f"{person} {method} {handler} {sent[:200]!r}: {response.status_code}")
    assert response.status_code in STATUSES, response.content[:2000]
    # A visitor who is not signed in is turned away by the workbench itself.
    if person != "none" or response.content:
        answer = json.loads(response.content)
        if response.status_code != 200:
            assert isinstance(answer["error"], str)
            assert answer["error"]
            assert counts() == before  # what is refused leaves nothing
        elif person == "author_kim" and not handler.startswith("studio"):
            assert counts() == before  # a preview keeps nothing
        elif handler in CHECKS:
            CHECKS[handler](here, person, _body(sent), answer)
    return int(response.status_code)


def _try_page(here: Here) -> None:
    """The page that nothing is asked of: whatever stands in its address, it is the same."""
    url = f"/handler/{here.workbench.usage_id}/transparency_card/"
    plain = here.workbench.client.get(url, {"student": "ada"}).content

    @FUZZ
    @given(name=st.sampled_from(["unit", "ref", "mode", "x"]), value=ANY_TEXT)
    def case(name: str, value: str) -> None:
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            value = ""
        with here.undone(), no_hang():
            response = here.workbench.client.get(url, {"student": "ada", name: value})
            assert (response.status_code, response.content) == (200, plain)

    case()


def _try_addresses(here: Here) -> None:
    """The one handler that is read by its address."""
    job = models.Job.objects.filter(kind="export").latest("pk").pk
    found = []

    @FUZZ
    @given(
        person=st.sampled_from(["staff_anna"] * 6 + ["ada", "none", "author_kim"]),
        asked=st.sampled_from([str(job)] * 3 + ["", "0", "9" * 18, "9" * 19, "١"])
        | ANY_TEXT.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
        | JUNK.map(repr).filter(lambda text: text.isascii()),
    )
    def case(person: str, asked: str) -> None:
        with here.undone(), no_hang():
            query = urlencode({"student": person, "job": asked})
            base = "/unauth_handler" if person == "none" else "/handler"
            url = f"{base}/{here.workbench.usage_id}/job_file/?{query}"
            response = here.workbench.client.get(url)
            assert response.status_code in STATUSES, response.content[:2000]
            if response.status_code == 200:
                found.append(asked)
                assert (person, int(asked)) == ("staff_anna", job)
                assert response.content.startswith(b"unit,course,username")

    case()
    assert found


def counts() -> list[int]:
    return [model.objects.count() for model in KEPT]
