"""Who did it and to whom: parties joined by id or name, with how sure that is and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.codebook import words
from tocsin.fuse.order import account_ids, original
from tocsin.fuse.places import fold
from tocsin.records.account import Perpetrator, Target
from tocsin.records.collected import Collected
from tocsin.records.incident import Party, Reason

CAREFUL: tuple[str, ...] = tuple(words("fusing")["parties"]["careful"])
UNNAMED = frozenset(fold(w) for w in words("fusing")["parties"]["unnamed"])


@dataclass(frozen=True, slots=True)
class _Named:
    """A party as one account names it."""

    party: Perpetrator | Target
    by: Collected


def perpetrators_of(accounts: Sequence[Collected]) -> tuple[tuple[Party, ...], Reason]:
    """Who did it: most often named first. Words such as "gunmen" stand for the one party that has a name."""
    groups = _joined([_Named(p, c) for c in accounts for p in c.account.perpetrators])
    parties = tuple(_party(named, _certainty(named)) for named in groups)
    note = "accounts name different perpetrators" if contested(accounts) else None
    by = account_ids(n.by for named in groups for n in named)
    return parties, Reason("perpetrators", "parties_most_told", by, note)


def targets_of(accounts: Sequence[Collected]) -> tuple[tuple[Party, ...], Reason]:
    """Who or what was attacked: most often named first."""
    groups = _joined([_Named(t, c) for c in accounts for t in c.account.targets])
    parties = tuple(_party(named, None) for named in groups)
    by = account_ids(n.by for named in groups for n in named)
    return parties, Reason("targets", "targets_named", by, None)


def contested(accounts: Sequence[Collected]) -> bool:
    """Whether what is said of responsibility cannot hold together.

    Two named parties that no account names together as a fact or a claim, or a party that denies what
    the report states or others claim for it.
    """
    named: dict[str, list[_Named]] = {}
    hit = {key(t) for c in accounts for t in c.account.targets}  # two who hit each other fight each other
    together: set[frozenset[str]] = set()
    for one in accounts:
        sure = []
        for p in one.account.perpetrators:
            if fold(p.name) in UNNAMED:
                continue
            named.setdefault(key(p), []).append(_Named(p, one))
            if p.certainty in ("stated", "claimed"):
                sure.append(key(p))
        together.update(frozenset((a, b)) for a in sure for b in sure if a != b)
    blamed = {k: those for k, those in named.items() if any(_says(n) != "denied" for n in those)}
    for k, those in blamed.items():
        if any(_says(n) == "denied" for n in those) and any(_says(n) == "stated" for n in those):
            return True
        for other in blamed:
            if (
                other > k
                and frozenset((k, other)) not in together
                and not _one_side(those, blamed[other])
                and not {k, other} <= hit
            ):
                return True
    return False


def key(party: Perpetrator | Target) -> str:
    """What joins the names of one party: its id in the register, else its folded name."""
    return party.actor_id or fold(party.name)


def _says(named: _Named) -> str:
    return named.party.certainty if isinstance(named.party, Perpetrator) else "stated"


def _one_side(some: Sequence[_Named], others: Sequence[_Named]) -> bool:
    """Forces of one state, or a part of a party and the whole of it: no contradiction."""
    one, other = some[0].party, others[0].party
    if one.actor_id and other.actor_id:
        state, state2 = one.actor_id.split("-")[0], other.actor_id.split("-")[0]
        if state == state2 and len(state) == 3 and state.isupper():
            return True
    a, b = fold(one.name), fold(other.name)
    return a in b or b in a


def _joined(named: Sequence[_Named]) -> list[list[_Named]]:
    """Groups of one party each, most reports first; the unnamed join the only named party of their type."""
    groups: dict[str, list[_Named]] = {}
    for one in named:
        groups.setdefault(key(one.party), []).append(one)
    for k in [k for k, those in groups.items() if fold(those[0].party.name) in UNNAMED]:
        armed = [o for o, those in groups.items() if o != k and _armed(those) and not _unnamed(those)]
        if len(armed) == 1:
            groups[armed[0]] += groups.pop(k)
    order = list(groups)
    ranked = sorted(
        groups.items(), key=lambda kv: (-len({original(n.by) for n in kv[1]}), order.index(kv[0]))
    )
    return [those for _, those in ranked]


def _unnamed(those: Sequence[_Named]) -> bool:
    return fold(those[0].party.name) in UNNAMED


def _armed(those: Sequence[_Named]) -> bool:
    return those[0].party.type in ("rebel_group", "militia", "other")


def _certainty(named: Sequence[_Named]) -> str:
    """The certainty most often given; a denial only where nothing else is said; ties: the more careful."""
    votes: dict[str, set[str]] = {}
    for one in named:
        votes.setdefault(_says(one), set()).add(original(one.by))
    if len(votes) > 1:
        votes.pop("denied", None)
    return max(votes, key=lambda c: (len(votes[c]), CAREFUL.index(c)))


def _party(named: Sequence[_Named], certainty: str | None) -> Party:
    shown = next((n for n in named if fold(n.party.name) not in UNNAMED), named[0]).party
    speakers = [
        n.party.said_by.name or n.party.said_by.text
        for n in named
        if isinstance(n.party, Perpetrator) and n.party.said_by is not None
    ]
    said_by = tuple(sorted({s for s in speakers if s}))
    return Party(shown.name, shown.actor_id, shown.type, certainty, said_by, account_ids(n.by for n in named))
