"""`python -m benchmarks`: measure, print a table, write build/bench.json."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

TARGET = Path("build/bench.json")


def _review(target: Path, sizes: str, mark_again: str) -> dict[str, Any]:
    """Return the figures of the review, which has another database: a process of its own."""
    command = [sys.executable, "-m", "benchmarks.review", "--json", str(target)]
    command += ["--sizes", sizes, "--mark-again", mark_again]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    found: dict[str, Any] = json.loads(target.read_text("utf-8"))
    return found


def main() -> None:
    """Measure with a database of its own, so that a demo that was used does not matter."""
    from benchmarks import agreement

    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument(
        "--data", type=Path, default=agreement.DATA, help="labelled texts to measure agreement on"
    )
    parser.add_argument(
        "--sizes", default="1000", help="attempts of each unit that the review is measured with"
    )
    parser.add_argument(
        "--mark-again", default="400", help="attempts that workers mark again; 0 for none"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["EMPATHY_DEMO_DIR"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "empathy_xblock.demo.settings"
        import django

        django.setup()

        from benchmarks import engine, learner_page, review, studio_page
        from benchmarks.peers import measuring

        results = {
            "python": platform.python_version(),
            "django": django.__version__,
            "learner_page": learner_page.measure(),
            "peers": measuring.measure(),
            "studio_page": studio_page.measure(),
            "engine": engine.measure(),
            "agreement": agreement.measure(options.data),
            "review": _review(Path(home) / "review.json", options.sizes, options.mark_again),
        }
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(results, indent=2) + "\n", "utf-8")
    print(learner_page.table(results["learner_page"]))
    print()
    print(measuring.table(results["learner_page"], results["peers"]))
    print()
    print(studio_page.table(results["studio_page"]))
    print()
    print(engine.table(results["engine"]))
    print()
    print(agreement.table(results["agreement"]))
    print()
    print(review.table(results["review"]))
    print(f"\nwritten to {TARGET}")


if __name__ == "__main__":
    main()
