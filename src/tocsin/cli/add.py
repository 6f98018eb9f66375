"""``tocsin add``: reports into a store; a bad one is a sentence, the others are kept."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from tocsin.cli.guard import DEBUG, internal_error, say
from tocsin.cli.progress import progress
from tocsin.cli.words import counted
from tocsin.errors import UsageError
from tocsin.ingest import InputFailure, Origin, count_reports, ingest_inputs
from tocsin.records import Report

if TYPE_CHECKING:
    from tocsin.store import Kept, Store


def add_inputs(
    store_url: str,
    inputs: Sequence[str],
    *,
    given: Origin,
    columns: Mapping[str, str],
    kept: Kept,
    by: str,
    again: bool = False,
    quiet: bool = False,
) -> int:
    """Add ``inputs`` to the store (and read older readings again where ``again``); returns the exit code."""
    if not inputs and not again:
        raise UsageError("name the reports to add, or read the stored ones again with --again")
    from tocsin.store import open_store

    store = open_store(store_url)
    try:
        return _add(store, inputs, given, columns, kept, by, again, quiet)
    finally:
        store.close()


def _add(
    store: Store, inputs: Sequence[str], given: Origin, columns: Mapping[str, str], kept: Kept, by: str,
    again: bool, quiet: bool,
) -> int:  # fmt: skip
    from tocsin.pipeline.archive import add_reports, read_again

    counts: Counter[str] = Counter()
    accounts = 0
    watched = sys.stderr.isatty() and not quiet
    with progress(count_reports(inputs) if watched and inputs else None) as advance:
        items = ingest_inputs(inputs, given, columns)
        for done in add_reports(store, items, by=by, kept=kept, failed=_failed):
            advance()
            if isinstance(done, InputFailure):
                counts["failed"] += 1
                say(done.sentence)
            else:
                counts[done.what] += 1
                accounts += done.accounts
    if again:
        for done in read_again(store, by=by, failed=_failed):
            counts["failed" if isinstance(done, InputFailure) else done.what] += 1
            if isinstance(done, InputFailure):
                say(done.sentence)
            else:
                accounts += done.accounts
    if not quiet:
        click.echo(_summary(counts, accounts, store))
    return 1 if counts["failed"] else 0


def _failed(report: Report, err: Exception) -> InputFailure:
    if os.environ.get(DEBUG, "") not in ("", "0"):
        raise err
    return InputFailure(report.id, f"could not be read: {internal_error(err)}")


def _summary(counts: Counter[str], accounts: int, store: Store) -> str:
    parts = [counted(counts["new"], "new report")]
    parts += [f"{counts['reread']:,} read again"] if counts["reread"] else []
    told = ", ".join(parts) + f" with {counted(accounts, 'account')}"
    told += f"; {counts['known']:,} were in the store already" if counts["known"] else ""
    told += f"; {counts['failed']:,} failed" if counts["failed"] else ""
    total = store.count()
    return (
        f"{told}\n{store.url} holds {counted(total['reports'], 'report')} "
        f"and {counted(total['accounts'], 'account')}; join them into incidents with: tocsin link"
    )


def retrieved_on(text: str | None) -> dt.date | None:
    """``--retrieved`` as a day; :class:`UsageError` where it is none."""
    from tocsin.ingest import parse_date

    try:
        return parse_date(text) if text else None
    except ValueError as err:
        raise UsageError(f"--retrieved {err}") from err
