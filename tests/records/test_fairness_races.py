"""Several people at once: two who close a request, two second readers, two who settle."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import Closing
from empathy_xblock.records.data import Marker
from empathy_xblock.records.fairness.fairness_data import LookState, ReadingState
from tests.records.test_calibrating import UNIT as WITH_ANSWERS
from tests.records.test_races import WRITERS, at_once, threads
from tests.records.test_second_reading import ALWAYS, release, second, submit
from tests.records.units import ANNA, PLACE, Script

pytestmark = threads

WHY = "She turned to the door twice."


@pytest.fixture
def marked(engine: Script) -> str:
    """Return the ref of an attempt that rita has marked, and that a second person is to read."""
    ref = submit()
    release(ref, "rita")
    return ref


def kinds(results: list[Any]) -> Counter[str]:
    return Counter(type(one).__name__ for one in results)


def actions(ref: str) -> Counter[str]:
    return Counter(line.action for line in api.trail(PLACE, ref))


def test_one_request_asked_eight_times(marked: str) -> None:
    results = at_once(lambda _: api.ask_another_look(PLACE, ANNA, ALWAYS, marked, "view", WHY))
    assert kinds(results) == {"LookRecord": WRITERS}
    assert models.AnotherLook.objects.count() == 1
    assert actions(marked)["look_asked"] == 1
    assert models.AttemptFacet.objects.filter(name="look").count() == 1


def test_eight_reasons_for_one_criterion(marked: str) -> None:
    results = at_once(
        lambda n: api.ask_another_look(PLACE, ANNA, ALWAYS, marked, "view", f"{WHY} {n}")
    )
    assert kinds(results) == {"LookRecord": 1, "AlreadyAsked": WRITERS - 1}


def test_eight_people_close_one_request(marked: str) -> None:
    api.ask_another_look(PLACE, ANNA, ALWAYS, marked, "view", WHY)

    def close(number: int) -> object:
        level = ("none", "much")[number % 2]
        closing = Closing(f"staff{number}", level, f"Answer {number}.")
        return api.close_look(PLACE, marked, "view", closing, ALWAYS)

    results = at_once(close)
    assert kinds(results) == {"tuple": 1, "LookClosed": WRITERS - 1}
    ((look, after),) = [one for one in results if isinstance(one, tuple)]
    assert look.state is LookState.CHANGED
    assert api.looks(PLACE, marked) == (look,)
    assert after.human.author == look.closed_by
    assert (actions(marked)["look_closed"], actions(marked)["released"]) == (1, 2)
    assert models.AttemptFacet.objects.filter(name="look").count() == 0


def test_eight_second_readers(marked: str) -> None:
    results = at_once(lambda number: second(marked, f"staff{number}", view="none"))
    assert kinds(results) == {"SecondReadingRecord": 1, "AlreadyRead": WRITERS - 1}
    assert models.Assessment.objects.filter(marker=Marker.SECOND).count() == 1
    assert actions(marked)["second_read"] == 1
    assert api.second_reading(PLACE, marked).state is ReadingState.DIFFERS


def test_eight_people_settle(marked: str) -> None:
    second(marked, "sam", view="none")

    def settle(number: int) -> object:
        wanted = {"view": ("none", "much")[number % 2]}
        return api.settle_second(PLACE, marked, f"staff{number}", wanted, "", ALWAYS)

    results = at_once(settle)
    assert kinds(results) == {"AttemptRecord": 1, "AlreadySettled": WRITERS - 1}
    assert actions(marked)["second_settled"] == 1


def test_a_release_a_second_reading_and_a_request_at_once(marked: str) -> None:
    def work(number: int) -> object:
        if number % 4 == 0:
            return release(marked, "rita", view=("some", "much")[number // 4])
        if number % 4 == 1:
            return second(marked, f"staff{number}")
        if number % 4 == 2:
            return api.ask_another_look(PLACE, ANNA, ALWAYS, marked, "view", WHY)
        return api.send_to_second(PLACE, marked, f"staff{number}")

    kind = kinds(at_once(work))
    assert not set(kind) - {
        "AttemptRecord",
        "SecondReadingRecord",
        "AlreadyRead",
        "LookRecord",
        "NoneType",
    }
    assert models.SecondReading.objects.count() == models.AnotherLook.objects.count() == 1
    found = api.second_reading(PLACE, marked)
    assert found.first.author == "rita"
    assert (found.state is ReadingState.AGREED) == (not found.differing)


def test_one_reviewer_begins_eight_rounds(engine: Script) -> None:
    results = at_once(lambda _: api.begin_calibration(PLACE, WITH_ANSWERS, "rita"))
    assert kinds(results) == {"CalibrationRecord": WRITERS}
    assert len({one.id for one in results}) == models.CalibrationRound.objects.count() == 1


def test_one_sample_marked_eight_times(engine: Script) -> None:
    begun = api.begin_calibration(PLACE, WITH_ANSWERS, "rita")

    def mark(number: int) -> object:
        given = {"feeling": "none", "view": ("none", "some", "much")[number % 3]}
        return api.mark_sample(PLACE, WITH_ANSWERS, "rita", begun.id, "one", given)

    results = at_once(mark)
    assert kinds(results) == {"CalibrationRecord": WRITERS}
    assert len({str(one.marks) for one in results}) == 1


def test_eight_reveals_leave_one_line(marked: str) -> None:
    at_once(lambda _: api.reveal(PLACE, marked, "rita", "A colleague may know her."))
    assert actions(marked)["revealed"] == 1
