"""The export: its rows, its files and its memory."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import Learner, Place
from empathy_xblock.records.work import export, formats
from tests.records.units import ANNA, BEN, ELSEWHERE, PLACE, WRITTEN, Script, unit

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "golden"
EVE = Learner("e" * 32, "=eve")


@pytest.fixture
def _kept(engine: Script) -> None:
    """Anna revised and was marked, Ben waits, Eve likes formulas, and Dan was credited."""
    api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
    second = api.submit(PLACE, ANNA, unit(), {"saw": "A much\nbetter, longer “text”."}, 2, used=1)
    api.assess(
        PLACE,
        second.ref,
        author="rita",
        marks={"feeling": MarkInput("much", "Yes: “longer”!"), "view": MarkInput("some")},
        comment="@Anna\nwell done",
        release=True,
        seen=None,
        unit=unit(),
    )
    engine.says(feeling=1, view=None)
    engine.flags = ("repetition", "padding")
    api.submit(PLACE, BEN, unit(), WRITTEN, 1, used=0)
    api.submit(PLACE, EVE, unit("reviewed"), {"saw": '=HYPERLINK("x") now'}, 1, used=0)
    reworded = unit("participation").model_dump()
    reworded["steps"][0]["rubric"]["criteria"][1].update(id="action", name="Action")
    edited = unit("participation", steps=reworded["steps"])
    api.submit(PLACE, Learner("d" * 32, "dan"), edited, {"saw": "- two words"}, 1, used=0)
    api.submit(ELSEWHERE, ANNA, unit(), WRITTEN, 1, used=0)
    noon = datetime(2026, 3, 1, 12, 0, 0, 5, tzinfo=UTC)
    for row in models.Attempt.objects.order_by("id"):
        at = noon + timedelta(minutes=row.pk - models.Attempt.objects.earliest("id").pk)
        models.Attempt.objects.filter(pk=row.pk).update(submitted_at=at)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("empathy_export", *arguments, stdout=out)
    return out.getvalue()


KEYS = ("--unit", PLACE.unit, "--course", PLACE.course)
FILES = [
    ("plain.csv", ()),
    ("with-text.csv", ("--with-text",)),
    ("plain.jsonl", ("--format", "jsonl")),
    ("with-text.jsonl", ("--format", "jsonl", "--with-text")),
]


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize(("name", "arguments"), FILES)
def test_files(name: str, arguments: tuple[str, ...], tmp_path: Path) -> None:
    expected = (GOLDEN / name).read_bytes().decode()
    assert run(*KEYS, *arguments) == expected
    out = tmp_path / name
    assert run(*KEYS, *arguments, "--out", str(out)) == ""
    assert out.read_bytes().decode() == expected
    assert out.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.usefixtures("_kept")
def test_json_lines_are_the_rows() -> None:
    lines = run(*KEYS, "--format", "jsonl", "--with-text").splitlines()
    assert [json.loads(line) for line in lines] == list(api.export_rows(PLACE, with_text=True))


@pytest.mark.usefixtures("_kept")
def test_the_list_of_units() -> None:
    assert run("--list") == (
        f"{PLACE.unit}\t{PLACE.course}\t5\t4\n{ELSEWHERE.unit}\t{ELSEWHERE.course}\t1\t1\n"
    )


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize(
    "arguments",
    [(), KEYS[:2], KEYS[2:], ("--unit", "block-v1:none", *KEYS[2:]), (*KEYS[:3], "course-v1:x")],
)
def test_what_is_not_there(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        run(*arguments)


@pytest.mark.usefixtures("_kept")
def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "all.csv"
    out.write_text("old")
    monkeypatch.setattr(export, "_row", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run(*KEYS, "--out", str(out))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("all.csv", "old")]


@pytest.mark.usefixtures("_kept")
def test_chunks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(api.export_rows(PLACE, with_text=True))
    for size in (1, 2, 4, 5):
        monkeypatch.setattr(export, "CHUNK", size)
        assert list(api.export_rows(PLACE, with_text=True)) == whole


@pytest.mark.usefixtures("_kept")
def test_queries(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(3 + 1 + 2 + 1):  # a chunk, its texts, two rubrics, the end
        assert len(list(api.export_rows(PLACE, with_text=True))) == 5
    monkeypatch.setattr(export, "CHUNK", 2)
    rows = api.export_rows(PLACE)
    with django_assert_num_queries(3 + 1):  # nothing is read ahead of the chunk
        next(rows)


def test_nothing_kept() -> None:
    assert list(api.export_rows(Place("block-v1:none", "course-v1:none"))) == []
    assert api.units() == ()
    assert run("--list") == ""


CELLS = [
    ("=1+1", "'=1+1"),
    ("+1", "'+1"),
    ("-1", "'-1"),
    ("@x", "'@x"),
    ("\tx", "'\tx"),
    ("\rx", "'\rx"),
    ("＝1", "'＝1"),
    ("a=1", "a=1"),
    ("'=1", "'=1"),
    ("", ""),
    (-1.5, -1.5),
    (None, None),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_formulas(cell: object, expected: object) -> None:
    assert formats.neutral(cell) == expected
