"""An incident: what ALL reports say of one incident (the contract's ``tocsin.incident/1``).

An incident is a pure function of its accounts and of the verdicts on them. No value of it carries
a span of its own: each names in ``accounts`` the accounts that gave it, and there the words stand.
Field order is the order of the printed JSON; ``words`` metadata names the codebook table as in
:mod:`tocsin.records.account`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from dataclasses import field as one_of


def _in(table: str) -> dict[str, str]:
    """Metadata of a field whose values are keys of the codebook table ``table``."""
    return {"words": table}


@dataclass(frozen=True, slots=True)
class Window:
    """Local dates, inclusive: the narrowest span of days that its accounts agree on."""

    start: dt.date | None
    end: dt.date | None
    precision: str = one_of(metadata=_in("date_precisions"))
    basis: str = one_of(metadata=_in("date_bases"))
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """One place of the incident; units as in :class:`tocsin.records.account.Place`."""

    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    country: str | None
    admin1: str | None
    level: str = one_of(metadata=_in("levels"))
    precision: int = one_of(metadata=_in("precisions"))
    gazetteer_id: str | None
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """A perpetrator (``certainty`` set) or a target (``certainty`` None) and who named it."""

    name: str
    actor_id: str | None
    type: str = one_of(metadata=_in("party_types"))
    certainty: str | None = one_of(metadata=_in("certainties"))
    said_by: tuple[str, ...]
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arm:
    """A weapon of the incident."""

    name: str = one_of(metadata=_in("weapons"))
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Victim:
    """A named victim."""

    name: str
    effect: str = one_of(metadata=_in("effects"))
    age: int | None
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Another incident that a report joins to this one."""

    to: str  # incident id
    relation: str = one_of(metadata=_in("relations"))
    certainty: str = one_of(metadata=_in("certainties"))
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A count of people: lowest, best and highest; None = open (``best`` None = no best figure)."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class ByGroup:
    """The counts by the sides of UCDP: None = nothing said of that side."""

    side_a: Bounds | None
    side_b: Bounds | None
    civilians: Bounds | None
    unknown: Bounds | None


@dataclass(frozen=True, slots=True)
class EffectToll:
    """All that is said of one effect; ``basis`` tells which rule gave the three figures."""

    effect: str = one_of(metadata=_in("effects"))
    low: int | None
    best: int | None
    high: int | None
    basis: str = one_of(metadata=_in("toll_bases"))
    by_group: ByGroup
    perpetrators_killed: Bounds | None  # only for effect killed: the perpetrators' own dead
    women: Bounds | None
    children: Bounds | None
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it was given, for the history of the toll: who said what, when, and what replaced it."""

    effect: str = one_of(metadata=_in("effects"))
    group: str | None  # words for the people counted, None = not stated
    side: str = one_of(metadata=_in("sides"))
    low: int | None
    high: int | None
    qualifier: str = one_of(metadata=_in("qualifiers"))
    said_by: str | None  # root speaker; None = the reporter's own voice
    stance: str = one_of(metadata=_in("stances"))
    outlet: str | None
    as_of: dt.date | None  # the day the figure was given: stated, else the report's publication
    report: str
    account: str
    toll: str  # id of the toll in its account
    counts: bool  # False: withdrawn, denied, superseded, a wire copy, a part or a subset
    superseded_by: str | None  # "<account id>/<toll id>" of the later figure of the same root
    note: str | None  # why it does not count


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the incident stands written: reports, outlets and independent roots (speaker or wire)."""

    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field holds what it holds: the rule (a key of the codebook's ``fuse_rules``) and the accounts."""

    field: str
    rule: str = one_of(metadata=_in("fuse_rules"))
    accounts: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Incident:
    """One line of ``tocsin incidents --format jsonl``. ``id`` is that of its oldest account."""

    id: str
    status: str = one_of(metadata=_in("incident_statuses"))  # incident, background, foiled, cumulative
    kind: str = one_of(metadata=_in("kinds"))
    when: Window
    where: tuple[Site, ...]  # most specific first
    perpetrators: tuple[Party, ...]
    targets: tuple[Party, ...]
    weapons: tuple[Arm, ...]
    persons: tuple[Victim, ...]
    links: tuple[Tie, ...]
    toll: tuple[EffectToll, ...]  # printed as an object keyed by effect
    toll_history: tuple[Figure, ...]
    grade: str = one_of(metadata=_in("grades"))
    sources: Sources
    accounts: tuple[str, ...]
    verdicts: tuple[str, ...]  # ids of the verdicts that shaped it
    wave: str | None
    why: tuple[Reason, ...]
