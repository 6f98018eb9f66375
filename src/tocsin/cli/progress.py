"""The progress bar on stderr, for many reports and only where a person watches."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

_MANY = 4  # reports; fewer are read before a bar has been seen


@contextlib.contextmanager
def progress(total: int | None) -> Iterator[Callable[[], None]]:
    """A function to call once a report; it draws a bar when ``total`` is known and large enough."""
    if total is None or total < _MANY:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda: bar.advance(task)
