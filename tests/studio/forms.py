"""A form and a page as tests read them."""

from __future__ import annotations

from typing import Any

from lxml import html

from empathy_xblock.studio.forms.form import flat, form_of


def text(page: str) -> str:
    return " ".join(html.fragment_fromstring(page, create_parent="div").text_content().split())


def form(workbench: Any) -> dict[str, str]:
    return flat(form_of(workbench.block("author_kim").unit))


def shown_version(workbench: Any) -> str:
    page = html.fromstring(workbench.view("author_kim", "studio_view"))
    return str(page.xpath("//@data-version")[0])
