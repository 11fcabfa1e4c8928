"""The story as data: every word and every time of the film, and nothing about drawing.

This is the only source for what is read on the screen, for the captions, for the described
track and for the transcript. Times are seconds from the start of the film. Nothing here may
import a drawing library, so the words can be checked and regenerated without one.
"""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "The 6:47"
LENGTH = 95.2
RIDE_FROM = 8.7  # from the street into the tram, through the dark
RIDE_TO = 82.0  # and back into the street
DISSOLVE = 1.4


@dataclass(frozen=True)
class Card:
    """Words alone over the street, and what the street shows meanwhile."""

    id: str
    words: tuple[str, ...]
    start: float
    end: float
    seen: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True)
class Person:
    """One person on the tram: the line on the screen, its times, and both ways of telling it.

    `line` has two sentences, one a row of the caption. `seen` is for the described track,
    `told` for the transcript; neither explains what the film leaves for viewers to notice.
    """

    id: str
    line: tuple[str, str]
    start: float
    end: float
    seen: str
    told: str

    @property
    def words(self) -> str:
        """The whole line, as it is read."""
        return " ".join(self.line)


OPENING = Card(
    id="opening",
    words=(TITLE, "Eight people, one wet morning"),
    start=2.2,
    end=7.9,
    seen=(
        (0.2, 4.6, "No sound. Rain, before dawn. A tram waits; a man runs for its open door."),
        (4.7, 8.5, "He makes it. Title: The 6:47. Eight people, one wet morning."),
    ),
)

CLOSING = Card(
    id="closing",
    words=("Choose one of the eight.", "What might this morning be like for them?"),
    start=84.2,
    end=93.4,
    seen=(
        (82.1, 87.0, "The street again. The rain has stopped; the tram rolls on into the light."),
        (87.1, 93.4, "Text: Choose one of the eight. What might this morning be like for them?"),
    ),
)

PEOPLE = (
    Person(
        id="runner",
        line=("One more late mark and the job is gone.", "He ran."),
        start=10.2,
        end=17.1,
        seen="Inside. A man in a security jacket grips a pole, wet, breathing hard.",
        told="Inside it is warm and lit, and half the seats are free. The man who ran stands by "
        "the doors in a security guard's jacket, one hand on the yellow pole. Rain is still on "
        "his shoulders and his chest goes up and down. Beside him, on the dark window, words "
        "appear:",
    ),
    Person(
        id="father",
        line=("His first week of mornings alone.", "The braids took an hour."),
        start=19.3,
        end=26.2,
        seen="A father in a blue turban, with a small girl in lopsided braids.",
        told="A father in a blue turban sits very upright with a pink school bag on his knees. "
        "His daughter is next to him, about six years old. One of her braids is higher than the "
        "other. His words say:",
    ),
    Person(
        id="girl",
        line=("Lost a tooth at breakfast.", "Waiting for someone to ask."),
        start=28.4,
        end=35.3,
        seen="The girl swings her legs, smiling with a gap, one red tulip in her hand.",
        told="The girl swings her legs, which do not reach the floor. She holds a single red "
        "tulip and smiles at the whole tram, wide enough to show the gap. Her words say:",
    ),
    Person(
        id="tulips",
        line=("Tulips every Tuesday.", "Some Tuesdays she knows him."),
        start=37.5,
        end=44.4,
        seen="An old man in a flat cap, a bunch of red tulips upright on his knee.",
        told="A little way along sits an old man in a flat cap and a good coat. He holds a bunch "
        "of red tulips upright on his knee, wrapped in paper, and looks along the seats toward "
        "the girl. His words say:",
    ),
    Person(
        id="headphones",
        line=("There is no music playing.", "He is rehearsing an apology."),
        start=46.6,
        end=53.5,
        seen="A teenager, hood up, in big headphones. He looks down; his lips move.",
        told="Next, a teenager sits low with his knees apart. His hood is up, with big headphones "
        "over it, and he looks at the floor. If you watch closely his lips are moving. His words "
        "say:",
    ),
    Person(
        id="phone",
        line=("Got the job at 6:31.", "No one she loves is awake yet."),
        start=55.7,
        end=62.6,
        seen="A broad woman in a red coat frowns at the phone in her hands.",
        told="A broad-shouldered woman in a red coat holds her phone in both hands. She looks "
        "stern. Now and then one corner of her mouth gives way, and she puts it straight again. "
        "Her words say:",
    ),
    Person(
        id="violinist",
        line=("First solo tonight.", "She plays it now, without a sound."),
        start=64.8,
        end=71.7,
        seen="A woman in a wheelchair, eyes closed, fingers moving on a violin case.",
        told="In the wide space sits a young woman in a wheelchair, with a violin case across "
        "her lap. Her eyes are closed, and the fingers of one hand tap along the case. Her words "
        "say:",
    ),
    Person(
        id="driver",
        line=("Four minutes behind.", "She saw a man running, and waited."),
        start=73.9,
        end=80.8,
        seen="At the front, the driver, gray-haired, watches the wet road ahead.",
        told="At the very front, behind a pane of glass, the driver sits with one hand on the "
        "controls. She is nearly sixty, with gray hair cut short. Ahead of her the rails shine "
        "and the sky is turning orange. Her words say:",
    ),
)

BEFORE = (
    "The film has no sound. It is a drawing that moves slowly, in warm colors, and it lasts about "
    "a minute and a half.",
    "It is not yet light, and it is raining. A tram stands at a stop with its last door open. A "
    "man runs along the sidewalk toward it, bag bumping at his side. The tram does not move. He "
    "gets in, the door closes, and the tram pulls away. Over the roofs we read:",
)
AFTER = (
    "Then we are outside again. The rain has stopped and the street is full of early light. The "
    "tram, with all of them in it, goes on its way until it is gone. The last words are:",
)
