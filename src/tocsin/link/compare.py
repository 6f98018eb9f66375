"""How alike two accounts are: each feature gives every pair a level, the weights give levels bits.

All functions take a table and two arrays of row numbers of equal length and give an array of level
numbers of that length (the order of ``LEVELS`` in :mod:`tocsin.link.weights`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.codebook import words as words_of
from tocsin.link.traits import EFFECTS, KINDS, NO_PLACE, RANKS, Table
from tocsin.link.weights import LEVELS, Weights

Levels = NDArray[np.int8]
Rows = NDArray[np.int64]
Column = Any  # an array with a value, or a row of values, a pair

TOWN_KM, NEAR_KM, APART_KM, MISPLACED_KM = 5.0, 15.0, 40.0, 300.0
AREA_KM = 50.0  # from the centre of a district or province
_POPCOUNT = np.array([bin(n).count("1") for n in range(256)], np.uint8)
_KILLED, _INJURED = EFFECTS.index("killed"), EFFECTS.index("injured")


def _choose(feature: str, size: int, *cases: tuple[str, Column]) -> Levels:
    """The first case that holds names the level; a plain ``True`` closes the list."""
    levels = LEVELS[feature]
    out = np.full(size, -1, np.int8)
    for level, holds in cases:
        out[(out < 0) & holds] = levels.index(level)
    return out


def _shared(a: Column, b: Column) -> Column:
    """How many of the non-zero codes of each row of ``a`` stand in the row of ``b``."""
    out = np.zeros(len(a), np.int8)
    for p in range(a.shape[1]):
        one = np.ascontiguousarray(a[:, p])
        there = np.zeros(len(a), bool)
        for q in range(b.shape[1]):
            there |= one == b[:, q]
        out += there & (one != 0)
    return out


def kilometres(t: Table, i: Rows, j: Rows) -> Column:
    """Least distance between the points of two accounts; inf where one has none."""
    km = _km(t["lat"][i, 0], t["lon"][i, 0], t["lat"][j, 0], t["lon"][j, 0])
    many = np.flatnonzero((t["points"][i] > 1) | (t["points"][j] > 1))
    i, j = i[many], j[many]
    for p in range(3):
        for q in range(3):
            km[many] = np.minimum(
                km[many], _km(t["lat"][i, p], t["lon"][i, p], t["lat"][j, q], t["lon"][j, q])
            )
    return km


def _km(lat1: Column, lon1: Column, lat2: Column, lon2: Column) -> Column:
    """Distance on the globe by its chord; inf where a point is missing."""
    r = np.float32(np.pi / 180)
    north, east = np.sin((lat2 - lat1) * r / 2), np.sin((lon2 - lon1) * r / 2)
    a = north * north + np.cos(lat1 * r) * np.cos(lat2 * r) * east * east
    km = np.float32(12742.0) * np.arcsin(np.sqrt(np.minimum(np.float32(1.0), a)))
    return np.where(np.isnan(km), np.float32(np.inf), km)


def place(t: Table, i: Rows, j: Rows) -> Levels:
    """Towns by name or distance; then districts and provinces that hold the other's place; then countries."""
    km = kilometres(t, i, j)
    pointed = np.isfinite(km)
    rank_i, rank_j = t["rank"][i], t["rank"][j]
    fine_i, fine_j = rank_i <= RANKS["city"], rank_j <= RANKS["city"]
    fine = fine_i & fine_j
    silent = (rank_i == NO_PLACE) | (rank_j == NO_PLACE)
    town = _shared(t["towns"][i], t["towns"][j]) > 0
    countries = t["countries"][i], t["countries"][j]
    abroad = (countries[0] != 0).any(1) & (countries[1] != 0).any(1) & (_shared(*countries) == 0)
    held = _shared(t["districts"][i], t["districts"][j]) > 0
    held |= _shared(t["districts"][i], t["towns"][j]) > 0
    held |= _shared(t["towns"][i], t["districts"][j]) > 0
    admins = t["admins"][i], t["admins"][j]
    held |= _shared(*admins) > 0
    apart = (admins[0] != 0).any(1) & (admins[1] != 0).any(1) & ~held
    # An area by its centre: gazetteers differ on which province a district belongs to.
    off = np.full(len(i), np.inf, np.float32)
    coarse = np.flatnonzero(~fine & ~silent)
    a, b = i[coarse], j[coarse]
    lat, lon, area_lat, area_lon = t["lat"][:, 0], t["lon"][:, 0], t["area_lat"], t["area_lon"]
    off[coarse] = np.minimum(
        np.minimum(
            _km(lat[a], lon[a], area_lat[b], area_lon[b]), _km(area_lat[a], area_lon[a], lat[b], lon[b])
        ),
        _km(area_lat[a], area_lon[a], area_lat[b], area_lon[b]),
    )
    held |= off <= AREA_KM
    area = np.maximum(rank_i, rank_j) <= RANKS["admin1"]
    return _choose(
        "place",
        len(i),
        ("unknown", silent),
        ("abroad", abroad & ~(km <= APART_KM)),
        ("same_town", town & (~pointed | (km <= APART_KM))),
        ("same_town", pointed & (km <= TOWN_KM)),
        ("near", pointed & (km <= NEAR_KM)),
        ("apart", pointed & (km <= APART_KM)),
        ("far", pointed & (km <= MISPLACED_KM)),
        ("abroad", pointed),
        ("inside", area & ~fine & held & (fine_i | fine_j)),
        ("same_area", area & ~fine & held),
        ("apart", fine & ~apart),
        ("far", area & apart),
        ("same_country", np.True_),
    )


def site(t: Table, i: Rows, j: Rows) -> Levels:
    out = np.zeros(len(i), np.int8)
    at = np.flatnonzero((t["sites"][i, 0] != 0) & (t["sites"][j, 0] != 0))
    shared = _shared(t["sites"][i[at]], t["sites"][j[at]])
    out[at] = _choose("site", len(at), ("same", shared > 0), ("other", np.True_))
    return out


@cache
def _loose_kinds() -> NDArray[np.bool_]:
    """Kind by kind: whether one is a loose word that may mean the other."""
    lists = words_of("linking")["kinds"]
    loose = np.isin(np.array(KINDS), lists["loose"])
    out = loose[:, None] | loose[None, :]
    for a, b in lists["never"]:
        out[KINDS.index(a), KINDS.index(b)] = out[KINDS.index(b), KINDS.index(a)] = False
    return out


def gap(t: Table, i: Rows, j: Rows) -> Column:
    """Days between two windows, 0 or less where they meet."""
    return np.maximum(t["start"][j] - t["end"][i], t["start"][i] - t["end"][j])


def date(t: Table, i: Rows, j: Rows) -> Levels:
    days = gap(t, i, j)
    start_i, end_i, start_j, end_j = t["start"][i], t["end"][i], t["start"][j], t["end"][j]
    sure = (t["sure"][i] >= 2) & (t["sure"][j] >= 2)
    dated = (t["sure"][i] >= 1) & (t["sure"][j] >= 1)
    longest = np.maximum(end_i - start_i, end_j - start_j)
    one_day = (start_i == start_j) & (end_i == end_j) & (start_i == end_i)
    return _choose(
        "date",
        len(i),
        ("unknown", (start_i < 0) | (start_j < 0)),
        ("same_day", one_day & sure),
        ("overlap", (days <= 0) & (longest < 5) & dated),
        ("loose", days <= 0),
        ("loose", (days <= 1) & ~sure),
        ("next_day", days <= 1),
        ("next_day", (days <= 3) & ~sure),
        ("days_off", days <= 3),
        ("far", np.True_),
    )


def clock(t: Table, i: Rows, j: Rows) -> Levels:
    a, b = t["minute"][i].astype(np.int32), t["minute"][j].astype(np.int32)
    off = np.abs(a - b)
    return _choose(
        "clock",
        len(i),
        ("unknown", (a < 0) | (b < 0)),
        ("same", off <= 60),
        ("unknown", off <= 180),
        ("other", np.True_),
    )


def kind(t: Table, i: Rows, j: Rows) -> Levels:
    a, b = t["kind"][i], t["kind"][j]
    return _choose(
        "kind",
        len(i),
        ("same", a == b),
        ("family", t["family"][i] == t["family"][j]),
        ("open", _loose_kinds()[a, b]),
        ("other", np.True_),
    )


def perpetrator(t: Table, i: Rows, j: Rows) -> Levels:
    a, b = t["doers"][i], t["doers"][j]
    named_a, named_b = a[:, 0] != 0, b[:, 0] != 0
    same = _shared(a, b) > 0
    kin = np.zeros(len(i), bool)
    at = np.flatnonzero(named_a & named_b & ~same)
    kin[at] = _shared(t["doer_kin"][i[at]], t["doer_kin"][j[at]]) > 0
    crossed = (_shared(a, t["struck_actors"][j]) > 0) | (_shared(b, t["struck_actors"][i]) > 0)
    types = (t["doer_types"][i] & t["doer_types"][j]) != 0
    return _choose(
        "perpetrator",
        len(i),
        ("same", same),
        ("kin", kin),
        ("sides", crossed),
        ("type", ~(named_a & named_b) & types),
        ("unknown", ~(named_a & named_b)),
        ("disputed", t["disputed"][i] | t["disputed"][j]),
        ("other", np.True_),
    )


def target(t: Table, i: Rows, j: Rows) -> Levels:
    a, b = t["struck"][i], t["struck"][j]
    n_a, n_b = (a != 0).sum(1), (b != 0).sum(1)
    common = _shared(a, b)
    actor = _shared(t["struck_actors"][i], t["struck_actors"][j]) > 0
    types = (t["struck_types"][i] & t["struck_types"][j]) != 0
    silent = (n_a == 0) | (n_b == 0)
    return _choose(
        "target",
        len(i),
        ("same", actor | (~silent & (2 * common >= np.minimum(n_a, n_b)))),
        ("some", common > 0),
        ("unknown", silent),
        ("type", types),
        ("other", np.True_),
    )


def weapon(t: Table, i: Rows, j: Rows) -> Levels:
    a, b = t["arms"][i], t["arms"][j]
    return _choose(
        "weapon", len(i), ("unknown", (a == 0) | (b == 0)), ("same", (a & b) != 0), ("other", np.True_)
    )


def figure(t: Table, i: Rows, j: Rows, effect: int) -> Levels:
    """The figures for one effect: one in common, near, compatible with a vague one, risen, or apart."""
    a, b = t["counts"][i, effect], t["counts"][j, effect]
    low_a, low_b = t["floor"][i, effect], t["floor"][j, effect]
    common = np.where((a[:, :, None] == b[:, None, :]).any(2) & (a >= 0), a, -1).max(1)
    top_a, top_b = a.max(1), b.max(1)
    most = np.maximum(np.maximum(top_a, low_a), np.maximum(top_b, low_b)).astype(np.float64)
    least = np.minimum(np.maximum(top_a, low_a), np.maximum(top_b, low_b)).astype(np.float64)
    vague = (top_a < 0) | (top_b < 0)
    floor = np.where(top_a < 0, low_a, low_b)
    stated = np.where(top_a < 0, top_b, top_a)
    return _choose(
        "killed",
        len(i),
        ("unknown", least < 0),
        ("none", most == 0),
        ("some_or_none", least == 0),
        ("same_many", common >= 10),
        ("same_some", common >= 3),
        ("same_few", (common >= 1) & (most <= 4)),
        ("meets", vague & (stated >= 0.8 * floor) & (stated <= 12 * floor)),
        ("meets", vague & (stated < 0)),
        ("near", (most <= 1.34 * least) | (most - least <= 2)),
        ("rising", most <= 3 * least),
        ("apart", np.True_),
    )


def others(t: Table, i: Rows, j: Rows) -> Levels:
    """The likest effect but the dead and injured, in the order of the shipped weights."""
    order = np.array([0, 9, 7, 5, 3, 6, 4, 2, 1, 1], np.int8)  # worth of a level, the best tells
    best = np.zeros(len(i), np.int8)
    said = (t["counts"].max(2) >= 0) | (t["floor"] >= 0) if len(t) < 2 * len(i) else None
    for effect in range(len(EFFECTS)):
        if effect in (_KILLED, _INJURED):
            continue
        both = np.ones(len(i), bool) if said is None else said[i, effect] & said[j, effect]
        at = np.flatnonzero(both)
        level = figure(t, i[at], j[at], effect)
        best[at] = np.where(order[level] > order[best[at]], level, best[at])
    return best


def persons(t: Table, i: Rows, j: Rows) -> Levels:
    out = np.zeros(len(i), np.int8)
    at = np.flatnonzero((t["persons"][i, 0] != 0) & (t["persons"][j, 0] != 0))  # few accounts name anybody
    a, b = t["persons"][i[at]], t["persons"][j[at]]
    out[at] = _choose("persons", len(at), ("shared", _shared(a, b) > 0), ("other", np.True_))
    return out


def jaccard(t: Table, i: Rows, j: Rows) -> Column:
    """Share of common words, from bit sets of 512 (two words share a bit once in ten texts of 50)."""
    a, b = t["words"][i], t["words"][j]
    both = _POPCOUNT[a & b].sum(1, dtype=np.int32)
    either = _POPCOUNT[a | b].sum(1, dtype=np.int32)
    return both / np.maximum(either, 1)


def words(t: Table, i: Rows, j: Rows) -> Levels:
    share = jaccard(t, i, j)
    short = np.minimum(t["n_words"][i], t["n_words"][j]) < 4
    return _choose(
        "words",
        len(i),
        ("unknown", short),
        ("half", share >= 0.5),
        ("third", share >= 0.33),
        ("sixth", share >= 0.18),
        ("some", share >= 0.08),
        ("few", np.True_),
    )


def _copy(t: Table, i: Rows, j: Rows) -> Levels:
    same = (t["text"][i] == t["text"][j]) & (t["report"][i] != t["report"][j])
    return np.asarray(same, np.int8)


def _report(t: Table, i: Rows, j: Rows) -> Levels:
    return np.asarray(t["report"][i] == t["report"][j], np.int8)


def _status(t: Table, i: Rows, j: Rows) -> Levels:
    return np.asarray((t["status"][i] == 2) != (t["status"][j] == 2), np.int8)


FEATURES: dict[str, Callable[[Table, Rows, Rows], Levels]] = {
    "prior": lambda _, i, __: np.zeros(len(i), np.int8),
    "place": place,
    "site": site,
    "date": date,
    "clock": clock,
    "kind": kind,
    "perpetrator": perpetrator,
    "target": target,
    "weapon": weapon,
    "killed": lambda t, i, j: figure(t, i, j, _KILLED),
    "injured": lambda t, i, j: figure(t, i, j, _INJURED),
    "others": others,
    "persons": persons,
    "words": words,
    "copy": _copy,
    "report": _report,
    "status": _status,
}


def score(t: Table, i: Rows, j: Rows, weights: Weights) -> NDArray[np.float32]:
    """Bits for every pair: the sum over all features."""
    total = np.zeros(len(i), np.float32)
    for feature, level in FEATURES.items():
        total += weights.bits[feature][level(t, i, j)]
    return total


# Cheap and telling features first: what they rule out need not be compared further.
_ORDER = (
    "prior", "date", "place", "kind", "killed", "words", "injured", "persons", "copy", "report", "status",
    "weapon", "clock", "site", "target", "perpetrator", "others",
)  # fmt: skip


def above(t: Table, i: Rows, j: Rows, weights: Weights) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Which of the pairs score above the limit, and their bits: what :func:`score` says, in half the time.

    A pair is dropped as soon as the features still to come cannot lift it over the limit.
    """
    total = np.zeros(len(i), np.float32)
    kept = np.arange(len(i))
    hope = sum(float(weights.bits[f].max()) for f in _ORDER)
    for feature in _ORDER:
        bits = weights.bits[feature]
        hope -= float(bits.max())
        total += bits[FEATURES[feature](t, i, j)]
        good = total + hope > weights.linked - 1e-3
        if good.mean() < 0.9 if len(good) else False:
            i, j, kept, total = i[good], j[good], kept[good], total[good]
    exact = score(t, i, j, weights)
    good = exact > weights.linked
    return kept[good], exact[good]
