"""Accounts and verdicts of a store to incidents: origins of texts, linking, fusing, saving.

Only what something has changed under is done again: new accounts with their neighbours, and incidents
that a verdict, a new reading or an erasure touched. The result is that of linking everything.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import fields
from typing import NamedTuple

from tocsin import __version__
from tocsin.errors import StoreError
from tocsin.fuse import fuse
from tocsin.link import (
    Sketch,
    Weights,
    keys_of,
    link,
    link_around,
    rule_weights,
    sketch,
    trace_origins,
)
from tocsin.link.copies import trace_around
from tocsin.link.traits import Table
from tocsin.pipeline.standing import standing
from tocsin.records import Account
from tocsin.records.codec import writer
from tocsin.records.collected import Cluster, Collected, Source
from tocsin.records.verdict import Verdict
from tocsin.store import Built, Saved, Stale, Store
from tocsin.store.base import Card

FUSING = 2
"""Raise it when the same accounts may give another incident: all are then built again."""

RULES = f"{__version__}/{FUSING}"
"""The rules an incident was built by; ``tocsin link`` builds everything again where they have changed."""

_TRIES = 5
_CHUNK = 2000


class LinkDone(NamedTuple):
    """What linking did: accounts looked at, incidents built, what changed, reports found to be copies."""

    accounts: int
    built: int
    saved: Saved
    copies: int


def link_store(
    store: Store,
    *,
    by: str,
    everything: bool = False,
    fresh: bool = True,
    weights: Weights | None = None,
    said: Callable[[str], None] = lambda _: None,
) -> LinkDone:
    """Bring the incidents of ``store`` up to date and save them with their history.

    ``everything`` links and builds all of it, as after a change of the rules or of ``weights`` (None = the
    shipped rule). ``fresh`` False leaves new accounts for later and builds only what was touched, as after a
    verdict. ``said`` is told what is being done. Another process may add meanwhile: what it adds is
    left for the next time; where it decides or links, this starts over (:class:`StoreError` after five).
    """
    copies = 0
    if fresh or everything:
        said("comparing texts")
        copies = trace_copies(store, everything)
    for _ in range(_TRIES):
        generation = store.generation()
        try:
            return _link(store, by, everything, fresh, weights or rule_weights(), generation, copies, said)
        except Stale:
            continue
    raise StoreError(
        f"other processes keep changing the store {store.url} while its incidents are built; "
        "run tocsin link when they are done"
    )


def trace_copies(store: Store, everything: bool = False) -> int:
    """Find wire copies and updates among new reports and those near them; returns how many changed."""
    if everything:
        store.file("reports", (_card(sketch(report)) for report in store.reports()))
        found = trace_origins(_sketch(card) for card in store.cards("reports"))
    else:
        ids = store.unfiled("reports")
        if not ids:
            return 0
        new = [sketch(report) for report in store.reports(ids)]
        store.file("reports", map(_card, new))
        found = trace_around(new, _CopyShelf(store))
    return store.set_origins({id_: (o.copy_of, o.updates) for id_, o in found.items()})


def _link(
    store: Store, by: str, everything: bool, fresh: bool, weights: Weights, generation: int, copies: int,
    said: Callable[[str], None],
) -> LinkDone:  # fmt: skip
    inputs = store.inputs()
    if fresh and any(digest and not digest.startswith(f"{RULES}:") for digest in inputs.values()):
        everything = True
    stale = {id_ for id_, digest in inputs.items() if not digest}
    seeds = store.collected(None if everything else _pending(store, fresh))
    _file(store, seeds, everything, fresh)
    said(f"linking {len(seeds):,} accounts")
    heirs = store.heirs()
    named = {heirs.get(a, a) for v in store.verdicts() for a in (*v.accounts, *v.others)} - {None}
    there = {c.account.id for c in store.collected([a for a in named if a is not None])}
    verdicts = standing(store.verdicts(), heirs, there).holds
    if everything:
        clusters = link(seeds, verdicts, weights).clusters
    else:
        clusters = _around(store, seeds, verdicts, weights)
    ids = {a for c in clusters for a in c.accounts}
    old = set(inputs) if everything else stale | set(store.homes(ids).values())
    collected = {c.account.id: c for c in (seeds if everything else store.collected(ids))}
    said(f"building {len(clusters):,} incidents")
    built = []
    about = _by_account(verdicts)
    for cluster in clusters:
        accounts = [collected[a] for a in cluster.accounts if a in collected]
        if not accounts:
            continue
        held = sorted({v for a in cluster.accounts for v in about.get(a, ())}, key=lambda v: (v.at, v.id))
        digest = _digest(accounts, held)
        if not everything and inputs.get(accounts[0].account.id) == digest:
            old.discard(accounts[0].account.id)
            continue
        built.append(Built(fuse(accounts, tuple(held)), digest))
    saved = store.save(old, built, by=by, generation=generation)
    return LinkDone(len(seeds), len(built), saved, copies)


def _pending(store: Store, fresh: bool) -> Collection[str]:
    ids = store.pending()
    return ids if fresh else store.homes(ids).keys()


def _around(
    store: Store, seeds: Sequence[Collected], verdicts: Sequence[Verdict], weights: Weights
) -> tuple[Cluster, ...]:
    """Clusters around the seeds; where one takes accounts out of an incident, its others are seeds too."""
    while True:
        clusters = link_around(seeds, _Shelf(store), verdicts, weights).clusters
        ids = {a for c in clusters for a in c.accounts}
        mates = {a for m in store.members(set(store.homes(ids).values())).values() for a in m}
        left = store.collected(mates - ids)
        if not left:
            return clusters
        seeds = [*seeds, *left]


def _file(store: Store, seeds: Sequence[Collected], everything: bool, fresh: bool) -> None:
    """File under their keys the accounts that are not (or all of them), so that others find them."""
    new: Sequence[Collected] = seeds
    if not everything:
        missing = store.unfiled("accounts")
        new = store.collected(missing if fresh else store.homes(missing).keys())
    for start in range(0, len(new), _CHUNK):
        part = new[start : start + _CHUNK]
        table = Table.of(part)
        store.file("accounts", [Card(table.ids[n], keys_of(table, n).files, "") for n in range(len(part))])


def _by_account(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    found: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        for account in (*verdict.accounts, *verdict.others):
            found[account].append(verdict)
    return found


def _digest(accounts: Sequence[Collected], verdicts: Sequence[Verdict]) -> str:
    """Of all that an incident is a function of: accounts, sources, verdicts, and the rules' version."""
    write_account, write_source, write_verdict = writer(Account), writer(Source), writer(Verdict)
    parts = [[write_account(c.account), write_source(c.source)] for c in accounts]
    whole = [parts, [write_verdict(v) for v in verdicts]]
    return f"{RULES}:{hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()}"


def _card(made: Sketch) -> Card:
    row = {f.name: getattr(made, f.name) for f in fields(made)}
    return Card(made.report, made.keys, json.dumps({**row, "signature": made.signature.hex()}))


def _sketch(card: Card) -> Sketch:
    row = json.loads(card.body)
    return Sketch(**{**row, "keys": tuple(row["keys"]), "signature": bytes.fromhex(row["signature"])})


class _Shelf:
    """The store as linking wants to see it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def by_keys(self, keys: Collection[int]) -> Iterable[Collected]:
        return self._store.filed(keys)

    def by_ids(self, ids: Collection[str]) -> Iterable[Collected]:
        return self._store.collected(ids)


class _CopyShelf:
    """The sketches of the store's reports."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def by_keys(self, keys: Collection[int]) -> Iterable[Sketch]:
        return [_sketch(card) for card in self._store.cards("reports", keys)]
