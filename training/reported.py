"""Expressed empathy as reflections report it, of a third person: mechanism, level, sentence.

Replies speak to a person; reflections speak about one. Written for the project, CC BY 4.0 or
Apache-2.0, as its corpus.
"""

from __future__ import annotations

REPORTED = (
    ("exploration", 2, "i would ask her what she needs"),
    ("exploration", 2, "i would ask him what worries him most about tomorrow"),
    ("exploration", 2, "i asked her how she has been sleeping since then"),
    ("exploration", 2, "i would like to know what it was like for him at home"),
    ("exploration", 2, "i want to find out what she is afraid of"),
    ("exploration", 2, "next time i will ask them what would help today"),
    ("exploration", 2, "i would check whether he feels safe"),
    ("exploration", 2, "i wonder how she feels when nobody answers"),
    ("exploration", 2, "i asked whether she wanted me to stay"),
    ("exploration", 1, "i would ask questions"),
    ("exploration", 1, "i would ask her what happened"),
    ("exploration", 1, "i asked him how he was"),
    ("exploration", 1, "i would ask if she wants to talk"),
    ("emotional_reaction", 2, "i feel sorry for her"),
    ("emotional_reaction", 2, "i felt sad for him"),
    ("emotional_reaction", 2, "i felt compassion for the man"),
    ("emotional_reaction", 2, "my heart went out to the family"),
    ("emotional_reaction", 2, "i care about how they feel"),
    ("emotional_reaction", 2, "i was worried about her"),
    ("emotional_reaction", 2, "it hurt me to see him like that"),
    ("emotional_reaction", 1, "i would tell her that it will be all right"),
    ("emotional_reaction", 1, "i hope he gets better"),
    ("emotional_reaction", 1, "i would comfort her"),
    ("interpretation", 2, "she must have felt alone with it"),
    ("interpretation", 2, "he was frightened because nobody told him anything"),
    ("interpretation", 2, "it must have been exhausting for her to wait"),
    ("interpretation", 2, "i think he felt ashamed of asking"),
    ("interpretation", 2, "i know what it is like to lose a job"),
    ("interpretation", 2, "she seemed to be afraid of being a burden"),
    ("interpretation", 2, "he probably felt that nobody was listening"),
    ("interpretation", 1, "i understand how she feels"),
    ("interpretation", 1, "i can see where he is coming from"),
    ("interpretation", 1, "i can imagine how they felt"),
)
