"""Accounts made by hand for the tests of linking: one city, one day, unless told otherwise."""

from __future__ import annotations

import datetime as dt

from tocsin.records import Account, Group, Perpetrator, Person, Place, Span, Target, Toll, When, Words
from tocsin.records.collected import Collected, Source
from tocsin.records.verdict import Verdict

_NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


def collected(
    name,
    *,
    kind="bombing",
    status="reported",
    cumulative=False,
    day=dt.date(2008, 7, 26),
    town=("Ahmedabad", 23.0, 72.6),
    country="IND",
    killed=(29,),
    perpetrators=(),
    targets=(),
    persons=(),
    outlet=None,
    published=None,
    copy_of=None,
    words="",
):
    """One account of report ``name`` before its ``#``."""
    report = name.split("#")[0]
    place = Place(town[0], None, None, town[1], town[2], None, country, None, "city", 1, None, "title")
    account = Account(
        id=name,
        status=status,
        kind=kind,
        cumulative=cumulative,
        trigger=Words("x", Span(0, 1)),
        mentions=(),
        when=When(day, day, "day", None, "stated", None, None) if day else None,
        where=(place,),
        perpetrators=tuple(
            Perpetrator(p, None, None, None, "rebel_group", "stated", None, None) for p in perpetrators
        ),
        targets=tuple(Target(t, None, None, None, "civilians") for t in targets),
        weapons=(),
        tolls=tuple(toll(n, k) for n, k in enumerate(killed)),
        persons=tuple(Person(p, None, None, "killed", None) for p in persons),
        links=(),
        confidence=1.0,
    )
    return Collected(account, Source(report, report, published or day, outlet, None, None, copy_of), words)


def toll(n, killed, group=None, effect="killed"):
    people = Group(group, None, None, "civilians", "target", None, None) if group else None
    return Toll(
        f"t{n}", effect, killed, killed, "exact", None, None, people, False, None, None, False, None, None, ()
    )


def verdict(action, accounts, others=(), name="v1", hours=0):
    return Verdict(name, _NOON + dt.timedelta(hours=hours), "ada", action, tuple(accounts), tuple(others))
