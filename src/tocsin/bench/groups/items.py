"""Annotated groups as what linking takes: gold accounts, or our own reading's, beside their sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tocsin.bench.reports.gold import Finder, Located, Sentences
from tocsin.link import Origin, sketch, trace_origins
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
    Target,
    Toll,
    Weapon,
    When,
    Words,
)
from tocsin.records.collected import Collected, Source

Row = Mapping[str, Any]
_PRECISION = {"site": 1, "neighbourhood": 1, "city": 1, "district": 3, "admin1": 4, "region": 5, "country": 6}


def sources(reports: Iterable[Report]) -> dict[str, Source]:
    """The source of every report, with its origin among them."""
    reports = list(reports)
    origins = trace_origins(map(sketch, reports))
    none = Origin(None, None)
    return {
        r.id: Source(
            r.id,
            r.sha256,
            r.published,
            r.outlet,
            r.title,
            r.url,
            origins.get(r.id, none).copy_of,
            origins.get(r.id, none).updates,
        )
        for r in reports
    }


def collect(readings: Iterable[Reading]) -> list[Collected]:
    """The accounts of readings beside their sources and the sentences that tell of each."""
    readings = list(readings)
    known = sources(r.report for r in readings)
    return [
        Collected(account, known[reading.report.id], telling(account, sentences))
        for reading in readings
        for sentences in [_Sentences(reading.report.text)]
        for account in reading.accounts
    ]


class _Sentences:
    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = Sentences(text)

    def around(self, spans: Iterable[Span]) -> str:
        """The sentences that hold one of ``spans``, each once, in text order."""
        kept = sorted({self._starts.words(s) for s in spans})
        return " ".join(" ".join(self.text[s.start : s.end].split()) for s in kept)


def telling(account: Account, sentences: _Sentences) -> str:
    """The sentences with the words for the incident: its trigger, its mentions, its tolls."""
    spans = [
        account.trigger.span,
        *(m.span for m in account.mentions),
        *(t.span for t in account.tolls if t.span),
    ]
    return sentences.around(spans)


def gold_reading(row: Row, report: Report) -> Reading:
    """The annotated incidents of a report as accounts ``<report id>#<no>``."""
    finder = Finder(report.text)
    return Reading(report, tuple(_account(row["id"], i, finder) for i in row.get("incidents") or []), ())


def _account(report: str, incident: Row, finder: Finder) -> Account:
    located = Located(finder, incident)

    def at(o: Row, near: Sequence[Span] = ()) -> dict[str, Any]:
        span = located.place(o.get("quote"), near or located.reference, o.get("span"))
        return {"text": span.of(finder.text) if span else o.get("quote"), "span": span}

    trigger = located.trigger or Span(0, 1)
    mentions = tuple(Words(s.of(finder.text), s) for s in located.mentions)
    perpetrators = tuple(
        Perpetrator(
            p["name"],
            None,
            **at(p),
            type=p["type"],
            certainty=p.get("certainty") or "stated",
            said_by=_speaker(p.get("said_by"), at),
            channel=None,
        )
        for p in incident.get("perpetrators") or []
    )
    return Account(
        id=f"{report}#{incident['no']}",
        status=incident["status"],
        kind=incident["kind"],
        cumulative=incident["kind"] == "other" and incident["status"] == "background" and _long(incident),
        trigger=Words(trigger.of(finder.text), trigger),
        mentions=mentions,
        when=_when(incident, at),
        where=tuple(_place(p, at) for p in incident.get("places") or []),
        perpetrators=perpetrators,
        targets=tuple(
            Target(p["name"], None, **at(p), type=p["type"]) for p in incident.get("targets") or []
        ),
        weapons=tuple(Weapon(w["name"], **at(w)) for w in incident.get("weapons") or []),
        tolls=tuple(_toll(n, t, at) for n, t in enumerate(incident.get("tolls") or [], 1)),
        persons=tuple(
            Person(p["name"], **at(p), effect=p.get("effect") or "killed", age=p.get("age"))
            for p in incident.get("persons") or []
        ),
        links=(),
        confidence=1.0,
    )


def _long(incident: Row) -> bool:
    """Whether the window is longer than two months: a total over a war or a season."""
    when = incident.get("when") or {}
    if not when.get("start"):
        return False
    return (dt.date.fromisoformat(when["end"]) - dt.date.fromisoformat(when["start"])).days > 62


def _when(incident: Row, at: Any) -> When | None:
    stated = incident.get("when") or {}
    window = stated if stated.get("start") else incident.get("when_default") or {}
    if not window.get("start"):
        return None
    start, end = dt.date.fromisoformat(window["start"]), dt.date.fromisoformat(window["end"])
    days = (end - start).days + 1
    precision = (
        "day"
        if days == 1
        else "days"
        if days < 7
        else "week"
        if days < 8
        else "month"
        if days < 32
        else "year"
    )
    if window is stated:
        return When(start, end, precision, None, "stated", **at(stated))
    return When(start, end, precision, None, "publication_date", None, None)


def _place(o: Row, at: Any) -> Place:
    level = o.get("level") or "city"
    return Place(
        name=o["name"],
        **at(o),
        lat=o.get("lat"),
        lon=o.get("lon"),
        radius_km=None,
        country=o.get("country"),
        admin1=o.get("admin1"),
        level=level,
        precision=_PRECISION[level],
        gazetteer_id=None,
        basis="stated",
    )


def _toll(n: int, o: Row, at: Any) -> Toll:
    group = o.get("group")
    quote = at(o)
    near = [quote["span"]] if quote["span"] else ()
    people = None
    if group:
        people = Group(
            group.get("name") or group["quote"],
            **at(group, near),
            type=group.get("type") or "other",
            side="unknown",
            women=None,
            children=None,
        )
    return Toll(
        id=f"t{n}",
        effect=o["effect"],
        low=o["low"],
        high=o["high"],
        qualifier=o["qualifier"],
        **quote,
        group=people,
        whole=bool(o.get("whole")),
        part_of=None,
        supersedes=None,
        withdrawn=False,
        as_of=None,
        said_by=_speaker(o.get("said_by"), at, near),
        also_said_by=(),
    )


def _speaker(o: Row | None, at: Any, near: Sequence[Span] = ()) -> Speaker | None:
    if not o:
        return None
    return Speaker(
        **at(o, near), name=o.get("name"), outlet=o.get("outlet"), stance=o.get("stance") or "asserted"
    )
