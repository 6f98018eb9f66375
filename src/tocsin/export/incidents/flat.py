"""An incident as one flat row, for the layouts of our own columns: csv, HXL, Parquet, the workbook."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import NamedTuple

from tocsin.codebook import countries, exports
from tocsin.export.cells import join
from tocsin.export.incidents.figures import toll_of
from tocsin.records.incident import Bounds, Incident, Site

Value = str | int | float | dt.date | None


class Column(NamedTuple):
    """A column: its ``kind`` is text, int, float or date; ``hxl`` its tag."""

    name: str
    kind: str
    hxl: str
    says: str


@cache
def columns() -> tuple[Column, ...]:
    """Every column in order, from ``exports/flat.toml``."""
    layout = exports("flat")
    found = [Column(name, **rest) for name, rest in layout["columns"].items()]
    for effect, tag in layout["effects"].items():
        for suffix, attribute in layout["effects_suffixes"].items():
            found.append(Column(f"{effect}_{suffix}", "int", tag + attribute, f"{suffix} figure of {effect}"))
        if effect == "killed":
            found.extend(Column(name, **rest) for name, rest in layout["killed"].items())
    return tuple(found)


def flat(incident: Incident) -> dict[str, Value]:
    """The values of an incident by column, in the order of :func:`columns`; None = nothing stated."""
    site = incident.where[0] if incident.where else None
    doers = incident.perpetrators
    row: dict[str, Value] = {
        "id": incident.id, "status": incident.status, "kind": incident.kind,
        "date_start": incident.when.start, "date_end": incident.when.end,
        "date_precision": incident.when.precision, "date_basis": incident.when.basis,
        **(_place(site) if site else {}), "all_places": join(s.name for s in incident.where),
        "perpetrators": join(p.name for p in doers), "perpetrator_ids": join(p.actor_id for p in doers),
        "certainty": join(p.certainty for p in doers),
        "targets": join(p.name for p in incident.targets),
        "target_types": join(p.type for p in incident.targets),
        "weapons": join(a.name for a in incident.weapons),
        "persons": join(f"{p.name} ({p.effect})" for p in incident.persons),
        "grade": incident.grade, "reports": len(incident.sources.reports),
        "roots": len(incident.sources.roots), "outlets": join(incident.sources.outlets),
        "sources": join(incident.sources.roots), "wave": incident.wave,
        "links": join(f"{t.relation} {t.to}" for t in incident.links),
        "verdicts": join(incident.verdicts), "accounts": join(incident.accounts),
    }  # fmt: skip
    row |= _tolls(incident)
    return {column.name: None if row.get(column.name) == "" else row.get(column.name) for column in columns()}


def _place(site: Site) -> dict[str, Value]:
    return {
        "place": site.name, "place_level": site.level, "place_precision": site.precision,
        "lat": site.lat, "lon": site.lon, "radius_km": site.radius_km,
        "country": site.country, "country_name": countries().get(site.country or "", {}).get("name"),
        "admin1": site.admin1, "gazetteer_id": site.gazetteer_id,
    }  # fmt: skip


def _tolls(incident: Incident) -> dict[str, Value]:
    row: dict[str, Value] = {}
    for effect in exports("flat")["effects"]:
        toll = toll_of(incident, effect)
        row |= {f"{effect}_{name}": getattr(toll, name, None) for name in ("low", "best", "high")}
    killed = toll_of(incident, "killed")
    groups = killed.by_group if killed else None
    for name in ("side_a", "side_b", "civilians", "unknown"):
        row[f"killed_{name}"] = _best(getattr(groups, name, None))
    row["killed_basis"] = killed.basis if killed else None
    row["killed_perpetrators"] = _best(killed.perpetrators_killed if killed else None)
    row["killed_women"] = _best(killed.women if killed else None)
    row["killed_children"] = _best(killed.children if killed else None)
    return row


def _best(bounds: Bounds | None) -> int | None:
    if bounds is None:
        return None
    return bounds.best if bounds.best is not None else bounds.low
