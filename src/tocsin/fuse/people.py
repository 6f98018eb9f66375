"""Women and children among the victims: from figures that count them, and from groups that tell how many."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.fuse.claims import PART, RULES, Claim
from tocsin.fuse.within import total
from tocsin.records.incident import Bounds

NEVER = ("withdrawn", "denied by who is quoted", "rejected in the same words", "a copy of ")
WOMEN, CHILDREN = frozenset(RULES["women"]), frozenset(RULES["children"])


def ages_of(claims: Sequence[Claim]) -> tuple[Bounds | None, Bounds | None]:
    """Women and children of one effect: of each root the last figure, then the range over the roots."""
    return _of(claims, WOMEN, "women"), _of(claims, CHILDREN, "children")


def _of(claims: Sequence[Claim], names: frozenset[str], field: str) -> Bounds | None:
    told: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        if not (claim.note or "").startswith(NEVER) and (
            _stated(claim, field) is not None or _counts(claim, names)
        ):
            told.setdefault((claim.root.key, claim.by.account.id), []).append(claim)
    by_root: dict[str, tuple[int | None, int | None]] = {}
    # Eleven boys of 79 children are no further children.
    held = {f"{PART}{c.ref}" for those in told.values() for c in those}
    for (root, _), those in told.items():
        apart = {c.group: c for c in reversed(those) if c.note not in held}
        figures = [
            (n, n) if (n := _stated(c, field)) is not None else (c.low, c.high) for c in apart.values()
        ]
        if not figures:
            continue
        lows = [low for low, _ in figures if low is not None]
        by_root[root] = (sum(lows) if lows else None, total(high for _, high in figures))
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


def _stated(claim: Claim, field: str) -> int | None:
    value: int | None = getattr(claim.toll.group, field) if claim.toll.group is not None else None
    return value


def _counts(claim: Claim, names: frozenset[str]) -> bool:
    return bool(set(claim.group[-1:]) & names) and not _more(claim)


def _more(claim: Claim) -> bool:
    """ "women and children" together are neither women nor children."""
    return "and" in claim.group
