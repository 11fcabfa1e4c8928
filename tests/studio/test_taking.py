"""What an author takes into the unit, and what goes with a criterion that is taken out."""

from __future__ import annotations

from typing import Any

import pytest

from empathy_xblock.records import api
from empathy_xblock.records.data import Place
from empathy_xblock.refusal import Refusal
from empathy_xblock.studio import editor
from empathy_xblock.studio.forms.changing import change
from empathy_xblock.studio.forms.form import Tree, flat, form_of, nested, unit_of
from empathy_xblock.studio.forms.ids import named
from empathy_xblock.studio.requests import Action, EditRequest, Kept
from empathy_xblock.studio.trial.taking import keep, offered, take
from tests.studio.forms import form, text
from tests.studio.units import EVERYTHING

CRITERIA = "reflection.rubric.criteria"
KEEP = {
    "text": "She waits.\n\n2 < 3 & <b>so</b> on.",
    "marks": [{"criterion": 1, "level": 0, "text": " Tells,\nno question. "}],
}


def kept(tree: Tree, sent: dict[str, Any]) -> Any:
    found = keep(tree, Kept.model_validate(sent, strict=False), {})
    return found, unit_of(named(found.tree, {})).reflection


def test_a_tried_answer_is_kept_with_the_authors_marks() -> None:
    found, reflection = kept(form_of(EVERYTHING), KEEP)
    assert found.focus == "reflection.anchor_answers.2"
    assert found.said == "Kept with the unit as sample answer 3. Save to keep it for good."
    answer = reflection.anchor_answers[2]
    assert (answer.id, answer.text) == (
        "answer3",
        "<p>She waits.</p>\n<p>2 &lt; 3 &amp; &lt;b&gt;so&lt;/b&gt; on.</p>",
    )
    assert [(m.criterion, m.level, m.text) for m in answer.marks] == [
        ("asks", "no", "Tells, no question.")
    ]


def test_criteria_that_are_not_saved_yet_get_the_ids_that_marks_need() -> None:
    tree = change(form_of(EVERYTHING), Action(do="add", path=CRITERIA)).tree
    tree["reflection"]["rubric"]["criteria"][2]["name"] = "Her view"
    sent = {"text": "She waits.", "marks": [{"criterion": 2, "level": 1, "text": ""}]}
    found, reflection = kept(tree, sent)
    assert reflection.anchor_answers[2].marks[0].criterion == "her_view"
    levels = {level.id for level in reflection.rubric.criteria[2].levels}
    assert reflection.anchor_answers[2].marks[0].level in levels
    drawn = nested(flat(found.tree))  # as the browser sends it back
    assert unit_of(named(drawn, {})).reflection == reflection


@pytest.mark.parametrize("marks", [[{"criterion": 2, "level": 0}], [{"criterion": 0, "level": 3}]])
def test_marks_on_what_is_not_there(marks: list[dict[str, int]]) -> None:
    with pytest.raises(Refusal):
        kept(form_of(EVERYTHING), {"text": "She waits.", "marks": marks})


def test_no_more_than_the_unit_holds() -> None:
    tree = form_of(EVERYTHING)
    answer = tree["reflection"]["anchor_answers"][0]
    tree["reflection"]["anchor_answers"] = [{**answer, "id": f"a{at}"} for at in range(30)]
    with pytest.raises(Refusal) as caught:
        kept(tree, KEEP)
    assert "at most 30 sample answers" in caught.value.message


def test_keeping_goes_through_the_editor_and_is_saved(workbench: Any) -> None:
    sent = {"form": form(workbench), "action": {"do": "keep"}, "answer": KEEP}
    answer = workbench.post("author_kim", "studio_edit", sent)
    assert answer["focus"] == "reflection.anchor_answers.5"
    assert 'data-field="reflection.anchor_answers.5.marks.0.level"' in answer["regions"]["body"]
    workbench.post("author_kim", "studio_edit", sent | {"answer": None}, status=422)


def test_marks_left_open_are_no_marks() -> None:
    tree = form_of(EVERYTHING)
    for mark in tree["reflection"]["anchor_answers"][0]["marks"]:
        mark["level"] = ""
    reflection = unit_of(tree).reflection
    assert reflection is not None
    assert [len(one.marks) for one in reflection.anchor_answers] == [0, 2]


# --- what goes with a criterion ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "marks", "said"),
    [
        (f"{CRITERIA}.0", ["asks no", "asks yes"], "2 marks on sample answers went with it."),
        (
            f"{CRITERIA}.0.levels.1",
            ["notices no", "asks no", "asks yes"],
            "1 mark on sample answers went with it.",
        ),
        (
            f"{CRITERIA}.0.levels.2",
            ["notices no", "asks no", "notices some", "asks yes"],
            "",
        ),
    ],
)
def test_marks_go_with_what_they_are_on(path: str, marks: list[str], said: str) -> None:
    changed = change(form_of(EVERYTHING), Action(do="remove", path=path))
    reflection = unit_of(named(changed.tree, {})).reflection
    assert reflection is not None
    there = [f"{m.criterion} {m.level}" for one in reflection.anchor_answers for m in one.marks]
    assert there == marks
    assert changed.said.partition(". ")[2] == said


def test_the_comments_on_a_criterion_stay_without_it() -> None:
    changed = change(form_of(EVERYTHING), Action(do="remove", path=f"{CRITERIA}.0"))
    reflection = unit_of(named(changed.tree, {})).reflection
    assert reflection is not None
    assert [(one.criterion, one.text) for one in reflection.comments] == [
        (None, "Which detail shows it?"),
        (None, "A close look."),
    ]


# --- comments that reviewers kept --------------------------------------------------------------

pytestmark = pytest.mark.django_db
PLACE = Place("empathy-unit.empathy.d0.u0", "workbench")


def snippets(*kept: tuple[str | None, str]) -> list[str]:
    """Have a reviewer keep these; return their names in the order kept."""
    return [
        str(api.keep_snippet(PLACE, criterion, words, author="rita").id)
        for criterion, words in kept
    ]


def bank(tree: Tree) -> list[tuple[str, str]]:
    return [(one["criterion"], one["text"]) for one in tree["reflection"]["comments"]]


HERE = [("notices", "Which detail shows it?"), ("", "A close look.")]


def test_what_reviewers_kept_is_offered_unless_it_is_there() -> None:
    snippets(("asks", "What would you ask?"), ("gone", "Say more."), (None, "A close look."))
    tree = form_of(EVERYTHING)
    assert [(one.criterion, one.about, one.text) for one in offered(tree, PLACE)] == [
        ("asks", "Asks", "What would you ask?"),
        ("", "", "Say more."),
    ]
    assert offered(tree, Place("elsewhere", "workbench")) == ()
    assert offered(tree, None) == ()


def test_one_is_taken_in_and_then_all() -> None:
    name, _other = snippets(("asks", "What would you ask?"), (None, "Say more."))
    one = take(form_of(EVERYTHING), name, PLACE)
    assert bank(one.tree) == [*HERE, ("asks", "What would you ask?")]
    assert one.said == "1 comment is in the unit now. Save to keep it."
    every = take(form_of(EVERYTHING), "", PLACE)
    assert bank(every.tree) == [*HERE, ("asks", "What would you ask?"), ("", "Say more.")]
    again = take(every.tree, "", PLACE)
    assert bank(again.tree) == bank(every.tree)


def test_a_full_bank_takes_no_more() -> None:
    snippets(("asks", "What would you ask?"))
    tree = form_of(EVERYTHING)
    tree["reflection"]["comments"] = [
        {"id": f"k{at}", "criterion": "", "text": f"{at}"} for at in range(100)
    ]
    with pytest.raises(Refusal) as caught:
        take(tree, "", PLACE)
    assert "at most 100 comments" in caught.value.message


def test_the_editor_offers_them_and_takes_one_in() -> None:
    (name,) = snippets(("asks", "What would you ask? <b>"))
    sent = EditRequest(form=flat(form_of(EVERYTHING)), action=Action(do="bank", name=name))
    page = editor.edit(EditRequest(form=sent.form, action=Action(do="show")), EVERYTHING, PLACE)[
        "regions"
    ]["body"]
    assert "Comments that reviewers kept: 1" in text(page)
    assert "What would you ask? <b>" not in page
    answer = editor.edit(sent, EVERYTHING, PLACE)
    assert answer["focus"] == "reflection.comments.2"
    assert "Comments that reviewers kept" not in answer["regions"]["body"]
