"""An item of each kind to test with: the worked ones of situational judgement, and more."""

from __future__ import annotations

from typing import Any

from empathy_xblock.unit.model import (
    AnyItem,
    BestWorst,
    Category,
    Choice,
    Compare,
    Difference,
    JudgedReply,
    Match,
    MatchedReply,
    Multiple,
    Rate,
    RatedReply,
    Single,
)

#: Q1: which prompt builds concern without overwhelming the helper?
PROMPTS = Single(
    id="q1",
    points=1,
    stem="Which prompt builds concern?",
    choices=(
        Choice(id="a", text="Imagine yourself there", feedback="That adds your own distress."),
        Choice(id="b", text="Imagine how she sees it", correct=True, feedback="Yes."),
        Choice(id="c", text="Stay neutral"),
    ),
)

#: Q2: which replies show that you are getting the caller's view?
CALLER = Multiple(
    id="q2",
    points=2,
    stem="Nobody listens. Which replies get his view?",
    choices=(
        Choice(id="a", text="What has happened so far?", correct=True, feedback="Asks."),
        Choice(id="b", text="You must be furious.", feedback="Guesses."),
        Choice(id="c", text="Two callbacks were promised?", correct=True),
        Choice(id="d", text="I know exactly how you feel."),
    ),
)

#: Q3: a man has waited three hours while his wife is in surgery.
WAITING = Rate(
    id="q3",
    points=4,
    experts=9,
    stem="He snaps at you. How appropriate is each reply?",
    hint="You cannot see the notes.",
    replies=(
        RatedReply(id="a", key=1, agreement=0.9, text="Lower your voice.", why="Escalates."),
        RatedReply(id="b", key=2, agreement=0.8, text="Take a seat.", why="Leaves him alone."),
        RatedReply(id="c", key=4, agreement=1, text="Three hours is hard.", why="Acknowledges."),
        RatedReply(id="d", key=1, agreement=0.7, text="All is fine.", why="Unfounded."),
    ),
)

#: Q4: a colleague returns after a bereavement and misses a deadline.
BEREAVED = BestWorst(
    id="q4",
    points=4,
    stem="“I'm fine,” she says.",
    replies=(
        JudgedReply(id="a", text="Reassign quietly.", why="Decides without her."),
        JudgedReply(id="b", best=True, text="What would make this week workable?", why="Asks."),
        JudgedReply(id="c", text="Let me know if you need anything.", why="Leaves it to her."),
        JudgedReply(id="d", worst=True, text="Raise it in the stand-up.", why="Exposes her."),
    ),
)

#: Q5: three mechanisms of expressed empathy.
MECHANISMS = Match(
    id="q5",
    points=3,
    stem="Sort the replies.",
    categories=(
        Category(id="feels", text="Reacts with feeling"),
        Category(id="understands", text="Shows understanding"),
        Category(id="explores", text="Explores"),
    ),
    replies=(
        MatchedReply(id="a", category="feels", text="I'm so sorry.", why="A feeling."),
        MatchedReply(id="b", category="understands", text="The waiting was worse.", why="Says it."),
        MatchedReply(id="c", category="explores", text="What worries you most?", why="Asks."),
    ),
)

#: Two responses side by side.
RESPONSES = Compare(
    id="q6",
    points=2,
    stem="What does the second one do?",
    poor="It will be fine.",
    good="That is a long wait. What did they tell you?",
    differences=(
        Difference(id="a", correct=True, text="It says what it sees", feedback="The wait."),
        Difference(id="b", correct=True, text="It asks", feedback="An open question."),
        Difference(id="c", text="It is longer", feedback="Length does not help."),
        Difference(id="d", text="It promises", feedback="The first one does."),
    ),
)

EVERY_KIND: tuple[AnyItem, ...] = (PROMPTS, CALLER, WAITING, BEREAVED, MECHANISMS, RESPONSES)


def other_key(item: AnyItem) -> AnyItem:
    """Return the same item with another key."""
    content: dict[str, Any] = item.model_dump()
    for part in (*content.get("choices", ()), *content.get("differences", ())):
        part["correct"] = not part["correct"]
    if item.kind == "single":
        for part in content["choices"]:
            part["correct"] = part["id"] == "c"
    for part in content.get("replies", ()):
        if item.kind == "rate":
            part["key"] = 5 - part["key"]
        elif item.kind == "match":
            part["category"] = "feels"
        else:
            part["best"], part["worst"] = part["worst"], part["best"]
    return type(item).model_validate(content)
