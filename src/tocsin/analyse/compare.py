"""Our record beside a UCDP GED file: what both have, what one lacks, where the dead differ, and why.

An event and an incident are one if their days meet within a day, their places lie within 25 km (farther where
one is known only as a district or province) and no better match is there: one to one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from tocsin.analyse.ged import Event
from tocsin.analyse.knox import EARTH_KM
from tocsin.analyse.tally import counts
from tocsin.records.incident import EffectToll, Incident, Site

NEAR_KM = 25.0
NEAR_DAYS = 1
FAR_KM, FAR_DAYS = 150.0, 4  # how far "nearly" reaches, for the reasons
RADIUS_KM = {1: 0.0, 2: 25.0, 3: 40.0, 4: 150.0, 5: 150.0, 6: 600.0, 7: 150.0}
WHAT = ("same", "toll_differs", "missed", "extra")


@dataclass(frozen=True, slots=True)
class Comparison:
    """One line: ``what`` is ``same`` (ranges meet), ``toll_differs``, ``missed`` (GED has it, we do not) or
    ``extra`` (we have it, GED does not). Figures are low/best/high; ``why`` is one sentence."""

    what: str
    event: str | None
    incident: str | None
    day: dt.date | None
    country: str | None
    place: str | None
    theirs: tuple[int, int, int] | None
    ours: tuple[int | None, int | None, int | None] | None
    why: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What is compared: days, inclusive, and countries (ISO alpha-3)."""

    start: dt.date
    end: dt.date
    countries: frozenset[str]


def scope_of(
    incidents: Sequence[Incident],
    since: dt.date | None = None,
    until: dt.date | None = None,
    countries: Collection[str] = (),
) -> Scope | None:
    """The days and countries that the incidents span, narrowed by what is asked; None where none is dated."""
    days = [d for i in incidents for d in (i.when.start, i.when.end) if d is not None]
    if not days:
        return None
    found = {s.country for i in incidents for s in i.where if s.country}
    return Scope(since or min(days), until or max(days), frozenset(countries) or frozenset(found))


def compare(
    incidents: Iterable[Incident], events: Iterable[Event], scope: Scope | None = None
) -> tuple[Comparison, ...]:
    """The comparison, by day; ``scope`` None = the days and countries that the incidents span."""
    ours = [i for i in incidents if counts(i)]
    scope = scope or scope_of(ours)
    if scope is None:
        return ()
    theirs = [
        e
        for e in events
        if e.start <= scope.end
        and e.end >= scope.start
        and (e.country is None or e.country in scope.countries)
    ]
    pairs = _pairs(ours, theirs)
    taken, matched = {n for n, _ in pairs}, {m for _, m in pairs}
    lines = [_both(ours[n], theirs[m]) for n, m in pairs]
    lines += [_missed(e, ours, taken) for m, e in enumerate(theirs) if m not in matched]
    lines += [_extra(i, theirs, scope) for n, i in enumerate(ours) if n not in taken]
    return tuple(
        sorted(
            lines, key=lambda c: (c.day or dt.date.max, WHAT.index(c.what), c.event or "", c.incident or "")
        )
    )


def _pairs(ours: Sequence[Incident], theirs: Sequence[Event]) -> list[tuple[int, int]]:
    """The best one-to-one matching over all pairs that can be one."""
    by_day: dict[int, list[int]] = {}
    for m, event in enumerate(theirs):
        for day in range(event.start.toordinal() - NEAR_DAYS, event.end.toordinal() + NEAR_DAYS + 1):
            by_day.setdefault(day, []).append(m)
    scores: dict[tuple[int, int], float] = {}
    for n, incident in enumerate(ours):
        if incident.when.start is None or incident.when.end is None or not incident.where:
            continue
        days = range(incident.when.start.toordinal(), incident.when.end.toordinal() + 1)
        for m in {m for day in days for m in by_day.get(day, ())}:
            score = _score(incident, theirs[m])
            if score is not None:
                scores[n, m] = score
    if not scores:
        return []
    rows, columns = sorted({n for n, _ in scores}), sorted({m for _, m in scores})
    found = []
    for block_rows, block_columns in _blocks(rows, columns, scores):
        gain = np.zeros((len(block_rows), len(block_columns)))
        for i, n in enumerate(block_rows):
            for j, m in enumerate(block_columns):
                gain[i, j] = scores.get((n, m), 0.0)
        for i, j in zip(*linear_sum_assignment(-gain), strict=True):
            if gain[i, j] > 0:
                found.append((block_rows[i], block_columns[j]))
    return found


def _blocks(
    rows: Sequence[int], columns: Sequence[int], scores: dict[tuple[int, int], float]
) -> list[tuple[list[int], list[int]]]:
    """Groups of incidents and events that have pairs only among themselves: each is matched by itself."""
    of_row: dict[int, int] = {}
    of_column: dict[int, int] = {}
    leader: list[int] = []

    def top(k: int) -> int:
        while leader[k] != k:
            k = leader[k]
        return k

    for n, m in sorted(scores):
        known = [top(d[k]) for d, k in ((of_row, n), (of_column, m)) if k in d]
        block = min(known) if known else len(leader)
        if not known:
            leader.append(block)
        for other in known:
            leader[other] = block
        of_row[n] = of_column[m] = block
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for n in rows:
        groups.setdefault(top(of_row[n]), ([], []))[0].append(n)
    for m in columns:
        groups.setdefault(top(of_column[m]), ([], []))[1].append(m)
    return list(groups.values())


def _score(incident: Incident, event: Event) -> float | None:
    """How well an incident and an event go together, above 0; None where they cannot be one."""
    site, toll = incident.where[0], _killed(incident)
    if site.country and event.country and site.country != event.country:
        return None
    away = _km(site, event)
    reach = NEAR_KM + RADIUS_KM[site.precision] + RADIUS_KM.get(event.where_prec, 0.0)
    if away is None or away > reach:
        return None
    score = 2.0 - away / reach
    score += 1.0 if (incident.when.start, incident.when.end) == (event.start, event.end) else 0.5
    if toll is not None:
        score += 1.0 if _meet(toll, event) else 0.5 / (1 + abs((toll.best or toll.low or 0) - event.best))
    named = {p.name.casefold() for p in (*incident.perpetrators, *incident.targets)}
    return score + 0.5 * any(s and s.casefold() in named for s in event.sides)


def _killed(incident: Incident) -> EffectToll | None:
    return next((t for t in incident.toll if t.effect == "killed"), None)


def _meet(toll: EffectToll, event: Event) -> bool:
    low = toll.low if toll.low is not None else 0
    return low <= event.high and (toll.high is None or event.low <= toll.high)


def _km(site: Site, event: Event) -> float | None:
    if site.lat is None or site.lon is None:
        return None
    a, b = np.radians([site.lat, site.lon]), np.radians([event.lat, event.lon])
    half = np.sin((b[0] - a[0]) / 2) ** 2 + np.cos(a[0]) * np.cos(b[0]) * np.sin((b[1] - a[1]) / 2) ** 2
    return float(2 * EARTH_KM * np.arcsin(min(1.0, float(np.sqrt(half)))))


def _both(incident: Incident, event: Event) -> Comparison:
    toll = _killed(incident)
    if toll is None:
        return _line("toll_differs", incident, event, f"no report tells of dead; GED counts {event.best}")
    if _meet(toll, event):
        exact = toll.best == event.best
        return _line("same", incident, event, "the same best figure" if exact else "the ranges meet")
    above = (toll.low or 0) > event.high
    why = f"our lowest figure is above GED's highest, {event.high}" if above else (
        f"our highest figure is below GED's lowest, {event.low}"
    )  # fmt: skip
    if not event.clear:
        why += "; GED's row is an aggregate over several clashes"
    return _line("toll_differs", incident, event, why)


def _missed(event: Event, ours: Sequence[Incident], taken: Collection[int]) -> Comparison:
    """Why we lack an event, from our nearest incident in time and space."""
    nearest: tuple[float, int, int] | None = None
    for n, incident in enumerate(ours):
        if incident.when.start is None or incident.when.end is None:
            continue
        days = max(0, (event.start - incident.when.end).days, (incident.when.start - event.end).days)
        if days > FAR_DAYS or not incident.where:
            continue
        away = _km(incident.where[0], event)
        if away is not None and away <= FAR_KM and (nearest is None or (away + 50 * days, n) < nearest[:2]):
            nearest = (away + 50 * days, n, days)
    if nearest is None:
        why = f"no incident of ours within {FAR_KM:g} km and {FAR_DAYS} days"
    else:
        incident = ours[nearest[1]]
        away = _km(incident.where[0], event) or 0.0
        held = "already stands for another row" if nearest[1] in taken else "too far"
        why = f"nearest is {incident.id}, {away:.0f} km and {nearest[2]} days off: {held}"
    if not event.clear:
        why += "; GED's row is an aggregate over several clashes"
    elif event.date_prec > 2:
        why += "; GED knows its day only to a week or longer"
    return _line("missed", None, event, why)


def _extra(incident: Incident, theirs: Sequence[Event], scope: Scope) -> Comparison:
    toll = _killed(incident)
    if incident.when.start is None:
        why = "its day is not stated, so that it cannot be compared"
    elif not incident.where or incident.where[0].lat is None:
        why = "its place is not on the map, so that it cannot be compared"
    elif toll is None or toll.high == 0:
        why = "no dead are told: GED keeps only deadly events"
    elif toll.basis == "enemy_claim":
        why = "only a party's count of its enemy's dead"
    elif incident.when.start > scope.end or (incident.when.end or incident.when.start) < scope.start:
        why = "outside the days compared"
    elif not any(e.country == incident.where[0].country for e in theirs):
        why = "the file has no event in that country and those days"
    elif incident.where[0].precision > 3:
        why = "our place is known only as a province or wider"
    else:
        why = "no event of GED near it in time and space"
    return _line("extra", incident, None, why)


def _line(what: str, incident: Incident | None, event: Event | None, why: str) -> Comparison:
    toll = _killed(incident) if incident is not None else None
    site = incident.where[0] if incident is not None and incident.where else None
    day = event.start if event is not None else incident.when.start if incident is not None else None
    return Comparison(
        what,
        event.id if event else None,
        incident.id if incident else None,
        day,
        (event.country if event else None) or (site.country if site else None),
        event.where if event else site.name if site else None,
        (event.low, event.best, event.high) if event else None,
        (toll.low, toll.best, toll.high) if toll is not None else None,
        why,
    )
