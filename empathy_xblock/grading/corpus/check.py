"""Whether the corpus is fit for training: coverage, balance, duplicates, and what length tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from empathy_xblock.grading import corpus, text
from empathy_xblock.grading.corpus import Marked

_LEAST_SHARE = 0.05
_MOST_SHARE = 0.75
_ALIKE = 0.5
_SHINGLE = 5
#: Length may tell this much of the levels: of reflections little, of replies as in life.
_MOST_CORRELATION = {True: 0.25, False: 0.5}


@dataclass(frozen=True)
class Finding:
    """A line for people; `wrong` if it must not stay so."""

    line: str
    wrong: bool = False


def check(name: str, texts: Sequence[Marked], counts: Mapping[str, int]) -> list[Finding]:
    """Return what there is to say of `texts`; `counts` has the number of levels by criterion."""
    words = [len(text.words(one.text)) for one in texts]
    found = [Finding(f"{name}: {len(texts)} texts, {min(words)} to {max(words)} words")]
    held = sum(corpus.kept_out(one.id) for one in texts)
    found.append(Finding(f"  kept out of training: {held}", not 0.1 < held / len(texts) < 0.3))
    for criterion, count in counts.items():
        found += _balance(criterion, count, texts)
    found += _faults(texts, counts) + _alike(texts)
    totals = [float(sum(one.levels.values())) for one in texts]
    correlation = _correlation([float(size) for size in words], totals)
    reflection = not any(one.post for one in texts)
    found.append(
        Finding(
            f"  words and total level: r = {correlation:.2f}",
            abs(correlation) > _MOST_CORRELATION[reflection],
        )
    )
    return found


def _balance(criterion: str, count: int, texts: Sequence[Marked]) -> list[Finding]:
    levels = Counter(one.levels[criterion] for one in texts if criterion in one.levels)
    total = sum(levels.values())
    shares = [levels[place] / total if total else 0.0 for place in range(count)]
    line = "  ".join(f"{place}: {share:.0%}" for place, share in enumerate(shares))
    wrong = not total or min(shares) < _LEAST_SHARE or max(shares) > _MOST_SHARE
    return [Finding(f"  {criterion:20} {line}", wrong)]


def _faults(texts: Sequence[Marked], counts: Mapping[str, int]) -> list[Finding]:
    found: list[Finding] = []
    ids = Counter(one.id for one in texts)
    found += [Finding(f"  {name} stands {n} times", True) for name, n in ids.items() if n > 1]
    for one in texts:
        if set(one.levels) != set(counts):
            found.append(Finding(f"  {one.id}: not every criterion is marked", True))
        for criterion, level in one.levels.items():
            if not 0 <= level < counts.get(criterion, 0):
                found.append(Finding(f"  {one.id}: no level {level} of {criterion}", True))
            if one.post and bool(level) != bool(one.evidence.get(criterion)):
                found.append(Finding(f"  {one.id}: level and evidence of {criterion} differ", True))
        for criterion, spans in one.evidence.items():
            if any(span not in one.text for span in spans):
                found.append(
                    Finding(f"  {one.id}: evidence of {criterion} is not in the text", True)
                )
    return found


def _alike(texts: Sequence[Marked]) -> list[Finding]:
    """Pairs of texts that share half of the runs of five words of the shorter."""
    holders: dict[tuple[str, ...], list[int]] = {}
    runs: list[set[tuple[str, ...]]] = []
    for number, one in enumerate(texts):
        said = text.words(one.text)
        own = {tuple(said[at : at + _SHINGLE]) for at in range(len(said) - _SHINGLE + 1)}
        runs.append(own)
        for run in own:
            holders.setdefault(run, []).append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        shared.update((a, b) for at, a in enumerate(numbers) for b in numbers[at + 1 :])
    return [
        Finding(f"  {texts[a].id} and {texts[b].id} are nearly the same", True)
        for (a, b), count in sorted(shared.items())
        if count >= _ALIKE * min(len(runs[a]), len(runs[b]))
    ]


def _correlation(left: Sequence[float], right: Sequence[float]) -> float:
    """Pearson's r; 0 where one side does not vary."""
    count = len(left)
    a, b = sum(left) / count, sum(right) / count
    across = sum((x - a) * (y - b) for x, y in zip(left, right, strict=True))
    spread = sum((x - a) ** 2 for x in left) * sum((y - b) ** 2 for y in right)
    return float(across / spread**0.5) if spread else 0.0
