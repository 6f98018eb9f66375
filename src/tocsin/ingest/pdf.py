"""PDF files: the text of their pages in order, with the breaks that layout put inside sentences mended."""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from tocsin.errors import EmptyInput, InputError
from tocsin.ingest.base import MAX_CHARACTERS, InputFailure, Origin
from tocsin.ingest.decode import check_prose, check_text
from tocsin.ingest.optional import need
from tocsin.ingest.report import make_report
from tocsin.ingest.text import read_bytes
from tocsin.records import Report

MAX_PAGES = 400
"""Pages of one file that are looked at; the text of fewer reaches the limit of one report."""

_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_SHORT_LINE = 45  # characters: a shorter line is a heading, a cell or the end of a paragraph, unless ...
_NARROW_COLUMN = 28  # ... the lines of the page are about as long, and at least so long
# One glyph for letters that belong to the words: typesetting, not text.
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def read_pdf(stream: BinaryIO, name: str, given: Origin) -> Iterator[Report | InputFailure]:
    """The report of a PDF with text in it; a scanned one is refused. The title is that of its metadata.

    The creation date of the file says nothing of the report's publication and is not used.
    """
    data = read_bytes(stream)
    if not data[:1024].lstrip().startswith(b"%PDF-"):
        raise InputError("is no PDF file, whatever its name says")
    text, title = _extract(data)
    if not text.strip():
        raise EmptyInput("holds pictures of text only; run it through text recognition (OCR) first")
    check_text(text)
    check_prose(text)
    origin = Origin(None, None, title)
    yield make_report(name, text, origin.or_else(given), original_sha256=hashlib.sha256(data).hexdigest())


def _extract(data: bytes) -> tuple[str, str | None]:
    pypdf = need("pypdf", "pdf")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports every flaw that it mends
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise InputError("is locked with a password; save a copy without one")
        pages: list[str] = []
        size = 0
        for page in document.pages[:MAX_PAGES]:
            pages.append(unwrap(page.extract_text()).strip("\n"))
            size += len(pages[-1])
            if size > MAX_CHARACTERS:
                break
        return "\n\n".join(p for p in pages if p.strip()), _title(document)
    except InputError:
        raise
    except Exception as err:  # pypdf raises whatever a broken file makes its parsers raise
        what = type(err).__name__
        raise InputError(
            f"is a PDF that cannot be read ({what}); save its text, for example with pdftotext"
        ) from err


def unwrap(page: str) -> str:
    """The text of a page with lines joined where the layout broke a sentence, and ligatures undone."""
    page = _HYPHEN.sub("", page.replace("\r\n", "\n").translate(_LIGATURES))
    lines = page.split("\n")
    full = _full_line(lines)
    out: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        goes_on = len(before) > full or line.lstrip()[:1].islower()
        if out and goes_on and before.strip() and line.strip() and not _ends_sentence(before):
            out[-1] = f"{out[-1].rstrip()} {line.lstrip()}"
        else:
            out.append(line)
    return "\n".join(out)


def _full_line(lines: list[str]) -> int:
    """Characters over which a line of this page runs to the margin: fewer where its columns are narrow."""
    lengths = sorted(len(line) for line in lines if line.strip())
    column = lengths[len(lengths) * 3 // 4] * 3 // 4 if lengths else 0
    return min(_SHORT_LINE, max(column, _NARROW_COLUMN))


def _ends_sentence(line: str) -> bool:
    return line.rstrip().endswith((".", "!", "?", ":"))


def _title(document: Any) -> str | None:
    title = document.metadata.title if document.metadata else None
    return " ".join(str(title).split()) or None if title else None
