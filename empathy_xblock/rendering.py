"""Drawing templates: one Django engine for the whole package, built once.

The platform's own `TEMPLATES` setting is left alone, so no template of ours can shadow one of
another app's, and the engine's cost is paid at the first page only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from django.template import Context, Engine
from django.utils import translation
from django.utils.safestring import SafeString

__all__ = ["forget_words", "once", "render"]

Said = TypeVar("Said")

#: Languages whose words are kept in a process; there are fewer in any installation.
LANGUAGES = 128


@cache
def _engine() -> Engine:
    return Engine(
        dirs=[str(Path(__file__).parent / "templates")],
        loaders=[
            (
                "django.template.loaders.cached.Loader",
                ["django.template.loaders.filesystem.Loader"],
            )
        ],
        builtins=["django.templatetags.i18n", "empathy_xblock.templates.tags"],
        autoescape=True,
    )


def render(template_name: str, context: Mapping[str, Any]) -> SafeString:
    """Return the template of that name (below `templates/`) drawn with `context`."""
    return _engine().get_template(template_name).render(Context(dict(context)))


@lru_cache(maxsize=LANGUAGES)
def _said_in(_language: str | None) -> dict[Any, Any]:
    """Return what was said in a language so far, by what says it."""
    return {}


def once(say: Callable[[], Said]) -> Said:
    """Return what a function says in the language that is spoken now; it is called once."""
    said = _said_in(translation.get_language())
    if say not in said:
        said[say] = say()
    found: Said = said[say]
    return found


def forget_words() -> None:
    """Look every text up anew, for tests that put other words in its place."""
    _said_in.cache_clear()
    _engine.cache_clear()
