"""How sure the record is: independent roots counted, and whether what they say can hold together."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.codebook import words
from tocsin.fuse.order import account_ids, original
from tocsin.fuse.parties import contested
from tocsin.fuse.roots import Root, Roots
from tocsin.fuse.sides import Sides
from tocsin.fuse.tolls import Told
from tocsin.fuse.within import Statement
from tocsin.records.collected import Collected
from tocsin.records.incident import Reason, Sources

GRADES: dict[str, float] = words("fusing")["grades"]


def roots_in(accounts: Sequence[Collected], roots: Roots) -> tuple[Root, ...]:
    """The independent roots: who gives the figures; an account without figures is its outlet's word."""
    found: dict[str, Root] = {}
    for one in accounts:
        told = [t for t in one.account.tolls if not _denied(t.said_by)]
        said = [roots.of(s, one) for t in told for s in (t.said_by, *t.also_said_by) if not _denied(s)]
        for root in said or [roots.of(None, one)]:
            found.setdefault(root.independent, root)
    return tuple(found.values())


def _denied(speaker: object) -> bool:
    return getattr(speaker, "stance", None) == "denied"


def sources_of(accounts: Sequence[Collected], roots: Sequence[Root]) -> tuple[Sources, Reason]:
    """Reports, outlets and roots, each once."""
    reports = tuple(dict.fromkeys(c.source.id for c in accounts))
    outlets = tuple(dict.fromkeys(c.source.outlet for c in accounts if c.source.outlet))
    copies = sorted({c.source.id for c in accounts if original(c) != c.source.id})
    note = f"copies: {', '.join(copies)}" if copies else None
    labels = tuple(sorted({r.label for r in roots}))
    return (
        Sources(reports, outlets, labels),
        Reason("sources", "sources_counted", account_ids(accounts), note),
    )


def grade_of(
    accounts: Sequence[Collected], tolls: Sequence[Told], roots: Sequence[Root], sides: Sides
) -> tuple[str, Reason]:
    """``contested``, ``pending``, ``single`` or ``corroborated``; people decide on the other two."""
    ids = account_ids(accounts)
    if contested(accounts):
        return "contested", Reason("grade", "grade_by_roots", ids, "accounts name different perpetrators")
    apart = _disjoint(tolls)
    if apart is not None:
        return "contested", Reason("grade", "grade_by_roots", ids, apart)
    if all(sides.party(r) for r in roots):
        return "pending", Reason("grade", "grade_by_roots", ids, "only a party to the fight says so")
    figures = [s for told in tolls for s in told.standing]
    if figures and all(s.vague for s in figures):
        return "pending", Reason("grade", "grade_by_roots", ids, "only vague figures")
    names = ", ".join(sorted(r.label for r in roots))
    grade = "corroborated" if len(roots) > 1 else "single"
    return grade, Reason("grade", "grade_by_roots", ids, f"{len(roots)} independent: {names}")


def _disjoint(tolls: Sequence[Told]) -> str | None:
    """Two roots whose counts of the same dead do not meet even when each is widened."""
    for told in tolls:
        if told.toll.effect != "killed":
            continue
        those = [s for s in told.standing if not s.enemy and not s.vague]
        for n, one in enumerate(those):
            for other in those[n + 1 :]:
                if one.cell == other.cell and not _meet(one, other):
                    return f"{one.root.label} and {other.root.label} differ on the dead"
    return None


def _meet(one: Statement, other: Statement) -> bool:
    return _least(one) <= _greatest(other) and _least(other) <= _greatest(one)


def _least(s: Statement) -> float:
    low = s.low or 0
    return low - max(GRADES["people"], GRADES["share"] * low)


def _greatest(s: Statement) -> float:
    return float("inf") if s.high is None else s.high + max(GRADES["people"], GRADES["share"] * s.high)
