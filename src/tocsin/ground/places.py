"""Resolves a report's place names together: countries vote, containers bind, size breaks ties."""

from __future__ import annotations

import math
from collections import defaultdict

from tocsin.gazetteer import Entry, Gazetteer
from tocsin.ground.place_value import place_value
from tocsin.records import Parse
from tocsin.records.toponym import PlaceValue, Toponym

_KIND = {"country": 4.0, "admin1": 1.5, "region": 1.5, "water": 1.5, "admin2": 0.3, "neighbourhood": -0.3}
_LEVEL_OF = {"admin2": "district", "country": "country", "admin1": "admin1", "region": "region", "water": "region",
             "city": "city", "neighbourhood": "neighbourhood", "site": "site"}  # fmt: skip
Votes = dict[str, float]


def ground_places(
    toponyms: tuple[Toponym, ...], parse: Parse, gazetteer: Gazetteer
) -> tuple[PlaceValue, ...]:
    """One value a toponym, in the same order."""
    lists = [_candidates(t, gazetteer, None) for t in toponyms]
    votes = _first_votes(toponyms, lists, gazetteer)
    provinces: Votes = {}
    chosen: list[Entry | None] = []
    for _ in range(2):
        chosen = _choose(toponyms, lists, votes, provinces)
        votes, provinces = _votes_of(toponyms, chosen, gazetteer)
    main = max(votes, key=lambda c: votes[c], default=None)
    total = sum(votes.values()) or 1.0
    for i, t in enumerate(toponyms):
        if chosen[i] is None and t.kind == "name":
            country = _container_country(t, toponyms, chosen, gazetteer)
            if country is None and main and votes[main] / total > 0.5:
                country = main
            if country:
                near = _candidates(t, gazetteer, country)
                chosen[i] = near[0] if near else None
    return tuple(
        place_value(t, i, toponyms, chosen, gazetteer, main if main and votes[main] / total > 0.4 else None)
        for i, t in enumerate(toponyms)
    )


def _candidates(t: Toponym, gazetteer: Gazetteer, country: str | None) -> list[Entry]:
    if t.kind == "demonym":
        iso3 = gazetteer.country_of_demonym(t.text)
        found = gazetteer.country(iso3) if iso3 else None
        return [found] if found else []
    return gazetteer.lookup(t.key, country)


def _first_votes(toponyms: tuple[Toponym, ...], lists: list[list[Entry]], gazetteer: Gazetteer) -> Votes:
    """Names that can only be in one country vote for it; others share their vote by size."""
    votes: Votes = defaultdict(float)
    seen: dict[str, int] = defaultdict(int)
    for t, entries in zip(toponyms, lists, strict=True):
        if not entries:
            continue
        seen[t.key] += 1
        weight = (0.6 if t.kind == "demonym" else 1.5 if t.dateline else 1.0) / seen[t.key]
        countries = {e.country for e in entries}
        if len(countries) == 1 or entries[0].kind == "country":
            if entries[0].country:
                votes[entries[0].country] += weight
        else:
            sizes = [(e.country, e.population + 100.0) for e in entries[:10]]
            total = sum(s for _, s in sizes)
            for c, s in sizes:
                if c:
                    votes[c] += 0.5 * weight * s / total
    return votes


def _votes_of(
    toponyms: tuple[Toponym, ...], chosen: list[Entry | None], gazetteer: Gazetteer
) -> tuple[Votes, Votes]:
    countries: Votes = defaultdict(float)
    provinces: Votes = defaultdict(float)
    seen: dict[str, int] = defaultdict(int)
    for t, e in zip(toponyms, chosen, strict=True):
        if e is None or e.country is None:
            continue
        seen[t.key] += 1
        weight = (0.6 if t.kind == "demonym" else 1.5 if t.dateline else 1.0) / seen[t.key]
        countries[e.country] += weight
        if e.admin1:
            provinces[f"{e.country}/{e.admin1}"] += weight
    return countries, provinces


def _choose(
    toponyms: tuple[Toponym, ...], lists: list[list[Entry]], votes: Votes, provinces: Votes
) -> list[Entry | None]:
    total = sum(votes.values()) or 1.0
    ptotal = sum(provinces.values()) or 1.0
    containers: dict[str, list[Toponym]] = defaultdict(list)
    for t in toponyms:
        if t.container is not None:
            containers[t.key].append(toponyms[t.container])
    index = {id(t): i for i, t in enumerate(toponyms)}
    out: list[Entry | None] = []
    for t, entries in zip(toponyms, lists, strict=True):
        best, top = None, -math.inf
        outer = [e for c in containers[t.key] for e in lists[index[id(c)]][:6]]
        towns = {(e.country, e.admin1) for e in entries if e.kind == "city" and e.population > 20_000}
        cities = {(e.country, e.admin1) for e in entries if e.kind == "city"}
        for e in entries:
            s = _KIND.get(e.kind, 0.0) + math.log10(e.population + 10) / 2
            s += 3 * votes.get(e.country or "", 0.0) / total
            s += 2 * provinces.get(f"{e.country}/{e.admin1}", 0.0) / ptotal
            s -= (0.7 if e.weak else 0) + (1 if e.fuzzy else 0)
            if outer:
                s += 6 if any(_holds(o, e) for o in outer) else -2
            if t.level:
                kind = _LEVEL_OF[e.kind]
                s += 2.5 if kind == t.level else -1.5 if kind in ("country", "admin1") else 0
            elif e.kind == "admin1" and (e.country, e.admin1) in towns:
                s -= 2.5
            elif e.kind == "admin2" and (e.country, e.admin1) in cities:
                s -= 2
            if e.lat is None:
                s -= 1
            if s > top:
                best, top = e, s
        out.append(best)
    return out


def _holds(outer: Entry, inner: Entry) -> bool:
    if outer.country != inner.country or outer.index == inner.index:
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "admin1":
        return outer.name == inner.admin1
    return outer.kind in ("admin2", "city") and outer.admin1 == inner.admin1 and inner.kind != "admin1"


def _container_country(
    t: Toponym, toponyms: tuple[Toponym, ...], chosen: list[Entry | None], gazetteer: Gazetteer
) -> str | None:
    if t.container is None:
        return None
    outer = chosen[t.container]
    return outer.country if outer else None
