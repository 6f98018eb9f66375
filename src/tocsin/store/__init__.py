"""The store: reports, accounts, verdicts and incidents, in SQLite or PostgreSQL behind one face."""

from __future__ import annotations

import os

from tocsin.store.base import (
    Added,
    AuditRow,
    Built,
    Filter,
    Kept,
    Saved,
    Stale,
    Store,
    Tombstone,
    Version,
)

DEFAULT = "tocsin.db"

__all__ = [
    "DEFAULT",
    "Added",
    "AuditRow",
    "Built",
    "Filter",
    "Kept",
    "Saved",
    "Stale",
    "Store",
    "Tombstone",
    "Version",
    "open_store",
]


def open_store(url: str | None = None, *, create: bool = True) -> Store:
    """The store at ``url``: a file name, ``sqlite:///FILE`` or ``postgresql://user@host/name``.

    None takes ``TOCSIN_STORE`` from the environment, else ``tocsin.db`` in the working folder. One that an
    older Tocsin made is brought up to date. ``create`` False refuses a file that is not there
    (:class:`~tocsin.errors.NotInStore`). Raises :class:`~tocsin.errors.StoreError` for a store that is
    damaged, newer than this Tocsin, or no store at all.
    """
    from tocsin.store.engine import open_engine, shown
    from tocsin.store.faults import told
    from tocsin.store.migrate import migrate
    from tocsin.store.sql import SqlStore

    where = url or os.environ.get("TOCSIN_STORE") or DEFAULT
    with told(shown(where)):
        engine = open_engine(where, create)
        try:
            migrate(engine, shown(where))
        except BaseException:
            engine.dispose()
            raise
    return SqlStore(engine, shown(where))
