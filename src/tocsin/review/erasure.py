"""The right to erasure: who is named in the store, where a name stands, and taking a person out of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from tocsin.errors import NotInStore
from tocsin.review.decide import rebuild
from tocsin.store import Store, Tombstone

_WORD = re.compile(r"[^\W_]+")


class Named(NamedTuple):
    """A person named in the store: the effects told of the person, and the reports that do."""

    name: str
    effects: tuple[str, ...]
    ages: tuple[int, ...]
    reports: tuple[str, ...]


class Erased(NamedTuple):
    """What erasing did; ``left`` are parts of the name that still stand, with the reports they stand in."""

    tombstone: Tombstone
    reports: dict[str, int]
    left: dict[str, tuple[str, ...]]


def persons(store: Store) -> list[Named]:
    """Every victim that the accounts of the store name, by name."""
    effects: dict[str, set[str]] = defaultdict(set)
    ages: dict[str, set[int]] = defaultdict(set)
    reports: dict[str, set[str]] = defaultdict(set)
    for one in store.collected():
        for person in one.account.persons:
            effects[person.name].add(person.effect)
            reports[person.name].add(one.source.id)
            if person.age is not None:
                ages[person.name].add(person.age)
    return [
        Named(name, tuple(sorted(effects[name])), tuple(sorted(ages[name])), tuple(sorted(reports[name])))
        for name in sorted(reports, key=str.casefold)
    ]


def where_named(store: Store, names: Sequence[str]) -> dict[str, int]:
    """Report id -> how often one of ``names`` stands in it: what erasing would black out."""
    return store.mentions_of(names)


def erase(store: Store, names: Sequence[str], *, by: str, why: str | None = None) -> Erased:
    """Take a person out of texts, accounts, incidents, history, verdicts and audit; a tombstone remains.

    ``names`` are the spellings of one person. Words of the name that stand alone elsewhere in the reports
    concerned are left, and told of. :class:`NotInStore` where no report names the person.
    """
    found = store.mentions_of(names)
    if not found:
        raise NotInStore(
            "no report in the store names this person; check the spelling, tocsin persons lists the names"
        )
    tombstone = store.erase(names, by=by, why=why)
    rebuild(store, by)
    parts = {w for name in names for w in _WORD.findall(name) if w[0].isupper() and len(w) > 2} - set(names)
    left = {w: tuple(sorted(store.mentions_of([w]))) for w in sorted(parts)}
    return Erased(tombstone, found, {w: reports for w, reports in left.items() if reports})
