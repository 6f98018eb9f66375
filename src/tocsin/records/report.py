"""A report: one text as it was published, with what is known of its origin."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from tocsin.records.issue import Issue


def table_of(url: str | None) -> str | None:
    """The table that a report is a row of, where its address says so: ``events.csv#row=5`` (RFC 7111)."""
    table, mark, _ = (url or "").partition("#row=")
    return table if mark else None


@dataclass(frozen=True, slots=True)
class Report:
    """One news report.

    ``text`` is the body after decoding and extraction; every span of every record points into
    it. ``published_basis`` is ``given`` (by the caller or a metadata field), ``stated`` (read off
    the document itself) or ``unknown``. ``original_sha256`` is the digest of the bytes that came in.
    ``issues`` are those of taking it in (an assumed encoding, a cut text); its reading repeats them.
    """

    id: str
    text: str
    published: dt.date | None = None
    published_basis: str = "unknown"
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    original_sha256: str | None = None
    issues: tuple[Issue, ...] = ()

    @property
    def sha256(self) -> str:
        """Digest of ``text`` in UTF-8: the report's identity for the store."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
