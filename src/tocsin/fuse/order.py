"""The order in which accounts are looked at, so that no result depends on the order they come in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypeVar

from tocsin.records.collected import Collected

T = TypeVar("T")


def age(one: Collected) -> tuple[dt.date, str]:
    """Sort key, oldest first: publication day (unknown last), then account id."""
    return (one.source.published or dt.date.max, one.account.id)


def in_order(collected: Sequence[Collected]) -> tuple[Collected, ...]:
    """Each account once, oldest first; one account collected twice stays one."""
    by_id: dict[str, Collected] = {}
    for one in sorted(collected, key=lambda c: (*age(c), repr(c))):
        by_id.setdefault(one.account.id, one)
    return tuple(by_id.values())


def original(one: Collected) -> str:
    """The report that an account counts for: that of its source, or the one its source copies."""
    return one.source.copy_of or one.source.id


def account_ids(collected: Iterable[Collected]) -> tuple[str, ...]:
    """Ids of accounts in the order given, each once."""
    return tuple(dict.fromkeys(c.account.id for c in collected))


def most(votes: dict[T, set[str]], first: Sequence[T]) -> T:
    """The key with most voters; of equals the one that stands first in ``first``."""
    return max(votes, key=lambda key: (len(votes[key]), -first.index(key)))
