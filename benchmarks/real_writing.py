"""The main job on real writing: every text of a file submitted by a learner of its own.

    python -m benchmarks.real_writing TEXTS.jsonl [--field essay]

Each text goes through the block's handler as a browser would send it, is marked against
`news_story.xml`, looked up again, listed in the queue and exported by the command line. The
counts must agree, or the program ends with an error. The texts themselves are not printed.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def set_up(folder: str) -> str:
    """Make an empty workbench in `folder` with the unit of this benchmark; return its usage id."""
    os.environ["EMPATHY_DEMO_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "empathy_xblock.demo.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from workbench import scenarios

    call_command("migrate", run_syncdb=True, verbosity=0)
    scenarios.add_xml_scenario("news", "News story", (HERE / "news_story.xml").read_text())
    return str(scenarios.SCENARIOS["news"].usage_id)


def submit_all(usage_id: str, texts: list[str]) -> tuple[Counter[str], list[float]]:
    """Submit each text as a new learner; return HTTP statuses and seconds for each."""
    from django.test import Client

    client = Client()
    statuses: Counter[str] = Counter()
    seconds = []
    for number, text in enumerate(texts, 1):
        sent = json.dumps({"responses": {"people": text}, "number": 1})
        url = f"/handler/{usage_id}/submit_reflection/?student=reader_{number:04}"
        start = time.perf_counter()
        response = client.post(url, sent, content_type="application/json")
        seconds.append(time.perf_counter() - start)
        statuses[str(response.status_code)] += 1
        if response.status_code != 200:
            print(f"text {number}: {json.loads(response.content)['error']}", file=sys.stderr)
    return statuses, seconds


def count_kept(usage_id: str, texts: list[str]) -> dict[str, Any]:
    """Return what is kept, read back through the door of the records, the queue and the export."""
    from django.core.management import call_command

    from empathy_xblock.demo.services import anonymous_id
    from empathy_xblock.journey.reflection import tidy
    from empathy_xblock.records import api
    from empathy_xblock.records.data import Learner, Place

    place = Place(usage_id, "workbench")
    same = abstained = marks = 0
    levels: Counter[str] = Counter()
    flags: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for number, text in enumerate(texts, 1):
        name = f"reader_{number:04}"
        for attempt in api.attempts(place, Learner(anonymous_id(name), name)):
            same += api.responses(attempt) == {"people": tidy(text)}
            states[attempt.state.value] += 1
            assert attempt.engine is not None
            flags.update(attempt.engine.flags)
            for mark in attempt.engine.marks:
                marks += 1
                abstained += mark.abstained
                levels[f"{mark.criterion} {mark.level}"] += 1
    listed = set()
    cursor = None
    while True:
        page = api.queue(place, cursor=cursor, size=100)
        listed |= {row.ref for row in page.rows}
        cursor = page.after
        if cursor is None:
            break
    out = io.StringIO()
    call_command("empathy_export", unit=place.unit, course=place.course, format="jsonl", stdout=out)
    exported = [json.loads(line) for line in out.getvalue().splitlines()]
    return {
        "kept word for word": same,
        "listed in the queue": len(listed),
        "exported": len({row["username"] for row in exported}),
        "marks": marks,
        "abstained": abstained,
        "states": dict(states),
        "flags": dict(flags),
        "levels": dict(sorted(levels.items())),
    }


def main() -> int:
    """Run the whole and print what was counted; 1 if anything is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path, help="JSON lines")
    parser.add_argument("--field", default="essay", help="the text's name in each line")
    given = parser.parse_args()
    with given.texts.open(encoding="utf-8") as lines:
        texts = [json.loads(line)[given.field] for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        usage_id = set_up(folder)
        start = time.perf_counter()
        statuses, seconds = submit_all(usage_id, texts)
        took = time.perf_counter() - start
        kept = count_kept(usage_id, texts)
    table = {
        "texts": len(texts),
        "answered": dict(statuses),
        "seconds in all": round(took, 1),
        "ms each, median": round(1000 * statistics.median(seconds), 1),
        "ms each, slowest of a hundred": round(1000 * statistics.quantiles(seconds, n=100)[98], 1),
        **kept,
    }
    for name, value in table.items():
        print(f"{name:32}{value}")
    counts = (kept["kept word for word"], kept["listed in the queue"], kept["exported"])
    return 0 if {len(texts)} == set(counts) and statuses == {"200": len(texts)} else 1


if __name__ == "__main__":
    sys.exit(main())
