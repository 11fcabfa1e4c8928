"""Rubric changes as course staff see them: versions, what would change, applying, undoing."""

from __future__ import annotations

from typing import Any

import pytest

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import State
from empathy_xblock.records.work import tasks
from empathy_xblock.refusal import Refusal
from empathy_xblock.review.many import changes
from empathy_xblock.review.many.changes_requests import CarryRequest, RescoreRequest, UndoRequest
from empathy_xblock.unit.model import Unit
from tests.records.changed import GONE, MORE, OLD, POINTS, a_class, person, rekeyed
from tests.records.units import PLACE, Script
from tests.review.pages import text, texts, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def refs(engine: Script, settings: Any) -> dict[str, str]:
    settings.EMPATHY_XBLOCK_TASKS = "inline"
    return a_class(engine)


def carry(unit: Unit, **sent: Any) -> Any:
    return changes.carry(PLACE, unit, "ines", CarryRequest.model_validate(sent))


def page(unit: Unit) -> str:
    return str(changes.show(PLACE, unit)["regions"]["changes"])


def token(drawn: str, handler: str = "change_carry") -> str:
    path = f"//form[@data-handler='{handler}']/input[@name='token']/@value"
    return str(tree(drawn).xpath(path)[0])


def offered(drawn: str) -> list[str]:
    return texts(drawn, "//button")


def apply(unit: Unit, **more: Any) -> Any:
    drawn = carry(unit, act="preview", **more)["regions"]["changes"]
    sent = {"act": "apply", "token": token(drawn), "reason": "Too strict.", **more}
    return carry(unit, **sent)


def test_before_anybody_asked() -> None:
    drawn = str(changes.section(PLACE))
    assert offered(drawn) == ["Show the versions"]
    assert texts(drawn, "//h3") == ["Rubric changes"]


def test_versions(refs: dict[str, str]) -> None:
    drawn = page(POINTS)
    rows = [
        [text(cell) for cell in row.xpath("th|td")]
        for row in tree(drawn).xpath("//table[@class='empathy-table']/tbody/tr[th]")
    ]
    assert [row[2] for row in rows] == ["13", "0"]
    assert [row[0] for row in rows] == ["1", "2 current"]
    assert rows[1][1] == "not used yet"
    assert texts(drawn, "//tr[@class='empathy-review-differs']//li") == [
        "“Some” of “Feeling” is worth 2, 1 before.",
        "“Some” of “Her view” is worth 2, 1 before.",
    ]


def test_all_by_the_present_rubric(refs: dict[str, str]) -> None:
    drawn = page(OLD)
    assert "No reflection stands by an older version." in text(tree(drawn))
    assert offered(drawn) == ["Look again"]


def test_a_unit_without_a_reflection() -> None:
    assert "This unit has no reflection." in text(tree(page(Unit())))


def test_what_would_change(refs: dict[str, str]) -> None:
    drawn = page(POINTS)
    foreseen = api.foresee(PLACE, POINTS, POINTS, rekey=False)
    assert foreseen.shift.raised
    said = text(tree(drawn).xpath("//form[@data-handler='change_carry']")[0])
    assert (
        f"{foreseen.shift.learners} learners have submitted work here. "
        f"{foreseen.shift.moved} scores would change: {foreseen.shift.raised} up, 0 down."
    ) in said
    assert "1 score that staff set stays as it is." in said
    cells = [
        [text(cell) for cell in row.xpath("td")]
        for row in tree(drawn).xpath("//table[@class='empathy-shift']/tbody/tr")
    ]
    assert cells == [[str(band.before), str(band.after)] for band in foreseen.shift.bands]
    widths = tree(drawn).xpath("//table[@class='empathy-shift']//rect/@width")
    assert max(map(float, widths)) == 100


def test_applied_and_undone(refs: dict[str, str]) -> None:
    answer = apply(POINTS)
    assert answer["announce"] == "Done."
    drawn = answer["regions"]["changes"]
    assert f'id="{answer["focus"]}"' in drawn
    (line,) = texts(drawn, "//ol/li")
    assert "ines carried older marks over to the rubric as it was then." in line
    assert "It affected the work of 10 learners. Why: Too strict." in line
    assert offered(drawn) == ["Undo this change", "Look again"]
    assert api.attempt(PLACE, refs["mid"]).human is None
    job = str(api.changes(PLACE)[0].job.id)
    sent = UndoRequest(job=job, reason="It was right before.")
    back = changes.undo(PLACE, POINTS, "otto", sent)["regions"]["changes"]
    (line,) = texts(back, "//ol/li")
    assert line.endswith("otto undid it. Why: It was right before.")
    assert "Undo this change" not in offered(back)
    assert "Carry 13 reflections over" in offered(back)


def test_why_is_asked_for(refs: dict[str, str]) -> None:
    sent = {"act": "apply", "token": token(page(POINTS))}
    with pytest.raises(Refusal) as refused:
        carry(POINTS, **sent, reason="  ")
    assert (refused.value.status, refused.value.field) == (422, "reason")
    assert models.Job.objects.count() == 0


def test_what_was_not_shown_is_not_done(refs: dict[str, str]) -> None:
    seen = token(page(GONE))
    for unit, more in (
        (POINTS, {}),
        (GONE, {"level:view:some": "much"}),
        (GONE, {"level:view:some": ""}),
    ):
        with pytest.raises(Refusal) as refused:
            carry(unit, act="apply", token=seen, reason="So.", **more)
        assert (refused.value.status, refused.value.field) == (409, "token")
        assert "changes" in refused.value.more["regions"]
    assert models.Job.objects.count() == 0


def test_a_level_that_is_gone(refs: dict[str, str]) -> None:
    drawn = page(GONE)
    (field,) = tree(drawn).xpath("//select")
    assert field.get("name") == "level:view:some"
    assert [option.get("value") for option in field] == ["?", "none", "much", ""]
    (label,) = tree(drawn).xpath(f"//label[@for='{field.get('id')}']")
    standing = api.standing_on(PLACE, "view", "some")[0]
    assert text(label) == (
        f"“Some” of “Her view” is gone; {standing} reflections stand on it. In its place:"
    )
    assert not any(one.startswith("Carry") for one in offered(drawn))
    answer = carry(GONE, **{"act": "preview", "level:view:some": "much", "token": ""})
    drawn = answer["regions"]["changes"]
    assert answer["announce"] == "What would change is shown."
    assert tree(drawn).xpath("//option[@selected]/@value") == ["much"]
    assert any(one.startswith("Carry") for one in offered(drawn))
    apply(GONE, **{"level:view:some": "much"})
    standing_marks = api.attempt(PLACE, refs["mid"]).standing
    assert standing_marks is not None
    assert [mark.level for mark in standing_marks.marks] == ["some", "much"]


def test_nothing_chosen_is_asked_for_again(refs: dict[str, str]) -> None:
    sent = {"act": "apply", "reason": "So.", "level:view:some": "?"}
    with pytest.raises(api.ChoicesMissing):
        carry(GONE, token=token(page(GONE)), **sent)


def test_who_marks_a_new_criterion(refs: dict[str, str], engine: Script) -> None:
    drawn = page(MORE)
    (field,) = tree(drawn).xpath("//select")
    assert field.get("name") == "fresh:asks"
    assert "10 reflections would wait for a person" not in drawn
    engine.says(feeling=0, view=0, asks=1)
    apply(MORE, **{"fresh:asks": "engine"})
    assert api.attempt(PLACE, refs["mid"]).state is State.PROVISIONAL
    assert api.attempt(PLACE, refs["seen"]).state is State.WAITING


def test_a_staff_unit_offers_no_engine(refs: dict[str, str]) -> None:
    drawn = page(MORE.model_copy(update={"grading_mode": "staff"}))
    assert tree(drawn).xpath("//select") == []


def test_answers_by_other_keys(refs: dict[str, str]) -> None:
    drawn = page(rekeyed())
    assert "5 answers to the quiz would earn other points" in text(tree(drawn))
    seen = token(drawn, "change_rescore")
    with pytest.raises(Refusal):
        changes.rescore(PLACE, rekeyed(), "ines", RescoreRequest(token="0" * 32, reason="x"))
    sent = RescoreRequest(token=seen, reason="The key was wrong.")
    answer = changes.rescore(PLACE, rekeyed(), "ines", sent)
    drawn = answer["regions"]["changes"]
    assert "ines had all answers marked by the keys as they were then." in text(tree(drawn))
    assert tree(drawn).xpath("//form[@data-handler='change_rescore']") == []


def test_under_way(refs: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "AT_ONCE", 4)
    answer = apply(POINTS)
    assert answer["announce"] == "4 of 13 done"
    drawn = answer["regions"]["changes"]
    job = api.changes(PLACE)[0].job
    assert tree(drawn).xpath("//*[@data-job]/@data-job") == [str(job.id)]
    assert tree(drawn).xpath("//*[@data-job]/@data-status") == ["change_status"]
    assert tree(drawn).xpath("//progress/@max") == ["13"]
    assert "Undo this change" not in offered(drawn)
    from empathy_xblock.review.requests import JobRequest

    said = changes.status(PLACE, POINTS, JobRequest(job=str(job.id)))
    assert said == {"done": 8, "total": 13, "says": "8 of 13 done"}
    while "regions" not in said:
        said = changes.status(PLACE, POINTS, JobRequest(job=str(job.id)))
    assert (said["announce"], said["focus"]) == ("Done.", "")


def test_stopped(refs: dict[str, str]) -> None:
    apply(POINTS)
    models.Job.objects.update(state="failed", active=None, error="ValueError")
    drawn = page(POINTS)
    assert "Go on" in offered(drawn)
    assert "Undo this change" not in offered(drawn)


def test_the_trail_says_it(refs: dict[str, str]) -> None:
    from empathy_xblock.review.sheets.history import history

    apply(POINTS)
    assert POINTS.reflection is not None
    newest = history(api.trail(PLACE, refs["mid"]), POINTS.reflection.rubric)[0]
    percent = api.score(PLACE, person("mid"), POINTS).percent
    assert newest.sentence == (
        "ines carried the marks over to the current rubric. "
        f"The learner’s score became {percent}%. Too strict."
    )


def test_over_http(workbench: Any) -> None:
    answer = workbench.post("staff_anna", "review_changes", {})
    assert answer["focus"].endswith("-changes")
    workbench.post("staff_anna", "change_carry", {"act": "apply"}, status=409)
    workbench.post("staff_anna", "change_carry", {"act": "apply", "colour": "x"}, status=422)
    workbench.post("staff_anna", "change_undo", {"job": "1", "reason": "x"}, status=409)
    workbench.post("staff_anna", "change_status", {"job": "404"}, status=404)
    assert "Rubric changes" in workbench.view("staff_anna")
    assert "Rubric changes" not in workbench.view("student_1")


def test_its_learner_reads_it(refs: dict[str, str]) -> None:
    from empathy_xblock.learner.trail import trail

    apply(POINTS)
    attempt = api.attempt(PLACE, refs["seen"])
    lines = trail(attempt, api.trail(PLACE, refs["seen"]), {}, show_marks=True)
    percent = api.score(PLACE, person("seen"), POINTS).percent
    assert lines[-1].sentence == (
        "The rubric was changed, and your marks count by the new one. "
        f"The reason given: Too strict. Your score became {percent}%."
    )
    hidden = trail(attempt, api.trail(PLACE, refs["seen"]), {}, show_marks=False)
    assert lines[-1].sentence not in [line.sentence for line in hidden]
