"""Candidate pairs of a whole table, in chunks: every two rows that share a key where one is at home."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.link.keys import spots
from tocsin.link.traits import Table

CHUNK = 1_000_000  # pairs scored at a time: some 0.5 GB of passing arrays

Rows = NDArray[np.int64]


def candidates(t: Table, chunk: int = CHUNK) -> Iterator[tuple[Rows, Rows]]:
    """Arrays of row numbers (i < j); a pair may come again in another chunk."""
    home_key, home, guest_key, guest = _filed(t)
    starts = np.searchsorted(home_key, home_key, "left")
    ends = np.searchsorted(home_key, home_key, "right")
    own = np.arange(len(home), dtype=np.int64)
    yield from _expand(t, home, own + 1, ends, home, chunk)
    del starts
    left = np.searchsorted(guest_key, home_key, "left")
    right = np.searchsorted(guest_key, home_key, "right")
    yield from _expand(t, home, left, right, guest, chunk)


def _expand(
    t: Table, rows: Rows, first: Rows, last: Rows, partners: Rows, chunk: int
) -> Iterator[tuple[Rows, Rows]]:
    """Each row with ``partners[first:last]``, a chunk at a time, each pair once in its chunk."""
    sizes = np.maximum(last - first, 0)
    total = np.cumsum(sizes)
    at = 0
    while at < len(rows):
        done = total[at - 1] if at else 0
        upto = max(at + 1, int(np.searchsorted(total, done + chunk, "right")))
        n = sizes[at:upto]
        i = np.repeat(rows[at:upto], n)
        offset = np.arange(int(n.sum()), dtype=np.int64) - np.repeat(np.cumsum(n) - n, n)
        j = partners[np.repeat(first[at:upto], n) + offset]
        at = upto
        if len(i):
            both = np.unique(np.minimum(i, j) * len(t) + np.maximum(i, j))
            i, j = both // len(t), both % len(t)
            yield i[i != j], j[i != j]


def _filed(t: Table) -> tuple[Rows, Rows, Rows, Rows]:
    """Keys and rows of homes, keys and rows of guests, each sorted by key."""
    out: list[Any] = [[], [], [], []]
    arrays: list[list[Rows]] = [[], [], [], []]
    for n in range(len(t)):
        homes, guests = spots(t, n)
        out[0].extend(homes)
        out[1].extend([n] * len(homes))
        out[2].extend(guests)
        out[3].extend([n] * len(guests))
        if n % 20_000 == 19_999:
            _flush(out, arrays)
    _flush(out, arrays)
    hk, h, gk, g = (np.concatenate(a) for a in arrays)
    by_home, by_guest = np.lexsort((h, hk)), np.lexsort((g, gk))
    return hk[by_home], h[by_home], gk[by_guest], g[by_guest]


def _flush(out: list[list[int]], arrays: list[list[Rows]]) -> None:
    for values, kept in zip(out, arrays, strict=True):
        kept.append(np.array(values, np.int64))
        values.clear()
