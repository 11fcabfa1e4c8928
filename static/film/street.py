"""The street at a stop: where the film begins, in the rain, and where it ends, in the morning."""

from __future__ import annotations

import skia
from brush import (
    HEIGHT,
    WIDTH,
    box,
    chance,
    ease,
    fade,
    fill,
    glow,
    line,
    mix,
    oval,
    poly,
    stroke,
    wave,
)
from people import limb
from town import rain, roofs, sky, sky_colors

CURB = 436.0
LONG = 600.0
HEADS = (  # along the tram, from the last door: place, coat, hair, skin
    (168, "#6B7A4B", "#4F7FB8", "#B5805A"),
    (198, "#F2B632", "#2A1D20", "#BD8961"),
    (262, "#7A6A58", "#62564C", "#E3B796"),
    (330, "#4C3A63", "#3A2C50", "#D6A07C"),
    (404, "#B5403A", "#241A1E", "#6B432F"),
    (474, "#3F7F7A", "#231C26", "#EBC3A0"),
    (562, "#34466E", "#B9B6BC", "#C98F6B"),
)

RUNNER = (130, "#3B4668", "#1E1820", "#8A5A3C")


def street(canvas: skia.Canvas, t: float, *, morning: float, wet: float, tram: float) -> None:
    """Draw the empty street and a tram whose back end is at `tram`."""
    sky(canvas, 0, morning, 400)
    top, middle, low = sky_colors(morning)
    far = mix(mix(middle, low, 0.4), "#1A2140", 0.35)
    near = mix(mix(top, middle, 0.5), "#141A33", 0.45)
    lamp = 1 - 0.6 * morning
    glow(canvas, (820, 400), 420, "#FFC27A", 0.55 * morning)
    roofs(canvas, 0, 40, CURB, far, layer=3, pitch=96, tall=190, lamp=0.3 * lamp)
    roofs(canvas, 0, 0, CURB, near, layer=7, pitch=196, tall=176, lamp=0.6 * lamp)
    stone = mix("#232A44", "#77697A", morning)
    canvas.drawRect(box(0, CURB - 16, WIDTH, 20), fill(stone))
    wire = mix("#0B1126", "#3D3A55", morning)
    canvas.drawLine(0, 262, WIDTH, 262, stroke(wire, 2.2))
    for x in (70, 900):
        _lamp(canvas, x, lamp, wire)
    _ground(canvas, morning)


def _ground(canvas: skia.Canvas, morning: float) -> None:
    ground = mix("#161C33", "#574F66", morning)
    shine = mix("#2C3556", "#E0A272", morning)
    road = fade((0, CURB), (0, HEIGHT), (shine, 1), (ground, 1))
    canvas.drawRect(box(0, CURB + 2, WIDTH, HEIGHT), road)
    for y in (CURB + 12, CURB + 26):
        canvas.drawLine(0, y, WIDTH, y, stroke(mix("#7F8FB8", "#FFE0B0", morning), 1.8, 0.6))


def _lamp(canvas: skia.Canvas, x: float, lamp: float, value: str) -> None:
    canvas.drawLine(x, 250, x, CURB - 18, stroke(value, 5))
    line(canvas, stroke(value, 4), (x, 252), (x + 8, 238), (x + 26, 236))
    glow(canvas, (x + 28, 240), 80, "#FFCB7D", 0.55 * lamp)
    canvas.drawOval(oval(x + 28, 239, 9, 5), fill("#FFEFC8"))


def tram_with_reflection(canvas: skia.Canvas, x: float, t: float, door: float) -> None:
    """Draw the tram with its back end at `x`, and its light on the wet ground."""
    canvas.save()
    canvas.clipRect(skia.Rect.MakeLTRB(0, CURB + 8, WIDTH, HEIGHT))
    canvas.saveLayerAlpha(skia.Rect.MakeLTRB(0, CURB, WIDTH, HEIGHT), 70)
    canvas.translate(0, 2 * CURB + 22)
    canvas.scale(1, -1)
    _tram(canvas, x, t, door)
    canvas.restore()
    canvas.restore()
    _tram(canvas, x, t, door)


def _tram(canvas: skia.Canvas, x: float, t: float, door: float) -> None:
    canvas.save()
    canvas.translate(x, CURB + 10 + 0.5 * wave(t, 1.7))
    canvas.drawLine(300, -138, 330, -184, stroke("#10152A", 3))
    canvas.drawLine(330, -184, 306, -184, stroke("#10152A", 3))
    shell = skia.Path()
    shell.moveTo(14, -136)
    shell.lineTo(LONG - 34, -136)
    shell.cubicTo(LONG - 6, -134, LONG + 6, -60, LONG + 6, -10)
    shell.lineTo(4, -10)
    shell.cubicTo(-2, -60, 0, -130, 14, -136)
    canvas.drawPath(shell, fade((0, -136), (0, -10), ("#F6E7C6", 1), ("#D9BC8E", 1)))
    canvas.save()
    canvas.clipPath(shell, doAntiAlias=True)
    canvas.drawRect(
        box(-10, -46, LONG + 40, 40), fade((0, -46), (0, -8), ("#3B938C", 1), ("#256461", 1))
    )
    canvas.drawRect(box(-10, -50, LONG + 40, 4), fill("#F2BE55"))
    canvas.restore()
    for left in (110, 222, 294, 366, 438):
        _window(canvas, left, 104 if left == 110 else 64)
    front = poly((526, -118), (574, -118), (592, -62), (526, -62))
    canvas.drawPath(front, fill("#FFD98F"))
    aboard = (*HEADS, RUNNER) if door == 0 else HEADS
    for place, coat, hair, skin in aboard:
        _rider(canvas, place, coat, hair, skin)
    _door(canvas, door)
    for wheel in (70, 120, 480, 530):
        canvas.drawCircle(wheel, -8, 12, fill("#17182A"))
        canvas.drawCircle(wheel, -8, 4, fill("#6C7088"))
    canvas.drawCircle(LONG - 2, -34, 6, fill("#FFF6DC"))
    glow(canvas, (LONG, -34), 60, "#FFE7AE", 0.65)
    canvas.restore()


def _window(canvas: skia.Canvas, left: float, wide: float) -> None:
    canvas.drawRoundRect(box(left - 8, -126, wide + 16, 74), 12, 12, fill("#FFD98F", 0.35, blur=7))
    stops = (("#FFE9B4", 1.0), ("#F8C878", 1.0))
    canvas.drawRoundRect(box(left, -118, wide, 58), 7, 7, fade((0, -118), (0, -60), *stops))


def _rider(canvas: skia.Canvas, x: float, coat: str, hair: str, skin: str) -> None:
    canvas.save()
    canvas.clipRect(skia.Rect.MakeLTRB(x - 30, -118, x + 30, -61))
    small = 0.8 if coat == "#F2B632" else 1.0
    canvas.translate(x, -58)
    canvas.scale(small, small)
    canvas.drawRoundRect(box(-15, -24, 30, 40), 11, 11, fill(coat))
    canvas.drawCircle(0, -34, 10, fill(hair))
    canvas.drawOval(oval(1, -31, 7.5, 9), fill(skin))
    canvas.drawOval(oval(0, -40, 9, 4.5), fill(hair))
    canvas.restore()


def _door(canvas: skia.Canvas, opened: float) -> None:
    canvas.drawRect(
        box(34, -118, 54, 106), fade((0, -118), (0, -12), ("#FFE9B4", 1), ("#F3BD6C", 1))
    )
    for side in (-1, 1):
        left = 34 + (27 if side > 0 else 0) + side * 24 * opened
        canvas.drawRect(box(left, -118, 27, 106), fill("#2F7D78"))
        canvas.drawRoundRect(box(left + 5, -110, 17, 70), 4, 4, fill("#F8CF86"))


def running(canvas: skia.Canvas, x: float, y: float, t: float, pace: float) -> None:
    """Draw the small figure of a man who runs, feet at (x, y); `pace` 0 stands still."""
    canvas.save()
    canvas.translate(x, y - abs(wave(t, 0.62)) * 4 * pace)
    canvas.rotate(7 * pace)
    stride = 15 * pace * wave(t, 0.62)
    for sign, cloth in ((-1, "#3C4266"), (1, "#4A5078")):
        foot = (sign * stride, -2 - max(0.0, -sign * stride) * 0.45)
        limb(canvas, cloth, 8, (0, -36), (sign * stride * 0.7 + 4 * pace, -20), foot)
    limb(canvas, "#53628F", 7, (-1, -60), (-6 - stride * 0.6, -47), (2 - stride, -42))
    canvas.drawRoundRect(box(-20, -50 + 2 * pace * wave(t, 0.31), 14, 17), 4, 4, fill("#A5683C"))
    canvas.drawRoundRect(box(-9, -68, 18, 36), 8, 8, fill("#6B7CAE"))
    canvas.drawRect(box(-9, -54, 18, 3.5), fill("#F2C94C"))
    limb(canvas, "#7C8CBC", 7, (1, -60), (4 + stride * 0.5, -47), (10 + stride, -46))
    canvas.drawCircle(2, -76, 8.5, fill("#A87250"))
    canvas.drawOval(oval(0, -80, 8.5, 5.5), fill("#1E1820"))
    canvas.restore()


def opening(canvas: skia.Canvas, t: float) -> None:
    """Draw the first picture: the tram waits, a man runs, the door closes, it leaves."""
    tram = 228 + 17 * max(0.0, t - 5.9) ** 2
    street(canvas, t, morning=0.0, wet=1.0, tram=tram)
    door = 1 - ease((t - 4.9) / 0.8)
    tram_with_reflection(canvas, tram, t, door)
    at = -30 + (289 + 30) * min(1.0, max(0.0, t - 0.3) / 4.1)
    pace = 1.0 if t < 4.3 else max(0.0, 1 - (t - 4.3) / 0.3)
    gone = ease((t - 4.5) / 0.5)
    if gone < 1:
        canvas.saveLayerAlpha(None, round(255 * (1 - gone)))
        running(canvas, at, CURB + 8 - 10 * ease((t - 4.0) / 0.4), t, pace)
        canvas.restore()
    _splashes(canvas, t)
    rain(canvas, t, 1.0)


def _splashes(canvas: skia.Canvas, t: float) -> None:
    for i in range(22):
        since = (t * 1.3 + chance(i, 6)) % 1.0
        beat = int(t * 1.3 + chance(i, 6))
        x, y = WIDTH * chance(i, 7, beat), CURB + 24 + 72 * chance(i, 8, beat)
        ring = oval(x, y, 3 + 10 * since, 1 + 2.6 * since)
        canvas.drawOval(ring, stroke("#C5D6F0", 1.0, 0.3 * (1 - since)))


def closing(canvas: skia.Canvas, t: float, since: float) -> None:
    """Draw the last picture: the same street, dry and light; the tram goes on its way."""
    tram = 20 + 34 * since + 4.2 * since**2
    street(canvas, t, morning=1.0, wet=0.0, tram=tram)
    tram_with_reflection(canvas, tram, t, 0.0)
