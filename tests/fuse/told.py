"""Short ways to write accounts in the tests of fusing: the reports as they might have said it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from tocsin.records.account import (
    Account,
    Group,
    Perpetrator,
    Place,
    Speaker,
    Target,
    Toll,
    Weapon,
    When,
    Words,
)
from tocsin.records.collected import Collected, Source
from tocsin.records.span import Span


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def said(name: str | None, stance: str = "asserted") -> Speaker | None:
    return Speaker(name, None, name, None, stance) if name else None


def group(name: str, type_: str, side: str = "unknown") -> Group:
    return Group(name, name, None, type_, side, None, None)


def figure(
    low: int | None,
    high: int | None = -1,
    by: str | None = None,
    *,
    effect: str = "killed",
    of: Group | None = None,
    text: str | None = None,
    stance: str = "asserted",
    **more: Any,
) -> Toll:
    """A toll: ``figure(30)`` is exactly, ``figure(30, None)`` at least, ``figure(None, 60)`` up to."""
    top = low if high == -1 else high
    qualifier = "exact" if low == top else "at_least" if top is None else "up_to" if low is None else "range"
    values: dict[str, Any] = {
        "id": "t1",
        "qualifier": qualifier,
        "whole": False,
        "part_of": None,
        "supersedes": None,
        "withdrawn": False,
        "as_of": None,
        "also_said_by": (),
    }
    values.update(more)
    return Toll(
        effect=effect, low=low, high=top, text=text, span=None, group=of, said_by=said(by, stance), **values
    )


def place(name: str, lat: float | None, lon: float | None, level: str = "city", **more: Any) -> Place:
    precision = {"site": 1, "neighbourhood": 1, "city": 1, "district": 3, "admin1": 4, "country": 6}[level]
    values = {"country": "MLI", "admin1": None, "gazetteer_id": None, "radius_km": None, "basis": "stated"}
    values.update({"precision": precision, **more})
    return Place(name=name, text=name, span=None, lat=lat, lon=lon, level=level, **values)


def when(start: str, end: str | None = None, basis: str = "stated") -> When:
    days = (dt.date.fromisoformat(end or start) - dt.date.fromisoformat(start)).days
    precision = "day" if days == 0 else "days" if days < 6 else "week" if days < 7 else "month"
    return When(day(start), day(end or start), precision, None, basis, None, None)


def perpetrator(name: str, certainty: str = "stated", type_: str = "rebel_group") -> Perpetrator:
    return Perpetrator(name, None, name, None, type_, certainty, None, None)


def target(name: str, type_: str = "civilians") -> Target:
    return Target(name, None, name, None, type_)


def weapon(name: str) -> Weapon:
    return Weapon(name, name, None)


def told(
    report: str,
    published: str | None,
    *tolls: Toll,
    outlet: str | None = None,
    copy_of: str | None = None,
    **fields: Any,
) -> Collected:
    """The one account of a report; tolls get the ids t1, t2, ..."""
    numbered = tuple(_numbered(t, n) for n, t in enumerate(tolls, 1))
    values: dict[str, Any] = {
        "status": "reported",
        "kind": "armed_attack",
        "cumulative": False,
        "trigger": Words("attacked", Span(0, 8)),
        "mentions": (),
        "when": None,
        "where": (),
        "perpetrators": (),
        "targets": (),
        "weapons": (),
        "persons": (),
        "links": (),
        "confidence": 1.0,
    }
    values.update(fields)
    account = Account(id=f"{report}#1", tolls=numbered, **values)
    return Collected(account, Source(report, "0" * 64, day(published), outlet, None, None, copy_of=copy_of))


def _numbered(toll: Toll, n: int) -> Toll:
    return dataclasses.replace(toll, id=f"t{n}")
