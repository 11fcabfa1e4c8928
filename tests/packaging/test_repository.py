"""What the files at the top must agree on."""

from __future__ import annotations

import json
from pathlib import Path

from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]


def test_the_lock_names_no_registry():
    lock = (ROOT / "package-lock.json").read_text("utf-8")
    assert "resolved" not in lock
    assert "://" not in lock


def test_the_lock_is_of_this_package():
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"][""]
    assert locked["devDependencies"] == package["devDependencies"]


def messages(catalogue):
    """Return what is translated, by what is said, with plurals as one text."""
    found = {}
    for one in catalogue:
        said, translated = (
            text if isinstance(text, str) else "\0".join(text) for text in (one.id, one.string)
        )
        # An empty plural is compiled into what is said.
        if said and translated.strip("\0") and translated != said and not one.fuzzy:
            context = one.context.decode() if isinstance(one.context, bytes) else one.context
            found[context, said] = translated
    return found


def test_compiled_catalogues_are_those_of_the_sources():
    sources = sorted((ROOT / "translations").glob("*/LC_MESSAGES/text.po"))
    assert sources
    for source in sources:
        for name in ("text.mo", "django.mo"):  # for the platform's service, and for Django
            with source.open("rb") as written, source.with_name(name).open("rb") as compiled:
                assert messages(read_mo(compiled)) == messages(read_po(written)), (source, name)
