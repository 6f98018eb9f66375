"""A draft: one incident of the report while it is put together, as indexes into the findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from tocsin.codebook import words


@dataclass(slots=True)
class Draft:
    """Triggers, figures, places, dates and sentences that tell of one incident.

    ``opened_by`` says why it is an incident of its own: ``first``, ``sentence`` (told apart within
    one sentence), ``section``, ``kind``, ``place``, ``date``, ``another`` or ``new``.
    """

    triggers: list[int] = field(default_factory=list)
    tolls: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    opened_by: str = "first"

    def take(self, other: Draft) -> None:
        """Add everything of ``other``."""
        for mine, theirs in (
            (self.triggers, other.triggers),
            (self.tolls, other.tolls),
            (self.places, other.places),
            (self.times, other.times),
            (self.sentences, other.sentences),
        ):
            known = set(mine)
            mine.extend(x for x in theirs if x not in known)


@cache
def kinds_apart() -> frozenset[frozenset[str]]:
    """Pairs of kinds whose words do not name one incident."""
    return frozenset(frozenset(pair) for pair in words("joining")["apart"])


@cache
def kind_rank() -> dict[str, int]:
    """How narrow each kind is; the narrowest names the incident."""
    return {str(k): int(v) for k, v in words("joining")["rank"].items()}
