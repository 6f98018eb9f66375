"""The plain table of readers by suffix: the one place to add a format.

A package of others adds one without touching it, by an entry point of the group ``tocsin.readers`` whose name
is the suffix without its dot and whose object is a :data:`~tocsin.ingest.base.FileReader`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from importlib import metadata
from typing import BinaryIO

from tocsin.errors import InputError
from tocsin.ingest.archive import ReaderOf, read_gz, read_tar, read_zip
from tocsin.ingest.base import FileReader, InputFailure, Origin, brief
from tocsin.ingest.feed import read_feed
from tocsin.ingest.html import read_html
from tocsin.ingest.jsonl import read_jsonl
from tocsin.ingest.mail import read_mail
from tocsin.ingest.pdf import read_pdf
from tocsin.ingest.tables import read_csv, read_xlsx
from tocsin.ingest.text import read_markdown, read_text
from tocsin.ingest.warc import read_warc
from tocsin.records import Report

TableReader = Callable[[BinaryIO, str, Origin, Mapping[str, str]], Iterator[Report | InputFailure]]
ArchiveReader = Callable[[BinaryIO, str, Origin, ReaderOf], Iterator[Report | InputFailure]]

FILES: dict[str, FileReader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".warc": read_warc,
    ".eml": read_mail,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
}
"""Files that hold one report, or few."""

TABLES: dict[str, TableReader] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
}
"""Files with a report a row, whose columns may be mapped."""

ARCHIVES: dict[str, ArchiveReader] = {
    ".zip": read_zip,
    ".tar": read_tar,
    ".tgz": read_tar,
    ".gz": read_gz,
}
"""Files that hold files; an archive inside an archive is left out."""

SUFFIXES = (*FILES, *TABLES, *ARCHIVES)
"""The suffixes that are read without any other package."""

GROUP = "tocsin.readers"


@cache
def installed_readers() -> Mapping[str, metadata.EntryPoint]:
    """Readers that other packages bring, by suffix; those of the table count before them."""
    found = metadata.entry_points(group=GROUP)
    return {s: e for e in found if (s := f".{e.name.lower().removeprefix('.')}") not in SUFFIXES}


def known_suffix(path: str) -> str:
    """The suffix of ``path`` in small letters where files of it can be read; else nothing."""
    suffix = os.path.splitext(path)[1].lower()
    return suffix if suffix in SUFFIXES or (suffix and suffix in installed_readers()) else ""


def reader_of(file_name: str, columns: Mapping[str, str], inside: bool = False) -> FileReader | None:
    """The reader for a file by its suffix, or None; ``inside`` an archive no other archive is opened."""
    suffix = os.path.splitext(file_name)[1].lower()
    if suffix in FILES:
        return FILES[suffix]
    if suffix in TABLES:
        return partial(_table, TABLES[suffix], columns)
    if suffix in ARCHIVES and not inside:
        return partial(_archive, ARCHIVES[suffix], partial(reader_of, columns=columns, inside=True))
    if suffix and suffix not in ARCHIVES and suffix in installed_readers():
        return partial(_of_others, installed_readers()[suffix])
    return None


def _of_others(
    entry: metadata.EntryPoint, stream: BinaryIO, name: str, given: Origin
) -> Iterator[Report | InputFailure]:
    """A reader of another package: whatever it raises costs the other files nothing."""
    try:
        yield from entry.load()(stream, name, given)
    except InputError:
        raise
    except Exception as err:
        package = entry.dist.name if entry.dist else entry.value
        raise InputError(
            f"broke the reader of {package} ({type(err).__name__}: {brief(err)}); tell those who made it"
        ) from err


def _table(
    reader: TableReader, columns: Mapping[str, str], stream: BinaryIO, name: str, given: Origin
) -> Iterator[Report | InputFailure]:
    return reader(stream, name, given, columns)


def _archive(
    reader: ArchiveReader, inner: ReaderOf, stream: BinaryIO, name: str, given: Origin
) -> Iterator[Report | InputFailure]:
    return reader(stream, name, given, inner)
