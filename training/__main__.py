"""`make train`: writes `empathy_xblock/grading/weights/*.json` from the data.

    python -m training DATA_FOLDER [--only NAME]

DATA_FOLDER holds `cered_{en,cs}_train.jsonl`. The same data, the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from empathy_xblock.grading import corpus
from training import cered, facets

WEIGHTS = Path(__file__).parents[1] / "empathy_xblock" / "grading" / "weights"
_NEUTRAL_CONFIDENCE = 5.5


def main() -> int:
    """Train each model and write it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="the folder with the labeled sentences")
    parser.add_argument("--only", help="train only this model")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where to write")
    given = parser.parse_args()
    makers = {f"cered_{code}": code for code in cered.SETTINGS}
    for name, code in makers.items():
        if given.only in (None, name):
            sentences = _sentences(given.data / f"cered_{code}_train.jsonl")
            _write(given.out / f"{name}.json", cered.train(code, sentences))
    neutral = [
        one.text
        for one in _sentences(given.data / "cered_en_train.jsonl")
        if one.component == "Other" and one.confidence >= _NEUTRAL_CONFIDENCE
    ]
    if given.only in (None, "replies"):
        _write(given.out / "replies.json", facets.replies(_training(corpus.REPLIES), neutral))
    if given.only in (None, "reflections"):
        texts = _training(*corpus.REFLECTIONS)
        _write(given.out / "reflections.json", facets.reflections(texts, neutral))
    return 0


def _training(*names: str) -> list[corpus.Marked]:
    return [one for name in names for one in corpus.load(name) if not corpus.kept_out(one.id)]


def _sentences(path: Path) -> list[cered.Sentence]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [cered.Sentence(row["sentence"], row["component"], row["confidence"]) for row in rows]


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(content)} bytes")


if __name__ == "__main__":
    sys.exit(main())
