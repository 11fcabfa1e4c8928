"""Composes what a sample learner writes, from the pieces of `samples.toml`.

The same random generator writes the same words, so a demo looks alike on every machine.
"""

from __future__ import annotations

import random
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

THEMES = ("notice", "perspective", "reaction", "response", "commitment")
HIGHEST = 3

_PRONOUNS = {
    "he": {"he": "he", "him": "him", "his": "his"},
    "she": {"he": "she", "him": "her", "his": "her"},
}
_OF_THE_PERSON = (
    "detail", "small", "feeling", "because", "view", "self", "ask", "help", "limit", "cue", "act"
)  # fmt: skip


@cache
def pieces() -> dict[str, Any]:
    """Return the pieces."""
    return tomllib.loads((files("empathy_xblock.demo") / "samples.toml").read_text("utf-8"))


def usernames(count: int) -> list[str]:
    """Return that many usernames, such as maria.k, each once; at most 2,600."""
    names = pieces()["first_names"]
    initials = "kbmtadrsnghvlpcwfzjeoiuqyx"
    made = []
    for number in range(count):
        lap, place = divmod(number, len(names))
        made.append(f"{names[place]}.{initials[(place * 7 + lap * 3) % len(initials)]}")
    return made


def levels(chance: random.Random, ability: int) -> dict[str, int]:
    """Return the level that a learner of that ability (0 to 3) reaches on each theme."""
    return {
        theme: min(HIGHEST, max(0, ability + chance.choice((-1, 0, 0, 0, 1)))) for theme in THEMES
    }


def parts(chance: random.Random, person: str, reached: dict[str, int]) -> dict[str, str]:
    """Return the opener and one piece for each theme, about that person of the film."""
    stock = pieces()
    words = _words(chance, stock["people"][person])
    opener = chance.choice(stock["openers"])
    if sum(reached.values()) <= 4:
        opener = f"{chance.choice(stock['retellings'])} {opener}"
    chosen = {"opener": opener}
    chosen |= {theme: chance.choice(stock[theme][str(reached[theme])]) for theme in THEMES}
    return {name: text.format(**words) for name, text in chosen.items()}


def _words(chance: random.Random, person: dict[str, Any]) -> dict[str, str]:
    """Return what the names in braces stand for; a capital in the name makes one in the text."""
    words = {"who": person["who"], **_PRONOUNS[person["he"]]}
    words |= {name: chance.choice(person[name]) for name in _OF_THE_PERSON}
    # Within a sentence, after a colon, a sentence begins small.
    words["view"] = words["view"][0].lower() + words["view"][1:]
    return words | {name.capitalize(): text[0].upper() + text[1:] for name, text in words.items()}


def reflection(
    chance: random.Random, prompts: list[str], reached: dict[str, int], least: int = 0
) -> dict[str, str]:
    """Return a whole reflection by prompt id: the themes in order, shared out over the prompts.

    `least` is the number of words the unit asks for; a text that falls short retells the film.
    """
    said = parts(chance, chance.choice(sorted(pieces()["people"])), reached)
    if sum(len(text.split()) for text in said.values()) < least:
        retelling = chance.choice(pieces()["retellings"])
        said["opener"] = f"{retelling} {said['opener']}"
    said["notice"] = f"{said.pop('opener')} {said['notice']}"
    paragraphs: dict[str, list[str]] = {prompt: [] for prompt in prompts}
    for number, theme in enumerate(THEMES):
        paragraphs[prompts[number * len(prompts) // len(THEMES)]].append(said[theme])
    breaks = chance.choice((" ", "\n\n"))
    return {
        prompt: breaks.join(text for text in texts if text) for prompt, texts in paragraphs.items()
    }


def odd(number: int, prompts: dict[str, str]) -> dict[str, str] | None:
    """Return what the learner of that number writes, if it is one for a person to look at.

    `prompts` are the questions' texts by id; a text for each, the last ones empty.
    """
    for one in pieces()["odd"]:
        if one["learner"] == number:
            texts = [*one["texts"], *[""] * len(prompts)]
            return {
                prompt: text.replace("{prompt}", question)
                for (prompt, question), text in zip(prompts.items(), texts, strict=False)
            }
    return None
