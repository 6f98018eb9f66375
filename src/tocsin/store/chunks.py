"""Queries by many ids, some hundred at a time: databases bound how many values one statement may name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, delete, insert

SIZE = 500


def chunks(ids: Collection[Any]) -> Iterator[Sequence[Any]]:
    """``ids`` in order, :data:`SIZE` at a time."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), SIZE):
        yield ordered[start : start + SIZE]


def rows_in(
    connection: Connection, query: Select[Any], column: Column[Any], ids: Collection[Any]
) -> list[Row[Any]]:
    """The rows of ``query`` whose ``column`` holds one of ``ids``."""
    rows: list[Row[Any]] = []
    for some in chunks(ids):
        rows += connection.execute(query.where(column.in_(some))).all()
    return rows


def delete_in(connection: Connection, table: Table, column: Column[Any], ids: Collection[Any]) -> None:
    """Delete the rows of ``table`` whose ``column`` holds one of ``ids``."""
    for some in chunks(ids):
        connection.execute(delete(table).where(column.in_(some)))


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert ``rows``, where there are any."""
    if rows:
        connection.execute(insert(table), list(rows))
