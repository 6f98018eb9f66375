"""A CSV file of incidents into a store, a row an account: UCDP GED, or any table of known columns."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tocsin.codebook import exports
from tocsin.errors import InputError
from tocsin.imports import ged, incident_rows
from tocsin.ingest.decode import decode
from tocsin.records import Reading
from tocsin.schema import check_reading
from tocsin.store import Store

IMPORTER = "import/1"
"""The reader that these readings are by: no reader of texts reads them again."""

_MOST = 2**29
"""Bytes of a table: GED's 420,000 rows are 250 MB."""


class RowDone(NamedTuple):
    """What became of a row: ``what`` is new or known (it is in the store already)."""

    row: int
    what: str


class RowRefused(NamedTuple):
    """A row that holds no incident that can be read, and why."""

    row: int
    why: str


class TableRow(NamedTuple):
    """A row as a reading, with the words to measure likeness on."""

    row: int
    reading: Reading
    words: list[str]


def import_table(
    store: Store, path: Path, *, by: str, mapping: Mapping[str, str] | None = None, outlet: str | None = None
) -> Iterator[RowDone | RowRefused]:
    """Keep each row of a CSV file as a report with one account; a wrong row is told, the others are kept.

    Rows of one table are never linked with each other: it tells each incident once. A row that is in the
    store already is known. Raises :class:`InputError` where the file is no such table.
    """
    for item in read_table(path, mapping or {}, outlet):
        if isinstance(item, RowRefused):
            yield item
            continue
        added = store.add(item.reading, reader=IMPORTER, words=item.words, by=by)
        yield RowDone(item.row, added.what)


def read_table(path: Path, mapping: Mapping[str, str], outlet: str | None) -> Iterator[TableRow | RowRefused]:
    """The rows of a table as readings, each checked against the laws of the records."""
    data = path.read_bytes()
    if len(data) > _MOST:
        raise InputError(f"{path}: has more than {_MOST // 2**20} MB; cut it into several files")
    text, _ = decode(data, prose=False)
    csv.field_size_limit(2**24)
    table = f"{path.name}?sha256={hashlib.sha256(data).hexdigest()[:12]}"
    head = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=head.count))
    header = [cell.strip() for cell in next(rows, [])]
    if not any(header):
        raise InputError(f"{path}: is empty: there is no table to import")
    if ged.is_ged(header):
        yield from _ged(rows, header, table)
    else:
        yield from _plain(rows, header, table, path, mapping, outlet)


def _ged(rows: Iterator[list[str]], header: list[str], table: str) -> Iterator[TableRow | RowRefused]:
    columns = header if "date_start" in header else exports("ged")["columns"]
    first = [] if columns is header else [header]
    for number, cells in enumerate((*first, *rows), 1 if first else 2):
        if not any(cells):
            continue
        row = dict(zip(columns, cells, strict=False))
        try:
            reading = ged.reading_of(row, f"{table}#row={number}")
            check_reading(reading)
        except InputError as err:
            yield RowRefused(number, str(err))
            continue
        yield TableRow(number, reading, [row.get("source_headline", "")])


def _plain(
    rows: Iterator[list[str]], header: list[str], table: str, path: Path, mapping: Mapping[str, str],
    outlet: str | None,
) -> Iterator[TableRow | RowRefused]:  # fmt: skip
    try:
        places = incident_rows.find_columns(header, mapping)
    except InputError as err:
        raise InputError(f"{path}: {err}") from err
    for number, row in enumerate(rows, 2):
        cells = {field: row[i] for field, i in places.items() if i < len(row) and row[i].strip()}
        if not cells or any(cell.startswith("#") for cell in row[:1]):  # empty, or the tags of HXL
            continue
        ident = " ".join(cells.get("id", "").split())
        report_id = f"{path.stem}-{ident or number}"
        try:
            reading = incident_rows.reading_of(cells, report_id, f"{table}#row={number}", outlet)
            check_reading(reading)
        except InputError as err:
            yield RowRefused(number, str(err))
            continue
        yield TableRow(number, reading, incident_rows.told(reading, cells))
