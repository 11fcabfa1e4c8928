"""What is practiced, as tables, and as laws that hold for whatever is done."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.journey.anchor import AnchorAnswers, Answer
from empathy_xblock.journey.bubbles import Bubbles, Calibration, Guess, calibration
from empathy_xblock.journey.noticing import Noticed
from empathy_xblock.journey.practice import Practice
from empathy_xblock.journey.progress import Progress
from empathy_xblock.journey.reaction import Reaction
from empathy_xblock.journey.self_rating import of_rubric
from empathy_xblock.journey.steps import completion, step_names, steps
from empathy_xblock.journey.walks import Walks
from empathy_xblock.unit.model import Anchor, Commitment, FirstReaction, Quiz, Unit
from tests.journey.hotel import hotel
from tests.journey.units import NOTE, QUIZ, REFLECTION, VIDEO

ANCHOR = Anchor(text="Would you treat them differently?")
REACTION = FirstReaction(text="What do you feel?")
UNIT = Unit(steps=(NOTE, ANCHOR, VIDEO, REACTION, REFLECTION, QUIZ, Commitment()))
NAMES = "content_note anchor video first_reaction reflection quiz commitment anchor_again"

BEFORE = AnchorAnswers().answering("before", "Yes.", {"noticed": 2})
BOTH = BEFORE.answering("after", "I would ask.", {"noticed": 4})


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        (UNIT, NAMES),
        (Unit(steps=(ANCHOR,)), "anchor anchor_again"),
        (Unit(steps=(QUIZ, ANCHOR)), "quiz anchor anchor_again"),
        (Unit(steps=(REACTION,)), "first_reaction"),
        (Unit(), ""),
    ],
)
def test_the_question_comes_again_after_everything_else(unit, names):
    assert " ".join(step_names(unit)) == names


@pytest.mark.parametrize(
    ("practice", "done"),
    [
        (Practice(), set()),
        (Practice(anchor=BEFORE), {"anchor"}),
        (Practice(anchor=BOTH), {"anchor", "anchor_again"}),
        (Practice(anchor=AnchorAnswers().passing_over("before")), {"anchor"}),
        (Practice(anchor=AnchorAnswers().passing_over("after")), {"anchor_again"}),
        (Practice(reaction=Reaction().writing("Heavy.")), {"first_reaction"}),
        (Practice(reaction=Reaction().passing_over()), {"first_reaction"}),
        (Practice(reaction=Reaction().writing("Heavy.").without_words()), {"first_reaction"}),
        (Practice(bubbles=Bubbles().guessing("one", "Late.", 50)), set()),
        (Practice(noticed=Noticed(first="Tulips.")), set()),  # nobody has to note anything
        (Practice(walks=Walks().passing_over()), {"quiz"}),
    ],
)
def test_a_step_is_done_when_it_was_written_to_or_passed_over(practice, done):
    assert practice.done == done


def test_what_is_skipped_keeps_completion_from_nothing():
    everything = {"attempts": 1, "answered": ["one", "many"]}
    skipped = ["anchor", "anchor_again", "first_reaction", "commitment"]
    read = Progress(version="story")
    assert completion(steps(UNIT, read, **everything)) == 0.5
    assert completion(steps(UNIT, read, **everything, practiced=skipped)) == 1


MIXED = QUIZ.model_copy(update={"items": (*QUIZ.items, hotel())})
SCORED = QUIZ.model_copy(update={"items": (*QUIZ.items, hotel(scored=True))})
ONLY = Quiz(items=(hotel(), hotel(id="again")))


@pytest.mark.parametrize(
    ("quiz", "answered", "passed_over", "done"),
    [
        (MIXED, ["one"], False, False),
        (MIXED, ["one", "many"], False, True),  # without the role-play
        (MIXED, ["hotel"], False, False),
        (MIXED, ["one"], True, False),  # only practice can be passed over
        (SCORED, ["one", "many"], False, False),
        (SCORED, ["one", "many", "hotel"], False, True),
        (ONLY, [], False, False),
        (ONLY, ["again"], False, True),
        (ONLY, [], True, True),
    ],
)
def test_nobody_has_to_practice_for_a_quiz_to_be_done(quiz, answered, passed_over, done):
    practiced = ["quiz"] if passed_over else []
    unit = Unit(steps=(quiz,))
    (state,) = steps(unit, Progress(), attempts=0, answered=answered, practiced=practiced)
    assert (state.status == "done") == done
    assert completion([state]) == done


def test_no_step_of_practice_is_a_gate_and_the_gates_there_are_hold_for_them():
    closed = steps(UNIT, Progress(), attempts=0, answered=())
    assert {state.status for state in closed} == {"open", "locked"}
    assert closed[-1].status == "locked"
    opened = steps(UNIT, Progress(version="film"), attempts=0, answered=())
    assert {state.status for state in opened} == {"done", "open"}


@pytest.mark.parametrize(
    ("kept", "passed_over"),
    [
        (AnchorAnswers(), Answer(passed_over=True)),
        (BEFORE, BEFORE.before),  # what was said stays
    ],
)
def test_passing_over_the_question(kept, passed_over):
    assert kept.passing_over("before").before == passed_over


def test_an_answer_can_be_changed_and_leaves_the_other_alone():
    changed = BOTH.answering("before", "Perhaps.", {})
    assert changed.before == Answer(text="Perhaps.")
    assert changed.after == BOTH.after


def guessed(*guesses):
    """Return bubbles with (id, sure, close); close None where it was not judged yet."""
    made = {name: Guess(text="?", sure=sure, close=close) for name, sure, close in guesses}
    return Bubbles(guesses=made)


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        (Bubbles(), None),
        (guessed(("a", 80, "close")), None),  # two are open still
        (guessed(("a", 80, "close"), ("b", 60, None)).passing_over("c"), None),  # one not judged
        (guessed(("a", 80, "close")).passing_over("b").passing_over("c"), Calibration(80, 1, 1)),
        (
            guessed(("a", 90, "close"), ("b", 80, "partly"), ("c", 65, "not_close")),
            Calibration(78, 1, 3),
        ),
        (Bubbles(passed_over=("a", "b", "c")), None),
    ],
)
def test_how_sure_beside_how_close(kept, found):
    assert calibration(kept, ["a", "b", "c"]) == found


def test_a_bubble_the_author_took_away_counts_no_more():
    kept = guessed(("a", 80, "close"), ("gone", 10, "not_close"))
    assert calibration(kept, ["a"]) == Calibration(80, 1, 1)


IDS = st.sampled_from(["a", "b", "c"])
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("guess"), IDS, st.text(min_size=1, max_size=5), st.integers(0, 100)),
        st.tuples(st.just("judge"), IDS, st.sampled_from(["not_close", "partly", "close"])),
        st.tuples(st.just("skip"), IDS),
    ),
    max_size=12,
)


@given(DEEDS)
def test_whatever_is_done_the_first_guess_stands_and_nothing_is_lost_on_the_way(deeds):
    kept, first = Bubbles(), {}
    for deed, bubble, *more in deeds:
        if deed == "guess":
            kept = kept.guessing(bubble, *more)
            first.setdefault(bubble, tuple(more))
        elif deed == "skip":
            kept = kept.passing_over(bubble)
        elif bubble in kept.guesses:
            kept = kept.judging(bubble, more[0])
    assert {one: (guess.text, guess.sure) for one, guess in kept.guesses.items()} == first
    assert not set(kept.passed_over) & set(kept.guesses)
    assert len(set(kept.passed_over)) == len(kept.passed_over)
    assert Bubbles.read(json.loads(json.dumps(kept.stored()))) == kept
    said = calibration(kept, ["a", "b", "c"])
    if said is not None:
        sure = [guess.sure for guess in kept.guesses.values()]
        assert min(sure) <= said.sure <= max(sure)
        assert 0 <= said.close <= said.guesses == len(sure)


@pytest.mark.parametrize("area", Practice.model_fields)
@pytest.mark.parametrize("stored", [None, {}, {"schema_version": 99}, {"text": 3, "guesses": []}])
def test_what_cannot_be_read_counts_as_nothing(area, stored):
    kept = getattr(Practice.read({area: stored}), area)
    assert kept.stored()["schema_version"] == 1
    assert Practice.read({area: stored}).done == frozenset()


def test_all_of_it_comes_back_as_it_was_kept():
    kept = Practice(
        anchor=BOTH,
        reaction=Reaction().writing("Heavy."),
        bubbles=guessed(("a", 5, None)),
        noticed=Noticed(first="His cuff.", second="The tulips."),
        walks=Walks().walking("hotel", ("n1=a",)).passing_over(),
    )
    assert Practice.read(json.loads(json.dumps(kept.stored()))) == kept


@pytest.mark.parametrize(
    ("chosen", "taken"),
    [
        ({}, {}),
        ({"acts": "l1", "notices": "l3"}, {"notices": "l3", "acts": "l1"}),
        ({"notices": "l9"}, {}),
        ({"gone": "l0", "acts": "l0"}, {"acts": "l0"}),
    ],
)
def test_a_rating_names_levels_that_the_rubric_has(chosen, taken):
    found = of_rubric(REFLECTION, chosen)
    assert list(found.items()) == list(taken.items())
