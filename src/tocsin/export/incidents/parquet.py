"""Parquet with typed columns: our flat row, for whoever works with tables of many incidents."""

from __future__ import annotations

from collections import Counter
from typing import Any, BinaryIO

from tocsin.export.incidents.base import Options
from tocsin.export.incidents.flat import Value, columns, flat
from tocsin.export.incidents.optional import needed
from tocsin.records.incident import Incident

_ROWS = 2_000  # incidents of a row group: what is held in memory at once


class ParquetWriter:
    """Text as strings, figures as 32-bit integers, degrees as doubles, days as dates; null = not stated."""

    def __init__(self, stream: BinaryIO, options: Options) -> None:
        self.options = options
        self.left_out: Counter[str] = Counter()
        self._pa: Any = needed("pyarrow", "parquet", "the format parquet")
        parquet = needed("pyarrow.parquet", "parquet", "the format parquet")
        types = {
            "text": self._pa.string(), "int": self._pa.int32(), "float": self._pa.float64(),
            "date": self._pa.date32(),
        }  # fmt: skip
        fields = [
            self._pa.field(c.name, types[c.kind], metadata={"says": c.says, "hxl": c.hxl}) for c in columns()
        ]
        self._schema = self._pa.schema(fields, metadata={"schema": "tocsin.incident/1, flat"})
        self._file = parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._rows: list[dict[str, Value]] = []

    def write(self, incident: Incident) -> None:
        self._rows.append(flat(incident))
        if len(self._rows) >= _ROWS:
            self._flush()

    def close(self) -> None:
        """Write the last rows and the footer; the stream stays open."""
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        if self._rows:
            self._file.write_table(self._pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()
