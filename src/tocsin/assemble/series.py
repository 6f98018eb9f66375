"""Series: strikes that one report tells one after the other are by one party unless it names another.

"Government air strikes killed 32 ... Elsewhere air strikes on Douma killed six": whoever flew the
first flew the others, as long as the report names nobody else for strikes of that kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.records import Account, Perpetrator

_FROM_AFAR = frozenset({"air_strike", "drone_strike", "shelling"})


def share_doers(accounts: Sequence[Account]) -> list[Account]:
    """``accounts`` with the doers of the first strike on the later ones of its kind that name none."""
    named: dict[str, tuple[Perpetrator, ...]] = {}
    several: set[str] = set()
    for a in accounts:
        if a.kind not in _FROM_AFAR or a.status != "reported" or not a.perpetrators:
            continue
        known = named.setdefault(a.kind, a.perpetrators)
        if {p.name for p in known}.isdisjoint(p.name for p in a.perpetrators):
            several.add(a.kind)
    out: list[Account] = []
    told: set[str] = set()
    for a in accounts:
        mine = named.get(a.kind, ())
        if a.perpetrators:
            told.add(a.kind)
        elif a.status == "reported" and a.kind in told and a.kind not in several:
            a = replace(a, perpetrators=mine)
        out.append(a)
    return out
