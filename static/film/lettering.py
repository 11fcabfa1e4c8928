"""How words are set: beside a person, and on the title and closing cards.

Words are light on dark: a soft dark cloud comes up with them, so that they keep their contrast
whatever passes outside.
"""

from __future__ import annotations

import skia
from brush import PAPER, WIDTH, box, ease, fill, font, wrap

SIZE, LEADING, GAP, MIDDLE = 29.0, 35.0, 12.0, 198.0
APPEAR = 0.7


def strength(t: float, start: float, end: float) -> float:
    """Return how visible words are at a time: fading in from `start`, gone at `end`."""
    return ease((t - start) / APPEAR) * ease((end - t) / APPEAR)


def _set(line: tuple[str, str], width: float) -> tuple[list[tuple[skia.Font, str]], skia.Rect]:
    """Return the rows of a person's words and the room they take, left edge at 0."""
    rows = []
    for style, sentence in zip(("Bold", "Regular"), line, strict=True):
        face = font(style, SIZE)
        rows += [(face, row) for row in wrap(sentence, face, width)]
    tall = len(rows) * LEADING + GAP
    wide = max(face.measureText(row) for face, row in rows)
    return rows, box(0, MIDDLE - tall / 2, wide, tall)


def cloud(canvas: skia.Canvas, line: tuple[str, str], x: float, width: float, alpha: float) -> None:
    """Darken the view behind a person's words; drawn before the wall, so only glass darkens."""
    if alpha > 0:
        _, room = _set(line, width)
        room.offset(x, 0)
        canvas.drawRoundRect(room.makeOutset(26, 18), 60, 60, fill("#0A0F22", 0.74 * alpha, 26))


def beside(
    canvas: skia.Canvas, line: tuple[str, str], x: float, width: float, alpha: float
) -> None:
    """Set a person's two sentences in a column that starts at `x`, centered in the window."""
    if alpha <= 0:
        return
    rows, room = _set(line, width)
    y = room.top() + SIZE * 0.95
    before = rows[0][0]
    for face, row in rows:
        y += GAP if face is not before else 0
        before = face
        canvas.drawString(row, x, y, face, fill(PAPER, alpha))
        y += LEADING


def card(
    canvas: skia.Canvas,
    words: tuple[str, ...],
    sizes: tuple[float, ...],
    top: float,
    alphas: tuple[float, ...],
) -> None:
    """Set the rows of a card, centered, the first baseline at `top`."""
    y = top
    for i, (row, size, alpha) in enumerate(zip(words, sizes, alphas, strict=True)):
        face = font("Bold" if i == 0 else "Regular", size)
        wide = face.measureText(row)
        left = (WIDTH - wide) / 2
        room = box(left - 10, y - size * 0.7, wide + 20, size * 0.8)
        canvas.drawRoundRect(room, 40, 40, fill("#0B1024", 0.42 * alpha, blur=34))
        canvas.drawString(row, left, y, face, fill(PAPER, alpha))
        if i + 1 < len(sizes):
            y += sizes[i + 1] * 1.6 if i == 0 else sizes[i + 1] * 1.4
