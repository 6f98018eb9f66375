"""Accounts made by hand for the tests of linking: one city, one day, unless told otherwise."""

from __future__ import annotations

import datetime as dt

from tocsin.link import keys_of
from tocsin.link.traits import Table
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
    level="city",
):
    """One account of report ``name`` before its ``#``."""
    report = name.split("#")[0]
    precision = {"city": 1, "admin1": 4, "country": 6}[level]
    name_, point = {
        "city": (town[0], town[1:]),
        "admin1": ("Gujarat", (22.7, 71.6)),
        "country": (country, (None, None)),
    }[level]
    place = Place(name_, None, None, *point, None, country, None, level, precision, None, "title")
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


class ShelfOf:
    """Accounts in a dict, found as a store finds them: by their keys and ids."""

    def __init__(self, accounts):
        self.accounts = {a.account.id: a for a in accounts}
        t = Table.of(accounts)
        self.files = {t.ids[n]: set(keys_of(t, n).files) for n in range(len(t))}

    def by_keys(self, keys):
        return [a for name, a in self.accounts.items() if self.files[name] & keys]

    def by_ids(self, ids):
        return [self.accounts[i] for i in ids if i in self.accounts]
