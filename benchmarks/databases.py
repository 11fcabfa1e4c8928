"""A database of the benchmarks' own: on MariaDB where a server answers, else a file of SQLite."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any


def _server() -> dict[str, Any]:
    """Return where MariaDB is, as the tests are told."""
    return {
        "host": os.environ.get("EMPATHY_MARIADB_HOST", "127.0.0.1"),
        "port": int(os.environ.get("EMPATHY_MARIADB_PORT", "3306")),
        "user": os.environ.get("EMPATHY_MARIADB_USER", "root"),
        "password": os.environ.get("EMPATHY_MARIADB_PASSWORD", ""),
    }


def mariadb_answers() -> bool:
    """Whether there is a server."""
    server = _server()
    try:
        socket.create_connection((server["host"], server["port"]), timeout=3).close()
    except OSError:
        return False
    return True


def _say(statement: str) -> None:
    import pymysql

    with closing(pymysql.connect(**_server())) as connection, connection.cursor() as cursor:
        cursor.execute(statement)


def point_at(name: str) -> None:
    """Have Django work in that MariaDB database; to be called before `django.setup()`."""
    os.environ["EMPATHY_DATABASE"] = "mariadb"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = name


@contextmanager
def own(kept: str | None, home: Path) -> Iterator[str]:
    """Set Django up on a migrated database and yield its vendor; drop it unless it is `kept`."""
    import django

    name = kept or f"empathy_bench_{os.getpid()}"
    on_server = mariadb_answers()
    if on_server:
        _say(f"CREATE DATABASE IF NOT EXISTS `{name}` CHARACTER SET utf8mb4")
        point_at(name)
    else:
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        from django.conf import settings

        settings.DATABASES["default"]["NAME"] = str(home / "bench.db")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    try:
        yield "MariaDB" if on_server else "SQLite"
    finally:
        from django.db import connections

        connections.close_all()
        if on_server and not kept:
            _say(f"DROP DATABASE `{name}`")
