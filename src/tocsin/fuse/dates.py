"""When an incident was: the narrowest days on which most reports agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.fuse.order import account_ids, original
from tocsin.records.collected import Collected
from tocsin.records.incident import Reason, Window

BASES = ("stated", "inferred", "publication_date")  # the better first
UNKNOWN = Window(None, None, "unknown", "stated", ())


@dataclass(frozen=True, slots=True)
class _Days:
    """Days that one account gives."""

    start: dt.date
    end: dt.date
    by: Collected

    @property
    def width(self) -> int:
        return (self.end - self.start).days

    def meets(self, other: _Days) -> bool:
        return self.start <= other.end and other.start <= self.end


def when_of(accounts: Sequence[Collected]) -> tuple[Window, Reason]:
    """The window of an incident, and why.

    Of the best basis that any account has, the days that meet the days of most reports (copies not
    counted), the narrowest of equals; cut to what all accounts that meet them have in common.
    """
    for basis in BASES:
        days = [d for c in accounts if (d := _days(c, basis)) is not None]
        if days:
            return _agree(days, basis)
    return UNKNOWN, Reason("when", "date_narrowest", (), "no account gives a day")


def _days(one: Collected, basis: str) -> _Days | None:
    when = one.account.when
    if when is None or when.basis != basis:
        return None
    start, end = when.start or when.end, when.end or when.start
    return None if start is None or end is None or end < start else _Days(start, end, one)


def _agree(days: Sequence[_Days], basis: str) -> tuple[Window, Reason]:
    met: dict[tuple[dt.date, dt.date], int] = {}

    def support(one: _Days) -> int:
        key = (one.start, one.end)
        if key not in met:
            met[key] = len({original(d.by) for d in days if d.meets(one)})
        return met[key]

    best = min(days, key=lambda d: (-support(d), d.width))
    start, end = best.start, best.end
    given = []
    for one in sorted(days, key=lambda d: d.width):
        low, high = max(start, one.start), min(end, one.end)
        if low <= high:
            start, end = low, high
            given.append(one.by.account.id)
    by = account_ids(d.by for d in days if d.by.account.id in given)
    others = [d for d in days if d.by.account.id not in given]
    note = None
    if others:
        note = "; ".join(f"{d.by.account.id} says {_show(d.start, d.end)}" for d in others)
    window = Window(start, end, precision(start, end), basis, by)
    return window, Reason("when", "date_narrowest", by, note)


def precision(start: dt.date, end: dt.date) -> str:
    """The codebook's word for how many days ``start`` to ``end`` are."""
    width = (end - start).days + 1
    for word, most in (("day", 1), ("days", 6), ("week", 7), ("month", 31)):
        if width <= most:
            return word
    return "year"


def _show(start: dt.date, end: dt.date) -> str:
    return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"
