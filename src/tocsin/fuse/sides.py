"""Whose people a figure counts, and whether its speaker is their enemy.

A cell is a group of victims that is counted apart: ``state``, ``armed``, ``civil``, ``other``, with the side
added where both sides are of one family (``armed:target``); ``all`` = the people are not told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tocsin.codebook import words
from tocsin.fuse.places import fold
from tocsin.fuse.roots import Root, armed_group_of, state_of
from tocsin.records.account import Group, Perpetrator, Target, Toll
from tocsin.records.collected import Collected

FAMILY: dict[str, str] = words("fusing")["groups"]["family"]
FIGHTERS = ("state", "armed")


class Sides:
    """The sides of one incident, from the parties that its accounts name."""

    def __init__(self, accounts: Sequence[Collected]) -> None:
        self._perpetrators = [p for c in accounts for p in c.account.perpetrators if p.certainty != "denied"]
        self._targets = [t for c in accounts for t in c.account.targets]
        self._groups = [t.group for c in accounts for t in c.account.tolls if t.group is not None]
        self._by_name = self._most_said()
        self.attacking = {FAMILY[p.type] for p in self._perpetrators}
        self.attacked = {FAMILY[t.type] for t in self._targets} - {"other"}
        # Families that fight on both sides: the family alone does not tell the side.
        self.torn = {f for f in FIGHTERS if f in self.attacking & self.attacked and not self._opposed(f)}

    def _most_said(self) -> dict[str, str]:
        """The side of each name that a toll counts: the one most often said; ties to those attacked."""
        votes: dict[str, Counter[str]] = {}
        for group in self._groups:
            if group.side != "unknown":
                votes.setdefault(fold(group.name), Counter())[group.side] += 1
        return {
            name: min(c, key=lambda side: (-c[side], side != "target", side)) for name, c in votes.items()
        }

    def _opposed(self, family: str) -> bool:
        """Whether the other family of fighters stands against this one, so that the name tells the side."""
        other = "armed" if family == "state" else "state"
        return other in self.attacking | self.attacked

    def cell(self, group: Group | None, one: Collected) -> tuple[str, str]:
        """Cell and side of the people counted; side as in the codebook."""
        if group is None:
            return "all", "unknown"
        family = FAMILY[group.type]
        side = self._by_name.get(fold(group.name)) or self._side(group, one)
        if family in self.torn and side in ("target", "perpetrator"):
            return f"{family}:{side}", side
        return family, side

    def _side(self, group: Group, one: Collected) -> str:
        """The side of a group that its account leaves open: the party of its name, else of its type."""
        own = fold(group.name)
        for named, side in (
            (one.account.perpetrators, "perpetrator"),
            (one.account.targets, "target"),
            (self._perpetrators, "perpetrator"),
            (self._targets, "target"),
        ):
            if any(own == fold(p.name) for p in _all(named)):
                return side
        family = FAMILY[group.type]
        if family in self.attacking and family not in self.attacked:
            return "perpetrator"
        return "target" if family in self.attacked else "unknown"

    def enemy(self, root: Root, toll: Toll, cell: str, side: str) -> bool:
        """Whether a party counts its enemy's dead or wounded here."""
        family = cell.split(":")[0]
        if toll.group is None or root.voice or toll.effect not in ("killed", "injured"):
            return False
        people = toll.group
        theirs = armed_group_of(people.name), state_of(people.name)
        officials = people.type == "government"
        if root.side == "state" and people.type in ("prisoners", "other", "government") and side == "target":
            return "state" in self.attacking and "state" not in self.attacked
        if family not in FIGHTERS and not officials:
            return False
        if root.side == "state":
            if family == "state" or officials:
                return bool(root.country and theirs[1] and root.country != theirs[1]) or self._claimed(toll)
            return "state" in self.attacking | self.attacked
        if root.side == "armed":
            return family == "state" or officials
        if root.side is not None:
            return theirs[0] != root.side and (family == "state" or officials or theirs[0] is not None)
        return self._claimed(toll)

    def _claimed(self, toll: Toll) -> bool:
        """A claim of somebody whose side the words do not tell is a claim of the enemy."""
        speaker, people = toll.said_by, toll.group
        if speaker is None or people is None or speaker.stance != "claimed":
            return False
        named = state_of(speaker.name or speaker.text or "")
        return named is None or named != state_of(people.name)

    def others_hit(self, cell: str) -> bool:
        """Whether people of another family than the cell's were attacked, too."""
        return cell != "all" and bool(self.attacked - {cell.split(":")[0]})

    def ucdp(self, cell: str, side: str) -> str:
        """``side_a``, ``side_b``, ``civilians`` or ``unknown``: side_a = the state, else the perpetrator."""
        family = cell.split(":")[0]
        if family == "civil":
            return "civilians"
        if family not in FIGHTERS:
            return "unknown"
        states = "state" in self.attacking | self.attacked
        if family == "state":
            if "state" in self.torn:
                return "side_a" if side == "perpetrator" else "side_b" if side == "target" else "unknown"
            return "side_a"
        if states:
            return "side_b"
        return "side_a" if side == "perpetrator" else "side_b" if side == "target" else "unknown"

    def party(self, root: Root) -> bool:
        """Whether a root is a party to the fight."""
        if root.side == "state":
            return "state" in self.attacking | self.attacked
        return root.side is not None


def _all(named: Sequence[Perpetrator] | Sequence[Target]) -> Sequence[Perpetrator | Target]:
    return named
