"""What holds for any bytes in a file: reports that are sound, or one sentence; nothing else, and no files."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from tocsin.ingest import InputFailure, ingest_inputs
from tocsin.ingest.base import MAX_CHARACTERS
from tocsin.records import Report

_DIGEST = re.compile(r"[0-9a-f]{64}")
MOST_ITEMS = 50_000
LONGEST_SENTENCE = 1_000


def fault(path: Path) -> str | None:
    """The law that reading ``path`` breaks, in words; None where all hold. An exception is a fault too."""
    before = sorted(path.parent.iterdir())
    try:
        items = list(ingest_inputs([str(path)]))
    except Exception as err:  # noqa: BLE001 - this is what is looked for
        return f"raises {type(err).__name__}: {str(err)[:200]} at {_where(err)}"
    if sorted(path.parent.iterdir()) != before:
        return "writes files"
    if not items:
        return "says nothing at all: no report and no sentence"
    if len(items) > MOST_ITEMS:
        return f"gives {len(items)} items"
    ids: set[str] = set()
    for item in items:
        broken = _of_failure(item) if isinstance(item, InputFailure) else _of_report(item)
        if broken:
            return broken
        if isinstance(item, Report):
            if item.id in ids:
                return f"gives two reports the id {item.id!r}"
            ids.add(item.id)
    return None


def _of_failure(item: InputFailure) -> str | None:
    if not item.message.strip() or len(item.sentence) > LONGEST_SENTENCE:
        return f"tells a failure in {len(item.sentence)} characters: {item.sentence[:80]!r}"
    try:
        item.sentence.encode()
    except UnicodeEncodeError:
        return f"tells a failure that cannot be written: {item.sentence[:80]!r}"
    return None


def _of_report(report: Report) -> str | None:
    if not report.text.strip():
        return "gives a report without text"
    if len(report.text) > MAX_CHARACTERS:
        return f"gives a text of {len(report.text)} characters"
    if "\x00" in report.text:
        return "gives a text with NUL"
    for name in ("id", "text", "outlet", "title", "url", "language"):
        value = getattr(report, name)
        if value is None:
            continue
        if not isinstance(value, str) or not value:
            return f"gives {name} = {value!r:.80}"
        try:
            value.encode()
        except UnicodeEncodeError:
            return f"gives {name} with half a character: {value!r:.80}"
    if report.published is not None and type(report.published) is not dt.date:
        return f"gives published = {report.published!r}"
    if not _DIGEST.fullmatch(report.original_sha256 or ""):
        return f"gives no digest of the original: {report.original_sha256!r}"
    return None


def _where(err: BaseException) -> str:
    """File and line of the last frame inside the package."""
    place, trace = "?", err.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if "tocsin" in file:
            place = f"{Path(file).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
