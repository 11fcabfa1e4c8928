"""Every kind of quiz item through the handlers: what is answered, refused, drawn and copied."""

from __future__ import annotations

import pytest
from lxml import html

from empathy_xblock.unit import olx
from empathy_xblock.unit.model import Quiz, Unit
from tests.journey.judging import EVERY_KIND, WAITING
from tests.learner.outline import outline

UNIT = Unit(max_attempts=2, steps=(Quiz(items=EVERY_KIND),))


@pytest.fixture
def quiz(workbench):
    """A unit of nothing but items, one of each kind."""
    workbench.post("author_kim", "studio_save", {"olx": olx.write(UNIT)})
    return workbench


def answer(quiz, item, response, number=1, status=200, student="ada"):
    sent = {"item": item, "response": response, "number": number}
    return quiz.post(student, "answer_item", sent, status=status)


def drawn(answered, item):
    """Return one item of an answer, as its reader meets it."""
    page = html.fragment_fromstring(answered["regions"]["quiz"], create_parent="div")
    (form,) = page.xpath(f"//form[@data-item='{item}']")
    return outline(html.tostring(form, encoding="unicode")).splitlines()


@pytest.mark.parametrize(
    ("item", "response", "announced"),
    [
        ("q1", ["b"], "1 of 1 point"),
        ("q2", ["a", "c"], "2 of 2 points"),
        ("q3", ["a=1", "b=2", "c=4", "d=1"], "4 of 4 points"),
        ("q3", ["a=2", "b=3", "c=3", "d=4"], "1.75 of 4 points"),
        ("q4", ["best=b", "worst=d"], "4 of 4 points"),
        ("q4", ["best=c", "worst=a"], "2 of 4 points"),
        ("q5", ["a=feels", "b=understands", "c=explores"], "3 of 3 points"),
        ("q6", ["a", "b"], "2 of 2 points"),
    ],
)
def test_an_answer(quiz, item, response, announced):
    answered = answer(quiz, item, response)
    assert answered["announce"] == announced
    assert answered["focus"].endswith(f"item-{item}-feedback")


@pytest.mark.parametrize(
    ("item", "response", "error"),
    [
        ("q1", [], "Choose an answer first."),
        ("q1", ["a", "b"], "Choose one answer."),
        ("q3", ["a=1", "b=2", "c=4"], "Rate every reply."),
        ("q3", [], "Rate every reply."),
        ("q4", ["best=b"], "Name both the best reply and the worst one."),
        (
            "q4",
            ["best=b", "worst=b"],
            "Name two different replies as the best and the worst.",
        ),
        ("q5", ["a=feels"], "Choose a group for every reply."),
        ("q6", [], "Choose an answer first."),
        (
            "q3",
            ["a=1", "b=2", "c=4", "d=7"],
            "This question was changed in the meantime. Reload the page to see it as it is now.",
        ),
        (
            "q5",
            ["a=x", "b=x", "c=x"],
            "This question was changed in the meantime. Reload the page to see it as it is now.",
        ),
    ],
)
def test_a_refusal_says_what_is_missing(quiz, item, response, error):
    answered = answer(quiz, item, response, status=422)
    assert answered == {"error": error, "field": "response"}


def test_a_rated_item_before_and_after(quiz):
    page = quiz.view("ada", "student_view")
    (form,) = html.document_fromstring(page).xpath("//form[@data-item='q3']")
    assert outline(html.tostring(form, encoding="unicode")).splitlines() == [
        "Question 3 of 6 He snaps at you. How appropriate is each reply?",
        "Rate each reply. 4 points.",
        "Hint",
        "You cannot see the notes.",
        *(
            line
            for reply in (
                "Lower your voice.",
                "Take a seat.",
                "Three hours is hard.",
                "All is fine.",
            )
            for line in (
                reply,
                "( ) Very inappropriate",
                "( ) Inappropriate",
                "( ) Appropriate",
                "( ) Very appropriate",
            )
        ),
        "[Check]",
        "2 tries left",
    ]
    once = drawn(answer(quiz, "q3", ["a=1", "b=3", "c=2", "d=2"]), "q3")
    assert [line for line in once if line.startswith(("Right", "Close", "Not yet", "Partly"))] == [
        "Right. The experts’ answer: Very inappropriate. 90% of them agree. Escalates.",
        "Close.",
        "Not yet.",
        "Close.",
        "Partly right, 2 of 4 points. The answers are those of 9 experts.",
    ]
    over = drawn(answer(quiz, "q3", ["a=1", "b=3", "c=2", "d=2"], number=2), "q3")
    assert "Hint" not in over
    assert [line for line in over if "experts’ answer" in line] == [
        "Right. The experts’ answer: Very inappropriate. 90% of them agree. Escalates.",
        "Close. The experts’ answer: Inappropriate. 80% of them agree. Leaves him alone.",
        "Not yet. The experts’ answer: Very appropriate. 100% of them agree. Acknowledges.",
        "Close. The experts’ answer: Very inappropriate. 70% of them agree. Unfounded.",
    ]


def test_where_experts_differ_it_is_said_and_does_not_count(workbench):
    replies = (
        WAITING.replies[0].model_copy(update={"agreement": 0.6}),
        *WAITING.replies[1:],
    )
    item = WAITING.model_copy(update={"replies": replies})
    source = olx.write(Unit(steps=(Quiz(items=(item,)),)))
    workbench.post("author_kim", "studio_save", {"olx": source})
    answered = answer(workbench, "q3", ["a=4", "b=2", "c=4", "d=1"])
    assert answered["announce"] == "4 of 4 points"
    assert (
        "Experts differ, so this reply is not scored. The experts’ answer: Very inappropriate. "
        "60% of them agree. Escalates."
    ) in drawn(answered, "q3")


def test_an_item_that_is_worth_nothing_is_kept_and_told_of_without_points(workbench):
    replies = tuple(one.model_copy(update={"agreement": 0.5}) for one in WAITING.replies)
    item = WAITING.model_copy(update={"replies": replies})
    source = olx.write(Unit(steps=(Quiz(items=(item,)),)))
    workbench.post("author_kim", "studio_save", {"olx": source})
    answered = answer(workbench, "q3", ["a=4", "b=4", "c=4", "d=4"])
    assert answered["announce"] == "Your answer is kept."
    lines = drawn(answered, "q3")
    assert "Rate each reply. Not scored." in lines
    assert lines[-1] == "The experts differ on all of these, so nothing here is scored."


def test_best_and_worst_and_groups_are_told_part_by_part(quiz):
    named = drawn(answer(quiz, "q4", ["best=c", "worst=d"]), "q4")
    assert [line for line in named if line.endswith(("her.", "points."))] == [
        "Name the best reply and the worst one. 4 points.",
        "Close. Leaves it to her.",
        "Right. This is the worst reply. Exposes her.",
        "Partly right, 3 of 4 points.",
    ]
    wrong = ["a=feels", "b=feels", "c=feels"]
    once = drawn(answer(quiz, "q5", wrong), "q5")
    assert [line for line in once if line.startswith(("Right", "Not"))] == [
        "Right. A feeling.",
        "Not yet.",
        "Not yet.",
    ]
    over = drawn(answer(quiz, "q5", wrong, number=2), "q5")
    assert [line for line in over if line.startswith("Not yet.")] == [
        "Not yet. Belongs to: Shows understanding. Says it.",
        "Not yet. Belongs to: Explores. Asks.",
    ]


def test_both_responses_stand_beside_each_other_with_names_of_their_own(quiz):
    lines = outline(quiz.view("ada", "student_view")).splitlines()
    at = lines.index("First response: it could be better")
    assert lines[at : at + 4] == [
        "First response: it could be better",
        "It will be fine.",
        "Second response: it does better",
        "That is a long wait. What did they tell you?",
    ]


def test_a_learners_copy_says_what_was_answered_in_words(quiz):
    for item, response in (
        ("q1", ["a"]),
        ("q3", ["a=1", "b=3", "c=4", "d=1"]),
        ("q4", ["best=c", "worst=d"]),
        ("q5", ["a=feels", "b=feels", "c=explores"]),
    ):
        answer(quiz, item, response)
    chosen = {one["item"]: one["chosen"] for one in quiz.post("ada", "export_mine", {})["quiz"]}
    assert chosen["q1"] == [{"choice": "a", "text": "Imagine yourself there"}]
    assert [(one["text"], one["answer"]) for one in chosen["q3"]] == [
        ("Lower your voice.", "Very inappropriate"),
        ("Take a seat.", "Appropriate"),
        ("Three hours is hard.", "Very appropriate"),
        ("All is fine.", "Very inappropriate"),
    ]
    assert chosen["q4"] == [
        {"choice": "c", "text": "Let me know if you need anything.", "answer": "Best"},
        {"choice": "d", "text": "Raise it in the stand-up.", "answer": "Worst"},
    ]
    assert [one["answer"] for one in chosen["q5"]] == [
        "Reacts with feeling",
        "Reacts with feeling",
        "Explores",
    ]


# --- an order of each learner's own ------------------------------------------------------------

SHUFFLED = Unit(
    steps=(Quiz(items=tuple(item.model_copy(update={"shuffle": True}) for item in EVERY_KIND)),)
)


def order(page, item="q3"):
    """Return the ids of an item's parts in the order in which they are drawn."""
    (form,) = html.document_fromstring(page).xpath(f"//form[@data-item='{item}']")
    seen = [one.split("=")[0] for one in form.xpath(".//input/@value")]
    return list(dict.fromkeys(seen))


@pytest.fixture
def shuffled(workbench):
    workbench.post("author_kim", "studio_save", {"olx": olx.write(SHUFFLED)})
    return workbench


def test_an_order_stays_at_every_visit_and_differs_between_learners(shuffled):
    people = [f"student_{number}" for number in range(12)]
    seen = {name: order(shuffled.view(name, "student_view")) for name in people}
    again = {name: order(shuffled.view(name, "student_view")) for name in people}
    assert seen == again
    assert {"".join(sorted(one)) for one in seen.values()} == {"abcd"}
    assert len({tuple(one) for one in seen.values()}) > 3


def test_an_answer_draws_the_order_that_was_seen_and_keeps_the_authors(shuffled):
    seen = order(shuffled.view("ada", "student_view"))
    answered = answer(shuffled, "q3", [f"{name}=2" for name in seen])
    assert order(answered["regions"]["quiz"]) == seen
    (kept,) = shuffled.post("ada", "export_mine", {})["quiz"]
    assert [one["choice"] for one in kept["chosen"]] == ["a", "b", "c", "d"]


def test_a_preview_is_shuffled_too_and_stays_as_it_is(shuffled):
    seen = order(shuffled.view("author_kim", "author_view"))
    assert sorted(seen) == ["a", "b", "c", "d"]
    assert order(shuffled.view("author_kim", "author_view")) == seen


def test_other_clients_get_the_authors_order_and_whether_to_shuffle(shuffled):
    data = shuffled.block("ada").student_view_data()["unit"]
    (item,) = [one for one in data["steps"][0]["items"] if one["id"] == "q3"]
    assert item["shuffle"] is True
    assert [one["id"] for one in item["choices"]] == ["a", "b", "c", "d"]
