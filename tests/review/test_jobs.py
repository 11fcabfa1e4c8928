"""Long work as course staff see it: what it is, how far it is, what is offered next."""

from __future__ import annotations

import csv
import json
import zlib
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import JobKind, JobState
from empathy_xblock.records.work import tasks
from empathy_xblock.review.many.jobs import area, section
from tests.records.units import PLACE, Script, unit
from tests.review.pages import submit, texts, tree

pytestmark = pytest.mark.django_db

ABOUT = [
    "The engine marks every reflection again that no person has marked: 3 now, at most. "
    "What people "
    "released, 0 now, stands; scores that rest on the engine’s marks may change.",
    "A file with a row for each attempt and columns for each criterion, without what learners "
    "wrote.",
    "Kind of file CSV, for any spreadsheetExcel workbookJSON lines, for programs",
    "Only what the list above shows",
    "The engine learns from the marks that you and your colleagues released, and marks new "
    "reflections accordingly. From ten marked reflections on it does so by itself, now and then.",
]


@pytest.fixture
def job(engine: Script, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Three reflections, of which one is marked again."""
    monkeypatch.setattr(tasks, "AT_ONCE", 1)
    for name in ("ann", "ben", "cid"):
        submit(name, unit())
    return api.start_job(PLACE, JobKind.MARK_AGAIN, unit(), actor="rita")


def left_as(job: Any, lane: dict[str, Any], **changes: Any) -> None:
    """Have the job, and its only lane, stand so."""
    models.JobLane.objects.filter(job=job.id).update(**lane)
    models.Job.objects.filter(pk=job.id).update(**changes)


def lines() -> list[str]:
    """Return what stands under the headings of the kinds of work."""
    return texts(area(PLACE), "//p")


def offered() -> list[tuple[str, str]]:
    page = tree(area(PLACE))
    return [(b.getparent().get("data-handler"), b.text_content()) for b in page.xpath("//button")]


def test_before_anything_was_begun() -> None:
    assert lines() == [ABOUT[0].replace("3 now", "0 now"), *ABOUT[1:]]
    assert offered() == [
        ("job_start", "Mark all again"),
        ("job_start", "Make the file"),
        ("job_start", "Learn now"),
    ]
    assert texts(area(PLACE), "//h4") == [
        "Mark all again",
        "Export the marks",
        "Learn from people’s marks",
    ]


def test_under_way(job: Any) -> None:
    assert lines() == [ABOUT[0], "1 of 3 done", *ABOUT[1:]]
    assert offered() == [("job_start", "Make the file"), ("job_start", "Learn now")]
    page = tree(area(PLACE))
    (bar,) = page.xpath("//progress")
    assert (bar.get("value"), bar.get("max")) == ("1", "3")
    assert page.xpath(f"//*[@id='{bar.get('aria-labelledby')}']/text()") == ["Mark all again"]
    assert page.xpath("//@data-job") == [str(job.id)]


def test_done(job: Any) -> None:
    left_as(job, {"state": JobState.DONE, "done": 3}, state=JobState.DONE, active=None)
    assert lines()[1].startswith("Done: 3 reflections.")
    assert offered()[0] == ("job_start", "Mark all again")
    assert tree(area(PLACE)).xpath("//progress | //*[@data-job] | //a") == []


@pytest.mark.parametrize(
    ("lane", "changes"),
    [
        (
            {"state": JobState.FAILED},
            {"state": JobState.FAILED, "active": None, "error": "ValueError"},
        ),
        (
            {
                "state": JobState.RUNNING,
                "worker": "gone",
                "updated_at": timezone.now() - timedelta(hours=1),
            },
            {},
        ),
    ],
)
def test_stopped(job: Any, lane: dict[str, Any], changes: dict[str, Any]) -> None:
    left_as(job, lane, **changes)
    assert lines()[1].startswith("Stopped after 1 of 3. Nothing is lost.")
    assert offered()[0] == ("job_resume", "Go on")
    assert tree(area(PLACE)).xpath("//*[@data-job]") == []


def test_a_file(engine: Script) -> None:
    submit("ann", unit())
    job = api.start_job(PLACE, JobKind.EXPORT, unit(), actor="rita")
    (link,) = tree(area(PLACE)).xpath("//a")
    assert link.text_content() == "Download the file"
    assert (link.get("data-job-file"), link.get("download")) == (str(job.id), "")


def test_the_section_has_places_to_speak(job: Any) -> None:
    page = tree(section(PLACE))
    assert page.xpath("//*[@role='status']/@class") == ["empathy-notice"]
    assert page.xpath("//*[@data-region='jobs']//progress")
    assert page.xpath("//h3/text()") == ["For all reflections"]


def names_in(kind: str, body: bytes) -> list[str]:
    """Return the usernames in a file of that kind."""
    if kind == "jsonl":
        return [json.loads(line)["username"] for line in body.decode().splitlines()]
    if kind == "csv":
        return [row["username"] for row in csv.DictReader(StringIO(body.decode()))]
    sheet = load_workbook(BytesIO(body)).active
    header, *rows = sheet.iter_rows(values_only=True)
    return [row[header.index("username")] for row in rows]


def only_member(body: bytes) -> bytes:
    """Return what a browser reads of a gzip file: its first member, here the only one."""
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    text = unpacker.decompress(body) + unpacker.flush()
    assert unpacker.unused_data == b""
    return text


class TestHandlers:
    @pytest.fixture
    def begun(self, workbench: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
        from tests.security.people import begin
        from tests.security.people import submit as hand_in

        monkeypatch.setattr(tasks, "AT_ONCE", 1)
        for name in ("ada", "ben"):
            begin(workbench, name)
            hand_in(workbench, name)
        return workbench

    def test_from_the_start_to_the_file(self, begun: Any, client: Any) -> None:
        started = begun.post("staff_anna", "job_start", {"kind": "mark_again"})
        job = models.Job.objects.get()
        assert job.actor == "staff_anna"
        assert started["announce"] == "Mark all again: 1 of 2 done"
        assert set(started["regions"]) == {"jobs"}
        assert f'id="{started["focus"]}"' in started["regions"]["jobs"]
        again = begun.post("staff_ben", "job_start", {"kind": "mark_again"})
        assert again["announce"] == "Mark all again: Done: 2 reflections."
        assert models.Job.objects.count() == 1

        begun.post("staff_anna", "job_start", {"kind": "export"})
        export = str(models.Job.objects.latest("pk").pk)
        sent = {"job": export}
        done = begun.post("staff_anna", "job_status", sent)
        assert (done["announce"], done["focus"]) == ("Export the marks: Done: 2 reflections.", "")
        url = f"/handler/{begun.usage_id}/job_file/?student=staff_anna&job={export}"
        file = client.get(url)
        assert (file.status_code, file["Content-Type"]) == (200, "text/csv; charset=utf-8")
        assert file["Content-Disposition"] == 'attachment; filename="reflections.csv"'
        assert (file["Cache-Control"], file["X-Content-Type-Options"]) == (
            "private, no-store",
            "nosniff",
        )
        rows = file.content.decode().splitlines()
        assert [row.split(",")[2] for row in rows] == ["username", "ada", "ben"]
        assert "tulips" not in file.content.decode()

    @pytest.mark.parametrize(
        ("kind", "content_type", "encoding"),
        [
            ("csv", "text/csv; charset=utf-8", "gzip"),
            ("jsonl", "application/x-ndjson", "gzip"),
            (
                "xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                None,
            ),
        ],
    )
    def test_files(
        self, begun: Any, client: Any, kind: str, content_type: str, encoding: str | None
    ) -> None:
        def ask(**headers: str) -> Any:
            url = f"/handler/{begun.usage_id}/job_file/?student=staff_anna&job={job}"
            return client.get(url, headers=headers)

        begun.post("staff_anna", "job_start", {"kind": "export", "format": kind})
        job = models.Job.objects.get().pk
        begun.post("staff_anna", "job_status", {"job": str(job)})
        plain, packed = ask(), ask(**{"Accept-Encoding": "gzip, br"})
        assert (plain.status_code, plain["Content-Type"]) == (200, content_type)
        assert plain["Content-Disposition"] == f'attachment; filename="reflections.{kind}"'
        assert plain.get("Content-Encoding") is None
        assert packed.get("Content-Encoding") == encoding
        unpacked = only_member(packed.content) if encoding else packed.content
        assert unpacked == plain.content
        assert names_in(kind, plain.content) == ["ada", "ben"]

    def test_the_list_alone(self, begun: Any, client: Any) -> None:
        asked = {"kind": "export", "format": "jsonl", "listed": "yes", "search": "BE"}
        begun.post("staff_anna", "job_start", asked)
        job = models.Job.objects.get().pk
        begun.post("staff_anna", "job_status", {"job": str(job)})
        url = f"/handler/{begun.usage_id}/job_file/?student=staff_anna&job={job}"
        assert names_in("jsonl", client.get(url).content) == ["ben"]

    def test_how_far_it_is(self, begun: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tasks, "AT_ONCE", 0)
        begun.post("staff_anna", "job_start", {"kind": "mark_again"})
        sent = {"job": str(models.Job.objects.get().pk)}
        answer = begun.post("staff_anna", "job_status", sent)
        assert answer == {"done": 0, "total": 2, "says": "0 of 2 done"}

    def test_going_on(self, begun: Any) -> None:
        begun.post("staff_anna", "job_start", {"kind": "mark_again"})
        models.Job.objects.update(state=JobState.FAILED, active=None, error="ValueError")
        models.JobLane.objects.update(state=JobState.FAILED)
        sent = {"job": str(models.Job.objects.get().pk)}
        answer = begun.post("staff_anna", "job_resume", sent)
        assert answer["announce"] == "Mark all again: Done: 2 reflections."

    @pytest.mark.parametrize("handler", ["job_status", "job_resume"])
    def test_what_is_not_there(self, begun: Any, handler: str) -> None:
        begun.post("staff_anna", handler, {"job": "404"}, status=404)
        begun.post("staff_anna", handler, {"job": "x"}, status=422)
        begun.post("staff_anna", handler, {"job": 1}, status=422)

    def test_no_file_yet(self, begun: Any, client: Any) -> None:
        begun.post("staff_anna", "job_start", {"kind": "mark_again"})
        job = models.Job.objects.get().pk
        for asked, status in ((job, 404), ("", 422), ("1%00", 422)):
            url = f"/handler/{begun.usage_id}/job_file/?student=staff_anna&job={asked}"
            assert client.get(url).status_code == status

    def test_learners_see_nothing_of_it(self, begun: Any) -> None:
        assert "data-empathy-jobs" not in begun.view("ada")
        assert "data-empathy-jobs" in begun.view("staff_anna")
