"""Web archives (WARC): every saved page a report, as if its file had been named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from tocsin.errors import EmptyInput, InputError
from tocsin.ingest.base import InputFailure, Origin
from tocsin.ingest.html import MAX_HTML, article_report
from tocsin.ingest.optional import need
from tocsin.records import Report

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(stream: BinaryIO, name: str, given: Origin) -> Iterator[Report | InputFailure]:
    """The articles of the HTML responses with status 200 in a WARC, packed or not; ids ``<file>:<number>``.

    A page is told by its address. What holds no article (a front page, a menu) is left out.
    """
    archive = need("warcio.archiveiterator", "warc")
    pages = number = 0
    try:
        for record in archive.ArchiveIterator(stream):
            number += 1
            if not _is_page(record):
                continue
            pages += 1
            data = record.content_stream().read(MAX_HTML + 1)
            url = record.rec_headers.get_header("WARC-Target-URI")
            try:
                if len(data) > MAX_HTML:
                    raise InputError(f"is larger than {MAX_HTML // 2**20} MB")
                digest = hashlib.sha256(data).hexdigest()
                yield article_report(data, f"{name}:{number}", Origin(url=url), given, digest)
            except EmptyInput:
                continue
            except InputError as err:
                yield InputFailure(f"record {number} ({url})", str(err))
    except InputError:
        raise
    except Exception as err:  # warcio raises whatever a broken record makes its parsers raise
        raise InputError(f"is a broken WARC after record {number} ({type(err).__name__})") from err
    if not pages:
        raise EmptyInput("holds no saved web pages")


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    return (headers.get_header("Content-Type") or "").split(";")[0].strip().lower() in _PAGES
