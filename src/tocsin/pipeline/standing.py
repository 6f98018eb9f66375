"""Verdicts as they stand today: those in force, about the accounts that tell of the same words now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from tocsin.records.verdict import Verdict, in_force


class Standing(NamedTuple):
    """``holds``: verdicts to link and fuse by. ``lost``: (verdict, why it has nothing to hold on to)."""

    holds: tuple[Verdict, ...]
    lost: tuple[tuple[Verdict, str], ...]


def standing(
    verdicts: Iterable[Verdict], heirs: Mapping[str, str | None], present: Mapping[str, object] | set[str]
) -> Standing:
    """Follow each account of a verdict to its heir; a verdict that lost what it is about is set aside.

    ``heirs`` are retired accounts (None = no longer told), ``present`` the accounts of the store. A verdict
    comes back into force when its accounts do.
    """
    holds, lost = [], []
    for verdict in in_force(tuple(verdicts)):
        accounts = _now(verdict.accounts, heirs, present)
        others = _now(verdict.others, heirs, present)
        fault = _fault(verdict, accounts, others)
        if fault is None:
            holds.append(replace(verdict, accounts=accounts, others=others))
        else:
            lost.append((verdict, fault))
    return Standing(tuple(holds), tuple(lost))


def _now(
    accounts: Iterable[str], heirs: Mapping[str, str | None], present: Mapping[str, object] | set[str]
) -> tuple[str, ...]:
    today = (heirs.get(a, a) for a in accounts)
    return tuple(dict.fromkeys(a for a in today if a is not None and a in present))


def _fault(verdict: Verdict, accounts: tuple[str, ...], others: tuple[str, ...]) -> str | None:
    """Why the verdict cannot hold, None where it can."""
    if verdict.action == "merge":
        return None if len(accounts) > 1 else "fewer than two of its accounts are told of any longer"
    if verdict.action == "split":
        if not accounts or not others:
            return "one of its two sides is not told of any longer"
        return "its two sides are read as one account now" if set(accounts) & set(others) else None
    return None if accounts else "its account is not told of any longer"
