"""Tables over many incidents: by month, country, province, actor and group of victims; low, best, high.

A sum keeps what is not known: where one of its incidents has an open high, the sum's high is open, and
``open`` says of how many. An incident counts in the period of its first day, in the first place that
names a country or province, and once: under all its perpetrators together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.errors import UsageError
from tocsin.records.incident import Bounds, EffectToll, Incident

BY = ("period", "country", "province", "actor", "kind", "group")
PERIODS = ("day", "week", "month", "quarter", "year")
GROUPS = ("side_a", "side_b", "civilians", "unknown")
NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: ``keys`` in the order asked for; ``high`` None = open.

    ``without_best`` counts the incidents that have figures and no best one ("up to 60", enemy claims),
    ``silent`` those of which no figure is told: they add nothing, which does not mean that nobody was hit.
    ``women`` and ``children`` are sums of best figures where reports state them; None in tables by group.
    """

    keys: tuple[str, ...]
    incidents: int
    low: int
    best: int
    high: int | None
    open: int
    without_best: int
    silent: int
    women: int | None
    children: int | None


def tally(
    incidents: Iterable[Incident],
    by: Sequence[str] = ("period", "country"),
    effect: str = "killed",
    period: str = "month",
) -> tuple[Row, ...]:
    """The table, sorted by its keys. :class:`UsageError` for a key or period that there is not.

    Only what happened counts: records of status ``incident`` that no person discounted.
    """
    for key in by:
        if key not in BY:
            raise UsageError(f"there is no column '{key}'; choose among {', '.join(BY)}")
    if period not in PERIODS:
        raise UsageError(f"there is no period '{period}'; choose among {', '.join(PERIODS)}")
    cells: dict[tuple[str, ...], list[tuple[Bounds | None, EffectToll | None]]] = {}
    for incident in incidents:
        if not counts(incident):
            continue
        toll = next((t for t in incident.toll if t.effect == effect), None)
        for group, bounds in _parts(toll, "group" in by):
            keys = tuple(_key(incident, key, period, group) for key in by)
            cells.setdefault(keys, []).append((bounds, toll))
    return tuple(_row(keys, those, "group" in by) for keys, those in sorted(cells.items()))


def counts(incident: Incident) -> bool:
    """Whether a record counts in tables: it happened, and nobody discounted it."""
    return incident.status == "incident" and incident.grade != "discounted"


def period_of(day: dt.date | None, period: str) -> str:
    """The name of the period that holds ``day``: 2022-01-21, 2022-W03, 2022-01, 2022-Q1, 2022."""
    if day is None:
        return NOT_STATED
    if period == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    if period == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[period]]


def _parts(toll: EffectToll | None, grouped: bool) -> list[tuple[str, Bounds | None]]:
    if toll is None:
        return [(NOT_STATED, None)]
    if not grouped:
        return [("", Bounds(toll.low, toll.best, toll.high))]
    found = [(name, getattr(toll.by_group, name)) for name in GROUPS]
    parts: list[tuple[str, Bounds | None]] = [(name, bounds) for name, bounds in found if bounds is not None]
    return parts or [("unknown", Bounds(toll.low, toll.best, toll.high))]


def _key(incident: Incident, key: str, period: str, group: str) -> str:
    if key == "period":
        return period_of(incident.when.start, period)
    if key == "country":
        return next((s.country for s in incident.where if s.country), None) or NOT_STATED
    if key == "province":
        return province(incident)
    if key == "actor":
        return actors(incident)
    return incident.kind if key == "kind" else group


def province(incident: Incident) -> str:
    """The first province (state, governorate) that its places name."""
    for site in incident.where:
        if site.admin1 or site.level == "admin1":
            return site.admin1 or site.name
    return NOT_STATED


def actors(incident: Incident) -> str:
    """Its perpetrators, those who only deny left out, as one key."""
    named = [p.name for p in incident.perpetrators if p.certainty != "denied"]
    return "; ".join(sorted(named)) or NOT_STATED


def _row(
    keys: tuple[str, ...], those: Sequence[tuple[Bounds | None, EffectToll | None]], grouped: bool
) -> Row:
    given = [b for b, _ in those if b is not None]
    highs = [b.high for b in given]
    tolls = [t for _, t in those if t is not None]
    return Row(
        keys,
        len(those),
        sum(b.low or 0 for b in given),
        sum(b.best or 0 for b in given),
        None if any(h is None for h in highs) else sum(h for h in highs if h is not None),
        sum(h is None for h in highs),
        sum(b.best is None for b in given),
        len(those) - len(given),
        None if grouped else sum(t.women.best or 0 for t in tolls if t.women is not None),
        None if grouped else sum(t.children.best or 0 for t in tolls if t.children is not None),
    )
