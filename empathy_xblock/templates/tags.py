"""Filters that templates need beyond Django's own."""

from __future__ import annotations

from django.template import Library
from django.utils.formats import number_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from empathy_xblock.templates.alike import alike
from empathy_xblock.templates.languages import in_its_language, marked
from empathy_xblock.unit.messages import Message

register = Library()
register.tag(alike)


@register.filter(is_safe=True)
def authored(html: str) -> SafeString:
    """Draw HTML that an author wrote. The unit's model has sanitized it on the way in."""
    return in_its_language(html)


@register.filter
def by_author(text: str) -> SafeString:
    """Draw plain text that an author wrote: a name, a statement."""
    return in_its_language(conditional_escape(text))


@register.simple_tag
def author_lang() -> SafeString:
    """Draw the attributes of an element in which no other can stand, as an option of a list."""
    return marked()


@register.filter
def single_quoted(text: str) -> SafeString:
    """Write text within an attribute's single quotes: JSON, which is full of double ones."""
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;")):
        text = text.replace(sign, entity)
    return mark_safe(text)


@register.filter
def bare(value: float) -> str:
    """Write a number for scripts, the same in every language: 2, 1.5, 0.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@register.filter
def number(value: float) -> str:
    """Draw points as the reader's language writes them, without an idle decimal: 2, 1.5 or 1,5."""
    # Django cuts off what is beyond the decimals it is asked for.
    return number_format(round(value, 2), len(bare(value).partition(".")[2]))


@register.filter
def percentage(value: float) -> str:
    """Draw a whole percentage: 44%, in German 44 %."""
    return gettext("%(percent)s%%") % {"percent": round(value)}


def hundredths(value: float) -> str:
    """Draw a figure with two decimals, and no minus before a zero."""
    return number_format(round(value, 2) + 0.0, 2)


@register.filter
def whole(value: float) -> int:
    """Return a whole number whose plural form fits `value`: 1.5 takes the plural, as 2 does."""
    return int(value) if value == int(value) else 2


@register.filter
def translated(message: str) -> str:
    """Say a message of the unit's room in the reader's language; other text as it is."""
    if not isinstance(message, Message):
        return message
    filled = {
        name: translated(value) if isinstance(value, str) else value
        for name, value in message.filled.items()
    }
    return gettext(message.template).format(**filled)
