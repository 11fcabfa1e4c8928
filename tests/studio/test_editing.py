"""Changing a form, starting from something, saving it, and two authors at once."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from empathy_xblock.refusal import Refusal
from empathy_xblock.studio import conflict, editor, starts
from empathy_xblock.studio.changing import change
from empathy_xblock.studio.consequences import sentences, totals
from empathy_xblock.studio.faults import checked
from empathy_xblock.studio.form import flat, form_of, nested, unit_of
from empathy_xblock.studio.ids import named, taken_by
from empathy_xblock.studio.requests import Action, EditRequest
from empathy_xblock.studio.table import STEP_NAMES
from empathy_xblock.studio.table_items import QUIZ_ITEMS
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.model import Reflection, Unit
from tests.studio.units import EVERYTHING

DEMO = library.load("demo")


def text(page: str) -> str:
    return " ".join(html.fragment_fromstring(page, create_parent="div").text_content().split())


# --- the form's shape --------------------------------------------------------------------------


def test_what_is_added_moved_copied_and_removed() -> None:
    tree = form_of(EVERYTHING)
    listed = "reflection.rubric.criteria"

    def names(one: Any) -> list[str]:
        return [criterion["name"] for criterion in one["reflection"]["rubric"]["criteria"]]

    added = change(tree, Action(do="add", path=listed, name="criterion"))
    assert (names(added.tree), added.focus) == (["Notices", "Asks", ""], f"{listed}.2")
    up = change(added.tree, Action(do="up", path=f"{listed}.2"))
    assert (names(up.tree), up.focus) == (["Notices", "", "Asks"], f"{listed}.1")
    same = change(tree, Action(do="up", path=f"{listed}.0"))
    assert same.tree == tree
    copied = change(tree, Action(do="copy", path=f"{listed}.0"))
    assert names(copied.tree) == ["Notices", "Notices", "Asks"]
    assert [one["id"] for one in copied.tree["reflection"]["rubric"]["criteria"]] == [
        "notices",
        "",
        "asks",
    ]
    gone = change(tree, Action(do="remove", path=f"{listed}.0"))
    assert (names(gone.tree), gone.said) == (["Asks"], "Removed: Criterion 1 “Notices”")
    assert names(tree) == ["Notices", "Asks"]


def test_role_plays_that_would_draw_millions_of_places_are_refused(monkeypatch) -> None:
    form = {"quiz.on": "true", "quiz.items.0.kind": "dialogue"}
    for node in range(5):
        for choice in range(3):
            form[f"quiz.items.0.nodes.{node}.choices.{choice}.to"] = "n1"
    sent = EditRequest(form=form, action=Action(do="show"))
    monkeypatch.setattr(editor, "MOST_WAYS", 5 * 3 * 5)
    assert editor.edit(sent, Unit())["errors"]
    monkeypatch.setattr(editor, "MOST_WAYS", 5 * 3 * 5 - 1)
    with pytest.raises(Refusal):
        editor.edit(sent, Unit())


def test_a_new_criterion_has_the_levels_of_the_one_above() -> None:
    path = "reflection.rubric.criteria"
    tree = change(form_of(EVERYTHING), Action(do="add", path=path, name="criterion")).tree
    levels = tree["reflection"]["rubric"]["criteria"][2]["levels"]
    assert [(one["id"], one["name"], one["points"], one["text"]) for one in levels] == [
        ("no", "Not yet", "0", ""),
        ("yes", "Yes", "1", ""),
    ]


@pytest.mark.parametrize("name", starts.RUBRIC_TITLES)
def test_a_ready_made_rubric_in_one_action(name: str) -> None:
    tree = form_of(Unit())
    tree["reflection"]["on"] = "true"
    tree["reflection"]["prompts"][0]["text"] = "What happened?"
    tree = change(tree, Action(do="rubric", name=name)).tree
    judged = checked(named(tree, {}))
    assert judged.unit is not None
    assert judged.unit.reflection is not None
    criteria = judged.unit.reflection.rubric.criteria
    assert criteria == library.rubric(name).criteria
    assert {len(criterion.levels) for criterion in criteria} == {4}
    twice = named(change(tree, Action(do="rubric", name=name)).tree, {})
    assert len(unit_of(twice).reflection.rubric.criteria) == 10  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "action",
    [
        Action(do="add", path="settings"),
        Action(do="add", path="order"),
        Action(do="add", path=""),
        Action(do="add", path="quiz.items", name="poem"),
        Action(do="remove", path="quiz.items"),
        Action(do="remove", path="quiz.items.9"),
        Action(do="remove", path="quiz.items.-1"),
        Action(do="remove", path="quiz.items.-1.choices.0"),
        Action(do="up", path="quiz.items.0.stem"),
        Action(do="rubric", name="../../demo"),
    ],
)
def test_where_there_is_nothing_to_change(action: Action) -> None:
    with pytest.raises(Refusal):
        change(form_of(EVERYTHING), action)


@pytest.mark.parametrize("kind", [part.name for part in QUIZ_ITEMS])
def test_a_new_item_only_wants_what_an_author_must_say(kind: str) -> None:
    tree = form_of(EVERYTHING)
    tree["quiz"]["items"] = []
    tree = named(change(tree, Action(do="add", path="quiz.items", name=kind)).tree, {})
    assert {fault.path.rpartition(".")[2] for fault in checked(tree).errors} <= {
        "choices",
        "differences",
        "replies",
        "category",
        "text",
        "start",
        "to",
    }


# --- ids ---------------------------------------------------------------------------------------


def test_ids_are_made_of_words_and_kept() -> None:
    tree = form_of(EVERYTHING)
    taken = taken_by(tree)
    for words in ("Cómo se siente", "Cómo se siente", "", "你好", "Person"):
        tree["reflection"]["prompts"].append({"id": "", "text": words})
    prompts = named(tree, taken)["reflection"]["prompts"]
    assert [one["id"] for one in prompts] == [
        "person",
        "como_se_siente",
        "como_se_siente_2",
        "p1",
        "p2",
        "person_2",
    ]
    prompts[1]["text"] = "Something else"
    assert named(tree | {"reflection": tree["reflection"] | {"prompts": prompts}}, taken)[
        "reflection"
    ]["prompts"] == list(prompts)


def test_an_id_that_the_saved_unit_has_is_not_given_to_another_part() -> None:
    saved = form_of(EVERYTHING)
    tree = change(saved, Action(do="remove", path="reflection.prompts.0")).tree
    tree["reflection"]["prompts"].append({"id": "", "text": "Person"})
    assert named(tree, taken_by(saved))["reflection"]["prompts"][0]["id"] == "person_2"


def test_moments_and_endings_share_no_id() -> None:
    tree = form_of(EVERYTHING)
    dialogue = tree["quiz"]["items"][6]
    dialogue["ends"][0]["id"] = "n3"
    dialogue["nodes"].append({"id": "", "says": "", "inner": "", "choices": []})
    dialogue["ends"].append({"id": "", "debrief": ""})
    found = named(tree, {}, only_at_once=True)["quiz"]["items"][6]
    assert [one["id"] for one in found["nodes"] + found["ends"]] == [
        "n1",
        "n2",
        "n4",
        "n3",
        "end1",
    ]


def test_a_whole_unit_of_new_parts_gets_ids_that_hold() -> None:
    sent = {
        path: "" if path.endswith(".id") else value for path, value in flat(form_of(DEMO)).items()
    }
    tree = nested(sent)
    kept = named(tree, taken_by(form_of(DEMO)))
    for path, value in flat(kept).items():
        if path.endswith(".id"):
            assert value, path
    assert named(kept, {}) == kept


# --- what it comes to --------------------------------------------------------------------------


def test_totals_and_their_shares() -> None:
    tree = form_of(EVERYTHING)
    assert [(one.name, one.points, one.share) for one in totals(tree)] == [
        ("Notices", 2.0, 50),
        ("Asks", 2.0, 50),
    ]
    tree["reflection"]["rubric"]["criteria"][1]["weight"] = "much"
    assert [one.points for one in totals(tree)] == [2.0, 0.0]


def test_settings_in_words() -> None:
    tree = form_of(EVERYTHING)
    tree["settings"]["grading_mode"] = "reviewed"
    tree["quiz"]["weight"] = "3"
    assert sentences(tree) == (
        "The engine drafts marks; learners see them when a person releases them.",
        "Learners may hand in 2 times.",
        "The reflection is 25% of the score, the quiz 75%.",
        "A learner passes with 60% of the points.",
    )
    tree["quiz"]["on"] = ""
    tree["settings"]["weight"] = "0"
    tree["settings"]["max_attempts"] = "1"
    assert sentences(tree)[1:] == (
        "Learners hand in 1 time.",
        "The whole score comes from the reflection.",
        "A learner passes with 60% of the points.",
        "The unit’s weight is 0: it does not count in the course’s grade.",
    )
    assert sentences(form_of(Unit())) == (
        "Nothing in this unit is scored: there is no reflection and no quiz.",
    )


# --- over HTTP ---------------------------------------------------------------------------------


def form(workbench: Any) -> dict[str, str]:
    return flat(form_of(workbench.block("author_kim").unit))


def shown_version(workbench: Any) -> str:
    page = html.fromstring(workbench.view("author_kim", "studio_view"))
    return str(page.xpath("//@data-version")[0])


def test_the_page_holds_every_field_of_the_form(workbench: Any) -> None:
    page = html.fromstring(workbench.view("author_kim", "studio_view"))
    assert set(page.xpath("//@data-field")) == set(form(workbench))
    labelled = page.xpath("//*[@data-field][not(@type='hidden')]")
    for field in labelled:
        name = field.get("id")
        assert (
            field.get("aria-label")
            or field.getparent().tag == "label"
            or page.xpath(f"//label[@for='{name}']")
        ), name


def test_a_form_is_saved_and_everything_in_it_is_there(workbench: Any) -> None:
    sent = form(workbench) | {"settings.display_name": "Another title", "video.on": ""}
    answer = workbench.post(
        "author_kim", "studio_save", {"form": sent, "version": shown_version(workbench)}
    )
    unit = workbench.block("author_kim").unit
    assert unit.display_name == "Another title"
    assert unit.video is None
    assert unit == DEMO.model_copy(
        update={
            "display_name": "Another title",
            "steps": tuple(step for step in DEMO.steps if step.kind != "video"),
        }
    )
    assert answer["version"] == shown_version(workbench)


def test_what_is_wrong_is_never_half_saved(workbench: Any) -> None:
    sent = form(workbench) | {"settings.display_name": "New", "settings.pass_percent": "most"}
    answer = workbench.post("author_kim", "studio_save", {"form": sent}, status=422)
    assert answer["error"] == "1 error to mend before this can be saved."
    assert "Settings › To pass, percent Write a whole number, not “most”." in text(
        answer["regions"]["problems"]
    )
    assert workbench.block("author_kim").unit == DEMO


def test_steps_in_the_order_that_was_sent(workbench: Any) -> None:
    order = list(reversed(STEP_NAMES))
    workbench.post(
        "author_kim", "studio_save", {"form": form(workbench) | {"order": ",".join(order)}}
    )
    kinds = [step.kind for step in workbench.block("author_kim").unit.steps]
    assert kinds == [name for name in order if name in kinds]
    assert len(kinds) == len(DEMO.steps)


def test_two_authors_at_once(workbench: Any) -> None:
    opened = shown_version(workbench)
    mine = form(workbench) | {"settings.pass_percent": "70"}
    theirs = form(workbench) | {"settings.display_name": "Theirs"}
    workbench.post("author_kim", "studio_save", {"form": theirs, "version": opened})
    answer = workbench.post(
        "author_kim", "studio_save", {"form": mine, "version": opened}, status=409
    )
    rows = html.fragment_fromstring(answer["regions"]["conflict"]).xpath(".//tbody/tr")
    assert [[cell.text_content() for cell in row] for row in rows] == [
        ["Settings › Title", "Theirs", DEMO.display_name],
        ["Settings › To pass, percent", "60", "70"],
    ]
    assert workbench.block("author_kim").unit.display_name == "Theirs"
    taken = workbench.post("author_kim", "studio_start", {"name": "saved", "take": True})
    assert 'value="Theirs"' in taken["regions"]["body"]
    now = html.fragment_fromstring(answer["regions"]["conflict"]).xpath(".//@data-force")[0]
    assert taken["version"] == now == shown_version(workbench)
    workbench.post("author_kim", "studio_save", {"form": mine, "version": now})
    assert workbench.block("author_kim").unit.pass_percent == 70


def test_the_same_unit_saved_twice_is_no_conflict(workbench: Any) -> None:
    opened = shown_version(workbench)
    sent = form(workbench) | {"settings.display_name": "Once"}
    for _time in range(2):
        workbench.post("author_kim", "studio_save", {"form": sent, "version": opened})


def test_long_texts_that_differ_are_shown_where_they_do() -> None:
    prompt = DEMO.reflection.prompts[0]  # type: ignore[union-attr]
    before, after = "a" * 300 + " old " + "b" * 300, "a" * 300 + " new " + "b" * 300

    def unit(words: str) -> Unit:
        reflection = DEMO.reflection.model_copy(  # type: ignore[union-attr]
            update={"prompts": (prompt.model_copy(update={"text": words}),)}
        )
        assert isinstance(reflection, Reflection)
        return DEMO.model_copy(update={"steps": (reflection,)})

    (one,) = conflict.differences(unit(before), unit(after))
    assert one.where.startswith("Reflection › Question 1")
    assert " old " in one.theirs
    assert " new " in one.mine
    assert len(one.mine) < 250


@pytest.mark.parametrize("name", [*sorted(library.titles()), "blank"])
def test_a_start_is_shown_before_it_replaces_anything(workbench: Any, name: str) -> None:
    shown = workbench.post("author_kim", "studio_start", {"name": name})
    assert list(shown["regions"]) == ["look"]
    assert f'data-take="{name}"' in shown["regions"]["look"]
    taken = workbench.post("author_kim", "studio_start", {"name": name, "take": True})
    page = html.fragment_fromstring(taken["regions"]["body"])
    assert page.xpath("//*[@data-field='settings.display_name']/@value") == [
        starts.unit(name).display_name
    ]
    assert workbench.block("author_kim").unit == DEMO


def test_a_pasted_document_with_errors_is_not_taken(workbench: Any) -> None:
    sent = {"name": "olx", "olx": "<empathy><poem/></empathy>", "take": True}
    answer = workbench.post("author_kim", "studio_start", sent)
    assert list(answer["regions"]) == ["look"]
    assert "<poem> is not known here" in text(answer["regions"]["look"])
    assert "data-take" not in answer["regions"]["look"]
    sent["olx"] = "<empathy display_name='Pasted'><anchor>Why?</anchor></empathy>"
    assert "Pasted" in workbench.post("author_kim", "studio_start", sent)["regions"]["body"]


ASSESSMENT = """<openassessment><title>Waiting</title>
  <assessments><assessment name="staff-assessment" required="True"/></assessments>
  <prompts><prompt><description>What was the wait like for her?</description></prompt></prompts>
  <rubric><criterion><name>asks</name><label>Asks</label><prompt>Asks her</prompt>
    <option points="0"><name>no</name><label>No</label><explanation>Tells</explanation></option>
    <option points="1"><name>yes</name><label>Yes</label><explanation>Asks</explanation></option>
  </criterion></rubric></openassessment>"""


def test_another_block_is_taken_with_a_report(workbench: Any) -> None:
    sent = {"name": "olx", "olx": ASSESSMENT}
    shown = text(workbench.post("author_kim", "studio_start", sent)["regions"]["look"])
    assert "Waiting" in shown
    assert "What the import changed or left out:" in shown
    taken = workbench.post("author_kim", "studio_start", sent | {"take": True})
    page = html.fragment_fromstring(taken["regions"]["body"])
    assert page.xpath("//*[@data-field='reflection.rubric.criteria.0.name']/@value") == ["Asks"]
    sent["olx"] = "<openassessment/>"
    refused = workbench.post("author_kim", "studio_start", sent)["regions"]["look"]
    assert html.fragment_fromstring(refused).xpath("//*[@data-severity='error']/li")


def test_a_start_that_does_not_exist(workbench: Any) -> None:
    for name in ("poem", "../demo", ""):
        workbench.post("author_kim", "studio_start", {"name": name}, status=404)


def test_the_source_of_a_form_is_its_unit(workbench: Any) -> None:
    answer = workbench.post("author_kim", "studio_source", {"form": form(workbench)})
    assert answer["olx"] == olx.write(DEMO)
    broken = form(workbench) | {"video.watch_percent": "all"}
    workbench.post("author_kim", "studio_source", {"form": broken}, status=422)


def test_what_is_typed_comes_back_as_it_was_typed(workbench: Any) -> None:
    typed = {"settings.pass_percent": "sixty", "anchor.text": "<b>bold\n\n & <script>x</script>"}
    action = {"do": "add", "path": "quiz.items", "name": "single"}
    answer = workbench.post(
        "author_kim", "studio_edit", {"form": form(workbench) | typed, "action": action}
    )
    page = html.fragment_fromstring(answer["regions"]["body"])
    assert page.xpath("//input[@data-field='settings.pass_percent']/@value") == ["sixty"]
    assert (
        page.xpath("//textarea[@data-field='anchor.text']")[0].text.lstrip("\n")
        == (typed["anchor.text"])
    )
    assert page.xpath("//script") == []
    assert answer["errors"] == 2  # the percent, and no right choice yet
    assert answer["focus"] == f"quiz.items.{len(DEMO.quiz.items)}"  # type: ignore[union-attr]


def test_a_rubric_is_tried_and_nothing_is_kept(workbench: Any) -> None:
    from empathy_xblock import models

    words = "I noticed that the old man holds his tulips. He may be afraid; I would ask him."
    sent = form(workbench) | {"settings.pass_percent": "sixty"}  # an error elsewhere
    answer = workbench.post("author_kim", "studio_try", {"form": sent, "text": words})
    page = text(answer["regions"]["tried"])
    for criterion in DEMO.reflection.rubric.criteria:  # type: ignore[union-attr]
        assert criterion.name in page
    assert "% sure" in page
    assert "I would ask him." in page
    assert not models.Attempt.objects.exists()
    assert workbench.block("author_kim").unit == DEMO
    workbench.post("author_kim", "studio_try", {"form": sent, "text": "  "}, status=422)
    sent["reflection.rubric.criteria.0.name"] = ""
    workbench.post("author_kim", "studio_try", {"form": sent, "text": words}, status=422)


@pytest.mark.parametrize("person", ["student_1", "staff_anna", "none"])
@pytest.mark.parametrize(
    ("handler", "more"),
    [
        ("studio_check", {}),
        ("studio_save", {}),
        ("studio_source", {}),
        ("studio_edit", {"action": {"do": "show"}}),
        ("studio_try", {"text": "I would ask."}),
    ],
)
def test_only_authors(workbench: Any, person: str, handler: str, more: Any) -> None:
    response = workbench.request(person, handler, {"form": form(workbench), **more})
    assert response.status_code == 403
    assert workbench.block("author_kim").unit == DEMO
