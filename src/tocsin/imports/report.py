"""What an import did: a line for each change, a sentence for each row that was refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Done(NamedTuple):
    """One change: the sheet and row it comes from, and what it is, in words."""

    sheet: str
    row: int
    what: str


class Refused(NamedTuple):
    """One row that was left alone, and why, with the remedy."""

    sheet: str
    row: int
    why: str

    @property
    def sentence(self) -> str:
        """``tolls, row 7: ...``."""
        return f"{self.sheet}, row {self.row}: {self.why}"


@dataclass(slots=True)
class Report:
    """All of an import; ``unchanged`` counts the rows that ask for nothing, or for what is so already."""

    done: list[Done] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    unchanged: int = 0
    verdicts: tuple[str, ...] = ()

    def refuse(self, sheet: str, rows: Iterable[int], why: str) -> None:
        """Leave rows alone."""
        self.refused.extend(Refused(sheet, row, why) for row in rows)
