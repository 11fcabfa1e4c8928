"""Who may still read an attempt as its second person is told its marks nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import JobKind, Learner
from empathy_xblock.records.lists.listing import Listing
from empathy_xblock.records.marks.batches import Chosen, LeftOut
from empathy_xblock.records.work import export
from tests.records.test_second_reading import ALWAYS, NEVER, levels, release, second, submit
from tests.records.units import ANNA, BEN, PLACE, Script

pytestmark = pytest.mark.django_db

READER = "sam"


def draft(ref: str, author: str) -> None:
    marks = {"feeling": MarkInput("none")}
    api.assess(
        PLACE,
        ref,
        author=author,
        marks=marks,
        comment="",
        release=False,
        seen=2**40,
        unit=ALWAYS,
    )


def close_look(ref: str) -> None:
    api.ask_another_look(PLACE, ANNA, ALWAYS, ref, "view", "She turned to the door.")
    api.close_look(PLACE, ref, "view", api.Closing(READER, "some", "It stays."), ALWAYS)


def take_back(ref: str) -> None:
    human = api.attempt(PLACE, ref).human
    assert human is not None
    api.take_back(PLACE, ref, released=human.id, author=READER, unit=ALWAYS)


def settled(ref: str) -> None:
    second(ref, "tim", view="none")
    api.settle_second(PLACE, ref, "rita", {"view": "none"}, "", ALWAYS)


#: What happened to an attempt that rita marked, and whether sam is blind to it then.
HAPPENED: dict[str, tuple[Callable[[str], Any], bool]] = {
    "nothing": (lambda ref: None, True),
    "somebody else drafts": (lambda ref: draft(ref, "tim"), True),
    "somebody else looks": (lambda ref: api.look_at_first(PLACE, ref, "tim"), True),
    "rita releases anew": (lambda ref: release(ref, "rita", view="much"), True),
    "sam asks whose it is": (lambda ref: api.reveal(PLACE, ref, READER, "May I?"), True),
    "sam sends it to a second person": (lambda ref: api.send_to_second(PLACE, ref, READER), True),
    "sam drafts": (lambda ref: draft(ref, READER), False),
    "sam releases": (lambda ref: release(ref, READER), False),
    "sam takes the release back": (take_back, False),
    "sam asks for the marks": (lambda ref: api.look_at_first(PLACE, ref, READER), False),
    "sam closes a request": (close_look, False),
    "sam reads it, and agrees": (lambda ref: second(ref, READER), False),
    "sam reads it, and differs": (lambda ref: second(ref, READER, view="none"), False),
    "tim reads it": (lambda ref: second(ref, "tim", view="none"), False),
    "it is settled": (settled, False),
}


@pytest.mark.parametrize("happened", HAPPENED)
def test_who_is_blind(engine: Script, happened: str) -> None:
    ref = submit()
    assert not api.reads_second(PLACE, ref, READER)
    release(ref, "rita")
    do, blind = HAPPENED[happened]
    do(ref)
    assert api.reads_second(PLACE, ref, READER) is blind
    assert api.blind_to(PLACE, (ref, "elsewhere"), READER) == ({ref} if blind else set())
    (row,) = export.rows_of(PLACE, ids(), reader=READER, withheld="Withheld.")
    sources = {cell["source"] for cell in row["criteria"].values()}
    assert ("withheld" in sources) is blind
    assert (row["comment"] == "Withheld.") is blind
    # Whatever the marks are by now: of one of the levels, unless they are withheld.
    lists = [listed(mark=f"view:{level}") for level in ("", "none", "some", "much")]
    assert sorted(map(len, lists)) == ([0, 0, 0, 0] if blind else [0, 0, 0, 1])
    assert listed() == [ref]


def ids() -> list[int]:
    return list(models.Attempt.objects.order_by("pk").values_list("pk", flat=True))


def listed(reader: str = READER, **filters: str) -> list[str]:
    return [row.ref for row in api.queue(PLACE, filters=filters, reader=reader).rows]


@pytest.mark.parametrize("without", ["second_reader_percent 0", "nobody released"])
def test_where_nothing_waits_nobody_is_blind(engine: Script, without: str) -> None:
    ref = submit()
    if without != "nobody released":
        release(ref, "rita", NEVER)
    assert not api.reads_second(PLACE, ref, READER)
    level = api.attempt(PLACE, ref).standing.mark("view").level
    assert listed(mark=f"view:{level}") == [ref]
    (row,) = export.rows_of(PLACE, ids(), reader=READER)
    assert row["criteria"]["view"]["level"] == level


class TestWhatTells:
    """Of three attempts, the one in the middle was marked by rita and waits for a second person."""

    @pytest.fixture
    def refs(self, engine: Script) -> list[str]:
        engine.says(feeling=1, view=1)
        people = (BEN, ANNA, Learner("c" * 32, "cleo"))
        found = [submit(one) for one in people]
        release(found[1], "rita")
        return found

    @pytest.mark.parametrize(
        ("filters", "told"),
        [
            ({}, True),
            ({"mark": "feeling:some"}, False),
            ({"mark": "feeling:some", "confidence": "fairly"}, False),
            ({"confidence": "fairly"}, True),
        ],
    )
    @pytest.mark.parametrize("order", ["", "teaching"])
    def test_lists_and_the_way_through_them(
        self, refs: list[str], filters: dict[str, str], told: bool, order: str
    ) -> None:
        all_of_them = set(refs)
        left = all_of_them if told else all_of_them - {refs[1]}
        given = {"filters": filters, "order": order}

        def pages(reader: str) -> list[str]:
            found, after = [], None
            while True:
                page = api.queue(PLACE, **given, reader=reader, cursor=after, size=1)
                found += [row.ref for row in page.rows]
                after = page.after
                if after is None:
                    return found

        def walked(reader: str) -> set[str | None]:
            both = [api.neighbors(PLACE, ref, **given, reader=reader) for ref in refs]
            return {one for pair in both for one in pair} - {None}

        for reader, seen in (("rita", all_of_them), ("", all_of_them), (READER, left)):
            assert set(pages(reader)) == walked(reader) == seen
            assert len(pages(reader)) == len(seen)

    @pytest.mark.parametrize(
        ("kind", "filters", "state", "ready", "left"),
        [
            (JobKind.CONFIRM, {"mark": "feeling:some"}, "confirmed", [], {}),
            (JobKind.CONFIRM, {}, "confirmed", [], {LeftOut.MARKED: [1]}),
            (JobKind.CONFIRM, {"mark": "feeling:some"}, "", [0, 2], {}),
            (JobKind.RELEASE, {"mark": "feeling:some"}, "", [0], {}),
            (JobKind.RELEASE, {}, "", [0], {LeftOut.BLIND: [1]}),
        ],
    )
    def test_batches(
        self,
        refs: list[str],
        kind: JobKind,
        filters: dict[str, str],
        state: str,
        ready: list[int],
        left: dict[LeftOut, list[int]],
    ) -> None:
        if kind is JobKind.RELEASE:
            for ref in refs[:2]:  # rita is about to change her mind
                api.assess(
                    PLACE,
                    ref,
                    author="rita",
                    marks=levels(view="much"),
                    comment="",
                    release=False,
                    seen=2**40,
                    unit=ALWAYS,
                )
        chosen = Chosen(listing=Listing(state=state, filters=filters))
        found = api.preview_batch(PLACE, kind, chosen, actor=READER)
        assert [one.ref for one in found.ready] == [refs[at] for at in ready]
        assert {why: [one.ref for one in who] for why, who in found.left.items()} == {
            why: [refs[at] for at in who] for why, who in left.items()
        }
        by_name = api.preview_batch(PLACE, kind, Chosen((refs[1],)), actor=READER)
        assert (by_name.ready, by_name.levels) == ((), {})
        if ready:
            as_of = found.as_of
            api.start_batch(PLACE, kind, ALWAYS, chosen, as_of=as_of, actor=READER)
            assert api.attempt(PLACE, refs[1]).human.author == "rita"

    def test_files(self, refs: list[str], settings: Any) -> None:
        settings.EMPATHY_XBLOCK_TASKS = "inline"

        def made(actor: str, **filters: str) -> Any:
            listing = {"filters": filters} if filters else None
            options = {"format": "jsonl", "listing": listing}
            return api.start_job(PLACE, JobKind.EXPORT, ALWAYS, actor=actor, options=options)

        def withheld(job: Any) -> list[str]:
            people = ("rita", READER, "tim")
            return [who for who in people if api.is_withheld(PLACE, job, who)]

        def lines(job: Any) -> int:
            text = b"".join(api.as_text(api.job_file(PLACE, job.id).pieces)).decode()
            assert text.count('"withheld"') == 2 * text.count("Withheld: you may still read this")
            return text.count("\n") - text.count("Withheld:")

        of_rita = made("rita")
        assert (lines(of_rita), withheld(of_rita)) == (3, [READER, "tim"])
        of_sam = made(READER)
        assert (lines(of_sam), withheld(of_sam)) == (2, [])
        assert lines(made(READER, mark="feeling:some")) == 2
        # What sam could see when the file was made may be none of theirs by now.
        release(refs[0], "rita", NEVER)
        before = made(READER)
        assert lines(before) == 2
        api.send_to_second(PLACE, refs[0], "rita")
        assert withheld(before) == [READER, "tim"]
        for ref in refs[:2]:
            api.look_at_first(PLACE, ref, READER)
        assert withheld(api.job(PLACE, before.id)) == ["tim"]
        for ref in refs[:2]:
            second(ref, "tim")
        assert withheld(api.job(PLACE, before.id)) == []

    def test_who_stands_on_a_level_is_counted_and_not_named(self, refs: list[str]) -> None:
        def named(reader: str) -> tuple[int, tuple[str, ...]]:
            return api.standing_on(PLACE, "feeling", "some", most=9, reader=reader)

        everybody = ("ben", "anna", "cleo")
        assert named("rita") == named("") == (3, everybody)
        assert named(READER) == (3, ("ben", "cleo"))

    def test_a_file_from_before_anybody_had_released(self, engine: Script, settings: Any) -> None:
        settings.EMPATHY_XBLOCK_TASKS = "inline"
        ref = submit()
        api.start_job(PLACE, JobKind.EXPORT, ALWAYS, actor="rita")
        release(ref, "rita")
        (job,) = api.jobs(PLACE)
        assert (job.read_blind, api.is_withheld(PLACE, job, READER)) == (True, False)


class TestWhatItCosts:
    def told(self, reader: str) -> list[int]:
        """Return how many queries it takes to tell a reader of a list, a way, a batch and files."""
        (first, *_more) = models.Attempt.objects.values_list("submission", flat=True)
        filters = {"mark": "view:some"}
        chosen = Chosen(listing=Listing(filters=filters))
        found = []
        for ask in (
            lambda: api.queue(PLACE, filters=filters, reader=reader),
            lambda: api.neighbors(PLACE, first, filters=filters, reader=reader),
            lambda: api.preview_batch(PLACE, JobKind.CONFIRM, chosen, actor=reader),
            lambda: list(export.rows_of(PLACE, ids(), reader=reader)),
            lambda: [api.is_withheld(PLACE, job, reader) for job in api.jobs(PLACE)],
        ):
            with CaptureQueriesContext(
                connection,
            ) as context:
                ask()
            found.append(len(context))
        return found

    def test_nothing_where_nobody_reads_blind(self, engine: Script, settings: Any) -> None:
        settings.EMPATHY_XBLOCK_TASKS = "inline"
        engine.says(feeling=1, view=1)
        for number in range(3):
            submit(Learner(f"{number:032x}", f"learner{number}"))
        release(submit(), "rita", NEVER)
        api.start_job(PLACE, JobKind.EXPORT, NEVER, actor="rita")
        assert self.told("") == self.told(READER) == [3, 3, 7, 5, 1]

    def test_the_same_however_many_wait(self, engine: Script, settings: Any) -> None:
        settings.EMPATHY_XBLOCK_TASKS = "inline"
        engine.says(feeling=1, view=1)
        costs = []
        for size in (2, 6):
            for number in range(size):
                ref = submit(Learner(f"{size}{number:031x}", f"learner{size}{number}"))
                release(ref, "rita")
            api.start_job(PLACE, JobKind.EXPORT, ALWAYS, actor="rita")
            costs.append([self.told("rita"), self.told(READER)])
        # One more for the file, since something waits.
        assert costs[0] == costs[1]
        assert costs[0][1][-1] == 2
