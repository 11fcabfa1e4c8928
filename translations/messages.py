"""Everything that is said, read out of the package into the catalogues beside this file.

`python translations/messages.py` reads and compiles, with `compile` it compiles alone. `make
messages` and `make translations` call it. Beside what Babel does by itself:

- A template's text stands in its catalogue as Django looks it up: with each per cent sign twice.
- A text with a per cent sign and names in braces is no format for the `%` operator.
- A catalogue is compiled twice: `text.mo` for the platform's service, `django.mo` for Django.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "empathy_xblock"

METHODS = [("**.py", "python"), ("templates/**.html", "django")]
OPTIONS = {"templates/**.html": {"trim_whitespace": "yes"}}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

PLACE = re.compile(r"%\(\w+\)[sd]|%%|%[sd]\b")
LONE = re.compile(r"%(?!\(\w+\)[sd]|%)(?<!%%)")

Said = str | tuple[str, ...]


def said() -> Catalog:
    """Return what the package says, without translations."""
    catalog = Catalog(project="empathy_xblock", charset="utf-8")
    found = extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS)
    for name, _line, text, _comments, context in found:
        place = Path(name).as_posix()
        catalog.add(_looked_up(place, text), None, [(place, None)], context=context)
    return _flagged(catalog)


def _flagged(catalog: Catalog) -> Catalog:
    """Take back what Babel guesses of a per cent sign that begins no place."""
    for message in catalog:
        if not any(map(PLACE.search, texts(message.id))):
            message.flags.discard("python-format")
    return catalog


def _looked_up(place: str, text: Said) -> Said:
    if not place.endswith(".html"):
        return text
    doubled = tuple(LONE.sub("%%", one) for one in ((text,) if isinstance(text, str) else text))
    return doubled[0] if isinstance(text, str) else doubled


def texts(text: Said | list[str]) -> tuple[str, ...]:
    """Return a text, or each of its plural forms."""
    return (text,) if isinstance(text, str) else tuple(text)


def catalogues() -> Iterator[Path]:
    """Yield the file of each language."""
    yield from sorted(HERE.glob("*/LC_MESSAGES/text.po"))


def read(path: Path) -> Catalog:
    """Return the catalogue of a language."""
    with path.open("rb") as file:
        return _flagged(read_po(file, locale=path.parts[-3]))


def update() -> None:
    """Give each catalogue what is said now; what is said no more goes."""
    template = said()
    for path in catalogues():
        catalog = read(path)
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        with path.open("wb") as file:
            write_po(file, catalog, width=0, sort_output=True, ignore_obsolete=True)


def compile_all() -> list[str]:
    """Write what programs read, unless something is wrong; return what is, a line each."""
    wrong = [
        f"{path.parts[-3]}: {fault} in {texts(message.id)[0]!r}"
        for path in catalogues()
        for message, faults in read(path).check()
        for fault in faults
    ]
    for path in () if wrong else catalogues():
        for name in ("text.mo", "django.mo"):
            with path.with_name(name).open("wb") as file:
                write_mo(file, read(path))
    return wrong


def is_translated(message: Message) -> bool:
    """Whether every form of a message has words."""
    return all(texts(message.string)) and bool(texts(message.string))


if __name__ == "__main__":
    if sys.argv[1:] != ["compile"]:
        update()
    sys.exit("\n".join(compile_all()) or 0)
