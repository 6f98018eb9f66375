"""Our own columns as CSV: plain, or with the row of HXL tags below the header."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tocsin.export.cells import Cell
from tocsin.export.incidents.flat import Value, columns, flat
from tocsin.export.incidents.table import TableWriter
from tocsin.records.incident import Incident


class FlatCsvWriter(TableWriter):
    """A row an incident; an empty bound of a toll is open, or nothing is said of that effect."""

    def head(self) -> Sequence[Sequence[str]]:
        return [[c.name for c in columns()]]

    def row(self, incident: Incident) -> Sequence[Cell]:
        return [_cell(value) for value in flat(incident).values()]


class HxlWriter(FlatCsvWriter):
    """The same rows for the Humanitarian Exchange Language: a second header row holds the tags."""

    def head(self) -> Sequence[Sequence[str]]:
        return [[c.name for c in columns()], [c.hxl for c in columns()]]


def _cell(value: Value) -> Cell:
    return value.isoformat() if isinstance(value, dt.date) else value
