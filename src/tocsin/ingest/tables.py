"""CSV and Excel tables: a report a row; which column is what is told by its name or by a mapping."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from tocsin.errors import EmptyInput, InputError, NotText, TooLarge
from tocsin.ingest.base import InputFailure, Origin
from tocsin.ingest.dates import parse_date
from tocsin.ingest.decode import check_prose, check_text, decode
from tocsin.ingest.optional import need
from tocsin.ingest.report import make_report
from tocsin.ingest.text import read_bytes
from tocsin.records import Report

MAX_CELL = 16 * 2**20
"""Characters of one cell."""
MAX_COLUMNS = 16_384
"""Columns of one table: as many as a workbook can have."""
MAX_UNPACKED = 512 * 2**20
"""Bytes of a workbook when it is unpacked: more is a trap, or no table of reports."""
MAX_RATIO = 60
"""Times a workbook of over :data:`SMALL` may grow when it is unpacked; text grows 3 to 20 times."""
SMALL = 8 * 2**20

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "story", "full_text", "fulltext"),
    "id": ("id", "report_id", "article_id", "doc_id"),
    "published": (
        "published",
        "date",
        "publication_date",
        "pub_date",
        "pubdate",
        "published_at",
        "publish_date",
    ),
    "outlet": ("outlet", "source", "publisher", "newspaper", "publication"),
    "title": ("title", "headline"),
    "url": ("url", "link", "source_url"),
}
"""What is known of a report, and the column names that mean it where no mapping says otherwise."""


def read_csv(
    stream: BinaryIO, name: str, given: Origin, columns: Mapping[str, str]
) -> Iterator[Report | InputFailure]:
    """A report a row of a CSV or TSV file with a header row; the delimiter is told by the header."""
    data = read_bytes(stream)
    text, issue = decode(data, prose=False)
    csv.field_size_limit(MAX_CELL)
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=head.count)
    issues = (issue,) if issue else ()
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from _rows(rows, name, given, columns, issues)
    except csv.Error as err:
        raise InputError(f"is no CSV past line {rows.line_num} ({err}); save the table again") from err


def read_xlsx(
    stream: BinaryIO, name: str, given: Origin, columns: Mapping[str, str]
) -> Iterator[Report | InputFailure]:
    """A report a row of the first sheet of an Excel workbook with a header row."""
    data = read_bytes(stream)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotText("is an old or a locked Excel file; save it as .xlsx without a password, or as CSV")
    openpyxl = need("openpyxl", "xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > MAX_UNPACKED or (unpacked > SMALL and unpacked > MAX_RATIO * len(data)):
            raise TooLarge(f"unpacks to {unpacked // 2**20:,} MB, a trap or too large; save the table as CSV")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0] if book.worksheets else None
        rows = sheet.iter_rows(values_only=True) if sheet is not None else iter(())
        yield from _rows(rows, name, given, columns, ())
    except InputError:
        raise
    except Exception as err:  # openpyxl raises whatever its parsers raise
        raise InputError(
            f"is no Excel workbook that can be read ({type(err).__name__}); save it as CSV"
        ) from err


def _rows(
    rows: Iterable[Sequence[Any]],
    name: str,
    given: Origin,
    columns: Mapping[str, str],
    issues: tuple[Any, ...],
) -> Iterator[Report | InputFailure]:
    table = iter(rows)
    header = next((row for row in table if any(map(_cell, row))), None)
    if header is None:
        raise EmptyInput("is empty: there is no table to read")
    if len(header) > MAX_COLUMNS:
        raise TooLarge(f"has {len(header):,} columns, too many for a table of reports; keep those you need")
    places = find_columns([_cell(c) for c in header], columns)
    empty = True
    for number, row in enumerate(table, 2):
        cells = {field: row[i] for field, i in places.items() if i < len(row)}
        if not any(_cell(c) for c in row):
            continue
        empty = False
        try:
            yield _report(cells, f"{name}:{number}", given, issues)
        except InputError as err:
            yield InputFailure(f"row {number}", str(err))
    if empty:
        raise EmptyInput("holds a header and no row below it: there is no report to read")


def find_columns(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Which column holds what: ``columns`` first, then the known names; capitals do not matter.

    Raises :class:`InputError` for a mapped column that is not there and for a table without text.
    """
    names = {name.strip().lower().replace(" ", "_"): i for i, name in reversed(list(enumerate(header)))}
    found: dict[str, int] = {}
    shown = ", ".join(n for n in header if n)[:200]
    for field, known in FIELDS.items():
        wanted = columns.get(field)
        if wanted is not None:
            key = wanted.strip().lower().replace(" ", "_")
            if key not in names:
                raise InputError(f"has no column '{wanted}'; its columns are: {shown}")
            found[field] = names[key]
        else:
            place = next((names[k] for k in known if k in names), None)
            if place is not None:
                found[field] = place
    if "text" not in found:
        raise InputError(f"has no column of texts; name it: --map text=COLUMN (its columns are: {shown})")
    return found


def _report(cells: Mapping[str, Any], default_id: str, given: Origin, issues: tuple[Any, ...]) -> Report:
    text = cells.get("text")
    text = text if isinstance(text, str) else _cell(text)
    if not text.strip():
        raise EmptyInput("has no text")
    check_text(text)
    check_prose(text)
    origin = Origin(
        _date(cells.get("published"), given.dates),
        _cell(cells.get("outlet")) or None,
        _cell(cells.get("title")) or None,
        _cell(cells.get("url")) or None,
    )
    digest = hashlib.sha256(
        "\x1f".join(f"{k}={_cell(v)}" for k, v in cells.items()).encode("utf-8", "replace")
    )
    return make_report(
        _cell(cells.get("id")) or default_id,
        text,
        origin.or_else(given),
        original_sha256=digest.hexdigest(),
        issues=issues,
    )


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _date(value: Any, dates: str | None) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = _cell(value)
    try:
        return parse_date(text, dates) if text else None
    except ValueError as err:
        raise InputError(f"has a bad date: {err}") from err
