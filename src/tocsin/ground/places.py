"""Resolves a report's place names together: countries vote, containers bind, size breaks ties."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import NamedTuple

from tocsin.gazetteer import Entry, Gazetteer
from tocsin.ground.place_value import Resolved, holds, place_value
from tocsin.records import Parse
from tocsin.records.toponym import PlaceValue, Toponym

_KIND = {"country": 3.5, "admin1": 1.5, "region": 1.5, "water": 1.5, "admin2": 0.0, "neighbourhood": -0.2}
_WORDS_FOR = {
    "admin1": ("admin1",),
    "district": ("admin2", "neighbourhood", "admin1"),
    "city": ("city", "neighbourhood", "site"),
    "neighbourhood": ("neighbourhood", "city"),
    "region": ("region", "admin1", "admin2"),
    "site": ("site", "city"),
}
_HOME, _PROVINCE, _CONTAINED, _LEVEL, _BESIDE = 5.0, 4.5, 6.0, 2.5, 3.0
_LIKELY = 0.4  # share of the votes from which a country is the report's own
_SURE = 0.65


class _Votes(NamedTuple):
    """Shares of the countries (neighbours lend a little) and provinces that the report speaks of."""

    country: dict[str, float]
    province: dict[str, float]
    own: dict[str, dict[str, float]]  # what each name gave itself: it must not vote for itself

    def of_country(self, key: str, country: str | None) -> float:
        """The share of ``country`` among the votes of the other names."""
        return max(0.0, self.country.get(country or "", 0.0) - self.own.get(key, {}).get(country or "", 0.0))

    def of_province(self, key: str, e: Entry) -> float:
        """The same for its province."""
        place = f"{e.country}/{e.admin1}"
        return max(0.0, self.province.get(place, 0.0) - self.own.get(key, {}).get(place, 0.0))

    def main(self, least: float) -> str | None:
        """The country with the most votes, if it has at least that share."""
        best = max(self.country, key=lambda c: self.country[c], default=None)
        return best if best and self.country[best] >= least else None


def ground_places(
    toponyms: tuple[Toponym, ...],
    parse: Parse,  # noqa: ARG001 - every grounding stage is called alike
    gazetteer: Gazetteer,
) -> tuple[PlaceValue, ...]:
    """One value a toponym, in the same order. Names that nothing places come back without a point."""
    if not toponyms:
        return ()
    lists = [_candidates(t, gazetteer) for t in toponyms]
    votes = _first_votes(toponyms, lists, gazetteer)
    chosen: list[Entry | None] = []
    for _ in range(2):
        chosen = _choose(toponyms, lists, votes, chosen)
        votes = _votes_of(toponyms, chosen, gazetteer)
    _by_country(toponyms, chosen, votes, gazetteer)
    main = votes.main(_LIKELY)
    resolved = Resolved(toponyms, tuple(chosen), main)
    return tuple(place_value(i, resolved) for i in range(len(toponyms)))


def _candidates(t: Toponym, gazetteer: Gazetteer) -> list[Entry]:
    if t.kind == "demonym":
        iso3 = gazetteer.country_of_demonym(t.text)
        found = gazetteer.country(iso3) if iso3 else None
        return [found] if found else []
    return gazetteer.lookup(t.key)


def _first_votes(toponyms: tuple[Toponym, ...], lists: list[list[Entry]], gazetteer: Gazetteer) -> _Votes:
    """Names that can only be in one country vote for it; others share their vote by size."""
    votes: dict[str, float] = defaultdict(float)
    own: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    seen: Counter[str] = Counter()
    for t, entries in zip(toponyms, lists, strict=True):
        if not entries:
            continue
        seen[t.key] += 1
        weight = _weight(t) / seen[t.key]
        sizes: dict[str, float] = defaultdict(float)
        for e in entries[:12]:
            if e.country:
                size = 3e7 if e.kind == "country" else e.population + (3e5 if e.kind == "admin1" else 300)
                sizes[e.country] = max(sizes[e.country], math.sqrt(size) * (0.3 if e.weak else 1))
        total = sum(sizes.values())
        if len(sizes) > 1:
            weight *= 0.6
        for c, s in sizes.items():
            votes[c] += weight * s / total
            own[t.key][c] += weight * s / total
    return _shares(votes, {}, own, gazetteer)


def _votes_of(toponyms: tuple[Toponym, ...], chosen: list[Entry | None], gazetteer: Gazetteer) -> _Votes:
    countries: dict[str, float] = defaultdict(float)
    provinces: dict[str, float] = defaultdict(float)
    own: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    seen: Counter[str] = Counter()
    for t, e in zip(toponyms, chosen, strict=True):
        if e is None or e.country is None:
            continue
        seen[t.key] += 1
        weight = _weight(t) / seen[t.key]
        countries[e.country] += weight
        own[t.key][e.country] += weight
        if e.admin1 and t.kind == "name":
            provinces[f"{e.country}/{e.admin1}"] += weight
            own[t.key][f"{e.country}/{e.admin1}"] += weight
    return _shares(countries, provinces, own, gazetteer)


def _weight(t: Toponym) -> float:
    return (
        0.5 if t.kind == "demonym" or t.metonym else 0.7 if t.kind == "part" else 1.5 if t.dateline else 1.0
    )


def _shares(
    countries: dict[str, float],
    provinces: dict[str, float],
    own: dict[str, dict[str, float]],
    gazetteer: Gazetteer,
) -> _Votes:
    total = sum(countries.values()) or 1.0
    near: dict[str, float] = defaultdict(float)
    for c, v in countries.items():
        near[c] += v / total
        for n in gazetteer.neighbours(c):
            near[n] += 0.12 * v / total
    most = sum(provinces.values()) or 1.0
    mine = {k: {w: v / (most if "/" in w else total) for w, v in d.items()} for k, d in own.items()}
    return _Votes(dict(near), {p: v / most for p, v in provinces.items()}, mine)


def _choose(
    toponyms: tuple[Toponym, ...], lists: list[list[Entry]], votes: _Votes, before: list[Entry | None]
) -> list[Entry | None]:
    """The best candidate of each name. A name keeps its container wherever it stands again."""
    outer: dict[str, list[Entry]] = defaultdict(list)
    provinces: set[int] = set()  # "Buffalo, New York": the name after the comma is the larger one
    for i, t in enumerate(toponyms):
        if t.container is not None:
            outer[t.key] += lists[t.container][:6]
            if t.container == i + 1 and toponyms[i + 1].cue == "comma":
                provinces.add(t.container)
    home = votes.main(_SURE)
    out: list[Entry | None] = []
    for i, (t, entries) in enumerate(zip(toponyms, lists, strict=True)):
        best, top = None, -math.inf
        beside = before[t.beside] if t.beside is not None and before else None
        towns: dict[str | None, int] = {}
        for e in entries:
            if e.kind == "city" and e.population > 20_000:
                towns[e.country] = max(towns.get(e.country, 0), e.population)
        pinned = {e.country for e in entries if e.lat is not None}
        villages = {(e.country, e.admin1) for e in entries if e.kind == "city"}
        for e in entries:
            s = (
                _prior(e)
                + _HOME * votes.of_country(t.key, e.country)
                + _PROVINCE * votes.of_province(t.key, e)
            )
            if beside is not None and _near(e, beside):
                s += _BESIDE
            if outer[t.key]:
                s += _CONTAINED if any(holds(o, e) for o in outer[t.key]) else -2
            if i in provinces and e.kind in ("country", "admin1"):
                s += 2
            elif t.level in _WORDS_FOR:
                s += (
                    _LEVEL
                    if e.kind in _WORDS_FOR[t.level][:1]
                    else 1.8
                    if e.kind in _WORDS_FOR[t.level]
                    else -1
                )
            elif e.kind == "admin1" and e.country in towns and e.population < 8 * towns[e.country]:
                s -= 2.5  # Kirkuk is the city unless it is called a province; Gaza is the Strip
            elif e.kind == "admin2" and (e.country, e.admin1) in villages:
                s -= 2
            if e.lat is None and e.country in pinned:
                s -= 3
            if s > top:
                best, top = e, s
        if best is not None and _far_fetched(t, best, home, votes) and not outer[t.key]:
            best = None
        if best is not None and t.container is not None and t.level in ("neighbourhood", "site"):
            # "al-Tijara neighbourhood in Damascus" is no town of India, whatever is listed
            if best.country is not None and best.country not in {o.country for o in outer[t.key]}:
                best = None
        out.append(best)
    return out


def _near(a: Entry, b: Entry) -> bool:
    """Within about 80 km of each other."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(math.radians(a.lat))) < 0.75


def _prior(e: Entry) -> float:
    """What a place weighs before the report is looked at."""
    s = _KIND.get(e.kind, 0.0) + math.log10(e.population + 10) / 2
    s += 1.2 if e.feature == "PPLC" else 0.4 if e.feature in ("PPLA", "HAND") else 0
    return s - (0.8 if e.weak else 0) - (0.7 if e.lat is None else 0)


def _far_fetched(t: Toponym, e: Entry, home: str | None, votes: _Votes) -> bool:
    """A small place in a country that nothing else in the report points to."""
    if home is None or e.country in (None, home) or e.kind in ("country", "region", "water"):
        return False
    return votes.of_country(t.key, e.country) < 0.13 and (e.population < 200_000 or e.weak)


def _by_country(
    toponyms: tuple[Toponym, ...], chosen: list[Entry | None], votes: _Votes, gazetteer: Gazetteer
) -> None:
    """Look the unplaced up once more inside their container's or the report's country, by consonants."""
    main = votes.main(0.55)
    for i, t in enumerate(toponyms):
        if chosen[i] is not None or t.kind != "name":
            continue
        holder = chosen[t.container] if t.container is not None else None
        country = holder.country if holder and holder.country else main
        if country is None:
            continue
        wanted = _WORDS_FOR.get(t.level, ())
        near = [e for e in gazetteer.lookup(t.key, country) if not wanted or e.kind in wanted]
        if holder and holder.kind == "admin1":
            near = [e for e in near if e.admin1 == holder.name] or near
        if near:
            chosen[i] = max(near, key=_prior)
