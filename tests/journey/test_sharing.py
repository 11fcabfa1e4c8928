"""Hints at what is no honest offer."""

from __future__ import annotations

import pytest

from empathy_xblock.journey.sharing import spam_hints


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("If a caller sighs, I will ask what has happened so far.", ()),
        ("Když si volající povzdechne, zeptám se, co se zatím stalo.", ()),
        ("お客様がため息をついたら、まず何があったのかを聞きます。", ()),
        ("إذا تنهد المتصل فسأسأله عما حدث حتى الآن بهدوء", ()),
        ("See https://example.org for more of what we do here", ("link",)),
        ("The best loans are at fastloans.shop, come and see", ("link",)),
        ("At 10.30 I will call e.g. the ward again, as agreed", ()),
        ("WIN A PRIZE TODAY, CALL US NOW AND DO NOT WAIT", ("capitals",)),
        ("nice " * 20, ("repetition",)),
        ("This is so good!!!!!!!!!!!! really, all of it is", ("repetition",)),
        ("ok", ("few_words",)),
        ("12345 67890 !!!", ("few_words",)),
        ("", ("few_words",)),
        ("BUY NOW AT WWW.EXAMPLE.COM BUY NOW", ("link", "capitals")),
    ],
)
def test_hints(text, hints):
    assert spam_hints(text) == hints
