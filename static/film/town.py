"""The town outside: sky from night to morning, roofs going by, rain. Seen from tram and street."""

from __future__ import annotations

import skia
from brush import HEIGHT, WIDTH, box, chance, fade, fill, glow, mix, oval, poly, stroke

NIGHT = ("#0E1730", "#1B2A4C", "#33406B")
DAWN = ("#26406F", "#6B6F93", "#EFA867")


def sky_colors(morning: float) -> tuple[str, str, str]:
    """Return the sky's colors, top to horizon, from 0 (night) to 1 (morning)."""
    top, middle, low = (mix(a, b, morning) for a, b in zip(NIGHT, DAWN, strict=True))
    return top, middle, low


def sky(canvas: skia.Canvas, x: float, morning: float, horizon: float) -> None:
    """Draw the sky over a whole picture whose left edge is at `x`."""
    stops = [(value, 1.0) for value in sky_colors(morning)]
    canvas.drawRect(box(x, 0, WIDTH, HEIGHT), fade((0, 0), (0, horizon), *stops))


def roofs(
    canvas: skia.Canvas,
    view: float,
    drift: float,
    base: float,
    value: str,
    *,
    layer: int,
    pitch: float,
    tall: float,
    lamp: float,
) -> None:
    """Draw one row of houses from `view` rightward, shifted by `drift`, down to `base`.

    `lamp` is how strongly their lit windows shine.
    """
    first = int((view + drift) // pitch) - 1
    for i in range(first, first + int(WIDTH / pitch) + 4):
        x = i * pitch - drift
        height = tall * (0.55 + 0.45 * chance(i, layer))
        wide = pitch * (0.86 + 0.2 * chance(i, layer, 2))
        top = base - height
        canvas.drawRect(box(x, top, wide, HEIGHT), fill(value))
        if chance(i, layer, 5) > 0.55:
            gable = poly((x, top), (x + wide / 2, top - wide * 0.28), (x + wide, top))
            canvas.drawPath(gable, fill(value))
        if lamp:
            _lit(canvas, i, layer, x, top, wide, base, lamp)


def _lit(
    canvas: skia.Canvas,
    i: int,
    layer: int,
    x: float,
    top: float,
    wide: float,
    base: float,
    lamp: float,
) -> None:
    columns = max(2, int(wide / 34))
    for row in range(int((base - top - 16) // 36)):
        for column in range(columns):
            if chance(i, layer, row, column) < 0.26:
                left = x + wide * (column + 0.5) / columns - 6
                glass = box(left, top + 16 + row * 36, 12, 17)
                canvas.drawRect(glass, fill("#F7C877", lamp))


def far_lights(canvas: skia.Canvas, view: float, drift: float, alpha: float) -> None:
    """Draw soft street lights that pass close by."""
    pitch = 760.0
    first = int((view + drift) // pitch) - 1
    for i in range(first, first + 4):
        x = i * pitch - drift
        y = 150 + 40 * chance(i, 9)
        glow(canvas, (x, y), 46, "#FFC26B", alpha)
        canvas.drawCircle(x, y, 10, fill("#FFE3AE", alpha, blur=5))


def drops(canvas: skia.Canvas, left: float, right: float, t: float, wet: float) -> None:
    """Draw drops creeping down a window pane between two edges, fewer as `wet` goes to 0."""
    if wet <= 0:
        return
    for i in range(int((right - left) / 26)):
        key = int(left) + i * 31
        x = left + (right - left) * chance(key, 1)
        slow = 12.5 if i % 5 == 0 else 0.0
        y = 84 + (chance(key, 3) * 240 + slow * t) % 240
        tail = 6 + slow * 1.6
        canvas.drawLine(x, y - tail, x, y, stroke("#BFD2EE", 1.4, 0.11 * wet))
        canvas.drawOval(oval(x, y, 1.9, 3.0), fill("#D6E4F8", 0.36 * wet))


def rain(canvas: skia.Canvas, t: float, wet: float) -> None:
    """Draw falling rain over a picture of the street."""
    for i in range(46 if wet > 0 else 0):
        speed = 300 + 160 * chance(i, 2)
        y = (chance(i, 1) * 640 + t * speed) % 640 - 60
        x = (chance(i, 4) * 1100 - y * 0.12) % 1000 - 20
        canvas.drawLine(x, y, x - 3, y + 20, stroke("#C5D6F0", 1.5, 0.36 * wet))
