"""The database dies, twice, while a class works: what was promised is kept, once and wholly."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from threading import Event, Lock
from time import monotonic, sleep
from typing import Any

from tests.restart.conftest import PATIENCE, Answer, Database, Site

LEARNERS = 24
AT_ONCE = 4
SENTENCE = (
    "This could not be saved right now. What you wrote is still in this window: try "
    "again in a moment."
)

WRITING = (
    "I chose the woman by the door. She looked down when the tram stopped and held her bag "
    "with both arms. I think she was tired, but I may be wrong, and I would ask her how her "
    "night was. If she nods, then I will offer her my seat on Monday morning and say nothing. "
)


@dataclass
class Class:
    """Learners at work; `handed_in` counts what came back with 200."""

    site: Site
    answers: list[Answer] = field(default_factory=list)
    handed_in: int = 0
    lock: Lock = field(default_factory=Lock)
    halted: Event = field(default_factory=Event)

    def send(self, student: str, handler: str, payload: Any) -> Any:
        """Send until it is carried out, as a person presses the button again."""
        given_up = monotonic() + 3 * PATIENCE
        while True:
            answer = self.site.post(student, handler, payload)
            with self.lock:
                self.answers.append(answer)
                self.handed_in += answer.status == 200
            if answer.status == 200:
                return answer.json
            assert monotonic() < given_up, answer
            assert not self.halted.wait(0.1)

    def work(self, index: int) -> None:
        """Go through the unit as one learner."""
        student = f"learner_{index}"
        writing = {"person": f"{WRITING} {index}", "act": WRITING}
        self.send(student, "choose_version", {"version": "film"})
        self.send(student, "save_draft", {"responses": writing, "base": 0})
        self.send(student, "submit_reflection", {"responses": writing, "number": 1})
        item = {"item": "imagine", "response": ["other"], "number": 1}
        self.send(student, "answer_item", item)


def test_killed_twice_while_a_class_works(database: Database, site: Site) -> None:
    learners = Class(site)
    learners.work(0)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            working = [pool.submit(learners.work, index) for index in range(1, LEARNERS)]
            for share in (0.25, 0.6):
                while learners.handed_in < share * 4 * LEARNERS:
                    assert not any(one.done() and one.exception() for one in working)
                    sleep(0.01)
                refused = len([a for a in learners.answers if a.status == 503])
                database.kill()
                while len([a for a in learners.answers if a.status == 503]) == refused:
                    sleep(0.01)
                database.start()
            for one in working:
                one.result(3 * PATIENCE)
        finally:
            learners.halted.set()

    _assert_nobody_saw_an_error_page(learners.answers)
    _assert_each_is_kept_once(database)
    _assert_nothing_is_half_written(database)


def _assert_nobody_saw_an_error_page(answers: list[Answer]) -> None:
    counted = Counter((answer.status, answer.kind) for answer in answers)
    assert set(counted) == {(200, "application/json"), (503, "application/json")}
    assert counted[200, "application/json"] == 4 * LEARNERS
    said = {answer.body for answer in answers if answer.status == 503}
    assert {json.loads(body)["error"] for body in said} == {SENTENCE}


def _assert_each_is_kept_once(database: Database) -> None:
    everybody = [f"learner_{index}" for index in range(LEARNERS)]
    once = sorted((name, 1) for name in everybody)
    asked = "SELECT username, number FROM empathy_xblock_{} ORDER BY username"
    assert list(database.ask(asked.format("attempt"))) == once
    assert list(database.ask(asked.format("itemresult"))) == once
    texts = database.ask(
        "SELECT username, raw_answer FROM empathy_xblock_attempt JOIN submissions_submission"
        " ON REPLACE(uuid, '-', '') = REPLACE(submission, '-', '') ORDER BY username"
    )
    assert [
        (name, json.loads(answer)["responses"][0]["text"].split()[-1]) for name, answer in texts
    ] == sorted((name, name.removeprefix("learner_")) for name in everybody)
    # What no attempt names would be a submission without marks.
    assert database.ask("SELECT COUNT(*) FROM submissions_submission") == ((LEARNERS,),)
    fields = database.ask(
        "SELECT state FROM workbench_xblockstate WHERE user_id LIKE 'learner_%%'"
        " AND scope = 'usage'"
    )
    kept = [json.loads(state) for (state,) in fields]
    assert len(kept) == LEARNERS
    assert [state["progress"]["version"] for state in kept] == ["film"] * LEARNERS
    # What counts as handed in since the last reset is never nothing.
    assert all(state["attempts"] >= 1 for state in kept)


def _assert_nothing_is_half_written(database: Database) -> None:
    wholly = database.ask(
        "SELECT a.username, COUNT(DISTINCT s.id), COUNT(DISTINCT m.id),"
        " COUNT(DISTINCT CASE e.action WHEN 'submitted' THEN e.id END),"
        " COUNT(DISTINCT CASE e.action WHEN 'marked' THEN e.id END)"
        " FROM empathy_xblock_attempt a"
        " LEFT JOIN empathy_xblock_assessment s ON s.attempt_id = a.id"
        " LEFT JOIN empathy_xblock_mark m ON m.assessment_id = s.id"
        " LEFT JOIN empathy_xblock_auditevent e ON e.attempt_id = a.id"
        " GROUP BY a.username"
    )
    assert {row[1:] for row in wholly} == {(1, 5, 1, 1)}
    assert len(wholly) == LEARNERS
    # As often and as much as the gradebook was told of each.
    scores = database.ask(
        "SELECT student_item_id, points_earned, points_possible FROM submissions_score"
        " WHERE NOT reset ORDER BY student_item_id, id"
    )
    by_learner = [tuple(rows) for _, rows in groupby(scores, key=itemgetter(0))]
    assert len(by_learner) == LEARNERS
    # All wrote the same, and the first of them undisturbed.
    assert len({tuple(row[1:] for row in rows) for rows in by_learner}) == 1
