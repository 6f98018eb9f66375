"""Weapons, named victims and ties to other incidents: everything that an account names, joined."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.fuse.order import account_ids, original
from tocsin.fuse.places import fold
from tocsin.records.account import Person
from tocsin.records.collected import Collected
from tocsin.records.incident import Arm, Reason, Tie, Victim


def weapons_of(accounts: Sequence[Collected]) -> tuple[tuple[Arm, ...], Reason]:
    """Weapons, those of most reports first; "other" and a plain "ied" only where nothing finer is said."""
    votes: dict[str, list[Collected]] = {}
    for one in accounts:
        for weapon in one.account.weapons:
            votes.setdefault(weapon.name, []).append(one)
    if len(votes) > 1:
        votes.pop("other", None)
    finer = [w for w in votes if w.endswith("_ied")]
    if "ied" in votes and len(finer) == 1:
        votes[finer[0]] += votes.pop("ied")
    order = list(votes)
    ranked = sorted(votes, key=lambda w: (-len({original(c) for c in votes[w]}), order.index(w)))
    by_age = {w: [c for c in accounts if c in votes[w]] for w in ranked}
    arms = tuple(Arm(w, account_ids(by_age[w])) for w in ranked)
    used = account_ids(c for c in accounts if any(c in votes[w] for w in ranked))
    return arms, Reason("weapons", "weapons_named", used, None)


def persons_of(accounts: Sequence[Collected]) -> tuple[tuple[Victim, ...], Reason]:
    """Named victims: one person a name and effect; a short name joins the only longer one that ends in it."""
    groups: dict[tuple[str, str], list[tuple[Person, Collected]]] = {}
    for one in accounts:
        for person in one.account.persons:
            groups.setdefault((fold(person.name), person.effect), []).append((person, one))
    for k in sorted(groups, key=lambda k: (len(k[0]), k)):
        longer = [
            o for o in groups if o != k and o[1] == k[1] and _short_of(groups[k][0][0], groups[o][0][0])
        ]
        if len(longer) == 1:
            groups[longer[0]] += groups.pop(k)
    victims = []
    for (_, effect), those in groups.items():
        name = max((p.name for p, _ in those), key=lambda n: (len(n), n))
        ages = [p.age for p, _ in those if p.age is not None]
        age = max(sorted(set(ages)), key=ages.count) if ages else None
        by = account_ids(c for c in accounts if any(c is o for _, o in those))
        victims.append(Victim(name, effect, age, by))
    by = account_ids(c for c in accounts if c.account.persons)
    return tuple(sorted(victims, key=lambda v: (v.name, v.effect))), Reason(
        "persons", "persons_named", by, None
    )


def _short_of(short: Person, long: Person) -> bool:
    """ "Khan" of "Imran Khan"; two ages that differ are two people."""
    a, b = short.name.casefold().split(), long.name.casefold().split()
    if short.age is not None and long.age is not None and short.age != long.age:
        return False
    return len(a) < len(b) and b[-len(a) :] == a


def links_of(accounts: Sequence[Collected]) -> tuple[tuple[Tie, ...], Reason]:
    """Ties to other accounts, as the reports state them; the store turns account ids into incident ids."""
    own = {c.account.id for c in accounts}
    ties: dict[tuple[str, str], list[tuple[str, Collected]]] = {}
    for one in accounts:
        for link in one.account.links:
            if link.to not in own:
                ties.setdefault((link.to, link.relation), []).append((link.certainty, one))
    found = []
    for (to, relation), those in sorted(ties.items()):
        sure = "stated" if any(c == "stated" for c, _ in those) else those[0][0]
        found.append(Tie(to, relation, sure, account_ids(c for _, c in those)))
    by = account_ids(c for c in accounts if any(k.to not in own for k in c.account.links))
    return tuple(found), Reason("links", "links_followed", by, None)
