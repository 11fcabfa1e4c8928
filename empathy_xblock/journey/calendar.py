"""A day in a calendar, as the file that calendars read: iCalendar, RFC 5545."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

#: Octets in a line, its end not counted (RFC 5545, section 3.1).
LINE = 75

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Day:
    """What to be reminded of on one day. `uid` stays the same as long as it is the same thing."""

    uid: str
    on: date
    summary: str
    description: str
    written_at: datetime


def escape(text: str) -> str:
    """Return `text` as a value of the type TEXT: no line end and no separator is left bare."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in lines if sign in "\n\t" or sign.isprintable() or sign == " ")
    return kept.translate(_ESCAPED)


def fold(line: str) -> str:
    """Return one line as lines of at most 75 octets, each but the first begun with a space.

    No character is cut in two: some readers unfold after decoding.
    """
    pieces, piece, room = [], "", LINE
    for sign in line:
        width = len(sign.encode())
        if width > room:
            pieces.append(piece)
            piece, room = "", LINE - 1
        piece += sign
        room -= width
    return "\r\n ".join([*pieces, piece])


def calendar(day: Day) -> str:
    """Return a calendar with an event that lasts the whole day and blocks none of it."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//empathy-xblock//commitment//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{day.uid}",
        f"DTSTAMP:{day.written_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escape(day.summary)}",
        f"DESCRIPTION:{escape(day.description)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{fold(line)}\r\n" for line in lines)


def address(day: Day) -> str:
    """Return a `data:` address that holds the calendar: no request, and no name in a log."""
    return f"data:text/calendar;charset=utf-8,{quote(calendar(day), safe='')}"
