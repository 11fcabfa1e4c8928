"""What the functions that `source` writes call while they draw."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.template import Context
from django.template.base import render_value_in_context
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.timezone import template_localtime

Draw = Callable[[Mapping[str, Any]], str]

#: Languages whose words are kept in a process; there are fewer in any installation.
LANGUAGES = 128

#: Counts up to here have their sentence kept, too.
COUNTS = 100

_MARKUP = re.compile("[&<>\"']").search
_PLAIN = Context()


def shown(value: Any) -> str:
    """Return a value as Django puts it on a page: localized, and escaped unless it is safe."""
    kind = type(value)
    if kind is SafeString:
        return value
    if kind is str:
        return escape(value) if _MARKUP(value) else value
    if kind is int and -1000 < value < 1000:
        return str(value)  # no language writes a separator into it
    return render_value_in_context(value, _PLAIN)


def look(value: Any, name: str, missing: Any) -> Any:
    """Return what a dot in a template means: a key, an attribute or a place; called if it can be.

    An error within a property goes up, as in Django.
    """
    found: Any
    if isinstance(value, Mapping) and name in value:
        found = value[name]
    else:
        try:
            found = getattr(value, name)
        except AttributeError:
            if name in dir(value):
                raise
            try:
                found = value[int(name)]
            except (IndexError, KeyError, TypeError, ValueError):
                return missing
    return _called(found) if callable(found) else found


def _called(found: Any) -> Any:
    if getattr(found, "do_not_call_in_templates", False):
        return found
    return "" if getattr(found, "alters_data", False) else found()


def several(values: Any) -> Collection[Any]:
    """Return what a loop goes through; nothing for None."""
    if values is None:
        return ()
    return values if hasattr(values, "__len__") else list(values)


def place(at: int, count: int, around: Mapping[str, Any]) -> dict[str, Any]:
    """Return `forloop`."""
    return {
        "counter0": at,
        "counter": at + 1,
        "revcounter": count - at,
        "revcounter0": count - at - 1,
        "first": at == 0,
        "last": at == count - 1,
        "parentloop": around,
    }


def compared(compare: Callable[[Any, Any], bool], one: Any, other: Any) -> bool:
    """Return how two values compare; False where they do not."""
    try:
        return compare(one, other)
    except TypeError:
        return False


def filtered(apply: Callable[..., Any], value: Any, *arguments: Any, safe: bool) -> Any:
    """Apply a filter. One that says so keeps what is safe so."""
    result = apply(value, *arguments)
    return mark_safe(result) if safe and isinstance(value, SafeData) else result


def local_time(value: Any) -> Any:
    """Return a time in the zone of whoever looks."""
    return template_localtime(value)


class Words:
    """What one template says, in one language: each text is looked up and escaped once.

    Catalogues are read when a process begins, so what was found once stays. Nothing of what a
    page is filled with is kept here, but small counts.
    """

    def __init__(self, said: Sequence[Callable[..., str]]) -> None:
        self._said = said
        self._kept: dict[Any, str] = {}

    def __getitem__(self, at: int) -> str:
        """Return a text that stands for itself."""
        kept = self._kept.get(at)
        if kept is None:
            kept = self._kept[at] = self._said[at]()
        return kept

    def counted(self, at: int, count: Any) -> str:
        """Return the form of a text that goes with a count."""
        if type(count) is not int or not 0 <= count < COUNTS:
            return self._said[at](count)
        kept = self._kept.get((at, count))
        if kept is None:
            kept = self._kept[at, count] = self._said[at](count)
        return kept

    def filled(self, at: int, values: Mapping[str, str]) -> str:
        """Return a text with its places filled; untranslated if the translation has others."""
        return self._fill(self[at], values, self._said[at])

    def counted_and_filled(self, at: int, count: Any, values: Mapping[str, str]) -> str:
        """Return the form that goes with a count, with its places filled."""
        return self._fill(self.counted(at, count), values, lambda: self._said[at](count))

    @staticmethod
    def _fill(text: str, values: Mapping[str, str], again: Callable[[], str]) -> str:
        try:
            return text % values
        except (KeyError, ValueError):
            with translation.override(None):
                return again() % values


class Vocabulary:
    """The words of one template by language."""

    def __init__(self, said: Iterable[Callable[..., str]]) -> None:
        texts = tuple(said)
        self._in = lru_cache(maxsize=LANGUAGES)(lambda _language: Words(texts))

    def now(self) -> Words:
        """Return the words in the language that is spoken now."""
        return self._in(translation.get_language())
