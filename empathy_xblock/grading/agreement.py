"""How well two sets of marks agree: exact, adjacent, and quadratic weighted kappa.

Every figure comes with an interval, for at the numbers one unit has the spread is large.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from random import Random

_DRAWS = 1000
_SEED = 20140101


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on `count` pairs.

    `exact` and `adjacent` (at most one level apart) are shares; `kappa` is the quadratic
    weighted kappa, None where it is not defined (no pair, or no spread on either side);
    `interval` holds the middle 95 % of bootstrap draws of kappa.
    """

    count: int
    exact: float | None
    adjacent: float | None
    kappa: float | None
    interval: tuple[float, float] | None

    def as_dict(self) -> dict[str, object]:
        """Return the figures rounded to three places."""
        return {
            name: [round(end, 3) for end in value]
            if isinstance(value, tuple)
            else round(value, 3)
            if isinstance(value, float)
            else value
            for name, value in asdict(self).items()
        }


def agreement(pairs: Sequence[tuple[int, int]], draws: int = _DRAWS) -> Agreement:
    """Return how well the two levels of each pair agree; seeded, so always the same."""
    if not pairs:
        return Agreement(0, None, None, None, None)
    count = len(pairs)
    return Agreement(
        count=count,
        exact=sum(a == b for a, b in pairs) / count,
        adjacent=sum(abs(a - b) <= 1 for a, b in pairs) / count,
        kappa=weighted_kappa(pairs),
        interval=_interval(pairs, draws),
    )


def weighted_kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Return the quadratic weighted kappa of `pairs`, None where chance leaves no disagreement.

    1 - sum(w * observed) / sum(w * expected), w = (i - j)^2 (Cohen 1968, Psychological Bulletin
    70, 213-220). With that weight both sums come down to moments, so no table is built.
    """
    count = len(pairs)
    if not count:
        return None
    observed = sum((a - b) ** 2 for a, b in pairs) / count
    left, right = sum(a for a, _ in pairs), sum(b for _, b in pairs)
    squares = sum(a * a + b * b for a, b in pairs)
    expected = squares / count - 2 * left * right / count**2
    return 1 - observed / expected if expected > 1e-12 else None


def mean_kappa(parts: Sequence[Agreement]) -> float | None:
    """Return the mean of the kappas that are defined, None if there is none."""
    kappas = [part.kappa for part in parts if part.kappa is not None]
    return sum(kappas) / len(kappas) if kappas else None


def _interval(pairs: Sequence[tuple[int, int]], draws: int) -> tuple[float, float] | None:
    """The percentile interval of the bootstrap (Efron 1979)."""
    random = Random(_SEED)
    found = sorted(
        kappa
        for _ in range(draws)
        if (kappa := weighted_kappa(random.choices(pairs, k=len(pairs)))) is not None
    )
    if not found:
        return None
    return found[int(0.025 * (len(found) - 1))], found[int(0.975 * (len(found) - 1) + 0.999)]
