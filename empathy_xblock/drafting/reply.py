"""The answer, held against the rubric and the text. Nothing in it is taken on trust.

An answer of another shape, or with a criterion or level that the rubric has not, is refused as a
whole. A quote counts only where it stands in the text; a criterion without one is left to the
person, whatever level was given. The reason is kept apart from the text: where it repeats the
learner's words it is dropped, for what learners write is kept in one place only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from re import compile as pattern
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from empathy_xblock.drafting import personal
from empathy_xblock.drafting.no_draft import NoDraft
from empathy_xblock.grading.marks import Span
from empathy_xblock.unit.model import Criterion, Rubric

MAX_REASON = 300
MAX_QUOTES = 20

#: In bytes of UTF-8: some three short words, or four signs of a script without spaces. Anything
#: shorter stands in every text and shows nothing.
MIN_QUOTE = 12

#: A reason that shares so many words in a row with the text repeats it.
SAME_WORDS = 5

_FENCED = pattern(r"(?s)```(?:json)?\s*(\{.*\})\s*```")

#: Scripts that set no spaces: there each sign counts as a word.
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff"
_WORD = pattern(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the model suggests for one criterion.

    `level` is a level's id, None where no passage of the text supports what was said; `evidence`
    are the passages, in order; `reason` is the model's own words, perhaps none.
    """

    criterion: str
    level: str | None
    evidence: tuple[Span, ...]
    reason: str


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: Annotated[list[_Choice], Field(min_length=1)]


class _Marked(BaseModel):
    """One criterion as the model writes it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    level: Annotated[str, StringConstraints(max_length=64)]
    quotes: Annotated[list[str], Field(max_length=MAX_QUOTES)] = []
    reason: str = ""


_ANSWER = TypeAdapter(dict[str, _Marked])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def content(answer: bytes) -> str:
    """Return what the model said, from a chat completion; NoDraft if it said nothing."""
    try:
        message = _Completion.model_validate_json(answer).choices[0].message
    except ValidationError:
        raise NoDraft("unreadable") from None
    if message.refusal or not message.content:
        raise NoDraft("refused")
    return message.content


def _object(said: str) -> object:
    """Return the one JSON object of `said`, alone or in a code fence; ValueError if there is none.

    Nothing is searched for within prose: what surrounds an object might take it back.
    """
    fenced = _FENCED.fullmatch(said.strip())
    try:
        return json.loads(fenced[1] if fenced else said, object_pairs_hook=_once)
    except RecursionError:
        raise ValueError("nested too deep") from None


class Located:
    """A text in which passages are found whatever white space stands between their words."""

    def __init__(self, text: str) -> None:
        """Read the text once; `find` may be called often."""
        self._words = _normal(text)
        # The offset in `text` of each character of the normal form, in which runs are one space.
        self._offsets: list[int] = []
        offset = 0
        for word in text.split():
            offset = text.index(word, offset)
            self._offsets.extend(range(offset, offset + len(word)))
            offset += len(word)
            self._offsets.append(offset)

    def find(self, quote: str) -> Span | None:
        """Return where `quote` first stands in the text, in characters; None if it does not."""
        wanted = _normal(quote)
        if len(wanted.encode(errors="surrogatepass")) < MIN_QUOTE:
            return None
        start = self._words.find(wanted)
        if start < 0:
            return None
        return self._offsets[start], self._offsets[start + len(wanted) - 1] + 1


def _normal(text: str) -> str:
    return " ".join(text.split())


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[i : i + SAME_WORDS]) for i in range(len(words) - SAME_WORDS + 1)}


def _reason(said: str, runs: set[tuple[str, ...]]) -> str:
    reason = _normal("".join(sign if sign.isprintable() else " " for sign in said))
    if _runs(reason) & runs or personal.hints(reason):
        return ""
    return reason if len(reason) <= MAX_REASON else reason[: MAX_REASON - 1].rstrip() + "…"


def _suggestion(
    criterion: Criterion, marked: _Marked | None, text: Located, runs: set[tuple[str, ...]]
) -> Suggestion:
    if marked is None:
        return Suggestion(criterion.id, None, (), "")
    if marked.level not in {level.id for level in criterion.levels}:
        raise NoDraft("unreadable")
    found = (text.find(quote) for quote in marked.quotes)
    evidence = _merged(span for span in found if span is not None)
    return Suggestion(
        criterion.id,
        marked.level if evidence else None,
        evidence,
        _reason(marked.reason, runs),
    )


def read(answer: bytes, rubric: Rubric, text: str) -> tuple[Suggestion, ...]:
    """Return a suggestion for each criterion of the rubric, in its order.

    `answer` is the endpoint's; `text` is what was sent. A criterion the model passed over has
    neither level nor reason. Raises NoDraft for what cannot be used.
    """
    try:
        marked = _ANSWER.validate_python(_object(content(answer)))
    except ValueError:
        raise NoDraft("unreadable") from None
    if not marked or set(marked) - {criterion.id for criterion in rubric.criteria}:
        raise NoDraft("unreadable")
    located, runs = Located(text), _runs(text)
    return tuple(
        _suggestion(criterion, marked.get(criterion.id), located, runs)
        for criterion in rubric.criteria
    )
