"""One incident as either side tells it: the annotator's or the program's, in one shape.

Everything later compares two :class:`Side`; only this file knows the two formats.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tocsin.bench.reports.gold import Finder, Located
from tocsin.bench.reports.names import Names
from tocsin.records import Span

# From the finest to the coarsest; a level that nobody knows counts as a city.
RANKS = {"site": 0, "neighbourhood": 1, "city": 2, "district": 3, "admin1": 4, "region": 5, "country": 6}

Window = tuple[int, int]  # proleptic ordinals of the first and the last day
Bounds = tuple[int | None, int | None]
Key = tuple[str | None, int | None, int | None]  # effect, low, high


class Value(NamedTuple):
    """A party, speaker or group: its name, its words, where they stand and what else is said of it."""

    name: str | None
    words: str | None
    span: Span | None
    type: str | None = None
    certainty: str | None = None
    stance: str | None = None
    basis: str | None = None

    @property
    def filled(self) -> bool:
        """Whether it says where it comes from: by its words or by a basis."""
        return bool(self.words) or self.basis is not None


class Spot(NamedTuple):
    """A place of an incident."""

    name: str | None
    words: str | None
    span: Span | None
    level: str | None
    point: tuple[float, float] | None  # degrees
    country: str | None
    basis: str | None

    @property
    def rank(self) -> int:
        return RANKS.get(self.level or "", RANKS["city"])

    @property
    def filled(self) -> bool:
        return bool(self.words) or self.basis is not None


class Figure(NamedTuple):
    """A toll."""

    effect: str | None
    low: int | None
    high: int | None
    qualifier: str | None
    words: str | None
    span: Span | None
    group: Value | None
    speaker: Value | None
    whole: bool

    @property
    def key(self) -> Key:
        """What a strict match compares."""
        return self.effect, self.low, self.high

    @property
    def largest(self) -> int:
        """The larger bound, 0 without any."""
        return max(self.low or 0, self.high or 0)


@dataclass(frozen=True, slots=True)
class Side:
    """One incident of the gold, or one account of the program."""

    id: str
    gold: bool
    status: str
    kind: str | None
    optional: bool
    trigger_words: str | None
    trigger: Span | None
    naming: tuple[Span, ...]  # trigger and mentions
    dated: bool  # there is a date, be it one that cannot be placed on the calendar
    window: Window | None
    default_window: Window | None  # gold only: no date word, the report's own day is meant
    date: Value | None
    places: tuple[Spot, ...]
    perpetrators: tuple[Value, ...]
    perpetrator_names: tuple[str, ...]  # each party once
    targets: tuple[Value, ...]
    weapons: frozenset[str]
    tolls: tuple[Figure, ...]
    countries: tuple[str, ...]  # of the finest place first
    killed: Bounds | None  # derived: see killed_total
    signature: frozenset[Any]  # breaks ties between near twins

    @property
    def any_window(self) -> Window | None:
        return self.window or self.default_window


def gold_side(incident: Mapping[str, Any], finder: Finder, names: Names) -> Side:
    """The annotator's incident, its quotes located."""
    located = Located(finder, incident)
    when = incident.get("when")
    window = window_of(when)

    def value(o: Mapping[str, Any], near: Sequence[Span] = ()) -> Value:
        span = located.place(o.get("quote"), near or located.reference, o.get("span"))
        return Value(o.get("name"), o.get("quote"), span, o.get("type"), o.get("certainty"), o.get("stance"))

    def figure(o: Mapping[str, Any]) -> Figure:
        span = located.place(o["quote"], given=o.get("span"))
        near = [span] if span else ()
        group, speaker = o.get("group"), o.get("said_by")
        return Figure(o.get("effect"), o.get("low"), o.get("high"), o.get("qualifier"), o["quote"], span,
                      value(group, near) if group else None, value(speaker, near) if speaker else None,
                      bool(o.get("whole")))  # fmt: skip

    def spot(o: Mapping[str, Any]) -> Spot:
        span = located.place(o.get("quote"), located.reference, o.get("span"))
        return Spot(o.get("name"), o.get("quote"), span, o.get("level"), _point(o), o.get("country"), None)

    return _side(
        names,
        id=f"#{incident.get('no')}",
        gold=True,
        status=incident["status"],
        kind=incident["kind"],
        optional=bool(incident.get("optional")),
        trigger_words=incident["trigger"],
        trigger=located.trigger,
        naming=tuple(s for s in (located.trigger, *located.mentions) if s),
        dated=bool(when),
        window=window,
        default_window=None if window else window_of(incident.get("when_default")),
        date=value(when) if when else None,
        places=tuple(map(spot, incident.get("places") or [])),
        perpetrators=tuple(map(value, incident.get("perpetrators") or [])),
        targets=tuple(map(value, incident.get("targets") or [])),
        weapons=_weapons(incident),
        tolls=tuple(map(figure, incident.get("tolls") or [])),
    )


def system_side(account: Mapping[str, Any], names: Names) -> Side:
    """An account of the program (``tocsin.account/1``; keys that are not there count as null)."""
    trigger, when = account.get("trigger") or {}, account.get("when")
    at = _span(trigger)

    def value(o: Mapping[str, Any]) -> Value:
        return Value(o.get("name"), o.get("text"), _span(o), o.get("type"), o.get("certainty"),
                     o.get("stance"), o.get("basis"))  # fmt: skip

    def figure(o: Mapping[str, Any]) -> Figure:
        group, speaker = o.get("group"), o.get("said_by")
        return Figure(o.get("effect"), o.get("low"), o.get("high"), o.get("qualifier"), o.get("text"),
                      _span(o), value(group) if group else None, value(speaker) if speaker else None,
                      bool(o.get("whole")))  # fmt: skip

    def spot(o: Mapping[str, Any]) -> Spot:
        return Spot(o.get("name"), o.get("text"), _span(o), o.get("level"), _point(o), o.get("country"),
                    o.get("basis"))  # fmt: skip

    return _side(
        names,
        id=str(account.get("id")),
        gold=False,
        status=account.get("status", "reported"),
        kind=account.get("kind"),
        optional=False,
        trigger_words=trigger.get("text"),
        trigger=at,
        naming=(at,) if at else (),
        dated=bool(when),
        window=window_of(when),
        default_window=None,
        date=value(when) if when else None,
        places=tuple(map(spot, account.get("where") or [])),
        perpetrators=tuple(map(value, account.get("perpetrators") or [])),
        targets=tuple(map(value, account.get("targets") or [])),
        weapons=_weapons(account),
        tolls=tuple(map(figure, account.get("tolls") or [])),
    )


def _side(names: Names, **parts: Any) -> Side:
    """Add what is derived the same way on both sides."""
    places, tolls, parties = parts["places"], parts["tolls"], parts["perpetrators"]
    countries = dict.fromkeys(p.country for p in sorted(places, key=lambda p: p.rank) if p.country)
    signature: set[Any] = {("place", p.name, p.point) for p in places}
    signature |= {("perpetrator", p.name, p.certainty) for p in parties}
    signature |= {("target", p.name, p.type) for p in parts["targets"]}
    for t in tolls:
        group = t.group or Value(None, None, None)
        signature.add(("toll", t.key, group.type, group.name, bool(t.speaker and t.speaker.words)))
    if window := parts["window"] or parts["default_window"]:
        signature.add(("date", window))
    return Side(
        perpetrator_names=tuple(names.distinct(p.name or p.words for p in parties)),
        countries=tuple(countries),
        killed=killed_total(tolls, names),
        signature=frozenset(signature),
        **parts,
    )


def window_of(when: Mapping[str, Any] | None) -> Window | None:
    """First and last day; None without a date or with one that is no ISO date."""
    if not when or not when.get("start"):
        return None
    try:
        days = [
            dt.date.fromisoformat(d).toordinal() for d in (when["start"], when.get("end") or when["start"])
        ]
    except ValueError:
        return None
    return min(days), max(days)


def killed_total(tolls: Sequence[Figure], names: Names) -> Bounds | None:
    """The dead of one incident, derived the same way on both sides; None without a killed toll.

    Of rival figures for one group the largest; then the largest whole, else the sum of the parts
    (a missing low counts 0, a missing high opens the sum).
    """
    best: dict[tuple[str, bool], Figure] = {}
    for toll in tolls:
        if toll.effect != "killed":
            continue
        group = (toll.group.name or toll.group.words if toll.group else None) or ""
        key = " ".join(sorted(names(group).words)), toll.whole
        if key not in best or toll.largest > best[key].largest:
            best[key] = toll
    if not best:
        return None
    wholes = [t for t in best.values() if t.whole]
    if wholes:
        top = max(wholes, key=lambda t: t.largest)
        return top.low, top.high
    lows = [t.low for t in best.values() if t.low is not None]
    highs = [t.high for t in best.values() if t.high is not None]
    return (sum(lows) if lows else None), (sum(highs) if len(highs) == len(best) else None)


def _weapons(row: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(name for w in row.get("weapons") or [] if (name := w.get("name")) is not None)


def _span(row: Mapping[str, Any] | None) -> Span | None:
    span = row.get("span") if row else None
    return Span(*span) if span else None


def _point(row: Mapping[str, Any]) -> tuple[float, float] | None:
    lat, lon = row.get("lat"), row.get("lon")
    return (lat, lon) if lat is not None and lon is not None else None
