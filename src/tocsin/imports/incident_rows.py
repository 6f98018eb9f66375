"""Rows of a plain table of incidents as accounts: what a column is, its name or a mapping tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tocsin.codebook import exports
from tocsin.errors import InputError
from tocsin.imports.naming import actor, country_of, day, degrees, point_of, whole, word
from tocsin.imports.row_text import RowText
from tocsin.records import (
    Account,
    Perpetrator,
    Person,
    Place,
    Reading,
    Report,
    Speaker,
    Target,
    Toll,
    Weapon,
    When,
    Words,
)

_EFFECTS: tuple[str, ...] = tuple(exports("flat")["effects"])
_BOUNDS = ("", "_low", "_best", "_high")
_BY_LEVEL = {"district": 3, "admin1": 4, "region": 5, "country": 6}
FIELDS: dict[str, tuple[str, ...]] = exports("import")["columns"] | {
    f"{effect}{bound}": (f"{effect}{bound}", *exports("import")["effects"].get(f"{effect}{bound}", ()))
    for effect in _EFFECTS
    for bound in ("", "_low", "_best", "_high")
}
"""What is known of a row, and the column names that mean it where no mapping says otherwise."""


def find_columns(header: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    """Which column holds what; :class:`InputError` for a mapped column that is not there, or without days."""
    names = {_key(name): i for i, name in reversed(list(enumerate(header)))}
    found: dict[str, int] = {}
    shown = ", ".join(n for n in header if n)[:300]
    for field, known in FIELDS.items():
        if field in mapping:
            if _key(mapping[field]) not in names:
                raise InputError(
                    f"has no column '{mapping[field]}'; its columns are: {', '.join(header)[:300]}"
                )
            found[field] = names[_key(mapping[field])]
        elif (place := next((names[k] for k in known if k in names), None)) is not None:
            found[field] = place
    if "date_start" not in found:
        raise InputError(
            f"has no column of days; name it: --map date_start=COLUMN (its columns are: {shown})"
        )
    return found


def reading_of(cells: Mapping[str, str], report_id: str, url: str, outlet: str | None) -> Reading:
    """The reading of one row, from its cells by field; :class:`InputError` where one holds no value of it."""
    text = RowText(f"Row {report_id}")
    for field, value in cells.items():
        text.add(field, value)
    start = day(cells.get("date_start", ""), "date_start")
    end = day(cells.get("date_end", ""), "date_end") or start
    if start is None or end is None or end < start:
        raise InputError("has no date, or ends before it starts")
    quoted, span = text.quote("kind") if cells.get("kind") else text.quote("date_start")
    assert quoted is not None
    assert span is not None
    published = day(cells.get("published", ""), "published")
    said_by = cells.get("said_by", "").strip()
    speaker = Speaker(*text.quote("said_by"), said_by, None, "asserted") if said_by else None
    account = Account(
        id=f"{report_id}#1",
        status="reported",
        kind=word(cells.get("kind", ""), "kinds") or "other",
        cumulative=False,
        trigger=Words(quoted, span),
        mentions=(),
        when=When(start, end, _precision(cells, (end - start).days + 1), None, "stated",
                  *text.quote("date_start")),
        where=tuple(_places(cells, text)),
        perpetrators=tuple(_perpetrators(cells, text)),
        targets=tuple(
            Target(*(who := actor(name))[:2], *text.quote("targets", name), who.type)
            for name in _parts(cells.get("targets", ""))
        ),
        weapons=tuple(
            Weapon(name, *text.quote("weapons", part))
            for part in _parts(cells.get("weapons", ""))
            if (name := word(part, "weapons"))
        ),
        tolls=tuple(_tolls(cells, text, speaker)),
        persons=tuple(
            Person(name.split(" (")[0], *text.quote("persons", name.split(" (")[0]), "killed", None)
            for name in _parts(cells.get("persons", ""))
        ),
        links=(),
        confidence=1.0,
    )  # fmt: skip
    report = Report(
        report_id, text.text, published, "given" if published else "unknown",
        cells.get("outlet", "").strip() or outlet, cells.get("title", "").strip() or None, url, "en",
    )  # fmt: skip
    return Reading(report, (account,), ())


def told(reading: Reading, cells: Mapping[str, str]) -> list[str]:
    """The words to measure likeness on: what is prose in the row, and no column names."""
    prose = " ".join(cells.get(f, "") for f in ("title", "description")).strip()
    return [prose for _ in reading.accounts]


def _key(name: str) -> str:
    return name.strip().lower().replace(" ", "_")


def _parts(cell: str) -> list[str]:
    return [part for raw in cell.split(";") if (part := " ".join(raw.split()))]


def _precision(cells: Mapping[str, str], days: int) -> str:
    told = word(cells.get("date_precision", ""), "date_precisions")
    if told:
        return told
    return next(name for most, name in ((1, "day"), (6, "days"), (7, "week"), (31, "month"), (10**6, "year"))
                if days <= most)  # fmt: skip


def _places(cells: Mapping[str, str], text: RowText) -> Iterator[Place]:
    name = " ".join(cells.get("place", "").split())
    country = country_of(cells.get("country", ""))
    admin1 = " ".join(cells.get("admin1", "").split()) or None
    lat, lon = degrees(cells.get("lat", ""), "lat", 90), degrees(cells.get("lon", ""), "lon", 180)
    level = word(cells.get("place_level", ""), "levels")
    precision = whole(cells.get("place_precision", ""), "place_precision")
    if precision is not None and not 1 <= precision <= 7:
        raise InputError(f"place_precision {precision} is none of 1 to 7")
    ident = None
    if not name and admin1:
        name, level = admin1, level or "admin1"
    if name:
        known = point_of(name, country) if lat is None or lon is None else None
        if known:
            lat, lon, found, province, ident = known
            level, admin1 = level or found, admin1 or province
        level = level or "city"
        exact = 1 if known and level in ("city", "neighbourhood", "site") else 2
        precision = precision or _BY_LEVEL.get(level, exact)
        quoted = text.quote("place" if cells.get("place", "").strip() else "admin1")
        yield Place(name, *quoted, lat, lon, None, country, admin1, level, precision, ident, "stated")
    elif country:
        label = cells.get("country", "").strip()
        yield Place(
            label, *text.quote("country"), None, None, None, country, None, "country", 6, None, "stated"
        )


def _perpetrators(cells: Mapping[str, str], text: RowText) -> Iterator[Perpetrator]:
    sure = _parts(cells.get("certainty", ""))
    for number, name in enumerate(_parts(cells.get("perpetrators", ""))):
        who = actor(name)
        certainty = word(sure[number], "certainties") if number < len(sure) else None
        yield Perpetrator(
            *who[:2], *text.quote("perpetrators", name), who.type, certainty or "stated", None, None
        )


def _tolls(cells: Mapping[str, str], text: RowText, speaker: Speaker | None) -> Iterator[Toll]:
    number = 0
    for effect in _EFFECTS:
        read = {b: whole(cells.get(f"{effect}{b}", ""), f"{effect}{b}") for b in _BOUNDS}
        count = read[""] if read[""] is not None else read["_best"]
        low = read["_low"] if read["_low"] is not None else count
        high = read["_high"]
        if read["_low"] is None and high is None:
            high = count
        if low is None and high is None:
            continue
        if low is not None and high is not None and low > high:
            raise InputError(f"{effect}: low {low} is above high {high}")
        qualifier = (
            "exact" if low == high else "up_to" if low is None else "at_least" if high is None else "range"
        )
        column = next(f"{effect}{b}" for b in ("", "_low", "_best", "_high") if read[b] is not None)
        yield Toll(f"t{number}", effect, low, high, qualifier, *text.quote(column), None, False, None, None,
                   False, None, speaker, ())  # fmt: skip
        number += 1
