"""Advice in the words of the form, for authors who have never seen the format.

Every code of `unit.messages.ADVICE` has an entry: the field to go to, and what is said there.
A field that begins with a slash is the whole form's, any other the part's that is advised on.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from empathy_xblock.unit.messages import Message

WORDS: Mapping[str, tuple[str, str]] = {
    "no_steps": ("", _("No step is switched on yet. Tick one on the list of parts.")),
    "step_weightless": (
        "weight",
        _("Its weight is 0, so this step does not count toward the score."),
    ),
    # the film and what stands before it
    "no_source": ("sources", _("There is no film yet: add its link, or a file of your course.")),
    "only_linked": (
        "sources",
        _(
            "“{src}” can be opened, but not played on the page: nothing pauses, and what was seen "
            "does not count. Link a file, a stream, or one film at YouTube or Vimeo."
        ),
    ),
    "no_transcript": (
        "transcript",
        _("There is no transcript, for those who cannot hear or see the film. Write one, or say "
          "further below why it goes without."),
    ),
    "no_captions": (
        "tracks",
        _("There are no captions, for those who cannot hear. Add a track, or say further below "
          "why the film goes without."),
    ),
    "no_descriptions": (
        "descriptions",
        _("Nothing says what is only seen, for those who cannot see. If the film shows people, "
          "places or words that nobody says aloud, describe it (WCAG 1.2.5), or say further below "
          "why it goes without."),
    ),
    "described_twice": (
        "tracks",
        _("There is a file of descriptions, and there are descriptions written below. Learners "
          "get those below alone: take the file out."),
    ),
    "description_after_end": (
        "descriptions",
        _("The last description comes after {at} minutes, and the content note says that the "
          "film takes about {minutes}. Beyond the end it is never given."),
    ),
    "no_content_note": (
        "/content_note.text",
        _("There is a film and no content note. Switch the note on, so that learners know what "
          "to expect."),
    ),
    "empty_note": ("text", _("The note has no text. Say briefly what the film shows.")),
    "no_alternative": (
        "alternative",
        _("There is no alternative of equal credit for those who will not watch the film."),
    ),
    "no_support": ("support", _("There is no link to someone to talk to. Add one.")),
    # what is practiced
    "empty_anchor": ("text", _("The question is empty. It is asked before the film and after.")),
    "empty_first_reaction": ("text", _("The question is empty. Ask what is felt.")),
    "empty_ask": ("ask", _("The question is empty. Example: “What might be on her mind?”")),
    "empty_reveal": ("reveal", _("Say what it is, so that learners see how close they were.")),
    "bubble_after_end": (
        "at",
        _("The film would pause after {at} minutes, and the content note says that it takes "
          "about {minutes}. A bubble beyond the end is never met."),
    ),
    # the reflection
    "imagine_self": (
        "text",
        _("“{words}” asks learners to picture themselves. Ask for the other person instead: "
          "“What might this be like for them?”"),
    ),
    "empty_prompt": ("text", _("The question is empty.")),
    "no_evidence": (
        "evidence.phrases",
        _("Say what the engine takes as evidence for this criterion: kinds of sentences, "
          "phrases, or both."),
    ),
    "empty_level": ("text", _("Level “{level}” has no text. Say what it looks like.")),
    "same_level_texts": (
        "text",
        _("Levels “{one}” and “{other}” have the same text, so nobody can tell them apart."),
    ),
    "criterion_weightless": ("weight", _("Its weight is 0, so this criterion does not count.")),
    "all_levels_same": (
        "levels.0.points",
        _("All its levels have the same points, so it makes no difference which one is reached."),
    ),
    "same_level_points": ("points", _("Levels “{one}” and “{other}” have the same points.")),
    "only_highest_passes": (
        "levels.1.points",
        _("Only the highest level reaches the {percent}% that are needed to pass. Let a level "
          "below it reach them too."),
    ),
    "attempts_unset": (
        "/settings.max_attempts",
        _("There are revisions and no limit of attempts. Set both, so that learners can plan."),
    ),
    "attempts_too_few": (
        "/settings.max_attempts",
        _("With {most} attempts not all revisions can be used. They would need {wanted}."),
    ),
    "no_model_answer": (
        "model_answer",
        _("There is no model answer. Where nothing is marked, learners see it in place of marks."),
    ),
    # items
    "empty_stem": ("stem", _("The question is empty.")),
    "empty_choice": ("text", _("It has no text.")),
    "empty_reply": ("text", _("The reply has no text.")),
    "empty_difference": ("text", _("The difference has no text.")),
    "empty_poor": ("poor", _("The poor response has no text.")),
    "empty_good": ("good", _("The good response has no text.")),
    "no_feedback": ("feedback", _("There is no feedback on it. It is what learners learn from.")),
    "no_why": ("why", _("The reason is missing. It is what learners learn from.")),
    "item_pointless": ("points", _("It has 0 points, so it does not count.")),
    "all_choices_correct": ("choices", _("Every choice is right. Add one that is not.")),
    "all_differences_correct": ("differences", _("Every difference is real. Add one that is not.")),
    "experts_differ": (
        "replies",
        _("Fewer than {percent}% of the experts agree on every reply, so none is scored and it "
          "does not count."),
    ),
    "same_keys": (
        "replies",
        _("The experts rate every reply alike, so one rating for all of them is right. Vary them."),
    ),
    "two_replies": (
        "replies",
        _("There are only two replies, so one guess settles both. Add one that is neither."),
    ),
    "same_category": ("replies", _("All replies belong to one group. Add one that does not.")),
    # role-plays
    "empty_says": ("says", _("Nobody says anything here.")),
    "no_debrief": (
        "debrief",
        _("Nothing is talked over at this ending. It is where learners look back on their way."),
    ),
    "same_changes": (
        "choices",
        _("Every answer moves the meter by {change}, so it makes no difference what is said. "
          "Vary them."),
    ),
    "no_inner": (
        "inner",
        _("Say what the other person feels here. It is how learners see what their words did."),
    ),
    "no_repair": (
        "choices",
        _(
            "One mistake leads here, and no answer raises the meter again. Add one that puts it "
            "right."
        ),
    ),
    "early_end": (
        "to",
        _("One mistake ends the conversation here. Let it lead to where it can be put right."),
    ),
}  # fmt: skip


def in_words(advice: str) -> str:
    """Return a piece of advice in the words of the form; what has none there, as it is."""
    code = getattr(advice, "code", "")
    if isinstance(advice, Message) and code in WORDS:
        return gettext(WORDS[code][1]).format(**advice.filled)
    return advice[:1].upper() + advice[1:] + ("" if advice.endswith((".", "?", "”")) else ".")


def place(advice: str) -> str:
    """Return the field that a piece of advice is about; empty where it is about the whole part."""
    return WORDS.get(getattr(advice, "code", ""), ("", ""))[0]
