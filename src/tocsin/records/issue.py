"""An issue: something that could not be settled, said instead of hidden."""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.records.span import Span


@dataclass(frozen=True, slots=True)
class Issue:
    """Something the reader could not settle, with the words concerned where there are any."""

    code: str = field(metadata={"words": "issues"})
    message: str
    span: Span | None = None
