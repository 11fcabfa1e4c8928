"""The seven who ride: one function each, drawn around where they sit or stand, at a time.

The driver, seen from the side in her cab, is in `cab`.
"""

from __future__ import annotations

import skia
from brush import INK, box, chance, fade, fill, glow, line, mix, oval, poly, smooth, stroke, wave
from people import (
    SEAT,
    SHOULDER,
    Face,
    arm,
    blink,
    breathe,
    face,
    hand,
    lap,
    limb,
    neck,
    trunk,
)

HEAD = SHOULDER - 42.0


def _head(canvas: skia.Canvas, y: float, tilt: float = 0.0) -> None:
    canvas.save()
    canvas.translate(0, y)
    canvas.rotate(tilt)


def runner(canvas: skia.Canvas, t: float) -> None:
    """Draw the man by the doors: security jacket, wet hair, out of breath."""
    skin, coat = "#8A5A3C", "#3B4668"
    up = breathe(t, 0.0, depth=5.0, period=1.5 + 0.02 * max(0.0, t - 9))
    limb(canvas, "#2B2C40", 38, (-19, -196), (-20, -24))
    limb(canvas, "#303149", 38, (19, -196), (21, -24))
    for x in (-24, 25):
        canvas.drawRoundRect(box(x - 19, -20, 38, 20), 9, 9, fill("#1E1B28"))
    limb(canvas, "#7A4B2B", 7, (34, -330), (-42, -190))
    canvas.drawRoundRect(box(-78, -196, 44, 56), 9, 9, fill("#7A4B2B"))
    canvas.drawRoundRect(box(-78, -196, 44, 24), 9, 9, fill("#8F5B36"))
    top = -346 - up * 0.5
    neck(canvas, skin, top)
    trunk(canvas, coat, 106 + up * 0.6, 92, top=top, bottom=-178)
    line(canvas, stroke("#2A3350", 2.5), (0, top + 4), (0, -176))
    canvas.drawPath(poly((-14, top - 8), (0, top + 16), (14, top - 8)), fill("#E8E2D2"))
    limb(canvas, "#7A4B2B", 7, (30, top + 6), (-44, -196))
    canvas.drawRoundRect(box(-42, top + 88, 84, 11), 3, 3, fill("#F2C94C"))
    canvas.drawRoundRect(box(14, top + 40, 22, 14), 3, 3, fill("#F2C94C"))
    for i in range(16):
        side = 1 if i % 2 else -1
        x, y = side * (16 + 32 * chance(i, 3)), top + 4 + 34 * chance(i, 4)
        canvas.drawCircle(x, y + abs(x) * 0.16, 1.5, fill("#C9DAF2", 0.75))
    arm(canvas, coat, skin, (-44, top + 26), (-62, top + 96), (-40, top + 150), width=27)
    arm(canvas, coat, skin, (44, top + 24), (84, top + 66), (94, top - 6), width=27)
    _head(canvas, top - 42 + up * 0.3, tilt=-2)
    face(
        canvas,
        Face(skin, turn=0.25, nod=0.3, eyes=blink(t, 0.2), smile=0, lips=0.35 + up * 0.06),
    )
    canvas.drawPath(
        smooth(((-29, -4), (-30, -26), (-14, -41), (12, -42), (30, -28), (29, -5), (22, -20))),
        fill("#1E1820"),
    )
    for i, x in enumerate((-18, -4, 12)):
        canvas.drawCircle(x, -19 + 2 * (i % 2), 1.8, fill("#C9DAF2", 0.9))
    canvas.restore()


def father(canvas: skia.Canvas, t: float) -> None:
    """Draw the father: blue turban, beard, a pink school bag on his knees."""
    skin, coat = "#B5805A", "#6B7A4B"
    up = breathe(t, 0.3, 2.0)
    neck(canvas, skin)
    canvas.save()
    canvas.translate(0, -up * 0.6)
    trunk(canvas, coat, 106, 92)
    canvas.drawPath(poly((-15, -240), (0, -206), (15, -240)), fill("#EFE7D6"))
    line(canvas, stroke("#55613B", 2.5), (0, -204), (0, -110))
    canvas.restore()
    lap(canvas, "#4F5068", "#2A2230", spread=27, coat=coat)
    canvas.drawRoundRect(box(-40, -158, 80, 70), 18, 18, fill("#D9738A"))
    canvas.drawRoundRect(box(-30, -128, 60, 32), 10, 10, fill("#C25D76"))
    line(canvas, stroke("#C25D76", 5), (-14, -156), (0, -170), (14, -156))
    canvas.drawCircle(18, -140, 5, fill("#F7D774"))
    arm(canvas, coat, skin, (-46, -208 - up * 0.5), (-62, -150), (-32, -126))
    arm(canvas, coat, skin, (46, -208 - up * 0.5), (62, -150), (32, -126))
    _head(canvas, HEAD - up * 0.5, tilt=3)
    face(canvas, Face(skin, turn=0.55, nod=0.5, eyes=blink(t, 0.9), smile=0.35))
    beard = smooth(
        ((-28, 6), (-24, 20), (-12, 20), (8, 16), (20, 19), (27, 6), (26, 28), (8, 44), (-16, 38))
    )
    canvas.drawPath(beard, fill("#2A2024"))
    line(canvas, stroke("#E2A48C", 2.6), (1, 22), (7, 24), (14, 21))
    turban = smooth(((-33, -6), (-37, -30), (-20, -54), (8, -58), (33, -42), (35, -8), (6, -19)))
    canvas.drawPath(turban, fade((0, -58), (0, -6), (("#4F7FB8"), 1), ("#33598A", 1)))
    for bend in (0, 9, 18):
        line(
            canvas,
            stroke("#2C4D79", 2, 0.6),
            (-34, -12 - bend * 0.9),
            (-6, -32 - bend),
            (30, -34 - bend * 0.5),
        )
    line(canvas, stroke("#2C4D79", 2, 0.6), (34, -14), (10, -34), (-22, -50))
    canvas.restore()


def girl(canvas: skia.Canvas, t: float) -> None:
    """Draw the girl of six: yellow raincoat, lopsided braids, one tulip, a gap in her smile."""
    skin, coat = "#BD8961", "#F2B632"
    swing = (7 * wave(t, 1.9), 7 * wave(t, 1.9, 0.45))
    up = breathe(t, 0.6, 1.6)
    neck(canvas, skin, -190, 18)
    trunk(canvas, coat, 76, 78, top=-186 - up * 0.5)
    line(canvas, stroke("#C98F1E", 2.5), (0, -186), (0, -104))
    for y in (-168, -146, -124):
        canvas.drawCircle(6, y, 3, fill("#FFF3CF"))
    lap(canvas, "#5C7FA3", "#D9534A", spread=17, girth=31, floor=-32, swing=swing, coat=coat)
    arm(canvas, coat, skin, (-32, -166), (-44, -126), (-20, -106), width=20)
    tulip(canvas, 62, -150, 9 + 3 * wave(t, 3.1), 50)
    arm(canvas, coat, skin, (32, -166), (46, -126), (62, -150), width=20)
    _head(canvas, -226 - up * 0.5, tilt=-4 + 2.0 * wave(t, 5.3))
    dark = "#2A1D20"
    canvas.drawOval(oval(0, -7, 32, 33), fill(dark))
    for x, y, length, tie in ((-31, -6, 40, "#E25C6B"), (33, 12, 36, "#E25C6B")):
        for i in range(4):
            r = 8.5 - i * 1.0
            canvas.drawOval(oval(x + (i % 2) * 3 - 1, y + i * length / 4, r, r * 0.95), fill(dark))
        canvas.drawCircle(x + 1, y + length - 4, 4.6, fill(tie))
        line(canvas, stroke(dark, 5), (x, y + length), (x + 1, y + length + 8))
        canvas.drawCircle(x, y - 6, 5.5, fill(tie))
    face(
        canvas,
        Face(skin, turn=0.15, eyes=blink(t, 0.5), smile=1, gap=True, width=27, height=30),
    )
    canvas.drawPath(
        smooth(((0, -34), (-18, -30), (-29, -12), (-26, -4), (-16, -17), (-2, -27))), fill(dark)
    )
    canvas.drawPath(
        smooth(((-4, -34), (18, -31), (29, -12), (27, -3), (17, -17), (0, -27))), fill(dark)
    )
    canvas.restore()


def tulip(canvas: skia.Canvas, x: float, y: float, lean: float, stem: float) -> None:
    """Draw one red tulip, held at (x, y), its head `stem` points above the hand."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(lean)
    line(canvas, stroke("#5E8C4A", 4), (0, 22), (1, -stem * 0.5), (0, -stem))
    leaf = smooth(((0, 6), (-10, -stem * 0.4), (-12, -stem * 0.7), (-3, -stem * 0.4)))
    canvas.drawPath(leaf, fill("#6E9E55"))
    bud = smooth(((0, -stem + 8), (-11, -stem - 4), (-9, -stem - 22), (9, -stem - 22), (11, -stem)))
    canvas.drawPath(bud, fill("#C9303C"))
    petal = smooth(((0, -stem + 7), (-7, -stem - 8), (0, -stem - 25), (7, -stem - 8)))
    canvas.drawPath(petal, fill("#E5484D"))
    canvas.restore()


def tulips(canvas: skia.Canvas, t: float) -> None:
    """Draw the old man: flat cap, glasses, white mustache, a bunch of tulips on his knee."""
    skin, coat = "#E3B796", "#7A6A58"
    up = breathe(t, 0.1, 1.8, 5.2)
    neck(canvas, skin)
    canvas.save()
    canvas.translate(0, -up * 0.5)
    trunk(canvas, coat, 98, 92)
    canvas.drawPath(poly((-16, -240), (0, -196), (16, -240)), fill("#F3ECDD"))
    canvas.drawPath(poly((-5, -232), (5, -232), (6, -200), (0, -192), (-6, -200)), fill("#8C3B46"))
    for side in (-1, 1):
        lapel = poly((side * 15, -241), (side * 27, -232), (side * 14, -196), (0, -188))
        canvas.drawPath(lapel, fill("#695A4A"))
    canvas.restore()
    lap(canvas, "#5B5560", "#3A2C28", spread=25, coat=coat)
    arm(canvas, coat, skin, (-43, -208), (-60, -150), (-30, -112))
    bunch = ((18, -24, 78), (30, -8, 88), (44, 8, 82), (26, -30, 62), (38, 0, 66), (50, 18, 64))
    for x, lean, stem in bunch:
        tulip(canvas, 18 + x * 0.5, -132, lean + 1.2 * wave(t, 3.7, x / 60), stem)
    paper = smooth(((2, -182), (66, -184), (50, -112), (38, -86), (26, -112)))
    canvas.drawPath(paper, fade((0, -184), (66, -90), ("#F6EBD2", 1), ("#D8C5A0", 1)))
    line(canvas, stroke("#B89F74", 2), (34, -176), (40, -120))
    arm(canvas, coat, skin, (43, -208), (66, -150), (38, -118))
    turn = -0.7 + 0.25 * wave(t, 11)
    _head(canvas, HEAD - up * 0.5, tilt=-3)
    for side in (-1, 1):
        canvas.drawOval(oval(side * 27, -4, 6, 13), fill("#E9E4DC"))
    face(canvas, Face(skin, turn=turn, eyes=blink(t, 0.35), smile=0.5, brows="#DAD3C8"))
    dx = turn * 9
    whiskers = smooth(
        ((dx - 15, 19), (dx, 12), (dx + 15, 19), (dx + 8, 20), (dx, 17), (dx - 8, 20))
    )
    canvas.drawPath(whiskers, fill("#EFEAE2"))
    for side in (-1, 1):
        canvas.drawCircle(dx + side * 12, 1, 8.5, stroke("#5A4636", 1.8))
    line(canvas, stroke("#5A4636", 1.8), (dx - 3.5, 0), (dx + 3.5, 0))
    crown = smooth(((-32, -16), (-30, -34), (-6, -44), (24, -40), (34, -20), (20, -16), (-8, -13)))
    canvas.drawPath(crown, fade((0, -44), (0, -12), ("#8A7C6E", 1), ("#62564C", 1)))
    brim = smooth(((-37, -12), (-28, -20), (4, -20), (20, -15), (-4, -10), (-26, -8)))
    canvas.drawPath(brim, fill("#51473F"))
    canvas.restore()


def headphones(canvas: skia.Canvas, t: float) -> None:
    """Draw the teenager: hood, headphones, knees wide, lips moving a little."""
    skin, hood = "#D6A07C", "#4C3A63"
    up = breathe(t, 0.7, 1.8)
    canvas.save()
    canvas.translate(0, 14 - up * 0.5)
    canvas.drawPath(
        smooth(((-40, -214), (-38, -282), (0, -316), (38, -282), (40, -214), (0, -200))),
        fill(mix(hood, "#1B1430", 0.35)),
    )
    neck(canvas, skin, width=22)
    trunk(canvas, hood, 96, 86, top=-226, bottom=SEAT - 4)
    canvas.drawRoundRect(box(-30, -160, 60, 36), 12, 12, fill(mix(hood, "#1B1430", 0.25)))
    _head(canvas, HEAD + 3, tilt=4)
    speaking = max(0.0, wave(t, 0.9)) * (0.5 + 0.5 * wave(t, 4.7, 0.2))
    gaze = Face(skin, turn=-0.15, nod=1.0, eyes=0.14, smile=-0.15, lips=max(0, speaking) * 0.6)
    face(canvas, gaze)
    hair = smooth(((-26, -8), (-24, -30), (4, -36), (26, -26), (25, -6), (10, -14), (-8, -2)))
    canvas.drawPath(hair, fill("#5B3A26"))
    rim = ((-27, 34), (-35, 4), (-30, -30), (0, -47), (30, -30), (35, 4), (27, 34))
    line(canvas, stroke(hood, 15), *rim)
    line(
        canvas, stroke(mix(hood, "#FFE9C4", 0.16), 3), *((x * 1.06, y * 1.05) for x, y in rim[1:6])
    )
    line(canvas, stroke("#23202B", 7), (-40, 0), (-36, -36), (0, -56), (36, -36), (40, 0))
    for side in (-1, 1):
        canvas.drawRoundRect(box(side * 39 - 9, -10, 18, 32), 8, 8, fill("#E4573D"))
    for side in (-1, 1):
        line(canvas, stroke("#E9E2D6", 2.4), (side * 11, 40), (side * 13, 60), (side * 12, 76))
    canvas.restore()
    canvas.restore()
    lap(canvas, "#34486B", "#E9E2D6", spread=42, girth=38, coat=hood)
    canvas.save()
    canvas.translate(0, 14 - up * 0.5)
    arm(canvas, hood, skin, (-42, -204), (-58, -146), (-12, -112))
    arm(canvas, hood, skin, (42, -204), (58, -146), (10, -110))
    canvas.restore()


def phone(canvas: skia.Canvas, t: float) -> None:
    """Draw the woman in the red coat, stern over her phone, a smile getting out at times."""
    skin, coat = "#7C4E38", "#B5403A"
    up = breathe(t, 0.45, 2.4, 3.8)
    neck(canvas, skin, width=30)
    canvas.save()
    canvas.translate(0, -up * 0.6)
    trunk(canvas, coat, 132, 136)
    scarf = smooth(((-28, -246), (28, -246), (36, -224), (6, -214), (-34, -222)))
    line(canvas, stroke(mix(coat, "#1B1430", 0.3), 2.5), (0, -214), (3, -106))
    for y in (-190, -160, -130):
        canvas.drawCircle(13, y, 4, fill("#F0C987"))
    canvas.drawPath(scarf, fill("#E9C9A1"))
    line(canvas, stroke("#CFA877", 2), (-28, -232), (0, -224), (30, -232))
    canvas.restore()
    lap(canvas, "#4A3F52", "#241F2A", spread=33, girth=54, coat=coat)
    glow(canvas, (0, -186), 64, "#BFE3FF", 0.22)
    arm(canvas, coat, skin, (-58, -202), (-74, -146), (-17, -150), width=32)
    arm(canvas, coat, skin, (58, -202), (74, -146), (17, -150), width=32)
    canvas.drawRoundRect(box(-13, -178, 26, 46), 5, 5, fill("#1D1B26"))
    for side in (-1, 1):
        hand(canvas, skin, (side * 14, -148), 9)
    _head(canvas, HEAD - 2 - up * 0.5, tilt=-2)
    for x, y, r in ((0, -22, 36), (-24, -14, 26), (24, -14, 26), (-30, 4, 18), (30, 4, 18)):
        canvas.drawCircle(x, y, r, fill("#241A1E"))
    glee = max(0.0, wave(t, 4.4, 0.1)) ** 2
    look = Face(skin, nod=0.75, eyes=0.85 * blink(t, 0.7), smile=-0.25 + 1.1 * glee, frown=1 - glee)
    face(canvas, look)
    canvas.drawPath(
        smooth(((-27, -6), (-29, -24), (0, -38), (29, -24), (27, -6), (14, -24), (-14, -24))),
        fill("#241A1E"),
    )
    for side in (-1, 1):
        canvas.drawCircle(side * 31, 17, 4, fill("#F2C94C"))
    canvas.restore()


def violinist(canvas: skia.Canvas, t: float) -> None:
    """Draw the young woman in a wheelchair, playing on the lid of her violin case."""
    skin, shirt = "#EBC3A0", "#3F7F7A"
    up = breathe(t, 0.2, 2.2, 4.8)
    lean = 1.6 * wave(t, 4.2)
    for side in (-1, 1):
        canvas.drawOval(oval(side * 66, -68, 15, 68), stroke("#2A2733", 9))
        canvas.drawOval(oval(side * 66, -68, 9, 58), stroke("#8E93A3", 2.5))
    canvas.drawRoundRect(box(-54, -190, 108, 104), 14, 14, fill("#332F3E"))
    canvas.drawRoundRect(box(-40, -22, 80, 10), 5, 5, fill("#8E93A3"))
    canvas.save()
    canvas.translate(0, SEAT)
    canvas.rotate(lean)
    canvas.translate(0, -SEAT - up * 0.5)
    neck(canvas, skin, width=22)
    trunk(canvas, shirt, 88, 76)
    canvas.drawPath(poly((-13, -240), (0, -222), (13, -240)), fill(mix(skin, "#5A2A2A", 0.15)))
    canvas.restore()
    lap(canvas, "#3B3550", "#8C3B46", spread=21, girth=40, floor=-16, coat=shirt)
    case = smooth(
        ((-92, -128), (-62, -152), (-18, -138), (34, -142), (96, -134), (98, -112), (34, -102),
         (-18, -106), (-62, -96), (-90, -108))
    )  # fmt: skip
    canvas.drawPath(case, fade((0, -152), (0, -98), ("#8A4B2E", 1), ("#5E3020", 1)))
    line(canvas, stroke("#D9A45B", 2), (-88, -119), (-20, -122), (94, -122))
    for x in (-40, 52):
        canvas.drawRoundRect(box(x, -127, 9, 11), 2, 2, fill("#E6C07A"))
    arm(canvas, shirt, skin, (-39, -206 - up), (-64, -162), (-44, -140), width=22)
    arm(canvas, shirt, skin, (39, -206 - up), (62, -166), (24, -146), width=22)
    for i in range(4):
        tap = 3.2 * max(0.0, wave(t, 0.75 + 0.11 * i, i * 0.27))
        limb(canvas, skin, 5.2, (20 + i * 5.4 - 8, -146), (17 + i * 6 - 12, -133 - tap))
    _head(canvas, HEAD - up * 0.5, tilt=-7 + lean * 1.5)
    canvas.translate(lean, 0)
    hair = "#231C26"
    canvas.drawPath(
        smooth(((-36, 34), (-38, -14), (-20, -41), (20, -41), (38, -14), (36, 34), (0, 22))),
        fill(hair),
    )
    face(canvas, Face(skin, turn=-0.1, nod=0.2, eyes=0.0, smile=0.6))
    canvas.drawPath(
        smooth(
            ((-30, 6), (-29, -26), (0, -39), (29, -26), (30, 6), (24, -11), (0, -14), (-24, -11))
        ),
        fill(hair),
    )
    line(canvas, stroke("#4A3E50", 3, 0.8), (-20, -28), (0, -32), (20, -27))
    canvas.restore()


def shade(canvas: skia.Canvas, width: float = 120.0) -> None:
    """Draw the soft shadow that anyone leaves on the floor."""
    canvas.drawOval(oval(0, 0, width / 2, 9), fill(INK, 0.35, blur=6))
