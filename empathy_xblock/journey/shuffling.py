"""An order of each learner's own: the same at every visit, whatever machine answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Protocol, TypeVar


class Named(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """The id, unique among its siblings."""


N = TypeVar("N", bound=Named)


def shuffled(parts: Iterable[N], *seed: str) -> Sequence[N]:
    """Return `parts` in an order that the seed and their ids decide.

    Each part draws its own place, so that one an author adds later does not move the others.
    """

    def drawn(part: N) -> str:
        return sha256("\n".join((*seed, part.id)).encode()).hexdigest()

    return sorted(parts, key=drawn)
