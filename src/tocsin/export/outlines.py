"""The shipped outlines of countries and provinces (Natural Earth, public domain, simplified).

Coordinates are degrees, x to the east and y to the SOUTH, as a screen counts them. Built by
``scripts/build_outlines.py``.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import DataError

Box = tuple[float, float, float, float]  # west, north, east, south; y to the south


@dataclass(frozen=True)
class Outline:
    """An area: rings of packed hundredths of a degree, the largest first."""

    id: str
    rings: tuple[tuple[int, ...], ...]
    scale: int

    @cached_property
    def points(self) -> list[NDArray[np.float64]]:
        """Rings as arrays of shape (points, 2), degrees."""
        return [np.array(r, np.float64).reshape(-1, 2).cumsum(0) / self.scale for r in self.rings]

    @cached_property
    def boxes(self) -> list[Box]:
        """The box of each ring."""
        return [(*map(float, p.min(0)), *map(float, p.max(0))) for p in self.points]  # type: ignore[misc]

    @property
    def main_box(self) -> Box:
        """The box of the ring that covers most: without far islands and overseas parts."""
        return max(self.boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))

    def meets(self, box: Box) -> bool:
        """Whether any of it may lie in ``box``."""
        return any(meet(b, box) for b in self.boxes)

    def path(self) -> str:
        """SVG path data in hundredths of a degree."""
        out = []
        for ring in self.rings:
            steps = " ".join(map(str, ring[2:]))
            out.append(f"M{ring[0]} {ring[1]}l{steps}z".replace(" -", "-"))
        return "".join(out)

    def holds(self, x: NDArray[np.float64], y: NDArray[np.float64], box: Box) -> NDArray[np.bool_]:
        """Which of the points, all inside ``box``, lie in it (rule of even and odd)."""
        inside = np.zeros(len(x), bool)
        for ring, ring_box in zip(self.points, self.boxes, strict=True):
            if not meet(ring_box, box):
                continue
            x0, y0 = ring[:, :1], ring[:, 1:]
            x1, y1 = np.roll(x0, -1), np.roll(y0, -1)
            crosses = (y0 > y) != (y1 > y)
            at = x0 + (y - y0) * (x1 - x0) / np.where(y1 == y0, 1.0, y1 - y0)
            inside ^= ((crosses & (x < at)).sum(0) % 2).astype(bool)
        return inside


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes share an area."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


class Outlines:
    """All areas: countries by ISO3, provinces by the id of their gazetteer entry."""

    def __init__(self, blob: bytes) -> None:
        try:
            data = json.loads(gzip.decompress(blob))
            scale = int(data["scale"])
            self.countries = {k: _outline(k, v, scale) for k, v in data["countries"].items()}
            self.provinces = {k: _outline(k, v, scale) for k, v in data["provinces"].items()}
        except (OSError, EOFError, ValueError, KeyError) as err:
            raise DataError(f"the map outlines are broken ({err}); reinstall tocsin") from err


def _outline(ident: str, rings: list[list[int]], scale: int) -> Outline:
    return Outline(ident, tuple(map(tuple, rings)), scale)


@cache
def outlines() -> Outlines:
    """The outlines of the package, read once a process."""
    return Outlines(files("tocsin.export.page").joinpath("data", "outlines.json.gz").read_bytes())
