"""A collected account: an account with what linking and fusing must know of its report.

This is what the store hands to ``link`` and ``fuse``; neither of them knows a database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tocsin.records.account import Account


@dataclass(frozen=True, slots=True)
class Source:
    """The report of an account, without its text.

    ``copy_of`` names the report whose text this one repeats (a wire copy: it counts once), ``updates``
    the earlier report of the same story by the same outlet whose figures this one replaces. ``archived``
    is where and when a copy was kept ("url retrieved 2022-01-21"), None = nowhere.
    """

    id: str
    sha256: str
    published: dt.date | None
    outlet: str | None
    title: str | None
    url: str | None
    copy_of: str | None = None
    updates: str | None = None
    archived: str | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """One account beside its source; ``words`` = the sentences that tell of it (for likeness)."""

    account: Account
    source: Source
    words: str = ""


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One bar of the waterfall: a feature, what was compared, and what it adds to the score."""

    feature: str  # a key of the codebook's link_features
    left: str
    right: str
    weight: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts that were compared: ``score`` sums the parts, ``forbidden`` says why they cannot link."""

    left: str
    right: str
    score: float
    parts: tuple[ScorePart, ...]
    forbidden: str | None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Accounts of one incident, oldest first: by publication day, then account id."""

    accounts: tuple[str, ...]
