"""`python -m benchmarks`: measure, print a table, write build/bench.json."""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from pathlib import Path

TARGET = Path("build/bench.json")


def main() -> None:
    """Measure with a database of its own, so that a demo that was used does not matter."""
    from benchmarks import agreement

    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument(
        "--data", type=Path, default=agreement.DATA, help="labelled texts to measure agreement on"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["EMPATHY_DEMO_DIR"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "empathy_xblock.demo.settings"
        import django

        django.setup()

        from benchmarks import engine, learner_page, studio_page

        results = {
            "python": platform.python_version(),
            "django": django.__version__,
            "learner_page": learner_page.measure(),
            "studio_page": studio_page.measure(),
            "engine": engine.measure(),
            "agreement": agreement.measure(options.data),
        }
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(results, indent=2) + "\n", "utf-8")
    print(learner_page.table(results["learner_page"]))
    print()
    print(studio_page.table(results["studio_page"]))
    print()
    print(engine.table(results["engine"]))
    print()
    print(agreement.table(results["agreement"]))
    print(f"\nwritten to {TARGET}")


if __name__ == "__main__":
    main()
