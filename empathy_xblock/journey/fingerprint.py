"""What a form was drawn from, in a few signs: an older page must replace nothing unseen."""

from __future__ import annotations

import json
from hashlib import sha256

#: Signs in a fingerprint.
LENGTH = 12


def fingerprint(*kept: object) -> str:
    """Return what tells one kept answer from another; empty where nothing is kept.

    `kept` are texts, and maps of numbers.
    """
    if not any(kept):
        return ""
    return sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:LENGTH]


def overtaken(was: str | None, now: str, sent: str) -> bool:
    """Say whether `sent` would replace something else than `was`, which its writer saw.

    All are fingerprints, `now` that of what is kept. None for `was` asks for no comparison.
    """
    return was is not None and now not in ("", was, sent)
