"""A file name or a database URL to a SQLAlchemy engine: what SQLite and PostgreSQL need said to them."""

from __future__ import annotations

import os
import sqlite3
import time
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from tocsin.errors import MissingPart, NotInStore, StoreError, UsageError

APPLICATION = 0x746F6373  # "tocs": how SQLite marks a file as ours
BUSY_SECONDS = 60  # how long one writer waits for another
WRITE = "tocsin_write"  # execution option of a connection whose transactions write
_LOCK = 0x746F6373  # PostgreSQL's advisory lock: one writer at a time, as in SQLite


def open_engine(url: str, create: bool) -> Engine:
    """The engine of ``url``: a file name, ``sqlite:///FILE`` or ``postgresql://...``.

    ``create`` False refuses a SQLite file that is not there (:class:`NotInStore`).
    """
    if "://" not in url:
        return _sqlite(url, create)
    try:
        parsed = make_url(url)
    except ArgumentError as err:
        raise UsageError(
            f"--store '{_hide(url)}' is no database URL; write postgresql://user@host/name or a file name"
        ) from err
    if parsed.drivername.startswith("sqlite"):
        return _sqlite(parsed.database or ":memory:", create)
    if parsed.get_backend_name() in ("postgresql", "postgres"):
        return _postgresql(str(parsed.set(drivername="postgresql+psycopg").render_as_string(False)))
    raise UsageError(
        f"--store {_hide(url)}: a store is a SQLite file or a PostgreSQL database; "
        "write a file name or postgresql://user@host/name"
    )


def shown(url: str) -> str:
    """``url`` for messages: without its password."""
    return _hide(url) if "://" in url else url


def _hide(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return url.split("@")[-1]


def _sqlite(path: str, create: bool) -> Engine:
    if not create and not os.path.exists(path):
        raise NotInStore(
            f"there is no store at {path}; make one with: tocsin add REPORTS, or name yours with --store"
        )
    if os.path.isdir(path):
        raise StoreError(f"the store {path} is a folder; name a file in it with --store")
    folder = os.path.dirname(path)
    if folder and not os.path.isdir(folder):
        raise StoreError(f"the store {path} cannot be made: there is no folder {folder}; make it first")
    engine = create_engine(URL.create("sqlite", database=path), connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we begin and commit ourselves: DDL then is in the transaction too
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")  # with WAL: a kill loses nothing that was committed
        connection.execute("PRAGMA secure_delete = ON")  # what is erased leaves no bytes in free pages
        _use_wal(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes its lock at the start: waiting then works, and no reader is upgraded into a deadlock.
        write = connection.get_execution_options().get(WRITE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch a fresh file to the write-ahead log; two processes that do so at once need a second try."""
    until = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as err:
            if "locked" not in str(err) or time.monotonic() > until:
                raise
            time.sleep(0.05)


def _postgresql(url: str) -> Engine:
    try:
        import psycopg  # noqa: F401 - only to name the extra before SQLAlchemy names the module
    except ImportError as err:
        raise MissingPart(
            "a PostgreSQL store needs a package that is not installed; run: pip install 'tocsin[postgres]'"
        ) from err
    engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 15})

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITE):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")

    return engine
