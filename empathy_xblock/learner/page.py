"""Drawing the page: the whole of it, or the regions of it that something changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import get_language, get_language_bidi

from empathy_xblock.journey.fingerprint import fingerprint
from empathy_xblock.journey.steps import step_names
from empathy_xblock.learner import words
from empathy_xblock.learner.anchor import asking
from empathy_xblock.learner.bubbles import bubbles, calibrated
from empathy_xblock.learner.commitment import commitment
from empathy_xblock.learner.feedback import feedback
from empathy_xblock.learner.film import story
from empathy_xblock.learner.items import items
from empathy_xblock.learner.notice import notice
from empathy_xblock.learner.situation import Situation
from empathy_xblock.rendering import once, render

__all__ = ["Situation", "regions", "script_args", "title_id", "whole_page"]


class StepListed(NamedTuple):
    """A step in the navigation."""

    name: str
    title: str
    status: str
    words: str


class PartListed(NamedTuple):
    """A part of the score. `points` is empty while there are none, `share` in percent."""

    title: str
    points: str
    state: str
    share: int


def region_names(situation: Situation) -> tuple[str, ...]:
    """Return the names of the page's regions, in order: the navigation, steps, the score."""
    names = ["steps", *step_names(situation.unit)]
    if situation.score.parts and situation.signed_in:
        names.append("score")
    return tuple(names)


def title_id(situation: Situation, region: str) -> str:
    """Return the element id of a region's heading: where focus goes on moving there."""
    return f"{situation.element_id}-{region}-title"


def whole_page(situation: Situation) -> str:
    """Return the page's HTML. Every state is in it; scripts only make it livelier."""
    drawn = regions(situation, region_names(situation))
    note = situation.view.content_note
    first = _start(situation)
    return render(
        "learner/page.html",
        {
            "id": situation.element_id,
            "title": situation.view.display_name,
            "signed_in": situation.signed_in,
            "kept": situation.signed_in and situation.kept,
            "rehearsed": situation.rehearsed,
            "support": note.support if note else (),
            "nav": drawn.pop("steps"),
            "sections": [
                {
                    "name": name,
                    "title_id": title_id(situation, name),
                    "first": name == first,
                    "html": html,
                }
                for name, html in drawn.items()
            ],
            "language": get_language() or "en",
            "direction": "rtl" if get_language_bidi() else "ltr",
        },
    )


def regions(situation: Situation, names: Iterable[str]) -> dict[str, str]:
    """Return the inner HTML of those regions that the unit has, by name."""
    present = (*region_names(situation), *_within(situation))
    return {name: _DRAWN[name](situation) for name in names if name in present}


def _within(situation: Situation) -> tuple[str, ...]:
    """Return the regions that lie within others, to be drawn without them: a film plays on."""
    video = situation.view.video
    if video is None or not situation.signed_in or situation.state("video").status == "locked":
        return ()
    asked = {"bubbles": video.thought_bubbles, "noticing": video.noticing}
    return tuple(name for name, what in asked.items() if what)


def script_args(situation: Situation) -> dict[str, Any]:
    """Return what `EmpathyLearner` is given: no text of the unit's, and no key."""
    return {
        "storage_key": situation.storage_key if situation.signed_in else "",
        "start": _start(situation),
        "words": dict(once(words.for_scripts)),
    }


def _start(situation: Situation) -> str:
    """Return the step to show first: begun writing, or what comes after the last step done."""
    states = {state.kind: state.status for state in situation.states}
    if any(situation.draft.responses.values()) and states.get("reflection", "locked") != "locked":
        return "reflection"
    if situation.asks_back and states.get("commitment") == "done":
        return "commitment"
    kinds = list(states)
    # The choice of the story does the film's step as well, wherever its reader has got to.
    chosen = "video" if situation.progress.version == "story" else ""
    done = [kind for kind in kinds if states[kind] == "done" and kind != chosen]
    last_done = max(map(kinds.index, done), default=-1)
    for kind in kinds[last_done + 1 :] + kinds:
        if states[kind] == "open":
            return kind
    return region_names(situation)[-1]


def _step(situation: Situation, kind: str, **more: Any) -> str:
    reads = situation.progress.version == "story"
    state = situation.state(kind)
    video = situation.view.video
    return render(
        f"learner/{kind}.html",
        {
            "id": situation.element_id,
            "title": words.step_title(kind, story=reads),
            "title_id": title_id(situation, kind),
            "locked": state.status == "locked",
            "closed_because": words.step_status(state, video.watch_percent if video else 0),
            "signed_in": situation.signed_in,
            "reads": reads,
            **more,
        },
    )


def _steps(situation: Situation) -> str:
    video = situation.view.video
    reads = situation.progress.version == "story"
    listed = tuple(
        StepListed(
            state.kind,
            words.step_title(state.kind, story=reads),
            state.status,
            words.step_status(state, video.watch_percent if video else 0),
        )
        for state in (situation.state(name) for name in step_names(situation.unit))
    )
    return render(
        "learner/steps.html",
        {
            "id": situation.element_id,
            "steps": listed,
            "signed_in": situation.signed_in,
            "score": situation.score if "score" in region_names(situation) else None,
            "show_marks": situation.show_marks,
        },
    )


def _content_note(situation: Situation) -> str:
    return _step(
        situation,
        "content_note",
        note=situation.view.content_note,
        version=situation.progress.version,
        video=situation.view.video,
        story=story(situation.view),
    )


def _video(situation: Situation) -> str:
    return _step(
        situation,
        "video",
        film=situation.film,
        may_choose=situation.view.content_note is not None,
        **{"bubbles": "", "noticing": "", **regions(situation, ["bubbles", "noticing"])},
    )


def _bubbles(situation: Situation) -> str:
    kept = situation.practice.bubbles
    reads = situation.progress.version == "story" and bool(story(situation.view))
    return render(
        "learner/bubbles.html",
        {
            "id": situation.element_id,
            "bubbles": bubbles(situation),
            "calibration": calibrated(situation),
            "note": kept.note,
            "was": fingerprint(kept.note),
            "plays": situation.film.plays and not reads,
            "without_pauses": kept.without_pauses,
        },
    )


def _noticing(situation: Situation) -> str:
    kept, video = situation.practice.noticed, situation.view.video
    return render(
        "learner/noticing.html",
        {
            "id": situation.element_id,
            "asked": video.noticing if video else "",
            "kept": kept,
            "was": fingerprint(kept.first, kept.second),
        },
    )


def _anchor(situation: Situation) -> str:
    return _step(situation, "anchor", asking=asking(situation, "before"))


def _anchor_again(situation: Situation) -> str:
    return _step(situation, "anchor_again", asking=asking(situation, "after"))


def _first_reaction(situation: Situation) -> str:
    kept = situation.practice.reaction
    return _step(
        situation,
        "first_reaction",
        reaction=situation.view.first_reaction,
        written=kept.text,
        was=fingerprint(kept.text),
        met=kept.met,
    )


def _rating(situation: Situation) -> list[dict[str, Any]]:
    """Return the criteria that a learner rates before the first attempt, and what is chosen."""
    view = situation.view.reflection
    if view is None or not view.self_rating or situation.attempts:
        return []
    chosen = situation.practice.self_rating.levels
    return [
        {
            "id": criterion.id,
            "element_id": f"{situation.element_id}-rate-{criterion.id}",
            "name": criterion.name,
            "levels": criterion.levels,
            "chosen": chosen.get(criterion.id, ""),
        }
        for criterion in view.rubric.criteria
    ]


def _reflection(situation: Situation) -> str:
    view = situation.view.reflection
    written = situation.writing()
    reflection = situation.unit.reflection
    shown = [feedback(situation, attempt) for attempt in reversed(situation.attempts)]
    return _step(
        situation,
        "reflection",
        reflection=view,
        mode=situation.view.grading_mode,
        notice=notice(situation.view.grading_mode),
        card_url=situation.card_url,
        film=situation.film if situation.view.video else None,
        prompts=[
            {
                "id": prompt.id,
                "element_id": f"{situation.element_id}-prompt-{prompt.id}",
                "text": prompt.text,
                "written": written.get(prompt.id, ""),
            }
            for prompt in (view.prompts if view else ())
        ],
        rating=_rating(situation),
        weighted=len({one.weight for one in view.rubric.criteria}) > 1 if view else False,
        least=max(view.min_words, 1) if view else 1,
        revision=situation.draft.revision,
        number=situation.next_number,
        left=situation.attempts_left,
        left_after=situation.attempts_left - 1,
        closed=situation.closed,
        revising=situation.revising,
        unsent=situation.unsent,
        newest=shown[0] if shown else None,
        earlier=shown[1:],
        standing=situation.standing_attempt,
        show_marks=situation.show_marks,
        # The only place that lets a model answer out: after a valid attempt, where the
        # author's mode is to show one.
        model_answer=reflection.model_answer
        if reflection
        and shown
        and situation.show_marks
        and situation.unit.grading_mode == "participation"
        else "",
    )


def _quiz(situation: Situation) -> str:
    quiz = situation.view.quiz
    return _step(
        situation,
        "quiz",
        items=() if situation.state("quiz").status == "locked" else tuple(items(situation)),
        show_marks=situation.show_marks,
        closed=situation.closed,
        only_practice=quiz is not None and not any(item.scored for item in quiz.items),
        done=situation.state("quiz").status == "done",
        passed_over=situation.practice.walks.passed_over,
    )


def _score(situation: Situation) -> str:
    total = sum(part.weight for part in situation.score.parts)
    return render(
        "learner/score.html",
        {
            "id": situation.element_id,
            "title": words.step_title("score"),
            "title_id": title_id(situation, "score"),
            "score": situation.score,
            "show_marks": situation.show_marks,
            "pass_percent": situation.view.pass_percent,
            "parts": tuple(
                PartListed(
                    words.step_title(part.kind),
                    words.points(part.earned, part.possible)
                    if part.possible and (part.earned or part.state != "to_do")
                    else "",
                    part.state,
                    round(100 * part.weight / total) if total else 0,
                )
                for part in situation.score.parts
            ),
        },
    )


_DRAWN = {
    "steps": _steps,
    "content_note": _content_note,
    "anchor": _anchor,
    "video": _video,
    "bubbles": _bubbles,
    "noticing": _noticing,
    "first_reaction": _first_reaction,
    "reflection": _reflection,
    "quiz": _quiz,
    "commitment": lambda situation: _step(situation, "commitment", **commitment(situation)),
    "anchor_again": _anchor_again,
    "score": _score,
}
