"""Status and kind of an incident: what most reports tell, and how it was done before that it was done."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.codebook import words
from tocsin.fuse.order import account_ids, most, original
from tocsin.records.collected import Collected
from tocsin.records.incident import Reason


def status_of(accounts: Sequence[Collected]) -> tuple[str, Reason]:
    """``incident`` if any account reports it; else background, foiled, cumulative."""
    known = {
        "incident": [c for c in accounts if c.account.status == "reported" and not c.account.cumulative],
        "background": [c for c in accounts if c.account.status == "background" and not c.account.cumulative],
        "foiled": [c for c in accounts if c.account.status == "foiled" and not c.account.cumulative],
        "cumulative": [c for c in accounts if c.account.cumulative],
    }
    status = next(name for name, those in known.items() if those)
    return status, Reason("status", "status_first", account_ids(known[status]), None)


def telling(accounts: Sequence[Collected], status: str) -> tuple[Collected, ...]:
    """The accounts that give the fields of an incident of this status.

    Cumulative accounts give nothing to an incident, nor do foiled ones where it happened.
    """
    if status == "cumulative":
        return tuple(accounts)
    happened = [c for c in accounts if not c.account.cumulative]
    return tuple(c for c in happened if status == "foiled" or c.account.status != "foiled")


def kind_of(accounts: Sequence[Collected]) -> tuple[str, Reason]:
    """The kind that most reports tell; a kind of which another is the plainer word takes that one's votes."""
    votes: dict[str, set[str]] = {}
    for one in accounts:
        votes.setdefault(one.account.kind, set()).add(original(one))
    if len(votes) > 1:
        votes.pop("other", None)
    plainer: dict[str, str] = words("fusing")["kinds"]["plainer"]
    for said, plain in plainer.items():
        if said in votes and plain in votes and 2 * len(votes[said]) >= len(votes[plain]):
            votes[said] |= votes.pop(plain)
    first = [c.account.kind for c in accounts]
    kind = most(votes, first)
    rivals = sorted(set(votes) - {kind})
    note = f"also told as {', '.join(rivals)}" if rivals else None
    return kind, Reason("kind", "kind_most_told", _telling(accounts, kind, plainer), note)


def _telling(accounts: Sequence[Collected], kind: str, plainer: dict[str, str]) -> tuple[str, ...]:
    return account_ids(c for c in accounts if c.account.kind in (kind, plainer.get(kind)))
