"""What would make a unit better for its learners. Advice, which an author may leave.

Each function looks at one thing and yields what it finds as (element, message); `advise` runs
them all, and `messages` has the words. Elements are named as in `olx`, so that a line can be
found for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from re import IGNORECASE
from re import compile as pattern

from empathy_xblock.unit import dialogue_advice, item_advice, practice_advice
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.messages import Message, said
from empathy_xblock.unit.model import Criterion, EvidenceSpec, Unit
from empathy_xblock.unit.olx.problems import Problem, start_tag
from empathy_xblock.unit.sources import recognize

Found = Iterator[tuple[str, Message]]

_IMAGINE_SELF = pattern(
    r"how (?:would|might|do|did) you (?:\w+ ){0,2}feel"
    r"|what would you (?:feel|think|do)\b[^.?!]*\bif (?:you|it|this|that)"
    r"|(?:imagine|picture) (?:that )?(?:you\b(?! \w+ (?:him|her|them))|yourself)"
    r"|(?:put|place) yourself in"
    r"|(?:step|stand|walk|be) in(?:to)? (?:[\w'’]+ ){1,3}(?:shoes|place)"
    r"|if (?:you were|it were you|it was you|this were you|this happened to you)\b",
    IGNORECASE,
)


def advise(unit: Unit) -> tuple[Problem, ...]:
    """Return all advice on `unit`, in the order of `LOOKS`."""
    return tuple(
        Problem("advice", message, None, element)
        for look in LOOKS
        for element, message in look(unit)
    )


def text_alternatives(unit: Unit) -> Found:
    """Name what is missing for those who cannot hear or see the film."""
    video = unit.video
    if video is None:
        return
    element = start_tag("video")
    if not video.sources:
        yield element, said("no_source")
    elif all(recognize(one.src, one.type).kind == "page" for one in video.sources):
        yield element, said("only_linked", src=video.sources[0].src)
    if video.waived:
        return
    kinds = {track.kind for track in video.tracks}
    if not video.transcript:
        yield element, said("no_transcript")
    if not kinds & {"captions", "subtitles"}:
        yield element, said("no_captions")
    if not video.descriptions and "descriptions" not in kinds:
        yield element, said("no_descriptions")


def descriptions(unit: Unit) -> Found:
    """Find descriptions that no learner would get."""
    video = unit.video
    if video is None or not video.descriptions:
        return
    if any(track.kind == "descriptions" for track in video.tracks):
        yield start_tag("video"), said("described_twice")
    minutes = unit.content_note.minutes if unit.content_note else None
    last = video.descriptions[-1]
    if minutes and last.at > 60 * minutes:
        late = said("description_after_end", at=f"{last.at / 60:.1f}", minutes=minutes)
        yield start_tag("video"), late


def content_note(unit: Unit) -> Found:
    """Ask for a real choice beside the film, and for a place to turn to."""
    note = unit.content_note
    if note is None:
        if unit.video is not None:
            yield start_tag("video"), said("no_content_note")
        return
    element = start_tag("content_note")
    if not note.text:
        yield element, said("empty_note")
    if not note.alternative:
        yield element, said("no_alternative")
    if not note.support:
        yield element, said("no_support")


def imagine_self(unit: Unit) -> Found:
    """Find prompts and thought bubbles that ask learners to picture themselves.

    Picturing oneself in another's place adds distress of one's own; picturing the other person
    brings concern (Batson, Early & Salvarani, 1997).
    """
    prompts = unit.reflection.prompts if unit.reflection else ()
    bubbles = unit.video.thought_bubbles if unit.video else ()
    asked = [
        *((start_tag("thought_bubble", bubble.id), bubble.ask) for bubble in bubbles),
        *((start_tag("prompt", prompt.id), prompt.text) for prompt in prompts),
    ]
    for element, text in asked:
        words = _IMAGINE_SELF.search(plain(text))
        if words:
            yield element, said("imagine_self", words=words.group())


def empty_texts(unit: Unit) -> Found:
    """Find prompts without words."""
    if unit.reflection is not None:
        for prompt in unit.reflection.prompts:
            if not prompt.text:
                yield start_tag("prompt", prompt.id), said("empty_prompt")


def evidence(unit: Unit) -> Found:
    """Find criteria for which nothing is said to be evidence."""
    for element, criterion in _criteria(unit):
        if criterion.evidence == EvidenceSpec():
            yield element, said("no_evidence")


def level_texts(unit: Unit) -> Found:
    """Find levels that learners and reviewers cannot tell apart."""
    for element, criterion in _criteria(unit):
        seen: dict[str, str] = {}
        for level in criterion.levels:
            at = f"{element} {start_tag('level', level.id)}"
            words = plain(level.text).casefold()
            if not words:
                yield at, said("empty_level", level=level.name)
            elif words in seen:
                yield at, said("same_level_texts", one=seen[words], other=level.name)
            else:
                seen[words] = level.name


def points(unit: Unit) -> Found:
    """Find criteria that cannot change the score, and neighbors of equal points."""
    for element, criterion in _criteria(unit):
        if criterion.weight == 0:
            yield element, said("criterion_weightless")
        if criterion.levels[0].points == criterion.max_points:
            yield element, said("all_levels_same")
            continue
        for lower, higher in pairwise(criterion.levels):
            if lower.points == higher.points:
                yield (
                    f"{element} {start_tag('level', higher.id)}",
                    said("same_level_points", one=lower.name, other=higher.name),
                )


def pass_line(unit: Unit) -> Found:
    """Find criteria on which only the highest level reaches the unit's pass percent."""
    for element, criterion in _criteria(unit):
        between = criterion.levels[1:-1]
        needed = criterion.max_points * unit.pass_percent / 100
        if between and criterion.max_points and all(lv.points < needed for lv in between):
            yield element, said("only_highest_passes", percent=unit.pass_percent)


def attempts(unit: Unit) -> Found:
    """Compare revisions with the unit's attempts."""
    if unit.reflection is None or not unit.reflection.revisions:
        return
    wanted = unit.reflection.revisions + 1
    element = start_tag("reflection")
    if unit.max_attempts is None:
        yield element, said("attempts_unset")
    elif unit.max_attempts < wanted:
        yield element, said("attempts_too_few", most=unit.max_attempts, wanted=wanted)


def model_answer(unit: Unit) -> Found:
    """Ask for the model answer where the grading mode shows one."""
    reflection = unit.reflection
    if reflection is None or unit.grading_mode != "participation" or reflection.model_answer:
        return
    yield start_tag("reflection"), said("no_model_answer")


def empty_unit(unit: Unit) -> Found:
    """Find a unit in which there is nothing to do."""
    if not unit.steps:
        yield start_tag("empathy"), said("no_steps")


def weights(unit: Unit) -> Found:
    """Find steps that are marked and do not count."""
    for step in (unit.reflection, unit.quiz):
        if step is not None and step.weight == 0:
            yield start_tag(step.kind), said("step_weightless")


LOOKS: tuple[Callable[[Unit], Found], ...] = (
    empty_unit,
    content_note,
    text_alternatives,
    descriptions,
    imagine_self,
    empty_texts,
    practice_advice.empty_texts,
    practice_advice.bubble_times,
    item_advice.empty_texts,
    evidence,
    level_texts,
    weights,
    points,
    pass_line,
    attempts,
    model_answer,
    item_advice.feedback,
    item_advice.keys,
    dialogue_advice.same_changes,
    dialogue_advice.inner,
    dialogue_advice.repair,
)


def _criteria(unit: Unit) -> Iterator[tuple[str, Criterion]]:
    if unit.reflection is not None:
        for criterion in unit.reflection.rubric.criteria:
            yield start_tag("criterion", criterion.id), criterion
