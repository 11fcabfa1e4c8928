"""Saving what results of learners rest on: what is said first, and what is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from lxml import html

from empathy_xblock import compat, models
from empathy_xblock.grading import engine as engines
from empathy_xblock.records import api
from empathy_xblock.records.data import Learner
from empathy_xblock.studio import launched
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.model import Unit

DEMO = library.load("demo")

WORDS = {
    "person": "The old man with the tulips sits upright and I would ask him who they are for. " * 3,
    "act": "If a visitor asks me the same thing twice this week, then I will answer as if new.",
}


def place(workbench: Any) -> Any:
    return compat.place(workbench.block("author_kim"))


@pytest.fixture
def taught(workbench: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Three learners: the level of every criterion is 3, 2 and 1."""
    from empathy_xblock.grading.marks import Mark, Marking

    for name, level in (("ada", 3), ("ben", 2), ("cid", 1)):

        def mark(_text: str, rubric: Any, level: int = level, **_more: Any) -> Marking:
            marks = tuple(
                Mark(one.id, level, one.levels[level].points, 0.9, (0.1,) * 4, False, ())
                for one in rubric.criteria
            )
            return Marking("en", (), marks, "script 1")

        monkeypatch.setattr(engines, "mark", mark)
        learner = Learner(name * 8, name)
        api.submit(place(workbench), learner, workbench.block().unit, WORDS, 1, used=0)
    return workbench


def changed(act: Callable[[Any], Any]) -> str:
    document = DEMO.model_dump(mode="json")
    reflection = next(one for one in document["steps"] if one["kind"] == "reflection")
    # Comments and sample answers speak of criteria that may be gone.
    reflection.update(comments=(), anchor_answers=())
    act(reflection)
    return olx.write(Unit.model_validate(document))


def reword(reflection: Any) -> None:
    reflection["rubric"]["criteria"][0]["levels"][2]["text"] = "A typo less"


def cheapen(reflection: Any) -> None:
    for criterion in reflection["rubric"]["criteria"]:
        criterion["levels"][2]["points"] = 1


def shorten(reflection: Any) -> None:
    del reflection["rubric"]["criteria"][0]["levels"][2]


def drop(reflection: Any) -> None:
    del reflection["rubric"]["criteria"][1]


def save(workbench: Any, document: str, status: int = 200, **more: Any) -> Any:
    return workbench.post("author_kim", "studio_save", {"olx": document, **more}, status=status)


def page(answer: Any) -> Any:
    return html.fragment_fromstring(answer["regions"]["launched"], create_parent="div")


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def button(answer: Any) -> str:
    return str(page(answer).xpath("//@data-confirm")[0])


def source(workbench: Any) -> str:
    return olx.write(workbench.block("author_kim").unit)


def rubric(workbench: Any) -> Any:
    return workbench.block("author_kim").unit.reflection.rubric


def rubric_in(document: str) -> Any:
    unit = olx.read(document).unit
    assert unit is not None
    assert unit.reflection is not None
    return unit.reflection.rubric


def scores(workbench: Any) -> list[int]:
    here = place(workbench)
    unit = workbench.block().unit
    return [api.score(here, Learner(n * 8, n), unit).percent for n in ("ada", "ben", "cid")]


def test_wording_is_saved_at_once_and_moves_nothing(taught: Any) -> None:
    before = scores(taught)
    attempt = api.attempts(place(taught), Learner("ada" * 8, "ada"))[0]
    save(taught, changed(reword))
    assert scores(taught) == before
    kept = api.rubric(place(taught), attempt.rubric_digest)
    assert kept == DEMO.reflection.rubric  # type: ignore[union-attr]
    assert kept != taught.block().unit.reflection.rubric


def test_before_anybody_handed_in_all_is_saved_at_once(workbench: Any) -> None:
    save(workbench, changed(drop))
    save(workbench, olx.write(Unit()))
    save(workbench, olx.write(DEMO))


def test_what_changes_and_whose_scores(taught: Any) -> None:
    before = source(taught)
    answer = save(taught, changed(cheapen), status=409)
    assert answer["field"] == "confirm"
    assert answer["error"] == (
        "Not saved yet: results of learners rest on what you changed. See above, then confirm."
    )
    assert source(taught) == before
    said = [text(one) for one in page(answer).xpath("//ul[1]/li")]
    names = [c.name for c in DEMO.reflection.rubric.criteria]  # type: ignore[union-attr]
    assert said[:5] == [f"“Solid” of “{name}” is worth 1, 2 before." for name in names]
    assert text(page(answer).xpath("//p")[0]) == (
        "3 learners have submitted work here. 1 score would change: 0 up, 1 down."
    )
    assert [text(one) for one in page(answer).xpath("//ul[@class='empathy-shift-passes']/li")] == [
        "0 learners would pass who did not.",
        "0 learners who passed would not.",
    ]
    rows = {
        text(row.xpath("th")[0]): [text(cell) for cell in row.xpath("td")]
        for row in page(answer).xpath("//tbody/tr")
    }
    assert rows["50 to 59%"] == ["1", "1"]
    assert rows["30 to 39%"] == ["1", "0"]
    assert rows["10 to 19%"] == ["1", "2"]
    assert [text(one) for one in page(answer).xpath("//tfoot//td")] == ["0", "0"]


def test_confirmed_it_is_saved_and_is_a_version_of_its_own(taught: Any) -> None:
    answer = save(taught, changed(cheapen), status=409)
    before = scores(taught)
    save(taught, changed(cheapen), confirm=button(answer))
    assert rubric(taught) == rubric_in(changed(cheapen))
    # Nothing that is kept has moved.
    assert scores(taught) == before
    assert [one.reflections for one in api.versions(place(taught))] == [3, 0]
    # What is the same is saved again without a question.
    save(taught, changed(cheapen))


def test_a_confirmation_is_of_just_this_change(taught: Any) -> None:
    first = button(save(taught, changed(cheapen), status=409))
    second = save(taught, changed(drop), status=409, confirm=first)
    assert button(second) != first
    save(taught, changed(drop), confirm=button(second))
    # The document that is kept is another now.
    again = save(taught, changed(cheapen), status=409, confirm=first)
    assert button(again) not in (first, button(second))
    assert rubric(taught) == rubric_in(changed(drop))


@pytest.mark.parametrize("confirm", ["", "0" * 32, "yes"])
def test_a_guess_confirms_nothing(taught: Any, confirm: str) -> None:
    save(taught, changed(cheapen), status=409, confirm=confirm)
    assert source(taught) == olx.write(DEMO)


def test_the_form_and_the_document_are_confirmed_alike(taught: Any) -> None:
    from empathy_xblock.studio.forms.form import flat, form_of

    form = flat(form_of(Unit.model_validate(olx.read(changed(drop)).unit)))
    answer = taught.post("author_kim", "studio_save", {"form": form}, status=409)
    sent = {"form": form, "confirm": button(answer)}
    assert taught.post("author_kim", "studio_save", sent)["saved"]
    assert len(taught.block().unit.reflection.rubric.criteria) == 4


def test_a_level_that_is_gone_names_who_stands_on_it(taught: Any) -> None:
    answer = save(taught, changed(shorten), status=409)
    (detail,) = page(answer).xpath("//details")
    name = DEMO.reflection.rubric.criteria[0].name  # type: ignore[union-attr]
    assert text(detail.xpath("summary")[0]) == f"1 reflection stands on “Solid” of “{name}”"
    assert text(detail.xpath("p")[0]) == "ben"
    assert "1 reflection would wait for a person." in text(page(answer))


def test_nobody_is_named_where_marking_is_anonymous(taught: Any) -> None:
    document = changed(lambda one: one.update(anonymous_marking=True))
    save(taught, document)

    def both(reflection: Any) -> None:
        reflection.update(anonymous_marking=True)
        drop(reflection)

    answer = save(taught, changed(both), status=409)
    assert "Names are not shown" in text(page(answer).xpath("//details")[0])
    assert "ben" not in text(page(answer)).split()


def test_a_conflict_is_said_first(taught: Any) -> None:
    answer = save(taught, changed(cheapen), status=409, version="0" * 32)
    assert answer["field"] == "version"
    assert set(answer["regions"]) == {"conflict"}


def test_errors_are_said_first(taught: Any) -> None:
    answer = save(taught, "<empathy><poem/></empathy>", status=422)
    assert answer["field"] == "olx"


class TestInTheEditorAlone:
    """The same page for what is not saved."""

    def compare(self, workbench: Any, document: str, status: int = 200) -> Any:
        sent = {"olx": document}
        return workbench.post("author_kim", "studio_compare", sent, status=status)

    def test_it_keeps_nothing(self, taught: Any) -> None:
        before = (source(taught), models.RubricVersion.objects.count())
        answer = self.compare(taught, changed(cheapen))
        assert answer["announce"] == "What this would do is shown above the form. Nothing is saved."
        assert "1 score would change" in text(page(answer))
        assert page(answer).xpath("//@data-confirm") == []
        assert (source(taught), models.RubricVersion.objects.count()) == before

    def test_wording(self, taught: Any) -> None:
        answer = self.compare(taught, changed(reword))
        assert (
            answer["announce"]
            == "Nothing that learners’ results rest on has changed. You can save."
        )

    def test_nobody_there(self, workbench: Any) -> None:
        answer = self.compare(workbench, changed(drop))
        assert answer["announce"] == "Nobody has submitted anything here. You can save."

    def test_errors(self, taught: Any) -> None:
        self.compare(taught, "<empathy><poem/></empathy>", status=422)


class TestWhereItCannotBeCounted:
    def test_a_library(self) -> None:
        found = launched.consequences(None, DEMO, olx.read(changed(drop)).unit or DEMO)
        assert found is not None
        assert found.anybody
        drawn = text(html.fragment_fromstring(launched.draw(found, "x"), create_parent="div"))
        assert "cannot be counted here" in drawn
        assert not re.search(r"\b0 learners", drawn)

    def test_a_database_that_studio_does_not_share(
        self, taught: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(*_any: object, **_more: object) -> None:
            raise OperationalError("no such table: of somebody's words")

        monkeypatch.setattr(launched.api, "foresee", away)
        monkeypatch.setattr(launched.api, "keep_rubric", away)
        answer = save(taught, changed(drop), status=409)
        assert "could not be counted right now" in text(page(answer))
        assert "0 learners" not in text(page(answer))
        save(taught, changed(drop), confirm=button(answer))
        assert rubric(taught) == rubric_in(changed(drop))

    def test_before_there_is_anything_to_mark(self) -> None:
        assert launched.consequences(None, Unit(), DEMO) is None


def test_tokens_are_of_both_documents() -> None:
    tokens = {launched.token(*both) for both in (("a", "bc"), ("ab", "c"), ("a", "b"), ("b", "a"))}
    assert len(tokens) == 4
