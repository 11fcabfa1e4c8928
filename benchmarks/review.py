"""What a reviewer waits for, with units of several sizes in one database.

`python -m benchmarks.review --sizes 1000,10000,100000` fills a database of its own on MariaDB
(SQLite where no server answers), with ten more units beside those that are measured. Times are
by the clock, the database's share included: the median of several calls, after one that does not
count. `--keep NAME` leaves the database there, and takes it as it is the next time.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

OTHERS = 10
OTHERS_SIZE = 1000
TARGET = Path("build/bench-review.json")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.review", description=__doc__)
    parser.add_argument("--sizes", default="1000", help="attempts of each unit that is measured")
    parser.add_argument("--keep", metavar="NAME", help="a MariaDB database to make and to leave")
    parser.add_argument("--runs", type=int, default=9, help="calls of each kind")
    parser.add_argument("--only", default="", help="parts to measure, such as queue,overview")
    parser.add_argument(
        "--mark-again",
        type=int,
        default=0,
        metavar="N",
        help="have workers mark a unit of so many attempts again",
    )
    parser.add_argument(
        "--carry",
        type=int,
        default=0,
        metavar="N",
        help="carry the marks of a unit of so many attempts to a changed rubric, and back",
    )
    parser.add_argument("--json", type=Path, default=TARGET, help="where to write the figures")
    return parser.parse_args()


def main() -> None:
    """Measure, print a table, write JSON."""
    options = _arguments()
    sizes = [int(size) for size in options.sizes.split(",")]
    with tempfile.TemporaryDirectory() as home:
        from benchmarks import databases

        os.environ["EMPATHY_DEMO_DIR"] = home
        with databases.own(options.keep, Path(home)) as vendor:
            from benchmarks import review_parts

            results: dict[str, Any] = {
                "database": vendor,
                "other units": f"{OTHERS} of {OTHERS_SIZE}",
                "processors": os.cpu_count(),
                "load": os.getloadavg()[0],
                "units": {},
            }
            wanted = [name for name in options.only.split(",") if name]
            review_parts.fill(sizes, OTHERS, OTHERS_SIZE)
            for size in sizes:
                results["units"][size] = review_parts.measure(size, options.runs, wanted)
            if options.mark_again and vendor == "MariaDB":
                from benchmarks import workers

                if workers.broker_answers():
                    results["mark again"] = workers.measure(options.mark_again)
            if options.carry:
                from benchmarks import review_changes

                results["carry"] = review_changes.measure(options.carry)
    options.json.parent.mkdir(exist_ok=True)
    options.json.write_text(json.dumps(results, indent=2) + "\n", "utf-8")
    print(table(results))


def table(results: dict[str, Any]) -> str:
    """Return the results for people."""
    units = results["units"]
    lines = [
        f"Review on {results['database']}, beside {results['other units']} attempts each: "
        "median ms (SQL)"
    ]
    lines.append(f"{'attempts of the unit':<36}" + "".join(f"{size:>16}" for size in units))
    names = dict.fromkeys(name for one in units.values() for name in one["calls"])
    for name in names:
        cells = []
        for one in units.values():
            call = one["calls"].get(name)
            cells.append(f"{call['ms']:.1f} ({call['sql']})" if call else "")
        lines.append(f"{name:<36}" + "".join(f"{cell:>16}" for cell in cells))
    for name in ("first byte s", "all s", "MB above the start"):
        cells = [str(one["csv"][name]) if "csv" in one else "" for one in units.values()]
        lines.append(f"{'CSV of all: ' + name:<36}" + "".join(f"{cell:>16}" for cell in cells))
    if again := results.get("mark again"):
        lines.append(
            f"Marked again: {again['attempts']} attempts in {again['one worker s']} s by one "
            f"worker, {again['two workers s']} s by two: {again['times']} times as fast, on "
            f"{results['processors']} processors shared with the database, the broker and "
            "whatever else ran."
        )
        spent = ", ".join(f"{name} {ms}" for name, ms in again["processor ms each"].items())
        lines.append(f"Processor ms an attempt (the database's with all else it did): {spent}.")
    if carry := results.get("carry"):
        for way in ("carry", "undo"):
            told = ", ".join(f"{name} {value}" for name, value in carry[way].items())
            lines.append(f"Marks of {carry['attempts']} attempts, {way}: {told}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
