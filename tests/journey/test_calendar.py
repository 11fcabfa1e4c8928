"""iCalendar as RFC 5545 has it: lines of 75 octets, no character cut, nothing that breaks out."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta, timezone
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.journey.calendar import Day, address, calendar, escape, fold

DAY = Day(
    uid="0123456789abcdef",
    on=date(2026, 12, 31),
    summary="If a caller sighs, then I will ask; slowly.",
    description="one\ntwo\\three",
    written_at=datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=2))),
)
FILE = r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//empathy-xblock//commitment//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
BEGIN:VEVENT
UID:0123456789abcdef
DTSTAMP:20260302T073000Z
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270101
SUMMARY:If a caller sighs\, then I will ask\; slowly.
DESCRIPTION:one\ntwo\\three
CLASS:PRIVATE
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


def unfolded(file: str) -> list[str]:
    """Read lines as the standard says: a line end and one space are nothing."""
    return file.replace("\r\n ", "").split("\r\n")


def unescaped(value: str) -> str:
    parts = value.replace("\\\\", "\0").replace("\\n", "\n").replace("\\;", ";")
    return parts.replace("\\,", ",").replace("\0", "\\")


def test_the_file():
    assert calendar(DAY) == FILE.replace("\n", "\r\n")


@given(ANY)
def test_folding_keeps_every_octet_and_every_limit(text):
    line = escape(text)
    folded = fold(line)
    assert folded.replace("\r\n ", "") == line
    first, *rest = folded.split("\r\n")
    for piece in (first, *rest):
        assert len(piece.encode()) <= 75
    assert all(piece.startswith(" ") and len(piece) > 1 for piece in rest)


@given(ANY)
def test_a_line_is_no_longer_than_it_must_be(text):
    pieces = fold(escape(text)).split("\r\n")
    for piece, following in itertools.pairwise(pieces):
        assert len(piece.encode()) + len(following[1].encode()) > 75


@given(ANY, ANY)
def test_whatever_is_written_stays_in_its_line(summary, description):
    day = Day(DAY.uid, DAY.on, summary, description, DAY.written_at)
    lines = unfolded(calendar(day))
    assert [line.partition(":")[0] for line in lines] == [
        line.partition(":")[0] for line in FILE.split("\n")
    ]
    kept = unescaped(lines[10].partition(":")[2])
    assert kept == "".join(
        sign
        for sign in summary.replace("\r\n", "\n").replace("\r", "\n")
        if sign in "\n\t " or sign.isprintable()
    )


@given(ANY)
def test_the_address_holds_the_file_and_breaks_no_attribute(text):
    day = Day(DAY.uid, DAY.on, text, text, datetime(2026, 3, 2, tzinfo=UTC))
    link = address(day)
    assert not set(link) & set("\"'<>& \r\n")
    assert unquote(link.partition(",")[2]) == calendar(day)
