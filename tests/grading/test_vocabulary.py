"""What is learned holds no word that only a few writers used."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.grading.calibration import Marked, examples
from empathy_xblock.grading.example import Example
from empathy_xblock.grading.terms import SIGN, Terms
from empathy_xblock.grading.vocabulary import LEAST_WRITERS, shared
from empathy_xblock.unit.model import Criterion, Level, Rubric

LEVELS = (Level(id="none", points=0, name="None"), Level(id="some", points=1, name="Some"))
RUBRIC = Rubric(criteria=(Criterion(id="view", name="Her view", levels=LEVELS),))

words = st.sampled_from(["she", "waited", "kandahar", "she waited", f"{SIGN}feeling"])
values = st.dictionaries(words, st.floats(0.1, 3))
texts = st.lists(
    st.tuples(st.lists(values, min_size=1, max_size=3), st.sets(st.integers(0, 6), min_size=1)),
    min_size=1,
    max_size=12,
)


def example(text: str, sentences: list[dict[str, float]]) -> Example:
    whole = {name: value for values in sentences for name, value in values.items()}
    spans = tuple((at, at + 1) for at in range(len(sentences)))
    terms = Terms(spans=spans, sentences=tuple(sentences), text=whole)
    return Example(text=text, terms=terms, features=(), rules=(1.0, 0.0), ruled=(), level=0)


@given(texts)
def test_a_word_is_kept_only_if_enough_writers_used_it(rows) -> None:
    found = [example(str(at), sentences) for at, (sentences, _those) in enumerate(rows)]
    writers = {str(at): [f"w{one}" for one in those] for at, (_s, those) in enumerate(rows)}
    (left,) = shared({"view": found}, writers).values()
    for before, after in zip(found, left, strict=True):
        pairs = zip(before.terms.sentences, after.terms.sentences, strict=True)
        for old, new in [*pairs, (before.terms.text, after.terms.text)]:
            for name, value in old.items():
                users = {
                    one
                    for text in found
                    if any(name in values for values in text.terms.sentences)
                    for one in writers[text.text]
                }
                enough = name.startswith(SIGN) or len(users) >= LEAST_WRITERS
                assert new.get(name) == (value if enough else None)


def test_one_writer_with_many_texts_is_one_writer() -> None:
    said = [f"My neighbor Kandahar waited, number {'x' * at}." for at in range(9)]
    found = examples(RUBRIC, [Marked(text, {"view": 0}) for text in said])
    alone = shared(found, {text: ["w1"] for text in said})
    many = shared(found, {text: [f"w{at}"] for at, text in enumerate(said)})
    names = [
        {name for one in kept["view"] for values in one.terms.sentences for name in values}
        for kept in (alone, many)
    ]
    assert "kandahar" not in names[0]
    assert "kandahar" in names[1]
