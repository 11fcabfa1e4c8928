"""What sample learners commit to, what became of it, and what they share.

Some were asked already, as if the author had wished for it within days: a workbench is looked at
soon after it is made.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from empathy_xblock.journey import commitment as plans
from empathy_xblock.journey.commitment import Halves, Outcome, Plan
from empathy_xblock.journey.sharing import Kind
from empathy_xblock.records import api
from empathy_xblock.records.api.objects import CommitmentRecord
from empathy_xblock.records.data import Learner, Place
from empathy_xblock.unit.model import Unit

INSTRUCTOR = "staff_anna"

#: Days after which those who were asked already were.
SOON = 3

PLANS = (
    ("a caller sighs", "ask what has happened so far"),
    ("a colleague answers with one word", "ask, “Is this a bad moment?”"),
    ("somebody asks me the same thing twice", "answer as if it were new"),
    ("I want to say “calm down”", "say what I have understood instead"),
    ("a visitor waits alone for more than ten minutes", "go over and tell what I know"),
    ("I have an answer ready before the other has finished", "ask one more question first"),
    ("somebody comes in late", "say “take a second” before I look at the clock"),
    ("a complaint reaches me in writing", "name the feeling in my first sentence"),
    ("the queue is longer than the door", "look up once for each person"),
    ("a teammate is quiet in a meeting", "ask for their view, and wait"),
)
NOTES = ("", "", "", "It took ten seconds and changed the call.", "I remembered too late.")
OUTCOMES: tuple[Outcome, ...] = ("did", "did_not", "not_yet")
SCENARIOS = (
    (
        "A man comes to the desk for the third time about the same letter, and the people behind "
        "him begin to groan.",
        "I would say: “Three times is a lot of waiting for one letter. Let us find out where it "
        "is, and I will tell you what I can see.”",
    ),
    (
        "A new colleague laughs about a mistake of hers and says that she is just stupid.",
        "I would say: “That one catches everybody. What made it hard to see?”",
    ),
    (
        "Mrs. Novak from the second floor calls +420 777 123 456 and cries about her lost key.",
        "“You are locked out, and it is late. Is there somewhere warm where you can wait for me?”",
    ),
)


def commit(
    chance: random.Random, place: Place, learner: Learner, unit: Unit, number: int, at: datetime
) -> Plan:
    """Make a commitment and answer for it, or not, and share it, or not; return the plan."""
    step = unit.commitment
    if step is None or chance.random() < 0.15:
        return Plan()
    when, then = PLANS[number % len(PLANS)]
    asked = chance.random() < 0.7
    days = SOON if asked else step.follow_up_days
    plan = plans.make(Plan(), 0, Halves(when, then), days, at)
    if asked and chance.random() < 0.75:
        outcome = chance.choices(OUTCOMES, (5, 3, 2))[0]
        note = chance.choice(NOTES)
        later = at + timedelta(days=SOON)
        plan = plans.answer(plan, outcome, note, step.follow_up_days, later)
    assert plan.made_at is not None
    kept = CommitmentRecord(plan.made_at, plan.asks_on, plan.outcome, plan.answered_at)
    api.keep_commitment(place, learner, kept)
    if step.share and number % 7 == 2:
        _share(place, learner, "commitment", (when, then), number)
        plan = plan.sharing(True)
    if step.share and number % 12 == 7:
        scenario = SCENARIOS[number // 12 % len(SCENARIOS)]
        _share(place, learner, "scenario", scenario, number)
        plan = plan.sharing(True)
    return plan


def _share(place: Place, learner: Learner, kind: Kind, texts: tuple[str, str], number: int) -> None:
    """Offer it; of what was offered some is approved, a little declined, and the rest waits."""
    made = api.offer(place, learner, kind, *texts)
    if "Novak" in texts[0]:
        return  # this one is for a person to look at
    if number % 4 == 1:
        reason = "Please leave out what could show which office this is, and share it again."
        api.decide(place, made.ref, author=INSTRUCTOR, approve=False, reason=reason)
    elif number % 4 in (2, 3):
        api.decide(place, made.ref, author=INSTRUCTOR, approve=True)
