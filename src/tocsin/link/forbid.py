"""What no score can outweigh: pairs of accounts that cannot tell of one incident, and what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from tocsin.link import compare
from tocsin.link.traits import EFFECTS, Table
from tocsin.link.weights import LEVELS
from tocsin.records.verdict import Verdict, in_force

REASONS = (
    "",
    "a total of many incidents joins nothing",
    "one report tells them at different places",
    "one report tells them at different times",
    "one report tells them as different kinds",
    "one report counts other victims",
    "different countries or more than 300 km apart",
    "more than three days apart",
    "all the dead are named, and the names differ",
    "rows of one table, which tells each incident once",
)
_KILLED = EFFECTS.index("killed")


def forbidden(t: Table, i: NDArray[np.int64], j: NDArray[np.int64]) -> NDArray[np.int8]:
    """For each pair the number of the reason why it cannot link (place in :data:`REASONS`), 0 = it may."""
    out = np.zeros(len(i), np.int8)
    place = compare.place(t, i, j)
    date = compare.date(t, i, j)
    at, when = LEVELS["place"].index, LEVELS["date"].index
    one_report = t["report"][i] == t["report"][j]
    site = compare.site(t, i, j)
    killed = compare.figure(t, i, j, _KILLED)
    figure = LEVELS["killed"].index

    def mark(reason: int, holds: NDArray[np.bool_]) -> None:
        out[(out == 0) & holds] = reason

    mark(1, t["cumulative"][i] | t["cumulative"][j])
    mark(6, place == at("abroad"))
    mark(7, date == when("far"))
    mark(2, one_report & np.isin(place, (at("near"), at("apart"), at("far"))))
    mark(2, one_report & (site == LEVELS["site"].index("other")))
    mark(3, one_report & np.isin(date, (when("next_day"), when("days_off"))))
    mark(4, one_report & (compare.kind(t, i, j) >= LEVELS["kind"].index("open")))
    mark(
        5,
        one_report
        & np.isin(killed, (figure("near"), figure("rising"), figure("apart"), figure("some_or_none"))),
    )
    mark(8, _other_dead(t, i, j))
    mark(9, (t["rows_of"][i] == t["rows_of"][j]) & (t["rows_of"][i] != 0))
    return out


def _other_dead(t: Table, i: NDArray[np.int64], j: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Both name as many victims as they count dead, and no name is shared."""
    named_i, named_j = (t["persons"][i] != 0).sum(1), (t["persons"][j] != 0).sum(1)
    top_i, top_j = t["counts"][i, _KILLED].max(1), t["counts"][j, _KILLED].max(1)
    whole = (named_i > 0) & (named_j > 0) & (named_i == top_i) & (named_j == top_j)
    shared = compare.persons(t, i, j) == LEVELS["persons"].index("shared")
    return np.asarray(whole & ~shared)


class Decided:
    """What verdicts in force say of pairs of accounts: together, apart, or no incident at all.

    Where two verdicts contradict each other the newer one holds, its consequences included: accounts
    that a later merge joins stay joined whatever an earlier split said.
    """

    def __init__(self, verdicts: Iterable[Verdict] = ()) -> None:
        self._root: dict[str, str] = {}
        self.apart: set[tuple[str, str]] = set()
        self.nothing: set[str] = set()
        for verdict in reversed(in_force(tuple(verdicts))):
            if verdict.action == "merge":
                for a, b in combinations(sorted(verdict.accounts), 2):
                    self._join(a, b)
            elif verdict.action == "split":
                for a, b in product(verdict.accounts, verdict.others):
                    if a != b and self.group(a) != self.group(b):
                        self.apart.add((min(a, b), max(a, b)))
            elif verdict.action == "no_incident":
                self.nothing.update(a for a in verdict.accounts if a not in self._root)

    def _join(self, a: str, b: str) -> None:
        x, y = self.group(a), self.group(b)
        if x == y or self.nothing & {a, b}:
            return
        if any({self.group(p), self.group(q)} == {x, y} for p, q in self.apart):
            return
        self._root[max(x, y)] = min(x, y)
        self._root.setdefault(min(x, y), min(x, y))

    def group(self, account: str) -> str:
        """The first id of the accounts that a person joined with this one."""
        while (above := self._root.get(account, account)) != account:
            account = above
        return account

    def parts(self, a: str, b: str) -> bool:
        """Whether a person took the two apart, or one of them tells of no incident."""
        return (min(a, b), max(a, b)) in self.apart or a in self.nothing or b in self.nothing

    def named(self) -> frozenset[str]:
        """Every account that a merge joined with another."""
        return frozenset(self._root)

    def partners(self, account: str) -> Sequence[str]:
        """The accounts that a person joined with this one, itself excluded."""
        own = self.group(account)
        return sorted(a for a in self._root if a != account and self.group(a) == own)
