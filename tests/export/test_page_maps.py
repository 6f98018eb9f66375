"""Maps and timelines of the page claim no more than is known."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_parts import Page

from tocsin.errors import DataError
from tocsin.export.outlines import Outlines, outlines
from tocsin.export.page.incident import Spot
from tocsin.export.page.map import Land, Window, draw_map, mark_of
from tocsin.export.page.timeline import Bar, draw_timeline, draw_years
from tocsin.gazetteer import open_gazetteer
from tocsin.records import Place, When


def spot(name: str, level: str, precision: int, lat: float | None = None, lon: float | None = None, *,
         radius_km: float | None = None, country: str | None = None, admin1: str | None = None,
         gazetteer_id: str | None = None) -> Spot:  # fmt: skip
    place = Place(
        name, name, None, lat, lon, radius_km, country, admin1, level, precision, gazetteer_id, "stated"
    )
    return Spot((place,), 7, "#1", "reported", name, "#r1i1")


def province(name: str, country: str) -> str:
    return next(e.id for e in open_gazetteer().lookup(name, country) if e.kind == "admin1")


GAO = spot("Gao", "city", 1, 16.27, -0.04, country="MLI")
NEAR_GAO = spot("Gao", "city", 2, 16.27, -0.04, radius_km=25.0, country="MLI")
MALI = spot("Mali", "country", 6, 17.0, -4.0, country="MLI")


@pytest.mark.parametrize(
    ("drawn", "form", "note"),
    [
        (GAO, "point", "exact place"),
        (NEAR_GAO, "circle", "somewhere near: circle of 25 km"),
        (spot("Gao", "city", 2, 16.27, -0.04), "circle", "somewhere near: circle of 25 km, size assumed"),
        (spot("Ansongo", "district", 3, 15.6, 0.5, radius_km=60.0), "circle",
         "somewhere in the district: circle of 60 km"),
        (spot("Borno", "admin1", 4, 11.8, 13.1, country="NGA", gazetteer_id=province("Borno", "NGA")), "area",
         "whole province shaded"),
        (spot("a village", "site", 4, 11.8, 13.1, country="NGA", admin1="Borno"), "area",
         "whole province shaded"),
        (spot("Nowhere", "admin1", 4, 11.8, 13.1, radius_km=150.0, country="NGA"), "circle",
         "somewhere in the province: circle of 150 km"),
        (MALI, "area", "whole country shaded"),
        (spot("Mali", "country", 1, 17.0, -4.0, country="MLI"), "area", "whole country shaded"),
        (spot("the Sahel", "region", 5, 15.0, 0.0, radius_km=900.0), "circle",
         "somewhere in the wider area: circle of 900 km"),
        (spot("Red Sea", "region", 7, 20.0, 38.0), "point", "at sea or in the air"),
    ],
)  # fmt: skip
def test_a_place_is_drawn_as_sure_as_it_is_known(drawn: Spot, form: str, note: str) -> None:
    mark = mark_of(drawn)
    assert mark is not None
    assert (mark.form, mark.note) == (form, note)


def test_a_place_that_cannot_be_placed_is_listed() -> None:
    lost = spot("Tall Abu Nowhere", "city", 1, country="SYR")
    assert mark_of(lost) is None
    page = Page(draw_map([GAO, lost], Land(), "m", "Map"))
    assert [li.text for li in page.all("li")] == [
        "#1 Gao – exact place",
        "#1 Tall Abu Nowhere – not placed on the map",
    ]
    assert len(page.all(class_="spot")) == 1
    alone = Page(draw_map([lost], Land(), "m", "Map"))
    assert not alone.all("svg")
    assert alone.all("li")[0].text.endswith("not placed on the map")


def test_a_place_that_is_not_known_is_drawn_as_the_wider_one_named_with_it() -> None:
    lost = spot("Tall Abu Nowhere", "city", 1, country="MLI")
    mark = mark_of(dataclasses.replace(lost, places=lost.places + MALI.places))
    assert mark is not None
    assert (mark.form, mark.note) == ("area", "not placed itself; whole country shaded")


def test_a_map_shows_its_marks_and_the_land_around() -> None:
    land = Land()
    page = Page(f"<div>{draw_map([GAO, NEAR_GAO, MALI], land, 'm', 'Map of three')}{land.defs()}</div>")
    forms = [(e.tag, e.classes[0]) for e in page.elements if e.classes[1:] == ["reported"]]
    assert forms == [("use", "area"), ("ellipse", "circle"), ("circle", "point")]  # the vague below the exact
    paths = {p["id"] for p in page.all("path") if (p["id"] or "").startswith("o-")}
    assert {u["href"] for u in page.all("use")} == {f"#{i}" for i in paths}
    assert {"o-MLI", "o-NER", "o-DZA"} <= paths
    assert "o-NOR" not in paths
    assert {g["data-v"] for g in page.all("g", "spot")} == {"7"}
    assert page.all("title")[0].text == "Map of three"
    assert {"Mali", "Algeria"} <= {t.text for t in page.all("text")}


def test_a_circle_has_its_size_on_the_ground() -> None:
    page = Page(draw_map([spot("Gao", "city", 2, 16.27, -0.04, radius_km=120.0)], Land(), "m", "Map"))
    (ellipse,) = page.all("ellipse")
    bar = next(p["d"] for p in page.all("path") if "h" in (p["d"] or ""))
    km = int(next(t.text for t in page.all("text") if t.text.endswith(" km"))[:-3].replace(",", ""))
    pixels = float(bar.split("h")[1].split("v")[0]) / km  # type: ignore[union-attr]
    assert float(ellipse["ry"] or 0) == pytest.approx(120 * pixels, rel=0.03)
    assert float(ellipse["rx"] or 0) == pytest.approx(float(ellipse["ry"] or 0), rel=0.03)


@given(
    st.lists(st.tuples(st.floats(-80, 80), st.floats(-175, 175), st.floats(0, 300)), min_size=1, max_size=6),
)
@settings(max_examples=100, deadline=None)
def test_every_mark_lies_inside_its_window(places: list[tuple[float, float, float]]) -> None:
    marks = [
        mark_of(spot("x", "city", 2 if r else 1, lat, lon, radius_km=r or None)) for lat, lon, r in places
    ]
    window = Window([m.box() for m in marks if m], 480, 320)
    for mark in marks:
        assert mark
        assert -1 <= window.x(mark.lon) <= 481
        assert -1 <= window.y(mark.lat) <= 321
    assert window.scale > 0


def test_outlines_hold_what_lies_in_them() -> None:
    nigeria, niger = outlines().countries["NGA"], outlines().countries["NER"]
    lon = np.array([13.15, 12.6, 2.1])  # Maiduguri, Diffa, Niamey
    south = -np.array([11.85, 13.3, 13.5])
    box = (-20.0, -30.0, 20.0, 0.0)
    assert nigeria.holds(lon, south, box).tolist() == [True, False, False]
    assert niger.holds(lon, south, box).tolist() == [False, True, True]
    borno = outlines().provinces[province("Borno", "NGA")]
    assert borno.holds(lon, south, box).tolist() == [True, False, False]


def test_the_outlines_are_small_and_cover_the_world() -> None:
    blob = files("tocsin.export.page").joinpath("data", "outlines.json.gz").read_bytes()
    assert len(blob) < 400_000
    entries = {e for e in outlines().countries if open_gazetteer().country(e)}
    assert len(entries) > 200
    assert len(outlines().provinces) > 3000
    with pytest.raises(DataError, match="reinstall tocsin"):
        Outlines(b"broken")


def test_neighbours_share_their_border() -> None:
    def edges(code: str) -> set[frozenset[tuple[int, int]]]:
        out = set()
        for ring in outlines().countries[code].rings:
            points = np.array(ring).reshape(-1, 2).cumsum(0).tolist()
            out |= {frozenset((tuple(a), tuple(b))) for a, b in pairwise([*points, points[0]])}
        return out

    assert len(edges("NGA") & edges("NER")) > 30
    assert len(edges("SYR") & edges("IRQ")) > 10


# Timelines


DAY = dt.date(2022, 5, 17)


def bar(start: dt.date | None, end: dt.date | None, label: str = "#1 clash") -> Bar:
    when = When(start, end, "day", None, "stated", None, None)
    return Bar(when, label, "reported", 3, "#r1i1")


def widths(page: Page) -> list[tuple[float, float]]:
    return [(float(r["x"] or 0), float(r["width"] or 0)) for r in page.all("rect", "bar")]


def test_a_date_is_drawn_as_wide_as_it_is_known() -> None:
    early = bar(dt.date(2022, 5, 1), dt.date(2022, 5, 10), "#2 shelling")
    year = bar(dt.date(2015, 1, 1), dt.date(2015, 12, 31), "#3 bombing")
    silent = Bar(None, "#4 arrest", "background", None, "#r1i4")
    page = Page(draw_timeline([bar(DAY, DAY), early, year, silent], dt.date(2022, 5, 19), "t"))
    (day, day_width), (ten, ten_width), (far, _) = widths(page)
    assert far < ten < day
    assert day_width < ten_width
    published = next(p for p in page.all("path") if "published" in p.classes)
    assert float((published["d"] or "")[1:].split()[0]) > day + day_width  # two days after the attack
    assert page.all("title")[0].text == (
        "Timeline, counted from publication: #1 clash 17 May 2022; #2 shelling 1-10 May 2022; #3 bombing 2015"
    )
    assert "No date: #4 arrest." in page.elements[0].text


def test_without_a_publication_date_none_is_marked() -> None:
    page = Page(draw_timeline([bar(DAY, DAY)], None, "t"))
    assert "published" not in page.elements[0].text
    assert "No date: #1 clash." in Page(draw_timeline([bar(None, None)], DAY, "t")).elements[0].text


@given(st.lists(st.tuples(st.dates(), st.integers(0, 4000)), min_size=1, max_size=8), st.dates())
@settings(max_examples=100, deadline=None)
def test_bars_of_any_dates_lie_on_the_axis_in_order(
    drawn: list[tuple[dt.date, int]], published: dt.date
) -> None:
    bars = [bar(d, dt.date.fromordinal(min(d.toordinal() + n, dt.date.max.toordinal()))) for d, n in drawn]
    one = widths(Page(draw_timeline(bars, published, "t")))
    many = widths(Page(draw_years(bars, "t")))
    assert len(one) == len(many) == len(bars)
    assert all(x >= 130 and x + w <= 470 and w >= 5 for x, w in one)
    assert all(x >= 9 and x + w <= 730 and math.isfinite(w) for x, w in many)
    starts = [x for _, (x, _) in sorted(zip([d.toordinal() for d, _ in drawn], one, strict=True))]
    assert all(a <= b for a, b in pairwise(starts))


def test_many_reports_share_an_even_axis() -> None:
    days = [DAY + dt.timedelta(n) for n in (0, 0, 40, 80)]
    page = Page(draw_years([bar(d, d) for d in days], "t"))
    xs = sorted(x for x, _ in widths(page))
    assert xs[0] == xs[1]
    assert xs[2] - xs[1] == pytest.approx(xs[3] - xs[2], abs=0.3)
    assert len({r["y"] for r in page.all("rect", "bar")}) == 2  # the two of one day stand in two lanes
