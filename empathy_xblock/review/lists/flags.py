"""Why the engine asks for a person's look, in words for a reviewer.

A flag is a reason to read closely. It never lowers a mark, and nothing here accuses anyone.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class FlagWords:
    """A short name for lists, and a sentence that gives the reason."""

    name: str
    reason: str


def _known() -> dict[str, FlagWords]:
    """Return the words for each of `grading.integrity.FLAGS`."""
    return {
        "copies_prompt": FlagWords(
            _("Close to the question"), _("Much of the text repeats the question it answers.")
        ),
        "copies_rubric": FlagWords(
            _("Close to the rubric"), _("Much of the text repeats the rubric’s wording.")
        ),
        "copies_model_answer": FlagWords(
            _("Close to the model answer"), _("Part of the text closely follows the model answer.")
        ),
        "repetition": FlagWords(
            _("Repeats itself"), _("Some sentences appear more than once. Each counted once.")
        ),
        "padding": FlagWords(
            _("Mostly off topic"), _("Most of the text has no bearing on any criterion.")
        ),
        "word_list": FlagWords(
            _("Few whole sentences"), _("The text is mostly a list of words or fragments.")
        ),
        "stock_phrases": FlagWords(
            _("Stock phrases"), _("What was found would fit anyone, not just this person.")
        ),
        "hidden_characters": FlagWords(
            _("Hidden characters"),
            _("Letters of another alphabet or invisible characters stand within words."),
        ),
        "unsupported_language": FlagWords(
            _("Another language"), _("The engine cannot read the language of this text.")
        ),
    }


def flag_words(flag: str) -> FlagWords:
    """Return what a flag says; one that an older engine gave speaks for itself."""
    plain = flag.replace("_", " ").capitalize()
    return _known().get(flag, FlagWords(plain, _("The engine noted this.")))
