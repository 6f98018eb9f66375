"""The place of an incident for layouts that want one point: its site, its cell, the words for it."""

from __future__ import annotations

import math

from tocsin.gazetteer.places import open_gazetteer
from tocsin.records.incident import Incident, Site

_KINDS = {"country": "country", "admin1": "admin1", "district": "admin2"}


def main_site(incident: Incident) -> Site | None:
    """The most specific place: the first."""
    return incident.where[0] if incident.where else None


def point(site: Site) -> tuple[float, float] | None:
    """Latitude and longitude; of a province or country the gazetteer's point of it, as UCDP writes them."""
    if site.lat is not None and site.lon is not None:
        return site.lat, site.lon
    for entry in open_gazetteer().lookup(site.name, site.country):
        if entry.id == site.gazetteer_id and entry.lat is not None and entry.lon is not None:
            return entry.lat, entry.lon
    return None


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell: half degrees, counted from 1 at 90 S 180 W eastward, then northward.

    Source: Tollefsen, Strand and Buhaug (2012), PRIO-GRID: a unified spatial data structure.
    """
    row = min(max(math.floor((lat + 90) * 2), 0), 359)
    column = math.floor((lon + 180) * 2) % 720
    return row * 720 + column + 1


def district(incident: Incident) -> str:
    """The second-level area among the places, "" where none is told."""
    return next((site.name for site in incident.where if site.level == "district"), "")


def described(incident: Incident) -> str:
    """All places from the most specific outward: ``Ghwayran, Al-Hasakah``."""
    return ", ".join(dict.fromkeys(site.name for site in incident.where))
