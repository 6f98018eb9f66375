"""A cell as a person left it, to the value that a field can hold."""

from __future__ import annotations

import datetime as dt

from tocsin.codebook import table
from tocsin.errors import UsageError
from tocsin.export.incidents.sheets import Field, canonical
from tocsin.ingest import parse_date

Json = str | int | float | None


def value_of(field: Field, cell: object) -> Json:
    """The JSON value of a cell; an empty one is None. :class:`UsageError` where the field cannot hold it."""
    plain = canonical(cell)
    if plain is None:
        return None
    if field.kind == "date":
        return _day(field, cell)
    if field.kind == "text":
        text = str(cell).strip()
        return _word(field, text) if field.words else text
    number = _number(field, cell)
    if field.kind == "float":
        _in_degrees(field, number)
        return number
    if not number.is_integer() or number < 0:
        raise UsageError(f"{field.name} '{cell}' is no whole number")
    if field.words:
        _word(field, str(int(number)))
    return int(number)


def _day(field: Field, cell: object) -> str:
    if isinstance(cell, dt.datetime | dt.date):
        return str(canonical(cell))
    try:
        return parse_date(str(cell)).isoformat()
    except ValueError as err:
        raise UsageError(f"{field.name} {err}") from err


def _word(field: Field, text: str) -> str:
    known = table(field.words or "")
    word = text.strip().lower().replace(" ", "_")
    if word not in known:
        raise UsageError(f"{field.name} '{text}' is none of {', '.join(known)}")
    return word


def _number(field: Field, cell: object) -> float:
    try:
        return float(str(cell).replace(" ", ""))
    except ValueError:
        raise UsageError(f"{field.name} '{cell}' is no number") from None


def _in_degrees(field: Field, number: float) -> None:
    most = {"lat": 90.0, "lon": 180.0}.get(field.name)
    if most is not None and not -most <= number <= most:
        raise UsageError(f"{field.name} {number} lies outside -{most:.0f} to {most:.0f} degrees")
