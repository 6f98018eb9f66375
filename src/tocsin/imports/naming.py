"""Names in a table's cells to what our registers know: actors, countries, places, days, numbers."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from tocsin.codebook import countries, exports, table
from tocsin.errors import InputError
from tocsin.gazetteer import open_gazetteer
from tocsin.gazetteer.actors import ActorEntry, open_register
from tocsin.gazetteer.names import normalise
from tocsin.gazetteer.roles import roles
from tocsin.gazetteer.states import state_force, states
from tocsin.ingest import parse_date

_UCDP = re.compile(r"UCDP actor (\d+)")
_GOVERNMENT = re.compile(r"(?:Government|Government forces|Military|Military forces) of (.+?)(?: \(.*\))?$")
_TOWNS = ("city", "neighbourhood", "site")
_LEVELS = {"city": "city", "neighbourhood": "neighbourhood", "site": "site", "admin1": "admin1",
           "admin2": "district", "country": "country", "region": "region", "water": "region"}  # fmt: skip


class Named(NamedTuple):
    """An actor as far as it is known."""

    name: str
    actor_id: str | None
    type: str


@cache
def _by_ucdp() -> dict[str, ActorEntry]:
    found = ((_UCDP.search(entry.source), entry) for entry in open_register())
    return {match[1]: entry for match, entry in found if match}


@cache
def _by_country() -> dict[str, str]:
    found: dict[str, str] = {}
    for iso3, country in sorted(countries().items(), key=lambda c: _is_part(c[0])):
        for name in (iso3, country["iso2"], country["name"], country["ged_name"].split(" (")[0]):
            if name:
                found.setdefault(normalise(name), iso3)
    for iso3, state in states().items():
        for name in state.names:
            found.setdefault(normalise(name), iso3)
    return found


@cache
def _by_number() -> dict[str, str]:
    return {c["gw"]: iso3 for iso3, c in reversed(countries().items()) if c["gw"] and not _is_part(iso3)}


def _is_part(iso3: str) -> bool:
    """Territories that stand under a state's number are not that state."""
    return iso3 in ("PSE", "ESH", "SCG")


def country_of(name: str, number: str = "") -> str | None:
    """ISO3 of a Gleditsch and Ward number, a code or an English name; None where it is none of them."""
    return _by_number().get(number) or _by_country().get(normalise(name)) if name or number else None


def actor(name: str, ucdp: str = "", organised: bool = False) -> Named:
    """The actor a cell names: by its UCDP id, as a government, by its name, by the people it says it is.

    ``organised``: what is unknown is an armed group, as in a table of nothing else.
    """
    entry = _by_ucdp().get(ucdp)
    government = _GOVERNMENT.match(name)
    if entry is None and government and (iso3 := country_of(government[1])) and iso3 in states():
        entry = state_force(open_register(), iso3, "government forces")
        return Named(entry.name, entry.id, "state_forces")
    entry = entry or open_register().find(name)
    if entry is not None:
        return Named(entry.name, entry.id, entry.type)
    words = name.lower().split()
    role = roles().single.get(words[-1]) if words and not organised else None
    return Named(name, None, role.type if role else "rebel_group" if organised else "other")


def point_of(name: str, country: str | None) -> tuple[float, float, str, str | None, str] | None:
    """Latitude, longitude, level, province, id of the first place so called in a country, towns first."""
    if not country:
        return None
    found = open_gazetteer().lookup(name, country)
    for entry in sorted(found, key=lambda e: e.kind not in _TOWNS):
        if entry.lat is not None and entry.lon is not None and not entry.fuzzy:
            return entry.lat, entry.lon, _LEVELS.get(entry.kind, "city"), entry.admin1, entry.id
    return None


def day(text: str, column: str) -> dt.date | None:
    """A day, None for an empty cell; :class:`InputError` where it is none."""
    try:
        return parse_date(text) if text.strip() else None
    except ValueError as err:
        raise InputError(f"{column}: {err}") from err


def whole(text: str, column: str) -> int | None:
    """A whole number such as 7 or 7.0, None for an empty cell; :class:`InputError` where it is none."""
    plain = text.strip().replace(",", "")
    if not plain:
        return None
    try:
        number = float(plain)
    except ValueError:
        raise InputError(f"{column} '{text}' is no number") from None
    if not number.is_integer() or number < 0:
        raise InputError(f"{column} '{text}' is no whole number")
    return int(number)


def degrees(text: str, column: str, most: float) -> float | None:
    """Degrees, None for an empty cell; :class:`InputError` outside the map."""
    try:
        value = float(text) if text.strip() else None
    except ValueError:
        raise InputError(f"{column} '{text}' is no number of degrees") from None
    if value is not None and not -most <= value <= most:
        raise InputError(f"{column} {text} lies outside -{most:.0f} to {most:.0f}")
    return value


def word(text: str, name: str) -> str | None:
    """The key of a closed list that a cell holds, in any capitals, with spaces or underscores; else None."""
    key = text.strip().lower().replace(" ", "_").replace("-", "_")
    return key if key in table(name) else None


def unsuffixed(name: str) -> tuple[str, str | None]:
    """A UCDP place name without its kind, and the level that says: ``Homs governorate`` -> Homs, admin1."""
    head, _, last = name.strip().rpartition(" ")
    level = exports("ged")["place_words"].get(last.lower())
    return (head, level) if head and level else (name.strip(), None)
