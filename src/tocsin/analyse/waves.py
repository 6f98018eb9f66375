"""Waves: incidents that reports call coordinated, and, apart from them, those that only lie very close.

The two are never mixed. A reported wave has the words of a report behind it; a statistical one has a test,
and is a possible wave. Only incidents whose day and place are exact are tested (day; within about 25 km).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.analyse.knox import knox
from tocsin.analyse.tally import counts
from tocsin.records.incident import Incident, Site

WITHIN_DAYS = 1
WITHIN_KM = 150.0
LEAST = 3  # incidents of a statistical wave
BASELINE = 10  # incidents of the actor, below which nothing is tested
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why: the accounts whose words join two incidents, or what the test says, in one sentence."""

    sentence: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wave:
    """``basis`` is ``reported`` or ``statistical``; ``p`` only for the latter. ``incidents`` oldest first.

    ``certainty`` of a reported wave: ``stated`` or ``suspected``, the weaker if its ties differ; a
    statistical one is ``possible``.
    """

    id: str
    basis: str
    certainty: str
    actor: str | None
    start: dt.date | None
    end: dt.date | None
    incidents: tuple[str, ...]
    p: float | None
    evidence: tuple[Evidence, ...]


def waves(
    incidents: Iterable[Incident],
    *,
    within_km: float = WITHIN_KM,
    within_days: int = WITHIN_DAYS,
    alpha: float = ALPHA,
    samples: int = 199,
) -> tuple[Wave, ...]:
    """All waves among the incidents, the reported ones first, each by day.

    The order of the incidents does not matter. A statistical wave is a chain of one actor's incidents, each
    near another in space and time, that is larger than the largest chain in all but ``alpha`` of the shifted
    samples of that actor's own incidents; one whose incidents a report already joins is left out.
    """
    known = sorted((i for i in incidents if counts(i)), key=_age)
    told = list(_reported(known))
    joined = [set(w.incidents) for w in told]
    found = [
        w
        for w in _statistical(known, within_km, within_days, alpha, samples)
        if not any(set(w.incidents) <= j for j in joined)
    ]
    return (*told, *found)


def with_waves(incidents: Sequence[Incident], found: Sequence[Wave]) -> tuple[Incident, ...]:
    """The incidents with the id of their wave; a reported wave goes before a statistical one."""
    of: dict[str, str] = {}
    for wave in found:
        for incident in wave.incidents:
            of.setdefault(incident, wave.id)
    return tuple(replace(i, wave=of.get(i.id)) for i in incidents)


def _age(incident: Incident) -> tuple[dt.date, str]:
    return (incident.when.start or dt.date.max, incident.id)


def _reported(known: Sequence[Incident]) -> Iterator[Wave]:
    """Incidents that reports tie as coordinated, joined over all their ties."""
    by_account = {a: i for i in known for a in i.accounts} | {i.id: i for i in known}
    leader = {i.id: i.id for i in known}

    def top(one: str) -> str:
        while leader[one] != one:
            one = leader[one]
        return one

    ties: list[tuple[Incident, Incident, str, tuple[str, ...]]] = []
    for incident in known:
        for tie in incident.links:
            other = by_account.get(tie.to)
            if other is None or other.id == incident.id or tie.relation != "coordinated":
                continue
            if tie.certainty == "denied":
                continue
            ties.append((incident, other, tie.certainty, tie.accounts))
            leader[max(top(incident.id), top(other.id))] = min(top(incident.id), top(other.id))
    groups: dict[str, list[Incident]] = {}
    for incident in known:
        groups.setdefault(top(incident.id), []).append(incident)
    for those in groups.values():
        if len(those) < 2:
            continue
        own = [t for t in ties if top(t[0].id) == top(those[0].id)]
        sure = all(certainty in ("stated", "claimed") for _, _, certainty, _ in own)
        evidence = tuple(
            Evidence(f"{', '.join(accounts)} calls {one.id} and {other.id} coordinated", accounts)
            for one, other, _, accounts in own
        )
        yield _wave("reported", "stated" if sure else "suspected", None, those, None, evidence)


def _statistical(
    known: Sequence[Incident], within_km: float, within_days: int, alpha: float, samples: int
) -> Iterator[Wave]:
    by_actor: dict[str, tuple[str, list[Incident]]] = {}
    for incident in known:
        if _exact(incident) is None:
            continue
        for party in incident.perpetrators:
            if party.certainty != "denied" and party.actor_id is not None:
                by_actor.setdefault(party.actor_id, (party.name, []))[1].append(incident)
    for actor, (name, those) in sorted(by_actor.items()):
        if len(those) < max(BASELINE, LEAST):
            continue
        yield from _of_actor(actor, name, those, within_km, within_days, alpha, samples)


def _of_actor(
    actor: str,
    name: str,
    those: Sequence[Incident],
    within_km: float,
    within_days: int,
    alpha: float,
    samples: int,
) -> Iterator[Wave]:
    days = [i.when.start.toordinal() for i in those if i.when.start is not None]
    points = [(s.lat or 0.0, s.lon or 0.0) for i in those if (s := _exact(i)) is not None]
    seed = int.from_bytes(hashlib.sha256(actor.encode()).digest()[:4], "big")
    test = knox(days, points, within_km=within_km, within_days=within_days, samples=samples, seed=seed)
    for members, p in test.chains:
        if len(members) < LEAST or p > alpha:
            continue
        sentence = (
            f"{len(members)} incidents of {name}, each near another (days <= {within_days}, "
            f"{within_km:g} km); a chain as long in {p:.1%} of samples in which the days of its "
            f"{len(those)} incidents are shifted (close pairs {test.pairs}, expected {test.expected:.1f}, "
            f"Knox p {test.p:.3f})"
        )
        own = [those[m] for m in members]
        accounts = tuple(a for i in own for a in i.accounts)
        yield _wave("statistical", "possible", actor, own, p, (Evidence(sentence, accounts),))


def _exact(incident: Incident) -> Site | None:
    """The finest place, if day and place are exact enough for a test."""
    if incident.when.precision != "day" or incident.when.basis == "publication_date" or not incident.where:
        return None
    site = incident.where[0]
    return site if site.precision <= 2 and site.lat is not None and site.lon is not None else None


def _wave(
    basis: str,
    certainty: str,
    actor: str | None,
    those: Sequence[Incident],
    p: float | None,
    evidence: tuple[Evidence, ...],
) -> Wave:
    own = sorted(those, key=_age)
    starts = [i.when.start for i in own if i.when.start is not None]
    ends = [i.when.end for i in own if i.when.end is not None]
    return Wave(
        f"wave:{own[0].id}" if basis == "reported" else f"possible-wave:{own[0].id}",
        basis,
        certainty,
        actor,
        min(starts, default=None),
        max(ends, default=None),
        tuple(i.id for i in own),
        p,
        evidence,
    )
