"""Within one account: which figures are parts, which are told again, and what a root says there in sum.

The result is one :class:`Statement` for each root and cell of an account.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.fuse.claims import PART, RULES, Claim
from tocsin.fuse.roots import Root

AGES = frozenset(RULES["ages"])


@dataclass(slots=True, eq=False)
class Statement:
    """What one root says in one account of one cell: the sum of its ``claims``."""

    root: Root
    cell: str
    claims: list[Claim]

    @property
    def first(self) -> Claim:
        return self.claims[0]

    @property
    def low(self) -> int | None:
        lows = [c.low for c in self.claims]
        if all(low is None for low in lows):
            return None
        return sum(low or 0 for low in lows)

    @property
    def high(self) -> int | None:
        return total(c.high for c in self.claims)

    @property
    def size(self) -> int:
        return sum(c.size for c in self.claims)

    @property
    def qualifier(self) -> str:
        words = {c.toll.qualifier for c in self.claims}
        return words.pop() if len(words) == 1 else "exact" if words <= {"exact"} else "about"

    @property
    def vague(self) -> bool:
        return any(c.toll.qualifier == "vague" for c in self.claims)

    @property
    def closed(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def exact(self) -> bool:
        return self.closed and self.low == self.high and self.qualifier != "about"

    @property
    def enemy(self) -> bool:
        return any(c.enemy for c in self.claims)

    @property
    def groups(self) -> frozenset[tuple[str, ...]]:
        return frozenset(c.group for c in self.claims)

    def cued(self, what: str) -> bool:
        return any(c.cued(what) for c in self.claims)

    def drop(self, note: str, by: Statement | None = None) -> None:
        for claim in self.claims:
            claim.drop(note, by.first if by is not None else None)


def total(values: Iterable[int | None]) -> int | None:
    """The sum, open if any part is open."""
    found = list(values)
    return None if any(v is None for v in found) else sum(v for v in found if v is not None)


def is_round(n: int) -> bool:
    """Whether a figure looks rounded: it ends in 0 and has two digits at least."""
    return n >= 10 and n % 10 == 0


def agrees(rounded: int, exact: int) -> bool:
    """Whether ``rounded`` can be a rounding of ``exact``."""
    share: float = RULES["rounding"]
    return abs(rounded - exact) <= share * exact


def statements_of(claims: Sequence[Claim], every: Sequence[Claim]) -> list[Statement]:
    """The statements of one account's figures of one effect.

    What others in ``every`` say decides between a sum and a whole where one group is counted twice.
    """
    standing = [c for c in claims if c.counts]
    _stated_parts(standing)
    _nested(standing)
    _parts(standing)
    by_root: dict[tuple[str, str], list[Claim]] = {}
    for claim in standing:
        if claim.counts:
            by_root.setdefault((claim.root.key, claim.cell), []).append(claim)
    found = [_reduce(those, every) for those in by_root.values()]
    return [s for s in found if s.claims]


def exact_sums(claims: Sequence[Claim]) -> None:
    """Figures of one account that make up its whole exactly ("46 dead ... eleven more": 57) are its parts."""
    for whole in [c for c in claims if c.counts and c.toll.whole]:
        some = [
            c
            for c in claims
            if c.counts and not c.toll.whole and _same_people(c, whole) and 0 < c.size < whole.size
        ]
        pairs = [[a, b] for n, a in enumerate(some) for b in some[n + 1 :]]
        for parts in (some, *pairs):
            if len(parts) > 1 and sum(c.size for c in parts) == whole.size:
                for claim in parts:
                    _part(claim, whole)
                break


def _stated_parts(claims: Sequence[Claim]) -> None:
    """Parts that the account marks by ``part_of``."""
    by_id = {c.toll.id: c for c in claims}
    for claim in claims:
        whole = by_id.get(claim.toll.part_of or "")
        if whole is not None and whole is not claim and (whole.counts or whole.parted):
            _part(claim, whole)


def _part(claim: Claim, whole: Claim) -> None:
    claim.drop(f"{PART}{whole.ref}")
    whole.parts.append(claim)


def _nested(claims: Sequence[Claim]) -> None:
    """A whole far below another whole of the same people is a part of it ("20 at the hospital" of 45)."""
    wholes = [c for c in claims if c.counts and c.toll.whole]
    for claim in wholes:
        over = [
            w
            for w in wholes
            if w is not claim
            and w.counts
            and "all" in (claim.cell, w.cell, claim.cell == w.cell and "all")
            and claim.size <= RULES["nested"] * w.size
            and not claim.cued("earlier")
        ]
        if over:
            _part(claim, max(over, key=lambda w: w.size))


def _same_people(claim: Claim, whole: Claim) -> bool:
    return whole.cell in ("all", claim.cell)


def _parts(claims: Sequence[Claim]) -> None:
    """Parts that nothing marks: a smaller figure of some of the people whom a larger one counts."""
    for claim in sorted(claims, key=lambda c: (c.size, c.place)):
        if not claim.counts or claim.toll.whole:
            continue
        over = [w for w in claims if w is not claim and w.counts and _holds(w, claim, claims)]
        if over:
            whole = min(over, key=lambda w: (w.root.key != claim.root.key, w.size))
            _part(claim, whole)


def _holds(whole: Claim, claim: Claim, claims: Sequence[Claim]) -> bool:
    if claim.size > whole.size or not _same_people(claim, whole) or whole.toll.low is None:
        return False
    same_root = whole.root.shares(claim.root) or claim.root.voice or whole.root.voice
    if claim.cued("part"):
        return claim.size < whole.size
    if whole.toll.whole:
        if whole.group and claim.group and not _narrower(claim, whole):
            rest = [
                c for c in claims if c.counts and c is not whole and c.cell == claim.cell and not c.toll.whole
            ]
            return same_root and sum(c.size for c in rest) == whole.size
        return bool(claim.group) or same_root
    # No whole is marked: some of a larger group whom another speaker counts.
    if same_root and whole.root.key == claim.root.key:
        return False
    far = claim.size <= RULES["nested"] * whole.size
    return bool(claim.group) and claim.size < whole.size and (far or same_root) and _strictly(claim, whole)


def _narrower(claim: Claim, whole: Claim) -> bool:
    """Whether the people of ``claim`` can be some of those of ``whole``: their words, or a sex or an age."""
    return bool(set(claim.group) & set(whole.group)) or bool(set(claim.group) & AGES)


def _strictly(claim: Claim, whole: Claim) -> bool:
    if whole.cell == "all" and claim.cell != "all":
        return not claim.root.side  # a party counts its own people
    return set(whole.group) < set(claim.group) or (
        bool(set(claim.group) & AGES) and claim.group != whole.group
    )


def _reduce(claims: Sequence[Claim], every: Sequence[Claim]) -> Statement:
    """One statement of the figures that one root gives of one cell in one account."""
    claims = list(claims)
    if len(claims) > 1:
        _retold(claims)
        claims = [c for c in claims if c.counts]
    apart = all(not a.rivals(b) for n, a in enumerate(claims) for b in claims[n + 1 :])
    if len(claims) > 1 and apart and not _some_of_the_same(claims, every):
        return Statement(claims[0].root, claims[0].cell, claims)
    if len(claims) > 1:
        kept = max(claims, key=lambda c: (c.toll.qualifier != "vague", c.size, -c.place))
        near = [
            c for c in claims if c.toll.qualifier == "exact" and c is not kept and agrees(kept.size, c.size)
        ]
        if near and kept.toll.qualifier != "exact" and is_round(kept.size):
            kept = near[0]
        for claim in claims:
            if claim is not kept:
                claim.drop(f"beside the larger figure {kept.ref} of the same speaker")
        claims = [kept]
    return Statement(claims[0].root, claims[0].cell, claims)


def _some_of_the_same(claims: Sequence[Claim], every: Sequence[Claim]) -> bool:
    """Whether figures of one group are a whole and some of it: others give the largest, none the sum."""
    if len({c.group for c in claims}) > 1:
        return False
    by = claims[0].by
    known = {c.size for c in every if c.by is not by and c.counts}
    return max(c.size for c in claims) in known and sum(c.size for c in claims) not in known


def _retold(claims: Sequence[Claim]) -> None:
    """Figures whose words call them earlier, where another one stands beside them."""
    early = [c for c in claims if c.cued("earlier")]
    late = [c for c in claims if c.cued("revised")]
    if early and len(early) < len(claims):
        new = next(c for c in claims if c not in early)
        for claim in early:
            claim.drop("an earlier figure, told again", new)
    elif late and len(late) < len(claims):
        for claim in claims:
            if claim not in late:
                claim.drop("replaced in the same report", late[-1])
