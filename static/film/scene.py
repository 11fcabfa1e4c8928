"""One picture of the film at any time: where the camera is, what it sees, what is written."""

from __future__ import annotations

import cab
import lettering
import skia
import story
import street
import tram
from brush import HEIGHT, WIDTH, box, ease, fill

# Where each person's words stand: left edge and width.
COLUMNS = {
    "runner": (366, 272),
    "father": (698, 240),
    "girl": (1222, 236),
    "tulips": (1668, 224),
    "headphones": (2070, 230),
    "phone": (2508, 240),
    "violinist": (2972, 246),
    "driver": (3756, 290),
}
# Where the camera rests (the middle of the picture) while each person's words are read.
RESTS = {
    "runner": 424,
    "father": 940,
    "girl": 1240,
    "tulips": 1690,
    "headphones": 2140,
    "phone": 2575,
    "violinist": 3015,
    "driver": 3615,
}
OVERLAP = 0.45  # the camera settles as words come up, and leaves as they go


def camera(t: float) -> float:
    """Return the middle of the picture along the tram, a whole number of points.

    It rests while there is something to read and drifts on between: easy on the eyes, and it
    keeps the film small.
    """
    place, since = RESTS["runner"] - 150.0, story.RIDE_FROM - 0.8
    for person in story.PEOPLE:
        share = ease((t - since) / (person.start + OVERLAP - since))
        place += (RESTS[person.id] - place) * share
        since = person.end - OVERLAP
    return round(place)


def ride(canvas: skia.Canvas, t: float) -> None:
    """Draw the inside of the tram as the camera passes it."""
    morning = ease((t - 20) / 62)
    wet = 1 - ease((t - 48) / 26)
    view = camera(t) - WIDTH / 2
    canvas.save()
    canvas.translate(-view, 0)
    tram.outside(canvas, view, t, morning)
    for person in story.PEOPLE:
        x, width = COLUMNS[person.id]
        shown = lettering.strength(t, person.start, person.end)
        lettering.cloud(canvas, person.line, x, width, shown)
    tram.inside(canvas, t, wet)
    tram.poles(canvas)
    tram.riders(canvas, view, t)
    tram.rails(canvas, t)
    if view + WIDTH > cab.WALL - 20:
        cab.cab(canvas, t, morning)
    tram.light(canvas, view)
    for person in story.PEOPLE:
        x, width = COLUMNS[person.id]
        shown = lettering.strength(t, person.start, person.end)
        lettering.beside(canvas, person.line, x, width, shown)
    canvas.restore()


def cards(canvas: skia.Canvas, t: float) -> None:
    """Set the title over the first picture, or the question over the last."""
    first, last = story.OPENING, story.CLOSING
    if t < story.RIDE_FROM:
        shown = lettering.strength(t, first.start, first.end)
        later = min(shown, ease((t - first.start - 0.5) / lettering.APPEAR))
        lettering.card(canvas, first.words, (92, 32), 140, (shown, later))
    elif t > story.RIDE_TO:
        shown = lettering.strength(t, last.start, last.end)
        later = min(shown, ease((t - last.start - 0.9) / lettering.APPEAR))
        lettering.card(canvas, last.words, (38, 38), 116, (shown, later))


def picture(canvas: skia.Canvas, t: float) -> None:
    """Draw the whole picture at a time in seconds; places change through the dark."""
    if t < story.RIDE_FROM:
        street.opening(canvas, t)
    elif t < story.RIDE_TO:
        ride(canvas, t)
    else:
        street.closing(canvas, t, t - story.RIDE_TO)
    cards(canvas, t)
    half = story.DISSOLVE / 2
    cuts = (story.RIDE_FROM, story.RIDE_TO)
    dark = [1 - ease(abs(t - cut) / half) for cut in cuts]
    dark += [1 - ease(t / 0.8), ease((t - story.LENGTH + 1.5) / 1.3)]
    if max(dark) > 0:
        canvas.drawRect(box(0, 0, WIDTH, HEIGHT), fill("#0B1024", max(dark)))
