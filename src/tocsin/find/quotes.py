"""Quoted passages of a text: pairs of quotation marks, each inside one paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from tocsin.records import Span

_MARKS = re.compile(r"[\"“”„«»]|\n[ \t\r]*\n|''|``")
_OPENERS = frozenset("“„«")
_CLOSERS = frozenset("”»")
_LONGEST = 4000  # characters: a longer "quote" is a lost mark


def find_quotes(text: str) -> tuple[Span, ...]:
    """Quoted passages with their marks, in text order, never nested.

    A paragraph that opens a quote and does not close it is quoted to its end (the next paragraph
    opens anew in printed news). A straight mark opens when none is open. Stray closers are skipped.
    """
    spans: list[Span] = []
    start: int | None = None
    for match in _MARKS.finditer(text):
        mark = match.group()
        if mark[0] == "\n":
            if start is not None and text[start] in _OPENERS:
                spans.append(Span(start, match.start()))
            start = None
        elif mark in _OPENERS or mark == "``":
            start = match.start()
        elif start is None:
            if mark not in _CLOSERS:
                start = match.start()
        else:
            if match.end() - start <= _LONGEST:
                spans.append(Span(start, match.end()))
            start = None
    return tuple(spans)


def quotes_meeting(quotes: Sequence[Span], span: Span) -> list[Span]:
    """Those of ``quotes`` (in text order, never nested) that share a character with ``span``."""
    first = bisect_right(quotes, (span.start, 0)) - 1
    out = []
    for quote in quotes[max(first, 0) :]:
        if quote.start >= span.end:
            break
        if quote.meets(span):
            out.append(quote)
    return out
