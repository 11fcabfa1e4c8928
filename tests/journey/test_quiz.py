"""Marking answers to quiz items: the worked examples, the limits, and what feedback tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.demo import answering
from empathy_xblock.journey.quiz import InvalidResponse, canonical, feedback, mark_item
from empathy_xblock.unit.model import JudgedReply
from tests.journey.judging import (
    BEREAVED,
    CALLER,
    EVERY_KIND,
    MECHANISMS,
    PROMPTS,
    RESPONSES,
    WAITING,
)
from tests.unit import strategies as some

NEAR = BEREAVED.model_copy(
    update={
        "replies": tuple(
            JudgedReply(**{**reply.model_dump(), "near": {"c": "best", "a": "worst"}.get(reply.id)})
            for reply in BEREAVED.replies
        )
    }
)


def rated(*ratings: int) -> list[str]:
    return [f"{name}={rating}" for name, rating in zip("abcd", ratings, strict=True)]


def named(best: str, worst: str) -> list[str]:
    return [f"best={best}", f"worst={worst}"]


@pytest.mark.parametrize(
    ("item", "response", "earned", "verdict"),
    [
        (PROMPTS, ["b"], 1, "right"),
        (PROMPTS, ["a"], 0, "not_yet"),
        (CALLER, ["a", "c"], 2, "right"),
        (CALLER, ["a"], 1, "partly"),
        (CALLER, ["a", "b"], 0, "not_yet"),
        (CALLER, ["a", "b", "c"], 1, "partly"),
        (CALLER, ["a", "b", "c", "d"], 0, "not_yet"),
        (CALLER, ["b", "d"], 0, "not_yet"),
        (CALLER, ["a", "a"], 1, "partly"),
        # the key is 1, 2, 4, 1, and each reply is worth one point
        (WAITING, rated(1, 2, 4, 1), 4, "right"),
        (WAITING, rated(2, 2, 4, 1), 3.75, "partly"),  # one step, the same side
        (WAITING, rated(1, 3, 4, 1), 3.25, "partly"),  # one step, across the line
        (WAITING, rated(1, 2, 3, 1), 3.75, "partly"),
        (WAITING, rated(3, 2, 4, 1), 3, "partly"),  # two steps
        (WAITING, rated(4, 4, 1, 4), 0, "not_yet"),
        (WAITING, rated(2, 1, 3, 2), 3, "partly"),
        (WAITING, rated(1, 1, 1, 1), 2.75, "partly"),
        # best b, worst d, two points each; a reply that is neither earns half of its side
        (BEREAVED, named("b", "d"), 4, "right"),
        (BEREAVED, named("b", "a"), 3, "partly"),
        (BEREAVED, named("c", "d"), 3, "partly"),
        (BEREAVED, named("c", "a"), 2, "partly"),
        (BEREAVED, named("a", "c"), 2, "partly"),
        (BEREAVED, named("d", "b"), 0, "not_yet"),
        (BEREAVED, named("d", "a"), 1, "partly"),
        (BEREAVED, named("c", "b"), 1, "partly"),
        # c is near the best and a near the worst: then only these earn half
        (NEAR, named("b", "d"), 4, "right"),
        (NEAR, named("c", "d"), 3, "partly"),
        (NEAR, named("b", "a"), 3, "partly"),
        (NEAR, named("c", "a"), 2, "partly"),
        (NEAR, named("a", "c"), 0, "not_yet"),
        (NEAR, named("a", "d"), 2, "partly"),
        (NEAR, named("d", "b"), 0, "not_yet"),
        # a point for each reply that is sorted right
        (MECHANISMS, ["a=feels", "b=understands", "c=explores"], 3, "right"),
        (MECHANISMS, ["a=feels", "b=feels", "c=explores"], 2, "partly"),
        (MECHANISMS, ["a=explores", "b=feels", "c=understands"], 0, "not_yet"),
        # as `multiple`
        (RESPONSES, ["a", "b"], 2, "right"),
        (RESPONSES, ["a"], 1, "partly"),
        (RESPONSES, ["a", "c"], 0, "not_yet"),
        (RESPONSES, ["a", "b", "c"], 1, "partly"),
    ],
)
def test_points(item, response, earned, verdict):
    mark = mark_item(item, response)
    assert (mark.earned, mark.possible, mark.verdict) == (earned, item.points, verdict)


def agreed(*shares: float):
    """Return the item with these shares of agreement on its replies."""
    replies = tuple(
        reply.model_copy(update={"agreement": share})
        for reply, share in zip(WAITING.replies, shares, strict=True)
    )
    return WAITING.model_copy(update={"replies": replies})


@pytest.mark.parametrize(
    ("shares", "earned", "possible", "verdict"),
    [
        # all but the third are two steps off or more
        ((0.7, 0.7, 0.7, 0.7), 1, 4, "partly"),
        # what the experts differ on counts for nobody: its points go to the others
        ((0.69, 0.9, 0.9, 0.9), 4 / 3, 4, "partly"),
        ((0.69, 0.2, 0.9, 0.9), 2, 4, "partly"),
        ((0.69, 0.2, 0.9, 0), 4, 4, "right"),
        ((0.9, 0.9, 0.69, 0.9), 0, 4, "not_yet"),
        # and where they differ on all, nothing is scored
        ((0.69, 0.2, 0.1, 0), 0, 0, "unscored"),
    ],
)
def test_what_the_experts_differ_on_is_not_scored(shares, earned, possible, verdict):
    mark = mark_item(agreed(*shares), rated(4, 4, 4, 4))
    assert (mark.earned, mark.possible, mark.verdict) == (
        pytest.approx(earned),
        possible,
        verdict,
    )


@pytest.mark.parametrize(
    ("item", "response", "code"),
    [
        (PROMPTS, [], "choose_some"),
        (PROMPTS, ["a", "b"], "choose_one"),
        (PROMPTS, ["z"], "unknown_choice"),
        (PROMPTS, ["b=1"], "unknown_choice"),
        (CALLER, [], "choose_some"),
        (CALLER, ["a", "z"], "unknown_choice"),
        (WAITING, [], "rate_all"),
        (WAITING, ["a=1", "b=2", "c=4"], "rate_all"),
        (WAITING, ["a=1", "a=2", "b=2", "c=4", "d=1"], "unknown_choice"),
        (WAITING, rated(1, 2, 4, 5), "unknown_choice"),
        (WAITING, rated(0, 2, 4, 1), "unknown_choice"),
        (WAITING, ["a", "b", "c", "d"], "unknown_choice"),
        (WAITING, [*rated(1, 2, 4, 1), "e=1"], "unknown_choice"),
        (BEREAVED, [], "name_both"),
        (BEREAVED, ["best=b"], "name_both"),
        (BEREAVED, ["worst=b"], "name_both"),
        (BEREAVED, ["best=b", "worst=b"], "same_reply"),
        (BEREAVED, ["best=b", "worst=z"], "unknown_choice"),
        (BEREAVED, ["best=b", "worst=d", "good=a"], "unknown_choice"),
        (BEREAVED, ["best=b", "best=a", "worst=d"], "unknown_choice"),
        (MECHANISMS, [], "sort_all"),
        (MECHANISMS, ["a=feels", "c=explores"], "sort_all"),
        (MECHANISMS, ["a=feels", "b=feels", "c=nowhere"], "unknown_choice"),
        (MECHANISMS, ["a=", "b=feels", "c=feels"], "unknown_choice"),
        (RESPONSES, [], "choose_some"),
        (RESPONSES, ["a", "z"], "unknown_choice"),
    ],
)
def test_what_is_no_answer(item, response, code):
    with pytest.raises(InvalidResponse) as refused:
        mark_item(item, response)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("item", "response", "kept"),
    [
        (PROMPTS, ["b", "b"], ("b",)),
        (CALLER, ["c", "a"], ("a", "c")),
        (WAITING, ["d=1", "b=2", "b=2", "a=4", "c=3"], ("a=4", "b=2", "c=3", "d=1")),
        (BEREAVED, ["worst=a", "best=b"], ("best=b", "worst=a")),
        (
            MECHANISMS,
            ["c=explores", "b=feels", "a=feels"],
            ("a=feels", "b=feels", "c=explores"),
        ),
        (RESPONSES, ["d", "a"], ("a", "d")),
    ],
)
def test_an_answer_is_kept_in_the_authors_order(item, response, kept):
    assert canonical(item, response) == kept
    assert canonical(item, kept) == kept


def test_an_item_without_points_is_still_right_or_not():
    practice = PROMPTS.model_copy(update={"points": 0})
    assert [mark_item(practice, [answer]).verdict for answer in "ab"] == ["not_yet", "right"]


def told(item, response, reveal=False):
    return [
        (part.id, part.answer, part.verdict, part.key, part.text)
        for part in feedback(item, response, reveal=reveal).parts
    ]


def test_feedback_tells_only_of_what_was_chosen():
    assert told(CALLER, ["b"]) == [
        ("a", "", None, None, ""),
        ("b", "chosen", "not_yet", "", "Guesses."),
        ("c", "", None, None, ""),
        ("d", "", None, None, ""),
    ]


def test_feedback_tells_all_once_nothing_is_left_to_find():
    everything = [
        ("a", "chosen", "right", "chosen", "Asks."),
        ("b", "", "right", "", "Guesses."),
        ("c", "chosen", "right", "chosen", ""),
        ("d", "", "right", "", ""),
    ]
    assert told(CALLER, ["a", "c"]) == everything
    assert told(CALLER, ["a", "c"], reveal=True) == everything


def test_of_a_rating_the_key_and_the_reason_wait_until_it_is_right():
    assert told(WAITING, rated(1, 3, 1, 2)) == [
        ("a", "1", "right", "1", "Escalates."),
        ("b", "3", "near", None, ""),
        ("c", "1", "not_yet", None, ""),
        ("d", "2", "near", None, ""),
    ]
    assert told(WAITING, rated(1, 3, 1, 2), reveal=True) == [
        ("a", "1", "right", "1", "Escalates."),
        ("b", "3", "near", "2", "Leaves him alone."),
        ("c", "1", "not_yet", "4", "Acknowledges."),
        ("d", "2", "near", "1", "Unfounded."),
    ]


def test_where_experts_differ_it_is_said_at_once():
    said = feedback(agreed(0.6, 0.9, 0.9, 0.9), rated(4, 1, 1, 4), reveal=False)
    assert [(part.verdict, part.key, part.agreement) for part in said.parts] == [
        ("differ", "1", 0.6),
        ("near", None, None),
        ("not_yet", None, None),
        ("not_yet", None, None),
    ]
    assert said.experts == 9


def test_an_author_who_names_no_panel_speaks_for_none():
    alone = WAITING.model_copy(update={"experts": None})
    said = feedback(alone, rated(1, 2, 4, 1), reveal=True)
    assert [part.agreement for part in said.parts] == [None] * 4
    assert said.experts is None


def test_of_best_and_worst_only_the_replies_that_were_named_are_told_of():
    assert told(BEREAVED, named("b", "c")) == [
        ("a", "", None, None, ""),
        ("b", "best", "right", "best", "Asks."),
        ("c", "worst", "near", None, "Leaves it to her."),
        ("d", "", None, None, ""),
    ]
    assert told(BEREAVED, named("d", "c"), reveal=True) == [
        ("a", "", None, "", "Decides without her."),
        ("b", "", None, "best", "Asks."),
        ("c", "worst", "near", "", "Leaves it to her."),
        ("d", "best", "not_yet", "worst", "Exposes her."),
    ]


def test_of_groups_the_key_and_the_reason_wait_until_it_is_right():
    wrong = ["a=feels", "b=feels", "c=feels"]
    assert told(MECHANISMS, wrong) == [
        ("a", "feels", "right", "feels", "A feeling."),
        ("b", "feels", "not_yet", None, ""),
        ("c", "feels", "not_yet", None, ""),
    ]
    assert [part[3] for part in told(MECHANISMS, wrong, reveal=True)] == [
        "feels",
        "understands",
        "explores",
    ]


# --- for any item and any answer ---------------------------------------------------------------


@st.composite
def answered(draw):
    """Return any item with an answer that it offers."""
    item = draw(some.items())
    chance = draw(st.randoms(use_true_random=False))
    return item, answering.answer(chance, item, ability=draw(st.integers(0, 3)))


@given(answered())
def test_points_stay_within_the_item(case):
    item, response = case
    mark = mark_item(item, response)
    assert 0 <= mark.fraction <= 1
    assert 0 <= mark.earned <= mark.possible == item.worth


@given(some.items())
def test_the_key_earns_all_points(item):
    if item.kind != "dialogue":
        assert mark_item(item, answering.key(item)).fraction == 1


@given(answered(), st.randoms(use_true_random=False))
def test_the_order_in_which_an_answer_is_given_does_not_matter(case, chance):
    item, response = case
    if item.kind != "dialogue":
        mixed = chance.sample(response, len(response))
        assert canonical(item, mixed) == canonical(item, response)
        assert mark_item(item, mixed) == mark_item(item, response)


@given(answered())
def test_feedback_has_a_line_for_every_part_and_reveals_no_less_when_it_may(case):
    item, response = case
    shut, laid_open = (feedback(item, response, reveal=reveal) for reveal in (False, True))
    assert shut.mark == laid_open.mark
    for some_told, all_told in zip(shut.parts, laid_open.parts, strict=True):
        assert some_told.key in (None, all_told.key)
        assert some_told.text in ("", all_told.text)
        assert all_told.key is not None


@given(st.sampled_from(range(4)), st.tuples(*[st.integers(1, 4)] * 4), st.integers(1, 4))
def test_a_rating_nearer_to_the_experts_never_earns_less(at, ratings, other):
    key = WAITING.replies[at].key
    changed = (*ratings[:at], other, *ratings[at + 1 :])
    if abs(other - key) < abs(ratings[at] - key):
        assert (
            mark_item(WAITING, rated(*changed)).fraction
            >= mark_item(WAITING, rated(*ratings)).fraction
        )


@given(
    st.sampled_from("abc"),
    st.lists(st.sampled_from(["feels", "understands", "explores"]), min_size=3, max_size=3),
)
def test_one_more_reply_sorted_right_never_earns_less(name, groups):
    given_groups = dict(zip("abc", groups, strict=True))
    better = {**given_groups, name: {"a": "feels", "b": "understands", "c": "explores"}[name]}
    before, after = (
        mark_item(MECHANISMS, [f"{k}={v}" for k, v in one.items()]).fraction
        for one in (given_groups, better)
    )
    assert after >= before


def test_every_kind_but_role_play_is_tested_here():
    assert [item.kind for item in EVERY_KIND] == [
        "single",
        "multiple",
        "rate",
        "best_worst",
        "match",
        "compare",
    ]
