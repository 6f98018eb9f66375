"""Incidents for the tests of analysing, by day, place, actor and figures."""

from __future__ import annotations

import datetime as dt

from tocsin.records.incident import (
    Bounds,
    ByGroup,
    EffectToll,
    Incident,
    Party,
    Site,
    Sources,
    Tie,
    Window,
)


def incident(
    name: str,
    day: str | None,
    killed: tuple[int | None, int | None, int | None] | None = (1, 1, 1),
    *,
    at: tuple[float, float] | None = (14.5, -4.2),
    country: str = "MLI",
    admin1: str | None = "Mopti",
    place: str = "Mopti",
    precision: int = 1,
    actor: tuple[str, str] | None = ("jnim", "JNIM"),
    groups: ByGroup | None = None,
    links: tuple[Tie, ...] = (),
    status: str = "incident",
    grade: str = "single",
    basis: str = "one_root",
    children: Bounds | None = None,
) -> Incident:
    accounts = (f"{name}#1",)
    start = dt.date.fromisoformat(day) if day else None
    toll = ()
    if killed is not None:
        by = groups or ByGroup(None, None, None, Bounds(*killed))
        toll = (EffectToll("killed", *killed, basis, by, None, None, children, accounts),)
    sites = ()
    if at is not None:
        sites = (Site(place, *at, None, country, admin1, "city", precision, None, accounts),)
    parties = (Party(actor[1], actor[0], "rebel_group", "stated", (), accounts),) if actor else ()
    return Incident(
        id=accounts[0],
        status=status,
        kind="armed_attack",
        when=Window(start, start, "day" if start else "unknown", "stated", accounts),
        where=sites,
        perpetrators=parties,
        targets=(),
        weapons=(),
        persons=(),
        links=links,
        toll=toll,
        toll_history=(),
        grade=grade,
        sources=Sources((name,), (), ()),
        accounts=accounts,
        verdicts=(),
        wave=None,
        why=(),
    )
