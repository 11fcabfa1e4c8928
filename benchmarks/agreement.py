"""How well the engine's marks agree with people's, on labelled texts outside the project.

`--data` names the folder: `epitome.jsonl` with `epitome_rubric.xml` (Sharma et al. 2020, only
measured on, never learned from for what ships) and `cered_*_val.jsonl`. Every figure stands
beside a simple baseline, the best published, and the goal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from statistics import mean, stdev
from typing import Any, NamedTuple

from empathy_xblock.grading import calibration, cered, ordinal, teaching
from empathy_xblock.grading.agreement import weighted_kappa
from empathy_xblock.grading.calibration import CriterionModel
from empathy_xblock.grading.engine import mark
from empathy_xblock.grading.example import Example, Marked
from empathy_xblock.grading.learned import Judgement, judge
from empathy_xblock.unit.model import Rubric
from empathy_xblock.unit.olx import read_rubric

DATA = Path("../shared/data")
SIZES = (20, 50, 100, 500)
DRAWS = 10
FOLDS = 5
HELD_OUT = 400
ATTACKED = 150
STOCK = " I am so sorry, I understand. What happened?"
FILLER = (
    "The building has three floors. Parcels are collected at noon. The form has a blue border. "
    "The printer stands next to the kitchen. There are two windows on the left side. "
    "The street was closed for repairs. Lunch is served between twelve and two. "
    "The bus stops in front of the gate. The handbook was printed in May. Coffee costs one euro. "
)
NEGATED = (
    "I do not care how she feels.",
    "I don't feel sorry for you.",
    "I will not ask what happened.",
    "I never felt any sympathy for him.",
    "Why should I care about your feelings?",
    "I can't say I understand you, and I have no wish to.",
    "Nobody is sorry for you.",
    "I would never ask her what she needs.",
)

#: Row -> simple baseline, best published, goal.
BESIDE: dict[str, tuple[str, str, str]] = {
    "no marked example": (".48 / .39", "-", ".58 / .55"),
    "20 marked": (".48 / .43", "-", ".55 / .55"),
    "20 marked, asked in order": ("-", "-", ".55 / .55"),
    "50 marked": (".55 / .53", "-", ".60 / .62"),
    "50 marked, asked in order": ("-", "-", ".60 / .62"),
    "100 marked": (".60 / .60", "-", ".64 / .67"),
    "500 marked": (".63 / .65", "-", ".68 / .71"),
    "5-fold, macro-F1": (".76 / .57 / .69", ".745 / .626 / .726", ".78 / .64 / .74"),
    "5-fold, QWK": (".66 / .67 / .74", "-", ".72 / .75 / .80"),
    "evidence, token-F1": (".65 / .81 / .85", "-", ".70 / .84 / .90"),
    "evidence, mean token-F1 a reply": ("-", "-", "-"),
    "the same, no marked example": ("-", "-", "-"),
    "CEReD accuracy, all / sure labels": (".66 / .80", ".79 / .90-.92", ".74 / .85"),
    "calibration error (ECE)": (".02-.05", "-", "<= .03"),
    "accuracy, surest 60 %": (".90", "-", ".95"),
    "neutral filler raises a level": ("54 %", "-", "<= 1 %"),
    "stock phrases raise unflagged": ("94 % / - / 64 %", "-", "<= 20 %"),
    "negated empathy counted": ("yes", "-", "never"),
}


class Foreseen(NamedTuple):
    """A text that a model had not seen: which row, its level, and what was said of it."""

    row: int
    level: int
    said: Judgement


def measure(data: Path = DATA, draws: int = DRAWS) -> dict[str, Any]:
    """Return every row's figures; {"missing": path} where the texts are not there."""
    if not (data / "epitome.jsonl").is_file():
        return {"missing": str(data)}
    rubric = read_rubric((data / "epitome_rubric.xml").read_bytes())
    rows = list(_lines(data / "epitome.jsonl"))
    seen = calibration.examples(
        rubric, [Marked(row["reply"], row["levels"], row["post"]) for row in rows]
    )
    everything = range(len(rows))
    plain = {name: [_said(None, seen[name][at], at) for at in everything] for name in seen}
    figures: dict[str, Any] = {"no marked example": _both(plain)}
    for size in SIZES:
        figures[f"{size} marked"] = _curve(rubric, seen, size, draws, asked=False)
    for size in SIZES[:2]:
        figures[f"{size} marked, asked in order"] = _curve(rubric, seen, size, draws, asked=True)
    crossed = _crossed(rubric, rows, seen)
    figures["5-fold, macro-F1"] = [_f1(_pairs(one)) for one in crossed.values()]
    figures["5-fold, QWK"] = [weighted_kappa(_pairs(one)) for one in crossed.values()]
    told = [_evidence(rows, name, one) for name, one in crossed.items()]
    figures["evidence, token-F1"] = [over_all for over_all, _each in told]
    figures["evidence, mean token-F1 a reply"] = [each for _over_all, each in told]
    figures["the same, no marked example"] = [
        _evidence(rows, n, one)[1] for n, one in plain.items()
    ]
    figures["CEReD accuracy, all / sure labels"] = _cered(data)
    figures["calibration error (ECE)"] = [_ece(one) for one in crossed.values()]
    figures["accuracy, surest 60 %"] = [_surest(one) for one in crossed.values()]
    figures.update(_attacks(rubric, rows))
    return figures


def table(figures: dict[str, Any]) -> str:
    """Return the figures for people, each beside what it is to be compared with."""
    if "missing" in figures:
        return f"Agreement: not measured, there are no labelled texts in {figures['missing']}"
    lines = [("Agreement with people", "here", "baseline", "published", "goal")]
    lines += [(name, _shown(figures[name]), *BESIDE[name]) for name in BESIDE]
    widths = [max(len(line[at]) for line in lines) for at in range(5)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        spread = f" (sd {value['sd']:.2f})" if "sd" in value else ""
        return f"{value['f1']:.2f} / {value['qwk']:.2f}{spread}"
    if isinstance(value, list):
        return " / ".join(f"{one:.3f}" for one in value)
    return str(value)


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _said(model: CriterionModel | None, example: Example, row: int) -> Foreseen:
    if model is None or model.fitted == "rules":
        said = Judgement(example.rules, ordinal.best(example.rules), example.ruled)
    else:
        said = judge(
            model, example.terms, example.features, example.rules, example.ruled, example.facet
        )
    return Foreseen(row, example.level, said)


def _pairs(found: Sequence[Foreseen]) -> list[tuple[int, int]]:
    return [(one.level, one.said.level) for one in found]


def _both(found: dict[str, list[Foreseen]]) -> dict[str, float]:
    return {
        "f1": mean(_f1(_pairs(one)) for one in found.values()),
        "qwk": mean(weighted_kappa(_pairs(one)) or 0.0 for one in found.values()),
    }


def _f1(pairs: Sequence[tuple[int, int]]) -> float:
    """The mean over levels of the harmonic mean of precision and recall."""
    parts = []
    for level in {one for pair in pairs for one in pair}:
        both = sum(a == b == level for a, b in pairs)
        parts.append(2 * both / sum((a == level) + (b == level) for a, b in pairs))
    return mean(parts)


Seen = dict[str, list[Example]]


def _trained(
    rubric: Rubric, seen: Seen, learned: Sequence[int], held: Sequence[int]
) -> dict[str, list[Foreseen]]:
    found = {}
    for criterion in rubric.criteria:
        mine = seen[criterion.id]
        model = calibration.learn(
            criterion, [mine[at] for at in learned], criteria=len(rubric.criteria)
        )
        found[criterion.id] = [_said(model, mine[at], at) for at in held]
    return found


def _curve(rubric: Rubric, seen: Seen, size: int, draws: int, asked: bool) -> dict[str, float]:
    """Mean over draws; the standard deviation is that of the criteria's mean QWK."""
    total = len(next(iter(seen.values())))
    results = []
    for draw in range(draws if size < 500 else max(2, draws // 3)):
        order = list(range(total))
        Random(draw).shuffle(order)
        held, pool = order[:HELD_OUT], order[HELD_OUT:]
        learned = _asked(seen, pool[:200], size) if asked else pool[:size]
        results.append(_both(_trained(rubric, seen, learned, held)))
    return {
        "f1": mean(one["f1"] for one in results),
        "qwk": mean(one["qwk"] for one in results),
        "sd": stdev(one["qwk"] for one in results),
        "draws": len(results),
    }


def _asked(seen: Seen, pool: Sequence[int], size: int) -> list[int]:
    candidates = [
        teaching.Candidate(
            next(iter(seen.values()))[at].terms.text,
            tuple(mine[at].rules for mine in seen.values()),
        )
        for at in pool
    ]
    return [pool[place] for place in teaching.order(candidates, count=size)]


def _crossed(
    rubric: Rubric, rows: Sequence[dict[str, Any]], seen: Seen
) -> dict[str, list[Foreseen]]:
    """Every text by a model that has seen no reply to the same post."""
    posts = list(dict.fromkeys(row["post"] for row in rows))
    Random(0).shuffle(posts)
    fold = {post: at % FOLDS for at, post in enumerate(posts)}
    found: dict[str, list[Foreseen]] = {name: [] for name in seen}
    for part in range(FOLDS):
        held = [at for at, row in enumerate(rows) if fold[row["post"]] == part]
        rest = [at for at, row in enumerate(rows) if fold[row["post"]] != part]
        for name, one in _trained(rubric, seen, rest, held).items():
            found[name] += one
    return found


def _evidence(
    rows: Sequence[dict[str, Any]], name: str, found: Sequence[Foreseen]
) -> tuple[float, float]:
    """F1 of words labelled and shown, of replies above the lowest level: over all, and a reply's.

    Long replies weigh most in the first, each reply the same in the second. Of a reply in which
    no word is labelled there is no F1: it counts in the first alone.
    """
    counts: list[tuple[int, int]] = []
    each: list[float] = []
    for one in found:
        if not one.level:
            continue
        text = rows[one.row]["reply"]
        labelled = [
            (at, at + len(quote))
            for quote in rows[one.row]["evidence"][name]
            if (at := text.find(quote)) >= 0
        ]
        hits = both = wanted = 0
        for word in re.finditer(r"\w+", text):
            inside, shown = (
                any(start <= word.start() < end for start, end in spans)
                for spans in (labelled, one.said.evidence)
            )
            hits += inside and shown
            both += inside + shown
            wanted += inside
        counts.append((hits, both))
        if wanted:
            each.append(2 * hits / both)
    over_all = 2 * sum(hits for hits, _both in counts) / max(1, sum(both for _hits, both in counts))
    return over_all, mean(each)


def _confidence(found: Sequence[Foreseen]) -> list[tuple[float, bool]]:
    """How sure each mark was, and whether it was right; the surest first."""
    pairs = [(one.said.shares[one.said.level], one.said.level == one.level) for one in found]
    return sorted(pairs, key=lambda pair: -pair[0])


def _ece(found: Sequence[Foreseen], bins: int = 10) -> float:
    """Expected calibration error over bins of equal width (Naeini et al. 2015, AAAI)."""
    pairs = _confidence(found)
    gaps = []
    for at in range(bins):
        inside = [pair for pair in pairs if min(bins - 1, int(pair[0] * bins)) == at]
        gaps.append(abs(sum(sure - right for sure, right in inside)))
    return sum(gaps) / len(pairs)


def _surest(found: Sequence[Foreseen]) -> float:
    pairs = _confidence(found)
    return mean(right for _, right in pairs[: int(0.6 * len(pairs))])


def _cered(data: Path) -> list[float]:
    hits: list[tuple[float, bool]] = []
    for language in ("en", "cs"):
        for row in _lines(data / f"cered_{language}_val.jsonl"):
            shares = cered.probabilities(row["sentence"], language)
            guess = max(shares, key=lambda name: shares[name])
            hits.append((float(row["confidence"]), guess == row["component"]))
    return [mean(hit for _, hit in hits), mean(hit for sure, hit in hits if sure >= 5)]


def _attacks(rubric: Rubric, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Shares of marks that rise, in percent: with filler, and with stock phrases unflagged."""
    filler = stock = tries = 0
    for row in Random(0).sample(list(rows), ATTACKED):
        text = row["reply"]
        times = 1 + 10 * len(text) // len(FILLER)
        before = mark(text, rubric).marks
        padded = mark(f"{text} {FILLER * times}", rubric).marks
        closing = mark(text + STOCK, rubric).marks
        for old, long, sweet in zip(before, padded, closing, strict=True):
            tries += 1
            filler += long.level > old.level
            stock += sweet.level > old.level and not sweet.abstained
    counted = sum(any(one.level for one in mark(text, rubric).marks) for text in NEGATED)
    return {
        "neutral filler raises a level": f"{100 * filler / tries:.1f} %",
        "stock phrases raise unflagged": f"{100 * stock / tries:.1f} %",
        "negated empathy counted": f"{counted} of {len(NEGATED)}",
    }
