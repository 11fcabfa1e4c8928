"""Makes an environment for the blocks that ours is compared with, and measures each in it.

All are in one environment, `build/peers`, at fixed versions; what cannot be installed or drawn
is reported with the reason and fails nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "build" / "peers"
HOST = Path(__file__).with_name("host.py")

#: What each is drawn in.
WORKBENCH = (
    "Django~=5.2.0",
    "XBlock[django]==5.3.0",
    "xblock-sdk==0.14.0",
    "edx-submissions==4.0.2",
    "setuptools<81",
)

#: By the name of a unit's file beside this one: what is said, and what is installed.
PEERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "ora2": ("ORA2, two prompts, staff", ("ora2==7.1.1", "celery")),
    "problem-builder": ("Problem Builder, 3 questions", ("xblock-problem-builder==5.2.1",)),
    "capa": ("capa, one question", ("xblocks-contrib==0.13.1",)),
    "drag-and-drop": ("drag-and-drop, its sample", ("xblock-drag-and-drop-v2==5.0.3",)),
}

#: Seconds after which an installation, or a measurement, is given up.
PATIENCE = 600


class _Failed(Exception):
    """Why one of them has no figures; in a few words."""


def _run(command: list[str], failed: str) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise _Failed(f"{failed}: given up after {PATIENCE} s") from None
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()] or [""]
        errors = [line for line in lines if line.startswith("ERROR:")]
        raise _Failed(f"{failed}: {(errors or lines[-1:])[0][:160]}")
    return done.stdout


def _python() -> Path:
    return HOME / "bin" / "python"


def _install(name: str, packages: tuple[str, ...]) -> None:
    """Install what is not there yet at these versions."""
    stamp = HOME / f"{name}.installed"
    wanted = "\n".join([sys.version, *WORKBENCH, *packages])
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    pip = [str(_python()), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    # The workbench's versions stand: a block that needs others is one that cannot be installed.
    _run([*pip, *WORKBENCH, *packages], "not installed")
    stamp.write_text(wanted, "utf-8")


def measure() -> dict[str, dict[str, Any]]:
    """Return the figures of each, or why there are none."""
    results = {}
    for name, (said, packages) in PEERS.items():
        one: dict[str, Any] = {"of": said, "packages": list(packages)}
        try:
            if not _python().exists():
                _run([sys.executable, "-m", "venv", str(HOME)], "not installed")
            _install(name, packages)
            with tempfile.TemporaryDirectory() as home:
                told = _run([str(_python()), str(HOST), name, home], "not drawn")
            one.update(json.loads(told.splitlines()[-1]))
        except (_Failed, OSError, ValueError, IndexError) as error:
            one["absent"] = str(error)
        results[name] = one
    return results


def table(ours: dict[str, dict[str, Any]], peers: dict[str, dict[str, Any]]) -> str:
    """Return all side by side, over the workbench's own store, which asks at each field."""
    lines = [
        "Pages in a workbench as it comes         ms   SQL   JS gzip  CSS gzip  HTML gzip  requests"
    ]
    rows = {
        f"this block, {state}": {**one, **one["workbench_store"]} for state, one in ours.items()
    }
    rows |= {one["of"]: one for one in peers.values()}
    for name, one in rows.items():
        if "absent" in one:
            lines.append(f"{name:<34} {one['absent']}")
            continue
        lines.append(
            f"{name:<34} {one['cpu_ms']:>8.2f} {one['sql']:>5} {one['js_gzip_bytes']:>9} "
            f"{one['css_gzip_bytes']:>9} {one['html_gzip_bytes']:>10} {one['requests']:>9}"
        )
    lines.append(
        "ms: CPU over an empty block's. ORA2's page is a shell, which asks for its parts 8 times."
    )
    return "\n".join(lines)
