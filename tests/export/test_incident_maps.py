"""GeoJSON of incidents: RFC 7946 in form, and no place shown as more exact than it is known."""

from __future__ import annotations

import dataclasses
import io
import json
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pytest
import shapely
from by_hand import hasakah, maiduguri
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape
from strategies import LAW, incidents

from tocsin.export.incidents import export_incidents
from tocsin.export.incidents.polygons import area, circle
from tocsin.export.outlines import outlines
from tocsin.records.incident import Incident, Site


def collection(*some: Incident) -> dict[str, Any]:
    out = io.BytesIO()
    export_incidents(some, "geojson", out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def rings(geometry: dict[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings(part)
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["coordinates"]:
            yield from polygon
    elif geometry["type"] == "Polygon":
        yield from geometry["coordinates"]


def keeps_rfc_7946(geometry: dict[str, Any]) -> bool:
    """Closed rings of four corners or more, outer ones counterclockwise, all within the world."""
    for ring in rings(geometry):
        turn = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))
        inside = all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        if len(ring) < 4 or ring[0] != ring[-1] or turn <= 0 or not inside:
            return False
    return True


def placed(**changes: Any) -> dict[str, Any]:
    (site,) = maiduguri().where
    (found,) = collection(maiduguri(where=(dataclasses.replace(site, **changes),)))["features"]
    return dict(found)


def test_a_feature_is_whole() -> None:
    found = collection(hasakah(), maiduguri())
    assert found["type"] == "FeatureCollection"
    exact, near = found["features"]
    assert exact["id"] == "afp-1#1"
    assert exact["geometry"] == {"type": "Point", "coordinates": [40.745, 36.482]}  # longitude first
    assert exact["properties"]["title"] == "Prison break, Ghwayran, Al-Hasakah, Syria, 20 January 2022"
    assert exact["properties"]["figures"] == "killed 67 to 120, best 84; injured at least 12"
    assert exact["properties"]["claim"] == "exact place"
    assert exact["properties"]["date_start"] == "2022-01-20"
    assert near["geometry"]["type"] == "Polygon"
    assert near["properties"]["claim"] == "somewhere in this circle"
    assert "lat" not in near["properties"]


@pytest.mark.parametrize("precision", [2, 3, 4, 5, 6])
@pytest.mark.parametrize("admin1", [None, "Borno State"])
def test_what_is_known_as_an_area_is_no_pin(precision: int, admin1: str | None) -> None:
    geometry = placed(precision=precision, admin1=admin1)["geometry"]
    assert geometry["type"] != "Point"
    assert shape(geometry).contains(shapely.Point(13.157, 11.846))


def test_a_province_and_a_country_are_their_outlines() -> None:
    province = placed(name="Borno", level="admin1", precision=4, gazetteer_id=None, lat=None, lon=None)
    country = placed(name="Nigeria", level="country", precision=6, lat=None, lon=None)
    borno, nigeria = shape(province["geometry"]), shape(country["geometry"])
    assert nigeria.buffer(0.1).contains(borno)
    assert borno.area < nigeria.area / 5
    assert province["properties"]["claim"] == "somewhere in this area"


def test_a_place_on_no_map_has_no_geometry() -> None:
    lost = placed(lat=None, lon=None, gazetteer_id=None)
    assert lost["geometry"] is None  # RFC 7946, 3.2: an unlocated feature
    assert lost["properties"]["claim"] == "not on the map"
    (silent,) = collection(maiduguri(where=()))["features"]
    assert (silent["geometry"], silent["properties"]["claim"]) == (None, "no place stated")


def test_the_wider_place_is_shown_and_said() -> None:
    (town,) = maiduguri().where
    hamlet = Site("Zabarmari", None, None, None, "NGA", "Borno State", "city", 1, None, ())
    (found,) = collection(maiduguri(where=(hamlet, town)))["features"]
    assert found["properties"]["claim"] == (
        "somewhere in this circle (Maiduguri); Zabarmari itself is not on the map"
    )


@LAW
@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0.5, 3000))
def test_every_circle_is_a_polygon_of_the_format(lat: float, lon: float, radius: float) -> None:
    geometry = circle(lat, lon, radius)
    assert keeps_rfc_7946(geometry)
    assert shape(geometry).is_valid
    if abs(lat) + radius / 111 < 80:
        degrees = radius / 111.195
        expected = math.pi * degrees**2 / math.cos(math.radians(lat))
        assert shape(geometry).area == pytest.approx(expected, rel=0.25)


def test_a_circle_over_the_date_line_is_two() -> None:
    geometry = circle(-17.0, 179.9, 100)  # Fiji
    assert geometry["type"] == "MultiPolygon"
    east, west = sorted(shape(geometry).geoms, key=lambda p: -p.bounds[0])
    assert east.bounds[2] == 180
    assert west.bounds[0] == -180


# Islands, long coasts, a country in parts, an outline that crosses itself, a region of joined provinces.
@pytest.mark.parametrize(
    "ident", ["SYR", "PHL", "IDN", "NGA", "BGD", "MOZ", "USA", "geonames:1131461", "geonames:2593109"]
)
def test_outlines_are_valid_polygons(ident: str) -> None:
    geometry = area(ident)
    assert keeps_rfc_7946(geometry)
    assert shape(geometry).is_valid
    known = {**outlines().countries, **outlines().provinces}[ident]
    drawn = shapely.unary_union(
        [shapely.make_valid(shapely.Polygon(p * [1, -1])) for p in known.points if len(p) > 2]
    )
    assert shape(geometry).buffer(0).symmetric_difference(drawn).area < 0.03 * drawn.area


@LAW
@given(incidents())
def test_any_incident_is_a_feature(incident: Incident) -> None:
    (found,) = collection(incident)["features"]
    assert found["type"] == "Feature"
    if found["geometry"] is not None:
        assert keeps_rfc_7946(found["geometry"])
