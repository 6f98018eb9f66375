"""Rows of UCDP GED (49 columns, with or without a header) as accounts beside those of news reports.

UCDP does not say who attacked: the sides of state-based and non-state events stand as targets of a clash
that nobody began, those of one-sided violence as perpetrator and civilians. The deaths of the sides are
parts of the total, which runs from best to high; a lower low stands beside it. All of it is in UCDP's own
voice, who judged what its sources say. A row that sums up several events (event_clarity 2) is cumulative
and never linked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tocsin.codebook import exports
from tocsin.errors import InputError
from tocsin.imports.naming import actor, country_of, day, degrees, unsuffixed, whole
from tocsin.imports.row_text import RowText
from tocsin.records import (
    Account,
    Group,
    Perpetrator,
    Place,
    Reading,
    Report,
    Target,
    Toll,
    When,
    Words,
)

OUTLET = "UCDP GED"
_SHOWN = (
    "type_of_violence", "dyad_name", "side_a", "side_b", "date_start", "date_end", "date_prec",
    "where_coordinates", "where_description", "where_prec", "adm_1", "adm_2", "latitude", "longitude",
    "country", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
    "event_clarity", "source_original", "source_office", "source_date", "source_headline",
)  # fmt: skip
_DATES = {1: "day", 2: "days", 3: "week", 4: "month", 5: "year"}
_LEVELS = {1: "city", 2: "city", 3: "district", 4: "admin1", 5: "region", 6: "country", 7: "region"}
_GROUPS = ("deaths_a", "deaths_b", "deaths_civilians")  # deaths_unknown are the rest of the total
_CLASH, _ONE_SIDED = "clash", "armed_attack"


def is_ged(header: list[str]) -> bool:
    """Whether a first row is GED's header, or (some releases have none) a row of its 49 cells."""
    columns = exports("ged")["columns"]
    if {"type_of_violence", "date_start", "deaths_civilians", "best"} <= set(header):
        return True
    return len(header) == len(columns) and header[5].split(".")[0] in ("1", "2", "3") and "id" not in header


def reading_of(row: Mapping[str, str], url: str) -> Reading:
    """The reading of one row; :class:`InputError` where it lacks what an event must have."""
    ident = row.get("id", "").split(".")[0]
    kind = whole(row.get("type_of_violence", ""), "type_of_violence")
    if not ident or kind not in (1, 2, 3):
        raise InputError("has no id, or no type_of_violence of 1, 2 or 3")
    text = RowText(f"UCDP GED event {ident}")
    for column in _SHOWN:
        text.add(column, row.get(column, ""))
    start = day(row.get("date_start", "")[:10], "date_start")
    end = day(row.get("date_end", "")[:10], "date_end") or start
    if start is None or end is None or end < start:
        raise InputError("has no date_start, or a date_end before it")
    # what was published when the row was made is not known: its sources' days are those of the claims
    report_id = f"ged-{ident}"
    precision = _DATES.get(whole(row.get("date_prec", ""), "date_prec") or 1, "year")
    doers, targets = _parties(row, kind, text)
    account = Account(
        id=f"{report_id}#1",
        status="reported",
        kind=_ONE_SIDED if kind == 3 else _CLASH,
        cumulative=whole(row.get("event_clarity", ""), "event_clarity") == 2,
        trigger=_trigger(text),
        mentions=(),
        when=When(start, end, precision, None, "stated", *text.quote("date_start")),
        where=tuple(_places(row, text)),
        perpetrators=doers,
        targets=targets,
        weapons=(),
        tolls=tuple(_tolls(row, kind, text)),
        persons=(),
        links=(),
        confidence=1.0,
    )
    return Reading(Report(report_id, text.text, None, "unknown", OUTLET, None, url, "en"), (account,), ())


def _trigger(text: RowText) -> Words:
    quoted, span = text.quote("dyad_name")
    if quoted is None or span is None:
        quoted, span = text.quote("type_of_violence")
    assert quoted is not None
    assert span is not None
    return Words(quoted, span)


def _parties(
    row: Mapping[str, str], kind: int, text: RowText
) -> tuple[tuple[Perpetrator, ...], tuple[Target, ...]]:
    named = {
        side: actor(row.get(side, "").strip(), row.get(f"{side}_new_id", "").split(".")[0], organised=True)
        for side in ("side_a", "side_b")
    }
    found = [Target(*named[s][:2], *text.quote(s), named[s].type) for s in named if row.get(s, "").strip()]
    if kind != 3:
        return (), tuple(found)
    a = named["side_a"]
    doers = (Perpetrator(a.name, a.actor_id, *text.quote("side_a"), a.type, "stated", None, None),)
    civilians = Target("civilians", None, *text.quote("side_b"), "civilians")
    return doers if row.get("side_a", "").strip() else (), (civilians,)


def _places(row: Mapping[str, str], text: RowText) -> Iterator[Place]:
    precision = whole(row.get("where_prec", ""), "where_prec") or 6
    if precision > 7:
        raise InputError(f"where_prec {precision} is none of 1 to 7")
    country = country_of(row.get("country", ""), row.get("country_id", "").split(".")[0])
    admin1 = unsuffixed(row.get("adm_1", ""))[0] or None
    name, level = unsuffixed(row.get("where_coordinates", ""))
    lat = degrees(row.get("latitude", ""), "latitude", 90)
    lon = degrees(row.get("longitude", ""), "longitude", 180)
    if name:
        level = level if level and precision <= 2 else _LEVELS[precision]
        yield Place(name, *text.quote("where_coordinates", name), lat, lon, None, country, admin1, level,
                    precision, None, "stated")  # fmt: skip
    if admin1 and precision <= 3:
        quoted = text.quote("adm_1", admin1)
        yield Place(admin1, *quoted, None, None, None, country, admin1, "admin1", 4, None, "stated")


def _tolls(row: Mapping[str, str], kind: int, text: RowText) -> Iterator[Toll]:
    """The best figure up to the high one, with its groups as parts; a lower low stands beside it."""
    counts = {c: whole(row.get(c, ""), c) or 0 for c in _GROUPS}
    rest = whole(row.get("deaths_unknown", ""), "deaths_unknown") or 0
    low, told, high = (whole(row.get(c, ""), c) for c in ("low", "best", "high"))
    best = told if told is not None else sum(counts.values()) + rest
    most = max(best, high or 0)
    groups = [(c, n) for c, n in counts.items() if n]
    one = groups[0][0] if len(groups) == 1 and groups[0][1] == best else None

    def toll(ident: str, low: int, high: int | None, column: str, group: Group | None) -> Toll:
        qualifier = "at_least" if high is None else "exact" if low == high else "range"
        whole_ = ident == "t0" and one is None and bool(groups)
        part_of = "t0" if ident not in ("t0", "t9") else None
        return Toll(ident, "killed", low, high, qualifier, *text.quote(column), group, whole_, part_of, None,
                    False, None, None, ())  # fmt: skip

    yield toll("t0", best, most, "best", _group(row, one, kind, text) if one else None)
    for number, (column, count) in enumerate(() if one else groups, 1):
        yield toll(f"t{number}", count, count, column, _group(row, column, kind, text))
    if low is not None and low < best:
        yield toll("t9", low, None, "low", None)


def _group(row: Mapping[str, str], column: str, kind: int, text: RowText) -> Group:
    if column == "deaths_civilians":
        quoted = text.quote("side_b") if kind == 3 else (None, None)
        return Group("civilians", *quoted, "civilians", "target", None, None)
    side = column.replace("deaths", "side")
    party = actor(row.get(side, "").strip(), row.get(f"{side}_new_id", "").split(".")[0], organised=True)
    whose = "perpetrator" if kind == 3 else "target"
    return Group(party.name, *text.quote(side), party.type, whose, None, None)
