"""Pictures of scenes: taken, kept small, and compared with those in references/.

A picture is less than half as large as the page, in each direction, so that a whole suite of them
is a few megabytes. Two are compared a little blurred; more than MOST points that are then more
than SHADES of 256 apart are a difference. Of 285 pictures that were taken twice, none that showed
the same had such a point; a button that moves by twelve pixels changes 245 (`test_pictures.py`).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Locator, Page

ROOT = Path(__file__).resolve().parents[2]
REFERENCES = Path(__file__).parent / "references"
DIFFERENCES = ROOT / "build" / "looks"

#: Of a page as long as this, in CSS pixels, the rest is in its tree alone.
LONGEST = 1600
SCALE = 0.42
SHADES = 24
MOST = 100
#: How often a picture that is not yet that of the reference is taken again, and after how long, in
#: milliseconds.
PATIENT, PAUSE = 5, 400
#: A page may be so many points longer or shorter for the rounding of its lines.
SLACK = 2


#: The box of an element on its page, as far as the page goes: what is in a frame that scrolls has
#: more below.
_BOX = """(one, longest) => {
  const { left, top, width, height } = one.getBoundingClientRect();
  const [x, y] = [Math.max(0, left + scrollX), Math.max(0, top + scrollY)];
  const page = document.documentElement;
  return {
    x, y,
    width: Math.min(width, page.scrollWidth - x),
    height: Math.min(height, longest, Math.max(page.scrollHeight, innerHeight) - y),
  };
}"""


#: What of an element is in the window.
_SEEN = """(one) => {
  const { left, top, right, bottom } = one.getBoundingClientRect();
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const [width, height] = [Math.min(right, innerWidth) - x, Math.min(bottom, innerHeight) - y];
  return { x, y, width, height };
}"""
_DRAWN = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"""


def steady(page: Page, part: Locator, scene: str, variant: str, longest: int) -> Image.Image:
    """Return the picture as soon as it is that of the reference, or stays as it is.

    Busy machines draw late; what is really otherwise stays otherwise.
    """
    picture = take(page, part, longest)
    for _ in range(PATIENT):
        if not differs(picture, scene, variant).why:
            break
        page.wait_for_timeout(PAUSE)
        before, picture = picture, take(page, part, longest)
        if not compare(before, picture).why:
            break
    return picture


def take(page: Page, part: Locator, longest: int = LONGEST) -> Image.Image:
    """Return the picture of a part of the page, on a small scale."""
    touched = page.evaluate("matchMedia('(pointer: coarse)').matches")
    shot = _in_view(page, part, longest) if touched else _of_page(page, part, longest)
    whole = Image.open(io.BytesIO(shot)).convert("RGB")
    size = (max(1, round(whole.width * SCALE)), max(1, round(whole.height * SCALE)))
    return whole.resize(size, Image.Resampling.BOX)


def _of_page(page: Page, part: Locator, longest: int) -> bytes:
    part.evaluate("one => { one.scrollIntoView({ block: 'start' }); scrollTo(0, 0); }")
    box = part.evaluate(_BOX, longest)
    return page.screenshot(full_page=True, clip=box, type="jpeg", quality=95)


def _in_view(page: Page, part: Locator, longest: int) -> bytes:
    """Take it in a window that is as high as the part: a picture of a whole page is taken as if
    nobody touched the screen, and what is for fingers is smaller there."""
    size = page.viewport_size or {"width": 360, "height": 740}
    height = min(longest, part.evaluate("one => Math.ceil(one.getBoundingClientRect().height)"))
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], height)})
    part.evaluate("one => one.scrollIntoView({ block: 'start' })")
    page.wait_for_function(_DRAWN)
    box = part.evaluate(_SEEN)
    shot = page.screenshot(clip=box, type="jpeg", quality=95)
    page.set_viewport_size(size)
    page.evaluate("scrollTo(0, 0)")
    return shot


def path(scene: str, variant: str) -> Path:
    """Return where the reference of a scene is kept."""
    return REFERENCES / f"{scene}.{variant}.webp"


def keep(picture: Image.Image, scene: str, variant: str) -> None:
    """Make this the reference."""
    REFERENCES.mkdir(exist_ok=True)
    path(scene, variant).write_bytes(packed(picture))


def packed(picture: Image.Image) -> bytes:
    """Return the picture as a small file."""
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=20, method=6)
    return file.getvalue()


@dataclass(frozen=True)
class Difference:
    """How far a picture is from its reference: why in words, empty where it is near enough."""

    why: str
    mask: Image.Image | None = None


def compare(expected: Image.Image, actual: Image.Image) -> Difference:
    """Return how far the two are apart."""
    taller, wider = actual.height - expected.height, actual.width - expected.width
    if abs(taller) > SLACK or abs(wider) > SLACK:
        return Difference(f"{actual.size} instead of {expected.size}")
    size = (min(expected.width, actual.width), min(expected.height, actual.height))
    corner = (0, 0, *size)
    first, second = (
        one.crop(corner).filter(ImageFilter.GaussianBlur(1.2)) for one in (expected, actual)
    )
    bands = ImageChops.difference(first, second).split()
    apart = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    mask = apart.point([0] * (SHADES + 1) + [255] * (255 - SHADES))
    differing = mask.histogram()[255]
    if differing <= MOST:
        return Difference("")
    return Difference(f"{differing} points differ, in {mask.getbbox()}", mask)


def differs(picture: Image.Image, scene: str, variant: str) -> Difference:
    """Return how far a picture is from its reference."""
    kept = path(scene, variant)
    if not kept.exists():
        return Difference("there is no reference; `make references` makes it")
    expected = Image.open(kept).convert("RGB")
    return compare(expected, Image.open(io.BytesIO(packed(picture))).convert("RGB"))


def check(picture: Image.Image, scene: str, variant: str) -> str:
    """Compare with the reference; return what differs, having put both into build/looks/."""
    found = differs(picture, scene, variant)
    if not found.why:
        return ""
    kept = path(scene, variant)
    expected = Image.open(kept).convert("RGB") if kept.exists() else None
    DIFFERENCES.mkdir(parents=True, exist_ok=True)
    for name, one in (("expected", expected), ("actual", picture), ("difference", found.mask)):
        if one is not None:
            one.save(DIFFERENCES / f"{scene}.{variant}.{name}.png")
    return f"{scene} {variant}: {found.why}; see build/looks/{scene}.{variant}.*.png"
