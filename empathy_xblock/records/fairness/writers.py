"""What a learner is called where reviewers see no names: the same in a unit, and nobody's guess.

Keyed with the site's secret, so that nobody who knows the usernames, or the platform's anonymous
ids, can work out which is whose. In another unit the same learner has another one.
"""

from __future__ import annotations

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

#: No letters that are read as digits, and none that makes words.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

#: A billion of them: a course of a hundred thousand has about five pairs that are the same.
LENGTH = 6

_SALT = "empathy_xblock.writer"


def called(number: str) -> str:
    """Return what stands in the place of a name."""
    return _("Writer {number}").format(number=number)


def sought(search: str) -> str:
    """Return the beginning of a number as somebody typed it, with or without the word before."""
    last = (search.split() or [""])[-1].upper()
    return last.replace("O", "0").replace("I", "1").replace("L", "1")


def number(unit: str, learner_id: str) -> str:
    """Return the neutral number of a learner in the unit of that key."""
    found = salted_hmac(_SALT, f"{unit}\n{learner_id}", algorithm="sha256").digest()
    bits = int.from_bytes(found[:8])
    return "".join(_SIGNS[bits >> 5 * place & 31] for place in range(LENGTH))
