"""A release that settled or answered something is taken back: that waits for somebody again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import Closing
from empathy_xblock.records.data import JobKind
from empathy_xblock.records.lists import facets
from empathy_xblock.records.marks.batches import Chosen
from empathy_xblock.unit.model import Unit
from tests.records.test_second_reading import actions, release, second, submit
from tests.records.units import ANNA, PLACE, REFLECTION, Script

pytestmark = pytest.mark.django_db

ASKS = {"second_reader_percent": 100, "another_look_days": 14}
UNIT = Unit(steps=(REFLECTION.model_copy(update=ASKS),))


def mark(ref: str, author: str, **given: str) -> Any:
    return release(ref, author, UNIT, **given)


def ask(ref: str, criterion: str = "view") -> None:
    api.ask_another_look(PLACE, ANNA, UNIT, ref, criterion, "She turned to the door.")


def close(ref: str, level: str, author: str = "sam", criterion: str = "view") -> None:
    api.close_look(PLACE, ref, criterion, Closing(author, level, "You are right."), UNIT)


def settle(ref: str, level: str, author: str = "tim") -> None:
    api.settle_second(PLACE, ref, author, {"view": level}, "So.", UNIT)


def take_back(ref: str, author: str = "rita") -> Any:
    human = api.attempt(PLACE, ref).human
    assert human is not None
    return api.take_back(PLACE, ref, released=human.id, author=author, unit=UNIT)


def found(ref: str) -> tuple[list[tuple[str, str]], str, list[tuple[str, str]]]:
    """Return the requests with their states, how it stands with the second reading, and facets."""
    looks = [(look.criterion, look.state.value) for look in api.looks(PLACE, ref)]
    reading = api.second_reading(PLACE, ref)
    kept = models.AttemptFacet.objects.filter(name__in=(facets.LOOK, facets.SECOND))
    return looks, reading.state.value, sorted(kept.values_list("name", "value"))


Step = Callable[[str], Any]

#: What happened to marks of rita's (view: some), that a second person reads, before the newest
#: release is taken back; requests, second reading and facets after that.
TAKEN_BACK: dict[str, tuple[tuple[Step, ...], Any]] = {
    "an answer that changed the mark": (
        (ask, lambda ref: close(ref, "much")),
        ([("view", "asked")], "waiting", [("look", "yes"), ("second", "yes")]),
    ),
    "an answer that kept the mark": (
        (ask, lambda ref: close(ref, "some")),
        ([("view", "kept")], "waiting", [("second", "yes")]),
    ),
    "an answer that put the mark back": (
        (ask, lambda ref: mark(ref, "rita", view="none"), lambda ref: close(ref, "some")),
        ([("view", "asked")], "waiting", [("look", "yes"), ("second", "yes")]),
    ),
    "an answer to what had been changed already": (
        (ask, lambda ref: mark(ref, "rita", view="much"), lambda ref: close(ref, "much")),
        ([("view", "asked")], "waiting", [("look", "yes"), ("second", "yes")]),
    ),
    "another release, after the answer": (
        (ask, lambda ref: close(ref, "much"), lambda ref: mark(ref, "tim", view="none")),
        ([("view", "changed")], "waiting", [("second", "yes")]),
    ),
    "both, one after the other": (
        (
            ask,
            lambda ref: close(ref, "much"),
            lambda ref: mark(ref, "tim", view="none"),
            take_back,
        ),
        ([("view", "asked")], "waiting", [("look", "yes"), ("second", "yes")]),
    ),
    "the newer of two answers": (
        (
            ask,
            lambda ref: ask(ref, "feeling"),
            lambda ref: close(ref, "much"),
            lambda ref: close(ref, "none", criterion="feeling"),
        ),
        (
            [("view", "changed"), ("feeling", "asked")],
            "waiting",
            [("look", "yes"), ("second", "yes")],
        ),
    ),
    "what was settled on other marks": (
        (lambda ref: second(ref, view="none"), lambda ref: settle(ref, "none")),
        ([], "differs", [("second", "differs")]),
    ),
    "what was settled on the first marks": (
        (lambda ref: second(ref, view="none"), lambda ref: settle(ref, "some")),
        ([], "settled", []),
    ),
    "what was settled on what had been changed already": (
        (
            lambda ref: second(ref, view="none"),
            lambda ref: mark(ref, "rita", view="none"),
            lambda ref: settle(ref, "none"),
        ),
        ([], "differs", [("second", "differs")]),
    ),
    "what was settled on what two had given": (
        (
            lambda ref: second(ref, view="none"),
            lambda ref: mark(ref, "rita", view="none"),
            lambda ref: mark(ref, "tim", view="none"),
            lambda ref: settle(ref, "none"),
        ),
        ([], "settled", []),
    ),
    "an answer that two had given": (
        (
            ask,
            lambda ref: mark(ref, "sam", view="much"),
            lambda ref: mark(ref, "tim", view="much"),
            lambda ref: close(ref, "much"),
        ),
        ([("view", "changed")], "waiting", [("second", "yes")]),
    ),
    "a release after it was settled": (
        (
            lambda ref: second(ref, view="none"),
            lambda ref: settle(ref, "none"),
            lambda ref: mark(ref, "rita"),
        ),
        ([], "settled", []),
    ),
    "an answer, not what was settled before it": (
        (
            ask,
            lambda ref: second(ref, view="none"),
            lambda ref: settle(ref, "none"),
            lambda ref: close(ref, "much"),
        ),
        ([("view", "asked")], "settled", [("look", "yes")]),
    ),
}


@pytest.mark.parametrize("what", TAKEN_BACK)
@pytest.mark.parametrize("filled", [False, True], ids=["linked", "kept before"])
def test_what_waits_again(engine: Script, what: str, filled: bool) -> None:
    ref = submit()
    mark(ref, "rita")
    steps, expected = TAKEN_BACK[what]
    for step in steps:
        step(ref)
    if filled:  # what was kept before there was a link is given the same
        migration = import_module("empathy_xblock.migrations.0021_fill_what_answers_rest_on")
        linked = links()
        models.AnotherLook.objects.update(release=None)
        models.SecondReading.objects.update(release=None)
        for _twice in range(2):
            migration.fill(apps, None)
            assert links() == linked
    human = api.attempt(PLACE, ref).human
    take_back(ref)
    assert found(ref) == expected
    told = actions(ref)
    # A second time changes nothing, as when an answer was lost on its way.
    api.take_back(PLACE, ref, released=human.id, author="rita", unit=UNIT)
    assert (found(ref), actions(ref)) == (expected, told)


def links() -> list[Any]:
    rows = (models.AnotherLook, models.SecondReading)
    return [list(each.objects.order_by("pk").values_list("pk", "release")) for each in rows]


def test_it_is_told_and_answered_anew(engine: Script) -> None:
    ref = submit()
    mark(ref, "rita")
    ask(ref)
    second(ref, view="none")
    settle(ref, "none")
    close(ref, "much")
    take_back(ref)
    take_back(ref, "sam")
    lines = [
        (line.actor, line.action, line.before.get("marks"), line.after.get("marks"))
        for line in api.trail(PLACE, ref)
        if line.action.endswith("_reopened")
    ]
    assert lines == [
        ("rita", "look_reopened", {"view": "much"}, {"view": "none"}),
        ("sam", "second_reopened", {}, {}),
    ]
    (look,) = api.looks(PLACE, ref)
    assert (look.level, look.level_after, look.answer, look.closed_by, look.closed_at) == (
        *("some", "", "", ""),
        None,
    )
    reading = api.second_reading(PLACE, ref)
    assert (reading.settled_by, reading.settled_at) == ("", None)
    assert (reading.first.author, reading.second.author) == ("rita", "sam")
    settle(ref, "much", "rita")
    close(ref, "none", "tim")
    assert found(ref) == ([("view", "changed")], "settled", [])


def test_when_the_days_are_over_it_stays_to_be_answered(engine: Script) -> None:
    ref = submit()
    mark(ref, "rita")
    ask(ref)
    close(ref, "much")
    long_ago = timezone.now() - timedelta(days=60)
    models.AnotherLook.objects.update(asked_at=long_ago)
    over = Unit(steps=(REFLECTION.model_copy(update={**ASKS, "another_look_days": 0}),))
    human = api.attempt(PLACE, ref).human
    api.take_back(PLACE, ref, released=human.id, author="rita", unit=over)
    assert api.looks(PLACE, ref)[0].open
    with pytest.raises(api.NotAskable):
        api.ask_another_look(PLACE, ANNA, over, ref, "feeling", "And this, please.")
    api.close_look(PLACE, ref, "view", Closing("sam", "none", "Read again."), over)
    assert not api.looks(PLACE, ref)[0].open


def test_with_many_at_once(engine: Script, settings: Any) -> None:
    settings.EMPATHY_XBLOCK_TASKS = "inline"
    engine.says(feeling=1, view=1)
    ref = submit()
    ask(ref)  # about the engine's mark
    api.assess(
        PLACE,
        ref,
        author="rita",
        marks={"feeling": api.MarkInput("some"), "view": api.MarkInput("much")},
        comment="",
        release=False,
        seen=2**40,
        unit=UNIT,
    )
    as_of = api.preview_batch(PLACE, JobKind.RELEASE, Chosen(), actor="rita").as_of
    job = api.start_batch(PLACE, JobKind.RELEASE, UNIT, Chosen(), as_of=as_of, actor="rita")
    close(ref, "much")  # as it is by now
    assert found(ref)[0] == [("view", "changed")]
    api.take_back_batch(PLACE, job.id, UNIT, actor="rita")
    assert found(ref)[0] == [("view", "asked")]


def test_nothing_is_half_taken_back(engine: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = submit()
    mark(ref, "rita")
    ask(ref)
    close(ref, "much")
    before = (found(ref), actions(ref), api.attempt(PLACE, ref))

    def fails(*_any: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(facets, "put", fails)
    with pytest.raises(RuntimeError):
        take_back(ref)
    assert (found(ref), actions(ref), api.attempt(PLACE, ref)) == before
