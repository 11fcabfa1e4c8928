"""The project's own marked texts, and which of them are kept out of all training.

Data for training and tests; the files are no part of what is installed. The marks are the
project's own opinion.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent

#: Reflections marked against the ready-made rubric of the same name.
REFLECTIONS = ("customer_service", "patient_care", "leadership")
#: Replies to somebody, marked on the three mechanisms of expressed empathy.
REPLIES = "replies"

_PARTS = 5


@dataclass(frozen=True, slots=True)
class Marked:
    """A text of the corpus; `levels` by criterion, `evidence` spans quoted from the text."""

    id: str
    text: str
    levels: Mapping[str, int]
    evidence: Mapping[str, tuple[str, ...]]
    post: str
    voice: str


def load(name: str) -> tuple[Marked, ...]:
    """Return the texts of `name`, in the order of the file; () where it is not there."""
    path = FOLDER / f"{name}.jsonl"
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return tuple(
        Marked(
            id=row["id"],
            text=row["text"],
            levels=row["levels"],
            evidence={key: tuple(spans) for key, spans in row.get("evidence", {}).items()},
            post=row.get("post", ""),
            voice=row.get("voice", ""),
        )
        for row in rows
    )


def part(identifier: str) -> int:
    """Return which fifth (0-4) a text belongs to, by a hash of its id."""
    return int.from_bytes(sha256(identifier.encode()).digest()[:4], "big") % _PARTS


def kept_out(identifier: str) -> bool:
    """Whether a text is kept out of training, to measure on."""
    return part(identifier) == 0
