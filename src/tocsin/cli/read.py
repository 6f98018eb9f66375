"""``tocsin read``: inputs through the reader into a format; a bad one is a sentence, the others are done."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, TextIO

from tocsin.cli.guard import DEBUG, internal_error, say
from tocsin.cli.progress import progress
from tocsin.errors import TocsinError, UsageError
from tocsin.export import FORMATS, Options, open_writer
from tocsin.ingest import FIELDS, InputFailure, Origin, count_reports, ingest_inputs
from tocsin.records import Reading, Report

if TYPE_CHECKING:  # spaCy takes a second to import: only where a report is read
    from tocsin.pipeline import Reader

_BY_SUFFIX = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".txt": "table",
    ".html": "html",
    ".htm": "html",
}


def read_inputs(
    inputs: Sequence[str],
    *,
    format_name: str | None = None,
    out: str | None = None,
    given: Origin,
    columns: Mapping[str, str],
    options: Options,
    quiet: bool = False,
) -> int:
    """Read ``inputs`` into ``out`` (standard output when None) and return the exit code.

    ``format_name`` None chooses: what the suffix of ``out`` says, ``table`` on a terminal, else ``jsonl``.
    """
    name = choose_format(format_name, out)
    if options.with_text and name != "jsonl":
        raise UsageError(
            "--with-text goes with --format jsonl; html always holds the text, table and csv never"
        )
    failures = reports = 0
    with _output(out, name) as stream, progress(_bar_total(inputs, out, quiet)) as advance:
        writer = open_writer(name, stream, options)
        for item in _readings(ingest_inputs(inputs, given, columns)):
            advance()
            if isinstance(item, Reading):
                reports += 1
                writer.write(item)
            else:
                failures += 1
                say(item.sentence)
        writer.close()
        stream.flush()
    if failures and reports and not quiet:
        say(f"{reports:,} report{'s' * (reports > 1)} read, {failures:,} failed")
    return 1 if failures else 0


def parse_columns(mapping: str | None) -> dict[str, str]:
    """``text=Article,published=Date`` as a mapping; :class:`UsageError` for a field that is none."""
    columns: dict[str, str] = {}
    for pair in filter(None, (mapping or "").split(",")):
        field, sign, column = pair.partition("=")
        if not sign or not column.strip() or field.strip() not in FIELDS:
            raise UsageError(f"--map '{pair}' is not FIELD=COLUMN with FIELD one of {', '.join(FIELDS)}")
        columns[field.strip()] = column.strip()
    return columns


def choose_format(name: str | None, out: str | None) -> str:
    """The format to write; :class:`UsageError` for one that is none."""
    if name is not None:
        if name not in FORMATS:
            raise UsageError(f"'{name}' is no format; choose one of {', '.join(FORMATS)}")
        return name
    if out is not None:
        return _BY_SUFFIX.get(os.path.splitext(out)[1].lower(), "jsonl")
    return "table" if sys.stdout.isatty() else "jsonl"


def _readings(items: Iterator[Report | InputFailure]) -> Iterator[Reading | InputFailure]:
    for item in items:
        if isinstance(item, InputFailure):
            yield item
            continue
        try:
            yield _reader().read_report(item)
        except TocsinError:
            raise  # not this report's fault: a broken table or a missing part stops every report
        except Exception as err:  # one report must not cost the user the others
            if os.environ.get(DEBUG, "") not in ("", "0"):
                raise
            yield InputFailure(item.id, f"could not be read: {internal_error(err)}")


@cache
def _reader() -> Reader:
    """The model takes a second to load: once a process, and only when there is something to read."""
    from tocsin.pipeline import Reader

    return Reader()


def _bar_total(inputs: Sequence[str], out: str | None, quiet: bool) -> int | None:
    """Reports to come for the progress bar; None = show no bar."""
    to_screen = out is None and sys.stdout.isatty()
    if quiet or to_screen or not sys.stderr.isatty():
        return None
    return count_reports(inputs)


@contextlib.contextmanager
def _output(out: str | None, name: str) -> Iterator[TextIO]:
    """Standard output, or the file ``out``, which appears whole or not at all."""
    if out is None or out == "-":
        if name == "table":
            sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        else:
            sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        yield sys.stdout
        return
    if os.path.isdir(out):
        raise UsageError(f"-o {out} is a folder; name a file in it")
    special = os.path.exists(out) and not os.path.isfile(out)  # a pipe or a device is written to directly
    target = out if special else f"{out}.part"
    try:
        stream = open(target, "w", encoding="utf-8", newline="")  # noqa: SIM115 - closed below
    except OSError as err:
        raise UsageError(f"-o {out} cannot be written ({(err.strerror or str(err)).lower()})") from err
    try:
        with stream:
            yield stream
        if not special:
            os.replace(target, out)
    finally:
        if not special:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(target)
