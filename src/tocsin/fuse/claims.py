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
    group: tuple[str, ...]  # folded words for the people, () = not stated
    day: dt.date
    place: int  # position in the account
    enemy: bool = False
    note: str | None = None
    superseded_by: str | None = None
    parts: list[Claim] = field(default_factory=list)

    @property
    def ref(self) -> str:
        return f"{self.by.account.id}/{self.toll.id}"

    @property
    def low(self) -> int | None:
        return self.toll.low

    @property
    def high(self) -> int | None:
        return self.toll.high

    @property
    def size(self) -> int:
        """The number that stands in the words."""
        return self.toll.low if self.toll.low is not None else (self.toll.high or 0)

    @property
    def counts(self) -> bool:
        return self.note is None and self.superseded_by is None

    def drop(self, note: str, by: Claim | None = None) -> None:
        """Keep it and let it not count."""
        if self.counts:
            self.note = note
            self.superseded_by = by.ref if by is not None else None

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
        elif original(claim.by) != source.id and original(claim.by) in ids:
            claim.drop(f"a copy of {original(claim.by)}")
    _explicit(found)
    return found


def _claim(toll: Toll, place: int, one: Collected, roots: Roots, sides: Sides) -> Claim:
    root = roots.of(toll.said_by, one)
    cell, side = sides.cell(toll.group, one)
    group = name_key(toll.group.name) if toll.group else ()
    claim = Claim(toll, one, root, cell, side, group, _day(toll, one), place)
    claim.enemy = sides.enemy(claim.root, toll, cell)
    return claim


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
