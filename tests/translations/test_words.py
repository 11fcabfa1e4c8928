"""The English source: plain words, one for each thing, and the signs of good print.

What it says in English is what every language is translated from. The terms are those of
docs/translating.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.translations.test_catalogues import messages

#: Where authors write a unit as a document: its elements have their own names there.
DOCUMENT = ("unit/messages.py", "unit/importers/")

#: What is not said, and what is said instead.
INSTEAD = {
    r"invalid|illegal|forbidden": "say what is needed",
    r"fail(ed|s|ure)?|fatal|abort(ed)?": "say what happened and what to do",
    r"null|undefined|exception|payload|parse[ds]?|timed? ?out": "nobody knows these words",
    r"node|XML|JSON|HTTP|database|server error": "a plain word",
    r"oops|sorry": "say what happened",
    r"hand(s|ed)? in": "submit",
    r"pass(ed)? over": "skip",
    r"mend(ed|s)?": "fix, put right",
    r"anew": "again",
    r"at present|at the moment|just now": "right now",
    r"load (the|this) page again|refresh": "reload the page",
    r"meanwhile": "in the meantime",
    r"any more": "anymore",
    r"click": "press or choose: not everybody has a mouse",
    r"students?|users?|candidates?": "learner",
    r"teachers?|graders?|tutors?": "instructor",
    r"grad(ed|ing)": "mark; a grade is the course's",
    r"criterions|criterias": "criteria",
    r"colour|labelled|behaviour|whilst|judgement|(practis|recognis|organis)\w+": "American",
    r"email": "e-mail",
}

#: Where such a word is right, for it is what the thing is called.
RIGHT = {
    "JSON lines, for programs",
    "Sample reflections that the makers of this software wrote and marked themselves. Those marks "
    "are their opinion.",
    "Rules written by people, and published diaries of student teachers (the CEReD collection) "
    "whose sentences were labeled by people.",
    "You could say how it touches you: “I’m sorry that happened.”",
}

#: Asked of people for somebody else's sake; everything else is said without "please".
PLEASE = ("Please leave out names", "Please don’t", "if they approve it")

NAMES = re.compile(
    r"\b(I|JavaScript|OLX|WebVTT|YouTube|Vimeo|Studio|CSV|Excel|JSON|HLS|MP4|WCAG|Escape|Enter|"
    r"CEReD|English|Czech|Problem|Builder|Saved|Save|DOCTYPE|UTF|XML|POST|GET|Open|Response|Edit)\b"
)


def said() -> Iterator[tuple[str, str]]:
    """Yield every text with the file that says it first."""
    for message in messages.said():
        for text in messages.texts(message.id):
            if text:
                yield message.locations[0][0], text


TEXTS = sorted(set(said()))


def found(pattern: str, texts: list[str]) -> list[str]:
    return [text for text in texts if re.search(pattern, text)]


ALL = [text for _place, text in TEXTS]
FOR_PEOPLE = [text for place, text in TEXTS if not place.startswith(DOCUMENT)]


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"!", id="it calls out"),
        pytest.param(r"\s\s|^\s|\s$", id="spaces that nobody sees"),
        pytest.param(r"\w'\w|\w' ", id="a straight apostrophe"),
        pytest.param(r'"', id="straight quotes"),
        pytest.param(r"\.\.\.", id="three dots for an ellipsis"),
        pytest.param(r" [-–—] ", id="a dash between thoughts: two sentences, or a comma"),
        pytest.param(r"%[sd]|\{\}|\{\d", id="a place without a name"),
        pytest.param(r"\(s\)|\band/or\b", id="two forms in one"),
        pytest.param(r"\s[.,;:?]", id="space before a sign"),
        pytest.param(r"[a-z]\.[A-Z]|,[a-zA-Z]", id="no space after a sign"),
    ],
)
def test_signs(pattern: str) -> None:
    assert found(pattern, ALL) == []


@pytest.mark.parametrize("pattern", INSTEAD)
def test_words_that_have_a_plainer_one(pattern: str) -> None:
    assert set(found(rf"(?i)\b({pattern})\b", FOR_PEOPLE)) - RIGHT == set(), INSTEAD[pattern]


def test_please_is_for_requests_on_behalf_of_others() -> None:
    assert [one for one in found("(?i)please", ALL) if not any(map(one.__contains__, PLEASE))] == []


def test_sentences_end() -> None:
    """What has a sentence within it ends as one; a label or a part of a sentence has no end."""
    several = found(r"[a-z]\. (?!Example: )[A-Z“]", FOR_PEOPLE)
    assert [one for one in several if one[-1] not in ".?:…”"] == [
        "You: %(own)s. Engine: %(engine)s, %(sure)s%% sure"
    ]


def test_sentence_case() -> None:
    """A capital stands at the beginning, after the end of a sentence, in names and in quotes."""
    wrong = []
    for one in FOR_PEOPLE:
        inner = re.sub(r"“[^”]*”|\{\w+\}|%\(\w+\)[sd]", "", NAMES.sub("x", one))
        inner = re.sub(" +", " ", inner).strip()
        if re.search(r"(?<![.?:…] )(?<!^)(?<!\(|/)\b[A-Z][a-z]+", inner):
            wrong.append(one)
    assert wrong == []
