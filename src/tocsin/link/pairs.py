"""Candidate pairs of a whole table, in chunks: every two rows that share a key where one is at home."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tocsin.link.keys import MASK, SPREAD, printed, spots
from tocsin.link.traits import Table

CHUNK = 1_000_000  # pairs scored at a time: some 0.5 GB of passing arrays

Rows = NDArray[np.int64]


def candidates(t: Table, chunk: int = CHUNK) -> Iterator[tuple[Rows, Rows]]:
    """Arrays of row numbers (i < j), a span of days after the other.

    A pair comes once, but for two accounts of one text, which may come twice.
    """
    yield from _of_one_text(t)
    homes, guests, first = _filed(t)
    bins = np.unique(homes.bin)
    work = _work(homes, guests, bins)
    at = 0
    while at < len(bins):
        done = work[at - 1] if at else 0
        upto = max(at + 1, int(np.searchsorted(work, done + chunk, "right")))
        low, high = bins[at], bins[upto - 1]
        at = upto
        here, held = homes.within(low, high), guests.within(low, high)
        i, j = _meeting(here, held, len(t))
        # A pair that shares an earlier bin shares this spot there too, and has come with it.
        fresh = np.maximum(first[i], first[j]) >= low
        i, j = i[fresh], j[fresh]
        for start in range(0, len(i), chunk):
            yield i[start : start + chunk], j[start : start + chunk]


class _Filed:
    """Rows under their keys, in order of bins."""

    def __init__(self, spot: Rows, row: Rows, first: Rows, count: Rows) -> None:
        spots_, rows = np.repeat(spot, count), np.repeat(row, count)
        offset = np.arange(int(count.sum()), dtype=np.int64) - np.repeat(np.cumsum(count) - count, count)
        bins = np.repeat(first, count) + offset
        order = np.argsort(bins, kind="stable")
        self.bin, self.row = bins[order], rows[order]
        with np.errstate(over="ignore"):
            mixed = spots_.astype(np.uint64) ^ (bins.astype(np.uint64) * np.uint64(SPREAD))
        self.key = (mixed & np.uint64(MASK)).astype(np.int64)[order]

    def within(self, low: int, high: int) -> tuple[Rows, Rows]:
        """Keys and rows of these bins, in order of keys."""
        start, stop = np.searchsorted(self.bin, low, "left"), np.searchsorted(self.bin, high, "right")
        key, row = self.key[start:stop], self.row[start:stop]
        order = np.argsort(key, kind="stable")
        return key[order], row[order]


def _work(homes: _Filed, guests: _Filed, bins: Rows) -> Rows:
    """Pairs up to the end of each bin, an upper bound."""
    total, out = 0, []
    for b in bins.tolist():
        (home_key, _), (guest_key, _) = homes.within(b, b), guests.within(b, b)
        keys, sizes = np.unique(home_key, return_counts=True)
        held = np.searchsorted(guest_key, keys, "right") - np.searchsorted(guest_key, keys, "left")
        total += int((sizes * (sizes - 1) // 2 + sizes * held).sum())
        out.append(total)
    return np.array(out, np.int64)


def _meeting(here: tuple[Rows, Rows], held: tuple[Rows, Rows], n: int) -> tuple[Rows, Rows]:
    """Every two rows at home under one key, and every row at home with every guest; each pair once."""
    key, row = here
    own = np.arange(len(key), dtype=np.int64)
    found = [_expand(row, own + 1, np.searchsorted(key, key, "right"), row, n)]
    left, right = np.searchsorted(held[0], key, "left"), np.searchsorted(held[0], key, "right")
    found.append(_expand(row, left, right, held[1], n))
    both = np.unique(np.concatenate(found))
    return both // n, both % n


def _expand(rows: Rows, first: Rows, last: Rows, partners: Rows, n: int) -> Rows:
    """Each row with ``partners[first:last]``, as one number a pair."""
    sizes = np.maximum(last - first, 0)
    i = np.repeat(rows, sizes)
    offset = np.arange(int(sizes.sum()), dtype=np.int64) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    j = partners[np.repeat(first, sizes) + offset]
    both = np.unique(np.minimum(i, j) * n + np.maximum(i, j))
    return np.asarray(both[both // n != both % n], np.int64)


def _of_one_text(t: Table) -> Iterator[tuple[Rows, Rows]]:
    keys = np.array([0 if t["cumulative"][n] else printed(t, n) for n in range(len(t))], np.int64)
    order = np.argsort(keys, kind="stable")
    order = order[keys[order] != 0]
    key = keys[order]
    own = np.arange(len(key), dtype=np.int64)
    both = _expand(order, own + 1, np.searchsorted(key, key, "right"), order, max(1, len(t)))
    if len(both):
        yield both // len(t), both % len(t)


def _filed(t: Table) -> tuple[_Filed, _Filed, Rows]:
    """Homes and guests, and the first bin of each row."""
    lists: tuple[list[int], ...] = ([], [], [], [])
    arrays: tuple[list[Rows], ...] = ([], [], [], [])
    first, count = np.zeros(len(t), np.int64), np.zeros(len(t), np.int64)
    for n in range(len(t)):
        homes, guests, bins = spots(t, n)
        first[n], count[n] = bins.start, len(bins)
        lists[0].extend(homes)
        lists[1].extend([n] * len(homes))
        lists[2].extend(guests)
        lists[3].extend([n] * len(guests))
        if n % 20_000 == 19_999 or n == len(t) - 1:
            for values, kept in zip(lists, arrays, strict=True):
                kept.append(np.array(values, np.int64))
                values.clear()
    none = np.empty(0, np.int64)
    home, home_row, guest, guest_row = (np.concatenate(a) if a else none for a in arrays)
    return (
        _Filed(home, home_row, first[home_row], count[home_row]),
        _Filed(guest, guest_row, first[guest_row], count[guest_row]),
        first,
    )
