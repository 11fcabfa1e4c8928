"""`python -m benchmarks.lighthouse`: how fast Lighthouse finds the learner's page on a phone.

It loads the page in the workbench on a slow phone that it imagines (four times slower, 1.6
Mbit/s, 150 ms), so the figures are of the workbench's page around the unit, too. By hand only,
after `make test-lighthouse` has installed it: each run takes some ten seconds of CPU, and a busy
machine worsens it, which is why the load stands beside the figures. The median of the runs, by
score, counts. Written to build/lighthouse.json.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.conftest import CHROMIUM_ARGUMENTS, ROOT, Site, workbench
from tests.browser.learner import RESPONSES

COMMAND = ROOT / "build/lighthouse/node_modules/lighthouse/cli/index.js"
TARGET = ROOT / "build" / "lighthouse.json"

#: The figures, as Lighthouse calls them; milliseconds, but for the shift of the layout.
FIGURES = {
    "fcp_ms": "first-contentful-paint",
    "lcp_ms": "largest-contentful-paint",
    "tbt_ms": "total-blocking-time",
    "cls": "cumulative-layout-shift",
}


def _run(address: str) -> dict[str, Any]:
    """Return what Lighthouse says of one load of that page."""
    with tempfile.TemporaryDirectory() as home:
        told = Path(home) / "told.json"
        flags = " ".join(["--headless=new", *CHROMIUM_ARGUMENTS])
        command = [str(ROOT / "static" / "with-node"), sys.executable, "node", str(COMMAND)]
        command += [address, "--quiet", "--only-categories=performance", f"--chrome-flags={flags}"]
        command += ["--no-enable-error-reporting", "--output=json", f"--output-path={told}"]
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
        subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium})
        found: dict[str, Any] = json.loads(told.read_text("utf-8"))
    if found.get("runtimeError"):
        raise RuntimeError(found["runtimeError"]["message"])
    audits = found["audits"]
    sent = sum(one["transferSize"] for one in audits["network-requests"]["details"]["items"])
    return {
        "score": round(100 * found["categories"]["performance"]["score"]),
        **{name: round(audits[audit]["numericValue"], 3) for name, audit in FIGURES.items()},
        "bytes": sent,
        "load": round(os.getloadavg()[0], 1),
        "lighthouse": found["lighthouseVersion"],
    }


def _addresses(site: Site) -> dict[str, str]:
    """Return the page of a learner who begins, and of one who has marks."""
    for handler, sent in (
        ("choose_version", {"version": "film"}),
        ("submit_reflection", {"responses": RESPONSES, "number": 1}),
    ):
        status, said = site.post("lara_marked", handler, sent)
        if status != 200:
            raise RuntimeError(f"{handler}: {said}")
    return {"begins": site.learner("lara_begins"), "has marks": site.learner("lara_marked")}


def measure(runs: int) -> dict[str, Any]:
    """Return the median of so many runs for each page, and every run's score."""
    results = {}
    with tempfile.TemporaryDirectory() as home, workbench(Path(home), 12) as site:
        for name, address in _addresses(site).items():
            found = sorted((_run(address) for _ in range(runs)), key=lambda one: one["score"])
            results[name] = {**found[runs // 2], "scores": [one["score"] for one in found]}
    return results


def table(results: dict[str, Any]) -> str:
    """Return the results for people."""
    rows = [
        "On a phone     score  FCP ms  LCP ms  TBT ms    CLS      bytes   load  scores of all runs"
    ]
    for name, one in results.items():
        rows.append(
            f"{name:<13} {one['score']:>6} {one['fcp_ms']:>7.0f} {one['lcp_ms']:>7.0f} "
            f"{one['tbt_ms']:>7.0f} {one['cls']:>6.3f} {one['bytes']:>10,} {one['load']:>6.1f}  "
            f"{' '.join(map(str, one['scores']))}"
        )
    return "\n".join(rows)


def main() -> int:
    """Measure, print a table, write it down."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lighthouse")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if not COMMAND.exists():
        sys.exit("Lighthouse is not installed yet: run `make test-lighthouse` first.")
    results = measure(options.runs)
    TARGET.write_text(json.dumps(results, indent=2) + "\n", "utf-8")
    print(table(results))
    print(f"\nwritten to {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
