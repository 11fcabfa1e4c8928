"""An order of each learner's own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.journey.shuffling import shuffled
from empathy_xblock.unit.model import Choice

CHOICES = tuple(Choice(id=name, text=name) for name in "abcdef")


def order(*seed: str, parts=CHOICES) -> str:
    return "".join(part.id for part in shuffled(parts, *seed))


def test_an_order_is_the_same_on_every_machine_and_at_every_visit():
    assert [order("anna", "q1"), order("anna", "q2"), order("ben", "q1")] == [
        "bcfeda",
        "becdaf",
        "cbdafe",
    ]


@given(st.text(), st.text())
def test_nothing_is_lost_or_made_up(learner, item):
    assert sorted(order(learner, item)) == list("abcdef")


@given(st.text(), st.sampled_from(range(6)))
def test_a_choice_that_comes_or_goes_moves_no_other(learner, at):
    fewer = (*CHOICES[:at], *CHOICES[at + 1 :])
    assert order(learner, "q", parts=fewer) == order(learner, "q").replace(CHOICES[at].id, "")


def test_each_choice_is_first_for_some():
    firsts = [order(f"learner {number}", "q")[0] for number in range(600)]
    assert {name: firsts.count(name) > 60 for name in "abcdef"} == dict.fromkeys("abcdef", True)
