"""A MariaDB of one's own, which may be killed, and a workbench that keeps its tables there."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pymysql
import pytest

ROOT = Path(__file__).resolve().parents[2]
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
PATIENCE = 60.0


class Database:
    """A server with its own data directory on a free port of the loopback address."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = _free_port()
        self._server: subprocess.Popen[bytes] | None = None
        self._run(
            "mariadb-install-db",
            "--no-defaults",
            f"--datadir={home / 'data'}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            *_as_root(),
        )

    def _run(self, program: str, *arguments: str) -> None:
        with (self.home / f"{program}.log").open("wb") as log:
            command = [_program(program), *arguments]
            subprocess.run(command, check=True, stdout=log, stderr=log)

    def start(self) -> None:
        """Start the server and wait until it answers; after a kill it first recovers."""
        command = [
            _program("mariadbd"),
            "--no-defaults",
            f"--datadir={self.home / 'data'}",
            f"--socket={self.home / 'socket'}",
            f"--pid-file={self.home / 'pid'}",
            f"--port={self.port}",
            "--bind-address=127.0.0.1",
            "--innodb-buffer-pool-size=64M",
            "--skip-name-resolve",
            *_as_root(),
        ]
        with (self.home / "mariadbd.log").open("ab") as log:
            self._server = subprocess.Popen(command, stdout=log, stderr=log)
        given_up = monotonic() + PATIENCE
        while True:
            try:
                self.ask("SELECT 1", database=None)
                return
            except pymysql.err.OperationalError:
                assert self._server.poll() is None, (self.home / "mariadbd.log").read_text()
                assert monotonic() < given_up
                sleep(0.1)

    def kill(self) -> None:
        """Kill the server as a power failure would: nothing is flushed, nobody is told."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()

    def ask(
        self, query: str, *values: object, database: str | None = "empathy"
    ) -> Sequence[tuple[Any, ...]]:
        """Return the rows of a query."""
        where = {"host": "127.0.0.1", "port": self.port, "user": "root", "connect_timeout": 5}
        with (
            pymysql.connect(**where, database=database, charset="utf8mb4") as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(query, values)
            return cursor.fetchall()


@dataclass(frozen=True)
class Answer:
    """What a request came back with; `body` is text."""

    status: int
    kind: str
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Site:
    """The workbench on that database."""

    url: str

    def post(self, student: str, handler: str, payload: Any) -> Answer:
        """Call a handler as the page's script does."""
        request = urllib.request.Request(
            f"{self.url}/handler/empathy-unit.empathy.d0.u0/{handler}/?student={student}",
            data=json.dumps(payload).encode(),
            headers={
                "Content-Type": "application/json",
                "Cookie": "csrftoken=" + "c" * 32,
                "X-CSRFToken": "c" * 32,
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                return _answer(response)
        except urllib.error.HTTPError as error:
            return _answer(error)


def _answer(response: Any) -> Answer:
    kind = response.headers.get_content_type()
    return Answer(response.status, kind, response.read().decode("utf-8", "replace"))


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _program(name: str) -> str:
    found = shutil.which(name, path=PATH)
    assert found, f"no {name} in {PATH}"
    return found


def _as_root() -> tuple[str, ...]:
    """Return what the server wants to hear from root, and from nobody else."""
    return ("--user=root",) if os.geteuid() == 0 else ()


@pytest.fixture
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Start a server; its files go with the test, too, for they are many."""
    home = tmp_path_factory.mktemp("db")
    server = Database(home)
    server.start()
    server.ask("CREATE DATABASE empathy CHARACTER SET utf8mb4", database=None)
    yield server
    server.kill()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Iterator[Site]:
    """Serve the ready-made unit from that database, in a process of its own."""
    home = tmp_path / "workbench"
    home.mkdir()
    (home / "empathy.db").touch()  # what tells it that it was prepared
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "EMPATHY_DATABASE": "mariadb",
        "EMPATHY_MARIADB_HOST": "127.0.0.1",
        "EMPATHY_MARIADB_PORT": str(database.port),
        "EMPATHY_MARIADB_USER": "root",
        "EMPATHY_MARIADB_PASSWORD": "",
        "EMPATHY_DEMO_DIR": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "empathy_xblock.demo", "--port", "0", "--learners", "0"]
    log = tmp_path / "workbench.log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as server,
    ):
        assert server.stdout is not None
        try:
            for line in server.stdout:
                if found := re.search(r"(http://127\.0\.0\.1:\d+)/ ", line):
                    break
            else:
                raise RuntimeError(f"the workbench did not start:\n{log.read_text()}")
            yield Site(found[1])
        finally:
            server.terminate()
