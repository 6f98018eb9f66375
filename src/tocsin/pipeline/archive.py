"""Reports into a store: each text read once, and again where a newer reader would tell more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from tocsin import __version__
from tocsin.errors import TocsinError
from tocsin.ingest import InputFailure
from tocsin.pipeline.telling import telling
from tocsin.records import Report
from tocsin.store import Added, Kept, Store
from tocsin.store.base import NOT_KEPT

if TYPE_CHECKING:
    from tocsin.pipeline.reader import Reader

READING = 1
"""Raise it when the same text may be read otherwise: stored reports are then read again by ``add``."""

READER = f"{__version__}/{READING}"


def _new_reader() -> Reader:
    """The model takes a second to load: only where there is something to read."""
    from tocsin.pipeline.reader import Reader

    return Reader()


def add_reports(
    store: Store,
    items: Iterable[Report | InputFailure],
    *,
    by: str,
    reader: Callable[[], Reader] = _new_reader,
    version: str = READER,
    kept: Kept = NOT_KEPT,
    failed: Callable[[Report, Exception], InputFailure] | None = None,
) -> Iterator[Added | InputFailure]:
    """Read and keep each report, one transaction a report; what became of it, in order.

    A text that is in the store is known and costs no reading. Failures of ingest pass through. ``reader``
    is called once, and only where there is something to read; ``failed`` (None = raise) makes the failure
    of a report that could not be read. A :class:`~tocsin.errors.TocsinError` stops: it is not the report's
    fault. What was kept stays kept, so that the same call goes on where this one was stopped.
    """
    made: Reader | None = None
    for item in items:
        if isinstance(item, InputFailure):
            yield item
            continue
        report = store.clear(item)
        known = store.known(report, version)
        if known is not None:
            yield Added(known, "known", 0)
            continue
        made = made or reader()
        try:
            reading = made.read_report(report)
        except TocsinError:
            raise
        except Exception as err:
            if failed is None:
                raise
            yield failed(report, err)
            continue
        words = [telling(report.text, account) for account in reading.accounts]
        yield store.add(reading, reader=version, words=words, by=by, kept=kept)


def read_again(
    store: Store,
    *,
    by: str,
    reader: Callable[[], Reader] = _new_reader,
    version: str = READER,
    failed: Callable[[Report, Exception], InputFailure] | None = None,
) -> Iterator[Added | InputFailure]:
    """Read the stored reports that an older reader read; verdicts about their accounts hold on."""
    for report_id in store.older_than(version):
        one = (store.report(report_id),)
        yield from add_reports(store, one, by=by, reader=reader, version=version, failed=failed)
