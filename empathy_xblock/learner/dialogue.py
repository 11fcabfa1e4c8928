"""A role-play as the page shows it: what was said so far, and the present moment or the debrief."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from empathy_xblock.journey import dialogue as rules
from empathy_xblock.journey.dialogue import Choosable, Moved, Told, TurnView
from empathy_xblock.learner.situation import Situation
from empathy_xblock.records.data import ItemResult
from empathy_xblock.unit.dialogue import Dialogue
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.projection import ItemView


@dataclass(frozen=True, slots=True)
class TurnShown:
    """One turn. `moved` and `felt` are empty where the course does not tell."""

    says: str
    thought: str
    reply: str
    moved: str
    felt: str
    rule: str


@dataclass(frozen=True, slots=True)
class NowShown:
    """The present moment; `after` is what was `said` before, `moved` and `felt` how it went."""

    number: int
    after: str
    says: str
    thought: str
    moved: str
    felt: str
    choices: tuple[Choosable, ...]


@dataclass(frozen=True, slots=True)
class WayShown:
    """One whole way through, beside others. `meter` is where it came to; `own` is the learner's."""

    name: str
    own: bool
    meter: int
    turns: tuple[TurnShown, ...]


@dataclass(frozen=True, slots=True)
class DebriefShown:
    """The end. `ways` begins with the learner's own; `asked` is what to answer in own words.

    `helped` and `hindered` name the rules of the turns that raised and lowered the meter.
    """

    text: str
    ended: str
    ways: tuple[WayShown, ...]
    helped: str
    hindered: str
    asked: str


@dataclass(frozen=True, slots=True)
class DialogueShown:
    """One role-play. `left` is how many more walks count, None without limit; see `items`.

    `earned` is what the last one that counted earned, None where none did or none is told.
    """

    element_id: str
    order: int
    id: str
    stem: str
    points: float
    scored: bool
    tells: bool
    high: int
    turns: tuple[TurnShown, ...]
    now: NowShown | None
    debrief: DebriefShown | None
    left: int | None
    earned: float | None
    best: float
    kind: str = "dialogue"

    @property
    def answered(self) -> bool:
        """Whether it is over, so that it can be folded."""
        return self.debrief is not None

    @property
    def title(self) -> str:
        """The scene on a line; empty where none is set."""
        return plain(self.stem)


def felt(meter: str, moved: Moved) -> str:
    """Return how the other person took a turn, in plain words.

    `meter` is a word that goes with "they felt", such as heard, or a phrase of the author's.
    """
    if " " in meter:
        said = {
            "more": _("%(meter)s: more than before."),
            "same": _("%(meter)s: about as before."),
            "less": _("%(meter)s: less than before."),
        }[moved]
    else:
        said = {
            "more": _("They felt more %(meter)s."),
            "same": _("They felt about as %(meter)s as before."),
            "less": _("They felt less %(meter)s."),
        }[moved]
    return said % {"meter": meter}


def _ended(dialogue: Dialogue, reached: int) -> str:
    """Return where the meter came to; see `felt`."""
    meter = meter_name(dialogue)
    said = (
        _("%(meter)s: %(reached)s at the end, on a scale from %(low)s to %(high)s.")
        if " " in meter
        else _(
            "How %(meter)s they felt at the end: %(reached)s, on a scale from %(low)s to %(high)s."
        )
    )
    return said % {"meter": meter, "reached": reached, "low": dialogue.low, "high": dialogue.high}


def meter_name(dialogue: Dialogue) -> str:
    """Return what the meter measures."""
    return dialogue.meter or _("understood")


def _turns(turns: Iterable[TurnView], meter: str, tells: bool) -> tuple[TurnShown, ...]:
    return tuple(
        TurnShown(
            turn.says,
            turn.thought,
            turn.reply,
            turn.moved if tells else "",
            felt(meter, turn.moved) if tells else "",
            turn.rule if tells else "",
        )
        for turn in turns
    )


def _rules(own: Told, moved: Moved) -> str:
    found = dict.fromkeys(turn.rule for turn in own.turns if turn.moved == moved and turn.rule)
    return ", ".join(found)


def _ways(debrief: rules.Debrief, meter: str, tells: bool) -> tuple[WayShown, ...]:
    """Return the own way and, where that may be told, the best and the worst; none twice."""
    own = debrief.own
    if not tells:
        return (WayShown(_("Your way"), True, own.meter, _turns(own.turns, meter, tells)),)
    named: dict[tuple[TurnView, ...], tuple[list[str], Told]] = {}
    for name, told in (
        (_("Your way"), own),
        (_("A way that ends best"), debrief.best),
        (_("A way that ends worst"), debrief.worst),
    ):
        named.setdefault(told.turns, ([], told))[0].append(name)
    return tuple(
        WayShown(
            " · ".join(names),
            told is own,
            told.meter,
            _turns(told.turns, meter, tells),
        )
        for names, told in named.values()
    )


def said(path: Sequence[str]) -> str:
    """Return the ids of the choices made, with a space between."""
    return " ".join(step.partition("=")[2] for step in path)


def may_tell(dialogue: Dialogue, show_marks: bool) -> bool:
    """Return whether the key may be told: how the meter went, what was trained, other ways."""
    return show_marks or not dialogue.scored


def moment(dialogue: Dialogue, path: Sequence[str], tells: bool) -> str:
    """Return what the other person said at the moment to answer in own words: simple HTML.

    It is where the walk was hardest; its first turn where that may not be told.
    """
    walked = rules.walk(dialogue, path)
    turn = rules.hardest(walked) if tells else walked.taken[0]
    return turn.node.says


def in_words(dialogue: Dialogue, path: Sequence[str]) -> list[dict[str, str]]:
    """Return a walk for a learner's own copy: each turn, and what the learner said in it."""
    nodes = {node.id: node for node in dialogue.nodes}
    told = []
    for step in path:
        name, _equals, choice_id = step.partition("=")
        choices = nodes[name].choices if name in nodes else ()
        said = next((one.text for one in choices if one.id == choice_id), "")  # changed since
        told.append({"choice": step, "text": plain(said)})
    return told


def _debrief(
    dialogue: Dialogue, path: Sequence[str], debrief: rules.Debrief, tells: bool
) -> DebriefShown:
    return DebriefShown(
        text=debrief.text,
        ended=_ended(dialogue, debrief.own.meter) if tells else "",
        ways=_ways(debrief, meter_name(dialogue), tells),
        helped=_rules(debrief.own, "more") if tells else "",
        hindered=_rules(debrief.own, "less") if tells else "",
        asked=moment(dialogue, path, tells),
    )


def shown(
    situation: Situation,
    order: int,
    item: ItemView,
    results: Sequence[ItemResult],
    left: int | None,
) -> DialogueShown:
    """Return a role-play where the learner is in it. `results` are walks that were handed in."""
    quiz = situation.unit.quiz
    found = quiz.item(item.id) if quiz else None
    assert isinstance(found, Dialogue)  # the view was drawn from it
    tells = may_tell(found, situation.show_marks)
    path = situation.practice.walks.path(found)
    seen = rules.visible(found, path)
    turns = _turns(seen.turns, meter_name(found), tells)
    now = seen.now
    last = turns[-1] if turns else None
    return DialogueShown(
        element_id=f"{situation.element_id}-item-{item.id}",
        order=order,
        id=item.id,
        stem=item.stem,
        points=item.points,
        scored=item.scored,
        tells=tells,
        high=found.high,
        turns=turns,
        now=NowShown(
            now.number,
            said(path),
            now.says,
            now.thought,
            last.moved if last else "",
            last.felt if last else "",
            now.choices,
        )
        if now
        else None,
        debrief=_debrief(found, path, seen.debrief, tells) if seen.debrief else None,
        left=left,
        earned=results[-1].earned if results and item.scored and situation.show_marks else None,
        best=max((result.earned for result in results), default=0),
    )
