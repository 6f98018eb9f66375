"""A CSV in a layout like ACLED's 31 columns; it is no ACLED data and no replacement of it.

``fatalities`` is the most conservative figure: the lowest. A vague word alone becomes the number of
``exports/acled.toml`` (dozens 12, hundreds 100). Place and day too wide for the layout leave an incident
out, since it has no code for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tocsin.codebook import countries, exports
from tocsin.export.cells import Cell, join
from tocsin.export.incidents import sides as who
from tocsin.export.incidents import where
from tocsin.export.incidents.figures import toll_of
from tocsin.export.incidents.ged import date_prec
from tocsin.export.incidents.phrases import one_line
from tocsin.export.incidents.table import TableWriter
from tocsin.records.incident import Incident, Party

COLUMNS: tuple[str, ...] = tuple(exports("acled")["columns"])


class AcledLikeWriter(TableWriter):
    """Left out are incidents without a day or wider than a month, without a place or wider than a region."""

    def head(self) -> Sequence[Sequence[str]]:
        return [COLUMNS]

    def row(self, incident: Incident) -> Sequence[Cell] | str:
        codes = exports("acled")
        window, site = incident.when, where.main_site(incident)
        if window.start is None or window.end is None:
            return "no day"
        time = codes["time_precision"].get(str(date_prec(window)))
        if time is None:
            return "days wider than a month"
        if site is None:
            return "no place"
        geo = codes["geo_precision"].get(str(site.precision))
        at = where.point(site)
        if geo is None or at is None:
            return "place wider than a region, or not on the map"
        sub_event = sub_event_of(incident)
        event, disorder = codes["sub_events"][sub_event]
        first, second = _actors(incident)
        country = countries().get(site.country or "", {})
        row: dict[str, Cell] = dict.fromkeys(COLUMNS, "")
        row |= {
            "event_id_cnty": incident.id, "event_date": window.start.isoformat(),
            "year": window.start.year, "time_precision": time,
            "disorder_type": disorder, "event_type": event, "sub_event_type": sub_event,
            **_actor(1, first, incident), **_actor(2, second, incident),
            "interaction": interaction(_inter(first, incident), _inter(second, incident)),
            "civilian_targeting": "Civilian targeting" if _on_civilians(incident, event) else "",
            "iso": country.get("numeric"), "region": country.get("region"), "country": country.get("name"),
            "admin1": site.admin1, "admin2": where.district(incident), "location": site.name,
            "latitude": at[0], "longitude": at[1], "geo_precision": geo,
            "source": join(incident.sources.outlets), "notes": one_line(incident),
            "fatalities": fatalities(incident),
            "tags": join([incident.grade, f"wave={incident.wave}" if incident.wave else None]),
        }  # fmt: skip
        return list(row.values())


def sub_event_of(incident: Incident) -> str:
    """The sub-event type by the rules of ``exports/acled.toml``: the first condition that holds decides."""
    rules: dict[str, Any] = exports("acled")["kinds"][incident.kind]
    for arm in incident.weapons:
        if found := rules.get("weapons", {}).get(arm.name):
            return str(found)
    conditions = {
        "civilians": bool(incident.targets) and _unarmed(incident.targets),
        "by_state": any(who.role_of(p) == "state" for p in who.accused(incident)),
        "deadly": fatalities(incident) > 0,
    }
    for condition, holds in conditions.items():
        if holds and condition in rules:
            return str(rules[condition])
    return str(rules["else"])


def fatalities(incident: Incident) -> int:
    """The lowest figure; where only vague words count, the number that the layout writes for them."""
    toll = toll_of(incident, "killed")
    if toll is None:
        return 0
    figures = [f for f in incident.toll_history if f.effect == "killed" and f.counts]
    if figures and all(f.qualifier == "vague" for f in figures):
        return int(exports("acled")["vague"].get(str(toll.low), toll.low or 0))
    return toll.low or 0


def interaction(first: int | None, second: int | None) -> int | None:
    """Both codes, the lower first (12, 37); one alone with a nought (10, 60)."""
    if first is None and second is None:
        return None
    if first is None or second is None:
        return (first or second or 0) * 10
    return min(first, second) * 10 + max(first, second)


def _actors(incident: Incident) -> tuple[list[Party], list[Party]]:
    """The two sides; the first is not "the attacker" to the layout, but this is how we fill it."""
    codes = exports("acled")["inter"]
    doers = [p for p in who.accused(incident) if p.type in codes]
    targets = [p for p in incident.targets if p.type in codes]
    if not doers and incident.kind == "clash" and len(targets) > 1:
        return targets[:1], targets[1:]
    return doers, targets


def _actor(number: int, parties: list[Party], incident: Incident) -> dict[str, Cell]:
    return {
        f"actor{number}": parties[0].name if parties else "",
        f"assoc_actor_{number}": join(p.name for p in parties[1:]),
        f"inter{number}": _inter(parties, incident),
    }


def _inter(parties: list[Party], incident: Incident) -> int | None:
    if not parties:
        return None
    codes = exports("acled")
    protest = codes["protesters"]
    if incident.kind == protest["kind"] and parties[0].type in protest["types"]:
        return int(protest["inter"])
    return int(codes["inter"][parties[0].type])


def _unarmed(parties: Sequence[Party]) -> bool:
    people = [who.role_of(p) for p in parties if p.type not in ("facility", "other")]
    return bool(people) and all(role == "unarmed" for role in people)


def _on_civilians(incident: Incident, event: str) -> bool:
    return event == "Violence against civilians" or _unarmed(incident.targets)
