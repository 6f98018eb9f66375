"""Tocsin reads news reports of armed conflict and keeps the incident record.

>>> import tocsin
>>> accounts = tocsin.read("Gunmen killed three policemen in Kano on Monday.", published="2021-03-11")

Importing the package is instant: the language model is loaded by the first :func:`read`.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for type checkers only: at run time __getattr__ imports it on first use
    from tocsin.pipeline import Reader
    from tocsin.records import Account

__version__ = "0.1.0"
__all__ = ["Account", "__version__", "read"]


def read(
    text: str,
    published: dt.date | str | None = None,
    outlet: str | None = None,
    title: str | None = None,
) -> list[Account]:
    """What ``text``, one report, says of each incident it tells of, in the order of the text.

    ``published`` is a date or a string such as ``"2022-01-21"``; without it weekdays stay unresolved.
    Empty where the text tells of no incident or is in a language that is not read. Raises
    :class:`~tocsin.errors.UsageError` for a ``published`` that is no date.
    """
    from tocsin.errors import UsageError
    from tocsin.ingest import Origin, make_report, parse_date

    if isinstance(published, str):
        try:
            published = parse_date(published)
        except ValueError as err:
            raise UsageError(f"published: {err}") from err
    report = make_report("text", text, Origin(published, outlet, title))
    return list(next(iter(_reader().read_reports([report]))).accounts)


@cache
def _reader() -> Reader:
    from tocsin.pipeline import Reader

    return Reader()


def __getattr__(name: str) -> Any:
    if name == "Account":
        from tocsin.records import Account

        return Account
    raise AttributeError(f"module 'tocsin' has no attribute '{name}'")
