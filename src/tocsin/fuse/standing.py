"""What each root says in the end: within one root a later figure replaces an earlier one, even downward."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.fuse.claims import RULES, Claim
from tocsin.fuse.roots import Root
from tocsin.fuse.within import Statement, agrees, exact_sums, is_round, statements_of

SOME = frozenset(RULES["women"]) | frozenset(RULES["children"])


def standing(claims: Sequence[Claim]) -> list[Statement]:
    """The standing statements of one effect: one a root and cell. Everything else gets its note.

    ``claims`` come oldest account first; those of one account stand together.
    """
    _echoes(claims)
    accounts: dict[str, list[Claim]] = {}
    for claim in claims:
        accounts.setdefault(claim.by.account.id, []).append(claim)
    told: list[Statement] = []
    seen: dict[str, set[int]] = {}  # numbers given before, by member of a root
    for those in accounts.values():
        exact_sums(those)
        _told_before(those, seen, told)
        told += statements_of(those, claims)
        for claim in those:
            for member in claim.root.members:
                seen.setdefault(member, set()).add(claim.size)
    told.sort(key=lambda s: (s.first.day, claims.index(s.first)))
    kept: list[Statement] = []
    for new in told:
        kept = _after(kept, new)
    return _without_some(_overtaken(kept))


def _echoes(claims: Sequence[Claim]) -> None:
    """An outlet's own word that repeats a figure which it gave as somebody's before is still that one's.

    So is its own word in an update of a report that had that people's figure of one speaker alone.
    """
    for n, claim in enumerate(claims):
        if not claim.root.voice or not claim.counts:
            continue
        updated = [
            c for c in claims[:n] if c.by.source.id == claim.by.source.updates and c.cell == claim.cell
        ]
        if updated and len({c.root.key for c in updated}) == 1 and not updated[0].root.voice:
            claim.root, claim.enemy = updated[0].root, updated[0].enemy
            continue
        for old in claims[:n]:
            if (
                not old.root.voice
                and old.by.account.id != claim.by.account.id
                and _outlet(old) == _outlet(claim) is not None
                and (old.low, old.high, old.cell) == (claim.low, claim.high, claim.cell)
            ):
                claim.root, claim.enemy = old.root, old.enemy
                break


def _outlet(claim: Claim) -> str | None:
    return claim.by.source.outlet


def _told_before(claims: Sequence[Claim], seen: dict[str, set[int]], told: Sequence[Statement]) -> None:
    """A root that gives a new figure beside one it gave before tells the old one again.

    An outlet's own word is told again if anybody gave it before and the account holds another figure.
    """
    everything = set().union(*seen.values()) if seen else set()
    for claim in claims:
        rivals = [c for c in claims if c is not claim and c.counts and c.cell == claim.cell]
        if not claim.counts or not rivals:
            continue
        if claim.root.voice:
            fresh = [
                c for c in rivals if c.size not in everything and c.size > claim.size and not c.root.voice
            ]
            if claim.size in everything and fresh and not claim.group:
                claim.drop("an earlier figure, told again", fresh[0])
            continue
        before = set().union(*(seen.get(m, set()) for m in claim.root.members))
        own = [c for c in rivals if c.root.shares(claim.root) and c.rivals(claim)]
        if claim.size not in before or not own:
            continue
        fresh = [c for c in own if c.size not in before and _may_replace(c, claim)]
        valid = [s for s in told if s.root.shares(claim.root) and s.cell == claim.cell]
        if not fresh and valid and valid[-1].size != claim.size:
            fresh = [c for c in own if c.size == valid[-1].size]
        if fresh:
            claim.drop("an earlier figure, told again", fresh[0])


def _may_replace(new: Claim, old: Claim) -> bool:
    """Whether a figure can be the new count: one far below without a word of correction is of some people."""
    return new.size >= RULES["partial"] * old.size or new.cued("revised")


def _after(kept: list[Statement], new: Statement) -> list[Statement]:
    """The standing statements once ``new`` is told."""
    for old in kept:
        if old.cell != new.cell or not old.root.shares(new.root) or old.enemy != new.enemy:
            continue
        if old.first.by.account.id == new.first.by.account.id:
            continue
        if _rounds(new, old):
            new.drop(f"agrees with {old.first.ref}, which says it more exactly", old)
            return kept
        if _is_partial(new, old):
            new.drop(f"far below {old.first.ref} and not called a correction: some of its people")
            return kept
        return [s for s in kept if s is not old and not _replaced(s, new)] + [_carry(old, new)]
    return [*kept, new]


def _replaced(old: Statement, new: Statement) -> bool:
    return (
        old.cell == new.cell
        and old.root.shares(new.root)
        and old.first.by.account.id != new.first.by.account.id
    )


def _carry(old: Statement, new: Statement) -> Statement:
    """``new`` in the place of ``old``; groups of ``old`` that ``new`` says nothing of stay."""
    if len(old.groups) > 1 and new.groups < old.groups:
        stay = [c for c in old.claims if c.group not in new.groups]
        for claim in old.claims:
            if claim not in stay:
                claim.drop("replaced by a later figure", new.first)
        return Statement(new.root, new.cell, [*new.claims, *stay])
    old.drop("replaced by a later figure", new)
    return new


def _rounds(new: Statement, old: Statement) -> bool:
    """Whether a later figure is only a rounder, looser or partial way to say the standing one."""
    if len(old.claims) > 1 and new.groups == {()} and new.size in {c.size for c in old.claims}:
        return True
    if new.exact or not old.exact:
        return new.vague and not old.vague
    if new.vague:
        return True
    return agrees(new.size, old.size) and (new.closed or new.size <= old.size)


def _is_partial(new: Statement, old: Statement) -> bool:
    return (
        new.size < RULES["partial"] * old.size
        and not new.cued("revised")
        and not any(c.toll.whole for c in new.claims)
        and bool(new.groups - {()})
        and new.size > 0
    )


def _overtaken(kept: list[Statement]) -> list[Statement]:
    """Without the early figures of others that a later, larger one overtakes.

    Floors of an outlet's own word, or of another arm of one state; and any figure of an effect that goes
    on for days (arrests, releases).
    """
    left = []
    for old in kept:
        later = [
            s
            for s in kept
            if s.cell == old.cell
            and (s.first.day > old.first.day or s.first.by is old.first.by)
            and s.size > old.size
            and not s.vague
            and not s.enemy
        ]
        floor = old.high is None and old.low is not None
        grows = old.first.toll.effect in RULES["growing"]
        by = [
            s
            for s in later
            if (grows and s.first.by is not old.first.by)
            or (floor and _one_state(old.root, s.root))
            or (floor and old.root.voice and s.first.by is not old.first.by)
        ]
        if by and not old.enemy:
            old.drop("an early figure, overtaken by a later one", by[-1])
        else:
            left.append(old)
    return left


def _without_some(kept: list[Statement]) -> list[Statement]:
    """Without women or children counted alone where somebody counts more people of the same cell.

    And without one group of those hit ("three soldiers") where another root counts more than twice as many
    people and does not say whom ("ten people").
    """
    left = []
    for s in kept:
        over = [o for o in kept if o.cell == s.cell and not o.enemy and not _some(o) and o.size >= s.size]
        everybody = [
            o
            for o in kept
            if o.cell in (s.cell, "all")
            and o.groups == {()}
            and not o.enemy
            and not o.root.shares(s.root)
            and s.size < RULES["partial"] * o.size
        ]
        if _some(s) and over:
            s.drop(f"women or children only: some of {over[0].first.ref}")
        elif everybody and not s.enemy and all(c.some for c in s.claims):
            s.drop(f"one group of those hit: some of {everybody[0].first.ref}")
        else:
            left.append(s)
    return left


def _some(s: Statement) -> bool:
    return all(set(c.group[-1:]) & SOME for c in s.claims)


def _one_state(one: Root, other: Root) -> bool:
    """Arms of one state: its police, its army, its government."""
    return one.side == other.side == "state" and one.country == other.country


def rounding_of(statement: Statement, others: Sequence[Statement]) -> bool:
    """Whether a round figure only rounds an exact one of somebody else."""
    if statement.exact or not is_round(statement.size):
        return False
    return any(
        o.exact and agrees(statement.size, o.size) and (statement.closed or statement.size <= o.size)
        for o in others
        if o is not statement
    )
