"""Rows to data frames: the same columns and missing values in pandas and in polars.

``readings`` is what :func:`tocsin.read` or :func:`tocsin.read_files` gives, a reading or any number of them;
``library`` is ``"pandas"`` or ``"polars"``. Raises :class:`~tocsin.errors.MissingPart` where it is not
installed and :class:`~tocsin.errors.UsageError` for another one.

=======  ==================  ============
column   pandas              polars
=======  ==================  ============
text     ``string``          ``String``
whole    ``Int64``           ``Int64``
real     ``Float64``         ``Float64``
yes      ``boolean``         ``Boolean``
day      ``datetime64[s]``   ``Date``
=======  ==================  ============
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any

from tocsin.errors import MissingPart, UsageError
from tocsin.frames.tables import TABLES, Column, Row
from tocsin.pipeline.results import Accounts
from tocsin.records import Reading

PANDAS = {"text": "string", "whole": "Int64", "real": "Float64", "yes": "boolean", "day": "datetime64[s]"}
POLARS = {"text": "String", "whole": "Int64", "real": "Float64", "yes": "Boolean", "day": "Date"}
LIBRARIES = ("pandas", "polars")

Readable = Reading | Accounts | Iterable[Reading]


def reports(readings: Readable, library: str = "pandas") -> Any:
    """A row a report."""
    return _frame("reports", readings, library)


def accounts(readings: Readable, library: str = "pandas") -> Any:
    """A row an account: what one report says of one incident."""
    return _frame("accounts", readings, library)


def tolls(readings: Readable, library: str = "pandas") -> Any:
    """A row a figure. Never add a row that is ``whole`` to its parts, or rows of different reports."""
    return _frame("tolls", readings, library)


def places(readings: Readable, library: str = "pandas") -> Any:
    """A row a place of an account."""
    return _frame("places", readings, library)


def parties(readings: Readable, library: str = "pandas") -> Any:
    """A row a perpetrator or target of an account."""
    return _frame("parties", readings, library)


def persons(readings: Readable, library: str = "pandas") -> Any:
    """A row a named victim."""
    return _frame("persons", readings, library)


def issues(readings: Readable, library: str = "pandas") -> Any:
    """A row a thing that could not be settled."""
    return _frame("issues", readings, library)


def _frame(name: str, readings: Readable, library: str) -> Any:
    if library not in LIBRARIES:
        raise UsageError(f"there are frames of {' and '.join(LIBRARIES)}, and none of '{library}'")
    table = TABLES[name]
    rows = [row for reading in _readings(readings) for row in table.rows(reading)]
    made = _load(library)
    return (_pandas if library == "pandas" else _polars)(made, table.columns, rows)


def _readings(readings: Readable) -> list[Reading]:
    if isinstance(readings, Reading):
        return [readings]
    if isinstance(readings, Accounts):
        return [readings.reading]
    found = list(readings)
    if not all(isinstance(reading, Reading) for reading in found):
        raise UsageError("frames are made of what tocsin.read, tocsin.read_files or a Reader gives")
    return found


def _load(library: str) -> Any:
    try:
        return importlib.import_module(library)
    except ImportError as err:
        raise MissingPart(f'{library} is not installed; run: pip install "tocsin[frames]"') from err


def _pandas(pandas: Any, columns: tuple[Column, ...], rows: list[Row]) -> Any:
    return pandas.DataFrame(
        {c.name: pandas.Series([row[c.name] for row in rows], dtype=PANDAS[c.kind]) for c in columns}
    )


def _polars(polars: Any, columns: tuple[Column, ...], rows: list[Row]) -> Any:
    schema = {c.name: getattr(polars, POLARS[c.kind]) for c in columns}
    return polars.DataFrame([[row[name] for name in schema] for row in rows], schema=schema, orient="row")
