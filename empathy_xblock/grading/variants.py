"""One spelling for what people spell in many ways: slips, sounds, dialects, texting.

The cues know standard spelling. A text is read in that spelling, so that its writer's school,
home or thumbs decide nothing; what the learner sees and what is quoted stays as it was written.
Only English; in doubt a word is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from empathy_xblock.grading import text
from empathy_xblock.grading.variant_targets import REAL, TARGETS
from empathy_xblock.grading.variant_words import PERSONS, PHRASES, WORDS

_TOKEN = re.compile(r"('?\w+(?:'\w+)*'?)")
_DROPPED_G = re.compile(r"(?:a-)?(\w{2,}[^aeiou\W]|\w+[aeiou])in'\Z")
_DOUBLED = re.compile(r"(\w)\1+")
_VOWELS = re.compile(r"[aeiouy]+")

#: A longer word is no slip of any.
_LONGEST = 20

#: Spellings of one sound, by which a word is known again: "voyce", "becuz", "atacked".
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"), (r"\Akn", "n"), (r"\Awr", "r"), (r"\Awh", "w"), (r"ght", "t"),
        (r"sc(?=[eiy])", "s"), (r"c(?=[eiy])", "s"), (r"[cq]k?|k", "k"), (r"z", "s"),
        (r"dg(?=[e])", "j"), (r"mb\b", "m"), (r"tion|sion|shun", "shn"), (r"x", "ks"),
        (r"e\Z", ""),
    )
)  # fmt: skip


def standard(sentence: str, language: str, around: str | None = None) -> str:
    """Return `sentence` in the spelling that the cues are written in; the same if all is well.

    `around` is the whole text the sentence stands in: what is not there is not looked for in
    each of its sentences.
    """
    if language != "en":
        return sentence
    straight = text.straight(text.seen(sentence))
    anchors = _anchors() if around is None else _anchors_in(around)
    if anchors:
        lowered = straight.lower()
        for number in sorted({number for anchor, number in anchors if anchor in lowered}):
            pattern, plain = _phrases()[number]
            straight = pattern.sub(plain, straight)
    pieces = _TOKEN.split(straight)
    tokens = pieces[1::2]
    if not tokens:
        return straight
    spelled = [_replaced(tokens[0], not pieces[0]), *map(_replaced, tokens[1:])]
    if spelled == tokens:
        return straight
    pieces[1::2] = spelled
    return "".join(pieces)


def alike(sentence: str, language: str) -> str:
    """Return `sentence` with he and she, husband and wife, and so on, read as one.

    Whom a text is about must not move its marks, and what learns from texts learns such things.
    """
    if language != "en":
        return sentence
    known = _persons().get
    return "".join([known(piece.lower(), piece) for piece in _TOKEN.split(sentence)])


@lru_cache(maxsize=8192)
def _replaced(token: str, first: bool = False) -> str:
    """The standard spelling of one token, which may bring single quotes along.

    A capital letter within the sentence makes a name of it, which is no slip.
    """
    word = token.lower()
    bare = word.strip("'")
    named = token != word and not first
    if word in _words() and not (named and len(word) < 3):
        return _words()[word]
    if dropped := _DROPPED_G.match(word):
        return f"{dropped.group(1)}ing"
    plain = _words().get(bare) if not named or len(bare) > 2 else None
    plain = plain or (None if named else _nearest(bare))
    if plain is None:
        return token
    return f"'{plain}'" if word[0] == word[-1] == "'" else plain


def _nearest(word: str) -> str | None:
    """The one known word that `word` is a slip of: one letter off, or the same by its sound."""
    if (
        not 4 <= len(word) <= _LONGEST
        or not word.isalpha()
        or not word.isascii()
        or word in _known()
    ):
        return None
    found = {one for key in _slips(word) for one in _by_slip().get(key, ()) if _close(word, one)}
    if not found and len(word) > 4:
        found |= _by_sound().get(_sound(word), frozenset())
    found = {one for one in found if one[0] == word[0] or _sound(one)[:1] == _sound(word)[:1]}
    return found.pop() if len(found) == 1 else None


def _close(word: str, target: str) -> bool:
    """Whether one letter was left out, put in, changed, or two neighbors changed places."""
    if sorted(word) == sorted(target):
        off = [place for place in range(len(word)) if word[place] != target[place]]
        return len(off) == 2 and off[1] == off[0] + 1
    if len(target) < 5:
        return False
    if len(word) == len(target):
        return sum(a != b for a, b in zip(word, target, strict=True)) == 1
    longer, shorter = (word, target) if len(word) > len(target) else (target, word)
    return len(longer) == len(shorter) + 1 and shorter in set(_slips(longer))


def _slips(word: str) -> Iterator[str]:
    """`word`, and `word` without one of its letters."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    word = _DOUBLED.sub(r"\1", word)
    return word[:1] + _VOWELS.sub("a", word[1:])


@cache
def _words() -> dict[str, str]:
    return _pairs(WORDS)


@cache
def _persons() -> dict[str, str]:
    return _pairs(PERSONS)


def _pairs(table: str) -> dict[str, str]:
    lines = (line.split("=") for line in table.split("\n") if line)
    return {variant: plain for variants, plain in lines for variant in variants.split()}


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), plain) for _, pattern, plain in PHRASES)


@cache
def _anchors() -> tuple[tuple[str, int], ...]:
    """The strings one of which must be there, each with the number of its phrase."""
    return tuple(
        (anchor, number)
        for number, (anchors, _, _) in enumerate(PHRASES)
        for anchor in anchors.split("|")
    )


@lru_cache(maxsize=4)
def _anchors_in(content: str) -> tuple[tuple[str, int], ...]:
    """Those of the anchors that stand in `content`."""
    lowered = text.straight(text.seen(content)).lower()
    return tuple(pair for pair in _anchors() if pair[0] in lowered)


@cache
def _known() -> frozenset[str]:
    return frozenset((*TARGETS.split(), *REAL.split()))


@cache
def _by_slip() -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for target in TARGETS.split():
        for slip in _slips(target):
            index.setdefault(slip, []).append(target)
    return {slip: tuple(targets) for slip, targets in index.items()}


@cache
def _by_sound() -> dict[str, frozenset[str]]:
    index: dict[str, set[str]] = {}
    for target in TARGETS.split():
        if len(target) > 4:
            index.setdefault(_sound(target), set()).add(target)
    return {sound: frozenset(targets) for sound, targets in index.items()}
