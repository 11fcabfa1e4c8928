"""Pictures of scenes: taken, kept small, and compared with those in references/.

A picture is less than half as large as the page, in each direction, so that a whole suite of them
is a few megabytes. Two are compared a little blurred, for the edges of letters are drawn a shade
differently by every version of a browser: `differing` is the share of the points that are then
more than SHADES of 256 apart, and more than SHARE of them is a difference.
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
SHADES = 48
SHARE = 0.0008
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


def take(page: Page, part: Locator, longest: int = LONGEST) -> Image.Image:
    """Return the picture of a part of the page, on a small scale."""
    part.evaluate("one => { one.scrollIntoView({ block: 'start' }); scrollTo(0, 0); }")
    box = part.evaluate(_BOX, longest)
    shot = page.screenshot(full_page=True, clip=box, type="jpeg", quality=95)
    whole = Image.open(io.BytesIO(shot)).convert("RGB")
    size = (max(1, round(whole.width * SCALE)), max(1, round(whole.height * SCALE)))
    return whole.resize(size, Image.Resampling.BOX)


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
    differing = mask.histogram()[255] / (size[0] * size[1])
    if differing <= SHARE:
        return Difference("")
    return Difference(f"{differing:.2%} of it differs, in {mask.getbbox()}", mask)


def check(picture: Image.Image, scene: str, variant: str) -> str:
    """Compare with the reference; return what differs, having put both into build/looks/."""
    kept = path(scene, variant)
    if not kept.exists():
        return f"{scene} {variant}: there is no reference; `make references` makes it"
    expected = Image.open(kept).convert("RGB")
    found = compare(expected, Image.open(io.BytesIO(packed(picture))).convert("RGB"))
    if not found.why:
        return ""
    DIFFERENCES.mkdir(parents=True, exist_ok=True)
    for name, one in (("expected", expected), ("actual", picture), ("difference", found.mask)):
        if one is not None:
            one.save(DIFFERENCES / f"{scene}.{variant}.{name}.png")
    return f"{scene} {variant}: {found.why}; see build/looks/{scene}.{variant}.*.png"
