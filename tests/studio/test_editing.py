"""Changing a form's shape, and what its numbers come to."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from empathy_xblock.refusal import Refusal
from empathy_xblock.studio import editor, starts
from empathy_xblock.studio.consequences import sentences, totals
from empathy_xblock.studio.faults import checked
from empathy_xblock.studio.forms.changing import change
from empathy_xblock.studio.forms.form import form_of, unit_of
from empathy_xblock.studio.forms.ids import named
from empathy_xblock.studio.forms.table_items import QUIZ_ITEMS
from empathy_xblock.studio.requests import Action, EditRequest
from empathy_xblock.unit import library
from empathy_xblock.unit.model import Unit
from tests.studio.forms import form, text
from tests.studio.units import EVERYTHING

DEMO = library.load("demo")


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
    assert names(gone.tree) == ["Asks"]
    assert gone.said == ("Removed: Criterion 1 “Notices”. 2 marks on sample answers went with it.")
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
        "Learners may submit 2 times.",
        "For 14 days after a release, learners may ask for another look at a mark.",
        "The reflection is 25% of the score, the quiz 75%.",
        "A learner passes with 60% of the points.",
    )
    tree["quiz"]["on"] = ""
    tree["settings"]["weight"] = "0"
    tree["settings"]["max_attempts"] = "1"
    tree["reflection"]["another_look_days"] = "0"
    assert sentences(tree)[1:] == (
        "Learners submit 1 time.",
        "Learners cannot ask for another look at a mark.",
        "The whole score comes from the reflection.",
        "A learner passes with 60% of the points.",
        "The unit’s weight is 0: it does not count in the course’s grade.",
    )
    assert sentences(form_of(Unit())) == (
        "Nothing in this unit is scored: there is no reflection and no quiz.",
    )


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        ("0", []),
        ("none", []),
        ("5", ["Two people read one reflection in twenty."]),
        ("10", ["Two people read one reflection in ten."]),
        ("1", ["Two people read one reflection in 100."]),
        ("15", ["Two people read 15 of 100 reflections."]),
        ("100", ["Two people read every reflection."]),
    ],
)
def test_how_marking_is_shared_in_words(percent: str, words: list[str]) -> None:
    tree = form_of(EVERYTHING)
    tree["reflection"]["second_reader_percent"] = percent
    assert [one for one in sentences(tree) if one.startswith("Two people")] == words
    tree["reflection"]["anonymous_marking"] = "true"
    assert "Reviewers see no names, unless they ask for one." in sentences(tree)
    tree["settings"]["grading_mode"] = "participation"
    assert not [one for one in sentences(tree) if "people" in one or "Reviewers" in one]


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
