"""A sentence as one of the nine components of CEReD, the corpus of Nehyba and Stefanik.

A multinomial logistic model over n-grams, the signs of the cues and coarse length, one for
English and one for Czech, trained on CEReD's training sentences (CC BY 4.0) by `training/`; see
`weights/CARD.md`. The words around the sentence were tried and do not help: they are not used.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from empathy_xblock.grading import components, linear, text

#: The nine names.
NAMES = (
    "Experience",
    "Feeling",
    "Belief",
    "Difficulty",
    "Perspective",
    "Learning",
    "Intention",
    "Reflection",
    "Other",
)

#: Their shares in CEReD's training sentences: what is left to say of a language without a model.
PRIOR: Mapping[str, float] = {
    "Experience": 1417 / 6096,
    "Feeling": 1055 / 6096,
    "Belief": 341 / 6096,
    "Difficulty": 395 / 6096,
    "Perspective": 77 / 6096,
    "Learning": 68 / 6096,
    "Intention": 95 / 6096,
    "Reflection": 1024 / 6096,
    "Other": 1624 / 6096,
}

_LENGTHS = (3, 6, 10, 15, 20, 30)


def probabilities(
    sentence: str, language: str | None = None, context: str = ""
) -> dict[str, float]:
    """Return a probability for each of the nine names; they sum to 1.

    `language` is recognized if not given, from `context` (the text around the sentence) where
    the sentence itself is too short to tell. A language without a model gets the prior.
    """
    code = language or _language(sentence, context)
    model = linear.model(f"cered_{code}")
    if model is None:
        return dict(PRIOR)
    scores = model.scores(sentence, coarse(sentence, code))
    top = max(scores)
    odds = [exp(score - top) for score in scores]
    total = sum(odds)
    return {name: share / total for name, share in zip(model.names, odds, strict=True)}


def coarse(sentence: str, language: str) -> set[str]:
    """Return the features of `sentence` beside its n-grams: signs, with grades, and length."""
    signs = components.signs(sentence, language)
    count = len(sentence.split())
    return {
        *signs,
        *(f"{sign}{grade}" for sign, grade in signs.items()),
        *(f"len>{length}" for length in _LENGTHS if count > length),
    }


def _language(sentence: str, context: str) -> str:
    recognized = text.language(sentence)
    if recognized == "und" and context:
        recognized = text.language(context)
    return components.spoken(sentence, recognized)
