"""A CSV file in another data set's columns: header, one row an incident, and what could not be a row."""

from __future__ import annotations

import csv
import io
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from typing import BinaryIO

from tocsin.export.cells import Cell, safe
from tocsin.export.incidents.base import Options
from tocsin.records.incident import Incident


class TableWriter(ABC):
    """UTF-8, comma, a header row; the formats say their columns and what an incident is in them."""

    def __init__(self, stream: BinaryIO, options: Options) -> None:
        self.options = options
        self.left_out: Counter[str] = Counter()
        self._text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
        self._csv = csv.writer(self._text, lineterminator="\n")
        for row in self.head():
            self._csv.writerow(row)

    @abstractmethod
    def head(self) -> Sequence[Sequence[str]]:
        """The rows before the first incident."""

    @abstractmethod
    def row(self, incident: Incident) -> Sequence[Cell] | str:
        """The cells of an incident, or the reason in words why it has no row."""

    def write(self, incident: Incident) -> None:
        cells = self.row(incident)
        if isinstance(cells, str):
            self.left_out[cells] += 1
        else:
            self._csv.writerow([safe(cell) for cell in cells])

    def close(self) -> None:
        """Nothing follows the last row; the stream stays open."""
        self._text.flush()
        self._text.detach()
