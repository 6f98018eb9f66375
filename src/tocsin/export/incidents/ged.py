"""A CSV in the 49 columns of UCDP GED: deadly incidents, best = the sum of the four groups.

The layout only: these are no events of UCDP, whose coders decide by more than news reports. ``relid``
holds our incident id, ``id`` a number made of it; what belongs to UCDP alone (conflicts, dyads, active
years) stays empty. ``code_status`` says what a person must look at first.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence

from tocsin.codebook import countries, exports
from tocsin.export.cells import Cell
from tocsin.export.incidents import sides as who
from tocsin.export.incidents import where
from tocsin.export.incidents.figures import Deaths, deaths, toll_of
from tocsin.export.incidents.table import TableWriter
from tocsin.records.collected import Source
from tocsin.records.incident import Incident, Site, Window

COLUMNS: tuple[str, ...] = tuple(exports("ged")["columns"])


class GedWriter(TableWriter):
    """Left out are incidents without a death in best, low or high, and those that no day can be given."""

    def head(self) -> Sequence[Sequence[str]]:
        return [COLUMNS]

    def row(self, incident: Incident) -> Sequence[Cell] | str:
        killed = toll_of(incident, "killed")
        if killed is None or not any((killed.low, killed.best, killed.high)):
            return "no deaths"
        window = incident.when
        if window.start is None or window.end is None:
            return "no day"
        side = who.sides(incident)
        dead = deaths(incident, side.civilians)
        if dead is None or not dead.high:
            return "no deaths but the attackers' own"
        row: dict[str, Cell] = dict.fromkeys(COLUMNS)
        row |= {
            "id": number_of(incident.id), "relid": incident.id, "year": window.start.year,
            "code_status": status(incident, side, dead),
            "type_of_violence": side.type_of_violence, "event_clarity": 1,
            "date_prec": date_prec(window), "date_start": f"{window.start} 00:00:00.000",
            "date_end": f"{window.end} 00:00:00.000",
            "deaths_a": dead.side_a, "deaths_b": dead.side_b, "deaths_civilians": dead.civilians,
            "deaths_unknown": dead.unknown, "best": dead.best, "high": dead.high, "low": dead.low,
        }  # fmt: skip
        row |= _parties(side) | _sources(incident, self.options.source) | _place(incident)
        return list(row.values())


def number_of(ident: str) -> int:
    """A whole number for an incident id, the same in every export: 48 bits of its SHA-256."""
    return int.from_bytes(hashlib.sha256(ident.encode()).digest()[:6], "big")


def date_prec(window: Window) -> int:
    """UCDP's code by the days that it may have happened on: 1, 2-6, 7, 8-31, more."""
    assert window.start is not None
    assert window.end is not None
    days = (window.end - window.start).days + 1
    table: dict[str, int] = exports("ged")["date_prec"]
    return next((code for most, code in table.items() if days <= int(most)), 5)


def status(incident: Incident, side: who.Sides, dead: Deaths) -> str:
    """``Clear``, or what a person must look at first."""
    notes = list(dead.notes)
    if side.type_of_violence is None:
        notes.append("no_type")
    if incident.when.basis == "publication_date":
        notes.append("assumed_day")
    if incident.grade in ("contested", "discounted", "pending"):
        notes.append(incident.grade)
    site = where.main_site(incident)
    if site is None or where.point(site) is None:
        notes.append("no_point")
    words: dict[str, str] = exports("ged")["status"]
    return "; ".join(words[n] for n in notes) or words["clear"]


def _parties(side: who.Sides) -> dict[str, Cell]:
    a = who.side_name(side.side_a)
    codes = exports("ged")["civilians"]
    b = codes["name"] if side.civilians else who.side_name(side.side_b)
    return {
        "side_a": a, "side_b": b, "dyad_name": f"{a} - {b}" if a and b else "",
        "side_a_new_id": who.ucdp_id(side.side_a),
        "side_b_new_id": codes["new_id"] if side.civilians else who.ucdp_id(side.side_b),
        "side_b_dset_id": codes["dset_id"] if side.civilians else None,
        "gwnoa": who.state_number(side.side_a), "gwnob": who.state_number(side.side_b),
    }  # fmt: skip


def _place(incident: Incident) -> dict[str, Cell]:
    site = where.main_site(incident)
    if site is None:
        return {}
    at = where.point(site)
    country = countries().get(site.country or "")
    return {
        "where_prec": site.precision,
        "where_coordinates": site.name,
        "where_description": where.described(incident),
        "adm_1": site.admin1,
        "adm_2": where.district(incident),
        "latitude": at[0] if at else None,
        "longitude": at[1] if at else None,
        "geom_wkt": f"POINT ({at[1]} {at[0]})" if at else None,
        "priogrid_gid": where.priogrid(*at) if at else None,
        **_country(country, site),
    }


def _country(country: dict[str, str] | None, site: Site) -> dict[str, Cell]:
    if country is None:
        return {"country": site.country}
    gw = int(country["gw"]) if country["gw"] else None
    regions: dict[str, str] = exports("ged")["regions"]
    region = next((name for last, name in regions.items() if gw is not None and gw <= int(last)), None)
    return {"country": country["ged_name"] or country["name"], "country_id": gw, "region": region}


def _sources(incident: Incident, look_up: Callable[[str], Source | None]) -> dict[str, Cell]:
    known = [r for r in map(look_up, incident.sources.reports) if r is not None]
    outlets = [r.outlet or "" for r in known] or list(incident.sources.outlets)
    days: list[dt.date | None] = [r.published for r in known] or [None] * len(outlets)
    titles = [r.title or "" for r in known] or [""] * len(outlets)
    articles = [
        f'"{_bare(o)},{d or ""},{_bare(t)}"'
        for o, d, t in zip(outlets, days, titles, strict=True)
        if o or d or t
    ]
    return {
        "number_of_sources": len(incident.sources.reports),
        "source_article": ";".join(articles),
        "source_office": ";".join(map(_bare, outlets)),
        "source_date": ";".join(str(d or "") for d in days) if any(days) else "",
        "source_headline": ";".join(map(_bare, titles)) if any(titles) else "",
        "source_original": "; ".join(incident.sources.roots),
    }


def _bare(text: str) -> str:
    """A text without the marks that part the values of a cell."""
    return " ".join(text.replace('"', "'").replace(";", ",").split())
