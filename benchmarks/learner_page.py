"""What one learner's page costs in the workbench: CPU, queries, bytes and requests.

Own CPU is the median of 50 renders less that of an empty block, which takes with it the
workbench's scan of the installed distributions for asides. Each page is measured twice: over
field storage that reads a row once, as the platform's does, and over the workbench's own, which
asks the database at each access to a field. Only the second compares with figures of other
blocks that were taken in a workbench as it comes.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from workbench.runtime import WORKBENCH_KVS, WorkbenchRuntime
from xblock.core import XBlock
from xblock.fields import ScopeIds
from xblock.runtime import KvsFieldData

from benchmarks.timing import cpu_ms
from empathy_xblock.compat import Fragment
from empathy_xblock.demo import samples, scenario, writing

OURS = "/resource/empathy/public/"
#: What a page of ours should cost at most, in milliseconds of its own.
GOAL_MS = 5
KINDS = {"application/javascript": "js", "text/css": "css"}


class Blank(XBlock):
    """A block that does nothing."""

    def student_view(self, _context: Any = None) -> Fragment:
        """Show nothing."""
        return Fragment("")


def _render_blank() -> None:
    runtime = WorkbenchRuntime("blank")
    keys = ScopeIds("blank", "blank", "bench.blank.d0", "bench.blank.d0.u0")
    runtime.construct_xblock_from_class(Blank, keys).render("student_view", {})


def _render(student: str, *, as_it_comes: bool) -> Fragment:
    runtime = WorkbenchRuntime(student)
    if as_it_comes:
        runtime._services["field-data"] = KvsFieldData(WORKBENCH_KVS)
    usage_id = scenario.SCENARIOS[scenario.NAME].usage_id
    return runtime.get_block(usage_id).render("student_view", {})


def _gzipped(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


def _files(fragment: Fragment) -> dict[str, Any]:
    """Return what the fragment of the block loads; the workbench's own files are left out."""
    public = files("empathy_xblock") / "assets" / "public"
    sizes = {"js": 0, "css": 0}
    requests = []
    for resource in fragment.resources:
        kind = KINDS.get(resource.mimetype)
        if resource.kind == "url" and OURS in resource.data:
            name = resource.data.split(OURS)[1]
            requests.append(name)
            if kind:
                sizes[kind] += _gzipped((public / name).read_bytes())
    return {
        "requests": len(requests),
        "files": sorted(requests),
        "js_gzip_bytes": sizes["js"],
        "css_gzip_bytes": sizes["css"],
        "html_gzip_bytes": _gzipped(fragment.body_html().encode()),
    }


def measure() -> dict[str, dict[str, Any]]:
    """Measure the page of a learner who begins, and of one with marks and answers."""
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    scenario.load()
    samples.seed(12)
    marked = next(name for name in writing.usernames(12) if scenario.block(name).attempts > 0)
    baseline = cpu_ms(_render_blank)
    results = {}
    for state, student in (("begins", "student_1"), ("has marks", marked)):
        results[state] = {
            "baseline_cpu_ms": round(baseline, 2),
            **_cost(partial(_render, student, as_it_comes=False), baseline),
            "workbench_store": _cost(partial(_render, student, as_it_comes=True), baseline),
            **_files(_render(student, as_it_comes=False)),
        }
    return results


def _cost(render: Callable[[], Fragment], baseline: float) -> dict[str, Any]:
    render()  # a first look at a learner may write
    with CaptureQueriesContext(connection) as queries:
        render()
    return {"cpu_ms": round(cpu_ms(render) - baseline, 2), "sql": len(queries)}


def table(results: dict[str, dict[str, Any]]) -> str:
    """Return the results for people."""
    lines = [
        "Learner's page      ms   SQL  (workbench's store:  ms   SQL)  "
        "JS gzip  CSS gzip  HTML gzip  requests"
    ]
    for state, one in results.items():
        stock = one["workbench_store"]
        lines.append(
            f"{state:<14} {one['cpu_ms']:>7.2f} {one['sql']:>5}  {stock['cpu_ms']:>22.2f} "
            f"{stock['sql']:>5}  {one['js_gzip_bytes']:>8} {one['css_gzip_bytes']:>9} "
            f"{one['html_gzip_bytes']:>10} {one['requests']:>9}"
        )
    over = {state: one["cpu_ms"] - GOAL_MS for state, one in results.items()}
    said = [f"{state} by {ms:.1f} ms" for state, ms in over.items() if ms > 0]
    lines.append(f"Over the goal of {GOAL_MS} ms: {', '.join(said) or 'none'}.")
    return "\n".join(lines)
