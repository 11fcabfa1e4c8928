"""The wheel, built from a clean copy of the files that git keeps and installed elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "static" / "dist"

#: Kept in git beside what it trained, and not needed where reflections are marked.
LEFT_OUT = ("empathy_xblock/grading/corpus/", "empathy_xblock/grading/fairness/")


def build(source: Path, target: Path, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    return subprocess.run(
        [*command, "--wheel-dir", str(target), str(source)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **env},
    )


def inside(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the files that git keeps: without anything built."""
    copy = tmp_path_factory.mktemp("checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_symlink() or (ROOT / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name, follow_symlinks=False)
    return copy


@pytest.fixture(scope="module")
def wheel(checkout, tmp_path_factory):
    target = tmp_path_factory.mktemp("wheel")
    whole = tmp_path_factory.mktemp("whole") / "checkout"
    shutil.copytree(checkout, whole, symlinks=True)
    shutil.copytree(DIST, whole / "static" / "dist")
    done = build(whole, target)
    assert done.returncode == 0, done.stderr
    (made,) = target.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def names(wheel):
    return inside(wheel)


@pytest.fixture
def bare(checkout, tmp_path):
    """A bare checkout of its own, and a machine on which there is no Node."""
    copy = tmp_path / "bare"
    shutil.copytree(checkout, copy, symlinks=True)
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "sh").symlink_to(shutil.which("sh"))
    return copy, {"PATH": str(programs)}


def test_a_bare_checkout_needs_no_node_on_the_machine(bare, names, tmp_path):
    copy, machine = bare
    assert not (copy / "static" / "dist").exists()
    done = build(copy, tmp_path / "made", **machine)
    assert done.returncode == 0, done.stderr
    (made,) = (tmp_path / "made").glob("*.whl")
    assert inside(made) == names


def test_a_bare_checkout_that_cannot_be_built_says_what_to_do(bare, tmp_path):
    copy, machine = bare
    offline = {"npm_config_offline": "true", "npm_config_cache": str(tmp_path / "none")}
    done = build(copy, tmp_path / "made", **machine, **offline)
    assert done.returncode != 0
    assert "Run `make assets`" in done.stderr + done.stdout
    assert list(tmp_path.glob("made/*.whl")) == []


def test_a_source_archive_needs_neither_node_nor_npm(bare, names, tmp_path):
    copy, machine = bare
    shutil.copytree(DIST, copy / "static" / "dist")
    archive = [sys.executable, "setup.py", "--quiet", "sdist", "--dist-dir", str(tmp_path)]
    subprocess.run(archive, cwd=copy, check=True, capture_output=True)
    (made,) = tmp_path.glob("*.tar.gz")
    offline = {"npm_config_offline": "true", "npm_config_cache": str(tmp_path / "none")}
    done = build(made, tmp_path / "made", **machine, **offline)
    assert done.returncode == 0, done.stderr
    (wheel,) = (tmp_path / "made").glob("*.whl")
    assert inside(wheel) == names


def test_every_built_asset_is_in_it(names):
    built = {
        f"empathy_xblock/assets/public/{path.relative_to(DIST)}"
        for path in DIST.rglob("*")
        if path.is_file()
    }
    assert {Path(name).suffix for name in built} >= {".js", ".css"}
    assert built == {name for name in names if "/assets/" in name}


def test_every_file_of_the_package_is_in_it(checkout, names):
    package = checkout / "empathy_xblock"
    kept = {str(path.relative_to(checkout)) for path in package.rglob("*") if path.is_file()}
    kept |= {
        f"empathy_xblock/{path.relative_to(checkout)}"
        for path in (checkout / "translations").rglob("text.*")
    }
    assert {name for name in kept - names if not name.startswith(LEFT_OUT)} == set()


def test_nothing_else_is_in_it(names):
    elsewhere = {name for name in names if not name.startswith("empathy_xblock")}
    unwanted = {
        name
        for name in names
        if name.endswith((".jsonl", ".map", ".key", ".pem", ".pyc", ".db", ".env"))
        or "/tests/" in name
        or name.startswith(LEFT_OUT)
    }
    assert elsewhere == set()
    assert unwanted == set()


def test_it_works_in_a_fresh_environment(wheel, tmp_path):
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    subprocess.run([python, "-m", "pip", "install", "-qq", str(wheel)], check=True)
    assets = [f"public/{path.name}" for path in sorted(DIST.glob("*.*"))]
    done = subprocess.run(
        [python, ROOT / "tests" / "packaging" / "installed.py", *assets],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    offer = json.loads(done.stdout)
    assert Path(offer.pop("from")).is_relative_to(tmp_path)
    assert offer == {
        "class": "empathy_xblock.block:EmpathyXBlock",
        "assets": {name: (DIST / name.removeprefix("public/")).stat().st_size for name in assets},
        "language": "en",
        "plugins": {"lms.djangoapp": ["EmpathyConfig"], "cms.djangoapp": ["EmpathyConfig"]},
    }
