"""Readings made by hand, each value under its words, so that the store is tested without the reader."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from tocsin.pipeline.telling import telling
from tocsin.records import (
    Account,
    Group,
    Perpetrator,
    Person,
    Place,
    Reading,
    Report,
    Span,
    Speaker,
    Toll,
    When,
    Words,
)
from tocsin.store import Added, Store
from tocsin.store.tables import metadata

TOWNS = {
    "Kano": (12.0, 8.52, "NGA"),
    "Hasakah": (36.5, 40.75, "SYR"),
    "Kirkuk": (35.47, 44.39, "IRQ"),
}
DAY = dt.date(2022, 1, 20)


def reading(
    name: str,
    *incidents: tuple[str, int, dt.date],
    published: dt.date | None = dt.date(2022, 1, 22),
    outlet: str | None = "Daily",
    actor: str = "Islamic State",
    victim: str | None = None,
    before: str = "",
) -> Reading:
    """A report of ``incidents`` (town, dead, day): one sentence and one account each."""
    text, accounts = before, []
    for number, (town, dead, day) in enumerate(incidents, 1):
        start = len(text)
        text += f"{actor} fighters attacked a prison in {town} on {day:%d %B %Y} and killed {dead} guards"
        text += f", {victim} among them" if victim else ""
        text += ", the governor said. "
        accounts.append(_account(f"{name}#{number}", text, start, town, dead, day, actor, victim))
    report = Report(
        name, text, published, "given" if published else "unknown", outlet, f"{name} says", None, "en"
    )
    return Reading(report, tuple(accounts), ())


def _account(
    name: str, text: str, start: int, town: str, dead: int, day: dt.date, actor: str, victim: str | None
) -> Account:
    def span(words: str) -> Span:
        at = text.index(words, start)
        return Span(at, at + len(words))

    lat, lon, country = TOWNS[town]
    when, killed, speaker = f"{day:%d %B %Y}", f"killed {dead} guards", "the governor"
    group = Group("guards", "guards", span("guards"), "state_forces", "target", None, None)
    said = Speaker(speaker, span(speaker), speaker, None, "asserted")
    return Account(
        name, "reported", "prison_break", False, Words("attacked", span("attacked")), (),
        When(day, day, "day", None, "stated", when, span(when)),
        (Place(town, town, span(town), lat, lon, None, country, None, "city", 1, None, "stated"),),
        (Perpetrator(actor, "is" if actor == "Islamic State" else None, actor, span(actor), "rebel_group",
                     "stated", None, None),),
        (), (),
        (Toll("t1", "killed", dead, dead, "exact", killed, span(killed), group, False, None, None, False,
              None, said, ()),),
        (Person(victim, victim, span(victim), "killed", None),) if victim else (),
        (), 0.9,
    )  # fmt: skip


def put(store: Store, *readings: Reading, version: str = "0.1.0/1") -> list[Added]:
    """Add readings as the pipeline does."""
    return [
        store.add(r, reader=version, words=[telling(r.report.text, a) for a in r.accounts], by="ana")
        for r in readings
    ]


def everything(store: Any, skip: Sequence[str] = ()) -> dict[str, list[Any]]:
    """Every row of every table but the moments at which they were written, in one order."""
    out = {}
    with store._read() as connection:
        for table in metadata.sorted_tables:
            columns = [c for c in table.c if c.name not in (*_MOMENTS, *skip)]
            if table.name == "settings":  # the key is random
                continue
            rows = connection.execute(select(*columns)).all()
            out[table.name] = sorted(json.dumps(list(row), ensure_ascii=True) for row in rows)
    return out


_MOMENTS = ("at", "added_at", "read_at", "retired_at", "number")
