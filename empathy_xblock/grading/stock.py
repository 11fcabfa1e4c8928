"""Stock phrases: what can be said to anybody about anything, and where it was tacked on.

Kind words are not at fault, and alone they count as they are. Strung together beside the
writer's own words they say nothing more about this person, so they are read as nobody's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from empathy_xblock.grading import text
from empathy_xblock.grading.marks import Span

#: Phrases that fit any case; as words, without the ones in `_FILL`.
STOCK = frozenset(
    tuple(line.split())
    for line in (
        "i am sorry", "sorry", "i am sorry to hear that", "sorry to hear that", "i understand",
        "i completely understand", "i understand you", "i understand how you feel",
        "i know how you feel", "i know how that feels", "i feel for you", "i feel you",
        "i feel your pain", "i can imagine", "i hear you", "i care about you", "i care",
        "i am here for you", "i am here if you need to talk", "here for you", "stay strong",
        "hang in there", "you are not alone", "what happened", "what is wrong", "what is going on",
        "how are you feeling", "how do you feel", "how are you", "how does that make you feel",
        "tell me more", "tell me what happened", "are you ok", "are you okay",
        "do you want to talk", "do you want to talk about it", "would you like to talk",
        "would you like to talk about it", "can i help", "how can i help",
        "that must be hard", "that must be difficult", "that must have been hard",
        "that must have been difficult", "that sounds hard", "that sounds difficult",
        "that sounds tough", "that is hard", "that is tough", "i can see how hard that is",
        "it will be okay", "it will be ok", "it gets better", "it will get better",
        "things will get better", "everything will be fine", "everything will be okay",
        "my heart goes out to you", "my thoughts are with you", "thoughts and prayers",
        "sending love", "sending you love", "take care", "good luck", "i would ask questions",
        "i would listen", "i will do better", "i will be more empathetic", "i feel empathy",
        "i feel sorry for you", "i feel bad for you", "i am sorry for you",
        "i am sorry you feel that way", "i hope you feel better", "i hope it gets better",
        "je mi to líto", "chápu tě", "chápu vás", "rozumím ti", "rozumím vám", "to bude dobré",
        "co se stalo", "jak se cítíš", "jak se cítíte",
    )
)  # fmt: skip
_FILLER = "so very really truly deeply much oh and but just for your loss all this absolutely"
_FILL = frozenset(_FILLER.split())
_WRITTEN_OUT = {
    "i'm": "i am", "im": "i am", "that's": "that is", "thats": "that is", "what's": "what is",
    "whats": "what is", "it'll": "it will", "you're": "you are", "youre": "you are",
    "u": "you", "r": "are", "ur": "your", "i'd": "i would", "id": "i would", "i'll": "i will",
}  # fmt: skip
_LONGEST = max(map(len, STOCK))
_OPENERS = frozenset(phrase[0] for phrase in STOCK)
_CLOSERS = frozenset(phrase[-1] for phrase in STOCK)
#: How far back from its end a sentence is searched for phrases run on.
_TAIL = 24
_CLOSING = _CLOSERS | {short for short, long in _WRITTEN_OUT.items() if long in _CLOSERS}
#: So many characters from its end hold the last telling word of a sentence.
_ENDING = 80
_WORD = re.compile(r"\w+")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})

#: So many phrases in a row, or in all, are a string of them; so few own words are none.
_IN_A_ROW = 2
_IN_ALL = 3
_OWN_WORDS = 4


def phrases(sentence: str) -> int:
    """Return of how many stock phrases a sentence consists; 0 if it says anything else."""
    return _fewest(_bare(sentence))


@lru_cache(maxsize=256)
def run_on(sentence: str) -> int:
    """Return how many stock phrases end a sentence that has other words before them."""
    words = _bare(sentence)
    return 0 if _fewest(words) else max(_fewest_of_tails(words[-_TAIL:])[1:], default=0)


def head(sentence: str) -> str:
    """Return `sentence` without two or more stock phrases run on at its end without a stop."""
    if run_on(sentence) < _IN_A_ROW:
        return sentence
    pieces = sentence.split()
    for at in range(max(1, len(pieces) - 2 * _TAIL), len(pieces)):
        if phrases(" ".join(pieces[at:])) >= _IN_A_ROW:
            return " ".join(pieces[:at])
    return sentence


def tacked_on(content: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the sentences of `content` that are strung-together stock phrases beside other words.

    Two phrases in a row will do, or three in all; so will two run on at the end of a sentence.
    What the writer reports as said, between quotation marks, is not touched. A text of nothing
    but stock phrases has nothing beside them, and none of it is returned.
    """
    counts = _counts(content, tuple(spans))
    own = sum(
        len(text.words(content[start:end]))
        for (start, end), count in zip(spans, counts, strict=True)
        if not count
    )
    if own < _OWN_WORDS:
        return ()
    found: set[Span] = set()
    row: list[Span] = []
    amount = 0
    for span, count in zip(spans, counts, strict=True):
        if not count:
            row, amount = [], run_on(content[slice(*span)])
            amount = amount if amount >= _IN_A_ROW else 0
            continue
        row.append(span)
        amount += count
        if amount >= _IN_A_ROW:
            found.update(row)
    if sum(counts) >= _IN_ALL:
        found.update(span for span, count in zip(spans, counts, strict=True) if count)
    return tuple(sorted(found))


def found(content: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the sentences that are, or end in, strung-together stock phrases: two in all."""
    counts = _counts(content, tuple(spans))
    ends = [run_on(content[start:end]) for start, end in spans]
    if sum(counts) < _IN_A_ROW and max(ends, default=0) < _IN_A_ROW:
        return ()
    return tuple(
        span
        for span, count, end in zip(spans, counts, ends, strict=True)
        if count or end >= _IN_A_ROW
    )


@lru_cache(maxsize=4)
def _counts(content: str, spans: tuple[Span, ...]) -> tuple[int, ...]:
    """The stock phrases of each sentence, 0 within a quotation that own words lead in."""
    counts: list[int] = []
    quoted = own_quotation = False
    for start, end in spans:
        sentence = content[start:end]
        sentence = sentence if sentence.isascii() else sentence.translate(_QUOTES)
        count = 0 if quoted and own_quotation else phrases(sentence)
        counts.append(count)
        for _ in range(sentence.count('"')):
            quoted = not quoted
            if quoted:
                own_quotation = not count
    return tuple(counts)


@lru_cache(maxsize=256)
def _bare(sentence: str) -> tuple[str, ...]:
    """The words of a sentence without those that change nothing; none if it ends in no phrase."""
    ending = sentence[-_ENDING:]
    if ending.isascii() and _last(ending.lower()) not in _CLOSING:
        return ()
    words = (
        part
        for word in text.words(sentence)
        for part in (_WRITTEN_OUT[word].split() if word in _WRITTEN_OUT else (word,))
    )
    return tuple(word for word in words if word not in _FILL)


def _last(ending: str) -> str:
    """The last word that is no mere filling; "" if there is none."""
    for piece in reversed(ending.split()):
        words: list[str] = _WORD.findall(piece)
        for word in reversed(words):
            if word not in _FILL:
                return word
    return ""


def _fewest(words: tuple[str, ...]) -> int:
    """The fewest stock phrases that make up `words`; 0 if none do."""
    if not words or words[0] not in _OPENERS or words[-1] not in _CLOSERS:
        return 0
    return _fewest_of_tails(words)[0]


def _fewest_of_tails(words: tuple[str, ...]) -> list[int]:
    """For each place, the fewest stock phrases that make up the words from there; 0 if none do."""
    fewest = [0] * len(words)
    if not words or words[-1] not in _CLOSERS:
        return fewest
    for start in range(len(words) - 1, -1, -1):
        if words[start] not in _OPENERS:
            continue
        found = [
            1 + (fewest[end] if end < len(words) else 0)
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1)
            if (end == len(words) or fewest[end]) and words[start:end] in STOCK
        ]
        fewest[start] = min(found, default=0)
    return fewest
