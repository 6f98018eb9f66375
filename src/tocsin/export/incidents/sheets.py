"""The sheets of the workbook that people edit: what stands in each column, and which of them may be changed.

Read by the writer and by the import of an edited workbook, so that both mean the same. ``check`` is a
short digest of the editable values as they were written: it tells whether a row was touched, and whether
the store still says what it said then.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tocsin.export.cells import join
from tocsin.export.incidents.phrases import bounds, figures, party
from tocsin.export.phrases import plain
from tocsin.records.collected import Collected
from tocsin.records.incident import EffectToll, Incident

Value = str | int | float | dt.date | None

CHECK = "check"
_KEYS = ("incident", "effect", "account")
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_LONGEST = 2_000  # characters of a cell: more is no help in a table


class Field(NamedTuple):
    """A column: ``kind`` is text, int, float or date; ``path`` what a changed cell sets, None = not to edit.

    ``words`` is the codebook table whose keys the cell may hold; ``asks`` = an empty column for wishes.
    """

    name: str
    kind: str
    width: int
    path: str | None = None
    words: str | None = None
    asks: bool = False


INCIDENTS = (
    Field("incident", "text", 22),
    Field("decision", "text", 13, asks=True),
    Field("same_as", "text", 22, asks=True),
    Field("remark", "text", 30, asks=True),
    Field("kind", "text", 18, "kind", "kinds"),
    Field("date_start", "date", 12, "when.start"),
    Field("date_end", "date", 12, "when.end"),
    Field("date_precision", "text", 14, "when.precision", "date_precisions"),
    Field("place", "text", 22, "where.0.name"),
    Field("admin1", "text", 18, "where.0.admin1"),
    Field("country", "text", 9, "where.0.country"),
    Field("lat", "float", 10, "where.0.lat"),
    Field("lon", "float", 10, "where.0.lon"),
    Field("place_level", "text", 14, "where.0.level", "levels"),
    Field("place_precision", "int", 14, "where.0.precision", "precisions"),
    Field("by", "text", 34),
    Field("against", "text", 34),
    Field("figures", "text", 40),
    Field("grade", "text", 13),
    Field("outlets", "text", 30),
    Field("sources", "text", 30),
    Field("persons", "text", 30),
    Field(CHECK, "text", 14),
)
TOLLS = (
    Field("incident", "text", 22),
    Field("effect", "text", 13, None, "effects"),
    Field("low", "int", 9, "low"),
    Field("best", "int", 9, "best"),
    Field("high", "int", 9, "high"),
    Field("remark", "text", 30, asks=True),
    Field("side_a", "text", 16),
    Field("side_b", "text", 16),
    Field("civilians", "text", 16),
    Field("unknown", "text", 16),
    Field("basis", "text", 16),
    Field(CHECK, "text", 14),
)
ACCOUNTS = (
    Field("incident", "text", 22, "incident"),
    Field("account", "text", 22),
    Field("remark", "text", 30, asks=True),
    Field("outlet", "text", 20),
    Field("published", "date", 12),
    Field("title", "text", 40),
    Field("status", "text", 12),
    Field("kind", "text", 18),
    Field("place", "text", 22),
    Field("words", "text", 80),
    Field(CHECK, "text", 14),
)
SHEETS: dict[str, tuple[Field, ...]] = {"incidents": INCIDENTS, "tolls": TOLLS, "accounts": ACCOUNTS}

DECISIONS = ("confirm", "discount", "no_incident")


def incident_row(incident: Incident) -> dict[str, Value]:
    """The row of an incident, by column."""
    when, site = incident.when, incident.where[0] if incident.where else None
    row: dict[str, Value] = {
        "incident": incident.id, "kind": incident.kind, "date_start": when.start, "date_end": when.end,
        "date_precision": when.precision,
    }  # fmt: skip
    if site is not None:
        row |= {
            "place": site.name, "admin1": site.admin1, "country": site.country, "lat": site.lat,
            "lon": site.lon, "place_level": site.level, "place_precision": site.precision,
        }  # fmt: skip
    row |= {
        "by": join(map(party, incident.perpetrators)), "against": join(map(party, incident.targets)),
        "figures": figures(incident), "grade": incident.grade, "outlets": join(incident.sources.outlets),
        "sources": join(incident.sources.roots), "persons": join(p.name for p in incident.persons),
    }  # fmt: skip
    return _checked(INCIDENTS, row)


def toll_row(incident: Incident, toll: EffectToll) -> dict[str, Value]:
    """The row of one effect of an incident."""
    groups = {name: getattr(toll.by_group, name) for name in ("side_a", "side_b", "civilians", "unknown")}
    row: dict[str, Value] = {
        "incident": incident.id, "effect": toll.effect, "low": toll.low, "best": toll.best, "high": toll.high,
        "basis": plain(toll.basis), **{name: bounds(b) if b else None for name, b in groups.items()},
    }  # fmt: skip
    return _checked(TOLLS, row)


def toll_rows(incident: Incident) -> Iterator[dict[str, Value]]:
    """A row for each effect that something is said of."""
    return (toll_row(incident, toll) for toll in incident.toll)


def account_row(incident_id: str, account_id: str, one: Collected | None) -> dict[str, Value]:
    """The row of an account; what stands in it only where the account is known."""
    row: dict[str, Value] = {"incident": incident_id, "account": account_id}
    if one is not None:
        places = one.account.where
        row |= {
            "outlet": one.source.outlet, "published": one.source.published, "title": one.source.title,
            "status": one.account.status, "kind": one.account.kind,
            "place": places[0].name if places else None, "words": one.words,
        }  # fmt: skip
    return _checked(ACCOUNTS, row)


def account_rows(incident: Incident, known: Sequence[Collected]) -> Iterator[dict[str, Value]]:
    """A row for each account of an incident."""
    by_id = {one.account.id: one for one in known}
    return (account_row(incident.id, a, by_id.get(a)) for a in incident.accounts)


def check_of(fields: Sequence[Field], row: Mapping[str, Value]) -> str:
    """The digest of what a row is about and what may be edited in it; a spreadsheet does not change it."""
    values = [canonical(row.get(f.name)) for f in fields if f.path is not None or f.name in _KEYS]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:12]


def canonical(value: object) -> str | float | None:
    """A value in a form that survives a spreadsheet: 7 and 7.0, a day and its midnight are the same."""
    if value is None or isinstance(value, bool):
        return None if value is None else str(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int | float):
        return round(float(value), 6) if math.isfinite(value) else str(value)
    return " ".join(str(value).split()) or None


def shown(value: Value) -> Value:
    """A text without what no cell can hold, cut to a length that a cell is read at."""
    if not isinstance(value, str):
        return value
    text = _UNSHOWN.sub("\ufffd", value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _checked(fields: Sequence[Field], row: dict[str, Value]) -> dict[str, Value]:
    row = {f.name: shown(row.get(f.name)) for f in fields}
    row = {name: None if value == "" else value for name, value in row.items()}
    row[CHECK] = check_of(fields, row)
    return row
