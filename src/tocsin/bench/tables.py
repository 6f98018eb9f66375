"""The figures of any bench as one table: a row a figure, a column a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich import box
from rich.table import Table


def by_file(title: str, figures: Mapping[str, Any]) -> Table:
    """``figures``: file -> figures, nested as they may be; precision, recall and F1 share a row."""
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    columns = {name: dict(_rows(one)) for name, one in figures.items()}
    for name in columns:
        table.add_column(name, justify="right")
    for label in dict.fromkeys(label for one in columns.values() for label in one):
        table.add_row(label, *(one.get(label, "-") for one in columns.values()))
    return table


def _rows(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Label and figure of every leaf."""
    if not isinstance(value, Mapping):
        yield " ".join(path), _figure(value)
        return
    rest = dict(value)
    by_lower = {key.lower(): key for key in value}
    if {"p", "r", "f1"} <= by_lower.keys():
        trio = [rest.pop(by_lower[key]) for key in ("p", "r", "f1")]
        yield f"{' '.join(path)} P / R / F1".strip(), " / ".join(map(_figure, trio))
    for key, inner in rest.items():
        yield from _rows(inner, (*path, key.replace("_", " ")))


def _figure(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
