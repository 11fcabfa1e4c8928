"""Drawing templates: Django's language, read by Django once, then run as Python.

Django walks a template's tree at each drawing and asks every variable anew what it is; a
learner's page with its marks has three thousand. So each template is read by Django's own
parser, written as a function by `source`, and compiled once for the process. What it draws is
to the letter what Django's engine would: whatever a test draws is compared with that.

The platform's own `TEMPLATES` setting is left alone, so no template of ours can shadow one of
another app's.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

from empathy_xblock.rendering import source
from empathy_xblock.rendering.running import Draw

__all__ = ["render", "render_by_django"]


@cache
def _engine() -> Engine:
    return Engine(
        dirs=[str(Path(__file__).parents[1] / "templates")],
        loaders=[
            (
                "django.template.loaders.cached.Loader",
                ["django.template.loaders.filesystem.Loader"],
            )
        ],
        builtins=["django.templatetags.i18n", "empathy_xblock.templates.tags"],
        autoescape=True,
    )


@cache
def _drawing(template_name: str) -> Draw:
    """Return the function that draws that template. There are as many as files in a folder."""
    return source.function(template_name, _engine().get_template, _drawing)


def render(template_name: str, context: Mapping[str, Any]) -> SafeString:
    """Return the template of that name (below `templates/`) drawn with `context`."""
    return mark_safe(_drawing(template_name)(context))


def render_by_django(template_name: str, context: Mapping[str, Any]) -> SafeString:
    """Return what Django's engine draws, for tests to compare with."""
    return _engine().get_template(template_name).render(Context(dict(context)))
