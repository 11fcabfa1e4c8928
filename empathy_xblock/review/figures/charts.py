"""Bars, drawn by the server: what a template needs to draw one, each with its table.

Widths are in per cent of the whole bar. Groups that are too small to be shown are one part
of a bar together, and a dash in the table.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from empathy_xblock.journey.suppression import shown

#: The part of a bar that stands for groups too small to be shown.
FEW = "few"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, from `start` on. `tone` names its looks, `label` what it stands for."""

    label: str
    count: int
    start: float
    width: float
    tone: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart. `counts` are its cells in the order of the columns, None if hidden."""

    name: str
    segments: tuple[Segment, ...]
    counts: tuple[int | None, ...]
    total: int
    note: str = ""

    @property
    def few(self) -> bool:
        """Whether nothing can be shown of it."""
        return bool(self.total) and all(count is None for count in self.counts)

    @property
    def says(self) -> str:
        """The bar in words."""
        return ", ".join(f"{segment.label}: {segment.count}" for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with the same parts. `columns` are the parts' names, with their tones."""

    name: str
    title: str
    about: str
    columns: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]

    @property
    def parted(self) -> bool:
        """Whether its bars have several parts, which want a key and a table."""
        return any(len(bar.counts) > 1 for bar in self.bars)

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What each tone in the bars stands for, the hidden small parts among them."""
        tones = {segment.tone for bar in self.bars for segment in bar.segments}
        return (*self.columns, (_("Fewer than ten each"), FEW)) if FEW in tones else self.columns


def stacked(
    name: str, counts: Mapping[Hashable, int], columns: Iterable[tuple[str, str]], note: str = ""
) -> Bar:
    """Return a bar of parts that make up the whole, small ones hidden."""
    labels = tuple(columns)
    told = tuple(shown(dict(enumerate(counts.values()))).values())
    total = sum(counts.values())
    segments = []
    start = 0.0
    hidden = total
    for (label, tone), count in zip(labels, told, strict=True):
        if count:
            segments.append(_segment(label, count, start, total, tone))
            start += segments[-1].width
            hidden -= count
    if hidden and segments:
        segments.append(_segment(_("Fewer than ten each"), hidden, start, total, FEW))
    return Bar(name, tuple(segments), told, total, note)


def single(name: str, count: int, of: int, label: str, tone: str, note: str = "") -> Bar:
    """Return a bar of one part, of a whole of `of`."""
    part = (_segment(label, count, 0, of, tone),) if count and of else ()
    return Bar(name, part, (count,), count, note)


def _segment(label: str, count: int, start: float, total: int, tone: str) -> Segment:
    return Segment(label, count, round(start, 3), round(100 * count / total, 3), tone)


def people(count: int) -> str:
    """Return a number of people in words."""
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}
