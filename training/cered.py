"""The weights that tell the nine components of CEReD, English and Czech."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from empathy_xblock.grading import cered, ngrams
from training import fitting
from training.weights import packed

_LEAST = 2
_STEPS = 35


@dataclass(frozen=True)
class Settings:
    """Kinds of n-grams, the penalty of the fit, and how many n-grams are kept.

    Chosen by cross-validation on the training sentences; keeping few n-grams and fitting again
    is better than keeping all.
    """

    kinds: tuple[str, ...]
    penalty: float
    kept: int


SETTINGS = {
    "en": Settings(("words", "pairs", "stems", "first", "endings"), 0.5, 2500),
    "cs": Settings(("words", "pairs", "first", "pieces"), 0.3, 6000),
}


@dataclass(frozen=True)
class Sentence:
    """A labeled sentence; `confidence` is its annotators', 1 to 7."""

    text: str
    component: str
    confidence: float


def train(language: str, sentences: Sequence[Sentence], kept: int | None = None) -> str:
    """Return the model file for `language`; sentences weigh by their annotators' confidence."""
    settings = SETTINGS[language]
    grams = [ngrams.features(one.text, settings.kinds) for one in sentences]
    signs = [cered.coarse(one.text, language) for one in sentences]
    names = fitting.vocabulary(grams, _LEAST)
    sign_names = fitting.vocabulary(signs, _LEAST)
    targets = np.array(
        [[float(one.component == name) for name in cered.NAMES] for one in sentences]
    )
    weights = np.array([one.confidence / 5 for one in sentences])
    held = fitting.sparse(signs, sign_names, scaled=False)

    def fit(chosen: list[str]) -> tuple[fitting.Design, fitting.Fitted]:
        design = fitting.Design(
            fitting.sparse(grams, chosen, scaled=True), chosen, held, sign_names
        )
        return design, fitting.fit(
            design, targets, weights, exclusive=True, penalty=settings.penalty, steps=_STEPS
        )

    design, fitted = fit(names)
    design, fitted = fit(fitting.strongest(design, fitted, kept or settings.kept))
    return packed(cered.NAMES, settings.kinds, design.ngram_names, sign_names, fitted)
