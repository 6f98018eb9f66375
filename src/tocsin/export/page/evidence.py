"""Values and the words they stand on: the report's text in marked pieces, tied to the values by number.

Spans may nest and cross, which elements cannot: the text is cut at every end of a span, and each
piece names all the values it belongs to (``data-v``). The pieces of a value together are its words.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from tocsin.export.page.markup import Child, Html, h, join, text
from tocsin.records import Span

KINDS = {
    "trigger": "incident",
    "mention": "incident, named again",
    "date": "date",
    "place": "place",
    "perpetrator": "perpetrator",
    "target": "target",
    "weapon": "weapon",
    "toll": "figure",
    "group": "people counted",
    "victim": "named person",
    "speaker": "speaker",
    "link": "link to another incident",
    "issue": "issue",
}
"""The kinds of value and what the page calls them."""


class Evidence:
    """The values of one report; ``prefix`` keeps ids apart on a page of many reports."""

    def __init__(self, body: str, prefix: str) -> None:
        self._text = body
        self._prefix = prefix
        self._values: list[tuple[str, Span | None]] = []

    def add(self, kind: str, span: Span | None) -> int:
        """The number of a new value."""
        self._values.append((kind, span))
        return len(self._values) - 1

    def value(self, kind: str, span: Span | None, *shown: Child, note: str | None = None) -> Html:
        """A value as a person reads it: a link to its words where it has any."""
        return self.show(self.add(kind, span), *shown, note=note)

    def show(self, number: int, *shown: Child, note: str | None = None) -> Html:
        """The value ``number``; ``note`` says why it has no words of its own."""
        kind, span = self._values[number]
        ident = f"{self._prefix}v{number}"
        if span is None:
            title = note or "no words of its own in the text"
            return h("span", *shown, class_=f"v {kind} none", id=ident, data_v=number, title=title)
        target = f"#{self._prefix}c{span.start}"
        return h("a", *shown, class_=f"v {kind}", id=ident, data_v=number, href=target)

    def marked(self) -> Html:
        """The whole text, every value's words marked once."""
        opens: dict[int, list[int]] = defaultdict(list)
        closes: dict[int, list[int]] = defaultdict(list)
        for number, (_, span) in enumerate(self._values):
            if span is not None:
                opens[span.start].append(number)
                closes[span.end].append(number)
        cuts = sorted({0, len(self._text), *opens, *closes})
        active: set[int] = set()
        out: list[Html] = []
        for start, end in pairwise(cuts):
            active.difference_update(closes.get(start, ()))
            active.update(opens.get(start, ()))
            piece = text(self._text[start:end])
            out.append(self._mark(piece, start, active, start in opens) if active else piece)
        return join(out)

    def _mark(self, piece: Html, start: int, active: set[int], first: bool) -> Html:
        kinds = [self._values[n][0] for n in sorted(active, key=self._length)]
        outer = next((k for k in kinds if k != kinds[0]), None)
        return h(
            "mark",
            piece,
            class_=kinds[0] if outer is None else f"{kinds[0]} o-{outer}",
            id=f"{self._prefix}c{start}" if first else None,
            data_v=" ".join(map(str, sorted(active))),
        )

    def _length(self, number: int) -> tuple[int, int]:
        span = self._values[number][1]
        return (span.end - span.start if span else 0, number)
