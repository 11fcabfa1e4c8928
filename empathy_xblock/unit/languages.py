"""Language tags (BCP 47): which are well-formed, how they are written, and which way they run."""

from __future__ import annotations

from re import compile as pattern

#: RFC 5646 asks for room for so many characters.
LONGEST = 35

#: What RFC 5646, 2.1 calls well-formed, without the tags it keeps for old ones (`i-klingon`) and
#: for languages that no register has.
WELL_FORMED = (
    r"(?i)^[a-z]{2,3}(-[a-z]{3}){0,3}"  # language, and its extensions
    r"(-[a-z]{4})?"  # script
    r"(-([a-z]{2}|[0-9]{3}))?"  # region
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
    r"(-[a-wy-z0-9](-[a-z0-9]{2,8})+)*"  # extensions
    r"(-x(-[a-z0-9]{1,8})+)?$"  # private use
)

_LANGUAGES = "ar arc arz ckb dv fa he ks lrc mzn nqo pnb ps sd syr ug ur yi"
_SCRIPTS = "adlm arab aran hebr mand nkoo rohg samr syrc thaa"
#: What is written from right to left (CLDR 46, `characterOrder` and its metadata of scripts).
_RIGHT_TO_LEFT = frozenset([*_LANGUAGES.split(), *_SCRIPTS.split()])

_SCRIPT = pattern(r"[a-z]{4}")
_SINGLETON = pattern(r"-[a-z0-9]-")  # what follows is an extension, or for private use


def canonical(tag: str) -> str:
    """Return a tag in the letters that RFC 5646, 2.1.1 recommends: `pt-BR`, `zh-Hans`.

    >>> canonical("ZH-hans-tw")
    'zh-Hans-TW'
    """
    first, *rest = tag.lower().split("-")
    written = [first]
    plain = False  # after a singleton everything is lower case
    for part in rest:
        plain = plain or len(part) == 1
        if not plain and len(part) == 2:
            part = part.upper()
        elif not plain and len(part) == 4 and part.isalpha():
            part = part.title()
        written.append(part)
    return "-".join(written)


def same(one: str, other: str) -> bool:
    """Say whether two tags mean one language, as far as both say: `en` and `en-US`, not `en-GB`.

    >>> same("en", "en-us"), same("en-GB", "en-US"), same("e", "en")
    (True, False, False)
    """
    short, long = sorted((f"{one}-".lower(), f"{other}-".lower()), key=len)
    return long.startswith(short) and direction(one) == direction(other)


def direction(tag: str) -> str:
    """Return how a language is written: `rtl` or `ltr`. A script that the tag names decides.

    >>> direction("ar"), direction("ar-Latn"), direction("az-Arab")
    ('rtl', 'ltr', 'rtl')
    """
    language, *rest = _SINGLETON.split(tag.lower(), maxsplit=1)[0].split("-")
    script = next((part for part in rest if _SCRIPT.fullmatch(part)), language)
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"
