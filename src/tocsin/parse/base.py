"""The parser's face and the plain table of parsers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from tocsin.records import Parse


class Parser(Protocol):
    """Turns texts into parses, in order."""

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """One :class:`Parse` a text, in the order given."""
        ...
