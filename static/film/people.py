"""How anyone is drawn: head, face, trunk, arms, legs. Who they are is told in `cast`.

A figure stands at its own origin: x 0 in the middle of the body, y 0 on the floor, up negative.
Faces are kept to a few marks, so that they stay people and not puppets.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import skia
from brush import INK, Point, fade, fill, glow, line, mix, oval, smooth, stroke, wave

SEAT = -108.0  # where a seated person's hips are
SHOULDER = -232.0


@dataclass(frozen=True)
class Face:
    """What a face does: `turn` and `nod` look aside and down, `eyes` from 0 shut to 1 open."""

    skin: str
    turn: float = 0.0
    nod: float = 0.0
    eyes: float = 1.0
    smile: float = 0.3
    lips: float = 0.0
    frown: float = 0.0
    brows: str = INK
    gap: bool = False
    width: float = 28.0
    height: float = 34.0


def blink(t: float, phase: float) -> float:
    """Return how open the eyes are at a time: now and then shut for a moment."""
    since = (t + phase * 7) % (3.6 + phase)
    return 0.08 if since < 0.16 else 1.0


def neck(canvas: skia.Canvas, skin: str, y: float = SHOULDER, width: float = 24.0) -> None:
    """Draw a neck, in the shade of the chin, down to just below the shoulder line at `y`."""
    shade = mix(skin, "#5A2A2A", 0.22)
    canvas.drawRoundRect(
        skia.Rect.MakeLTRB(-width / 2, y - 26, width / 2, y + 14), 9, 9, fill(shade)
    )


def face(canvas: skia.Canvas, look: Face) -> None:
    """Draw a bare head around the origin: ears, face, features. Hair comes before and after."""
    w, h = look.width, look.height
    dx, dy = look.turn * w * 0.32, look.nod * 7
    shade = mix(look.skin, "#5A2A2A", 0.20)
    for side in (-1, 1):
        canvas.drawOval(oval(side * w - look.turn * 3, 3 + dy * 0.4, 6, 9), fill(shade))
    shape = smooth(
        (
            (0, -h),
            (w * 0.74, -h * 0.74),
            (w, -h * 0.05),
            (w * 0.78, h * 0.62),
            (dx * 0.3, h),
            (-w * 0.78, h * 0.62),
            (-w, -h * 0.05),
            (-w * 0.74, -h * 0.74),
        )
    )
    light = mix(look.skin, "#FFE2B8", 0.18)
    canvas.drawPath(shape, fade((0, -h), (0, h), (light, 1), (look.skin, 1), (shade, 1)))
    for side in (-1, 1):
        glow(canvas, (dx + side * w * 0.56, h * 0.30 + dy), 10, "#E0655A", 0.26)
        _eye(canvas, look, dx + side * w * 0.42, dy + 1, side)
    line(
        canvas,
        stroke(mix(look.skin, "#5A2A2A", 0.42), 2.6),
        (dx + look.turn * 2 + 1, dy + 5),
        (dx + look.turn * 4 + 4, dy + 12),
        (dx + look.turn * 2 - 1, dy + 13.5),
    )
    _mouth(canvas, look, dx, dy + h * 0.60)


def _eye(canvas: skia.Canvas, look: Face, x: float, y: float, side: int) -> None:
    if look.eyes < 0.3:
        sag = 2.5 if look.eyes < 0.05 else 1.0
        line(canvas, stroke(INK, 2.4), (x - 5, y), (x, y + sag), (x + 5, y))
    else:
        canvas.drawOval(oval(x, y, 3.0, 3.8 * look.eyes), fill("#1A1218"))
        canvas.drawCircle(x + 1, y - 1.4, 0.9, fill("#FFFFFF", 0.8))
    lift = look.frown * 2.6
    brow = stroke(look.brows, 3.0)
    inner, outer = (x - side * 5, y - 12.5 + lift * 1.4), (x + side * 7, y - 9.5 - lift * 0.6)
    line(canvas, brow, inner, (x + side, y - 14 + lift * 0.8), outer)


def _mouth(canvas: skia.Canvas, look: Face, x: float, y: float) -> None:
    curve = look.smile * 6
    if look.gap:
        grin = smooth(((x - 9, y - 2), (x, y + 1), (x + 9, y - 2), (x + 5, y + 6), (x - 5, y + 6)))
        canvas.drawPath(grin, fill("#6A2430"))
        canvas.save()
        canvas.clipPath(grin, doAntiAlias=True)
        for left in (-8, -2.5, 4.5):
            canvas.drawRect(skia.Rect.MakeXYWH(x + left, y - 3, 4.6, 5), fill("#FFF9EC"))
        canvas.restore()
        return
    ends = y - curve * 0.5
    if look.lips > 0.1:
        canvas.drawOval(oval(x, y + 1, 6 - look.lips * 2, 1.4 + look.lips * 2.6), fill("#6A2430"))
        return
    line(
        canvas,
        stroke(lip_color(look.skin), 2.8),
        (x - 8, ends),
        (x, y + curve * 0.5),
        (x + 8, ends),
    )


def lip_color(skin: str) -> str:
    """Return a color for lips that can be told from the skin, dark or light."""
    dark = sum(int(skin[i : i + 2], 16) for i in (1, 3, 5)) < 330
    return mix(skin, "#E58A7C", 0.62) if dark else mix(skin, "#501A22", 0.62)


def trunk(
    canvas: skia.Canvas,
    cloth: str,
    shoulders: float = 96.0,
    waist: float = 84.0,
    top: float = SHOULDER,
    bottom: float = SEAT + 10,
) -> None:
    """Draw a trunk with sloping shoulders, lit from above."""
    s, w = shoulders / 2, waist / 2
    path = skia.Path()
    path.moveTo(-13, top - 9)
    path.cubicTo(-s * 0.6, top - 4, -s, top + 2, -s, top + 30)
    path.cubicTo(-s, top + 70, -w - 2, bottom - 40, -w, bottom)
    path.quadTo(0, bottom + 12, w, bottom)
    path.cubicTo(w + 2, bottom - 40, s, top + 70, s, top + 30)
    path.cubicTo(s, top + 2, s * 0.6, top - 4, 13, top - 9)
    path.close()
    light, shade = mix(cloth, "#FFE9C4", 0.14), mix(cloth, "#1B1430", 0.22)
    canvas.drawPath(path, fade((0, top - 8), (0, bottom), (light, 1), (cloth, 1), (shade, 1)))


def limb(canvas: skia.Canvas, value: str, width: float, *joints: Point) -> None:
    """Draw an arm or a leg along its joints."""
    path = skia.Path()
    path.moveTo(*joints[0])
    for joint in joints[1:]:
        path.lineTo(*joint)
    canvas.drawPath(path, stroke(value, width))


def arm(canvas: skia.Canvas, sleeve: str, skin: str, *joints: Point, width: float = 25.0) -> None:
    """Draw a sleeve from shoulder over elbow to wrist, and a hand at the end of it.

    The sleeve starts in the color of the trunk and darkens, so that no seam shows.
    """
    dark, light = mix(sleeve, "#1B1430", 0.22), mix(sleeve, "#FFE9C4", 0.05)
    (_, top), (ex, ey), (hx, hy) = joints
    share = max(0.0, 1 - (width * 0.5 + 4) / math.dist((ex, ey), (hx, hy)))
    cuff = (ex + (hx - ex) * share, ey + (hy - ey) * share)
    hand(canvas, skin, (hx, hy))
    paint = stroke(sleeve, width)
    paint.setShader(fade((0, top - 8), (0, top + 62), (light, 1), (dark, 1)).getShader())
    path = skia.Path()
    path.moveTo(*joints[0])
    path.lineTo(ex, ey)
    path.lineTo(*cuff)
    canvas.drawPath(path, paint)


def hand(canvas: skia.Canvas, skin: str, at: Point, size: float = 10.5) -> None:
    """Draw a closed hand."""
    canvas.drawCircle(*at, size, fill(mix(skin, "#5A2A2A", 0.08)))


def lap(
    canvas: skia.Canvas,
    cloth: str,
    shoe: str,
    spread: float = 22.0,
    girth: float = 42.0,
    floor: float = 0.0,
    swing: tuple[float, float] = (0.0, 0.0),
    coat: str = "",
) -> None:
    """Draw the legs of someone seated facing us: thighs short with distance, shins, shoes.

    Where the thighs leave the coat they take on its color.
    """
    shade, lit = mix(cloth, "#1B1430", 0.42), mix(cloth, "#FFE9C4", 0.20)
    root = mix(coat or cloth, "#1B1430", 0.30)
    for side, kick in zip((-1, 1), swing, strict=True):
        knee, foot = side * spread, (side * (spread - 1) + kick, floor - abs(kick) * 0.3)
        shoe_box = skia.Rect.MakeLTRB(foot[0] - 15, foot[1] - 20, foot[0] + 15, foot[1])
        limb(canvas, shade, girth * 0.66, (knee, SEAT + 30), (foot[0], foot[1] - 24))
        canvas.drawRoundRect(shoe_box, 9, 9, fill(shoe))
        canvas.drawRoundRect(shoe_box.makeInset(6, 5).makeOffset(0, -3), 4, 4, fill(lit, 0.12))
    for side in (-1, 1):
        knee = (side * spread, SEAT + 24)
        thigh = stroke(cloth, girth)
        shader = fade((0, SEAT - 24), (0, SEAT + 36), (root, 1), (cloth, 1), (cloth, 1))
        thigh.setShader(shader.getShader())
        canvas.drawLine(side * spread * 0.72, SEAT - 2, *knee, thigh)
        canvas.drawOval(oval(knee[0], knee[1] - 1, girth * 0.33, girth * 0.3), fill(lit, 0.3, 6))


def breathe(t: float, phase: float, depth: float = 1.0, period: float = 4.4) -> float:
    """Return how far the shoulders rise with the breath, in points."""
    return depth * (0.5 + 0.5 * wave(t, period, phase))
