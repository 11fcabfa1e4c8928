"""The front of the tram, cut open: the driver, her desk, and the street she looks along."""

from __future__ import annotations

import skia
from brush import (
    HEIGHT,
    INK,
    Point,
    box,
    fade,
    fill,
    glow,
    line,
    mix,
    oval,
    poly,
    smooth,
    stroke,
    wave,
)
from people import breathe, limb

FLOOR = 486.0
WALL, NOSE = 3260.0, 3700.0
DRIVER = 3432.0


def cab(canvas: skia.Canvas, t: float, morning: float) -> None:
    """Draw road, shell and desk, and the driver among them."""
    _road(canvas, t, morning)
    shell = skia.Path()
    shell.moveTo(WALL - 4, 0)
    shell.lineTo(3560, 0)
    shell.cubicTo(3640, 30, 3668, 170, NOSE - 8, 318)
    shell.cubicTo(NOSE + 8, 380, NOSE + 12, 440, NOSE - 2, HEIGHT)
    shell.lineTo(WALL - 4, HEIGHT)
    shell.close()
    pane = skia.Path()
    pane.moveTo(3318, 84)
    pane.lineTo(3548, 84)
    pane.cubicTo(3604, 120, 3640, 220, 3664, 300)
    pane.lineTo(3318, 300)
    pane.close()
    body = skia.Op(shell, pane, skia.PathOp.kDifference_PathOp)
    stops = (("#D8C6A6", 1.0), ("#BFA686", 1.0), ("#8C6C62", 1.0), ("#43343F", 1.0))
    canvas.drawPath(body, fade((0, 20), (0, HEIGHT), *stops))
    canvas.drawPath(pane, stroke("#3A4A52", 5))
    canvas.drawRect(box(WALL, FLOOR - 24, 436, 80), fill("#453846"))
    edge = [(3566, 2), (3630, 66), (3664, 190), (NOSE - 8, 318), (NOSE + 4, 400), (NOSE, 540)]
    line(canvas, stroke("#2F7D78", 10), *edge)
    glow(canvas, (NOSE + 6, 452), 70, "#FFE7AE", 0.7 - 0.3 * morning)
    canvas.drawOval(oval(NOSE - 2, 452, 8, 13), fill("#FFF6DC"))
    beam = poly((NOSE + 4, 444), (4160, 470), (4160, 540), (NOSE + 4, 462))
    canvas.drawPath(beam, fade((NOSE, 0), (4130, 0), ("#FFE7AE", 0.32), ("#FFE7AE", 0.0)))
    _desk(canvas)
    canvas.save()
    canvas.translate(DRIVER, FLOOR)
    driver(canvas, t)
    canvas.restore()
    _bulkhead(canvas)


def _road(canvas: skia.Canvas, t: float, morning: float) -> None:
    ground = mix("#20263F", "#5B5468", morning)
    far = fade((0, 425), (0, HEIGHT), (mix(ground, "#F0A868", 0.35 * morning), 1), (ground, 1))
    canvas.drawRect(box(3600, 428, 700, 120), far)
    shine = mix("#7F8FB8", "#FFD9A0", morning)
    for y, width in ((462, 2.5), (494, 4.0)):
        canvas.drawLine(3600, y, 4300, y, stroke(shine, width, 0.7))
    for i in range(14):
        x = 3600 + (i * 61 - t * 120) % 860
        canvas.drawLine(x, 472, x - 8, 484, stroke("#141A2E", 4, 0.25))
    canvas.drawLine(3540, 26, 4300, 40, stroke("#10152A", 2.5, 0.9))


def _desk(canvas: skia.Canvas) -> None:
    desk = smooth(((3560, 352), (3600, 338), (3672, 336), (3682, 380), (3676, 462), (3590, 462)))
    canvas.drawPath(desk, fade((0, 336), (0, 462), ("#4B5566", 1), ("#2A2F3E", 1)))
    for i, value in enumerate(("#F2C94C", "#7FD0B5", "#E4573D")):
        canvas.drawCircle(3618 + i * 16, 346, 4, fill(value))
    canvas.drawRoundRect(box(3550, 318, 12, 44), 6, 6, fill("#23202B"))
    canvas.drawCircle(3556, 316, 10, fill("#23202B"))


def _bulkhead(canvas: skia.Canvas) -> None:
    canvas.drawRect(box(WALL - 12, 0, 16, FLOOR - 20), fill("#2F7D78"))
    canvas.drawRect(box(WALL - 12, 0, 5, FLOOR - 20), fill("#4BA39B"))
    glass = fade((WALL, 0), (WALL + 60, 0), ("#FFFFFF", 0.14), ("#FFFFFF", 0.0))
    canvas.drawRect(box(WALL + 4, 60, 54, FLOOR - 84), glass)


def driver(canvas: skia.Canvas, t: float) -> None:
    """Draw the driver from the side: nearly sixty, short gray hair, navy uniform."""
    skin, cloth = "#C98F6B", "#34466E"
    dark = mix(cloth, "#1B1430", 0.25)
    up = breathe(t, 0.1, 1.6, 4.6)
    canvas.drawRoundRect(box(-58, -220, 26, 140), 12, 12, fill("#332F3E"))
    canvas.drawRoundRect(box(-56, -104, 96, 24), 11, 11, fill("#3F3A4C"))
    canvas.drawRect(box(-14, -82, 20, 62), fill("#2A2733"))
    limb(canvas, "#262B40", 38, (-16, -120), (64, -122))
    limb(canvas, "#262B40", 30, (66, -118), (82, -34))
    canvas.drawRoundRect(box(66, -28, 52, 20), 9, 9, fill("#1C1922"))
    trunk: list[Point] = [
        (-34, -216),
        (-14, -238),
        (16, -234),
        (33, -196),
        (36, -140),
        (28, -104),
        (-30, -104),
        (-42, -150),
    ]
    canvas.save()
    canvas.translate(0, -up * 0.6)
    light = mix(cloth, "#FFE9C4", 0.14)
    canvas.drawRoundRect(box(-9, -262, 24, 36), 9, 9, fill(mix(skin, "#5A2A2A", 0.22)))
    canvas.drawPath(smooth(trunk), fade((0, -238), (0, -104), (light, 1), (dark, 1)))
    canvas.drawPath(poly((-8, -240), (18, -238), (20, -226), (-4, -230)), fill("#DCE6F2"))
    _profile(canvas, skin, t)
    canvas.restore()
    canvas.drawCircle(122, -168, 10, fill(skin))
    limb(canvas, dark, 27, (-4, -206 - up * 0.5), (26, -146), (106, -164))
    canvas.drawRoundRect(box(8, -206, 15, 9), 2, 2, fill("#F2C94C"))


def _profile(canvas: skia.Canvas, skin: str, t: float) -> None:
    canvas.save()
    canvas.translate(4, -276)
    canvas.rotate(1.5 * wave(t, 7.0))
    hair, shade = "#B9B6BC", mix(skin, "#5A2A2A", 0.2)
    canvas.drawPath(
        smooth(((-34, 4), (-36, -18), (-20, -38), (6, -40), (22, -30), (10, -6), (-14, 24))),
        fill(hair),
    )
    head = smooth(
        ((-20, -30), (4, -36), (22, -26), (27, -8), (35, 7), (27, 11), (28, 20), (22, 33),
         (4, 34), (-10, 22), (-20, 4))
    )  # fmt: skip
    light = mix(skin, "#FFE2B8", 0.18)
    canvas.drawPath(head, fade((-10, -30), (20, 34), (light, 1), (skin, 1), (shade, 1)))
    canvas.drawPath(
        smooth(
            ((-36, 8), (-38, -18), (-22, -40), (8, -43), (26, -30), (2, -22), (-8, -4), (-20, 22))
        ),
        fill(hair),
    )
    line(canvas, stroke("#8F8C95", 2, 0.7), (-30, -8), (-22, -26), (-4, -34))
    canvas.drawOval(oval(-6, 4, 5.5, 8.5), fill(shade))
    canvas.drawCircle(-5, 14, 2.6, fill("#F2C94C"))
    open_eye = 0.08 if (t + 1.2) % 4.1 < 0.16 else 1.0
    if open_eye > 0.5:
        canvas.drawOval(oval(19, -4, 2.6, 3.8), fill(INK))
    else:
        line(canvas, stroke(INK, 2.4), (15, -4), (22, -3))
    line(canvas, stroke("#8F8C95", 3), (13, -14), (19, -17), (25, -14))
    line(canvas, stroke(mix(skin, "#5A2A2A", 0.35), 1.6, 0.8), (9, -6), (5, -8))
    line(canvas, stroke(mix(skin, "#5A2A2A", 0.35), 1.6, 0.8), (9, -3), (5, -2))
    glow(canvas, (14, 12), 9, "#E0655A", 0.26)
    line(canvas, stroke(mix(skin, "#501A22", 0.62), 2.6), (17, 21), (22, 23), (27, 21))
    canvas.restore()
