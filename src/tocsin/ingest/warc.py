"""Web archives (WARC): every saved page a report, as if its file had been named."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from tocsin.errors import EmptyInput, InputError
from tocsin.ingest.base import InputFailure, Origin
from tocsin.ingest.html import MAX_HTML, article_report
from tocsin.ingest.optional import need
from tocsin.records import Report

MAX_LINE = 64 * 2**10
"""Bytes of one line of a record's head; a gigabyte of blanks would be put together piece by piece."""
_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(stream: BinaryIO, name: str, given: Origin) -> Iterator[Report | InputFailure]:
    """The articles of the HTML responses with status 200 in a WARC, packed or not; ids ``<file>:<number>``.

    A page is told by its address. What holds no article (a front page, a menu) is left out.
    """
    archive = need("warcio.archiveiterator", "warc")
    pages = number = told = 0
    try:
        for record in _records(archive, stream):
            number += 1
            if not _is_page(record):
                continue
            pages += 1
            with contextlib.redirect_stderr(io.StringIO()):  # it prints what its unpackers say
                data = record.content_stream().read(MAX_HTML + 1)
            url = record.rec_headers.get_header("WARC-Target-URI")
            try:
                if len(data) > MAX_HTML:
                    raise InputError(f"is larger than {MAX_HTML // 2**20} MB")
                digest = hashlib.sha256(data).hexdigest()
                yield article_report(data, f"{name}:{number}", Origin(url=url), given, digest)
                told += 1
            except EmptyInput:
                continue
            except InputError as err:
                told += 1
                yield InputFailure(f"record {number} ({url})", str(err))
    except InputError:
        raise
    except Exception as err:  # warcio raises whatever a broken record makes its parsers raise
        raise InputError(f"is a broken WARC after record {number} ({type(err).__name__})") from err
    if not pages:
        raise EmptyInput("holds no saved web pages")
    if not told:
        raise EmptyInput(f"holds {pages:,} saved web pages and no article in any of them")


def _records(archive: Any, stream: BinaryIO) -> Iterator[Any]:
    """The records of a stream, packed record by record, as a whole or not."""
    peeked = (
        stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    )
    if peeked.peek(2).startswith(b"\x1f\x8b"):
        peeked = io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=peeked)))
    records = archive.ArchiveIterator(peeked)
    records.INC_RECORD = ""  # printed for a record whose length is wrong
    whole_line = records.reader.readline
    records.reader.readline = lambda length=None: whole_line(length or MAX_LINE)
    return iter(records)


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    return (headers.get_header("Content-Type") or "").split(";")[0].strip().lower() in _PAGES
