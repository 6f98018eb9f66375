"""Rows of a UCDP GED file as events to compare with: 49 columns, with a header or (some releases) without."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tocsin.errors import InputError
from tocsin.gazetteer.states import states

# In the order of the published files (codebook of UCDP GED).
COLUMNS = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
NEEDED = ("id", "date_start", "date_end", "latitude", "longitude", "country", "best", "high", "low")

# Names of UCDP that are no name of the state register.
NAMES = {
    "dr congo": "COD",
    "congo": "COG",
    "ivory coast": "CIV",
    "kingdom of eswatini": "SWZ",
    "bosnia-herzegovina": "BIH",
    "macedonia, fyr": "MKD",
    "north macedonia": "MKD",
    "united states of america": "USA",
    "myanmar": "MMR",
    "israel": "ISR",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One row: days inclusive, degrees, deaths; ``clear`` False = an aggregate over clashes or days."""

    id: str
    start: dt.date
    end: dt.date
    lat: float
    lon: float
    where: str
    where_prec: int
    date_prec: int
    country: str | None
    sides: tuple[str, str]
    low: int
    best: int
    high: int
    clear: bool


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that cannot be used: its line and why, in one sentence."""

    line: int
    why: str


def read_ged(lines: Iterable[str], name: str = "the file") -> Iterator[Event | Wrong]:
    """The events of a file. Raises :class:`InputError` where it is not of the form of GED at all."""
    rows = csv.reader(lines)
    try:
        first = next(rows)
    except StopIteration:
        raise InputError(f"{name} is empty; give a CSV of UCDP GED events") from None
    except csv.Error as err:
        raise InputError(f"{name} is no CSV ({err})") from err
    header, number = _header(first, name)
    if number:
        yield _event(dict(zip(header, first, strict=False)), 1)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as err:
            yield Wrong(rows.line_num, f"is no row of a CSV ({err})")
            continue
        if row:
            yield _event(dict(zip(header, row, strict=False)), rows.line_num)


def _header(first: list[str], name: str) -> tuple[list[str], bool]:
    """The columns, and whether the first row is data (a release without a header)."""
    columns = [c.strip().lstrip("\ufeff").lower() for c in first]
    missing = [c for c in NEEDED if c not in columns]
    if not missing:
        return columns, False
    if len(first) == len(COLUMNS) and first[0].strip().lstrip("\ufeff").replace(".", "", 1).isdigit():
        return list(COLUMNS), True
    raise InputError(
        f"{name} lacks the columns {', '.join(missing)}; give a CSV of UCDP GED events (49 columns)"
    )


def _event(row: dict[str, str], line: int) -> Event | Wrong:
    try:
        start, end = _day(row["date_start"]), _day(row["date_end"])
        if end < start:
            raise ValueError("it ends before it begins")
        lat, lon = float(row["latitude"]), float(row["longitude"])
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ValueError("its point lies outside the map")
        return Event(
            _whole(row["id"]),
            start,
            end,
            lat,
            lon,
            row.get("where_coordinates", "") or row.get("adm_1", ""),
            _int(row.get("where_prec", "") or "1"),
            _int(row.get("date_prec", "") or "1"),
            iso3(row["country"]),
            (row.get("side_a", ""), row.get("side_b", "")),
            _int(row["low"]),
            _int(row["best"]),
            _int(row["high"]),
            _int(row.get("event_clarity", "") or "1") == 1,
        )
    except (ValueError, KeyError) as err:
        return Wrong(line, f"cannot be used ({err})")


def iso3(country: str) -> str | None:
    """ISO code of a country as UCDP writes it: "Yemen (North Yemen)", "DR Congo (Zaire)"."""
    name = country.split(" (")[0].strip().casefold()
    if name in NAMES:
        return NAMES[name]
    return next((s.iso3 for s in states().values() if name in (n.casefold() for n in s.names)), None)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise ValueError(f"'{text.strip()}' is no day such as 2020-01-31") from None


def _int(text: str) -> int:
    return int(float(text))


def _whole(text: str) -> str:
    return text.strip().removesuffix(".0")
