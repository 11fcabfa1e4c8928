"""Whatever course staff and learners do in whatever order: the marks, copies and scores agree.

Everything goes through the door. What counts is read once more from the bare rows, by rules
written here a second time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from empathy_xblock import models
from empathy_xblock.grading import engine as engines
from empathy_xblock.records import api
from empathy_xblock.records.api import Closing, MarkInput
from empathy_xblock.records.data import AttemptRecord, JobKind, JobState
from empathy_xblock.records.errors import RecordsError
from empathy_xblock.records.figures import tallies
from empathy_xblock.records.learned import agreeing, learning
from empathy_xblock.records.lists import facets
from empathy_xblock.records.marks.batches import Chosen
from empathy_xblock.unit.model import Unit
from tests.records.changed import FEWER, GONE, MORE, OLD, POINTS, person
from tests.records.units import PLACE, Script, writing

pytestmark = pytest.mark.django_db

NAMES = ("ann", "bob", "cyd")
STAFF = ("rita", "sam", "tina")
WORDINGS = (OLD, POINTS, GONE, MORE, FEWER)
MODES = ("assisted", "assisted", "reviewed", "staff", "participation")
IDS = ("none", "some", "much")

level = st.integers(0, 2)
said = st.none() | level
name = st.sampled_from(NAMES)
staff = st.sampled_from(STAFF)
which = st.integers(0, 3)

APPEND_ONLY = (
    models.Assessment,
    models.Mark,
    models.AuditEvent,
    models.ScoreOverride,
    models.ChangedWork,
    models.RubricVersion,
)


def in_mode(unit: Unit, mode: str) -> Unit:
    steps = [
        step.model_copy(update={"revisions": 9, "second_reader_percent": 50})
        if step is unit.reflection
        else step
        for step in unit.steps
    ]
    return Unit.model_validate(
        {"grading_mode": mode, "steps": [step.model_dump() for step in steps]}
    )


def rows_of(learner: str) -> dict[str, int]:
    """Count what is kept of a learner, in every table that names them or an attempt of theirs."""
    mine = models.Attempt.objects.filter(learner=learner).values("pk")
    found: dict[str, int] = {}
    for each in vars(models).values():
        if not isinstance(each, type) or not hasattr(each, "_meta") or each._meta.abstract:
            continue
        fields = {field.name for field in each._meta.get_fields() if field.concrete}
        if "learner" in fields:
            found[each.__name__] = each.objects.filter(learner=learner).count()
        elif "attempt" in fields:
            found[each.__name__] = each.objects.filter(attempt__in=mine).count()
    return found


def by_person(attempt: models.Attempt) -> tuple[Any, Any, Any]:
    """Return the rows that stand: the engine's, the released one and the draft of people."""
    rows = list(attempt.assessments.order_by("id"))
    gone = {row.takes_back_id for row in rows}
    stand = [row for row in rows if row.pk not in gone and row.takes_back_id is None]
    engine = [row for row in stand if row.marker == "engine"]
    people = [row for row in stand if row.marker == "instructor"]
    human = [row for row in people if row.released]
    last = human[-1] if human else None
    drafts = [row for row in people if not row.released and (not last or row.pk > last.pk)]
    return engine[-1] if engine else None, last, drafts[-1] if drafts else None


def levels_of(row: Any) -> dict[str, str]:
    return dict(row.marks.values_list("criterion", "level")) if row else {}


def answered() -> dict[str, Any]:
    """Return the requests for another look, and the second readings that have been read."""
    found: dict[str, Any] = {}
    for ref in models.Attempt.objects.order_by("pk").values_list("submission", flat=True):
        found[f"{ref} looks"] = api.looks(PLACE, ref)
        reading = api.second_reading(PLACE, ref)
        found[f"{ref} reading"] = reading if reading and reading.second else None
    return found


def by_people(row: models.Attempt) -> list[int]:
    """Return the releases that stand, the oldest first, without those that were only carried."""
    carried = set(models.Job.objects.filter(kind=JobKind.CHANGE).values_list("pk", flat=True))
    rows = row.assessments.filter(marker="instructor", released=True, taken_back__isnull=True)
    return [one.pk for one in rows.order_by("pk") if one.batch not in carried]


def seen_by_all() -> dict[str, Any]:
    """Return marks, points, states, copies and what the gradebook was told, of everybody."""
    found: dict[str, Any] = answered()
    for one in NAMES:
        learner = person(one)
        attempts = api.attempts(PLACE, learner)
        found[one] = [
            (a.ref, a.state, a.drafted, a.rubric_digest, a.engine, a.human, a.draft)
            for a in attempts
        ]
        found[f"{one} told"] = api.official_score(PLACE, learner)
        found[f"{one} items"] = api.item_results(PLACE, learner)
    copies = models.StandingMark.objects.order_by("attempt", "criterion")
    found["copies"] = list(copies.values_list("attempt", "criterion", "level", "marker"))
    listed = models.Attempt.objects.order_by("pk")
    found["listed"] = list(listed.values_list("pk", "state", "drafted", "listed"))
    kept = models.AttemptFacet.objects.filter(name__in=list(facets.FACETS))
    found["facets"] = sorted(kept.values_list("attempt", "name", "value"))
    return found


class Interplay(RuleBasedStateMachine):
    """Three learners, three instructors, one unit whose rubric changes."""

    engine: Script

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        cache.clear()
        self.unit = in_mode(OLD, "assisted")
        self.kept: dict[str, set[int]] = {}
        #: By attempt and criterion, or nothing for a second reading: the release that an answer, or
        #: what was settled, rests on; None for what left the marks as they were.
        self.rests: dict[tuple[str, str], int | None] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # --- what they do ---------------------------------------------------------------------------

    def attempts(self) -> list[AttemptRecord]:
        return [one for each in NAMES for one in api.attempts(PLACE, person(each))]

    def pick(self, index: int) -> AttemptRecord | None:
        found = self.attempts()
        return found[index % len(found)] if found else None

    def rubric(self, attempt: AttemptRecord) -> Any:
        return api.rubric(PLACE, attempt.rubric_digest)

    def marks(self, attempt: AttemptRecord, at: int) -> dict[str, MarkInput]:
        return {
            criterion.id: MarkInput(criterion.levels[(at + i) % len(criterion.levels)].id, "Why?")
            for i, criterion in enumerate(self.rubric(attempt).criteria)
        }

    def attempted(self, do: Callable[[], Any]) -> Any:
        """Return what comes of it; None where it is refused, as only the door refuses."""
        before = seen_by_all()
        try:
            return do()
        except RecordsError:
            assert seen_by_all() == before
            return None

    @initialize(mode=st.sampled_from(MODES), first=said, second=said)
    def begin(self, mode: str, first: int | None, second: int | None) -> None:
        self.unit = in_mode(OLD, mode)
        for one in NAMES[:2]:
            self.submit(one, first, second)

    @rule(one=name, feeling=said, view=said)
    def submit(self, one: str, feeling: int | None, view: int | None) -> None:
        self.engine.says(feeling=feeling, view=view, asks=view)
        number = len(api.attempts(PLACE, person(one))) + 1
        text = writing(f"{one} {number}")
        self.attempted(
            lambda: api.submit(PLACE, person(one), self.unit, text, number, used=number - 1)
        )

    @rule(one=name, choice=st.sampled_from("ab"))
    def answer(self, one: str, choice: str) -> None:
        number = len(api.item_results(PLACE, person(one))) + 1
        self.attempted(
            lambda: api.answer_item(PLACE, person(one), self.unit, "q1", [choice], number)
        )

    @rule(index=which, author=staff, at=level, partial=st.booleans())
    def draft(self, index: int, author: str, at: int, partial: bool) -> None:
        attempt = self.pick(index)
        if attempt is None:
            return
        marks = self.marks(attempt, at)
        if partial:
            marks = dict(list(marks.items())[:1])
        self.assess(attempt, author, marks, release=False)

    @rule(index=which, author=staff, at=level, back=st.booleans())
    def release(self, index: int, author: str, at: int, back: bool) -> None:
        attempt = self.pick(index)
        if attempt is None:
            return
        before = seen_by_all()
        after = self.assess(attempt, author, self.marks(attempt, at), release=True)
        if after is None or not back or after.human == attempt.human:
            return
        api.take_back(PLACE, attempt.ref, released=after.human.id, author=author, unit=self.unit)
        assert seen_by_all() == before

    def assess(self, attempt: AttemptRecord, author: str, marks: Any, *, release: bool) -> Any:
        return self.attempted(
            lambda: api.assess(
                PLACE,
                attempt.ref,
                author=author,
                marks=marks,
                comment="Well seen.",
                release=release,
                seen=2**40,
                unit=self.unit,
            )
        )

    @rule(index=which, author=staff)
    def take_back(self, index: int, author: str) -> None:
        attempt = self.pick(index)
        if attempt is None or attempt.human is None:
            return
        human = attempt.human.id
        self.attempted(
            lambda: api.take_back(PLACE, attempt.ref, released=human, author=author, unit=self.unit)
        )

    @rule(index=which, feeling=said, view=said)
    def mark_again(self, index: int, feeling: int | None, view: int | None) -> None:
        attempt = self.pick(index)
        if attempt is None:
            return
        self.engine.says(feeling=feeling, view=view, asks=feeling)
        after = self.attempted(lambda: api.mark_again(PLACE, attempt.ref, self.unit))
        assert after.human == attempt.human
        assert after.draft == attempt.draft

    @rule(feeling=said, view=said)
    def mark_all_again(self, feeling: int | None, view: int | None) -> None:
        people = {one.ref: (one.human, one.draft) for one in self.attempts()}
        self.engine.says(feeling=feeling, view=view, asks=view)
        job = api.start_job(PLACE, JobKind.MARK_AGAIN, self.unit, actor="rita")
        assert job.state is JobState.DONE
        assert {one.ref: (one.human, one.draft) for one in self.attempts()} == people

    @rule(
        kind=st.sampled_from([JobKind.CONFIRM, JobKind.RELEASE]), author=staff, back=st.booleans()
    )
    def batch(self, kind: JobKind, author: str, back: bool) -> None:
        before = seen_by_all()
        foreseen = api.preview_batch(PLACE, kind, Chosen(), actor=author)
        job = self.attempted(
            lambda: api.start_batch(
                PLACE, kind, self.unit, Chosen(), as_of=foreseen.as_of, actor=author
            )
        )
        assert (job is None) == (not foreseen.ready)
        if job is None:
            return
        assert (job.state, job.outcome) == (JobState.DONE, {"done": len(foreseen.ready)})
        for attempt in foreseen.ready:
            now = api.attempt(PLACE, attempt.ref)
            source = attempt.engine if kind is JobKind.CONFIRM else attempt.draft
            assert [m.level for m in now.human.marks] == [m.level for m in source.marks]
        if back:
            done = api.take_back_batch(PLACE, job.id, self.unit, actor=author)
            assert done.state is JobState.DONE
            assert seen_by_all() == before

    @rule(author=staff)
    def take_back_batch(self, author: str) -> None:
        for batch in api.batches(PLACE):
            job = self.attempted(
                lambda job=batch.job.id: api.take_back_batch(PLACE, job, self.unit, actor=author)
            )
            done = job.outcome.get("done", 0) if job is not None else 0
            assert batch.standing <= done, (batch.standing, job)

    @rule(
        to=st.sampled_from(WORDINGS), gone=st.sampled_from(["", "none", "much"]), undo=st.booleans()
    )
    def carry(self, to: Unit, gone: str, undo: bool) -> None:
        unit = in_mode(to, self.unit.grading_mode)
        assert unit.reflection is not None
        there = {c.id: {x.id for x in c.levels} for c in unit.reflection.rubric.criteria}
        choices = {
            (criterion, old): gone
            for criterion in there
            for old in IDS
            if old not in there[criterion]
        }
        before = seen_by_all()
        known = {change.job.id for change in api.changes(PLACE)}
        job = self.attempted(
            lambda: api.carry(PLACE, unit, actor="carl", reason="So.", choices=choices)
        )
        # Who asks for the newest change once more is answered with it.
        if job is None or job.id in known:
            return
        assert job.state is JobState.DONE
        for attempt in self.attempts():
            assert attempt.rubric_digest == api.digest(unit.reflection.rubric)
        newest = api.changes(PLACE)[0]
        if undo and newest.job.id == job.id and newest.undone is None and newest.newest:
            done = api.undo_change(PLACE, self.unit, job.id, actor="carl", reason="No.")
            assert done.state is JobState.DONE
            assert seen_by_all() == before
        else:
            self.unit = unit

    @rule()
    def undo(self) -> None:
        for change in api.changes(PLACE):
            if change.newest:
                self.attempted(
                    lambda job=change.job.id: api.undo_change(
                        PLACE, self.unit, job, actor="carl", reason="No."
                    )
                )
                return

    @rule(one=name, index=which)
    def ask(self, one: str, index: int) -> None:
        mine = api.attempts(PLACE, person(one))
        if mine:
            ref = mine[index % len(mine)].ref
            self.attempted(
                lambda: api.ask_another_look(
                    PLACE, person(one), self.unit, ref, "feeling", "She turned twice."
                )
            )

    @rule(index=which, author=staff, at=level, back=st.booleans())
    def close(self, index: int, author: str, at: int, back: bool) -> None:
        attempt = self.pick(index)
        if attempt is None:
            return
        before = answered()
        waits = any(look.open for look in api.looks(PLACE, attempt.ref))
        closing = Closing(author, IDS[at], "Read again.")
        done = self.attempted(
            lambda: api.close_look(PLACE, attempt.ref, "feeling", closing, self.unit)
        )
        if done is None or not waits:
            return
        look, after = done
        assert not look.open
        self.say(attempt, after, "feeling", other=look.level_after != look.level)
        self.perhaps_back(attempt, after, before, back)

    def say(self, attempt: AttemptRecord, after: AttemptRecord, what: str, *, other: bool) -> None:
        """Note which release an answer rests on: its own, or what was `other` by then already."""
        row = models.Attempt.objects.get(submission=attempt.ref)
        newest = by_people(row)[-1:] if after.human != attempt.human or other else []
        self.rests[attempt.ref, what] = newest[0] if newest else None

    def perhaps_back(
        self, attempt: AttemptRecord, after: AttemptRecord, before: dict[str, Any], back: bool
    ) -> None:
        """Take back what was released with an answer: everything waits as it did before."""
        human = after.human
        if back and human is not None and human != attempt.human:
            api.take_back(PLACE, attempt.ref, released=human.id, author="rita", unit=self.unit)
            assert answered() == before

    @rule(index=which, author=staff, at=level)
    def second(self, index: int, author: str, at: int) -> None:
        attempt = self.pick(index)
        if attempt is None:
            return
        self.attempted(lambda: api.send_to_second(PLACE, attempt.ref, author))
        self.attempted(
            lambda: api.mark_second(PLACE, attempt.ref, author, self.marks(attempt, at), "")
        )

    @rule(index=which, author=staff, at=level, back=st.booleans())
    def settle(self, index: int, author: str, at: int, back: bool) -> None:
        attempt = self.pick(index)
        if attempt is None:
            return
        before = answered()
        reading = api.second_reading(PLACE, attempt.ref)
        levels = {name: str(one.level) for name, one in self.marks(attempt, at).items()}
        after = self.attempted(
            lambda: api.settle_second(PLACE, attempt.ref, author, levels, "So.", self.unit)
        )
        if after is None or reading.settled_by:
            return
        other = any(
            levels[one] != reading.first.mark(one).level
            for one in reading.differing
            if one in levels
        )
        self.say(attempt, after, "", other=other)
        self.perhaps_back(attempt, after, before, back)

    @rule(index=which, author=staff, over=st.booleans())
    def claim(self, index: int, author: str, over: bool) -> None:
        attempt = self.pick(index)
        if attempt is not None:
            api.claim(PLACE, attempt.ref, reviewer=author, take_over=over)

    @rule(author=staff)
    def let_go(self, author: str) -> None:
        api.release_claims(PLACE, reviewer=author)

    @rule(one=name, percent=st.sampled_from([0, 40, 100]), author=staff)
    def override(self, one: str, percent: int, author: str) -> None:
        if not api.anything(PLACE, person(one)):
            return
        api.override(PLACE, person(one), percent, author=author)
        api.publish(PLACE, person(one), self.unit)

    @rule(waiting=st.booleans())
    def purge(self, waiting: bool) -> None:
        api.purge(timezone.now() + timedelta(days=1), waiting=waiting)

    @rule(one=name)
    def erase(self, one: str) -> None:
        learner = person(one)
        api.erase(PLACE, learner.id)
        assert not any(rows_of(learner.id).values()), rows_of(learner.id)
        assert api.official_score(PLACE, learner) is None
        self.kept = {}
        there = set(models.Attempt.objects.values_list("submission", flat=True))
        self.rests = {key: rests for key, rests in self.rests.items() if key[0] in there}

    @rule()
    def learn(self) -> None:
        job = api.start_job(PLACE, JobKind.RETRAIN, self.unit, actor="rita")
        assert job.state is JobState.DONE

    # --- what holds -----------------------------------------------------------------------------

    @invariant()
    def what_stands_is_what_the_rows_say(self) -> None:
        for row in models.Attempt.objects.all():
            attempt = api.attempt(PLACE, row.submission)
            engine, human, draft = by_person(row)
            assert [one and one.id for one in (attempt.engine, attempt.human, attempt.draft)] == [
                one and one.pk for one in (engine, human, draft)
            ]
            for one in (engine, human, draft):
                assert one is None or one.rubric_id == row.rubric_id
            assert row.drafted == (draft is not None)
            assert row.listed == (row.state != "superseded")
            counts = human or (engine if engine and engine.released else None)
            there = {one.criterion: (one.level, one.marker) for one in row.standing_marks.all()}
            if row.state in ("superseded", "credited"):
                assert there == {}
            else:
                assert there == {
                    criterion: (level, counts.marker) if level else ("", "")
                    for criterion, level in levels_of(counts).items()
                }
            worths = {
                c.id: {x.id: x.points for x in c.levels} for c in self.rubric(attempt).criteria
            }
            for mark in counts.marks.all() if counts else ():
                assert mark.points == worths[mark.criterion].get(mark.level, 0)

    @invariant()
    def states_follow_from_marks(self) -> None:
        for one in NAMES:
            rows = list(models.Attempt.objects.filter(learner=person(one).id).order_by("-number"))
            confirmed = [row for row in rows if by_person(row)[1]]
            for row in rows:
                engine, human, _ = by_person(row)
                newer = [other for other in rows if other.number > row.number]
                if any(other in confirmed for other in newer) or (newer and not human):
                    wanted = "superseded"
                elif human:
                    wanted = "confirmed" if all(levels_of(human).values()) else "waiting"
                elif row.mode == "participation":
                    wanted = "credited"
                elif engine and engine.released and all(levels_of(engine).values()):
                    wanted = "provisional"
                else:
                    wanted = "waiting"
                assert row.state == wanted

    @invariant()
    def tallies_are_what_the_rows_count(self) -> None:
        assert tallies.kept(PLACE.unit) == tallies.counted(PLACE.unit)

    @rule()
    def fold(self) -> None:
        tallies.fold(PLACE.unit)

    @invariant()
    def copies_for_lists_are_what_the_records_say(self) -> None:
        for row in models.Attempt.objects.all():
            attempt = api.attempt(PLACE, row.submission)
            there = row.facets.filter(name__in=list(facets.FACETS)).values_list("name", "value")
            assert set(there) == facets.of(row, attempt)
            others = set(
                row.facets.exclude(name__in=list(facets.FACETS)).values_list("name", "value")
            )
            wanted = set()
            if row.looks.filter(state="asked").exists():
                wanted.add((facets.LOOK, facets.YES))
            reading = api.second_reading(PLACE, row.submission)
            if reading and reading.state == "waiting":
                wanted.add((facets.SECOND, facets.YES))
            if reading and reading.state == "differs":
                wanted.add((facets.SECOND, "differs"))
            assert others == wanted

    @invariant()
    def what_is_taken_back_is_answered_no_more(self) -> None:
        for (ref, what), release in self.rests.items():
            back = models.Assessment.objects.filter(takes_back=release or 0).exists()
            if what:
                (look,) = (one for one in api.looks(PLACE, ref) if one.criterion == what)
                assert look.open == back
                assert bool(look.closed_by and look.answer and look.closed_at) != back
            else:
                reading = api.second_reading(PLACE, ref)
                assert reading.state == ("differs" if back else "settled")
                assert bool(reading.settled_by and reading.settled_at) != back

    @invariant()
    def the_gradebook_was_told(self) -> None:
        for one in NAMES:
            learner = person(one)
            told = api.official_score(PLACE, learner)
            score = api.score(PLACE, learner, self.unit)
            if told is not None:
                assert (told.earned, told.possible) == (score.percent, 100)
            else:
                assert score.percent == 0

    @invariant()
    def what_is_only_added_to_stays(self) -> None:
        for model in APPEND_ONLY:
            now = set(model.objects.values_list("pk", flat=True))
            assert self.kept.get(model.__name__, set()) <= now
            self.kept[model.__name__] = now

    @invariant()
    def reports_say_what_stands(self) -> None:
        exported = {(row["username"], row["number"]): row for row in api.export_rows(PLACE)}
        attempts = self.attempts()
        assert len(exported) == len(attempts)
        for attempt in attempts:
            row = exported[attempt.learner.username, attempt.number]
            standing = attempt.standing
            for criterion, cell in row["criteria"].items():
                mark = standing.mark(criterion) if standing else None
                assert cell["level"] == (mark.level if mark else None)
        for username, row in api.report_rows(PLACE, self.unit, NAMES):
            told = api.official_score(PLACE, person(username))
            assert row["score"] == (told.earned if told else None)
        assert api.statistics(PLACE).states == api.by_state(PLACE)

    @invariant()
    def the_engine_is_told_only_what_people_think(self) -> None:
        confirmed = set(
            models.Job.objects.filter(kind=JobKind.CONFIRM).values_list("pk", flat=True)
        )
        changed = set(models.Job.objects.filter(kind=JobKind.CHANGE).values_list("pk", flat=True))
        assert self.unit.reflection is not None
        rubric = self.unit.reflection.rubric
        digest = api.digest(rubric)
        taught = 0
        for row in models.Attempt.objects.all():
            people = row.assessments.filter(marker="instructor", released=True)
            source: int | None = None
            opinions = []
            for each in people.filter(taken_back__isnull=True).order_by("id"):
                source = source if each.batch in changed else each.batch
                if each.rubric.digest == digest:
                    opinions.append(source not in confirmed)
            taught += any(opinions)
        assert learning.marked(PLACE, digest) == taught
        assert agreeing.agreement(PLACE, rubric).reflections <= taught


def test_any_course_of_events(monkeypatch: pytest.MonkeyPatch) -> None:
    script = Script()
    monkeypatch.setattr(engines, "mark", script.mark)
    Interplay.engine = script
    run_state_machine_as_test(
        Interplay,
        settings=settings(
            max_examples=10,
            stateful_step_count=16,
            phases=(Phase.generate,),
            derandomize=True,
            database=None,
        ),
    )
