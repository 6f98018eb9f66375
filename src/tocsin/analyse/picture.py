"""A chart as a PNG, drawn with Pillow (extra ``plot``): the same picture as the SVG, for slides."""

from __future__ import annotations

import importlib
import io
from typing import Any

from tocsin.analyse.chart import (
    BOTTOM,
    COLOURS,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Chart,
    Scale,
    day_marks,
    scale_of,
    tick,
)
from tocsin.errors import MissingPart

CLOSED, OPEN = "#9bb7cc73", "#e0cfa080"  # a band with an open end has another colour
FACTOR = 2  # dots to a unit of the chart, so that it is sharp in print


def png(chart: Chart) -> bytes:
    """The chart as PNG bytes. Raises :class:`MissingPart` without Pillow."""
    image_module, draw_module, font_module = _need("Image"), _need("ImageDraw"), _need("ImageFont")
    image = image_module.new("RGB", (WIDTH * FACTOR, HEIGHT * FACTOR), "white")
    draw = draw_module.Draw(image, "RGBA")
    pen = _Pen(draw, font_module)
    pen.text(LEFT, 8, chart.title, 15)
    scale = scale_of(chart)
    if scale is None:
        pen.text(LEFT, HEIGHT / 2, "No figures with a day.")
    else:
        _draw(chart, scale, pen)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


class _Pen:
    """Drawing in chart units."""

    def __init__(self, draw: Any, fonts: Any) -> None:
        self._draw, self._fonts = draw, fonts

    def text(self, x: float, y: float, words: str, size: int = 11, anchor: str = "la") -> None:
        font = self._fonts.load_default(size * FACTOR)
        self._draw.text((x * FACTOR, y * FACTOR), words, fill="black", font=font, anchor=anchor)

    def line(self, points: list[tuple[float, float]], colour: str, width: float = 1.0) -> None:
        scaled = [(x * FACTOR, y * FACTOR) for x, y in points]
        self._draw.line(scaled, fill=colour, width=max(1, round(width * FACTOR)))

    def area(self, points: list[tuple[float, float]], colour: str) -> None:
        self._draw.polygon([(x * FACTOR, y * FACTOR) for x, y in points], fill=colour)

    def dot(self, x: float, y: float, colour: str, filled: bool) -> None:
        r = 4.5
        box = [(x - r) * FACTOR, (y - r) * FACTOR, (x + r) * FACTOR, (y + r) * FACTOR]
        self._draw.ellipse(box, fill=colour if filled else "white", outline=colour, width=3)


def _draw(chart: Chart, scale: Scale, pen: _Pen) -> None:
    right, floor = WIDTH - RIGHT, HEIGHT - BOTTOM
    for value in range(0, scale.top + 1, tick(chart.top())):
        pen.line([(LEFT, scale.y(value)), (right, scale.y(value))], "#e3e3e3")
        pen.text(LEFT - 8, scale.y(value), f"{value:,}", anchor="rm")
    for day in day_marks(scale):
        pen.text(scale.x(day), floor + 8, day.isoformat(), 10, "ma")
    pen.line([(LEFT, TOP), (LEFT, floor), (right, floor)], "#444444")
    pen.text((LEFT + right) / 2, HEIGHT - 24, chart.across, anchor="ma")
    pen.text(LEFT, 28, chart.up, 10)
    names = []
    for band in chart.bands:
        for one, other in zip(band.points, band.points[1:], strict=False):
            tops = [scale.top if p[2] is None else p[2] for p in (one, other)]
            x, x2 = scale.x(one[0]), scale.x(other[0])
            corners = [(x, scale.y(one[1] or 0)), (x, scale.y(tops[0])), (x2, scale.y(tops[1]))]
            shut = one[2] is not None and other[2] is not None
            pen.area([*corners, (x2, scale.y(other[1] or 0))], CLOSED if shut else OPEN)
        names.append(("#9bb7cc", band.name))
    for line in chart.lines:
        pen.line([(scale.x(d), scale.y(v)) for d, v in line.points], "#1b3a52", 2)
        names.append(("#1b3a52", line.name))
    for n, dots in enumerate(chart.dots):
        colour = COLOURS[n % len(COLOURS)]
        points = [(scale.x(d), scale.y(v)) for d, v in dots.points]
        joined = [(scale.x(d), scale.y(v)) for d, v in dots.run()]
        if len(joined) > 1:
            pen.line(joined, colour, 1.5)
        for (x, y), filled, up in zip(points, dots.filled, dots.up, strict=True):
            if up:
                pen.line([(x, y - 5), (x, y - 17)], colour)
                pen.line([(x - 4, y - 12), (x, y - 17), (x + 4, y - 12)], colour)
            pen.dot(x, y, colour, filled)
        names.append((colour, dots.name))
    for n, (colour, name) in enumerate(names[:18]):
        y = TOP + n * 18
        pen.area([(right + 14, y), (right + 24, y), (right + 24, y + 10), (right + 14, y + 10)], colour)
        pen.text(right + 30, y, name if len(name) <= 30 else name[:29] + "…")


def _need(module: str) -> Any:
    try:
        return importlib.import_module(f"PIL.{module}")
    except ImportError as err:
        raise MissingPart(
            "a PNG needs Pillow, which is not installed; run: pip install 'tocsin[plot]', or write .svg"
        ) from err
