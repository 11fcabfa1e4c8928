"""Counts that may be shown of a group without telling of one of its members.

A cell of one to nine persons is hidden, and so many more with it that what is hidden cannot be
worked out from the total: never one cell alone, and never fewer than ten persons together.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

#: The smallest group of which anything is said.
LEAST = 10

K = TypeVar("K", bound=Hashable)


def shown(counts: Mapping[K, int], least: int = LEAST) -> dict[K, int | None]:
    """Return the counts in their order, None where one is not to be shown.

    An empty cell is shown as 0 unless all are hidden, for it is nobody's.
    """
    if sum(counts.values()) < least:
        return dict.fromkeys(counts)
    hidden = {name for name, count in counts.items() if 0 < count < least}
    rest = sorted(
        (name for name in counts if counts[name] and name not in hidden), key=counts.__getitem__
    )
    while hidden and rest and (len(hidden) == 1 or sum(counts[n] for n in hidden) < least):
        hidden.add(rest.pop(0))
    return {name: None if name in hidden else count for name, count in counts.items()}
