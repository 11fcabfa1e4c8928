"""`python -m empathy_xblock.unit`, run as a command."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "empathy_xblock" / "unit" / "library" / "demo.xml"

BROKEN = """<empathy>
  <quiz>
    <single id="q" points="two">
      <stem>Which?</stem>
      <choice id="a" correct="true">A<feedback>Yes.</feedback></choice>
      <choice id="b">B</choice>
    </single>
  </quiz>
  <poll/>
</empathy>
"""
ADVISABLE = """<empathy display_name="A"   weight="1.0">
  <quiz>
    <single id="q">
      <stem>Which?</stem>
      <choice id="a" correct="true">A</choice>
      <choice id="b">B<feedback>No.</feedback></choice>
    </single>
  </quiz>
</empathy>
"""


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Run the command in a folder; return its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "empathy_xblock.unit", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PATH": ""},
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def test_check_prints_errors_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "broken.xml").write_text(BROKEN, "utf-8")
    assert run(tmp_path, "check", "broken.xml") == (
        1,
        'broken.xml:3: error: <single id="q">: points must be a number, not “two”\n'
        "broken.xml:9: error: <empathy>: <poll> is not known here and was left out\n",
        "",
    )


def test_check_prints_advice_with_lines_and_is_content(tmp_path: Path) -> None:
    (tmp_path / "unit.xml").write_text(ADVISABLE, "utf-8")
    assert run(tmp_path, "check", "unit.xml") == (
        0,
        'unit.xml:5: advice: <single id="q"> <choice id="a">: '
        "add <feedback>; it is what learners learn from\n",
        "",
    )


def test_check_of_several_files_returns_the_worst(tmp_path: Path) -> None:
    (tmp_path / "broken.xml").write_text("<empathy", "utf-8")
    code, out, err = run(tmp_path, "check", str(DEMO), "broken.xml")
    assert (code, err) == (1, "")
    assert out.startswith("broken.xml:1: error: the XML is broken here: ")
    code, out, err = run(tmp_path, "check", "absent.xml", "broken.xml")
    assert (code, err) == (2, "absent.xml: cannot be read: No such file or directory\n")
    assert out.startswith("broken.xml:1: error: ")


def test_the_demo_unit_passes(tmp_path: Path) -> None:
    assert run(tmp_path, "check", str(DEMO)) == (0, "", "")


def test_format_prints_the_canonical_document(tmp_path: Path) -> None:
    (tmp_path / "unit.xml").write_text(ADVISABLE, "utf-8")
    code, out, err = run(tmp_path, "format", "unit.xml")
    assert (code, err) == (0, "")
    assert out == (
        '<empathy display_name="A" weight="1" grading_mode="assisted" pass_percent="60">\n'
        '  <quiz weight="1">\n'
        '    <single id="q" points="1">\n'
        "      <stem>Which?</stem>\n"
        '      <choice id="a" correct="true">A</choice>\n'
        '      <choice id="b">B<feedback>No.</feedback></choice>\n'
        "    </single>\n"
        "  </quiz>\n"
        "</empathy>\n"
    )
    (tmp_path / "again.xml").write_text(out, "utf-8")
    assert run(tmp_path, "format", "again.xml") == (0, out, "")


def test_format_of_a_document_with_errors_prints_none(tmp_path: Path) -> None:
    (tmp_path / "broken.xml").write_text("<empathy>\n  <poll/>\n</empathy>", "utf-8")
    assert run(tmp_path, "format", "broken.xml") == (
        1,
        "",
        "broken.xml:2: error: <empathy>: <poll> is not known here and was left out\n",
    )


def test_a_folder_or_nothing_is_no_document(tmp_path: Path) -> None:
    assert run(tmp_path, "format", ".")[:2] == (2, "")
    for arguments in ((), ("check",), ("format",), ("mend", "x")):
        code, out, err = run(tmp_path, *arguments)
        assert (code, out) == (2, "")
        assert err.startswith("usage: python -m empathy_xblock.unit")


def test_the_commands_need_neither_django_nor_xblock() -> None:
    program = (
        "import sys\n"
        "from empathy_xblock.unit.__main__ import main\n"
        "from empathy_xblock.unit import projection\n"
        f"assert main(['check', {str(DEMO)!r}]) == 0\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'django', 'xblock', 'web_fragments', 'submissions', 'webob'}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_library_is_packaged_beside_its_module() -> None:
    assert (files("empathy_xblock.unit.library") / "demo.xml").is_file()
