"""The figures of the accounts as claims: whose, of whom, when; and which of them count.

A claim that does not count stays, with a note that says why: the history of the toll is complete.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from tocsin.codebook import words
from tocsin.fuse.order import original
from tocsin.fuse.roots import Root, Roots
from tocsin.fuse.sides import Sides
from tocsin.gazetteer.actors import name_key
from tocsin.records.account import Toll
from tocsin.records.collected import Collected

RULES = words("fusing")["tolls"]
PART = "a part of "
BOMBERS = "dead by their own bomb: given apart"


@dataclass(slots=True, eq=False)
class Claim:
    """One figure of one account. ``cell`` names the people counted, ``all`` = not told apart.

    ``low``/``high`` None = open, as in :class:`tocsin.records.account.Toll`.
    """

    toll: Toll
    by: Collected
    root: Root
    cell: str
    side: str
    people: str  # the cell before ``all`` and the only group of victims were taken for one
    group: tuple[str, ...]  # folded words for the people, () = not stated
    day: dt.date
    place: int  # position in the account
    enemy: bool = False
    some: bool = False  # others than these people were hit, too: this may be a part of the dead
    backers: tuple[Root, ...] = ()  # who gives the same figure beside the speaker
    note: str | None = None
    superseded_by: str | None = None
    parts: list[Claim] = field(default_factory=list)

    @property
    def ref(self) -> str:
        return f"{self.by.account.id}/{self.toll.id}"

    @property
    def low(self) -> int | None:
        """The lower bound; bounds that come the wrong way round are taken the right way."""
        low, high = self.toll.low, self.toll.high
        return low if low is None or high is None else min(low, high)

    @property
    def high(self) -> int | None:
        """The upper bound; groups that are told apart and make up a floor exactly close it (30+ = 7 + 23)."""
        low, high = self.toll.low, self.toll.high
        if high is None and low is not None and self._told_whole(low):
            return low
        return high if low is None or high is None else max(low, high)

    def _told_whole(self, low: int) -> bool:
        apart = {p.group for p in self.parts if p.group and p.toll.low == p.toll.high}
        return len(apart) > 1 and sum(p.toll.low or 0 for p in self.parts if p.group in apart) == low

    @property
    def size(self) -> int:
        """The number that stands in the words."""
        return self.low if self.low is not None else (self.high or 0)

    @property
    def counts(self) -> bool:
        return self.note is None and self.superseded_by is None

    @property
    def parted(self) -> bool:
        """Whether it stands, and only because a whole holds it does not count of its own."""
        return self.note == BOMBERS or (self.note or "").startswith(PART)

    def drop(self, note: str, by: Claim | None = None) -> None:
        """Keep it and let it not count."""
        if self.counts:
            self.note = note
            self.superseded_by = by.ref if by is not None else None

    def rivals(self, other: Claim) -> bool:
        """Whether both can count the same people: their words do not tell them apart."""
        if self.toll.group is None or other.toll.group is None:
            return True
        return self.group == other.group and self.toll.group.text == other.toll.group.text

    def cued(self, what: str) -> bool:
        """Whether words of ``tolls.<what>`` stand in the words of the figure."""
        text = f" {' '.join(name_key(self.toll.text or ''))} "
        return any(f" {w} " in text for w in RULES[what])


def claims_of(accounts: Sequence[Collected], roots: Roots, sides: Sides) -> list[Claim]:
    """Every figure of the accounts, oldest first; withdrawn, denied and copied ones do not count."""
    found: list[Claim] = []
    ids = {c.source.id for c in accounts}
    for one in accounts:
        for n, toll in enumerate(one.account.tolls):
            found.append(_claim(toll, n, one, roots, sides))
    for claim in found:
        toll, source = claim.toll, claim.by.source
        if toll.withdrawn:
            claim.drop("withdrawn")
        elif toll.said_by is not None and toll.said_by.stance == "denied":
            claim.drop("denied by who is quoted")
        elif name_key(toll.text or "")[:1] in {(w,) for w in RULES["rejected"]}:
            claim.drop("rejected in the same words")
        elif _is_bomber(claim):
            claim.side = "perpetrator"
            claim.drop(BOMBERS)
        elif original(claim.by) != source.id and original(claim.by) in ids:
            claim.drop(f"a copy of {original(claim.by)}")
    _explicit(found)
    for effect in sorted({c.toll.effect for c in found}):
        _settle([c for c in found if c.toll.effect == effect])
    return found


def _settle(claims: Sequence[Claim]) -> None:
    """Whose dead a bare figure counts: "11 killed" beside "19 attackers killed" are the others.

    Where one group of victims is all that anybody tells apart, it is the whole.
    """
    bombers = [c for c in claims if c.note == BOMBERS]
    if bombers and not any(c.counts for c in claims):
        for claim in bombers:  # nobody else died
            claim.note = None
    open_ones = [c for c in claims if c.cell == "all" and not c.toll.whole and c.counts]
    hit = [c.cell for c in claims if c.cell != "all" and c.side == "target"]
    for claim in open_ones:
        own = [c for c in claims if c is not claim and c.cell != "all" and c.root.shares(claim.root)]
        same = {c.cell for c in own if (c.low, c.high) == (claim.low, claim.high)}
        beside = [c for c in own if c.by is claim.by and _apart(c)]
        if len(same) == 1:
            claim.cell = claim.people = same.pop()
        elif beside:
            claim.cell = claim.people = max(sorted(set(hit)), key=hit.count) if hit else "other"
    told = [c for c in claims if c.note != BOMBERS]
    cells = {c.cell for c in told} - {"all"}
    if len(cells) == 1 and not all(c.side == "perpetrator" for c in told if c.cell != "all"):
        for claim in told:
            claim.cell = "all"


def _apart(claim: Claim) -> bool:
    """Attackers counted beside their victims, and not as a part of a whole."""
    return claim.side == "perpetrator" and not claim.toll.part_of and claim.counts


def _claim(toll: Toll, place: int, one: Collected, roots: Roots, sides: Sides) -> Claim:
    root = roots.of(toll.said_by, one)
    cell, side = sides.cell(toll.group, one)
    group = name_key(toll.group.name) if toll.group else ()
    claim = Claim(toll, one, root, cell, side, cell, group, _day(toll, one), place)
    claim.enemy = sides.enemy(claim.root, toll, cell, side)
    claim.some = sides.others_hit(cell)
    claim.backers = tuple(
        r for s in toll.also_said_by if s.stance != "denied" and not (r := roots.of(s, one)).shares(root)
    )
    return claim


def _is_bomber(claim: Claim) -> bool:
    said = {" ".join(claim.group), *(c for c in claim.group)}
    return claim.toll.effect == "killed" and bool(said & set(RULES["bombers"]))


def _day(toll: Toll, one: Collected) -> dt.date:
    if toll.as_of:
        try:
            return dt.date.fromisoformat(toll.as_of[:10])
        except ValueError:
            pass
    return one.source.published or dt.date.max


def _explicit(claims: Sequence[Claim]) -> None:
    """What an account itself says of its figures: this one replaces that one."""
    by_ref = {c.ref: c for c in claims}
    for claim in claims:
        old = by_ref.get(f"{claim.by.account.id}/{claim.toll.supersedes}")
        if claim.toll.supersedes and old is not None and old is not claim:
            if old.superseded_by is None:
                old.note, old.superseded_by = old.note or "replaced in the same report", claim.ref
