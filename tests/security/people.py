"""Who takes part in the attacks, and what they hand in."""

from __future__ import annotations

import re
from typing import Any

from empathy_xblock.unit import library, olx

LISTENS = (
    "The old man with the tulips sits very upright, and his hands never let go of the paper. He "
    "may be hoping that she knows him today, but I am not sure; I would ask him who they are for."
)
PLAN = "If a visitor asks me the same thing twice this week, then I will answer as if it were new."
REFLECTION = {"person": LISTENS, "act": PLAN}
DEMO = olx.write(library.load("demo"))
CRITERIA = tuple(one.id for one in library.load("demo").reflection.rubric.criteria)


def begin(workbench: Any, student: str) -> None:
    """Take the step that opens all others."""
    workbench.post(student, "choose_version", {"version": "story"})


def submit(workbench: Any, student: str, number: int = 1, status: int = 200, **texts: str) -> Any:
    """Hand in a reflection; return the answer."""
    sent = {"responses": {**REFLECTION, **texts}, "number": number}
    return workbench.post(student, "submit_reflection", sent, status=status)


def author(workbench: Any, document: str, status: int = 200) -> Any:
    """Save that document as an author, who confirms what it does; return the answer."""
    response = workbench.request("author_kim", "studio_save", {"olx": document})
    confirm = {}
    if response.status_code == 409:
        confirm = {"confirm": re.search(r'data-confirm=\\"(\w+)', response.content.decode())[1]}
    return workbench.post("author_kim", "studio_save", {"olx": document, **confirm}, status=status)


def ref_of(workbench: Any, student: str) -> str:
    """Return the ref of that learner's first line in the queue, as course staff find it."""
    answer = workbench.post("staff_anna", "review_queue", {"search": student})
    return re.search(r'name="ref" value="([0-9a-f-]{36})"', answer["regions"]["review"])[1]


def seen_by(workbench: Any, ref: str, reviewer: str = "staff_anna") -> int | None:
    """Open the reflection as that reviewer; return what the form says was seen."""
    answer = workbench.post(reviewer, "review_open", {"ref": ref})
    found = re.search(r'name="seen" value="(\d*)"', answer["regions"]["review"])[1]
    return int(found) if found else None


def marks(level: str = "solid", comment: str = "") -> dict[str, dict[str, str]]:
    """Return a mark on every criterion of the ready-made unit."""
    return {criterion: {"level": level, "comment": comment} for criterion in CRITERIA}
