"""The toll of an incident: for each effect low, best and high over the roots, by group, with its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.codebook import table
from tocsin.fuse.claims import Claim
from tocsin.fuse.order import account_ids
from tocsin.fuse.people import ages_of
from tocsin.fuse.ranges import added, span
from tocsin.fuse.roots import Root
from tocsin.fuse.sides import Sides
from tocsin.fuse.standing import standing
from tocsin.fuse.within import Statement
from tocsin.records.incident import Bounds, ByGroup, EffectToll, Figure, Reason

NONE = Bounds(None, None, None)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the figures of one effect."""

    toll: EffectToll
    standing: tuple[Statement, ...]


def tolls_of(claims: Sequence[Claim], sides: Sides) -> tuple[tuple[Told, ...], Reason]:
    """The tolls of every effect of which a figure is given, in the codebook's order."""
    found = []
    for effect in table("effects"):
        own = [c for c in claims if c.toll.effect == effect]
        if own:
            found.append(_effect(effect, own, sides))
    by = account_ids(c.by for c in claims)
    return tuple(found), Reason("toll", "toll_by_root", by, None)


def _effect(effect: str, claims: Sequence[Claim], sides: Sides) -> Told:
    kept = standing(claims)
    by = account_ids(c.by for s in kept for c in s.claims)
    bounds, basis = _fuse(kept)
    groups = _by_side(kept, claims, bounds, sides)
    own = _attackers(claims)
    women, children = ages_of(claims)
    toll = EffectToll(
        effect,
        bounds.low,
        bounds.best,
        bounds.high,
        basis,
        groups,
        own if effect == "killed" else None,
        women,
        children,
        by,
    )
    return Told(toll, tuple(kept))


def _fuse(kept: Sequence[Statement]) -> tuple[Bounds, str]:
    """The three figures and the key of ``toll_bases``."""
    if not kept:
        return NONE, "none_counts"
    cells = _cells(kept)
    if all(s.enemy for s in kept):
        return added([span(those) for those in cells.values()]), "enemy_claim"
    totals = _totals(kept, cells)
    if totals is None:
        bounds = _sum(cells)
        basis = "groups_summed" if len(cells) > 1 else None
    else:
        bounds, basis = span(totals), None
    roots = {s.root.key for s in (totals or kept) if not s.enemy}
    return bounds, basis or _basis(totals or kept, len(roots))


def _basis(statements: Sequence[Statement], roots: int) -> str:
    if not any(s.closed for s in statements if not s.enemy):
        return "open"
    return "totals" if roots > 1 else "one_root"


def _cells(kept: Sequence[Statement]) -> dict[str, list[Statement]]:
    cells: dict[str, list[Statement]] = {}
    for s in kept:
        cells.setdefault(s.cell, []).append(s)
    return cells


def _sum(cells: dict[str, list[Statement]]) -> Bounds:
    """The sum over groups; a group that only its enemy counts adds to high alone."""
    return added([span(those) for those in cells.values()])


def _totals(kept: Sequence[Statement], cells: dict[str, list[Statement]]) -> list[Statement] | None:
    """One statement of the whole for each root, or None where no root gives one and groups must be summed.

    A root that tells all the groups apart that anybody tells apart gives a whole, too: their sum.
    An enemy's count of one group stays beside the wholes, where it can only widen high.
    """
    if "all" not in cells:
        return None
    apart = {cell for cell in cells if cell != "all"}
    wholes: list[Statement] = []
    for root in {s.root.key: s.root for s in kept}.values():
        own = [s for s in kept if s.root.key == root.key]
        whole = next((s for s in own if s.cell == "all"), None)
        parts = [s for s in own if s.cell != "all" and not s.enemy]
        summed = _as_whole(root, parts)
        covers = bool(parts) and {s.cell for s in parts} >= apart
        newer = whole is not None and summed is not None and all(s.first.day > whole.first.day for s in parts)
        if whole is not None and not (newer and len(parts) > 1):
            wholes.append(whole)
        elif summed is not None and (covers or newer):
            wholes.append(summed)
        wholes += [s for s in own if s.enemy and s is not whole]
    return wholes


def _as_whole(root: Root, parts: Sequence[Statement]) -> Statement | None:
    return Statement(root, "all", [c for s in parts for c in s.claims]) if parts else None


def _attackers(claims: Sequence[Claim]) -> Bounds | None:
    """The perpetrators' own dead, those counted as a part of a whole or apart included."""
    own = [c for c in claims if c.side == "perpetrator" and (c.counts or c.parted)]
    latest: dict[tuple[str, bool], list[Claim]] = {}
    for claim in own:
        those = latest.setdefault((claim.root.key, claim.enemy), [])
        if those and those[0].by is not claim.by:
            those.clear()
        those.append(claim)
    return span([Statement(those[0].root, "own", those) for those in latest.values()]) if latest else None


def _by_side(kept: Sequence[Statement], claims: Sequence[Claim], bounds: Bounds, sides: Sides) -> ByGroup:
    """The counts by the sides of UCDP; what no group tells is unknown."""
    by_side: dict[str, list[Bounds]] = {}
    for people, those in _people([*kept, *_told_apart(kept, claims)]).items():
        if people == "all":
            continue
        found = span(those)
        side = max(sorted({c.side for s in those for c in s.claims}), key=_sides(those).count)
        by_side.setdefault(sides.ucdp(people, side), []).append(found)
    sums = {name: added(those) for name, those in by_side.items()}
    rest = _rest(bounds, sums)
    if rest is not None:
        sums["unknown"] = rest
    return ByGroup(sums.get("side_a"), sums.get("side_b"), sums.get("civilians"), sums.get("unknown"))


def _told_apart(kept: Sequence[Statement], claims: Sequence[Claim]) -> list[Statement]:
    """The groups inside the whole that a standing root took apart most: they tell the sides of its dead."""
    found = []
    stated = {c.people for s in kept for c in s.claims}
    for root in {s.root.key: s.root for s in kept if s.cell == "all"}.values():
        wholes = [c for c in claims if c.root.shares(root) and c.people == "all" and c.parts]
        if not wholes:
            continue
        most = max(wholes, key=lambda c: (sum(p.size for p in c.parts), c.day, claims.index(c)))
        for people in sorted({p.people for p in most.parts} - stated - {"all"}):
            own = [p for p in most.parts if p.people == people]
            if sum(p.size for p in own) <= most.size:
                found.append(Statement(root, people, own))
    return found


def _people(kept: Sequence[Statement]) -> dict[str, list[Statement]]:
    """The statements by the people they count."""
    found: dict[str, list[Statement]] = {}
    for s in kept:
        for people in sorted({c.people for c in s.claims}):
            own = [c for c in s.claims if c.people == people]
            found.setdefault(people, []).append(Statement(s.root, people, own))
    return found


def _sides(statements: Sequence[Statement]) -> list[str]:
    return [c.side for s in statements for c in s.claims]


def _rest(bounds: Bounds, sums: dict[str, Bounds]) -> Bounds | None:
    """What the best total leaves over the groups; None where nothing is left."""
    known = sum(b.best or 0 for b in sums.values())
    if bounds.best is None or (sums and bounds.best <= known):
        return sums.get("unknown")
    if not sums:
        return bounds
    left = bounds.best - known + (sums["unknown"].best or 0 if "unknown" in sums else 0)
    low = max(
        0, (bounds.low or 0) - sum(b.high if b.high is not None else b.best or 0 for b in sums.values())
    )
    high = None if bounds.high is None else max(left, bounds.high - sum(b.low or 0 for b in sums.values()))
    return Bounds(min(low, left), left, high)


def history(claims: Sequence[Claim]) -> tuple[Figure, ...]:
    """Every figure as it was given, oldest first, with what replaced it and why it does not count."""
    ordered = sorted(claims, key=lambda c: (c.day, c.by.account.id, c.place))
    labels: dict[str, str] = {}
    for claim in ordered:
        labels.setdefault(claim.root.key, claim.root.label)
    return tuple(_figure(c, labels[c.root.key]) for c in ordered)


def _figure(claim: Claim, root: str) -> Figure:
    toll, source = claim.toll, claim.by.source
    given = claim.day if claim.day.year < 9999 else None
    return Figure(
        toll.effect,
        toll.group.name if toll.group else None,
        claim.side,
        toll.low,
        toll.high,
        toll.qualifier,
        None if claim.root.voice else root,
        toll.said_by.stance if toll.said_by else "asserted",
        source.outlet,
        given,
        source.id,
        claim.by.account.id,
        toll.id,
        claim.counts,
        claim.superseded_by,
        claim.note or ("an enemy's count: widens only high" if claim.enemy else None),
    )
