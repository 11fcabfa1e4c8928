"""What would make a unit better for its learners. Advice, which an author may leave.

Each function looks at one thing and yields what it finds as (element, message); `advise` runs
them all. Elements are named as in `olx`, so that a line can be found for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from re import IGNORECASE
from re import compile as pattern

from empathy_xblock.unit import dialogue_advice, item_advice, practice_advice
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import Criterion, EvidenceSpec, Unit
from empathy_xblock.unit.olx.problems import Problem, start_tag

Found = Iterator[tuple[str, str]]

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
        yield element, "the video has no <source>, so there is nothing to play"
    kinds = {track.kind for track in video.tracks}
    if not video.transcript:
        yield element, "a text alternative is missing: add a <transcript>"
    if not kinds & {"captions", "subtitles"}:
        yield element, "a text alternative is missing: add a <track> of captions"
    if "descriptions" not in kinds:
        yield (
            element,
            "a text alternative is missing: add a <track> of descriptions of what is only seen",
        )


def content_note(unit: Unit) -> Found:
    """Ask for a real choice beside the film, and for a place to turn to."""
    note = unit.content_note
    if note is None:
        if unit.video is not None:
            yield start_tag("video"), "add a <content_note>, so that learners know what to expect"
        return
    element = start_tag("content_note")
    if not note.text:
        yield element, "the content note has no text; say briefly what the film shows"
    if not note.alternative:
        yield element, "add an <alternative> of equal credit for those who will not watch"
    if not note.support:
        yield element, "add a <support> link to someone to talk to"


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
            yield (
                element,
                f"“{words.group()}” asks learners to picture themselves; ask for the other "
                "person instead, such as “What might this be like for them?”",
            )


def empty_texts(unit: Unit) -> Found:
    """Find prompts without words."""
    if unit.reflection is not None:
        for prompt in unit.reflection.prompts:
            if not prompt.text:
                yield start_tag("prompt", prompt.id), "the prompt has no text"


def evidence(unit: Unit) -> Found:
    """Find criteria for which nothing is said to be evidence."""
    for element, criterion in _criteria(unit):
        if criterion.evidence == EvidenceSpec():
            yield element, "say what is <evidence> for this criterion: components, phrases or both"


def level_texts(unit: Unit) -> Found:
    """Find levels that learners and reviewers cannot tell apart."""
    for element, criterion in _criteria(unit):
        seen: dict[str, str] = {}
        for level in criterion.levels:
            at = f"{element} {start_tag('level', level.id)}"
            words = plain(level.text).casefold()
            if not words:
                yield at, f"level “{level.name}” has no text; say what it looks like"
            elif words in seen:
                yield at, f"levels “{seen[words]}” and “{level.name}” have the same text"
            else:
                seen[words] = level.name


def points(unit: Unit) -> Found:
    """Find criteria that cannot change the score, and neighbors of equal points."""
    for element, criterion in _criteria(unit):
        if criterion.weight == 0:
            yield element, "the weight is 0, so this criterion does not count"
        if criterion.levels[0].points == criterion.max_points:
            yield element, "all levels have the same points, so the level does not count"
            continue
        for lower, higher in pairwise(criterion.levels):
            if lower.points == higher.points:
                yield (
                    f"{element} {start_tag('level', higher.id)}",
                    f"levels “{lower.name}” and “{higher.name}” have the same points",
                )


def pass_line(unit: Unit) -> Found:
    """Find criteria on which only the highest level reaches the unit's pass percent."""
    for element, criterion in _criteria(unit):
        between = criterion.levels[1:-1]
        needed = criterion.max_points * unit.pass_percent / 100
        if between and criterion.max_points and all(lv.points < needed for lv in between):
            yield (
                element,
                f"only the highest level reaches the pass line of {unit.pass_percent}%; "
                "let a level below it reach it too",
            )


def attempts(unit: Unit) -> Found:
    """Compare revisions with the unit's attempts."""
    if unit.reflection is None or not unit.reflection.revisions:
        return
    wanted = unit.reflection.revisions + 1
    element = start_tag("reflection")
    if unit.max_attempts is None:
        yield element, "revisions are set but max_attempts is not; set both, so learners can plan"
    elif unit.max_attempts < wanted:
        yield (
            element,
            f"max_attempts=“{unit.max_attempts}” leaves no room for all revisions; "
            f"{wanted} would be needed",
        )


def model_answer(unit: Unit) -> Found:
    """Ask for the model answer where the grading mode shows one."""
    reflection = unit.reflection
    if reflection is None or unit.grading_mode != "participation" or reflection.model_answer:
        return
    yield (
        start_tag("reflection"),
        "add a <model_answer>; in participation mode learners see it in place of marks",
    )


def empty_unit(unit: Unit) -> Found:
    """Find a unit in which there is nothing to do."""
    if not unit.steps:
        yield start_tag("empathy"), "the unit has no steps"


LOOKS: tuple[Callable[[Unit], Found], ...] = (
    empty_unit,
    content_note,
    text_alternatives,
    imagine_self,
    empty_texts,
    practice_advice.empty_texts,
    practice_advice.bubble_times,
    item_advice.empty_texts,
    evidence,
    level_texts,
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
