"""Accounts of one report read again: which new account tells of the words that an old one told of."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.records import Account, Span


def rematch(old: Sequence[Account], new: Sequence[Account]) -> tuple[list[str | None], dict[str, int | None]]:
    """For each new account the id of the old one it goes on from (None = told for the first time), and for
    each old account that none goes on from the index of its heir (None = no longer told at all).

    The best match first: triggers that overlap, then mentions, then figures. Pure, and of the spans alone:
    both readings are of the same text.
    """
    scores = sorted(
        ((_overlap(o, n), -i, -j) for i, o in enumerate(old) for j, n in enumerate(new)), reverse=True
    )
    given: dict[int, int] = {}  # new -> old
    for score, i, j in scores:
        if score and -j not in given and -i not in given.values():
            given[-j] = -i
    ids = [old[given[j]].id if j in given else None for j in range(len(new))]
    heirs: dict[str, int | None] = {}
    for i, account in enumerate(old):
        if i not in given.values():
            best = max(((s, j) for s, k, j in scores if -k == i and s), default=None)
            heirs[account.id] = -best[1] if best else None
    return ids, heirs


def _overlap(old: Account, new: Account) -> int:
    """How much the two tell of the same words; 0 = nothing in common."""
    triggers = _meet([old.trigger.span], [new.trigger.span])
    mentioned = _meet(_mentions(old), _mentions(new))
    figures = _meet(_figures(old), _figures(new))
    if not mentioned and not figures:
        return 0
    return 100 * triggers + 10 * mentioned + figures


def _mentions(account: Account) -> list[Span]:
    return [account.trigger.span, *(m.span for m in account.mentions)]


def _figures(account: Account) -> list[Span]:
    return [t.span for t in account.tolls if t.span is not None]


def _meet(left: Sequence[Span], right: Sequence[Span]) -> int:
    return sum(any(a[0] < b[1] and b[0] < a[1] for b in right) for a in left)
