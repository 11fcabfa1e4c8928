"""What is said to authors about a unit: every sentence once, in English, by a code.

A message is its English sentence, for the command line and for logs. It also knows its sentence
before anything was filled in, so that a room that can translate says it in the author's language
(`templates.tags.translated`), and its code, for those who have words of their own for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def _(sentence: str) -> str:
    """Mark a sentence for translators. This room cannot translate; who shows it does."""
    return sentence


class Message(str):
    """A sentence with what was filled in; parts of it may be messages too."""

    __slots__ = ("code", "filled", "template")

    code: str
    template: str
    filled: Mapping[str, object]

    def __new__(cls, template: str, code: str = "", /, **filled: object) -> Message:
        """Return the sentence of a template such as “there is no {name}”."""
        self = super().__new__(cls, template.format(**filled))
        self.code, self.template, self.filled = code, template, filled
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[str, str], dict[str, object]]:
        return (self.template, self.code), dict(self.filled)


def said(code: str, **filled: object) -> Message:
    """Return the message of that code; KeyError if there is none."""
    return Message(SENTENCES[code], code, **filled)


def noted(sentence: str, **filled: object) -> Message:
    """Return a message that nobody has other words for. Imported as `_`, it marks its sentence."""
    return Message(sentence, **filled)


def either(names: Iterable[str]) -> str:
    """Return names as "a, b or c"."""
    *first, last = names
    return said("either", names=", ".join(first), last=last) if first else last


def kept(message: str) -> Any:
    """Return a message as plain values for JSON; `from_kept` makes it again."""
    if not isinstance(message, Message) or not message.code:
        return str(message)
    filled = {name: kept(x) if isinstance(x, str) else x for name, x in message.filled.items()}
    return [message.code, filled]


def from_kept(value: Any) -> str:
    """Return what `kept` was given; what is no message is returned as text."""
    match value:
        case [str(code), dict(filled)] if code in SENTENCES:
            again = {n: from_kept(x) if isinstance(x, list) else x for n, x in filled.items()}
            try:
                return said(code, **again)
            except (KeyError, IndexError):
                return code
    return str(value)


#: Advice, by what it is about.
ADVICE: Mapping[str, str] = {
    "no_steps": _("the unit has no steps"),
    "step_weightless": _("the weight is 0, so this step does not count"),
    # the film and what stands before it
    "no_source": _("the video has no <source>, so there is nothing to play"),
    "only_linked": _(
        "“{src}” can be opened, but not played on the page: nothing pauses, and what was seen "
        "does not count; link a file, a stream, or one film at YouTube or Vimeo"
    ),
    "no_transcript": _("a text alternative is missing: add a <transcript>"),
    "no_captions": _("a text alternative is missing: add a <track> of captions"),
    "no_descriptions": _(
        "a text alternative is missing: add a <description> of each thing that is only seen, words "
        "in the picture too, or a <track> of descriptions"
    ),
    "described_twice": _(
        "there is a <track> of descriptions and there are <description>s; learners get these alone"
    ),
    "description_after_end": _(
        "a description comes after {at} minutes, and the content note says that the film takes "
        "about {minutes}; beyond the end it is never given"
    ),
    "no_content_note": _("add a <content_note>, so that learners know what to expect"),
    "empty_note": _("the content note has no text; say briefly what the film shows"),
    "no_alternative": _("add an <alternative> of equal credit for those who will not watch"),
    "no_support": _("add a <support> link to someone to talk to"),
    # what is practiced
    "empty_anchor": _("the anchor has no text; it is the question that is asked twice"),
    "empty_first_reaction": _("the first reaction has no text; ask what is felt"),
    "empty_ask": _("add an <ask>, such as “What might be on her mind?”"),
    "empty_reveal": _("add a <reveal>; without it nobody learns how close the guess was"),
    "bubble_after_end": _(
        "the film pauses after {at} minutes, and the content note says that it takes about "
        "{minutes}; a bubble beyond the end is never met"
    ),
    # the reflection
    "imagine_self": _(
        "“{words}” asks learners to picture themselves; ask for the other person instead, such "
        "as “What might this be like for them?”"
    ),
    "empty_prompt": _("the prompt has no text"),
    "no_evidence": _("say what is <evidence> for this criterion: components, phrases or both"),
    "empty_level": _("level “{level}” has no text; say what it looks like"),
    "same_level_texts": _("levels “{one}” and “{other}” have the same text"),
    "criterion_weightless": _("the weight is 0, so this criterion does not count"),
    "all_levels_same": _("all levels have the same points, so the level does not count"),
    "same_level_points": _("levels “{one}” and “{other}” have the same points"),
    "only_highest_passes": _(
        "only the highest level reaches the pass line of {percent}%; let a level below it reach "
        "it too"
    ),
    "attempts_unset": _(
        "revisions are set but max_attempts is not; set both, so learners can plan"
    ),
    "attempts_too_few": _(
        "max_attempts=“{most}” leaves no room for all revisions; {wanted} would be needed"
    ),
    "no_model_answer": _(
        "add a <model_answer>; in participation mode learners see it in place of marks"
    ),
    # items
    "empty_stem": _("the stem has no text"),
    "empty_choice": _("the choice has no text"),
    "empty_reply": _("the reply has no text"),
    "empty_difference": _("the difference has no text"),
    "empty_poor": _("the <poor> response has no text"),
    "empty_good": _("the <good> response has no text"),
    "no_feedback": _("add <feedback>; it is what learners learn from"),
    "no_why": _("add <why>; it is what learners learn from"),
    "item_pointless": _("the points are 0, so this item does not count"),
    "all_choices_correct": _("every choice is correct; add one that is not"),
    "all_differences_correct": _("every difference is correct; add one that is not"),
    "experts_differ": _(
        "fewer than {percent}% of the experts agree on every reply, so none is scored and this "
        "item does not count"
    ),
    "same_keys": _(
        "every reply has the same key, so one rating for all of them is right; vary them"
    ),
    "two_replies": _(
        "there are only two replies, so one guess settles both; add a reply that is neither"
    ),
    "same_category": _("every reply belongs to the same category; add one that does not"),
    # role-plays
    "empty_says": _("nobody says anything here; add <says>"),
    "no_debrief": _("add a <debrief>; it is where learners look back on the way they took"),
    "same_changes": _(
        "every choice has change=“{change}”, so it makes no difference what is said; vary them"
    ),
    "no_inner": _(
        "add <inner>, what the other person feels here; it is how learners see what their words did"
    ),
    "no_repair": _(
        "one mistake leads here, and no choice raises the meter again; add one that puts it right"
    ),
    "early_end": _(
        "one mistake ends the conversation here; lead to a node where it can be put right"
    ),
}

#: What does not fit in a unit, by the part of the model that says so.
MISFITS: Mapping[str, str] = {
    "used_twice": _("{what} “{id}” is used twice"),
    "one_correct_choice": _("exactly one choice must be correct"),
    "some_correct_choice": _("at least one choice must be correct"),
    "some_correct_difference": _("at least one difference must be correct"),
    "one_best": _("exactly one reply must be the best"),
    "one_worst": _("exactly one reply must be the worst"),
    "best_worst_near": _("a reply is the best, the worst or near one"),
    "no_category": _("there is no category “{id}”"),
    "words_turned": _("min_words is larger than max_words"),
    "bubbles_turned": _("thought bubbles must stand in the order of their times"),
    "description_turned": _("until must be later than at"),
    "descriptions_turned": _("descriptions must stand in the order of their times"),
    "descriptions_overlap": _("the description before this one lasts beyond its beginning"),
    "no_criterion": _("the rubric has no criterion “{id}”"),
    "no_level": _("criterion “{criterion}” has no level “{id}”"),
    "points_fall": _("points must not fall from one level to the next"),
    "meter_turned": _("the meter must run from a lower to a higher number"),
    "no_start": _("there is no node “{id}” to start at"),
    "leads_nowhere": _("choice “{choice}” leads to “{to}”, which does not exist"),
    "unreached": _("no choice leads here"),
    "no_way_out": _("from here no choice leads to an end"),
    "starts_with": _("must start with {starts}"),
}

#: What is wrong with a document.
DOCUMENT: Mapping[str, str] = {
    "either": _("{names} or {last}"),
    # XML
    "too_large": _("the document is larger than {size} bytes"),
    "empty_document": _("the document is empty"),
    "doctype": _("a DOCTYPE with its entities is not allowed; remove it"),
    "not_xml": _("the document is not XML: {reason}"),
    "not_utf8": _("the document is not in UTF-8; save it in that encoding"),
    "unknown_entity": _("“&{name};” is not known in XML; write the character itself or its number"),
    "broken_xml": _("the XML is broken here: {reason}"),
    # elements and attributes
    "wrong_root": _("the document must start with <{wanted}>, not with {found}"),
    "no_element": _("no element"),
    "more_problems": _("{count} more problems are not shown"),
    "unknown_attribute": _("the attribute “{name}” is not known here and was left out"),
    "unknown_element": _("<{name}> is not known here and was left out"),
    "twice": _("<{name}> stands here twice; only the first is read"),
    "comments": _("comments are not kept when the unit is saved"),
    "only_plain": _("only plain text may stand here; <{name}> was left out"),
    "no_text_here": _("text may not stand here and was left out: “{text}”"),
    "too_deep": _("the text is nested too deeply"),
    "foreign_tag": _("<{name}> is not allowed in a text; only its own text was kept"),
    "foreign_attribute": _("the attribute “{name}” is not allowed on <{tag}> and was left out"),
    "link_refused": _("a link may not lead to “{address}”; the address was left out"),
    "platform_value": _("“{name}” cannot be “{value}”; it was left out"),
    # values
    "the_text": _("the text"),
    "each_word": _("{name}: each word"),
    "subject_misfit": _("{subject} {misfit}, not {given}"),
    "missing": _("{subject} is missing"),
    "number": _("{subject} must be a number, not {given}"),
    "whole_number": _("{subject} must be a whole number, not {given}"),
    "true_or_false": _("{subject} must be “true” or “false”, not {given}"),
    "at_least": _("{subject} must be at least {limit}, not {given}"),
    "at_most": _("{subject} must be at most {limit}, not {given}"),
    "empty": _("{subject} must not be empty"),
    "too_long": _("{subject} is longer than {limit} characters"),
    "id_signs": _("id may have only lower-case letters, digits, “_” and “-”, not {given}"),
    "language_code": _("{subject} must be a language code like “en” or “pt-BR”, not {given}"),
    "one_of": _("{subject} must be {allowed}, not {given}"),
    "too_few": _("there must be at least {limit} {names}, not {found}"),
    "too_many": _("there must be at most {limit} {names}, not {found}"),
    "otherwise": _("{subject}: {reason}"),
}

#: What ids are of, where one is used twice.
THINGS: Mapping[str, str] = {
    "anchor answer id": _("anchor answer id"),
    "category id": _("category id"),
    "choice id": _("choice id"),
    "comment id": _("comment id"),
    "criterion": _("criterion"),
    "criterion id": _("criterion id"),
    "difference id": _("difference id"),
    "item id": _("item id"),
    "level id": _("level id"),
    "node id": _("node id"),
    "prompt id": _("prompt id"),
    "reply id": _("reply id"),
    "statement id": _("statement id"),
    "step": _("step"),
    "the id": _("the id"),
    "thought bubble id": _("thought bubble id"),
}

SENTENCES: Mapping[str, str] = {**ADVICE, **MISFITS, **DOCUMENT, **THINGS}
