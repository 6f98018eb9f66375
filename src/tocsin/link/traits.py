"""What linking compares of an account, as one row of numbers: names become hashes, lists short arrays.

A row holds everything and only what the score reads, so that a million accounts are 0.6 GB of
columns and every comparison is one pass over arrays. Hashes are stable across machines and runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.codebook import table, words
from tocsin.gazetteer.actors import ActorEntry, name_key, open_register
from tocsin.gazetteer.names import normalise, without_article
from tocsin.records import Account, Place
from tocsin.records.collected import Collected
from tocsin.records.report import table_of

EFFECTS = tuple(table("effects"))
KINDS = tuple(table("kinds"))
STATUSES = ("reported", "background", "foiled")
_FAMILY = {kind: n for n, kinds in enumerate(table("kind_families").values()) for kind in kinds}
_TYPES = {name: n for n, name in enumerate(table("party_types"))}
_WEAPONS = {name: n for n, name in enumerate(table("weapons"))}
RANKS = {"site": 0, "neighbourhood": 1, "city": 2, "district": 3, "admin1": 4, "region": 5, "country": 6}
NO_PLACE = 7
_SURE = {"publication_date": 1, "inferred": 2, "stated": 3}
_VAGUE = frozenset({"vague"})
WORD_BYTES = 64

ROW = np.dtype(
    [
        ("status", "i1"),
        ("kind", "i1"),
        ("family", "i1"),
        ("cumulative", "?"),
        ("start", "i4"),
        ("end", "i4"),
        ("sure", "i1"),
        ("published", "i4"),
        ("minute", "i2"),
        ("rank", "i1"),
        ("lat", "f4", 3),
        ("lon", "f4", 3),
        ("points", "i1"),
        ("area_lat", "f4"),
        ("area_lon", "f4"),
        ("towns", "i8", 4),
        ("sites", "i8", 6),
        ("districts", "i8", 3),
        ("admins", "i8", 3),
        ("countries", "i8", 3),
        ("doers", "i8", 4),
        ("doer_kin", "i8", 8),
        ("doer_types", "i4"),
        ("disputed", "?"),
        ("struck", "i8", 10),
        ("struck_actors", "i8", 4),
        ("struck_types", "i4"),
        ("arms", "i4"),
        ("counts", "i4", (len(EFFECTS), 4)),
        ("floor", "i4", len(EFFECTS)),
        ("persons", "i8", 6),
        ("words", "u1", WORD_BYTES),
        ("n_words", "i2"),
        ("report", "i8"),
        ("text", "i8"),
        ("rows_of", "i8"),
    ]
)

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@lru_cache(maxsize=500_000)
def code(words_: str) -> int:
    """A stable non-zero 63-bit number for a string."""
    return (
        int.from_bytes(blake2b(words_.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
    ) | 1


def row_of(collected: Collected) -> tuple[Any, ...]:
    """The row of one account, in the order of :data:`ROW`."""
    account, source = collected.account, collected.source
    published = source.published.toordinal() if source.published else -1
    start, end, sure = _window(account, published)
    places, types = account.where, 0
    placed = [p for p in places if p.lat is not None and p.lon is not None]
    points = [p for p in placed if _rank(p) <= RANKS["city"]]
    areas = [p for p in placed if _rank(p) in (RANKS["district"], RANKS["admin1"])]
    finest = min(map(_rank, places), default=NO_PLACE)
    doers = [_actor(p.name, p.actor_id) for p in account.perpetrators if p.certainty != "denied"]
    for p in account.perpetrators:
        types |= 1 << _TYPES[p.type]
    named = [a for a in doers if a]
    struck_types = 0
    for t in account.targets:
        struck_types |= 1 << _TYPES[t.type]
    town_words = {w for p in places for w in name_key(p.name)}
    counts, floor = _figures(account)
    tokens = content(collected.words)
    return (
        STATUSES.index(account.status),
        KINDS.index(account.kind),
        _FAMILY.get(account.kind, 9 + KINDS.index(account.kind)),
        account.cumulative,
        start,
        end,
        sure,
        published,
        _minute(account),
        finest,
        _pad((p.lat for p in points), 3, np.nan),
        _pad((p.lon for p in points), 3, np.nan),
        min(len(points), 3),
        areas[0].lat if areas else np.nan,
        areas[0].lon if areas else np.nan,
        _codes((_place_key(p) for p in places if _rank(p) == RANKS["city"]), 4),
        _codes(_site_words(account), 6),
        _codes((_place_key(p) for p in places if _rank(p) == RANKS["district"]), 3),
        _codes(
            [
                *(_admin(p.name) for p in places if p.level == "admin1"),
                *(_admin(p.admin1) for p in places if p.admin1),
            ],
            3,
        ),
        _codes((p.country for p in places if p.country), 3),
        _codes((a[0] for a in named), 4),
        _codes((k for a in named for k in a), 8),
        types,
        any(p.certainty != "stated" for p in account.perpetrators),
        _codes(_struck_words(account, town_words), 10),
        _codes((a[0] for t in account.targets if (a := _actor(t.name, t.actor_id))), 4),
        struck_types,
        sum({1 << _WEAPONS[w.name] for w in account.weapons}),
        counts,
        floor,
        _codes((_person(p.name) for p in account.persons), 6),
        _bits(tokens),
        min(len(tokens), 30_000),
        code(source.id),
        code(source.copy_of or source.id),
        code(rows_of) if (rows_of := table_of(source.url)) else 0,
    )


def _window(account: Account, published: int) -> tuple[int, int, int]:
    """First and last day as ordinals and how sure: 0 = no date at all, the days before publication."""
    when = account.when
    if when is None or (when.start is None and when.end is None):
        return (published - 4, published, 0) if published >= 0 else (-1, -1, 0)
    first, last = when.start or when.end, when.end or when.start
    assert first is not None
    assert last is not None
    return first.toordinal(), max(first, last).toordinal(), _SURE[when.basis]


def _minute(account: Account) -> int:
    time = account.when.time if account.when else None
    return int(time[:2]) * 60 + int(time[3:5]) if time else -1


@lru_cache(maxsize=200_000)
def _actor(name: str, actor_id: str | None) -> tuple[str, ...] | None:
    """An actor and its parents; None for words that name nobody ("gunmen")."""
    register = open_register()
    entry = (register.get(actor_id) if actor_id else None) or register.find(name)
    if entry is None:
        if not any(c.isupper() for c in name):
            return None
        return (" ".join(name_key(name)),)
    chain = [entry.id]
    parent: ActorEntry | None = entry
    while parent is not None and parent.parent and parent.parent not in chain:
        chain.append(parent.parent)
        parent = register.get(parent.parent)
    return tuple(chain)


def _rank(place: Place) -> int:
    """The level by number; "near Idlib", "Idlib countryside" is an area, not the town."""
    rank = RANKS[place.level]
    return RANKS["district"] if rank <= RANKS["city"] and place.precision == 2 else rank


def _place_key(place: Place) -> str:
    return without_article(normalise(place.name))


@lru_cache(maxsize=50_000)
def _admin(name: str) -> str:
    drop = {"province", "governorate", "region", "state", "oblast", "department", "county", "district"}
    kept = [w for w in without_article(normalise(name)).split() if w not in drop]
    return " ".join(kept) or normalise(name)


@lru_cache(maxsize=200_000)
def _plain(word: str) -> str:
    """One form for a word: its class where it has one, else without a plural s."""
    found = _classes().get(word)
    if found:
        return found
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    return {w: name for name, list_ in words("linking")["classes"].items() for w in list_}


@lru_cache(maxsize=1)
def _silent() -> tuple[frozenset[str], frozenset[str]]:
    lists = words("linking")["silent"]
    return frozenset(lists["people"]), frozenset(lists["words"])


def _site_words(account: Account) -> list[str]:
    """Words that name the very spot: sites and facilities, without the town's own name."""
    town_names = {w for p in account.where if RANKS[p.level] >= 2 for w in name_key(p.name)}
    names = [p.name for p in account.where if RANKS[p.level] < 2]
    names += [t.name for t in account.targets if t.type == "facility"]
    return [
        _plain(w)
        for n in names
        for w in name_key(n)
        if w not in town_names and w not in _silent()[0] and len(w) > 2
    ]


def _struck_words(account: Account, towns: set[str]) -> list[str]:
    """Words for those hit: targets, and the people counted on the side of the target or of nobody."""
    names = [t.name for t in account.targets]
    names += [t.group.name for t in account.tolls if t.group and t.group.side != "perpetrator"]
    return [
        _plain(w)
        for n in names
        for w in name_key(n)
        if w not in _silent()[0] and w not in towns and len(w) > 2
    ]


def _figures(account: Account) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """For each effect the largest figures stated (-1 none), and the floor of vague ones."""
    counts = np.full((len(EFFECTS), 4), -1, np.int32)
    floor = np.full(len(EFFECTS), -1, np.int32)
    for n, effect in enumerate(EFFECTS):
        tolls = [t for t in account.tolls if t.effect == effect]
        if not tolls:
            continue
        stated = {v for t in tolls if t.qualifier not in _VAGUE for v in (t.low, t.high) if v is not None}
        parts = [t for t in tolls if not t.whole and t.qualifier == "exact" and t.low is not None]
        if len(parts) > 1 and not any(t.whole for t in tolls):
            stated.add(sum(t.low or 0 for t in parts))
        largest = sorted(stated, reverse=True)[:4]
        counts[n, : len(largest)] = [min(v, 2**30) for v in largest]
        floor[n] = max((t.low or 0 for t in tolls if t.qualifier in _VAGUE), default=-1)
    return counts, floor


def _person(name: str) -> str:
    """A person's last name: first names and titles come and go between reports."""
    parts = [w for w in name_key(name) if len(w) > 2]
    return parts[-1] if parts else ""


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """The words of a text that carry content: four letters or more, or a number, in one form each."""
    silent = _silent()[1]
    return frozenset(
        _plain(w)
        for w in map(str.lower, _WORD.findall(text))
        if (len(w) > 3 or w.isdigit()) and w not in silent
    )


def _bits(tokens: Iterable[str]) -> NDArray[np.uint8]:
    out = np.zeros(WORD_BYTES, np.uint8)
    for token in tokens:
        at = code(token) >> 8
        out[(at >> 3) % WORD_BYTES] |= 1 << (at & 7)
    return out


def _codes(names: Iterable[str], size: int) -> list[int]:
    kept = list(dict.fromkeys(code(n) for n in names if n))[:size]
    return kept + [0] * (size - len(kept))


def _pad(values: Iterable[float | None], size: int, fill: float) -> list[float | None]:
    kept = list(values)[:size]
    return kept + [fill] * (size - len(kept))


class Table:
    """Accounts as columns: ``table["start"]`` is an array with a value an account, in order of their ids."""

    def __init__(self, ids: list[str], columns: dict[str, NDArray[Any]]) -> None:
        self.ids = ids
        self._columns = columns

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, column: str) -> NDArray[Any]:
        return self._columns[column]

    @classmethod
    def of(cls, collected: Iterable[Collected], chunk: int = 5000) -> Table:
        """Rows of all accounts, sorted by id, so that no later step can depend on the order given."""
        ids: list[str] = []
        parts: list[NDArray[Any]] = []
        pending: list[tuple[Any, ...]] = []
        for one in collected:
            ids.append(one.account.id)
            pending.append(row_of(one))
            if len(pending) == chunk:
                parts.append(np.array(pending, ROW))
                pending.clear()
        parts.append(np.array(pending, ROW))
        rows = np.concatenate(parts)
        parts.clear()
        once = {name: n for n, name in enumerate(ids)}  # an account given twice counts once
        order = np.array([once[name] for name in sorted(once)], np.int64)
        assert ROW.names is not None
        return cls(
            [ids[i] for i in order], {name: np.ascontiguousarray(rows[name][order]) for name in ROW.names}
        )
