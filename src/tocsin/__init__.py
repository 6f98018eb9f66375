"""Tocsin reads news reports of armed conflict and keeps the incident record.

>>> import tocsin
>>> accounts = tocsin.read("Gunmen killed three policemen in Kano on Monday.", published="2021-03-11")

Importing the package is instant: the language model is loaded by the first :func:`read`.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for type checkers only: at run time __getattr__ imports it on first use
    from tocsin.pipeline import Reader
    from tocsin.pipeline.results import Accounts, Readings
    from tocsin.records import Account
    from tocsin.store import Store

__version__ = "0.1.0"
__all__ = ["Account", "__version__", "open_store", "read", "read_files"]


def read(
    text: str,
    published: dt.date | str | None = None,
    outlet: str | None = None,
    title: str | None = None,
) -> Accounts:
    """What ``text``, one report, says of each incident it tells of, in the order of the text: a list.

    A notebook shows it with its words marked; :mod:`tocsin.frames` makes data frames of it. ``published``
    is a date or a string such as ``"2022-01-21"``; without it weekdays stay unresolved.
    Empty where the text tells of no incident or is in a language that is not read. Raises
    :class:`~tocsin.errors.UsageError` for a ``published`` that is no date.
    """
    from tocsin.ingest import Origin, make_report
    from tocsin.pipeline.results import Accounts

    report = make_report("text", text, Origin(_day(published), outlet, title))
    return Accounts(_reader().read_report(report))


def read_files(
    *inputs: str | os.PathLike[str],
    published: dt.date | str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    dates: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Readings:
    """A reading for each report of ``inputs``: files, folders and globs of every kind that is read.

    The other arguments say what reports do not say of themselves; ``dates`` (``"dmy"`` or ``"mdy"``) is what
    01/02/2022 means, and ``columns`` the mapping of tables, such as ``{"text": "Article"}``. What cannot be
    read costs the others nothing: it stands in ``failures`` of the list that is returned. Raises
    :class:`~tocsin.errors.UsageError` for a ``published`` that is no date.
    """
    from tocsin.ingest import InputFailure, Origin, ingest_inputs
    from tocsin.pipeline.results import Readings

    given = Origin(_day(published), outlet, title, url, dates=dates)
    readings, failures = [], []
    for item in ingest_inputs([os.fspath(i) for i in inputs], given, columns or {}):
        if isinstance(item, InputFailure):
            failures.append(item)
        else:
            readings.append(_reader().read_report(item))
    return Readings(readings, failures)


def _day(published: dt.date | str | None) -> dt.date | None:
    from tocsin.errors import UsageError
    from tocsin.ingest import parse_date

    if not isinstance(published, str):
        return published
    try:
        return parse_date(published)
    except ValueError as err:
        raise UsageError(f"published: {err}") from err


def open_store(url: str | None = None, *, create: bool = True) -> Store:
    """The store at ``url``: a file name or ``postgresql://user@host/name``; see :mod:`tocsin.store`.

    None takes ``TOCSIN_STORE`` from the environment, else ``tocsin.db`` in the working folder. ``create``
    False refuses a file that is not there. Raises :class:`~tocsin.errors.StoreError` for a store that is
    damaged, newer than this Tocsin, or none at all.
    """
    from tocsin import store

    return store.open_store(url, create=create)


@cache
def _reader() -> Reader:
    from tocsin.pipeline import Reader

    return Reader()


def __getattr__(name: str) -> Any:
    if name == "Account":
        from tocsin.records import Account

        return Account
    raise AttributeError(f"module 'tocsin' has no attribute '{name}'")
