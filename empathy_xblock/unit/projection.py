"""What a learner may see of a unit before answering: everything but the keys.

Every page, API and index for learners is drawn from the classes of `views`. They list what is
shown, so whatever is added to the model stays hidden until it is added there too. Not there,
ever: right choices, experts' ratings, feedback, what a thought bubble reveals, the ways of a
dialogue, evidence specs, model answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from empathy_xblock.unit.model import (
    Anchor,
    AnyItem,
    BestWorst,
    Choice,
    ChoiceItem,
    Commitment,
    Compare,
    ContentNote,
    Criterion,
    Dialogue,
    Difference,
    FirstReaction,
    JudgedReply,
    Match,
    MatchedReply,
    Quiz,
    Rate,
    RatedReply,
    Reflection,
    Unit,
    Video,
)
from empathy_xblock.unit.same import remembered
from empathy_xblock.unit.views import (
    AnchorView,
    ChoiceView,
    CommitmentView,
    ContentNoteView,
    CriterionView,
    DescriptionView,
    FirstReactionView,
    ItemView,
    LevelView,
    PromptView,
    QuizView,
    ReflectionView,
    RubricView,
    SourceView,
    StatementView,
    StepView,
    SupportView,
    ThoughtBubbleView,
    TrackView,
    UnitView,
    VideoView,
)

__all__ = [
    "AnchorView",
    "ChoiceView",
    "CommitmentView",
    "ContentNoteView",
    "CriterionView",
    "DescriptionView",
    "FirstReactionView",
    "ItemView",
    "LevelView",
    "PromptView",
    "QuizView",
    "ReflectionView",
    "RubricView",
    "SourceView",
    "StatementView",
    "StepView",
    "SupportView",
    "ThoughtBubbleView",
    "TrackView",
    "UnitView",
    "VideoView",
    "learner_view",
]


@remembered
def learner_view(unit: Unit) -> UnitView:
    """Return what learners may see of `unit`."""
    return UnitView(
        display_name=unit.display_name,
        language=unit.language,
        grading_mode=unit.grading_mode,
        max_attempts=unit.max_attempts,
        pass_percent=unit.pass_percent,
        steps=tuple(_STEPS[type(step)](step) for step in unit.steps),
    )


def _content_note(step: ContentNote) -> ContentNoteView:
    return ContentNoteView(
        minutes=step.minutes,
        text=step.text,
        alternative=step.alternative,
        support=tuple(SupportView(place.href, place.text) for place in step.support),
    )


def _video(step: Video) -> VideoView:
    return VideoView(
        poster=step.poster,
        watch_percent=step.watch_percent,
        sources=tuple(SourceView(source.src, source.type) for source in step.sources),
        tracks=tuple(
            TrackView(track.kind, track.srclang, track.label, track.src) for track in step.tracks
        ),
        descriptions=tuple(
            DescriptionView(one.at, one.until, one.text) for one in step.descriptions
        ),
        described_in=step.described_in,
        transcript=step.transcript,
        thought_bubbles=tuple(
            ThoughtBubbleView(bubble.id, bubble.at, bubble.ask) for bubble in step.thought_bubbles
        ),
        noticing=step.noticing,
    )


def _reflection(step: Reflection) -> ReflectionView:
    return ReflectionView(
        min_words=step.min_words,
        max_words=step.max_words,
        revisions=step.revisions,
        self_rating=step.self_rating,
        weight=step.weight,
        prompts=tuple(PromptView(prompt.id, prompt.text) for prompt in step.prompts),
        rubric=RubricView(tuple(_criterion(criterion) for criterion in step.rubric.criteria)),
    )


def _criterion(criterion: Criterion) -> CriterionView:
    return CriterionView(
        id=criterion.id,
        name=criterion.name,
        weight=criterion.weight,
        guidance=criterion.guidance,
        levels=tuple(
            LevelView(level.id, level.points, level.name, level.text) for level in criterion.levels
        ),
    )


def _quiz(step: Quiz) -> QuizView:
    return QuizView(weight=step.weight, items=tuple(_item(item) for item in step.items))


def _item(item: AnyItem) -> ItemView:
    if isinstance(item, Dialogue):
        return ItemView(
            id=item.id,
            kind=item.kind,
            points=item.worth,
            stem=item.stem,
            meter=item.meter,
            scored=item.scored,
        )
    categories = item.categories if isinstance(item, Match) else ()
    return ItemView(
        id=item.id,
        kind=item.kind,
        points=item.worth,
        stem=item.stem,
        hint=item.hint,
        shuffle=item.shuffle,
        choices=tuple(ChoiceView(part.id, part.text) for part in _parts(item)),
        categories=tuple(ChoiceView(category.id, category.text) for category in categories),
        poor=item.poor if isinstance(item, Compare) else "",
        good=item.good if isinstance(item, Compare) else "",
    )


def _parts(
    item: ChoiceItem | Rate | BestWorst | Match | Compare,
) -> tuple[Choice | RatedReply | JudgedReply | MatchedReply | Difference, ...]:
    if isinstance(item, ChoiceItem):
        return item.choices
    return item.differences if isinstance(item, Compare) else item.replies


def _anchor(step: Anchor) -> AnchorView:
    return AnchorView(step.text, tuple(StatementView(one.id, one.text) for one in step.statements))


def _commitment(step: Commitment) -> CommitmentView:
    return CommitmentView(
        follow_up_days=step.follow_up_days,
        share=step.share,
        if_hint=step.if_hint,
        then_hint=step.then_hint,
    )


_STEPS: dict[type, Callable[[Any], StepView]] = {
    ContentNote: _content_note,
    Anchor: _anchor,
    Video: _video,
    FirstReaction: lambda step: FirstReactionView(step.text),
    Reflection: _reflection,
    Quiz: _quiz,
    Commitment: _commitment,
}
