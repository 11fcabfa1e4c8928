"""Offered, approved, read by others, withdrawn: and at each moment who can see it."""

from __future__ import annotations

import json
import re

import pytest

from empathy_xblock import models
from empathy_xblock.unit import library, olx

PLAN = {"when": "a visitor asks twice", "then": "answer as if it were new", "base": 0}
SENTENCE = "If a visitor asks twice, then I will answer as if it were new."
SCENARIO = {
    "scenario": "A guest finds the lift broken and has a pram with her.",
    "reply": "I would say: that is a long way up. May I take the bag?",
}


@pytest.fixture
def begun(workbench):
    for student in ("a", "b"):
        workbench.post(student, "choose_version", {"version": "story"})
    workbench.post("a", "make_commitment", PLAN)
    return workbench


@pytest.fixture
def offered(begun):
    begun.post("a", "share_commitment", {})
    begun.post("a", "share_scenario", SCENARIO)
    return begun


def wall(workbench, student="b"):
    return workbench.post(student, "read_shared", {})["regions"]["wall"]


def queue(workbench):
    return workbench.post("staff_anna", "review_shared", {})["regions"]["shared"]


def ref(kind="commitment"):
    return models.SharedText.objects.get(kind=kind).ref


def decide(workbench, kind="commitment", decision="approve", status=200, **more):
    sent = {"ref": ref(kind), "decision": decision, **more}
    return workbench.post("staff_anna", "review_decide", sent, status=status)


def test_nothing_is_shown_before_staff_approve_it(offered):
    assert "Nothing has been shared here yet." in wall(offered)
    drawn = offered.view("a")
    assert drawn.count("Waiting for your course team to read it.") == 2
    assert SENTENCE not in offered.view("b")
    page = queue(offered)
    for words in (PLAN["when"], PLAN["then"], SCENARIO["scenario"], "May I take the bag?"):
        assert words in page


def test_what_is_approved_is_read_by_others_without_a_name(offered):
    for kind in ("commitment", "scenario"):
        decide(offered, kind)
    shown = wall(offered)
    assert SENTENCE in shown
    assert SCENARIO["scenario"] in shown
    row = models.SharedText.objects.first()
    for secret in (row.learner, row.ref, "staff_anna"):
        assert secret not in shown
    assert f"{row.shared_at:%B %Y}" in shown
    assert "<time" not in shown
    assert offered.view("a").count("Others in this unit can read it, without your name.") == 2


def test_the_queue_names_nobody(offered):
    row = models.SharedText.objects.first()
    page = queue(offered)
    assert row.learner not in page
    assert "username" not in page
    assert '"a"' not in page


def test_declined_with_a_reason_that_the_learner_reads(offered):
    answer = decide(offered, decision="decline", status=422)
    assert answer["field"] == "reason"
    decide(offered, decision="decline", reason="Please leave out the ward.")
    assert "Please leave out the ward." in offered.view("a")
    assert SENTENCE not in wall(offered)
    # Something declined makes way for another offer.
    offered.post("a", "make_commitment", {**PLAN, "when": "somebody waits", "base": 1})
    offered.post("a", "share_commitment", {})
    assert models.SharedText.objects.filter(kind="commitment").count() == 1
    assert models.SharedText.objects.get(kind="commitment").first == "somebody waits"


def test_a_reason_that_tidying_makes_too_long_for_its_column_is_refused(offered):
    # Normalized, this sign is three.
    answer = decide(offered, decision="decline", reason="\ufb2c" * 1000, status=422)
    assert answer["field"] == "reason"
    assert models.SharedText.objects.get(kind="commitment").reason == ""
    decide(offered, decision="decline", reason="\ufb2c" * 333)
    assert len(models.SharedText.objects.get(kind="commitment").reason) == 999


def test_what_was_approved_can_be_taken_down(offered):
    decide(offered)
    assert SENTENCE in wall(offered)
    decide(offered, decision="decline", reason="The ward asked for it.")
    assert SENTENCE not in wall(offered)


def test_withdrawn_means_deleted_at_once(offered):
    decide(offered)
    offered.post("a", "withdraw_shared", {"ref": ref()})
    assert SENTENCE not in wall(offered)
    assert PLAN["when"] not in str(models.SharedText.objects.values())
    assert PLAN["when"] not in queue(offered)
    gone = {"ref": "0" * 32, "decision": "approve"}
    offered.post("staff_anna", "review_decide", gone, status=404)
    # The plan itself is still the learner's own, and may be offered again.
    assert SENTENCE in offered.view("a")
    offered.post("a", "share_commitment", {})
    assert models.SharedText.objects.filter(kind="commitment").count() == 1


def test_withdrawing_twice_is_no_error_and_of_another_s_nothing(offered):
    mine = ref()
    offered.post("b", "withdraw_shared", {"ref": mine})
    assert models.SharedText.objects.filter(ref=mine).exists()
    for _ in range(2):
        offered.post("a", "withdraw_shared", {"ref": mine})
    assert not models.SharedText.objects.filter(ref=mine).exists()


def test_a_double_click_offers_once(offered):
    offered.post("a", "share_commitment", {})
    offered.post("a", "share_scenario", SCENARIO)
    assert models.SharedText.objects.count() == 2


def test_one_commitment_and_three_scenarios(offered):
    offered.post("a", "make_commitment", {**PLAN, "when": "somebody waits", "base": 1})
    refused = offered.post("a", "share_commitment", {}, status=409)
    assert "Withdraw it first" in refused["error"]
    for number, status in ((2, 200), (3, 200), (4, 409)):
        more = {**SCENARIO, "scenario": f"Scenario {number} at the desk of the library"}
        offered.post("a", "share_scenario", more, status=status)
    assert models.SharedText.objects.count() == 4


@pytest.mark.parametrize("missing", ["scenario", "reply"])
def test_a_scenario_needs_both_parts(begun, missing):
    answer = begun.post("a", "share_scenario", {**SCENARIO, missing: " \n"}, status=422)
    assert answer["field"] == missing
    assert not models.SharedText.objects.exists()


def test_nothing_to_share(begun):
    begun.post("b", "share_commitment", {}, status=422)


def test_a_unit_that_shares_nothing(begun):
    unit = library.load("demo")
    steps = tuple(
        one.model_copy(update={"share": False}) if one.kind == "commitment" else one
        for one in unit.steps
    )
    begun.post("a", "share_commitment", {})
    document = olx.write(unit.model_copy(update={"steps": steps}))
    begun.post("author_kim", "studio_save", {"olx": document})
    begun.post("a", "share_scenario", SCENARIO, status=422)
    begun.post("b", "read_shared", {}, status=422)
    assert "Share my commitment" not in begun.view("a")
    # What was offered before can still be seen and withdrawn by its writer.
    assert "Withdraw it" in begun.view("a")
    begun.post("a", "withdraw_shared", {"ref": ref()})
    assert not models.SharedText.objects.exists()


def test_hints_at_persons_and_at_spam(begun):
    hinted = {
        "scenario": "Mrs. Novak, born 1941, rang from +420 777 123 456. BUY NOW at www.example.com",
        "reply": "ok",
    }
    begun.post("a", "share_scenario", hinted)
    page = queue(begun)
    assert "This may point to a person: “Mrs. Novak” (Name)" in page
    assert "(Phone number)" in page
    assert "It contains a web address." in page
    assert models.SharedText.objects.get().state == "waiting"  # a hint decides nothing


def test_at_most_twenty_and_the_newest_first(begun):
    from empathy_xblock.records import api
    from empathy_xblock.records.data import Learner

    place = begun.block("a")._seat().place
    for number in range(25):
        who = Learner(f"{number:032}", f"student_{number}")
        made = api.offer(place, who, "commitment", f"moment {number} comes", "act")
        api.decide(place, made.ref, author="staff_anna", approve=True)
    shown = re.findall(r"moment (\d+) comes", wall(begun))
    assert shown == [str(number) for number in range(24, 4, -1)]


def test_markup_is_words(begun):
    begun.post("a", "share_scenario", {"scenario": "<img src=x onerror=alert(1)>", "reply": "<b>"})
    decide(begun, "scenario")
    for page in (wall(begun), queue(begun), begun.view("a")):
        assert "<img" not in page
        assert "&lt;img src=x" in page


def test_the_own_copy_has_it(offered):
    decide(offered, decision="decline", reason="Too close to a real case.")
    found = offered.post("a", "export_mine", {})
    assert [(one["kind"], one["state"]) for one in found["shared"]] == [
        ("commitment", "declined"),
        ("scenario", "waiting"),
    ]
    assert found["shared"][0]["reason"] == "Too close to a real case."
    assert found["shared"][1]["texts"] == [SCENARIO["scenario"], SCENARIO["reply"]]
    assert found["for_you_alone"]["commitment"]["when"] == PLAN["when"]
    assert "staff_anna" not in json.dumps(found)
    assert SCENARIO["scenario"] not in json.dumps(offered.post("b", "export_mine", {}))


def test_staff_who_are_no_staff_read_nothing(offered):
    for person in ("b", "author_kim", "none"):
        for handler in ("review_shared", "review_decide", "review_follow_through"):
            sent = {"ref": ref(), "decision": "approve"} if handler == "review_decide" else {}
            response = offered.request(person, handler, sent)
            assert response.status_code == 403
            assert PLAN["when"] not in response.content.decode()
    assert models.SharedText.objects.filter(state="approved").count() == 0


def test_figures_are_shown_from_ten_on(begun):
    def figures():
        found = begun.post("staff_anna", "review_follow_through", {})["regions"]["follow_through"]
        return re.findall(r'<th scope="row">([^<]*)</th><td>([^<]*)</td>', found), found

    rows, page = figures()
    assert rows == []
    assert "Too few" in page
    for number in range(9):
        begun.post(f"s{number}", "choose_version", {"version": "story"})
        begun.post(f"s{number}", "make_commitment", PLAN)
    rows, page = figures()
    assert "10 learners made a commitment." in page
    assert dict(rows)["Not asked yet"] == "10"
    begun.post("s1", "answer_follow_up", {"outcome": "did"})
    rows, page = figures()
    # One answered: neither that one nor the nine others can be told.
    assert dict(rows)["The moment came, and they did it"] == "not shown"
    assert dict(rows)["Not asked yet"] == "not shown"
    assert PLAN["when"] not in page
