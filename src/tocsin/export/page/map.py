"""A map that claims no more than is known: a point, a circle of its radius, or a whole area shaded.

Equirectangular, true to scale at the middle of the window. Outlines stand once on the page, in
hundredths of a degree, and each map shows them through a transform.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tocsin.export.extent import extent_of
from tocsin.export.outlines import Box, Outline, meet, outlines
from tocsin.export.page.incident import Spot
from tocsin.export.page.markup import Html, bdi, h, join
from tocsin.gazetteer.places import open_gazetteer
from tocsin.records import Place

KM = 111.32  # kilometres in a degree of latitude
_WITHIN = {
    2: "somewhere near",
    3: "somewhere in the district",
    4: "somewhere in the province",
    5: "somewhere in the wider area",
    6: "somewhere in the country",
}
_NARROWEST = 5.0  # degrees of latitude in the height of a window
_SAMPLE = 44  # pixels between the samples that find where country names fit
_SCALES = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)  # km of a scale bar


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn for a place, and the words that say how sure it is."""

    spot: Spot
    form: str  # point, circle or area
    note: str
    lat: float = 0.0
    lon: float = 0.0
    radius_km: float = 0.0
    area: Outline | None = None

    def box(self) -> Box:
        """The degrees it covers."""
        if self.area:
            return self.area.main_box
        high = self.radius_km / KM
        wide = high / max(math.cos(math.radians(self.lat)), 0.1)
        return self.lon - wide, -self.lat - high, self.lon + wide, -self.lat + high


class Land:
    """The outlines that the maps of a page have used so far."""

    def __init__(self) -> None:
        self._used: dict[str, Outline] = {}

    def use(self, outline: Outline) -> str:
        """The id of the outline's path on the page."""
        ident = f"o-{outline.id.replace(':', '-').replace('/', '-')}"
        self._used[ident] = outline
        return ident

    def defs(self) -> Html:
        """The paths, for the page to hold once."""
        paths = [h("path", id=i, d=o.path()) for i, o in sorted(self._used.items())]
        return (
            h("svg", h("defs", paths), width=0, height=0, aria_hidden="true", class_="defs")
            if paths
            else Html()
        )


def mark_of(spot: Spot) -> Mark | None:
    """How a place is drawn; None where nothing says where it lies.

    Of a place that the gazetteer does not know, the next wider one that the report names is drawn.
    """
    first = spot.places[0]
    for place in spot.places:
        if mark := _mark(spot, place):
            return mark if place is first else replace(mark, note=f"not placed itself; {mark.note}")
    return None


def _mark(spot: Spot, place: Place) -> Mark | None:
    found = extent_of(place)
    if found is None:
        return None
    if found.area:
        what = "country" if found.precision == 6 else "province"
        return Mark(spot, "area", f"whole {what} shaded", area=found.area)
    if found.form == "point":
        note = "exact place" if found.precision == 1 else "at sea or in the air"
        return Mark(spot, "point", note, found.lat, found.lon)
    what = _WITHIN.get(found.precision, "about here")
    note = f"{what}: circle of {found.radius_km:,.0f} km" + (", size assumed" if found.assumed else "")
    return Mark(spot, "circle", note, found.lat, found.lon, found.radius_km)


class Window:
    """Degrees to pixels of one map of ``width`` x ``height``."""

    def __init__(self, boxes: Sequence[Box], width: int, height: int) -> None:
        west, north = min(b[0] for b in boxes), min(b[1] for b in boxes)
        east, south = max(b[2] for b in boxes), max(b[3] for b in boxes)
        middle = (north + south) / 2
        self.squeeze = max(math.cos(math.radians(middle)), 0.2)
        high = max((south - north) * 1.25, _NARROWEST)
        wide = max((east - west) * 1.25, 0.1)
        self.scale = min(height / min(high, 180), width / (min(wide, 360) * self.squeeze))
        self.width, self.height = width, height
        half_x, half_y = width / self.scale / self.squeeze / 2, height / self.scale / 2
        x = (west + east) / 2
        middle = min(max(middle, half_y - 84), 84 - half_y) if half_y < 84 else middle  # no empty poles
        self.box: Box = (x - half_x, middle - half_y, x + half_x, middle + half_y)

    def x(self, lon: float) -> float:
        return (lon - self.box[0]) * self.scale * self.squeeze

    def y(self, lat: float) -> float:
        return (-lat - self.box[1]) * self.scale

    def transform(self) -> str:
        """From hundredths of a degree to pixels."""
        x, y = self.scale * self.squeeze / 100, self.scale / 100
        left, top = -self.box[0] * self.scale * self.squeeze, -self.box[1] * self.scale
        return f"matrix({x:.5g} 0 0 {y:.5g} {left:.2f} {top:.2f})"


def draw_map(
    spots: Iterable[Spot],
    land: Land,
    ident: str,
    label: str,
    *,
    width: int = 480,
    height: int = 320,
    keyed: bool = True,
) -> Html:
    """The figure of a map with its list of places; without places to draw only the list.

    ``keyed`` ties each mark to its value by number; a map of many reports links to them instead.
    """  # fmt: skip
    marks, unplaced = [], []
    for spot in spots:
        mark = mark_of(spot)
        marks.append(mark) if mark else unplaced.append(spot)
    if not marks:
        return _caption([], unplaced, keyed)
    window = Window([m.box() for m in marks], width, height)
    visible = [o for o in outlines().countries.values() if o.meets(window.box)]
    shown = [h("use", href=f"#{land.use(o)}") for o in visible]
    order = sorted(marks, key=lambda m: ("area", "circle", "point").index(m.form))
    svg = h(
        "svg",
        h("title", label, id=f"{ident}t"),
        h("rect", width=width, height=height, class_="sea"),
        h("g", shown, transform=window.transform(), class_="land"),
        h("g", [_country_names(visible, window)], class_="names", aria_hidden="true"),
        [_drawn(m, window, land, keyed) for m in order],
        _labels(order, window) if keyed else None,
        _scale_bar(window),
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby=f"{ident}t",
    )
    return h("figure", svg, _caption(marks, unplaced, keyed), class_="map")


def _drawn(mark: Mark, window: Window, land: Land, keyed: bool) -> Html:
    spot = mark.spot
    kind = f"{mark.form} {spot.status}"
    tip = h("title", f"{spot.label} {spot.text} ({mark.note})")
    if mark.area:
        ident = land.use(mark.area)
        shape = h("use", href=f"#{ident}", transform=window.transform(), class_=kind)
    else:
        x, y = round(window.x(mark.lon), 1), round(window.y(mark.lat), 1)
        if mark.form == "point":
            shape = h("circle", cx=x, cy=y, r=5, class_=kind)
        else:
            high = max(mark.radius_km / KM * window.scale, 7.0)
            wide = high * window.squeeze / max(math.cos(math.radians(mark.lat)), 0.1)
            shape = h("ellipse", cx=x, cy=y, rx=round(wide, 1), ry=round(high, 1), class_=kind)
    if keyed:
        return h("g", tip, shape, data_v=spot.value, class_="spot")
    return h("a", tip, shape, href=spot.href, tabindex=-1, class_="spot")


def _labels(marks: Iterable[Mark], window: Window) -> Html:
    """Numbers and names beside the marks; a name that would cover another is left out, then the number."""
    found: dict[tuple[int, int], list[Mark]] = {}
    for mark in marks:
        if mark.area:
            west, north, east, south = mark.area.main_box
            at = (round(window.x((west + east) / 2)), round(window.y(-(north + south) / 2)))
        else:
            at = (round(window.x(mark.lon)), round(window.y(mark.lat)))
        found.setdefault(at, []).append(mark)
    out: list[Html] = []
    taken: list[Box] = []
    for (x, y), group in found.items():
        numbers = " ".join(dict.fromkeys(m.spot.label for m in group))
        row = min(max(y + 4, 14), window.height - 6)
        for name in (f"{numbers} {group[0].spot.places[0].name}"[:34], numbers):
            width = 7.4 * len(name)
            sides = [x + 8, x - 8 - width] if x + 8 + width < window.width else [x - 8 - width]
            boxes = [(left, row - 12, left + width, row + 3) for left in sides]
            box = next((b for b in boxes if not any(meet(b, t) for t in taken)), None)
            if box:
                taken.append(box)
                out.append(h("text", _isolated(name), x=round(box[0]), y=row))
                break
    return h("g", out, class_="labels", aria_hidden="true")


def _isolated(name: str) -> Html:
    """SVG knows no ``bdi``: isolate foreign words by the characters that mean the same."""
    return join(f"\u2068{name}\u2069")


def _country_names(visible: Iterable[Outline], window: Window) -> list[Html]:
    west, north, east, south = window.box
    across, down = window.width // _SAMPLE, window.height // _SAMPLE
    xs = west + (np.arange(across) + 0.5) / across * (east - west)
    ys = north + (np.arange(down) + 0.5) / down * (south - north)
    x, y = (a.ravel() for a in np.meshgrid(xs, ys))
    out = []
    for outline in visible:
        inside = outline.holds(x, y, window.box)
        entry = open_gazetteer().country(outline.id) if inside.sum() >= 3 else None
        if entry:
            px, py = x[inside], y[inside]
            best = int(np.argmin((px - px.mean()) ** 2 + (py - py.mean()) ** 2))
            where = {"x": round(window.x(px[best])), "y": round(window.y(-py[best]))}
            half = 3.8 * len(entry.name)
            where["x"] = round(min(max(where["x"], half + 4), window.width - half - 4))
            out.append(h("text", entry.name, **where))
    return out


def _scale_bar(window: Window) -> Html:
    pixels = window.scale / KM  # a kilometre
    km = max((s for s in _SCALES if s * pixels <= window.width / 4), default=_SCALES[0])
    x, y = 10, window.height - 10
    return h(
        "g",
        h("path", d=f"M{x} {y - 4}v4h{km * pixels:.0f}v-4"),
        h("text", f"{km:,} km", x=x + 4, y=y - 5),
        class_="scale",
        aria_hidden="true",
    )


def _caption(marks: Sequence[Mark], unplaced: Sequence[Spot], keyed: bool) -> Html:
    if not keyed:
        lost = len(unplaced)
        note = f" Not placed on the map: {lost:,} more." if lost else ""
        return h("figcaption", f"{len(marks):,} places of incidents that the reports are about.", note)
    lines = [(m.spot, m.note) for m in marks] + [(s, "not placed on the map") for s in unplaced]
    items = [
        h("li", h("span", spot.label, class_="no"), " ", bdi(spot.text), h("small", f" – {note}"))
        for spot, note in lines
    ]
    return h("figcaption" if marks else "div", h("ul", items, class_="places")) if items else Html()
