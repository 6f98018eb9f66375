"""An Excel workbook to look through and to correct: ``tocsin import`` turns the changed cells into verdicts.

Four sheets: how-to, incidents, tolls, accounts. White columns may be edited, grey ones are for reading;
closed lists have a menu. Rows are written as they come, so that memory does not grow.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, BinaryIO

from tocsin.codebook import exports, table
from tocsin.export.incidents.base import Options
from tocsin.export.incidents.optional import needed
from tocsin.export.incidents.sheets import (
    ACCOUNTS,
    CHECK,
    DECISIONS,
    INCIDENTS,
    SHEETS,
    TOLLS,
    Field,
    Value,
    account_rows,
    incident_row,
    toll_rows,
)
from tocsin.records.incident import Incident

_LAST_ROW = 1_048_576
_HEAD, _EDIT, _READ = "1F4E78", "FFFFFF", "E7E6E6"


class WorkbookWriter:
    """Nothing is left out until a sheet is full (a million rows)."""

    def __init__(self, stream: BinaryIO, options: Options) -> None:
        self.left_out: Counter[str] = Counter()
        self._options = options
        self._stream = stream
        what = "the format xlsx"
        self._cell: Any = needed("openpyxl.cell", "xlsx", what).WriteOnlyCell
        self._styles: Any = needed("openpyxl.styles", "xlsx", what)
        self._fills = {c: self._styles.PatternFill("solid", fgColor=c) for c in (_HEAD, _READ)}
        self._bold = self._styles.Font(bold=True, color="FFFFFF")
        self._top = self._styles.Alignment(vertical="top", wrap_text=True)
        self._book: Any = needed("openpyxl", "xlsx", what).Workbook(write_only=True)
        self._how_to()
        self._sheets = {name: self._sheet(name, fields) for name, fields in SHEETS.items()}
        self._rows = dict.fromkeys(SHEETS, 1)

    def write(self, incident: Incident) -> None:
        accounts = self._options.accounts(incident.accounts)
        needs = {"incidents": 1, "tolls": len(incident.toll), "accounts": len(incident.accounts)}
        if any(self._rows[name] + n > _LAST_ROW for name, n in needs.items()):
            self.left_out["more rows than a sheet can hold"] += 1
            return
        self._row("incidents", INCIDENTS, incident_row(incident))
        for row in toll_rows(incident):
            self._row("tolls", TOLLS, row)
        for row in account_rows(incident, accounts):
            self._row("accounts", ACCOUNTS, row)

    def close(self) -> None:
        """Write the workbook; the stream stays open."""
        for name, fields in SHEETS.items():
            self._sheets[name].auto_filter.ref = f"A1:{_letter(len(fields))}{max(self._rows[name], 2)}"
        self._book.save(self._stream)

    def _row(self, name: str, fields: tuple[Field, ...], row: dict[str, Value]) -> None:
        self._rows[name] += 1
        self._sheets[name].append([self._made(name, field, row[field.name]) for field in fields])

    def _made(self, name: str, field: Field, value: Value) -> Any:
        cell = self._cell(self._sheets[name], value=value)
        if isinstance(value, str):
            cell.data_type = "s"  # a text that begins with "=" is no formula
        if field.kind == "date":
            cell.number_format = "yyyy-mm-dd"
        if field.path is None and not field.asks:
            cell.fill = self._fills[_READ]
        cell.alignment = self._top
        return cell

    def _sheet(self, name: str, fields: tuple[Field, ...]) -> Any:
        sheet = self._book.create_sheet(name)
        sheet.freeze_panes = "C2"
        for number, field in enumerate(fields, 1):
            column = sheet.column_dimensions[_letter(number)]
            column.width, column.hidden = field.width, field.name == CHECK
            words = (
                DECISIONS if field.name == "decision" else tuple(table(field.words)) if field.words else ()
            )
            if words:
                self._menu(sheet, _letter(number), words)
        head = []
        for field in fields:
            cell = self._cell(sheet, value=field.name)
            cell.fill, cell.font = self._fills[_HEAD], self._bold
            head.append(cell)
        sheet.append(head)
        return sheet

    def _menu(self, sheet: Any, letter: str, words: tuple[str, ...]) -> None:
        validation = needed("openpyxl.worksheet.datavalidation", "xlsx", "the format xlsx").DataValidation(
            type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True,
            error=f"one of: {', '.join(words)}"[:220],
        )  # fmt: skip
        validation.add(f"{letter}2:{letter}{_LAST_ROW}")
        if len(validation.formula1) <= 257:  # a longer list no spreadsheet takes
            sheet.data_validations.append(validation)

    def _how_to(self) -> None:
        sheet = self._book.create_sheet("how-to")
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 110
        for title, text in exports("workbook")["how_to"].items():
            left, right = self._cell(sheet, value=title), self._cell(sheet, value=" ".join(text.split()))
            left.font = self._styles.Font(bold=True)
            left.alignment = right.alignment = self._top
            sheet.append([left, right])


def _letter(number: int) -> str:
    """The letter of a column, counted from 1 (the sheets have fewer than 27)."""
    return chr(ord("A") + number - 1)
