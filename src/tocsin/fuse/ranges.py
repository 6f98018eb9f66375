"""Low, best and high over independent roots: the toll rules of the contract for one group of people."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.fuse.standing import rounding_of
from tocsin.fuse.within import Statement, agrees, total
from tocsin.records.incident import Bounds


def span(statements: Sequence[Statement]) -> Bounds:
    """The range over the standing statements of one group of people; one statement a root.

    - low = lowest low, high = highest high, best = the closed figure with most independent support, ties to
      the lower; with floors alone ("at least 30") best is the floor and high is open.
    - A floor above every closed figure leaves high open. Vague words count only when alone.
    - A party's count of its enemy's people: alone 0, none, N; beside others it widens only high.
    """
    neutral = [s for s in statements if not s.enemy]
    enemies = [s for s in statements if s.enemy]
    if not neutral:
        return Bounds(0, None, _highest([s.high for s in enemies]))
    clear = [s for s in neutral if not s.vague] or neutral
    weighty = [s for s in clear if not rounding_of(s, clear)]
    closed = [s for s in weighty if s.closed]
    floors = [s.low for s in weighty if s.low is not None and s.high is None]
    ceilings = [s.high for s in weighty if s.high is not None and s.low is None]
    lows = [s.low for s in closed if s.low is not None] + floors
    highs = [s.high for s in closed if s.high is not None] + ceilings
    low = min(lows) if lows else 0
    high = max(highs) if highs else None
    if high is not None and any(f > high for f in floors):
        high = None
    best = _best(closed, clear) if closed else _first(floors, clear)
    if high is not None:
        for enemy in enemies:
            if enemy.high is not None:
                high = max(high, enemy.high)
            elif enemy.low is not None and enemy.low > high:
                high = None
                break
    return Bounds(low, best, high)


def _best(closed: Sequence[Statement], every: Sequence[Statement]) -> int | None:
    values = sorted({s.low for s in closed if s.low is not None})

    spoken = {s.root.independent for s in every}

    def support(value: int) -> int:
        own = [s for s in every if _supports(s, value)]
        backers = {b.independent for s in own for c in s.claims for b in c.backers} - spoken
        return len({s.root.independent for s in own} | backers)

    return max(values, key=lambda v: (support(v), -v)) if values else None


def _supports(statement: Statement, value: int) -> bool:
    if statement.closed:
        if statement.exact:
            return statement.low == value
        if statement.low == statement.high:
            return agrees(statement.size, value)
        return (statement.low or 0) <= value <= (statement.high or 0)
    return statement.size == value


def _first(floors: Sequence[int], every: Sequence[Statement]) -> int | None:
    """The best of open figures: the floor most often given, ties to the lower."""
    if not floors:
        return None
    return max(
        sorted(set(floors)), key=lambda v: (len({s.root.independent for s in every if s.low == v}), -v)
    )


def _highest(highs: Sequence[int | None]) -> int | None:
    return None if any(h is None for h in highs) else max((h for h in highs if h is not None), default=None)


def added(parts: Sequence[Bounds]) -> Bounds:
    """The sum over groups that are counted apart; a group without a best figure adds nothing to best."""
    bests = [p.best for p in parts if p.best is not None]
    return Bounds(sum(p.low or 0 for p in parts), sum(bests) if bests else None, total(p.high for p in parts))
