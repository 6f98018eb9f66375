"""A small chart over days: bands, lines and dots with their names. Drawn as SVG here, as PNG by Pillow.

No picture library is needed for SVG; the text is real text, so that it can be searched and read aloud.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

COLOURS = ("#1b6ca8", "#c4421a", "#2e7d32", "#7b3fa0", "#8a6d00", "#00838f", "#ad1457", "#5d4037")
WIDTH, HEIGHT = 860, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 230, 42, 56


@dataclass(frozen=True, slots=True)
class Band:
    """``(day, low, high)``: the space between; an open end runs to the edge of the picture, hatched."""

    points: tuple[tuple[dt.date, int | None, int | None], ...]
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """``(day, value)`` joined."""

    points: tuple[tuple[dt.date, int], ...]
    name: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dots:
    """``(day, value)``, filled where they count, with an arrow up where they are open.

    A line runs through the ``joined`` ones.
    """

    points: tuple[tuple[dt.date, int], ...]
    name: str
    filled: tuple[bool, ...]
    up: tuple[bool, ...]
    joined: tuple[bool, ...]

    def run(self) -> list[tuple[dt.date, int]]:
        """The points that the line joins."""
        return [p for p, joined in zip(self.points, self.joined, strict=True) if joined]


@dataclass(slots=True)
class Chart:
    """Bands below lines below dots, with a title and the names of both axes."""

    title: str
    across: str
    up: str
    bands: list[Band] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    dots: list[Dots] = field(default_factory=list)

    def days(self) -> list[dt.date]:
        """Every day that something is drawn on, sorted."""
        found = {p[0] for b in self.bands for p in b.points}
        found |= {p[0] for line in self.lines for p in line.points}
        return sorted(found | {p[0] for d in self.dots for p in d.points})

    def top(self) -> int:
        """The highest value drawn."""
        values = [v for b in self.bands for _, low, high in b.points for v in (low, high) if v is not None]
        values += [v for line in self.lines for _, v in line.points]
        return max([*values, *(v for d in self.dots for _, v in d.points), 1])


@dataclass(frozen=True, slots=True)
class Scale:
    """From days and numbers to picture units; the edges are those of the plot."""

    first: dt.date
    last: dt.date
    top: int

    def x(self, day: dt.date) -> float:
        span = (self.last - self.first).days
        share = (day - self.first).days / span if span else 0.5
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - value / self.top * (HEIGHT - TOP - BOTTOM)


def scale_of(chart: Chart) -> Scale | None:
    """The scale of a chart; None where it is empty."""
    days = chart.days()
    if not days:
        return None
    top = chart.top()
    step = tick(top)
    return Scale(days[0], days[-1], (top // step + 1) * step)


def tick(top: int) -> int:
    """The distance of the marks on the upward axis: 1, 2 or 5 times a power of ten, about five of them."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if top / (size * factor) <= 6:
                return size * factor
        size *= 10


def day_marks(scale: Scale) -> list[dt.date]:
    """At most seven days to write on the axis, the first and the last among them."""
    span = (scale.last - scale.first).days
    count = min(span, 6) or 1
    return sorted({scale.first + dt.timedelta(days=round(n * span / count)) for n in range(count + 1)})


def svg(chart: Chart) -> str:
    """The chart as an SVG document."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" role="img" font-family="sans-serif" font-size="12">',
        f"<title>{escape(chart.title)}</title>",
        '<defs><pattern id="open" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M0 6L6 0" stroke="#9bb7cc" stroke-width="1"/></pattern></defs>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="24" font-size="15" font-weight="bold">{escape(chart.title)}</text>',
    ]
    scale = scale_of(chart)
    if scale is None:
        parts.append(f'<text x="{LEFT}" y="{HEIGHT / 2:.0f}">No figures with a day.</text></svg>')
        return "\n".join(parts) + "\n"
    parts += _axes(chart, scale)
    for band in chart.bands:
        parts += _band(band, scale)
    names: list[tuple[str, str]] = [("#9bb7cc", b.name) for b in chart.bands]
    for line in chart.lines:
        dash = ' stroke-dasharray="6 4"' if line.dashed else ""
        path = " ".join(f"{scale.x(d):.1f},{scale.y(v):.1f}" for d, v in line.points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="#1b3a52" stroke-width="2"{dash}/>')
        names.append(("#1b3a52", line.name))
    for n, dots in enumerate(chart.dots):
        colour = COLOURS[n % len(COLOURS)]
        parts += _dots(dots, colour, scale)
        names.append((colour, dots.name))
    parts += _legend(names)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _axes(chart: Chart, scale: Scale) -> list[str]:
    right, floor = WIDTH - RIGHT, HEIGHT - BOTTOM
    parts = []
    for value in range(0, scale.top + 1, tick(chart.top())):
        y = scale.y(value)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#e3e3e3"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:,}</text>')
    for day in day_marks(scale):
        x = scale.x(day)
        parts.append(f'<path d="M{x:.1f} {floor}v5" stroke="#444444"/>')
        parts.append(
            f'<text x="{x:.1f}" y="{floor + 19}" text-anchor="middle" font-size="11">{day.isoformat()}</text>'
        )
    parts.append(f'<path d="M{LEFT} {TOP}V{floor}H{right}" fill="none" stroke="#444444"/>')
    middle = (LEFT + right) / 2
    parts.append(
        f'<text x="{middle:.0f}" y="{HEIGHT - 12}" text-anchor="middle">{escape(chart.across)}</text>'
    )
    parts.append(
        f'<text transform="translate(16 {(TOP + floor) / 2:.0f}) rotate(-90)" text-anchor="middle">'
        f"{escape(chart.up)}</text>"
    )
    return parts


def _band(band: Band, scale: Scale) -> list[str]:
    parts = []
    for one, other in zip(band.points, band.points[1:], strict=False) if len(band.points) > 1 else ():
        open_end = one[2] is None or other[2] is None
        tops = [scale.top if p[2] is None else p[2] for p in (one, other)]
        lows = [p[1] or 0 for p in (one, other)]
        path = (
            f"M{scale.x(one[0]):.1f} {scale.y(lows[0]):.1f}L{scale.x(one[0]):.1f} {scale.y(tops[0]):.1f}"
            f"L{scale.x(other[0]):.1f} {scale.y(tops[1]):.1f}L{scale.x(other[0]):.1f} {scale.y(lows[1]):.1f}Z"
        )
        fill = "url(#open)" if open_end else "#9bb7cc"
        parts.append(f'<path d="{path}" fill="{fill}" fill-opacity="0.45"/>')
    return parts


def _dots(dots: Dots, colour: str, scale: Scale) -> list[str]:
    path = " ".join(f"{scale.x(d):.1f},{scale.y(v):.1f}" for d, v in dots.run())
    parts = [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5" opacity="0.6"/>']
    for (day, value), filled, up in zip(dots.points, dots.filled, dots.up, strict=True):
        x, y = scale.x(day), scale.y(value)
        fill = colour if filled else "#ffffff"
        told = f"{escape(dots.name)}, {day.isoformat()}: {value}{'+' if up else ''}"
        if up:
            parts.append(f'<path d="M{x:.1f} {y - 5:.1f}v-12m-4 5l4 -5l4 5" fill="none" stroke="{colour}"/>')
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{fill}" stroke="{colour}" stroke-width="1.5">'
            f"<title>{told}</title></circle>"
        )
    return parts


def _legend(names: Sequence[tuple[str, str]]) -> list[str]:
    parts = []
    shown = names[:18]
    for n, (colour, name) in enumerate(shown):
        y = TOP + 8 + n * 18
        short = name if len(name) <= 30 else name[:29] + "…"
        parts.append(f'<rect x="{WIDTH - RIGHT + 14}" y="{y - 8}" width="10" height="10" fill="{colour}"/>')
        parts.append(
            f'<text x="{WIDTH - RIGHT + 30}" y="{y + 1}" font-size="11">{escape(short)}'
            f"<title>{escape(name)}</title></text>"
        )
    if len(names) > len(shown):
        y = TOP + 8 + len(shown) * 18
        parts.append(f'<text x="{WIDTH - RIGHT + 30}" y="{y}">and {len(names) - len(shown)} more</text>')
    return parts
