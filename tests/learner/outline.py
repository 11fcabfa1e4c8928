"""A page as its reader meets it: one line for each thing said or offered, in order."""

from __future__ import annotations

from lxml import html as parser

_WORDS = (
    "blockquote caption details div fieldset footer form h3 h4 h5 h6 legend li nav ol p section "
    "summary table tbody thead tr ul video"
)
_BLOCK = frozenset(_WORDS.split())


def parsed(page: str) -> parser.HtmlElement:
    """Return the page's tree."""
    return parser.fragment_fromstring(page, create_parent="main")


def outline(page: str) -> str:
    """Return what is on the page, without what is hidden.

    `# ` begins a heading, `[ ]` holds a button, `< >` a link, `( )` an input, `[ / ]` a list to
    choose from; texts for screen readers alone stand in braces.
    """
    lines: list[str] = [""]
    _walk(parsed(page), lines)
    return "".join(f"{line}\n" for line in (" ".join(one.split()) for one in lines) if line)


def _text(element: parser.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _option(element: parser.HtmlElement) -> str:
    return f"{'*' if element.get('selected') is not None else ''}{_text(element)}"


def _walk(element: parser.HtmlElement, lines: list[str]) -> None:
    if not isinstance(element.tag, str):
        return
    block = element.tag in _BLOCK
    if block:
        lines.append("")
    unseen = element.get("aria-hidden") == "true" or element.get("type") == "hidden"
    if unseen or element.get("hidden") is not None:
        pass
    elif element.tag == "button":
        pressed = {"true": "*"}.get(element.get("aria-pressed", ""), "")
        lines[-1] += f"[{pressed}{_text(element)}] "
    elif element.get("role") == "button":
        lines[-1] += f"[{_text(element)}: {element.get('data-evidence')}] "
    elif element.tag == "a":
        lines[-1] += f"<{_text(element)}> "
    elif element.tag == "input":
        kept = "off" if element.get("disabled") is not None else ""
        lines[-1] += f"({'x' if element.get('checked') is not None else ' '}{kept}) "
    elif element.tag == "select":
        kept = "off: " if element.get("disabled") is not None else ""
        lines[-1] += f"[{kept}{' / '.join(_option(one) for one in element)}] "
    elif element.tag == "textarea":
        lines[-1] += f"|{element.text or ''}|"
    elif element.tag == "video":
        lines[-1] += f"video: {', '.join(s.get('src') for s in element.findall('source'))}"
    elif "empathy-hidden" in element.get("class", ""):
        lines[-1] += f"{{{_text(element)}}} " if _text(element) else ""
    else:
        if element.tag in ("h3", "h4", "h5", "h6"):
            lines[-1] += "#" * int(element.tag[1]) + " "
        lines[-1] += element.text or ""
        for child in element:
            _walk(child, lines)
            lines[-1] += child.tail or ""
        if element.tag in ("th", "td"):
            lines[-1] += " | "
    if block:
        lines.append("")
