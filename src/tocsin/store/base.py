"""The store's face: what any store keeps and gives back, and the small records it speaks in.

A store knows reports, accounts, verdicts and incidents, and nothing of reading, linking or fusing.
Every method is one transaction: it happens whole or not at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from tocsin.records import Reading, Report
from tocsin.records.collected import Collected, Source
from tocsin.records.incident import Incident
from tocsin.records.verdict import Verdict


class Kept(NamedTuple):
    """Where a copy of the source was kept: the day it was fetched, the copy's address, its digest."""

    retrieved: dt.date | None = None
    archived: str | None = None
    sha256: str | None = None


NOT_KEPT = Kept()


class Added(NamedTuple):
    """What became of one report: ``what`` is ``new``, ``reread`` or ``known`` (nothing was to do)."""

    report: str
    what: str
    accounts: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Which incidents: all conditions hold at once; an empty one asks nothing.

    ``box`` is west, south, east, north in degrees (west > east crosses the date line). ``actors`` are ids
    of the register or words of a name; ``min_dead`` compares with the best figure, else the lowest.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    box: tuple[float, float, float, float] | None = None
    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    min_dead: int | None = None
    statuses: tuple[str, ...] = ("incident",)


class Built(NamedTuple):
    """An incident and the digest of all that it was built from: the same digest needs no new building."""

    incident: Incident
    inputs: str


class Version(NamedTuple):
    """One state of an incident: ``built``, ``merged`` (into ``led_to``) or ``gone``; ``body`` as it was."""

    incident: str
    version: int
    at: dt.datetime
    state: str
    led_to: str | None
    body: Incident


class Saved(NamedTuple):
    """What a save of incidents changed, by id."""

    new: tuple[str, ...]
    revised: tuple[str, ...]
    merged: tuple[tuple[str, str], ...]  # (id that was, id it leads to)
    gone: tuple[str, ...]


class AuditRow(NamedTuple):
    """One row of the audit: who, when, what, of what, before, after, why."""

    number: int
    at: dt.datetime
    by: str
    what: str
    subject: str
    before: str | None
    after: str | None
    why: str | None


class Tombstone(NamedTuple):
    """A person who was erased; the name is gone. ``places`` is how often it stood in the store."""

    id: str
    at: dt.datetime
    by: str
    why: str | None
    places: int


class Card(NamedTuple):
    """What linking keeps of one account or report: the keys it is found under, and text of its own."""

    owner: str
    keys: tuple[int, ...]
    body: str


class Stale(Exception):
    """No error to a user (the caller builds again): what this was built from has changed since."""


class Store(Protocol):
    """What every store does; :func:`tocsin.store.open_store` makes one. Errors are ``StoreError``."""

    url: str

    def close(self) -> None: ...

    def __enter__(self) -> Store: ...

    def __exit__(self, *_: object) -> None: ...

    # reports and accounts
    def clear(self, report: Report) -> Report:
        """``report`` without the persons who were erased from this store."""
        ...

    def known(self, report: Report, reader: str) -> str | None:
        """The id under which ``report`` stands, read by ``reader`` or a newer one; None = read it."""
        ...

    def add(
        self, reading: Reading, *, reader: str, words: Sequence[str], by: str, kept: Kept = NOT_KEPT
    ) -> Added:
        """Keep a reading; ``words`` are the telling sentences of each account.

        A text that is there already is not kept twice. One that an older ``reader`` read has its accounts
        replaced; those that tell of the same words keep their ids, so that verdicts about them hold on.
        """
        ...

    def report(self, report_id: str) -> Report: ...

    def source(self, report_id: str) -> Source: ...

    def reports(self, wanted: Collection[str] | None = None) -> Iterator[Report]:
        """These reports (None = all), by id, some hundred at a time."""
        ...

    def older_than(self, reader: str) -> list[str]:
        """Ids of the reports that an older reader read."""
        ...

    def count(self) -> dict[str, int]:
        """How many reports, accounts, verdicts and incidents there are."""
        ...

    def collected(self, accounts: Collection[str] | None = None) -> list[Collected]:
        """These accounts (None = all), by id, each beside its source; retired ones are left out."""
        ...

    def pending(self) -> list[str]:
        """Ids of the accounts to link: those in no incident yet, and those of incidents that something
        has changed under (a verdict, a new reading, an origin found, an erasure)."""
        ...

    def heirs(self) -> dict[str, str | None]:
        """Ids of retired accounts -> the account that tells of the same words now; None = none does."""
        ...

    def set_origins(self, origins: Mapping[str, tuple[str | None, str | None]]) -> int:
        """Report id -> (copy_of, updates); returns how many changed."""
        ...

    def file(self, shelf: str, cards: Iterable[Card]) -> None:
        """Put cards on the shelf ``accounts`` or ``reports``, in the place of older ones."""
        ...

    def unfiled(self, shelf: str) -> list[str]:
        """Who has no card on ``shelf``."""
        ...

    def cards(self, shelf: str, keys: Collection[int] | None = None) -> list[Card]:
        """The cards under one of ``keys`` (None = all), without their keys."""
        ...

    def filed(self, keys: Collection[int]) -> list[Collected]:
        """The accounts under one of ``keys``."""
        ...

    # verdicts
    def verdicts(self) -> tuple[Verdict, ...]: ...

    def decide(self, verdict: Verdict) -> bool:
        """Keep a verdict; False where it is there already."""
        ...

    # incidents
    def generation(self) -> int:
        """A number that grows with every verdict, reading again, erasure and save; not with new reports."""
        ...

    def inputs(self) -> dict[str, str]:
        """The digest that each incident was built from; empty = it is to be built again."""
        ...

    def homes(self, accounts: Collection[str] | None = None) -> dict[str, str]:
        """Account id -> id of its incident, for these accounts (None = all) that have one."""
        ...

    def members(self, incidents: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Incident id -> the accounts it was last built from."""
        ...

    def save(self, old: Iterable[str], built: Iterable[Built], *, by: str, generation: int) -> Saved:
        """Replace the incidents ``old`` by ``built``, keep the history, let old ids lead on.

        Raises :class:`Stale` when :meth:`generation` has moved on.
        """
        ...

    def incidents(self, which: Filter) -> list[Incident]:
        """The incidents that ``which`` asks for, by day, then id."""
        ...

    def each(self, which: Filter) -> Iterator[Incident]:
        """As :meth:`incidents`, without holding all of them at once: one that goes meanwhile is left out."""
        ...

    def resolve(self, incident_id: str) -> str:
        """The id under which this incident stands today; :class:`NotInStore` when nothing leads on."""
        ...

    def incident(self, incident_id: str) -> Incident: ...

    def versions(self, incident_id: str) -> list[Version]: ...

    def versions_since(self, at: dt.datetime) -> list[Version]: ...

    def version_before(self, incident_id: str, at: dt.datetime) -> Version | None: ...

    # audit and erasure
    def audit(self, subject: str | None = None) -> list[AuditRow]: ...

    def erase(self, names: Sequence[str], *, by: str, why: str | None) -> Tombstone:
        """Take a person out of everything, however ``names`` spell it, and leave a tombstone."""
        ...

    def mentions_of(self, names: Sequence[str]) -> dict[str, int]:
        """Report id -> how often one of ``names`` stands in its text or title."""
        ...

    def tombstones(self) -> list[Tombstone]: ...
