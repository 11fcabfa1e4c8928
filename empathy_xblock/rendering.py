"""Drawing templates: one Django engine for the whole package, built once.

The platform's own `TEMPLATES` setting is left alone, so no template of ours can shadow one of
another app's, and the engine's cost is paid at the first page only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import SafeString


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
