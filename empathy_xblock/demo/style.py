"""The style page: each component in each of its states, drawn with the product's own files.

    /style/?theme=dark&dir=rtl

What a partial of the product draws is drawn by it here, too, from the samples in `parts`; what is
only a class stands in `templates/workbench/style/`.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_page
from django.utils import translation

from empathy_xblock import rendering
from empathy_xblock.demo import parts

THEMES = ("light", "dark")
DIRECTIONS = {"ltr": "en", "rtl": "ar"}

#: What the product draws: a name for the style page, and the partials with what they are given.
DRAWN = {
    "steps": ("learner/steps.html", parts.STEPS),
    "score": ("learner/score.html", parts.SCORE),
    "chart": ("review/chart.html", parts.CHART),
    "agreement": ("review/agreement_table.html", parts.AGREEMENT),
    "levels": ("review/_levels.html", parts.LEVELS),
    "keys": ("review/keys.html", {"id": "style"}),
    "shift": ("changes/shift.html", parts.SHIFT),
    "batches": ("review/batches.html", parts.BATCHES),
    "wall": ("learner/wall.html", {"id": "style", "shared": ()}),
    "turn": ("learner/_dialogue_turn.html", {"turn": parts.TURN, "others": False, "last": False}),
}


def style_page(request: HttpRequest) -> HttpResponse:
    """Draw the style page in the theme and direction that the address asks for."""
    theme = request.GET.get("theme", THEMES[0])
    direction = request.GET.get("dir", "ltr")
    if theme not in THEMES or direction not in DIRECTIONS:
        return HttpResponse("theme is light or dark, dir is ltr or rtl", status=400)
    language = DIRECTIONS[direction]
    with translation.override(language):
        drawn = {name: rendering.render(*what) for name, what in DRAWN.items()}
        drawn["items"] = [
            rendering.render("learner/_item.html", {"items": parts.ITEMS, "item": item})
            for item in parts.ITEMS
        ]
        drawn["fields"] = [
            rendering.render("studio/field.html", {"member": member}) for member in parts.MEMBERS
        ]
        return render_page(
            request,
            "workbench/style.html",
            {
                "theme": theme,
                "direction": direction,
                "language": language,
                "themes": THEMES,
                "directions": DIRECTIONS,
                "drawn": drawn,
                "tokens": parts.TOKENS,
                "long": parts.LONG,
            },
        )
