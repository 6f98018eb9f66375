"""Women and children among the victims: from figures that count them, and from groups that tell how many."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.fuse.claims import RULES, Claim
from tocsin.fuse.within import Statement
from tocsin.records.incident import Bounds

WOMEN, CHILDREN = frozenset(RULES["women"]), frozenset(RULES["children"])


def ages_of(claims: Sequence[Claim]) -> tuple[Bounds | None, Bounds | None]:
    """Women and children of one effect: of each root the last figure, then the range over the roots."""
    return _of(claims, WOMEN, "women"), _of(claims, CHILDREN, "children")


def _of(claims: Sequence[Claim], names: frozenset[str], field: str) -> Bounds | None:
    by_root: dict[str, tuple[int | None, int | None]] = {}
    for claim in claims:
        if claim.note in ("withdrawn", "denied by who is quoted", "rejected in the same words"):
            continue
        group = claim.toll.group
        stated = getattr(group, field) if group is not None else None
        if stated is not None:
            by_root[claim.root.key] = (stated, stated)
        elif claim.group and set(claim.group[-1:]) & names and not _more(claim):
            by_root[claim.root.key] = (claim.low, claim.high)
    if not by_root:
        return None
    lows = [low for low, _ in by_root.values() if low is not None]
    highs = [high for _, high in by_root.values()]
    closed = [low for low, high in by_root.values() if low is not None and high is not None]
    best = (
        max(sorted(set(closed)), key=lambda v: (closed.count(v), -v)) if closed else min(lows, default=None)
    )
    high = None if all(h is None for h in highs) else max(h for h in highs if h is not None)
    if high is not None and any(low > high for low in lows):
        high = None
    return Bounds(min(lows, default=0), best, high)


def _more(claim: Claim) -> bool:
    """ "women and children" together are neither women nor children."""
    return "and" in claim.group


def standing_words(statements: Sequence[Statement]) -> tuple[str, ...]:
    """The words of the standing figures, for a reader: speaker and number."""
    return tuple(f"{s.root.label}: {s.size}" for s in statements)
