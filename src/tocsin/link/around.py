"""Linking around new accounts: the clusters that linking everything would give, from the neighbourhood alone.

The score of a pair depends on the two accounts alone. Firm clusters form inside components of linked
firm accounts, and a loose account looks at the clusters of its own neighbours only. So what a new
account can change lies within a few steps: its component; the loose accounts beside that; the
components beside those. Two steps further must be looked at, so that everything output is whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

import numpy as np

from tocsin.link.forbid import Decided
from tocsin.link.keys import keys_of
from tocsin.link.linker import Linked, edges_among, is_firm, link_table
from tocsin.link.pairs import candidates
from tocsin.link.traits import Table
from tocsin.link.weights import Weights, rule_weights
from tocsin.records.collected import Collected
from tocsin.records.verdict import Verdict


class Shelf(Protocol):
    """Where the accounts that were linked before stand: the store, or a dict in a test."""

    def by_keys(self, keys: Collection[int]) -> Iterable[Collected]:
        """Accounts filed under one of ``keys`` (see :class:`tocsin.link.keys.Keys`)."""
        ...

    def by_ids(self, ids: Collection[str]) -> Iterable[Collected]:
        """Accounts by id; an id that is not there is passed over."""
        ...


def link_around(
    seeds: Iterable[Collected], shelf: Shelf, verdicts: Iterable[Verdict] = (), weights: Weights | None = None
) -> Linked:
    """The clusters around ``seeds``: new accounts, or those of an incident that lost one or got a verdict.

    Every cluster of :func:`tocsin.link.link` over all accounts that the seeds can have changed is in
    the result, whole; clusters that share no account with it stand as they are. ``shelf`` may or may
    not hold the seeds already.
    """
    near = _Neighbourhood(shelf, Decided(verdicts), weights or rule_weights())
    inner = near.firm_component(near.seed(seeds))  # what changes
    inner |= near.loose_component(near.beside(inner, firm=False) | {n for n in inner if not near.firm[n]})
    inner |= near.firm_component(near.beside(inner, firm=True))  # where those stood or may go
    outer = inner | near.beside(inner, firm=False)
    outer |= near.firm_component(near.beside(outer, firm=True))
    t = Table.of(near.known[name] for name in outer)
    done = link_table(t, near.decided, near.weights)
    kept = tuple(c for c in done.clusters if not inner.isdisjoint(c.accounts))
    return Linked(kept, near.compared + done.compared, done.linked)


class _Neighbourhood:
    """Accounts fetched so far, and the linked neighbours of those that were looked up."""

    def __init__(self, shelf: Shelf, decided: Decided, weights: Weights) -> None:
        self.decided, self.weights = decided, weights
        self.known: dict[str, Collected] = {}
        self.firm: dict[str, bool] = {}
        self.compared = 0
        self._shelf = shelf
        self._edges: dict[str, set[str]] = {}
        self._seeds: set[str] = set()

    def add(self, collected: Iterable[Collected]) -> set[str]:
        fresh = {c.account.id: c for c in collected}
        new = {k: v for k, v in fresh.items() if k not in self.known}
        self.known.update(new)
        if new:
            t = Table.of(new.values())
            self.firm.update(zip(t.ids, is_firm(t, self.decided).tolist(), strict=True))
        return set(fresh)

    def seed(self, collected: Iterable[Collected]) -> set[str]:
        """Accounts that may not stand on the shelf yet."""
        self._seeds = self.add(collected)
        return set(self._seeds)

    def beside(self, names: Collection[str], firm: bool) -> set[str]:
        """The firm (or loose) linked neighbours of ``names``."""
        self._look_up(names)
        return {other for name in names for other in self._edges[name] if self.firm[other] is firm}

    def firm_component(self, names: Collection[str]) -> set[str]:
        """``names`` with everything that firm edges join to them."""
        return self._component(names, firm=True)

    def loose_component(self, names: Collection[str]) -> set[str]:
        return self._component(names, firm=False)

    def _component(self, names: Collection[str], firm: bool) -> set[str]:
        out = set(names)
        frontier = {n for n in names if self.firm[n] is firm}
        while frontier:
            frontier = self.beside(frontier, firm) - out
            out |= frontier
        return out

    def _look_up(self, names: Collection[str]) -> None:
        """Fetch and score the neighbours of those names that were not looked up yet."""
        fresh = sorted(set(names) - self._edges.keys())
        if not fresh:
            return
        t = Table.of(self.known[n] for n in fresh)
        asks = {key for n in range(len(t)) for key in keys_of(t, n).asks}
        joined = {p for name in fresh for p in self.decided.partners(name)}
        near = self.add(self._shelf.by_keys(asks)) | self.add(self._shelf.by_ids(sorted(joined)))
        near |= set(fresh) | self._seeds
        t = Table.of(self.known[n] for n in sorted(near))
        wanted = np.array([name not in self._edges and name in set(fresh) for name in t.ids], bool)
        for name in fresh:
            self._edges[name] = {p for p in joined if p in self.decided.partners(name) and p in self.known}
        for i, j in candidates(t):
            at_hand = wanted[i] | wanted[j]
            self.compared += int(at_hand.sum())
            edges = edges_among(t, i[at_hand], j[at_hand], self.weights)
            for a, b in zip(edges.left.tolist(), edges.right.tolist(), strict=True):
                for one, other in ((a, b), (b, a)):
                    if wanted[one]:
                        self._edges[t.ids[one]].add(t.ids[other])
