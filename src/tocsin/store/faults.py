"""What a database complains of, as one sentence with the remedy."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from tocsin.errors import StoreError

# What a database says -> what the user is told; the first that fits. {store} is the file or the URL.
_SENTENCES = (
    ("file is not a database", "{store} is no Tocsin store: it is another kind of file, or its beginning is "
     "damaged; name another with --store, or put a copy back in its place"),
    ("malformed", "the store {store} is damaged; put a copy back, or save what can be read with: "
     "sqlite3 {store} .recover"),
    ("no such table", "the store {store} is damaged (a table is missing); put a copy back"),
    ("no such column", "the store {store} is damaged (a column is missing); put a copy back"),
    ("disk is full", "the disk of the store {store} is full; nothing of this step was stored: make room and "
     "run the same command again"),
    ("no space left", "the disk of the store {store} is full; nothing of this step was stored: make room and "
     "run the same command again"),
    ("could not extend file", "the disk of the store {store} is full; nothing of this step was stored: make "
     "room and run the same command again"),
    ("disk i/o error", "the store {store} cannot be read or written (disk error, or no room left); nothing "
     "of this step was stored: check the disk and run the same command again"),
    ("readonly database", "the store {store} cannot be written: the file or its folder is read-only"),
    ("unable to open", "the store {store} cannot be opened: check that its folder is there and may be "
     "written to"),
    ("database is locked", "the store {store} is busy: another process has been writing to it for a minute; "
     "try again when that is done"),
    ("password authentication failed", "the database {store} refuses the user or the password"),
    ("does not exist", "the database {store} is not there, or lacks a part of the store; make an empty one "
     "with createdb, or check the name"),
    ("permission denied", "the database {store} does not let this user read and write; ask for the rights on "
     "its schema"),
    ("terminating connection", "the database {store} was shut down; nothing of this step was stored: run the "
     "same command again when it is back"),
    ("connection", "the database {store} cannot be reached; check that the server runs and the name is "
     "right"),
)  # fmt: skip


@contextlib.contextmanager
def told(store: str) -> Iterator[None]:
    """Turn what the database raises inside the block into a :class:`StoreError` of one sentence."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as err:
        raise StoreError(sentence(err, store)) from err


def sentence(err: Exception, store: str) -> str:
    """The sentence for ``err``; one that nobody foresaw is quoted."""
    cause = err.orig if isinstance(err, DBAPIError) and err.orig is not None else err
    said = " ".join(str(cause).split())
    for words, answer in _SENTENCES:
        if words in said.lower():
            return answer.format(store=store)
    return f"the store {store} cannot be used: {said[:200] or type(cause).__name__}"
