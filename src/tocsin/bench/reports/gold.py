"""Annotated reports read from jsonl, and their quotes located in the text.

The annotators give quotes, not offsets. A quote that stands once is where it stands; one that
stands more than once is the occurrence nearest to the incident's quotes that stand once. An explicit
``span`` (``trigger_span``, ``mention_spans``) wins.
"""

from __future__ import annotations

import bisect
import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tocsin.errors import DataError
from tocsin.records import Report, Span

Row = Mapping[str, Any]

_SENTENCE = re.compile(r"(?:[.!?][\"”’')\]]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n+)")


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The annotated reports of a jsonl file; :class:`DataError` names a line that is none."""
    rows = []
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    rows.append(json.loads(line))
                    missing = {"id", "text", "is_conflict"} - rows[-1].keys()
                    if missing:
                        raise DataError(
                            f"{path}:{number}: an annotated report needs {', '.join(sorted(missing))}"
                        )
    except OSError as err:
        raise DataError(f"the gold file {path} cannot be read: {err.strerror}") from err
    except (ValueError, AttributeError) as err:
        raise DataError(f"{path}:{number}: not an annotated report in JSON ({err})") from err
    return rows


def digest(path: Path) -> str:
    """SHA-256 of a corpus file: the figures hold for these bytes only."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def report_of(row: Row) -> Report:
    """What the reader may see of an annotated report: id, published, outlet, title and text."""
    published = row.get("published")
    return Report(
        id=row["id"],
        text=row["text"],
        published=dt.date.fromisoformat(published) if published else None,
        published_basis="given" if published else "unknown",
        outlet=row.get("outlet"),
        title=row.get("title"),
    )


class Sentences:
    """Where sentences begin, by punctuation alone: the scorer has no parser."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(m.end() for m in _SENTENCE.finditer(text))]

    def of(self, span: Span) -> int:
        """The number of the sentence in which ``span`` begins."""
        return bisect.bisect_right(self._starts, span.start) - 1

    def words(self, span: Span) -> Span:
        """The sentences from the one in which ``span`` begins to the one in which it ends."""
        last = bisect.bisect_right(self._starts, max(span.start, span.end - 1))
        end = self._starts[last] if last < len(self._starts) else len(self._text)
        return Span(self._starts[self.of(span)], end)


def occurrences(text: str, quote: str | None) -> list[Span]:
    """Where ``quote`` stands; of several places those where it is not cut out of a longer word."""
    found: list[Span] = []
    if not quote:
        return found
    at = text.find(quote)
    while at >= 0:
        found.append(Span(at, at + len(quote)))
        at = text.find(quote, at + 1)
    if len(found) > 1:
        whole = [s for s in found if not _cuts_a_word(text, quote, s)]
        return whole or found
    return found


def _cuts_a_word(text: str, quote: str, at: Span) -> bool:
    before = at.start > 0 and text[at.start - 1].isalnum() and quote[0].isalnum()
    return before or (at.end < len(text) and text[at.end].isalnum() and quote[-1].isalnum())


class Finder:
    """:func:`occurrences` in one text, remembered."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._seen: dict[str | None, list[Span]] = {}

    def __call__(self, quote: str | None) -> list[Span]:
        found = self._seen.get(quote)
        if found is None:
            found = self._seen[quote] = occurrences(self.text, quote)
        return found

    def unique(self, quotes: Iterable[str | None]) -> list[Span]:
        """The places of those quotes that stand exactly once."""
        return [found[0] for q in quotes if len(found := self(q)) == 1]


class Located:
    """The places of one incident's quotes.

    ``anchors`` are its quotes that stand once (tolls, trigger and mentions before all others);
    ``reference`` is what parties and places are looked for around: the anchors, else the trigger.
    """

    def __init__(self, finder: Finder, incident: Row) -> None:
        self._finder = finder
        mentions = incident.get("mentions") or []
        naming = [*(t["quote"] for t in incident.get("tolls") or []), incident["trigger"], *mentions]
        self.anchors = finder.unique(naming) or finder.unique(o.get("quote") for o in _quoting(incident))
        self.trigger = self.place(incident["trigger"], given=incident.get("trigger_span"))
        self.mentions = [s for s in map(self.place, mentions) if s]
        self.mentions += [Span(*s) for s in incident.get("mention_spans") or []]
        self.reference = self.anchors or ([self.trigger] if self.trigger else [])

    def place(
        self, quote: str | None, near: Sequence[Span] = (), given: Sequence[int] | None = None
    ) -> Span | None:
        """Where ``quote`` stands: as ``given``, else nearest to ``near`` (default: the anchors)."""
        if given:
            return Span(*given)
        found = self._finder(quote)
        near = near or self.anchors
        if len(found) < 2 or not near:
            return found[0] if found else None
        return min(
            found, key=lambda s: (min(max(s.start - n.end, n.start - s.end, 0) for n in near), s.start)
        )


def _quoting(incident: Row) -> Iterator[Row]:
    for key in ("places", "perpetrators", "targets", "weapons"):
        yield from incident.get(key) or []
    if incident.get("when"):
        yield incident["when"]
