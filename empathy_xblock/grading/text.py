"""Text as the engine sees it: sentences with their place, words, repeats and the language.

Everything works on characters of the learner's own text: a sentence is a span, and
`text[start:end]` is that sentence, stripped. Nothing here knows of rubrics or marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from empathy_xblock.grading import languages
from empathy_xblock.grading.marks import Span

#: Letters and digits of any script, with inner apostrophes and hyphens left to the pattern.
_WORD = re.compile(r"\w+(?:'\w+)*")

#: Characters that take no room, and letters that look like Latin ones.
_UNSEEN = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"

#: Stops that end a sentence, with closing quotes and brackets that belong to it.
_STOP = re.compile(rf"(?:[.!?…]+|[。！？؟۔।])[\"'”’»)\]{_UNSEEN}]*")

#: Line breaks, with the blanks around them.
_BREAK = re.compile(r"(?<![^\S\n\r])[^\S\n\r]*+(?:\r\n|[\n\r\u2028\u2029])\s*")

_LINE_ENDS = ("\n", "\r", "\u2028", "\u2029")

#: The mark at the head of a list entry.
_BULLET = re.compile(r"(?:[-*•–—+]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])\s")

#: A new sentence begun without a stop: "... felt sad The next day".
_RUN_ON = re.compile(
    r"[^\S\n\r](?<=[a-z].)[^\S\n\r]*(?=(?:The|This|That|These|Those|There|It|He|She|They|We|You|My|Our"
    r"|His|Her|Their|When|If|So|But|And|What|How|Why|In|On|At|After|Then|Next|Today|A|An)\s)"
)

_LAST_WORD = re.compile(r"(?:^|[\s(\"'“‘])([\w.]+)$")
_ABBREVIATIONS = frozenset(languages.ABBREVIATIONS.split())
_BEFORE_CAPITAL = frozenset(languages.TITLES.split())


#: Letters that look like Latin ones, with those.
_ALIKE = (
    "аa еe ёe оo рp сc уy хx іi їi ѕs јj ԁd һh ԛq ԝw кk мm тt ɡg αa οo νv ιi ρp υu κk εe "
    "АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЅS ЈJ ΑA ΒB ΕE ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ΖZ"
)
_SEEN = str.maketrans({**{pair[0]: pair[1] for pair in _ALIKE.split()}, **dict.fromkeys(_UNSEEN)})
_STRANGE = re.compile(f"[{''.join(map(chr, _SEEN))}]")
_HIDDEN_INSIDE = re.compile(rf"(?<=[a-zA-Z])[{_UNSEEN[1:]}]+(?=[a-zA-Z])")
_MIXED = re.compile(r"[a-zA-Z][\u0370-\u052f]|[\u0370-\u052f][a-zA-Z]")


@lru_cache(maxsize=256)
def words(text: str) -> tuple[str, ...]:
    """Return the words of `text` in lower case, apostrophes straightened.

    What is written to look like Latin letters counts as those where most letters are Latin.
    What was asked last is kept: one marking asks for the words of a sentence many times.
    """
    return tuple(_WORD.findall(straight(seen(text).lower())))


def straight(text: str) -> str:
    """Return `text` with straight apostrophes."""
    return text if text.isascii() else text.replace("’", "'").replace("ʼ", "'")


def seen(text: str) -> str:
    """Return `text` as a reader sees it: without unseen characters and look-alike letters."""
    if text.isascii() or not languages.is_latin(text):
        return text
    plain = unicodedata.normalize("NFKC", text)
    return plain.translate(_SEEN) if _STRANGE.search(plain) else plain


def is_disguised(text: str) -> bool:
    """Whether letters of other alphabets or unseen characters stand within Latin words.

    Soft hyphens are not minded, for word processors leave them behind.
    """
    return bool(_MIXED.search(text) or _HIDDEN_INSIDE.search(text))


def sentences(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of `text`, in order.

    Spans never overlap and are never empty; each is stripped of white space; together they
    hold every character that is not white space. Line breaks end a sentence unless the next
    line plainly goes on with it.
    """
    cuts = sorted({*_line_cuts(text), *_stop_cuts(text), *_run_on_cuts(text)})
    spans = _strip(text, cuts)
    again = _pasted_again(text, spans)
    return _strip(text, sorted({*cuts, *again})) if again else spans


def distinct(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return `spans` without those that say again, word for word, what an earlier one says."""
    seen: set[tuple[str, ...]] = set()
    kept: list[Span] = []
    for start, end in spans:
        key = words(text[start:end]) or (text[start:end],)
        if key not in seen:
            seen.add(key)
            kept.append((start, end))
    return tuple(kept)


def language(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`, or "und".

    English, Czech and some neighbors are told by their function words, other scripts by
    their letters where a script has one main language.
    """
    return languages.recognize(text, words(text))


def _strip(text: str, cuts: list[int]) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = 0
    for cut in [*cuts, len(text)]:
        piece = text[start:cut]
        left = len(piece) - len(piece.lstrip())
        body = piece.strip()
        if body:
            if spans and not any(character.isalnum() for character in body):
                spans[-1] = (spans[-1][0], start + left + len(body))
            else:
                spans.append((start + left, start + left + len(body)))
        start = cut
    return tuple(spans)


def _line_cuts(text: str) -> Iterable[int]:
    if not any(end in text for end in _LINE_ENDS):
        return
    for match in _BREAK.finditer(text):
        following = text[match.end() : match.end() + 1]
        blank_line = len(re.findall(r"\r\n|[\n\r\u2028\u2029]", match.group())) > 1
        goes_on = following.islower() and not _BULLET.match(text, match.end())
        if blank_line or not goes_on or text[match.start() - 1 : match.start()] in tuple(":;.!?"):
            yield match.end()


def _stop_cuts(text: str) -> Iterable[int]:
    for match in _STOP.finditer(text):
        end = match.end()
        if end < len(text) and not text[end].isspace():
            if _glued(text, match):
                yield end
            continue
        following = text[end:].lstrip()[:1] if end < len(text) else ""
        if not _inside(text, match, following):
            yield end


def _glued(text: str, match: re.Match[str]) -> bool:
    """Whether a stop without a space after it still ends a sentence: "sad.She"."""
    if match.group()[0] in "。！？؟۔।":
        return True
    before, after = text[: match.start()][-2:], text[match.end() : match.end() + 2]
    return (
        before.isalpha()
        and before.islower()
        and after[:1].isupper()
        and (after[1:].islower() or after[1:].isspace())
    )


def _inside(text: str, match: re.Match[str], following: str) -> bool:
    """Whether the stop stands inside a sentence: abbreviation, ellipsis, quoted question."""
    stop = match.group()
    small = following.islower()
    if stop.startswith(("..", "…")):
        return small
    if stop[-1] in "\"'”’»)]" and small:
        return True
    if stop != ".":
        return False
    head = _LAST_WORD.search(text[max(0, match.start() - 20) : match.start()])
    if head is None:
        return False
    token = head.group(1).lower()
    at_line_start = not text[: match.start() - len(token)].rstrip(" \t") or text[
        : match.start() - len(token)
    ].rstrip(" \t").endswith(("\n", "\r"))
    if at_line_start and (token.isdigit() or len(token) == 1):
        return True
    if len(token) == 1 and token.isalpha() and token != "i":
        return True
    bare = token.replace(".", "")
    return bare in _BEFORE_CAPITAL or ((bare in _ABBREVIATIONS or "." in token) and small)


def _run_on_cuts(text: str) -> Iterable[int]:
    return (match.end() for match in _RUN_ON.finditer(text))


def _pasted_again(text: str, spans: tuple[Span, ...]) -> list[int]:
    """Where the first sentence stands again: a text pasted twice without a stop between."""
    if not spans:
        return []
    start, end = spans[0]
    first = text[start:end]
    if len(words(first)) < 4:
        return []
    found: list[int] = []
    at = text.find(first, end)
    while at != -1:
        if text[at - 1].isspace():
            found.append(at)
        at = text.find(first, at + len(first))
    return found
