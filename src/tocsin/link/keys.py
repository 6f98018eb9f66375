"""Which accounts are compared at all: those that share a key of place and days.

An account with a point is filed under the cells of a grid around it; one that knows only a district,
a province or a country is a *host* there, and the accounts with points are its *guests*: guests of
one province do not meet each other there. An account that knows no more than its country, or no
place at all, meets those with a figure of three or more in common (of one family of kinds); accounts
with a large figure or a victim's name in common always meet. Keys are
62-bit numbers, stable across machines, so that a store may index them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from tocsin.link.traits import EFFECTS, RANKS, Table, code

CELL = 0.5  # degrees, 55 km: a point is filed in every cell within REACH of it
REACH = 0.15  # degrees of latitude, 17 km
BIN = 4  # days; a window is filed with two days of slack on either side, so that a gap of 4 days shares a bin
SLACK = 2
TELLING = 10  # people: accounts with such a figure in common meet, wherever the map puts them
MASK = (1 << 62) - 1
SPREAD = 0x9E3779B97F4A7C15  # an odd number that scatters the bins over all keys
GUEST = 0x2D2D2D2D2D2D2D2D
LONGEST = 62  # days: a longer window (a year, a war) is compared with nothing


class Keys(NamedTuple):
    """``files``: the keys an account stands under; ``asks``: those under which its partners stand."""

    files: tuple[int, ...]
    asks: tuple[int, ...]


def keys_of(t: Table, n: int) -> Keys:
    """The keys of row ``n``; none for a cumulative account, the text's own for one without any day."""
    homes, guests, bins = spots(t, n)
    at_home = {dated(h, b) for b in bins for h in homes}
    held = {dated(g, b) for b in bins for g in guests}
    if not t["cumulative"][n]:
        at_home.add(printed(t, n))
    files = {*at_home, *(g ^ GUEST for g in held)}
    asks = {*at_home, *(h ^ GUEST for h in at_home), *held}
    return Keys(tuple(sorted(files)), tuple(sorted(asks)))


def spots(t: Table, n: int) -> tuple[list[int], list[int], range]:
    """Spots where row ``n`` is at home, those that hold it as a guest, and its bins of days."""
    start, end = int(t["start"][n]), int(t["end"][n])
    if t["cumulative"][n] or start < 0 or end - start > LONGEST:
        return [], [], range(0)
    homes, guests = _where(t, n)
    bins = range((start - SLACK) // BIN, (end + SLACK) // BIN + 1)
    return [code(h) for h in dict.fromkeys(homes)], [code(g) for g in dict.fromkeys(guests)], bins


def printed(t: Table, n: int) -> int:
    """The key that the accounts of one text share."""
    return code(f"report {t['text'][n]}") & MASK


def dated(spot: int, days: int) -> int:
    """The key of a spot in one bin of days."""
    return (spot ^ (days * SPREAD)) & MASK


def _where(t: Table, n: int) -> tuple[list[str], list[str]]:
    rank = int(t["rank"][n])
    towns = [f"town {int(c)}" for c in t["towns"][n] if c]
    areas = [f"area {int(c)}" for c in (*t["districts"][n], *t["admins"][n]) if c] + list(_wide(t, n))
    telling = [f"person {int(p)}" for p in t["persons"][n] if p] + list(
        _figures(t, n, TELLING, by_kind=False)
    )
    figures = list(_figures(t, n))
    if rank <= RANKS["city"]:
        points = list(_cells(t, n))
        # One report's town is another's district ("Orakzai").
        held = [f"area {int(c)}" for c in t["towns"][n] if c] + areas + figures
        return (points + telling, towns + held) if points else (towns + telling, held)
    if rank <= RANKS["admin1"]:
        return areas + telling, figures
    return figures + telling, []


def _cells(t: Table, n: int) -> Iterator[str]:
    seen = set()
    for lat, lon in zip(t["lat"][n], t["lon"][n], strict=True):
        if np.isnan(lat):
            continue
        wide = REACH / max(0.2, float(np.cos(np.radians(lat))))
        for north in (-REACH, REACH):
            for east in (-wide, wide):
                seen.add((int((lat + north) // CELL), int((lon + east) // CELL)))
    return iter(f"cell {a} {b}" for a, b in sorted(seen))


def _wide(t: Table, n: int) -> Iterator[str]:
    """Cells of one degree: towns lie in one, the centre of a district or province reaches into several."""
    if t["rank"][n] <= RANKS["city"]:
        spots = [(float(t["lat"][n, 0]), float(t["lon"][n, 0]), 0.0)]
    else:
        spots = [(float(t["area_lat"][n]), float(t["area_lon"][n]), 0.5)]
    for lat, lon, reach in spots:
        if lat == lat:  # no NaN
            corners = {(int(lat + a), int(lon + b)) for a in (-reach, reach) for b in (-reach, reach)}
            yield from (f"wide {a} {b}" for a, b in sorted(corners))


def _figures(t: Table, n: int, least: int = 3, by_kind: bool = True) -> Iterator[str]:
    """Telling figures: "43 killed" of an incident of one kind family, or of any."""
    kind = int(t["family"][n]) if by_kind else "any"
    for effect in range(len(EFFECTS)):
        for count in t["counts"][n, effect]:
            if count >= least:
                yield f"figure {kind} {effect} {int(count)}"
