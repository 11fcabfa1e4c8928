"""What a short reply shows of the three mechanisms of expressed empathy: a hint, never a mark.

The mechanisms (react with feeling, show understanding, explore) are those of Sharma, Miner,
Atkins & Althoff (2020). A sentence shows one where a cue stands in it, or where the model trained
on replies finds it more likely than not. What is copied from the other person counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from empathy_xblock.grading import components, integrity, languages, text
from empathy_xblock.grading.marks import Span
from empathy_xblock.unit.html import plain

MECHANISMS = ("emotional_reaction", "interpretation", "exploration")


@dataclass(frozen=True, slots=True)
class Hints:
    """The sentences of a reply that show each mechanism, as spans of it; () for none.

    `language` is an ISO 639-1 code or "und"; `found` is empty where it cannot be read.
    """

    language: str
    found: Mapping[str, tuple[Span, ...]]

    @property
    def readable(self) -> bool:
        """Whether the language is one that can be read."""
        return bool(self.found)


def hints(reply: str, said: str = "") -> Hints:
    """Return what `reply` shows, given what the other person `said` (simple HTML)."""
    language = text.language(reply)
    read_as = components.spoken(reply, language)
    if read_as not in languages.SUPPORTED:
        return Hints(language, {})
    spans = text.distinct(reply, text.sentences(reply))
    copied = set(integrity.copies(reply, spans, plain(said)))
    own = [span for span in spans if span not in copied]
    tagged = components.tag(reply, own, read_as, ("replies",))
    return Hints(
        language,
        {
            mechanism: tuple(one.span for one in tagged if _shows(one, mechanism))
            for mechanism in MECHANISMS
        },
    )


def _shows(sentence: components.Tagged, mechanism: str) -> bool:
    if mechanism in sentence.signs:
        return True
    by_model = sentence.scores.get(mechanism)
    return bool(by_model) and by_model is not None and by_model[0] > 0
