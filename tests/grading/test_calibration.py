"""Learning from marked texts: when, how well, and what a model says of itself."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from empathy_xblock.grading import regression
from empathy_xblock.grading.calibration import LEAST_EXAMPLES, Marked, Model, calibrate
from empathy_xblock.grading.engine import mark
from empathy_xblock.grading.learned import (
    CHOOSES_EVIDENCE,
    CriterionModel,
    Head,
    cumulated,
    judge,
    level_odds,
)
from empathy_xblock.grading.ordinal import logistic
from empathy_xblock.grading.terms import Terms
from empathy_xblock.unit.model import Rubric

LOW = (
    "The parcel was late and the form was blue.",
    "I closed the ticket after four minutes.",
    "The script was followed to the end.",
    "He asked for a refund and left the shop.",
)
HIGH = (
    "She looked frightened because her hands were shaking.",
    "He may have been ashamed, and he needed someone to say so.",
    "I think he was lonely when the others went home.",
    "She was worried about her son and hoped for a call.",
)


def examples(count: int, low: int, high: int) -> list[Marked]:
    """`count` texts by turns without and with a feeling named, marked `low` and `high`."""
    marked = []
    for at in range(count):
        source = HIGH if at % 2 else LOW
        text = f"{source[at // 2 % 4]} That was case {at}."
        marked.append(Marked(text, {"notices": high if at % 2 else low}))
    return marked


def test_few_examples_leave_the_rules(rubric: Rubric) -> None:
    model = calibrate(rubric, examples(LEAST_EXAMPLES - 1, 0, 2))
    assert {one.fitted for one in model.criteria} == {"rules"}
    assert model.criteria[0].examples == LEAST_EXAMPLES - 1
    assert model.criteria[0].reason == "fewer than 10 marked examples"
    text = "She was sad. I would ask her what she needs."
    assert mark(text, rubric, model=model) == mark(text, rubric)


def test_the_same_text_again_teaches_nothing(rubric: Rubric) -> None:
    again = [Marked(LOW[0], {"notices": at % 3}) for at in range(40)]
    model = calibrate(rubric, again)
    assert model.criteria[0].fitted == "rules"
    assert model.criteria[0].reason == "every example is the same text"


@pytest.mark.parametrize("different", [2, 3, 4])
def test_few_texts_many_times_are_no_obstacle(rubric: Rubric, different: int) -> None:
    few = examples(different, 0, 2)
    again = [Marked(few[at % different].text, {"notices": at % 3}) for at in range(40)]
    assert calibrate(rubric, again).criteria[0].examples == 40


def test_one_level_for_all_teaches_nothing(rubric: Rubric) -> None:
    model = calibrate(rubric, examples(20, 1, 1))
    assert model.criteria[0].reason == "every example has the same level"


def test_an_instructor_s_way_is_learned(rubric: Rubric) -> None:
    model = calibrate(rubric, examples(24, 1, 3))
    learned = model.criteria[0]
    assert learned.fitted == "learned"
    assert learned.reason == "by 10-fold check no worse than the rules"
    assert learned.loss is not None
    assert learned.rules_loss is not None
    assert learned.loss < learned.rules_loss
    for text, level in ((LOW[0], 1), (HIGH[0], 3)):
        one = mark(text, rubric, model=model).marks[0]
        assert one.level == level
        assert sum(one.probabilities) == pytest.approx(1)
    assert [one.fitted for one in model.criteria[1:]] == ["rules"] * 4


def test_marks_without_reason_leave_the_rules(rubric: Rubric) -> None:
    noise = [0, 3, 2, 0, 1, 3, 0, 2, 3, 1, 1, 2]
    same = [Marked(f"{HIGH[0]} Case {at}.", {"notices": 2}) for at in range(12)]
    texts = [Marked(one.text, {"notices": noise[at]}) for at, one in enumerate(same)]
    learned = calibrate(rubric, texts).criteria[0]
    assert learned.loss is not None
    assert learned.rules_loss is not None
    assert learned.fitted == "rules" or learned.loss <= learned.rules_loss


@pytest.mark.parametrize(("count", "folds"), [(60, 10), (120, 5), (402, 3)])
def test_the_more_examples_the_fewer_parts(rubric: Rubric, count: int, folds: int) -> None:
    reason = calibrate(rubric, examples(count, 0, 2)).criteria[0].reason
    assert reason.startswith(f"by {folds}-fold check")


def test_the_same_examples_give_the_same_model_and_it_survives_json(rubric: Rubric) -> None:
    model = calibrate(rubric, examples(20, 0, 3))
    assert calibrate(rubric, examples(20, 0, 3)) == model
    assert Model.model_validate_json(model.model_dump_json()) == model


def test_a_model_for_other_levels_or_features_is_not_used(rubric: Rubric) -> None:
    model = calibrate(rubric, examples(24, 1, 3))
    notices = rubric.criteria[0]
    assert model.criterion(notices) is not None
    assert model.model_copy(update={"features": ("other",)}).criterion(notices) is None
    shorter = notices.model_copy(update={"levels": notices.levels[:3]})
    assert model.criterion(shorter) is None


def test_a_level_that_is_none_is_refused(rubric: Rubric) -> None:
    with pytest.raises(ValueError, match="criterion “notices” has no level 4"):
        calibrate(rubric, [Marked("She was sad.", {"notices": 4})])


def test_padding_raises_no_learned_level(rubric: Rubric) -> None:
    model = calibrate(rubric, examples(24, 0, 3))
    for text in (*LOW, *HIGH):
        padded = text + " The building has three floors. The walls are green. Lunch is at noon." * 3
        plain, more = (mark(t, rubric, model=model).marks[0].level for t in (text, padded))
        assert more <= plain


def test_what_stands_in_one_text_only_is_not_kept(rubric: Rubric) -> None:
    marked = [
        *examples(24, 0, 3),
        Marked("Marigold was ashamed, 44 years old.", {"notices": 3}),
        Marked("Marigold was ashamed, 44 years old.", {"notices": 3}),
    ]
    model = calibrate(rubric, marked)
    assert model.criteria[0].fitted == "learned"
    assert "ashamed" in model.as_json()
    for word in ("marigold", "years old", "44 years"):
        assert word not in model.as_json()


def test_a_model_can_be_read_by_people(rubric: Rubric) -> None:
    model = calibrate(rubric, examples(40, 0, 3))
    assert Model.model_validate_json(model.as_json()) == model
    learned = model.criteria[0]
    assert any(line.startswith('    "=feeling": [') for line in model.as_json().splitlines())
    strongest = learned.strongest(3)
    assert len(strongest) == 10
    assert [weight for _, weight in strongest] == sorted((w for _, w in strongest), reverse=True)
    assert len(learned.heads) == len(learned.cuts) == 3
    assert all(len(row) == 6 and max(map(abs, row)) <= 99 for row in learned.terms.values())


def test_a_model_stays_small(rubric: Rubric) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    marked = [
        Marked(
            " ".join(
                f"{a}{letters[(at + step) % 26]}o was sad." for a in letters for step in (0, 1)
            ),
            {criterion.id: at % 4 for criterion in rubric.criteria},
        )
        for at in range(110)
    ]
    assert len(calibrate(rubric, marked).as_json()) < 100_000


@pytest.mark.parametrize("version", [2, 4])
def test_a_model_of_another_version_is_refused(version: int) -> None:
    with pytest.raises(ValidationError, match="schema_version"):
        Model.model_validate({"schema_version": version, "features": [], "criteria": []})


def test_copies_of_examples_are_not_seen_when_they_are_checked(rubric: Rubric) -> None:
    copies = [Marked(text, {"notices": 3 * high}) for high in (0, 1) for text in (LOW, HIGH)[high]]
    checked = calibrate(rubric, copies * 4).criteria[0]
    assert checked.examples == 32
    assert checked.loss is not None
    assert checked.loss > 0.05


def test_copies_of_examples_turn_no_level_round(rubric: Rubric) -> None:
    once, again = (calibrate(rubric, examples(24, 0, 3) * times) for times in (1, 3))
    for model in (once, again):
        low, high = (
            max(mark(text, rubric, model=model).marks[0].level for text in texts)
            for texts in (LOW, HIGH)
        )
        assert low < high


def test_evidence_is_whole_sentences_of_the_text(rubric: Rubric) -> None:
    model = calibrate(rubric, examples(24, 0, 3))
    text = f"{LOW[0]} {HIGH[0]} {LOW[1]}"
    (evidence,) = mark(text, rubric, model=model).marks[0].evidence
    assert text[slice(*evidence)] == HIGH[0]


@pytest.mark.parametrize(
    ("examples", "ruled", "shown"),
    [
        (CHOOSES_EVIDENCE - 1, [0], [0]),  # as the rules have it
        (CHOOSES_EVIDENCE - 1, [], [1]),  # they have none
        (CHOOSES_EVIDENCE, [0], [1]),
    ],
)
def test_from_how_many_examples_on_evidence_is_learned(
    examples: int, ruled: list[int], shown: list[int]
) -> None:
    head = Head(
        intercept=0.0,
        rules=0.0,
        sentence_scale=1.0,
        text=1.0,
        text_intercept=0.0,
        text_rules=0.0,
        text_scale=0.0,
        text_features=(),
    )
    model = CriterionModel(
        criterion="c",
        levels=2,
        examples=examples,
        fitted="learned",
        reason="",
        heads=(head,),
        cuts=(0.5,),
        terms={"far": (-6, 0), "best": (4, 0)},
    )
    spans = ((0, 1), (1, 2))
    terms = Terms(spans, ({"far": 1.0}, {"best": 1.0}), {})
    found = judge(model, terms, (), (0.5, 0.5), [spans[at] for at in ruled])
    assert found.evidence == tuple(spans[at] for at in shown)


@pytest.mark.parametrize(("facet", "shown"), [("", [1]), ("exploration", [1, 2]), ("notices", [1])])
def test_in_replies_what_stands_beside_evidence_is_read_with_it(
    facet: str, shown: list[int]
) -> None:
    head = Head(
        intercept=0.0,
        rules=0.0,
        sentence_scale=1.0,
        text=1.0,
        text_intercept=0.0,
        text_rules=0.0,
        text_scale=0.0,
        text_features=(),
    )
    weights = {"far": (-6,), "near": (-2,), "best": (4,)}
    model = CriterionModel(
        criterion="c",
        levels=2,
        examples=10,
        fitted="learned",
        reason="",
        heads=(head,),
        cuts=(0.5,),
        terms={name: (*row, 0) for name, row in weights.items()},
    )
    said = ("far", "best", "near", "far")
    usual = {"=exploration>=1": 0.12}
    spans = tuple((at, at + 1) for at in range(len(said)))
    terms = Terms(spans, tuple({name: 1.0, **usual} for name in said), {})
    found = judge(model, terms, (), (0.5, 0.5), (), facet)
    assert found.evidence == tuple(spans[at] for at in shown)


@pytest.mark.parametrize(
    "refused",
    [
        "I do not care that she looked frightened.",
        "I don't feel sorry that he was lonely.",
        "Nobody is sorry for her. I will not ask what she needs.",
    ],
)
def test_empathy_refused_stays_refused_whatever_was_learned(rubric: Rubric, refused: str) -> None:
    model = calibrate(rubric, examples(24, 0, 3))
    assert mark(HIGH[0], rubric, model=model).marks[0].level == 3
    assert mark(refused, rubric, model=model).marks[0].level == 0


def test_terms_are_as_telling_as_they_part_the_levels() -> None:
    rows = regression.rows([[(0, 1.0)], [(0, 2.0), (1, 1.0)], [(1, 1.0)], []], [0, 1, 2, 3], 3)
    reached = np.array([[1.0], [1.0], [0.0], [0.0]])
    ratios = regression.ratios(rows, reached, most=1.0)
    assert ratios.tolist() == pytest.approx([1.0, 0.0, 0.0])


def test_log_odds_of_levels_add_up_to_those_of_reaching_them() -> None:
    reached = [logistic(one) for one in cumulated(level_odds((0.2, 0.5, 0.3)))]
    assert reached == pytest.approx([0.8, 0.3])
