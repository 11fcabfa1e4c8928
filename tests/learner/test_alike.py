"""What is drawn once for many learners is what would be drawn for each of them."""

from __future__ import annotations

import gc

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.utils import translation

from empathy_xblock import rendering
from empathy_xblock.learner.page import whole_page
from empathy_xblock.templates import alike
from empathy_xblock.templates.languages import written_in
from tests.learner.situations import SITUATIONS


def drawn_for_each(language: str, *, anew: bool) -> dict[str, str]:
    """Return every situation's page, each by an engine that has drawn nothing, or all by one."""
    rendering.forget_words()
    found = {}
    with translation.override(language):
        for name, situation in SITUATIONS.items():
            if anew:
                rendering.forget_words()
            found[name] = whole_page(situation)
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_who_was_there_before_makes_no_difference(language):
    alone = drawn_for_each(language, anew=True)
    after_others = drawn_for_each(language, anew=False)
    again = drawn_for_each(language, anew=False)
    for name, page in alone.items():
        assert after_others[name] == again[name] == page, name


def test_two_languages_one_after_the_other():
    alone = {one: drawn_for_each(one, anew=True) for one in ("en", "de")}
    rendering.forget_words()
    for name, situation in SITUATIONS.items():
        for language, pages in alone.items():
            with translation.override(language):
                assert whole_page(situation) == pages[name], (name, language)


def _tags() -> list[alike._Alike]:
    return [one for one in gc.get_objects() if isinstance(one, alike._Alike)]


def test_nothing_that_a_learner_wrote_stays():
    rendering.forget_words()
    gc.collect()
    written = {
        text
        for situation in SITUATIONS.values()
        for responses in (*situation.responses.values(), situation.draft.responses)
        for text in responses.values()
    } | {
        answer.text
        for situation in SITUATIONS.values()
        for answer in (situation.practice.anchor.before, situation.practice.anchor.after)
        if answer
    }
    said = {text for text in written if len(text) > 10}
    assert len(said) > 3
    for situation in SITUATIONS.values():
        whole_page(situation)
    kept = [str(piece) for tag in _tags() for one in tag._drawn.items() for piece in one]
    assert len(kept) > 20
    assert [text for text in said if any(text in piece for piece in kept)] == []


def _template(source: str) -> tuple[object, alike._Alike]:
    engine = Engine(builtins=["empathy_xblock.templates.tags"])
    template = engine.from_string(source)
    (tag,) = template.nodelist.get_nodes_by_type(alike._Alike)
    return template, tag


def test_it_is_drawn_anew_for_other_values_and_languages_only():
    class Counted:
        asked = 0

        def __str__(self) -> str:
            self.asked += 1
            return f"<{self.asked}>"

    counted = Counted()
    template, _tag = _template("{% alike who %}{{ counted|safe }}{% endalike %}")

    def draw(who: object) -> str:
        return template.render(Context({"who": who, "counted": counted}))

    assert [draw("a"), draw("a"), draw("b"), draw("a")] == ["<1>", "<1>", "<2>", "<1>"]
    with translation.override("de"):
        assert [draw("a"), draw("a")] == ["<3>", "<3>"]
    with written_in("cs"):
        assert [draw("a"), draw("a")] == ["<4>", "<4>"]
    assert draw("a") == "<1>"


def test_it_keeps_no_more_than_so_many():
    template, tag = _template("{% alike who %}{{ who }}{% endalike %}")
    for number in range(3 * alike.KEPT):
        assert template.render(Context({"who": number})) == str(number)
        assert len(tag._drawn) <= alike.KEPT


@pytest.mark.parametrize(
    "source", ["{% alike who %}never closed", "{% alike who| %}{% endalike %}"]
)
def test_a_tag_that_makes_no_sense_is_an_error(source):
    with pytest.raises(TemplateSyntaxError):
        _template(source)


def test_values_that_could_change_are_refused():
    template, _tag = _template("{% alike who %}{% endalike %}")
    with pytest.raises(TypeError, match="unhashable"):
        template.render(Context({"who": ["a list"]}))
