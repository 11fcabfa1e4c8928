"""The canonical form of simple HTML, as a table."""

from __future__ import annotations

import pytest

from empathy_xblock.unit.html import clean, line, plain


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        ("  plain \n text ", "plain text"),
        ("x & y < z", "x &amp; y &lt; z"),
        ("a<br/>b", "a<br>b"),
        ("a <br> b", "a<br>b"),
        ("<p>a</p><p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("<p>\n a\n </p>\n\n\n<p>b</p>\n", "<p>a</p>\n<p>b</p>"),
        ("before<p>a</p>after", "before\n<p>a</p>\nafter"),
        ("<ul><li>a</li><li>b</li></ul>", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("<p>a", "<p>a</p>"),
        ("<b>a</b> <i>b</i>", "<b>a </b><i>b</i>"),
        ("x <b>a</b> y", "x <b>a</b> y"),
        ("<p> <b>a</b> </p>", "<p><b>a</b></p>"),
        ("<p><b> a </b><br> <i> b</i>", "<p><b>a</b><br><i>b</i></p>"),
        ("a&nbsp;b <b>c</b>", "a\xa0b <b>c</b>"),
        ("a\x00b\x1b\ud800\ufffe", "ab"),
        ("<span lang='fr' class='x'>oui</span>", '<span lang="fr">oui</span>'),
        ("<h1>a</h1><h4>b</h4>", "a\n<h4>b</h4>"),
        ("<p><table><td><p>x</p></td></table></p>", "<p></p>\n<p>x</p>\n<p></p>"),
        ("<b><p>x</b>y</p>", "<b></b>\n<p><b>x</b>y</p>"),
        ('<a title="a<b>&quot;c" href="/?a&amp;b">x</a>', None),
    ],
)
def test_clean(given: str, expected: str | None) -> None:
    cleaned = clean(given)
    assert clean(cleaned) == cleaned
    if expected is not None:
        assert cleaned == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<p>a</p>\n<p>b &amp; c</p>", "a\nb & c"),
        ("a<br>b", "a\nb"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "a\nb"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_plain(given: str, expected: str) -> None:
    assert plain(given) == expected


def test_line_keeps_other_spaces_than_those_of_ascii() -> None:
    assert line(" Wie\xa0geht's\u202f?\r\n Gut\x07 ") == "Wie\xa0geht's\u202f? Gut"
