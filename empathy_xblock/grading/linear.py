"""Linear models with small integer weights, read from `weights/` when first asked for.

score(class) = bias + size * scale * sum(weights of the n-grams found)
             + sign scale * sum(weights of the signs found)

with size 1 / sqrt(n-grams in the sentence) where the model gives none. Trained by `training/`,
never here. Plain Python: no array library at run time.
"""

from __future__ import annotations

import json
import sys
from array import array
from base64 import b64decode
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import Any

from empathy_xblock.grading import ngrams

#: A row of weights is one integer, a lane of 32 bits for each class: rows add up as wholes.
_LANE = 32
_HALF = 1 << (_LANE - 1)


class Linear:
    """One model: `names` are its classes, in the order of the scores.

    `groups` are the names before a colon, each with the stretch of its classes.
    """

    def __init__(self, stored: Mapping[str, Any]) -> None:
        """Unpack a model as `training.weights.packed` writes it."""
        self.names: tuple[str, ...] = tuple(stored["names"])
        self.groups = tuple(
            (name, slice(places[0], places[-1] + 1))
            for name in dict.fromkeys(map(_group, self.names))
            if (places := [at for at, one in enumerate(self.names) if _group(one) == name])
        )
        self._kinds: tuple[str, ...] = tuple(stored["kinds"])
        self._bias: tuple[float, ...] = tuple(stored["bias"])
        self._scale: float = stored["scale"]
        self._size: float = stored["size"]
        self._sign_scale: float = stored["sign_scale"]
        self._halves = sum(_HALF << _LANE * lane for lane in range(len(self.names)))
        self._ngrams = self._table(stored["ngrams"], stored["weights"])
        self._signs = self._table(stored["signs"], stored["sign_weights"])

    def scores(self, sentence: str, signs: Collection[str] = frozenset()) -> tuple[float, ...]:
        """Return a score for each class; `signs` are names of other features of the sentence."""
        found = ngrams.features(sentence, self._kinds)
        held = self._ngrams
        first = self._lanes(sum(map(held.__getitem__, held.keys() & found)))
        held = self._signs
        second = self._lanes(sum(map(held.__getitem__, held.keys() & signs)))
        factor = self._scale * (self._size or 1 / sqrt(len(found) or 1))
        other = self._sign_scale
        return tuple(
            [
                bias + factor * one + other * two
                for bias, one, two in zip(self._bias, first, second, strict=True)
            ]
        )

    def _table(self, features: str, weights: str) -> dict[str, int]:
        raw = array("b", b64decode(weights))
        size = len(self.names)
        names = features.split("\n") if features else []
        return {
            name: sum(weight << _LANE * lane for lane, weight in enumerate(row))
            for name, row in (
                (one, raw[at * size : (at + 1) * size]) for at, one in enumerate(names)
            )
        }

    def _lanes(self, total: int) -> array[int]:
        """The sums, one a class: a lane with its highest bit turned is a signed integer."""
        shifted = (total + self._halves) ^ self._halves
        lanes = array("i", shifted.to_bytes(len(self.names) * 4, "little"))
        if sys.byteorder == "big":
            lanes.byteswap()
        return lanes


def _group(name: str) -> str:
    return name.partition(":")[0]


@cache
def model(name: str) -> Linear | None:
    """Return the model kept under `name`, read on first use; None if there is none."""
    file = files("empathy_xblock.grading") / "weights" / f"{name}.json"
    return Linear(json.loads(file.read_text("utf-8"))) if file.is_file() else None
