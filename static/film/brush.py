"""The brushes: colors, easing, and the few kinds of mark that every picture is made of.

Everything is drawn in points of a 960 x 540 picture, y downward. Nothing here knows what it
is drawing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import skia

WIDTH, HEIGHT = 960, 540
Point = tuple[float, float]

INK = "#2B2230"
PAPER = "#FFF6E3"


def color(value: str, alpha: float = 1.0) -> int:
    """Return a color number from `#RRGGBB` and an opacity from 0 to 1."""
    red, green, blue = (int(value[i : i + 2], 16) for i in (1, 3, 5))
    return skia.Color(red, green, blue, round(255 * max(0.0, min(1.0, alpha))))


def mix(first: str, second: str, share: float) -> str:
    """Return the color `share` of the way from the first color to the second."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def ease(value: float) -> float:
    """Return a smooth step: 0 below 0, 1 above 1, and no corners between."""
    value = max(0.0, min(1.0, value))
    return value * value * (3 - 2 * value)


def wave(t: float, period: float, phase: float = 0.0) -> float:
    """Return a swing between -1 and 1 that repeats every `period` seconds."""
    return math.sin(2 * math.pi * (t / period + phase))


def chance(*key: int) -> float:
    """Return a number from 0 to 1 that is always the same for the same key."""
    value = 2166136261
    for part in key:
        value = ((value ^ (part & 0xFFFFFFFF)) * 16777619) & 0xFFFFFFFF
        value ^= value >> 15
    return (value * 2654435761 & 0xFFFFFFFF) / 0xFFFFFFFF


def fill(value: str, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """Return a paint that fills; `blur` softens its edge by that many points."""
    paint = skia.Paint(AntiAlias=True, Color=color(value, alpha))
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def stroke(value: str, width: float, alpha: float = 1.0) -> skia.Paint:
    """Return a paint that draws lines with round ends and corners."""
    return skia.Paint(
        AntiAlias=True,
        Color=color(value, alpha),
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap,
        StrokeJoin=skia.Paint.kRound_Join,
    )


def fade(start: Point, end: Point, *stops: tuple[str, float]) -> skia.Paint:
    """Return a paint whose (color, opacity) stops run evenly from one point to another."""
    shader = skia.GradientShader.MakeLinear([start, end], [color(c, a) for c, a in stops])
    return skia.Paint(AntiAlias=True, Shader=shader)


def glow(canvas: skia.Canvas, center: Point, radius: float, value: str, alpha: float) -> None:
    """Draw a soft round light."""
    shader = skia.GradientShader.MakeRadial(center, radius, [color(value, alpha), color(value, 0)])
    canvas.drawCircle(*center, radius, skia.Paint(AntiAlias=True, Shader=shader))


def box(x: float, y: float, width: float, height: float) -> skia.Rect:
    """Return a rectangle from its top left corner and its size."""
    return skia.Rect.MakeXYWH(x, y, width, height)


def oval(x: float, y: float, rx: float, ry: float) -> skia.Rect:
    """Return the rectangle around an oval from its center and radii."""
    return skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry)


def smooth(points: Sequence[Point], closed: bool = True) -> skia.Path:
    """Return a soft curve through the points (Catmull-Rom)."""
    count = len(points)
    path = skia.Path()
    path.moveTo(*points[0])

    def at(i: int) -> Point:
        return points[i % count] if closed else points[max(0, min(count - 1, i))]

    for i in range(count if closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = at(i - 1), at(i), at(i + 1), at(i + 2)
        path.cubicTo(
            bx + (cx - ax) / 6,
            by + (cy - ay) / 6,
            cx - (dx - bx) / 6,
            cy - (dy - by) / 6,
            cx,
            cy,
        )
    if closed:
        path.close()
    return path


def poly(*points: Point) -> skia.Path:
    """Return a closed shape with straight sides."""
    path = skia.Path()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    return path


def line(canvas: skia.Canvas, paint: skia.Paint, *points: Point) -> None:
    """Draw a soft line through the points."""
    canvas.drawPath(smooth(points, closed=False), paint)


@cache
def typeface(style: str) -> skia.Typeface:
    """Return the Lato typeface of a style such as `Bold`, from the font-lato package."""
    return skia.Typeface.MakeFromFile(str(files("font_lato") / "files" / f"Lato-{style}.ttf"))


@cache
def font(style: str, size: float) -> skia.Font:
    """Return Lato in a style and a size in points."""
    made = skia.Font(typeface(style), size)
    made.setSubpixel(True)
    made.setEdging(skia.Font.Edging.kAntiAlias)
    made.setHinting(skia.FontHinting.kNone)
    return made


def wrap(text: str, face: skia.Font, width: float) -> list[str]:
    """Return the text in as few lines as fit in `width`, the longest as short as it can be."""

    def broken(limit: float) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and face.measureText(longer) > limit:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    lines = broken(width)
    for limit in range(int(width), int(width * 0.4), -4):
        narrower = broken(limit)
        if len(narrower) == len(lines) and max(map(face.measureText, narrower)) <= limit:
            lines = narrower
    return lines
