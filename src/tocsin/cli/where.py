"""Options that the commands on a store share: which store, who decides, and why."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:  # SQLAlchemy takes a moment to import: only where a store is opened
    from tocsin.store import Store

DEFAULT = "tocsin.db"  # that of tocsin.store; a test compares the two
_Command = TypeVar("_Command", bound=Callable[..., Any])


def store_option(command: _Command) -> _Command:
    return click.option(
        "--store", "store_url", metavar="FILE|URL", envvar="TOCSIN_STORE", default=DEFAULT,
        help=f"The store: a file or postgresql://... Default: TOCSIN_STORE, else {DEFAULT}.",
    )(command)  # fmt: skip


def by_option(command: _Command) -> _Command:
    return click.option(
        "--by", metavar="NAME", envvar="TOCSIN_USER", help="Who does this. Default: your login name."
    )(command)


def why_option(command: _Command) -> _Command:
    return click.option("--why", metavar="TEXT", help="The reason; it stays in the record.")(command)


_FILTERS = (
    click.option("--since", metavar="DATE", help="On or after this day (2022-01-21)."),
    click.option("--until", metavar="DATE", help="On or before this day."),
    click.option("--box", metavar="W,S,E,N", help="Inside these degrees: west, south, east, north."),
    click.option(
        "--country", "countries", metavar="ISO3", multiple=True, help="In this country, such as SYR."
    ),
    click.option(
        "--actor", "actors", metavar="NAME", multiple=True, help="By or against it: a name or an id."
    ),
    click.option(
        "--kind", "kinds", metavar="KIND", multiple=True, help="Of this kind (tocsin codebook kinds)."
    ),
    click.option(
        "--grade", "grades", metavar="GRADE", multiple=True, help="Of this grade (codebook grades)."
    ),
    click.option(
        "--min-dead", type=click.IntRange(0), metavar="N", help="With at least N dead (best figure)."
    ),
    click.option("--all", "everything", is_flag=True, help="Background, foiled and cumulative ones too."),
)


def filter_options(command: _Command) -> _Command:
    """The conditions on incidents; :func:`tocsin.cli.incidents.filter_of` makes the filter of them."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def existing(url: str) -> Store:
    """The store at ``url``, which must be there; it is closed when the command ends."""
    from tocsin.store import open_store

    store = open_store(url, create=False)
    click.get_current_context().call_on_close(store.close)
    return store


def person(by: str | None) -> str:
    """Who decides: the name given, else the login name."""
    if by:
        return by
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user has no name
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown"
