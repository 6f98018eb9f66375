"""The words of a table's row as a text of its own, so that every value taken from it has its span."""

from __future__ import annotations

from tocsin.records import Span


class RowText:
    """A head line and a line ``column: value`` for each cell that is not empty."""

    def __init__(self, head: str) -> None:
        self._parts = [head]
        self._length = len(head)
        self._spans: dict[str, Span] = {}

    def add(self, column: str, value: str) -> None:
        """Append a cell; an empty one leaves no line."""
        plain = " ".join(value.split())
        if not plain:
            return
        lead = f"\n{column}: "
        start = self._length + len(lead)
        self._spans[column] = Span(start, start + len(plain))
        self._parts += [lead, plain]
        self._length = start + len(plain)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self._parts)

    def quote(self, column: str, words: str | None = None) -> tuple[str | None, Span | None]:
        """Words and span of a cell, or of the first ``words`` in it; (None, None) where there are none."""
        span = self._spans.get(column)
        if span is None:
            return None, None
        value = span.of(self.text)
        if words is None:
            return value, span
        at = value.find(words)
        if at < 0 or not words:
            return None, None
        return words, Span(span.start + at, span.start + at + len(words))
