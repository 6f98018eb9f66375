"""GeoJSON (RFC 7946): a feature an incident, as wide as what is known of its place.

An exact place is a Point, a place near one a circle as a Polygon, a province or country its outline, a
place that is on no map a feature without a geometry. Longitude first, WGS84, outer rings counterclockwise,
nothing across the date line.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from typing import Any, BinaryIO

from tocsin.export.extent import Extent, extent_of
from tocsin.export.incidents.base import Options
from tocsin.export.incidents.flat import flat
from tocsin.export.incidents.phrases import figures, title
from tocsin.export.incidents.polygons import area, circle, spot
from tocsin.records.incident import Incident, Site

_CLAIMS = {
    "point": "exact place",
    "circle": "somewhere in this circle",
    "area": "somewhere in this area",
}


class GeoJsonWriter:
    """A FeatureCollection, a feature a line, written as it goes; nothing is left out."""

    def __init__(self, stream: BinaryIO, options: Options) -> None:
        self.options = options
        self.left_out: Counter[str] = Counter()
        self._text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
        self._text.write('{"type": "FeatureCollection", "features": [')
        self._next = "\n"

    def write(self, incident: Incident) -> None:
        self._text.write(self._next + json.dumps(feature(incident), ensure_ascii=False))
        self._next = ",\n"

    def close(self) -> None:
        """Close the collection; the stream stays open."""
        self._text.write("\n]}\n")
        self._text.flush()
        self._text.detach()


def feature(incident: Incident) -> dict[str, Any]:
    """The feature of an incident; its properties are the flat columns that have a value."""
    site, extent = _placed(incident)
    values = {name: value for name, value in flat(incident).items() if value is not None}
    for name in ("lat", "lon") if extent is None or extent.form != "point" else ():
        values.pop(name, None)  # the point of an area is no place
    properties: dict[str, Any] = {"title": title(incident), "figures": figures(incident)}
    properties["claim"] = _claim(incident, site, extent)
    properties |= {n: v.isoformat() if hasattr(v, "isoformat") else v for n, v in values.items()}
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": _geometry(extent) if extent else None,
        "properties": properties,
    }


def _placed(incident: Incident) -> tuple[Site | None, Extent | None]:
    """The most specific place that is on the map, and how wide it is."""
    for site in incident.where:
        if extent := extent_of(site):
            return site, extent
    return None, None


def _claim(incident: Incident, site: Site | None, extent: Extent | None) -> str:
    if site is None or extent is None:
        return "not on the map" if incident.where else "no place stated"
    claim = _CLAIMS[extent.form] if extent.precision < 7 else "at sea or in the air"
    if site is not incident.where[0]:
        claim += f" ({site.name}); {incident.where[0].name} itself is not on the map"
    return claim


def _geometry(extent: Extent) -> dict[str, Any]:
    if extent.area is not None:
        return area(extent.area.id)
    if extent.form == "point":
        return {"type": "Point", "coordinates": spot(extent.lon, extent.lat)}
    return circle(extent.lat, extent.lon, extent.radius_km)
