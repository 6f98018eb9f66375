"""One incident from its accounts: a pure function, whatever the order in which they come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tocsin.errors import UsageError
from tocsin.fuse.claims import claims_of
from tocsin.fuse.dates import when_of
from tocsin.fuse.decided import decide
from tocsin.fuse.grades import grade_of, roots_in, sources_of
from tocsin.fuse.kinds import kind_of, status_of, telling
from tocsin.fuse.lists import links_of, persons_of, weapons_of
from tocsin.fuse.order import account_ids, in_order
from tocsin.fuse.parties import perpetrators_of, targets_of
from tocsin.fuse.places import where_of
from tocsin.fuse.roots import Roots
from tocsin.fuse.sides import Sides
from tocsin.fuse.tolls import history, tolls_of
from tocsin.records.collected import Collected
from tocsin.records.incident import Incident, Reason
from tocsin.records.verdict import Verdict, in_force


def fuse(collected: Sequence[Collected], verdicts: Sequence[Verdict] = ()) -> Incident:
    """The incident that ``collected`` tell of: the accounts of one cluster.

    Verdicts that are not in force or name none of the accounts change nothing; accounts that a verdict
    ``no_incident`` names stay in the record and give no value. Raises :class:`UsageError` without accounts.
    """
    every = in_order(collected)
    if not every:
        raise UsageError("an incident needs at least one account")
    holding = in_force(tuple(verdicts))
    refused = {a for v in holding if v.action == "no_incident" for a in v.accounts}
    accounts = tuple(c for c in every if c.account.id not in refused) or every

    status, why_status = status_of(accounts)
    telling_it = telling(accounts, status)
    kind, why_kind = kind_of(telling_it)
    when, why_when = when_of(telling_it)
    where, why_where = where_of(telling_it)
    perpetrators, why_perpetrators = perpetrators_of(telling_it)
    targets, why_targets = targets_of(telling_it)
    weapons, why_weapons = weapons_of(telling_it)
    persons, why_persons = persons_of(telling_it)
    links, why_links = links_of(telling_it)

    roots = Roots(telling_it, _country(telling_it))
    sides = Sides(telling_it)
    claims = claims_of(telling_it, roots, sides)
    tolls, why_toll = tolls_of(claims, sides)
    independent = roots_in(telling_it, roots)
    sources, why_sources = sources_of(every, independent)
    grade, why_grade = grade_of(telling_it, tolls, independent, sides)

    oldest = every[0].account.id
    incident = Incident(
        id=oldest,
        status=status,
        kind=kind,
        when=when,
        where=where,
        perpetrators=perpetrators,
        targets=targets,
        weapons=weapons,
        persons=persons,
        links=links,
        toll=tuple(t.toll for t in tolls),
        toll_history=history(claims),
        grade=grade,
        sources=sources,
        accounts=account_ids(every),
        verdicts=(),
        wave=None,
        why=(
            Reason("id", "oldest_account", (oldest,), None),
            why_status,
            why_kind,
            why_when,
            why_where,
            why_perpetrators,
            why_targets,
            why_weapons,
            why_persons,
            why_links,
            why_toll,
            why_grade,
            why_sources,
        ),
    )
    if refused >= {c.account.id for c in every}:
        incident = _none_at_all(incident)
    return decide(incident, holding)


def _none_at_all(incident: Incident) -> Incident:
    """People say that all its accounts tell of no incident: it is kept, discounted and out of the list."""
    reasons = tuple(
        replace(r, rule="verdict_grade", accounts=incident.accounts, note="no incident, says a person")
        if r.field in ("status", "grade")
        else r
        for r in incident.why
    )
    return replace(incident, status="background", grade="discounted", why=reasons)


def _country(accounts: Sequence[Collected]) -> str | None:
    """The country that most accounts place it in: the state that "the army" and "police" are of."""
    found = Counter(
        country
        for c in accounts
        if (country := next((p.country for p in c.account.where if p.country), None))
    )
    return min(found, key=lambda c: (-found[c], c)) if found else None
