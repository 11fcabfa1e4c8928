"""What a template draws as Python is what Django's own engine draws of it.

Every page that any test draws is compared (tests/conftest.py); here are the corners of the
language, each as a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from empathy_xblock import rendering
from empathy_xblock.rendering import source

TEMPLATES = Path(rendering.__file__).parents[1] / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


@dataclass(frozen=True)
class Person:
    name: str
    friends: tuple[Any, ...] = ()

    def greeting(self) -> str:
        return f"Hello, {self.name}"

    def forget(self) -> str:
        raise AssertionError("a template must not change anything")

    forget.alters_data = True  # type: ignore[attr-defined]

    @property
    def broken(self) -> str:
        raise AttributeError("within")


ANNA = Person("Anna <b>", (Person("Bo"), Person("Cem & Co")))

CONTEXT = {
    "text": '5 < 6 & "so" on\'s',
    "safe": mark_safe("<em>so</em>"),
    "lazy": gettext_lazy("Submit"),
    "none": None,
    "yes": True,
    "zero": 0,
    "many": 1234567,
    "half": 0.5,
    "exact": Decimal("12345.60"),
    "day": date(2026, 3, 1),
    "moment": datetime(2026, 3, 1, 23, 30, tzinfo=UTC),
    "letters": ["a", "<b>", "c"],
    "empty": [],
    "pairs": [("x", 1), ("y", 2)],
    "dict": {"key": "value", "items": "a key named items", "1": "one"},
    "plain": {"k1": "v<1>", "k2": "v2"},
    "anna": ANNA,
    "people": [ANNA, Person("Dee")],
    "other": "row.html",
}

ROWS = {
    "values": "{{ text }}|{{ safe }}|{{ lazy }}|{{ none }}|{{ yes }}|{{ zero }}|{{ many }}"
    "|{{ half }}|{{ exact }}|{{ day }}|{{ moment }}|{{ letters }}|{{ 'lit <' }}|{{ 3 }}|{{ 2.5 }}",
    "what is not there": "[{{ gone }}|{{ gone.deep.er }}|{{ anna.gone }}|{{ none.x }}"
    "|{{ letters.7 }}]",
    "dots": "{{ dict.key }} {{ dict.items }} {{ dict.1 }} {{ letters.1 }} {{ anna.name }} "
    "{{ anna.friends.0.name }} {{ anna.greeting }} [{{ anna.forget }}] {{ people.1.greeting }}",
    "filters": "{{ letters|join:', ' }} {{ gone|default:'none <' }} {{ text|truncatechars:4 }} "
    "{{ safe|truncatechars:30 }} {{ text|linebreaks }} {{ safe|linebreaksbr }} "
    "{{ letters|length }} "
    "{{ yes|yesno:'true,false' }} {{ half|stringformat:'.2f' }} {{ 'a'|add:text }} "
    "{{ half|number }} "
    "{{ many|whole }} {{ safe|authored }} {{ text|authored }} {{ text|single_quoted }} "
    "{{ none|default_if_none:'' }} {{ moment|date:'c' }} {{ moment|date:'DATETIME_FORMAT' }} "
    "{{ gone|length }} {{ gone|date:'c' }}",
    "conditions": "{% if text %}1{% endif %}{% if gone %}2{% else %}3{% endif %}"
    "{% if zero %}4{% elif many > 3 and not none %}5{% endif %}{% if none is None %}6{% endif %}"
    "{% if none > 3 %}7{% else %}8{% endif %}{% if 'a' in letters %}9{% endif %}"
    "{% if 'a' not in letters or letters|length >= 3 %}A{% endif %}{% if 1 in none %}B{% endif %}"
    "{% if anna.name != 'Bo' %}C{% endif %}{% if yes is not True %}D{% endif %}"
    "{% if half <= 0.5 %}E{% endif %}{% if gone == None %}F{% endif %}"
    "{% if gone == '' %}G{% endif %}"
    "{% if zero < half %}{% endif %}",
    "loops": "{% for x in letters %}{{ x }}{% if not forloop.last %}, {% endif %}{% endfor %}"
    "{% for x in empty %}{{ x }}{% empty %}none{% endfor %}{% for x in gone %}{{ x }}{% endfor %}"
    "{% for a, b in pairs %}{{ a }}={{ b }}{{ forloop.counter }}"
    "{{ forloop.revcounter0 }};{% endfor %}"
    "{% for x in letters reversed %}{{ forloop.counter0 }}{{ x }}{% endfor %}"
    "{% for k, v in plain.items %}{{ k }}{{ v }}{% endfor %}{{ x }}",
    "loops within loops": "{% for one in people %}{% for friend in one.friends %}"
    "{{ forloop.parentloop.counter }}.{{ forloop.counter }} {{ friend.name }} of {{ one.name }};"
    "{% empty %}nobody{% endfor %}{% endfor %}",
    "names": "{% with text=letters more=text %}{{ text }}{{ more }}{% endwith %}"
    "{{ text }}{{ more }}",
    "said": "{% translate 'Submit' %}{% translate \"50%% & <b>\" %}"
    "{% blocktranslate %}Steps of {{ text }}{% endblocktranslate %}"
    "{% blocktranslate with percent=many %}{{ percent }}%{% endblocktranslate %}"
    "{% blocktranslate trimmed %}\n  two\n  lines {{ gone }}\n{% endblocktranslate %}"
    "{% blocktranslate with a=safe b=half %}{{ a }} {{ b }} {{ text }}{% endblocktranslate %}",
    "counted": "{% for n in counts %}{% blocktranslate count left=n %}{{ left }} try left"
    "{% plural %}{{ left }} tries left{% endblocktranslate %};{% endfor %}"
    "{% blocktranslate count points=half|whole with shown=half|number %}{{ shown }} point"
    "{% plural %}{{ shown }} points{% endblocktranslate %}",
    "in a context": "{% translate 'May' context 'month' %}"
    "{% blocktranslate context 'a' with x=text %}is {{ x }}{% endblocktranslate %}"
    "{% blocktranslate context 'a' count n=zero %}{{ n }} one{% plural %}"
    "{{ n }} ones{% endblocktranslate %}",
    "includes": "{% for x in letters %}{% include 'row.html' %}{% endfor %}"
    "{% include 'row.html' with x=text only %}{% include 'row.html' with x=text %}"
    "{% for x in letters %}{% include other %}{% include other with text=x only %}{% endfor %}"
    "{% include 'tree.html' with of=people %}",
    "a text to translate as a value": "{{ _('Submit') }}{{ gone|default:_('Submit') }}",
    "nothing": "{# not said #}{% comment %}nor this {{ x }}{% endcomment %}",
}
MORE = {
    "row.html": "<{{ x }}|{{ text }}|{{ forloop.counter }}>",
    "tree.html": "{% for one in of %}({{ one.name }}"
    "{% include 'tree.html' with of=one.friends %}){% endfor %}",
}


def engine(templates: dict[str, str]) -> Engine:
    return Engine(
        loaders=[("django.template.loaders.locmem.Loader", templates)],
        builtins=["django.templatetags.i18n", "empathy_xblock.templates.tags"],
    )


def drawn(templates: dict[str, str], name: str, context: dict[str, Any]) -> str:
    known = engine(templates)

    def drawing(one: str) -> Any:
        return source.function(one, known.get_template, drawing)

    return drawing(name)(context)


@pytest.mark.parametrize("language", ["en", "de", "ar"])
@pytest.mark.parametrize("row", ROWS)
def test_what_is_drawn(row: str, language: str, settings: Any) -> None:
    settings.USE_THOUSAND_SEPARATOR = True
    settings.TIME_ZONE = "Asia/Kolkata"
    templates = {"it.html": ROWS[row], **MORE}
    context = {**CONTEXT, "counts": [0, 1, 2, 250]}
    with translation.override(language):
        by_django = engine(templates).get_template("it.html").render(Context(context))
        assert drawn(templates, "it.html", context) == by_django
        if row != "nothing":
            assert by_django.strip()


def test_one_language_after_the_other() -> None:
    """What is said is kept for each language by itself."""
    draw = source.function(
        "it.html", engine({"it.html": "{% translate 'Submit' %}"}).get_template, lambda name: None
    )
    said = []
    for language in ("en", "de", "ar", "en"):
        with translation.override(language):
            said.append(draw({}))
    assert said[0] == said[3] == "Submit"
    assert len(set(said)) == 3


def test_a_broken_translation_is_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """One with a place that the text does not have: the text as it was written."""
    monkeypatch.setattr(
        translation, "gettext", lambda text: text if not translation.get_language() else "%(no)s"
    )
    template = "{% blocktranslate %}Steps of {{ title }}{% endblocktranslate %}"
    assert drawn({"it.html": template}, "it.html", {"title": "<b>"}) == "Steps of &lt;b&gt;"


def test_an_error_within_a_property_goes_up() -> None:
    with pytest.raises(AttributeError, match="within"):
        drawn({"it.html": "{{ anna.broken }}"}, "it.html", CONTEXT)


@pytest.mark.parametrize(
    "template",
    [
        "{% now 'Y' %}",
        "{% translate text %}",
        "{% translate 'a' as b %}",
        "{% blocktranslate asvar b %}a{% endblocktranslate %}",
    ],
)
def test_what_no_template_of_ours_uses_is_refused(template: str) -> None:
    """At the first drawing, and so in `test_every_template` here, not on a learner's page."""
    with pytest.raises(TemplateSyntaxError):
        drawn({"it.html": template}, "it.html", {})


@pytest.mark.parametrize("name", NAMES)
def test_every_template(name: str) -> None:
    """Each can be written as Python, and draws nothing of a visitor's: there is no context."""
    assert callable(rendering._drawing(name))


def test_a_traceback_shows_the_line() -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        drawn({"it.html": "text {{ one.name }}"}, "it.html", {"one": Fails()})
    assert "look(c.get('one'" in str(raised.traceback[-3])


class Fails:
    @property
    def name(self) -> str:
        raise ZeroDivisionError
