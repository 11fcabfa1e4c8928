"""Inside the tram: one long wall with windows, benches, poles and straps, seen from the aisle.

The wall is as long as the film: x runs from the last door at 0 to the driver's cab (see `cab`).
"""

from __future__ import annotations

import cast
import skia
from brush import HEIGHT, WIDTH, box, fade, fill, line, mix, poly, stroke, wave
from town import drops, far_lights, roofs, sky, sky_colors

FLOOR = 486.0
TOP, SILL = 82.0, 302.0
WALL_END = 3260.0
WINDOWS = (
    (-330, 92),
    (352, 650),
    (680, 1050),
    (1080, 1462),
    (1492, 1895),
    (1925, 2305),
    (2335, 2755),
    (2785, 3230),
)
DOOR = (128, 326)
BENCHES = ((-400, 86), (374, 650), (690, 1462), (1492, 2305), (2335, 2735))
POLES = (108, 340, 670, 1477, 2320, 2770)
PEOPLE = (
    (250, 0.94, cast.runner),
    (1012, 1.0, cast.father),
    (1132, 1.0, cast.girl),
    (1548, 1.0, cast.tulips),
    (1985, 1.0, cast.headphones),
    (2410, 1.0, cast.phone),
    (2868, 1.0, cast.violinist),
)


def outside(canvas: skia.Canvas, view: float, t: float, morning: float) -> None:
    """Draw what passes behind the windows in a picture whose left edge is at `view`."""
    sky(canvas, view, morning, 390)
    top, middle, low = sky_colors(morning)
    far = mix(mix(middle, low, 0.25), "#1A2140", 0.45)
    near = mix(mix(top, middle, 0.5), "#141A33", 0.5)
    lamp = 1 - 0.75 * morning
    roofs(canvas, view, t * 20, 420, far, layer=1, pitch=86, tall=210, lamp=0.0)
    roofs(canvas, view, t * 60, 430, near, layer=2, pitch=176, tall=200, lamp=0.55 * lamp)
    far_lights(canvas, view, t * 100, 0.42 * lamp)


def inside(canvas: skia.Canvas, t: float, wet: float) -> None:
    """Draw the wall with its windows, the ceiling and the floor."""
    for left, right in (*WINDOWS, DOOR):
        drops(canvas, left, right, t, wet)
        for at in (0.18, 0.26):
            x = left + (right - left) * at
            sheen = poly((x + 90, TOP), (x + 118, TOP), (x + 10, SILL), (x - 18, SILL))
            canvas.drawPath(sheen, fill("#FFFFFF", 0.05))
    _wall(canvas)
    _ceiling(canvas)
    _floor(canvas)
    for left, right in BENCHES:
        _bench(canvas, left, right)


def _wall(canvas: skia.Canvas) -> None:
    wall = skia.Path()
    wall.addRect(box(-420, 0, WALL_END + 420, FLOOR))
    for left, right in WINDOWS:
        wall.addRoundRect(skia.Rect.MakeLTRB(left, TOP, right, SILL), 16, 16)
    for left, right in ((DOOR[0] + 12, 221), (233, DOOR[1] - 12)):
        wall.addRoundRect(skia.Rect.MakeLTRB(left, TOP + 12, right, 430), 12, 12)
    wall.setFillType(skia.PathFillType.kEvenOdd)
    stops = (("#F4E3C1", 1.0), ("#EAD2A8", 1.0), ("#C99F78", 1.0), ("#8C6A62", 1.0))
    canvas.drawPath(wall, fade((0, 40), (0, FLOOR), *stops))
    for left, right in WINDOWS:
        frame = skia.Rect.MakeLTRB(left, TOP, right, SILL)
        canvas.drawRoundRect(frame, 16, 16, stroke("#3A4A52", 5))
        canvas.drawRoundRect(box(left - 8, SILL + 3, right - left + 16, 9), 4, 4, fill("#F9ECCF"))
        canvas.drawRect(box(left - 4, SILL + 12, right - left + 8, 6), fill("#8C6A62", 0.28))
    for left, right in ((DOOR[0], 226), (228, DOOR[1])):
        leaf = skia.Rect.MakeLTRB(left, TOP - 6, right, FLOOR - 4)
        canvas.drawRoundRect(leaf, 8, 8, stroke("#2F7D78", 9))
        pane = skia.Rect.MakeLTRB(left + 11, TOP + 12, right - 8, 430)
        canvas.drawRoundRect(pane, 10, 10, stroke("#25605D", 3))


def _ceiling(canvas: skia.Canvas) -> None:
    canvas.drawRect(
        box(-420, 0, WALL_END + 420, 58), fade((0, 0), (0, 58), ("#C9B48E", 1), ("#F7EAD0", 1))
    )
    for i in range(-1, 9):
        x = 60 + i * 370
        canvas.drawRoundRect(box(x, 14, 250, 15), 7, 7, fill("#FFFBEF"))
        canvas.drawRoundRect(box(x - 6, 8, 262, 27), 13, 13, fill("#FFF3D0", 0.5, blur=9))
    canvas.drawRect(box(-420, 57, WALL_END + 420, 4), fill("#B99B73"))


def _floor(canvas: skia.Canvas) -> None:
    y = FLOOR - 24
    canvas.drawRect(
        box(-420, y, WALL_END + 1300, HEIGHT - y),
        fade((0, y), (0, HEIGHT), ("#5C4B57", 1), ("#3A3040", 1)),
    )
    canvas.drawRect(box(-420, y - 7, WALL_END + 420, 8), fill("#6E5560"))
    for i in range(-1, 9):
        x = 60 + i * 370
        canvas.drawRoundRect(box(x, y + 38, 250, 16), 8, 8, fill("#FFDFA8", 0.16, blur=10))


def _bench(canvas: skia.Canvas, left: float, right: float) -> None:
    wide = right - left
    canvas.drawRoundRect(box(left + 8, FLOOR - 96, wide - 16, 76), 6, 6, fill("#5A4650"))
    back = box(left, FLOOR - 196, wide, 92)
    stops = (("#3E8F89", 1), ("#2C6F6C", 1))
    canvas.drawRoundRect(back, 14, 14, fade((0, FLOOR - 196), (0, FLOOR - 104), *stops))
    seats = round(wide / 112)
    for i in range(1, seats):
        x = left + wide * i / seats
        line(canvas, stroke("#235856", 2.5), (x, FLOOR - 186), (x, FLOOR - 118))
    stops = (("#4BA39B", 1), ("#2A6764", 1))
    canvas.drawRoundRect(
        box(left - 5, FLOOR - 122, wide + 10, 30),
        11,
        11,
        fade((0, FLOOR - 122), (0, FLOOR - 92), *stops),
    )


def rails(canvas: skia.Canvas, t: float) -> None:
    """Draw the yellow rail with its swinging straps."""
    canvas.drawLine(-420, 70, WALL_END - 20, 70, stroke("#C98A24", 7))
    canvas.drawLine(-420, 68, WALL_END - 20, 68, stroke("#F2BE55", 3))
    for i in range(-3, 27):
        x = 60 + i * 119.0
        canvas.save()
        canvas.translate(x, 70)
        canvas.rotate(3 * wave(t, 4.2, i * 0.04))
        canvas.drawLine(0, 0, 0, 20, stroke("#6B4A3A", 5))
        canvas.drawRoundRect(box(-9, 18, 18, 20), 7, 7, stroke("#8A5E45", 4))
        canvas.restore()


def poles(canvas: skia.Canvas) -> None:
    """Draw the yellow poles."""
    for x in POLES:
        _pole(canvas, x)


def _pole(canvas: skia.Canvas, x: float) -> None:
    canvas.drawRect(
        box(x - 5, 56, 10, FLOOR - 62), fade((x - 5, 0), (x + 5, 0), ("#F6C965", 1), ("#B97A1C", 1))
    )
    canvas.drawRoundRect(box(x - 10, FLOOR - 14, 20, 8), 4, 4, fill("#8A5E1C"))


def riders(canvas: skia.Canvas, view: float, t: float) -> None:
    """Draw everyone whose place is in a picture whose left edge is at `view`."""
    for x, size, person in PEOPLE:
        if view - 160 < x < view + WIDTH + 160:
            canvas.save()
            canvas.translate(x, FLOOR + (6 if person is cast.runner else 0))
            canvas.scale(size, size)
            cast.shade(canvas)
            person(canvas, t)
            canvas.restore()


def light(canvas: skia.Canvas, view: float) -> None:
    """Lay warm light over the picture from above, and shade below.

    Nothing here is fixed to the camera: a vignette over a moving wall would triple the film.
    """
    low = fade((0, 260), (0, HEIGHT), ("#140E22", 0.0), ("#140E22", 0.40))
    canvas.drawRect(box(view, 260, WIDTH, 280), low)
    high = fade((0, 0), (0, 200), ("#FFE2A6", 0.20), ("#FFE2A6", 0.0))
    canvas.drawRect(box(view, 0, WIDTH, 200), high)
