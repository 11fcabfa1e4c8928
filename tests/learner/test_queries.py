"""How often a learner's page asks the database, whatever has been done in the unit.

The first is the workbench's, for the fields of the block; the rest is ours.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

RESPONSES = {
    "person": "The man with the tulips looks torn between hope and dread. I can't know that from "
    "here, so I would ask him who the flowers are for and wait for what he says.",
    "act": "If I see somebody wait alone on Thursday, then I will sit down and ask what they hope "
    "for today, and listen before I say anything about myself at all.",
}


def asked(workbench: Any, student: str) -> list[str]:
    """Return the tables that drawing the page asks for, in order."""
    workbench.view(student)  # a first look may write
    block = workbench.block(student)
    with CaptureQueriesContext(connection) as queries:
        block.student_view({})
    return [query["sql"].split('FROM "')[1].split('"')[0] for query in queries]


def test_who_begins(workbench: Any) -> None:
    assert asked(workbench, "student_1") == [
        "workbench_xblockstate",
        "empathy_xblock_attempt",
        "empathy_xblock_itemresult",
        "empathy_xblock_scoreoverride",
    ]


def test_who_has_marks(workbench: Any) -> None:
    workbench.post("student_1", "choose_version", {"version": "story"})
    workbench.post("student_1", "submit_reflection", {"responses": RESPONSES, "number": 1})
    assert asked(workbench, "student_1") == [
        "workbench_xblockstate",
        "empathy_xblock_attempt",
        "empathy_xblock_assessment",
        "empathy_xblock_mark",
        "submissions_submission",
        "empathy_xblock_itemresult",
        "empathy_xblock_scoreoverride",
        "empathy_xblock_auditevent",
    ]
