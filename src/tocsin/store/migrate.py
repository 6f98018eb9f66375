"""Numbered migrations: plain SQL files, each run once, in order and in a transaction of its own.

A file ``0001_name.sql`` holds statements, each under a line ``-- @all``, ``-- @sqlite`` or
``-- @postgresql``. The table ``tocsin_migrations`` says which have run.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sqlalchemy import Connection, Engine, inspect

from tocsin.errors import StoreError
from tocsin.store.engine import APPLICATION, WRITE

_NAME = re.compile(r"(\d{4})_(\w+)\.sql$")
_HEAD = re.compile(r"^-- @(all|sqlite|postgresql)$", re.MULTILINE)
_LEDGER = "tocsin_migrations"


class Migration(NamedTuple):
    number: int
    name: str
    statements: tuple[tuple[str, str], ...]  # (dialect or "all", SQL)


@cache
def migrations() -> tuple[Migration, ...]:
    """The shipped migrations, by number."""
    found = []
    for file in files("tocsin.store").joinpath("migrations").iterdir():
        if match := _NAME.match(file.name):
            parts = _HEAD.split(file.read_text("utf-8"))[1:]
            statements = tuple((kind, sql.strip()) for kind, sql in zip(parts[::2], parts[1::2], strict=True))
            found.append(Migration(int(match[1]), match[2], statements))
    return tuple(sorted(found))


def migrate(engine: Engine, store: str, known: tuple[Migration, ...] | None = None) -> None:
    """Bring the database up to the newest of ``known`` (default: the shipped ones).

    :class:`StoreError` where a newer Tocsin has made it, or another program.
    """
    steps = migrations() if known is None else known
    with engine.connect() as connection:
        done = _done(connection, store)
    for step in _missing(steps, done, store):
        with engine.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
            # Another process may have run it while we waited for the lock.
            if step.number not in _done(connection, store):
                _run(connection, step)


def _missing(steps: tuple[Migration, ...], done: set[int], store: str) -> Iterator[Migration]:
    newest = max((s.number for s in steps), default=0)
    if done and max(done) > newest:
        raise StoreError(
            f"the store {store} was made by a newer Tocsin (schema {max(done)}, this one knows {newest}); "
            "upgrade with: pip install --upgrade tocsin"
        )
    return (s for s in steps if s.number not in done)


def _done(connection: Connection, store: str) -> set[int]:
    tables = inspect(connection).get_table_names()
    if _LEDGER in tables:
        return {row[0] for row in connection.exec_driver_sql(f"SELECT number FROM {_LEDGER}")}
    if tables and connection.dialect.name == "sqlite":
        raise StoreError(
            f"{store} is a database of another program; name another file with --store, and it is made"
        )
    return set()


def _for_postgresql(sql: str) -> str:
    """Text is ordered and compared by its bytes, as SQLite does, whatever the language of the server."""
    return re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', sql).replace("%", "%%")


def _run(connection: Connection, step: Migration) -> None:
    dialect = connection.dialect.name
    if not inspect(connection).has_table(_LEDGER):
        connection.exec_driver_sql(
            f"CREATE TABLE {_LEDGER} (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL)"
        )
        if dialect == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    for kind, sql in step.statements:
        if kind in ("all", dialect):
            connection.exec_driver_sql(_for_postgresql(sql) if dialect == "postgresql" else sql)
    mark = "%s" if dialect == "postgresql" else "?"
    connection.exec_driver_sql(
        f"INSERT INTO {_LEDGER} (number, name, at) VALUES ({mark}, {mark}, {mark})",
        (step.number, step.name, dt.datetime.now(dt.UTC).isoformat(timespec="seconds")),
    )
