"""Cells of a CSV file: empty for None, and no text that a spreadsheet would run as a formula."""

from __future__ import annotations

from collections.abc import Iterable

Cell = str | int | float | bool | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: Cell) -> str | int | float:
    """The cell as it is written; a text that begins like a formula gets a leading ``'``."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return cell


def join(values: Iterable[str | None]) -> str:
    """Several values of one cell."""
    return "; ".join(v for v in values if v)
