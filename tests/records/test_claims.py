"""Who has a reflection open: one reviewer at a time, for some minutes, and one reflection each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import Learner
from empathy_xblock.records.lists import claims
from tests.records.test_races import at_once
from tests.records.units import ELSEWHERE, PLACE, Script, unit, writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def refs(engine: Script) -> list[str]:
    """Four reflections, the longest waiting first."""
    learners = [Learner(f"{index:032x}", f"u{index}") for index in range(4)]
    return [api.submit(PLACE, one, unit(), writing(), 1, used=0).ref for one in learners]


def pass_time(beyond: timedelta = timedelta()) -> None:
    """Have every claim run out."""
    models.Claim.objects.update(until=timezone.now() - beyond)


def claim(ref: str, reviewer: str, **more: Any) -> str:
    """Ask for it; return who has it."""
    return api.claim(PLACE, ref, reviewer=reviewer, **more).reviewer


def held() -> dict[str, str]:
    rows = models.Claim.objects.order_by("attempt__number", "attempt__username")
    return dict(rows.values_list("attempt__username", "reviewer"))


def test_the_first_has_it_until_it_runs_out(refs: list[str]) -> None:
    assert claim(refs[0], "rita") == "rita"
    assert claim(refs[0], "sam") == "rita"
    assert held() == {"u0": "rita"}
    pass_time()
    assert claim(refs[0], "sam") == "sam"
    assert claim(refs[0], "rita") == "sam"


def test_it_lasts_longer_while_the_page_asks(refs: list[str]) -> None:
    first = api.claim(PLACE, refs[0], reviewer="rita").until
    assert first - timezone.now() <= claims.LASTS
    again = api.claim(PLACE, refs[0], reviewer="rita").until
    assert again > first
    assert api.claim(PLACE, refs[0], reviewer="sam").until == again


def test_it_can_be_taken_over(refs: list[str]) -> None:
    claim(refs[0], "rita")
    assert claim(refs[0], "sam", take_over=True) == "sam"
    assert claim(refs[0], "rita") == "sam"


def test_a_reviewer_has_one_of_a_unit(refs: list[str]) -> None:
    claim(refs[0], "rita")
    claim(refs[1], "sam")
    claim(refs[2], "rita")
    assert held() == {"u1": "sam", "u2": "rita"}
    api.release_claims(PLACE, reviewer="rita")
    api.release_claims(PLACE, reviewer="rita")
    assert held() == {"u1": "sam"}


def test_only_what_another_has_is_refused(refs: list[str]) -> None:
    api.check_claim(PLACE, refs[0], reviewer="rita")
    claim(refs[0], "rita")
    api.check_claim(PLACE, refs[0], reviewer="rita")
    with pytest.raises(api.Claimed) as refused:
        api.check_claim(PLACE, refs[0], reviewer="sam")
    assert refused.value.reviewer == "rita"
    assert str(refused.value) == "rita is marking this reflection right now."
    pass_time()
    api.check_claim(PLACE, refs[0], reviewer="sam")


def test_the_queue_says_who_has_which(refs: list[str]) -> None:
    claim(refs[1], "rita")
    assert [row.claimed_by for row in api.queue(PLACE).rows] == ["", "rita", "", ""]
    pass_time()
    assert {row.claimed_by for row in api.queue(PLACE).rows} == {""}


@pytest.mark.parametrize("order", ["", "teaching"])
def test_the_next_is_one_that_nobody_else_has(refs: list[str], order: str) -> None:
    walk = refs if not order else refs[::-1]
    claim(walk[1], "rita")
    assert api.neighbors(PLACE, walk[0], order=order) == (None, walk[1])
    assert api.neighbors(PLACE, walk[0], order=order, reviewer="rita") == (None, walk[1])
    assert api.neighbors(PLACE, walk[0], order=order, reviewer="sam") == (None, walk[2])
    assert api.neighbors(PLACE, walk[2], order=order, reviewer="sam") == (walk[0], walk[3])
    pass_time()
    assert api.neighbors(PLACE, walk[0], order=order, reviewer="sam") == (None, walk[1])


def test_another_units_reflection_is_not_found(refs: list[str]) -> None:
    with pytest.raises(api.NotFound):
        api.claim(ELSEWHERE, refs[0], reviewer="rita")
    api.check_claim(ELSEWHERE, refs[0], reviewer="rita")


def test_a_claim_goes_with_the_attempt_and_is_renamed_with_its_reviewer(refs: list[str]) -> None:
    claim(refs[0], "rita")
    api.retire("rita", "retired__1")
    assert held() == {"u0": "retired__1"}
    api.retire("u0", "retired__2")
    assert held() == {}


@pytest.mark.parametrize("wanted", [{}, {"take_over": True}])
def test_queries(refs: list[str], wanted: Any, django_assert_num_queries: Any) -> None:
    claim(refs[0], "rita")
    with django_assert_num_queries(5):  # beginning, end; nothing of hers to free
        assert claim(refs[0], "rita", **wanted) == "rita"


threads = [pytest.mark.threads, pytest.mark.django_db(transaction=True)]


class TestThreads:
    pytestmark = threads

    def test_eight_reviewers_open_the_same(self, refs: list[str]) -> None:
        results = at_once(lambda index: claim(refs[0], f"reviewer {index}"))
        assert len({*results}) == 1
        assert held() == {"u0": results[0]}

    def test_one_that_ran_out_goes_to_one(self, refs: list[str]) -> None:
        claim(refs[0], "gone")
        pass_time()
        results = at_once(lambda index: claim(refs[0], f"reviewer {index}"))
        assert len({*results}) == 1
        assert held() == {"u0": results[0]} != {"u0": "gone"}

    def test_reviewers_who_go_on_at_once(self, refs: list[str]) -> None:
        """Each frees what they had and takes another: nobody waits for anybody in a circle."""
        before = at_once(lambda index: claim(refs[index], f"reviewer {index}"), writers=4)
        assert [one for one in before if isinstance(one, Exception)] == []
        after = at_once(lambda index: claim(refs[(index + 1) % 4], f"reviewer {index}"), writers=4)
        assert [one for one in after if isinstance(one, Exception)] == []
        assert len(set(held().values())) == len(held())

    def test_all_take_it_over_at_once(self, refs: list[str]) -> None:
        claim(refs[0], "rita")
        results = at_once(lambda index: claim(refs[0], f"reviewer {index}", take_over=True))
        assert sorted(map(str, results)) == [f"reviewer {index}" for index in range(8)]
        assert len(held()) == 1
