"""The worked role-play: a guest whose booking is lost at 23:00, by who answers how."""

from __future__ import annotations

from typing import Any

from empathy_xblock.unit.dialogue import Dialogue, End, Node, Turn


def _turn(id: str, change: int, rule: str, to: str, text: str) -> Turn:
    return Turn(id=id, to=to, change=change, rule=rule, text=text)


NODES = (
    Node(
        id="n1",
        says="You people lost my room. I've been up since four.",
        choices=(
            _turn("a", 2, "name", "n2a", "Since four. That's a brutal day, and now this."),
            _turn("b", 0, "task", "n2b", "Let me check the system first."),
            _turn("c", -1, "defend", "n2c", "It was the booking site, not us."),
        ),
    ),
    Node(
        id="n2a",
        says="I just need to sleep. My daughter's graduation is at nine.",
        inner="Finally, someone noticed.",
        choices=(
            _turn(
                "a",
                2,
                "yes-and",
                "n3",
                "Yes, and nine means you need to be close by. Shall I look for a room within ten "
                "minutes' walk?",
            ),
            _turn("b", 0, "fix-early", "n3", "I can give you a voucher."),
            _turn("c", -1, "skip", "n3", "Congratulations! Anyway, ID please."),
        ),
    ),
    Node(
        id="n2b",
        says="So you're not going to say anything?",
        inner="Here we go again.",
        choices=(
            _turn(
                "a",
                2,
                "repair",
                "n3",
                "You're right, I went straight to the screen. What matters most tonight?",
            ),
            _turn("b", 0, "defend", "n3", "I'm trying to help."),
        ),
    ),
    Node(
        id="n2c",
        says="I don't care whose fault it is!",
        inner="They're blaming anyone else.",
        choices=(
            _turn(
                "a",
                2,
                "repair",
                "n3",
                "Fair. Fault can wait. You need a bed, so let me work on that with you.",
            ),
            _turn("b", -1, "escalate", "n3", "There's no need to shout."),
        ),
    ),
    Node(
        id="n3",
        says="What happens now?",
        inner="At least we are talking.",
        choices=(
            _turn(
                "a",
                2,
                "agency",
                "end",
                "Two options, and I'll walk you there. Which suits you?",
            ),
            _turn("b", 0, "task", "end", "I've booked you elsewhere. Here's the address."),
        ),
    ),
)


def hotel(**more: Any) -> Dialogue:
    """Return the role-play, with more of its fields set."""
    values: dict[str, Any] = {
        "id": "hotel",
        "start": "n1",
        "meter": "heard",
        "stem": "A guest's booking is lost, at 23:00.",
        "nodes": NODES,
        "ends": (End(id="end", debrief="Tired people need to be noticed first."),),
    }
    return Dialogue(**{**values, **more})
