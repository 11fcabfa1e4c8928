"""Writes a fitted model as `empathy_xblock.grading.linear` reads it, to the byte the same."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence

import numpy as np

from training.fitting import Fitted, Matrix

_ROUNDED_TO = 5


def packed(
    names: Sequence[str],
    kinds: Sequence[str],
    ngrams: Sequence[str],
    signs: Sequence[str],
    fitted: Fitted,
    *,
    size: float = 0.0,
) -> str:
    """Return the model as JSON; weights as one signed byte each, n-grams all zero left out.

    `size` is the value of an n-gram that is there; 0: 1 / sqrt(n-grams in the sentence).
    """
    scale, small = _quantized(fitted.ngrams)
    sign_scale, sign_small = _quantized(fitted.signs)
    used = [at for at in range(len(ngrams)) if small[at].any()]
    return (
        json.dumps(
            {
                "names": list(names),
                "kinds": list(kinds),
                "bias": [round(float(one), _ROUNDED_TO) for one in fitted.bias],
                "scale": scale,
                "size": size,
                "sign_scale": sign_scale,
                "ngrams": "\n".join(ngrams[at] for at in used),
                "weights": b64encode(small[used].tobytes()).decode("ascii"),
                "signs": "\n".join(signs),
                "sign_weights": b64encode(sign_small.tobytes()).decode("ascii"),
            },
            ensure_ascii=False,
            indent=0,
        )
        + "\n"
    )


def _quantized(table: Matrix) -> tuple[float, np.ndarray]:
    largest = float(np.abs(table).max()) if table.size else 0.0
    scale = round(max(largest, 1e-6) / 127, 7)
    return scale, np.clip(np.rint(np.round(table / scale, 4)), -127, 127).astype(np.int8)
