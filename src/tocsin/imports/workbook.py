"""The rows of an edited workbook, as a spreadsheet saved it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

from tocsin.errors import InputError
from tocsin.export.incidents.optional import needed
from tocsin.export.incidents.sheets import CHECK, SHEETS, canonical

_UNPACKED = 2**30
"""Bytes of a workbook when it is unpacked: more is a trap."""


class Row(NamedTuple):
    """A row with its number in the sheet, and its cells by column."""

    number: int
    cells: dict[str, Any]


def read_workbook(path: Path) -> dict[str, list[Row]]:
    """The rows of the sheets that may be edited; a sheet that was deleted asks for nothing.

    Raises :class:`InputError` for a file that is no such workbook.
    """
    openpyxl = needed("openpyxl", "xlsx", "an edited workbook")
    data = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _UNPACKED:
                raise InputError(
                    f"{path}: unpacks to more than {_UNPACKED // 2**20} MB; it is no workbook of ours"
                )
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        found = {name: _rows(book[name], name, path) for name in SHEETS if name in book.sheetnames}
    except InputError:
        raise
    except Exception as err:  # openpyxl raises whatever its parsers raise
        raise InputError(
            f"{path}: is no Excel workbook that can be read ({type(err).__name__}); save it as .xlsx again"
        ) from err
    if not found:
        raise InputError(
            f"{path}: has none of the sheets {', '.join(SHEETS)}; write one with: tocsin export -o FILE.xlsx"
        )
    return found


def _rows(sheet: Any, name: str, path: Path) -> list[Row]:
    rows = sheet.iter_rows(values_only=True)
    header = [str(cell).strip() if cell is not None else "" for cell in next(rows, ())]
    wanted = [field.name for field in SHEETS[name]]
    missing = [
        w for w in wanted if w not in header and (w == CHECK or w in ("incident", "account", "effect"))
    ]
    if missing:
        raise InputError(
            f"{path}: the sheet {name} lacks the column {', '.join(missing)}; export again and edit that file"
        )
    places = {w: header.index(w) for w in wanted if w in header}
    found = []
    for number, row in enumerate(rows, 2):
        cells = {w: row[i] if i < len(row) else None for w, i in places.items()}
        if any(canonical(value) is not None for value in cells.values()):
            found.append(Row(number, cells))
    return found
