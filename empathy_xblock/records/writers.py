"""What a learner is called where reviewers see no names: the same in a unit, and nobody's guess.

Keyed with the site's secret, so that nobody who knows the usernames, or the platform's anonymous
ids, can work out which is whose. In another unit the same learner has another one.
"""

from __future__ import annotations

from django.utils.crypto import salted_hmac

#: No letters that are read as digits, and none that makes words.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

#: A billion of them: a course of a hundred thousand has about five pairs that are the same.
LENGTH = 6

_SALT = "empathy_xblock.writer"


def number(unit: str, learner_id: str) -> str:
    """Return the neutral number of a learner in the unit of that key."""
    found = salted_hmac(_SALT, f"{unit}\n{learner_id}", algorithm="sha256").digest()
    bits = int.from_bytes(found[:8])
    return "".join(_SIGNS[bits >> 5 * place & 31] for place in range(LENGTH))
