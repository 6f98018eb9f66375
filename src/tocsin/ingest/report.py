"""A body of text and its origin, made into a report: the limits and checks that all readers share."""

from __future__ import annotations

import datetime as dt
import re

from tocsin.ingest.base import MAX_CHARACTERS, Origin
from tocsin.records import Issue, Report

_SENTENCE_END = re.compile(r"[.!?]['\"”’)\]]*\s|\n")
_LOOK_BACK = 5_000  # characters searched for a sentence end before the limit


def make_report(
    report_id: str,
    text: str,
    origin: Origin,
    *,
    basis: str = "given",
    original_sha256: str | None = None,
    issues: tuple[Issue, ...] = (),
) -> Report:
    """A report of ``text``, cut at :data:`MAX_CHARACTERS`, with the issues that taking it in raised.

    ``basis`` says where its publication date comes from (``given`` or ``stated``), where it has one.
    """
    raised = list(issues)
    if len(text) > MAX_CHARACTERS:
        kept = _cut(text, MAX_CHARACTERS)
        raised.append(
            Issue(
                "text_truncated",
                f"The text has {len(text):,} characters, over the limit of {MAX_CHARACTERS:,} a report; "
                f"the first {kept:,} were read. Split it into reports to have it all read.",
            )
        )
        text = text[:kept]
    if origin.published is not None and origin.published > _today():
        raised.append(
            Issue(
                "publication_date_in_future",
                f"The publication date {origin.published.isoformat()} lies after this machine's today, "
                f"{_today().isoformat()}; check the date.",
            )
        )
    return Report(
        id=report_id,
        text=text,
        published=origin.published,
        published_basis="unknown" if origin.published is None else basis,
        outlet=origin.outlet,
        title=origin.title,
        url=origin.url,
        language=origin.language,
        original_sha256=original_sha256,
        issues=tuple(raised),
    )


def _today() -> dt.date:
    """The latest date that it is anywhere on Earth: a report of tomorrow in Auckland is no error."""
    return dt.datetime.now(dt.timezone(dt.timedelta(hours=14))).date()


def _cut(text: str, limit: int) -> int:
    """The last sentence end before ``limit``, else the last blank, else ``limit``."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, limit - _LOOK_BACK, limit)]
    if ends:
        return ends[-1]
    blank = text.rfind(" ", limit - _LOOK_BACK, limit)
    return blank + 1 if blank > 0 else limit
