"""An account: what ONE report says of ONE incident (the contract's ``tocsin.account/1``).

Field order is the order of the printed JSON. ``words`` in field metadata names the codebook table
whose keys a field may hold; the JSON Schema and the validator read it from there.
Where ``span`` is set, ``report.text[span.start:span.end] == text`` (checked by ``check_spans``).
A value that stands nowhere in the text has ``text`` and ``span`` None and a ``basis`` saying why.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tocsin.records.issue import Issue
from tocsin.records.report import Report
from tocsin.records.span import Span


def _in(table: str) -> dict[str, str]:
    """Metadata of a field whose values are keys of the codebook table ``table``."""
    return {"words": table}


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the report: a trigger or a mention of the incident."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class When:
    """Local dates of the incident, inclusive. ``time`` is ``HH:MM`` local where stated."""

    start: dt.date | None
    end: dt.date | None
    precision: str = field(metadata=_in("date_precisions"))
    time: str | None
    basis: str = field(metadata=_in("date_bases"))
    text: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the incident. ``lat``/``lon`` in degrees WGS84, ``radius_km`` the uncertainty.

    ``country`` is ISO 3166 alpha-3; ``precision`` the UCDP code 1-7.
    """

    name: str
    text: str | None
    span: Span | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    country: str | None
    admin1: str | None
    level: str = field(metadata=_in("levels"))
    precision: int = field(metadata=_in("precisions"))
    gazetteer_id: str | None
    basis: str = field(metadata=_in("place_bases"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who gives a figure or makes a claim: the speaker, the outlet it spoke to, and how."""

    text: str | None
    span: Span | None
    name: str | None
    outlet: str | None
    stance: str = field(metadata=_in("stances"))


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """Who did it, how sure that is, who says so and through which channel it was claimed."""

    name: str
    actor_id: str | None
    text: str | None
    span: Span | None
    type: str = field(metadata=_in("party_types"))
    certainty: str = field(metadata=_in("certainties"))
    said_by: Speaker | None
    channel: str | None


@dataclass(frozen=True, slots=True)
class Target:
    """A person, group or facility attacked; both sides of a clash that nobody began."""

    name: str
    actor_id: str | None
    text: str | None
    span: Span | None
    type: str = field(metadata=_in("party_types"))


@dataclass(frozen=True, slots=True)
class Weapon:
    name: str = field(metadata=_in("weapons"))
    text: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Group:
    """The people a toll counts. ``women`` and ``children`` are counts where the text states them."""

    name: str
    text: str | None
    span: Span | None
    type: str = field(metadata=_in("party_types"))
    side: str = field(metadata=_in("sides"))
    women: int | None
    children: int | None


@dataclass(frozen=True, slots=True)
class Toll:
    """One figure: an effect on a group of people, its bounds, the words, and who says so.

    ``low``/``high`` None = open on that side. ``whole`` = a total whose parts stand among the
    tolls of the account; the parts name it in ``part_of``.
    """

    id: str
    effect: str = field(metadata=_in("effects"))
    low: int | None
    high: int | None
    qualifier: str = field(metadata=_in("qualifiers"))
    text: str | None
    span: Span | None
    group: Group | None
    whole: bool
    part_of: str | None
    supersedes: str | None
    withdrawn: bool
    as_of: str | None
    said_by: Speaker | None
    also_said_by: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A named victim."""

    name: str
    text: str | None
    span: Span | None
    effect: str = field(metadata=_in("effects"))
    age: int | None


@dataclass(frozen=True, slots=True)
class Link:
    """What the report says joins this incident to another of its accounts."""

    to: str
    relation: str = field(metadata=_in("relations"))
    certainty: str = field(metadata=_in("certainties"))
    text: str | None
    span: Span | None
    said_by: Speaker | None


@dataclass(frozen=True, slots=True)
class Account:
    """What one report says of one incident; lists are empty where the text is silent."""

    id: str
    status: str = field(metadata=_in("statuses"))
    kind: str = field(metadata=_in("kinds"))
    cumulative: bool
    trigger: Words
    mentions: tuple[Words, ...]
    when: When | None
    where: tuple[Place, ...]
    perpetrators: tuple[Perpetrator, ...]
    targets: tuple[Target, ...]
    weapons: tuple[Weapon, ...]
    tolls: tuple[Toll, ...]
    persons: tuple[Person, ...]
    links: tuple[Link, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of one report: one line of ``tocsin read --format jsonl``."""

    report: Report
    accounts: tuple[Account, ...]
    issues: tuple[Issue, ...]
