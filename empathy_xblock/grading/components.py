"""What a sentence shows: components of reflection and of expressed empathy, and finer signs.

A sign is one of `unit.model.COMPONENTS` or a finer trait (a reason, a plan, a detail) that makes
a component specific. Signs are found by the cue tables and by nothing else; empathy under a
negation is not empathy. Cues are compiled when first needed, never at import.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain

from empathy_xblock.grading import facets, languages, patterns, spelling, text
from empathy_xblock.grading.cues import Table, table
from empathy_xblock.grading.marks import Span

#: Signs that any negation before them in their clause takes away.
_NEGATED = frozenset(
    {
        *("emotional_reaction", "interpretation", "exploration", "intention", "plan"),
        *("lesson", "action", "check", "question"),
    }
)
#: Of these, the ones that "I would never ask her" also takes away, the negation inside.
_DEEDS = frozenset({"emotional_reaction", "interpretation", "exploration", "action", "check"})
#: Of these, the ones whose refusal is said of the whole sentence when nothing else is shown.
_REGARD = frozenset({"emotional_reaction", "interpretation", "exploration", "check"})
#: Signs of attention to the other person, taken away when it is the writer who negates.
_REFUSED = frozenset({"perspective", "other_feeling", "need", "acknowledge"})
_VOIDABLE = _NEGATED | _REFUSED
#: What stays of a sentence that dismisses the other person.
_KEPT_WHEN_DISMISSED = frozenset(
    {"experience", "belief", "difficulty", "self_feeling", "dismissal", "refusal"}
)

#: One pass finds what stands in quotation marks; whether it is words is asked of that alone.
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]*)(?=[\"”“»])")
_OPENING = frozenset('"“„«')
_LETTER = re.compile(r"\w")
_VOCABULARY = 8192
#: How many characters before a negation are searched for whoever negates.
_HEAD = 200
_TOKEN = re.compile(r"[\w']+")
_SPACES = re.compile(r"\s+")
_MARKS = str.maketrans({"’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "–": "—", "…": "."})
_WRITER = re.compile(r"\b(?:i|we|nobody|no one|why should|who cares|já|nikdo)\b")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence, where it stands, and the signs found in it with their grades (1 or 2).

    `scores` are its log odds on the facets that were asked for; none for a language without.
    `said` has its words, between blanks; `graded` the signs' names, a second time with ":2" where
    they are clear.
    """

    span: Span
    signs: Mapping[str, int]
    scores: facets.Scores = field(default_factory=dict)
    said: str = ""
    graded: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Name the signs, once for all criteria."""
        clear = [f"{sign}:2" for sign, grade in self.signs.items() if grade > 1]
        object.__setattr__(self, "graded", frozenset((*self.signs, *clear)))


@dataclass(frozen=True, slots=True)
class _Cue:
    sign: str
    grade: int
    pattern: re.Pattern[str] | None
    asks: bool
    opening: frozenset[str] | None


class Lexicon:
    """One language's cue table, made ready for look-up by anchor word."""

    def __init__(self, cues: Table) -> None:
        """Index the rows by their anchors; compile nothing yet."""
        self._cues = cues
        self._classes = {
            name: "(?:" + "|".join(sorted(set(line.split()), key=lambda w: (-len(w), w))) + ")"
            for name, line in cues.classes.items()
        }
        self._spelling = spelling.Spelling(cues.classes.get("feeling", "").split())
        self._parts: dict[str, str] = {}
        self._parts.update({name: self._filled(part) for name, part in cues.parts.items()})
        self._by_word: dict[str, list[int]] = {}
        self._by_stem: dict[str, list[int]] = {}
        self._compiled: dict[int, _Cue] = {}
        for number, row in enumerate(cues.rows):
            for anchor in self._anchors(row.anchors):
                index = self._by_stem if anchor.endswith("*") else self._by_word
                index.setdefault(anchor.rstrip("*"), []).append(number)
        self._stem_lengths = sorted({len(stem) for stem in self._by_stem})
        # Words come again in every text; what holds for one is kept.
        self._spelled = lru_cache(maxsize=_VOCABULARY)(self._spelled_anew)
        self._anchored = lru_cache(maxsize=_VOCABULARY)(self._anchored_anew)
        self._negator = re.compile(rf"\b(?:{'|'.join(cues.negators)})\b")
        self._negating = patterns.opening("|".join(cues.negators))
        self._harmless = re.compile(rf"\b(?:{'|'.join(cues.harmless)})")
        self._clause_end = re.compile("|".join(cues.clause_end))

    def normal(self, sentence: str) -> str:
        """Return `sentence` in the spelling the cues are written in."""
        lowered = sentence.lower()
        if not lowered.isascii():
            lowered = lowered.translate(_MARKS)
        flat = " ".join(lowered.split())
        other = {
            token: spelled
            for token in set(_TOKEN.findall(flat))
            if (spelled := self._spelled(token)) != token
        }
        if not other:
            return flat
        return _TOKEN.sub(lambda match: other.get(match.group(), match.group()), flat)

    def _spelled_anew(self, token: str) -> str:
        written_out = self._cues.contractions.get(token)
        if written_out is not None:
            return written_out
        return self._spelling.corrected(token) if len(token) >= spelling.SHORTEST else token

    def signs(self, sentence: str) -> dict[str, int]:
        """Return the signs of `sentence` with their highest grades."""
        return self.signs_of(sentence, self.normal(sentence))

    def signs_of(self, sentence: str, normal: str) -> dict[str, int]:
        """Return the signs of `sentence`, whose spelling made normal is `normal`."""
        found: dict[str, int] = {}
        refused: set[str] = set()
        compiled = self._compiled
        words = text.words(normal)
        # Then a word of a pattern is a word of the sentence.
        plain = normal.isascii() and "'" not in normal
        quiet = plain and self._negating is not None and self._negating.isdisjoint(words)
        closed = [] if quiet else self._closed(normal)
        for number in sorted(self._candidates(words)):
            cue = compiled.get(number) or self._cue(number)
            if found.get(cue.sign, 0) >= cue.grade:
                continue
            if cue.pattern is None:
                found[cue.sign] = cue.grade
                continue
            if cue.asks and "?" not in normal:
                continue
            if plain and cue.opening and cue.opening.isdisjoint(words):
                continue
            if not closed or cue.sign not in _VOIDABLE:
                if cue.pattern.search(normal):
                    found[cue.sign] = cue.grade
                continue
            matches = [match.span() for match in cue.pattern.finditer(normal)]
            if any(not _void(cue.sign, place, closed) for place in matches):
                found[cue.sign] = cue.grade
            elif matches and cue.sign in _REGARD:
                refused.add(cue.sign)
        if refused - found.keys():
            found["refusal"] = 1
        if not _OPENING.isdisjoint(sentence) and any(
            _said(quoted[1]) for quoted in _QUOTED.finditer(sentence)
        ):
            found["quote"] = 2
        if "dismissal" in found:
            found = {sign: g for sign, g in found.items() if sign in _KEPT_WHEN_DISMISSED}
        return _derived(found)

    def compile_all(self) -> None:
        """Compile every cue now; a fault in a pattern raises re.error."""
        for number in range(len(self._cues.rows)):
            self._cue(number)

    def _anchors(self, anchors: str) -> Iterable[str]:
        for anchor in anchors.split():
            if anchor.startswith("@"):
                yield from self._cues.classes[anchor[1:]].split()
            else:
                yield anchor

    def _candidates(self, words: Iterable[str]) -> set[int]:
        return set().union(*map(self._anchored, set(words)))

    def _anchored_anew(self, word: str) -> tuple[int, ...]:
        """The numbers of the cues that a word is an anchor of."""
        stems = (self._by_stem.get(word[:length], ()) for length in self._stem_lengths)
        return (*self._by_word.get(word, ()), *chain.from_iterable(stems))

    def _cue(self, number: int) -> _Cue:
        cue = self._compiled.get(number)
        if cue is None:
            row = self._cues.rows[number]
            source = self._filled("|".join(row.patterns))
            pattern = re.compile(rf"(?<!\w)(?:{source})(?!\w)") if source else None
            asks, opening = patterns.asks(source), patterns.opening(source)
            cue = self._compiled[number] = _Cue(row.sign, row.grade, pattern, asks, opening)
        return cue

    def _filled(self, source: str) -> str:
        """Put word classes and parts in the place of their names."""
        for names in (self._parts, self._classes):
            for name, words in names.items():
                source = source.replace("{" + name + "}", words)
        return source

    def _closed(self, normal: str) -> list[tuple[int, int, bool]]:
        """Stretches under a negation: start, end, and whether the writer is who negates."""
        if not self._negator.search(normal):
            return []
        bare = self._harmless.sub(lambda m: "_" * len(m.group()), normal)
        ends = [(match.start(), match.end()) for match in self._clause_end.finditer(bare)]
        starts = [start for start, _ in ends]
        stretches = []
        for match in self._negator.finditer(bare):
            after = bisect_left(starts, match.end())
            before = bisect_left(starts, match.start())
            clause = ends[before - 1][1] if before else 0
            # Who negates stands near; a clause without end is no reason to read it all again.
            head = bare[max(clause, match.start() - _HEAD) : match.end()]
            by_writer = bool(_WRITER.search(head)) or not head[: -len(match.group())].strip()
            end = starts[after] if after < len(starts) else len(bare)
            stretches.append((match.start(), end, by_writer))
        return stretches


def _said(quoted: str) -> bool:
    """Whether what stands in quotation marks is more than one word."""
    letter = _LETTER.search(quoted)
    return letter is not None and bool(_SPACES.search(quoted, letter.end()))


@cache
def lexicon(language: str) -> Lexicon | None:
    """Return the lexicon of that language, made on first use, or None if there is none."""
    cues = table(language)
    return Lexicon(cues) if cues else None


def signs(sentence: str, language: str) -> Mapping[str, int]:
    """Return the signs of one sentence with their grades; none where there is no lexicon."""
    found = lexicon(language)
    return found.signs(sentence) if found else {}


def spoken(content: str, recognized: str) -> str:
    """Return the language whose cues to read `content` with.

    Latin text too short to recognize is read as English; the engine abstains on it all the same.
    """
    return "en" if recognized == "und" and languages.is_latin(content) else recognized


def tag(
    content: str, spans: Iterable[Span], language: str, models: Sequence[str] = ()
) -> tuple[Tagged, ...]:
    """Return the sentences `spans` of `content` with their signs, and scores by `models`.

    `models` are names that `facets.needed` gives.
    """
    return tuple(tagged(content[start:end], (start, end), language, models) for start, end in spans)


def tagged(
    sentence: str,
    span: Span,
    language: str,
    models: Sequence[str] = (),
    written: str | None = None,
) -> Tagged:
    """Return one sentence as `tag` does; its words are those of `written`, where that is given."""
    said = _in_words(sentence if written is None else written)
    found = lexicon(language)
    if found is None:
        return Tagged(span, {}, said=said)
    normal = found.normal(sentence)
    shown = found.signs_of(sentence, normal)
    scores = facets.scores(normal, shown, models) if language == "en" else {}
    return Tagged(span, shown, scores, said)


def _in_words(sentence: str) -> str:
    return f" {' '.join(text.words(sentence))} "


def _void(sign: str, place: Span, closed: list[tuple[int, int, bool]]) -> bool:
    start, end = place
    if sign in _NEGATED:
        return any(
            left <= start < right or (by_writer and sign in _DEEDS and start < left < end)
            for left, right, by_writer in closed
        )
    if sign in _REFUSED:
        return any(by_writer and left <= start < right for left, right, by_writer in closed)
    return False


def _derived(found: dict[str, int]) -> dict[str, int]:
    """Add the components that finer signs stand for."""
    for sign, component in (
        ("self_feeling", "feeling"),
        ("other_feeling", "feeling"),
        ("plan", "intention"),
    ):
        if sign in found:
            found[component] = max(found.get(component, 0), found[sign])
    if "question" in found:
        found["exploration"] = max(found.get("exploration", 0), found["question"])
    return found
