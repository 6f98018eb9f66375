"""The plain table of formats: the one place to add another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from tocsin.errors import UsageError
from tocsin.export.base import Writer


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may ask of a format; each format takes what concerns it."""

    with_text: bool = False
    evidence: bool = True
    colour: bool | None = None
    width: int | None = None


def _table(stream: TextIO, options: Options) -> Writer:
    from tocsin.export.table import TableWriter  # rich takes a while to import: only where it is used

    return TableWriter(stream, evidence=options.evidence, colour=options.colour, width=options.width)


def _jsonl(stream: TextIO, options: Options) -> Writer:
    from tocsin.export.jsonl import JsonlWriter

    return JsonlWriter(stream, with_text=options.with_text)


def _csv(stream: TextIO, options: Options) -> Writer:  # noqa: ARG001 - one signature for all
    from tocsin.export.csv_rows import CsvWriter

    return CsvWriter(stream)


def _html(stream: TextIO, options: Options) -> Writer:  # noqa: ARG001 - one signature for all
    from tocsin.export.page import PageWriter

    return PageWriter(stream)


FORMATS: dict[str, Callable[[TextIO, Options], Writer]] = {
    "table": _table,
    "jsonl": _jsonl,
    "csv": _csv,
    "html": _html,
}


def open_writer(name: str, stream: TextIO, options: Options | None = None) -> Writer:
    """The writer of the format ``name`` on ``stream``; :class:`UsageError` for an unknown name."""
    if name not in FORMATS:
        raise UsageError(f"'{name}' is no format; choose one of {', '.join(FORMATS)}")
    return FORMATS[name](stream, options or Options())
