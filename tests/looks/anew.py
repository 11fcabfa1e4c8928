"""The application as it stands before every visit, and nothing of the visit before it.

GET ANEW/NAME begins the visit of that name: it waits for requests that are still answered, puts the
database back as it was, and from then on refuses what browsers of other visits ask, such as the
draft that a page saves while it is closed. Browsers say by the cookie VISIT to which they belong.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterable
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

ANEW = "/looks/anew/"
VISIT = "looks-visit"

Application = Callable[..., Iterable[bytes]]


class Anew:
    """That application, its database, and what else to do at the beginning of a visit."""

    def __init__(self, serves: Application, database: Path, rewind: Callable[[], None]) -> None:
        self._serves, self._database, self._rewind = serves, database, rewind
        self._pristine = database.with_name("pristine.db")
        self._visit = ""
        self._answering = 0
        self._changed = threading.Condition()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request, as WSGI asks."""
        asked = environ["PATH_INFO"]
        if asked.startswith(ANEW):
            self._begin(asked.removeprefix(ANEW))
            start("204 No Content", [])
            return []
        sent = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(VISIT)
        with self._changed:
            if sent is not None and sent.value != self._visit:
                start("410 Gone", [("Content-Type", "text/plain")])
                return []
            self._answering += 1
        try:
            return self._serves(environ, start)
        finally:
            with self._changed:
                self._answering -= 1
                self._changed.notify_all()

    def _begin(self, visit: str) -> None:
        with self._changed:
            self._visit = visit
            self._changed.wait_for(lambda: not self._answering)
            first = not self._pristine.exists()
            source, target = (self._database, self._pristine)[:: 1 if first else -1]
            with (
                contextlib.closing(sqlite3.connect(source, timeout=60)) as one,
                contextlib.closing(sqlite3.connect(target, timeout=60)) as other,
            ):
                one.backup(other)
            self._rewind()
