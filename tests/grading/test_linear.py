"""The shipped models: their arithmetic, their size, and what they say of plain sentences."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64encode
from importlib.resources import files
from zlib import compress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.grading import facets, linear, ngrams
from empathy_xblock.grading.linear import Linear

WEIGHTS = files("empathy_xblock.grading") / "weights"
SHIPPED = ("cered_cs", "cered_en", "reflections", "replies")


def stored(size: float = 0.0) -> dict[str, object]:
    return {
        "names": ["a", "b"],
        "kinds": ["words", "pairs"],
        "bias": [0.5, -0.5],
        "scale": 0.1,
        "size": size,
        "sign_scale": 0.01,
        "ngrams": "good\ngood day",
        "weights": b64encode(bytes([10, 256 - 20, 127, 128])).decode(),
        "signs": "feeling",
        "sign_weights": b64encode(bytes([256 - 100, 100])).decode(),
    }


@pytest.mark.parametrize(
    ("sentence", "signs", "scores"),
    [
        ("", (), (0.5, -0.5)),
        ("Nothing known", (), (0.5, -0.5)),
        ("Good day", (), (0.5 + 13.7 * 0.2, -0.5 - 14.8 * 0.2)),
        ("good GOOD", ("feeling", "unknown"), (0.5 + 0.2 - 1.0, -0.5 - 0.4 + 1.0)),
    ],
)
def test_scores_are_sums_of_weights(
    sentence: str, signs: tuple[str, ...], scores: tuple[float, ...]
) -> None:
    assert Linear(stored(size=0.2)).scores(sentence, signs) == pytest.approx(scores)


def test_without_a_size_the_sentence_s_length_is_taken_out() -> None:
    count = len(ngrams.features("good day", ("words", "pairs")))
    scores = Linear(stored()).scores("good day")
    assert scores == pytest.approx((0.5 + 13.7 / count**0.5, -0.5 - 14.8 / count**0.5))


@given(st.text(), st.sampled_from(ngrams.KINDS))
def test_no_feature_holds_a_line_break(sentence: str, kind: str) -> None:
    assert not any("\n" in feature for feature in ngrams.features(sentence, [kind]))


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_can_be_read(name: str) -> None:
    model = linear.model(name)
    assert model is not None
    assert len(model.scores("I felt sad.")) == len(model.names)


def test_an_unknown_model_is_none() -> None:
    assert linear.model("cered_de") is None


def test_the_models_are_small() -> None:
    packed = sum(len(compress((WEIGHTS / f"{name}.json").read_bytes(), 9)) for name in SHIPPED)
    assert packed < 150_000


def test_the_scales_of_the_models_are_the_facets() -> None:
    held = {
        label.partition(":")[0]: name
        for name in ("replies", "reflections")
        for label in json.loads((WEIGHTS / f"{name}.json").read_text("utf-8"))["names"]
    }
    assert held == dict(facets.MODELS)


def test_importing_the_engine_reads_no_weights() -> None:
    script = (
        "import empathy_xblock.grading.engine;"
        "from empathy_xblock.grading import linear;"
        "print(linear.model.cache_info().currsize)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "0\n"
