"""The sentences of a report that tell of one account: what likeness between accounts is measured on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.records import Account, Span

_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n\s*\n")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Capt|Lt|Sgt|St|No|Sen|Gov|Rep))\.$")


def telling(text: str, account: Account) -> str:
    """The sentences of ``text`` that hold the account's trigger, mentions, figures, places or days."""
    spans = list(_spans(account))
    told = [text[a:b] for a, b in _sentences(text) if any(a < s[1] and s[0] < b for s in spans)]
    return " ".join(" ".join(told).split())


def _spans(account: Account) -> Iterator[Span]:
    yield account.trigger.span
    yield from (m.span for m in account.mentions)
    yield from (t.span for t in account.tolls if t.span is not None)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Rough sentence bounds: an abbreviation or an initial ends none."""
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATED.search(text, max(start, match.start() - 6), match.start()):
            continue
        yield start, match.start()
        start = match.end()
    yield start, len(text)
