"""The gazetteer of places: one mapped file, look-ups by bisection, nothing parsed but a small header.

``open_gazetteer()`` maps ``data/places.bin`` (see ``layout.py``) once a process; the pages are
shared by all processes. A user's own CSV places are added in memory and win ties.
"""

from __future__ import annotations

import json
import mmap
import struct
from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

from tocsin.errors import DataError
from tocsin.gazetteer import layout
from tocsin.gazetteer.names import key_hash, normalise, skeleton, without_article
from tocsin.gazetteer.own import read_own

_LIMIT = 60  # entries decoded of one name without a country: past that only hamlets follow


class Entry(NamedTuple):
    """A place. ``row`` is its place in the file (negative: a user's own), ``country`` is ISO 3166
    alpha-3, ``radius_km`` 0 where the size is unknown."""

    row: int
    id: str
    name: str
    kind: str  # country, admin1, region, admin2, city, neighbourhood, site, water
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    admin2: str | None
    population: int
    feature: str
    timezone: str | None
    radius_km: float
    weak: bool  # found through another spelling, an old or a short name
    fuzzy: bool  # found through its consonants only


class Gazetteer:
    """Look-ups over one compiled file and any number of user's places."""

    def __init__(self, path: Path, extra: Sequence[Path] = ()) -> None:
        self.path = path
        try:
            with path.open("rb") as f:
                data = memoryview(mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError) as err:
            raise DataError(f"the gazetteer {path} cannot be opened ({err}); reinstall tocsin") from err
        if bytes(data[:8]) != layout.MAGIC:
            raise DataError(
                f"{path} is not a gazetteer of this version; build it with scripts/build_gazetteer.py"
            )
        (size,) = struct.unpack_from("<I", data, 8)
        self.header: dict[str, Any] = json.loads(bytes(data[12 : 12 + size]))

        def section(name: str) -> memoryview:
            at, length = self.header["sections"][name]
            return data[at : at + length]

        self._entries = section("entries")
        self._keys = section("keys").cast("Q")
        self._skeletons = section("skeletons").cast("Q")
        self._names = section("names")
        self._iso3 = {c["iso2"]: iso3 for iso3, c in self.header["countries"].items()}
        self._order = [self._iso3.get(i) for i in self.header["country_order"]]
        self._features: list[str] = self.header["features"]
        self._zones: list[str | None] = [z or None for z in self.header["zones"]]
        self._areas: dict[int, str] = {}  # names of provinces and districts, met again and again
        self._cache: dict[tuple[str, str | None], list[Entry]] = {}
        self._demonyms: dict[str, str] = {d.lower(): i for d, i in self.header["demonyms"].items()}
        self._own: dict[str, list[Entry]] = {}
        for place in extra:
            for key, entry in read_own(place, Entry):
                self._own.setdefault(key, []).append(entry)

    @property
    def attribution(self) -> list[str]:
        """Who made the data and under which licence."""
        return list(self.header["attribution"])

    @property
    def digest(self) -> str:
        """SHA-256 of the data sections."""
        return str(self.header["digest"])

    def lookup(self, name: str, country: str | None = None) -> list[Entry]:
        """Places called ``name``, the most important first: countries, provinces, regions, districts,
        then towns by population; names as written before other spellings.

        With ``country`` (ISO3) only its places; where none is called so, those whose consonants are
        the same (``fuzzy``).
        """
        known = self._cache.get((name, country))
        if known is None:
            if len(self._cache) > 50_000:
                self._cache.clear()
            known = self._cache[name, country] = self._lookup(normalise(name), country)
        return known

    def has(self, name: str) -> bool:
        """Whether any place is called ``name``."""
        return bool(self.lookup(name))

    def country_of_demonym(self, word: str) -> str | None:
        """ISO3 of the country whose people or things ``word`` names: ``Syrian`` -> ``SYR``."""
        return self._demonyms.get(word.lower())

    def country(self, iso3: str) -> Entry | None:
        """The country itself, or None for a code that is not in use."""
        c = self.header["countries"].get(iso3)
        if c is None:
            return None
        return next((e for e in self.lookup(c["name"], iso3) if e.kind == "country"), None)

    def neighbours(self, iso3: str) -> list[str]:
        """ISO3 of the countries that border on ``iso3``."""
        c = self.header["countries"].get(iso3)
        return list(c["neighbours"]) if c else []

    def entry(self, index: int) -> Entry:
        """The place at ``index`` of the file."""
        return self._decode(index, False, False)

    def _lookup(self, key: str, country: str | None) -> list[Entry]:
        own = [e for e in self._own.get(key, ()) if country in (None, e.country)]
        found = self._find(key, country)
        if not found and not own:
            short = without_article(key)
            found = self._find(short, country) if short != key else []
            if not found and country:
                found = self._by_consonants(key, country)
        return own + found

    def _find(self, key: str, country: str | None) -> list[Entry]:
        lo = key_hash(key) << layout.HASH_SHIFT
        keys, out, seen = self._keys, [], set()
        i = bisect_left(keys, lo)
        end = lo + (1 << layout.HASH_SHIFT)
        while i < len(keys) and (k := keys[i]) < end:
            i += 1
            index = k & layout.ENTRY_MASK
            if index in seen or (country and self._country_of(index) != country):
                continue
            seen.add(index)
            out.append(self._decode(index, bool(k & layout.WEAK_BIT), False))
            if len(out) >= _LIMIT:
                break
        return out

    def _by_consonants(self, key: str, country: str) -> list[Entry]:
        bones = skeleton(key)
        c = self.header["countries"].get(country)
        if len(bones) < 2 or len(key) < 4 or c is None:
            return []
        lo = key_hash(f"{c['iso2']}|{bones}") << layout.HASH_SHIFT
        out = []
        i = bisect_left(self._skeletons, lo)
        while (
            i < len(self._skeletons)
            and (k := self._skeletons[i]) >> layout.HASH_SHIFT == lo >> layout.HASH_SHIFT
        ):
            i += 1
            e = self._decode(k & layout.ENTRY_MASK, True, True)
            # Consonants are shared by chance among towns, seldom among a country's few provinces.
            alike = SequenceMatcher(None, without_article(key), without_article(normalise(e.name))).ratio()
            if alike >= (0.6 if e.kind == "admin1" else 0.72 if len(bones) > 2 else 0.9):
                out.append(e)
        return out

    def _country_of(self, index: int) -> str | None:
        return self._order[self._entries[index * layout.ENTRY.size + 28]]

    def _decode(self, index: int, weak: bool, fuzzy: bool) -> Entry:
        lat, lon, people, gid, name_at, a1, a2, zone, radius, country, kind, feature, length = (
            layout.ENTRY.unpack_from(self._entries, index * layout.ENTRY.size)
        )
        name = str(self._names[name_at : name_at + length], "utf-8")
        iso3 = self._order[country]
        placed = lat != layout.NO_POINT
        return Entry(
            index, f"geonames:{gid}" if gid else _own_id(iso3, name),
            name, layout.KINDS[kind], lat / 1e5 if placed else None, lon / 1e5 if placed else None, iso3,
            self._name_at(a1) if a1 != layout.NONE16 else (name if layout.KINDS[kind] == "admin1" else None),
            self._name_at(a2) if a2 != layout.NONE16 else None, people, self._features[feature],
            self._zones[zone], float(radius), weak, fuzzy,
        )  # fmt: skip

    def _name_at(self, index: int) -> str:
        known = self._areas.get(index)
        if known is None:
            at = index * layout.ENTRY.size
            name_at = struct.unpack_from("<I", self._entries, at + 16)[0]
            known = str(self._names[name_at : name_at + self._entries[at + 31]], "utf-8")
            self._areas[index] = known
        return known


def _own_id(iso3: str | None, name: str) -> str:
    """The id of a hand-kept place: ``tocsin:syr/eastern-ghouta``."""
    return f"tocsin:{(iso3 or 'zz').lower()}/{normalise(name).replace(' ', '-')}"


@cache
def _open(extra: tuple[Path, ...]) -> Gazetteer:
    with as_file(files("tocsin.gazetteer").joinpath("data/places.bin")) as path:
        return Gazetteer(path, extra)


def open_gazetteer(extra: Sequence[str | Path] = ()) -> Gazetteer:
    """The gazetteer of the package, opened once a process; ``extra`` are CSV files of the user's own
    places (columns name, lat, lon, country; optional kind, admin1, aliases, population, radius_km)."""
    return _open(tuple(Path(p) for p in extra))
