"""The actor register: armed actors and other organisations by every name that reports give them.

Two tables stand beside this file: ``actors.tsv`` (a row an actor) and ``states.tsv`` (a row a state
and the words for it, read by :mod:`tocsin.gazetteer.states`). A user's own table has the columns of
``actors.tsv`` and is added to the shipped one, its rows first.

How a name is compared: accents, apostrophes, full stops and hyphens do not count, nor does the case
of letters, except that a short form in capitals ("IS", "ADF") must stand in capitals ("is" is a
verb); from four letters on it may also be written "Isis", "Nato".
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from tocsin.codebook import table
from tocsin.errors import DataError

COLUMNS = (
    "id",
    "name",
    "type",
    "country",
    "parent",
    "valid_from",
    "valid_until",
    "force",
    "aliases",
    "source",
)
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_COUNTRY = re.compile(r"[A-Z]{3}")
_TITLE_FROM = 4  # letters: from here on a short form is no common word when written like a name
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_CUTS = str.maketrans('-–—/(),"&', " " * 9, "'’‘ʼ`´.ʻʿʾ")


class ActorEntry(NamedTuple):
    """One actor. Dates are ISO, as precise as known, empty when open; ``parent`` is another id.

    ``force`` names the composed state force that the row stands for (``army``, ``air`` ...).
    ``weak`` are short forms that count only where the text names the actor in full as well.
    """

    id: str
    name: str
    type: str
    country: str | None = None
    parent: str | None = None
    valid_from: str = ""
    valid_until: str = ""
    force: str = ""
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    source: str = ""

    def existed(self, day: dt.date) -> bool:
        """Whether the actor bore this name on ``day``, as far as the table tells."""
        iso = day.isoformat()
        return self.valid_from[:10] <= iso and (
            not self.valid_until or iso[: len(self.valid_until)] <= self.valid_until
        )


def is_short_form(name: str) -> bool:
    """Whether ``name`` is compared with its capitals: one word of at most six signs without lower case."""
    bare = name.replace(".", "").replace("-", "").replace("/", "")
    return " " not in name and len(bare) <= 6 and bare.isupper()


@lru_cache(maxsize=200_000)
def name_key(name: str) -> tuple[str, ...]:
    """A name as a tuple of folded tokens, cut as the tokenizer cuts: ``People's`` -> people, s."""
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in plain if not unicodedata.combining(c))
    if "'" in name or "’" in name:
        name = _POSSESSIVE.sub(" s", name)
    return tuple(name.lower().translate(_CUTS).split())


class Register:
    """Actors by id and by name. Names are looked up as whole phrases with :meth:`find`."""

    def __init__(self, entries: Iterable[ActorEntry]) -> None:
        self._by_id: dict[str, ActorEntry] = {}
        self._by_key: dict[tuple[str, ...], list[tuple[str, ActorEntry]]] | None = None
        self._force: dict[tuple[str, str], ActorEntry] = {}
        for entry in entries:
            if entry.id in self._by_id:
                continue
            self._by_id[entry.id] = entry
            if entry.force and entry.country:
                self._force.setdefault((entry.country, entry.force), entry)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[ActorEntry]:
        return iter(self._by_id.values())

    def get(self, actor_id: str) -> ActorEntry | None:
        """The actor of that id."""
        return self._by_id.get(actor_id)

    def force(self, country: str, force: str) -> ActorEntry | None:
        """The row that names a state's ``force`` (``army``, ``air``, ``navy`` ...), if there is one."""
        return self._force.get((country, force))

    def find(self, words: str) -> ActorEntry | None:
        """The actor called ``words`` (a whole name, without article), or None.

        Two actors may share a short form: the one that stands first in the table is meant.
        """
        if self._by_key is None:
            self._by_key = {}
            for key, alias, entry, weak in self.names():
                if not weak:
                    self._by_key.setdefault(key, []).append((alias, entry))
        for alias, entry in self._by_key.get(name_key(words), ()):
            if fits(alias, words):
                return entry
        return None

    def names(self) -> Iterator[tuple[tuple[str, ...], str, ActorEntry, bool]]:
        """``(key, alias, entry, weak)`` of every name in table order: what a matcher is built from."""
        for entry in self._by_id.values():
            for alias in (entry.name, *entry.aliases):
                yield name_key(alias), alias, entry, False
            for alias in entry.weak:
                yield name_key(alias), alias, entry, True


def fits(alias: str, words: str) -> bool:
    """Whether the capitals of ``words`` allow it to be the name ``alias`` (their keys being equal)."""
    if is_short_form(alias):
        bare = words.replace(".", "").replace("-", "")
        return bare.isupper() or (len(bare) >= _TITLE_FROM and bare[0].isupper() and bare[1:].islower())
    return (
        any(c.isupper() for c in words)
        or not any(c.isupper() for c in alias)
        or words == alias
        or _caseless(words)
    )


def _caseless(words: str) -> bool:
    return words.lower() == words.upper()


def read_table(lines: Iterable[str], where: str) -> Iterator[ActorEntry]:
    """Rows of an actor table. Raises :class:`DataError` naming ``where`` and the line."""
    header: tuple[str, ...] | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip("\r\n")
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = tuple(cells)
            if header != COLUMNS:
                raise DataError(
                    f"{where}:{number}: the columns must be: {', '.join(COLUMNS)} (parted by tabs)"
                )
            continue
        if len(cells) != len(COLUMNS):
            raise DataError(
                f"{where}:{number}: {len(cells)} columns instead of {len(COLUMNS)}; part them by single tabs"
            )
        cells = [cell.strip() for cell in cells]
        names = [a for a in (a.strip() for a in cells[8].split("|")) if a]
        yield ActorEntry(
            id=cells[0],
            name=cells[1],
            type=cells[2],
            country=cells[3] or None,
            parent=cells[4] or None,
            valid_from=cells[5],
            valid_until=cells[6],
            force=cells[7],
            aliases=tuple(a for a in names if not a.endswith("?")),
            weak=tuple(a[:-1] for a in names if a.endswith("?")),
            source=cells[9],
        )


def check(path: Path | None = None) -> list[str]:
    """What is wrong with an actor table, a sentence a fault with ``file:line``; empty when it is sound.

    ``path`` None checks the shipped table. A user's table may name parents of the shipped one.
    """
    shipped = "actors.tsv"
    where = shipped if path is None else str(path)
    lines = _shipped().splitlines() if path is None else path.read_text("utf-8").splitlines()
    known = set() if path is None else {entry.id for entry in register()}
    faults: list[str] = []
    entries: list[tuple[int, ActorEntry]] = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#") and not line.startswith("id\t"):
            try:
                entries.extend((number, entry) for entry in read_table(["\t".join(COLUMNS), line], where))
            except DataError as err:
                faults.append(str(err).replace(f"{where}:2:", f"{where}:{number}:"))
    if not any(line.startswith("id\t") for line in lines):
        faults.append(f"{where}:1: no header line; begin with: {' '.join(COLUMNS)} (parted by tabs)")
    ids = known | {entry.id for _, entry in entries}
    seen: dict[str, int] = {}
    for number, entry in entries:
        faults.extend(f"{where}:{number}: {fault}" for fault in _faults(entry, ids))
        if entry.id in seen:
            faults.append(
                f"{where}:{number}: the id '{entry.id}' stands in line {seen[entry.id]} already; rename one"
            )
        seen.setdefault(entry.id, number)
    return faults


def _faults(entry: ActorEntry, ids: set[str]) -> Iterator[str]:
    if not _ID.fullmatch(entry.id):
        yield f"the id '{entry.id}' may hold letters, digits, hyphens and full stops only"
    if not _WORD.search(entry.name):
        yield "the name is empty; give the name that English-language news use"
    if entry.type not in table("party_types"):
        yield f"the type '{entry.type}' is none of {', '.join(table('party_types'))}"
    if entry.country and not _COUNTRY.fullmatch(entry.country):
        yield f"the country '{entry.country}' is no ISO 3166 alpha-3 code such as SYR"
    if entry.parent and entry.parent not in ids:
        yield f"the parent '{entry.parent}' is the id of no row"
    for column, date in (("valid_from", entry.valid_from), ("valid_until", entry.valid_until)):
        if date and not _DATE.fullmatch(date):
            yield f"{column} '{date}' is no date such as 2014, 2014-06 or 2014-06-29"
    if (
        entry.valid_from
        and entry.valid_until
        and entry.valid_until < entry.valid_from[: len(entry.valid_until)]
    ):
        yield f"valid_until {entry.valid_until} is before valid_from {entry.valid_from}"
    if entry.force and not entry.country:
        yield f"the force '{entry.force}' needs a country"
    if not entry.source:
        yield "the source is empty; say where the row comes from"
    for alias in (*entry.aliases, *entry.weak):
        if not name_key(alias):
            yield f"the alias '{alias}' holds no letter"


def _shipped() -> str:
    return files("tocsin.gazetteer").joinpath("actors.tsv").read_text("utf-8")


@cache
def register(*own: Path) -> Register:
    """The shipped register, with the user's tables before it where ``own`` names some."""
    entries: list[ActorEntry] = []
    for path in own:
        faults = check(path)
        if faults:
            raise DataError(faults[0])
        entries.extend(read_table(path.read_text("utf-8").splitlines(), str(path)))
    entries.extend(read_table(_shipped().splitlines(), "actors.tsv"))
    return Register(entries)


def open_register(*own: Path) -> Register:
    """The register to read with: :func:`register` under the name that the other gazetteers use."""
    return register(*own)
