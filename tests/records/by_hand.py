"""Incidents written by hand: what many reports say of one prison attack, as the contract's example."""

from __future__ import annotations

import dataclasses
import datetime as dt

from tocsin.records.incident import (
    Arm,
    Bounds,
    ByGroup,
    EffectToll,
    Figure,
    Incident,
    Party,
    Reason,
    Site,
    Sources,
    Tie,
    Victim,
    Window,
)

NO_GROUPS = ByGroup(None, None, None, None)
_A = ("sana-1#1", "afp-1#1", "npasyria-2#1")


def hasakah() -> Incident:
    """The attack on the prison of Hasakah, January 2022, told by three reports; figures made up."""
    killed = EffectToll(
        "killed", 67, 84, 120, "groups_summed",
        ByGroup(Bounds(39, 56, 77), Bounds(23, 23, 30), Bounds(5, 5, 13), None),
        Bounds(39, 56, 77), None, Bounds(2, 2, None), _A,
    )  # fmt: skip
    injured = EffectToll("injured", 12, 12, None, "one_root", NO_GROUPS, None, None, None, _A[:1])
    history = (
        Figure("killed", "guards", "target", 23, 23, "exact", "Syrian Democratic Forces", "asserted", "AFP",
               dt.date(2022, 1, 21), "afp-1", "afp-1#1", "t1", False, "npasyria-2#1/t1", "superseded"),
        Figure("killed", "guards", "target", 23, 30, "range", "Syrian Democratic Forces", "asserted", "NPA",
               dt.date(2022, 1, 24), "npasyria-2", "npasyria-2#1", "t1", True, None, None),
    )  # fmt: skip
    return Incident(
        id="afp-1#1",
        status="incident",
        kind="prison_break",
        when=Window(dt.date(2022, 1, 20), dt.date(2022, 1, 20), "day", "stated", _A),
        where=(
            Site("Ghwayran", 36.482, 40.745, 2.0, "SYR", "Al-Hasakah", "neighbourhood", 1,
                 "tocsin:syr/ghwayran", _A[:2]),
            Site("Al-Hasakah", 36.502, 40.748, 9.0, "SYR", "Al-Hasakah", "city", 1, "geonames:173811", _A),
        ),
        perpetrators=(
            Party("Islamic State", "islamic-state", "rebel_group", "claimed", ("Amaq",), _A),
        ),
        targets=(
            Party("Ghwayran prison", None, "facility", None, (), _A[:1]),
            Party("Syrian Democratic Forces", "syrian-democratic-forces", "rebel_group", None, (), _A),
        ),
        weapons=(Arm("vehicle_ied", _A[1:]), Arm("firearm", _A[:1])),
        persons=(Victim("Rezan Ahmed", "killed", 31, _A[2:]),),
        links=(Tie("kirkuk-9#1", "coordinated", "suspected", _A[:1]),),
        toll=(killed, injured),
        toll_history=history,
        grade="corroborated",
        sources=Sources(("afp-1", "npasyria-2", "sana-1"), ("AFP", "NPA", "SANA"),
                        ("Syrian Democratic Forces", "SANA")),
        accounts=_A,
        verdicts=("v7",),
        wave=None,
        why=(
            Reason("kind", "kind_most_told", _A, None),
            Reason("toll.killed", "toll_by_root", _A, "parties counted apart"),
        ),
    )  # fmt: skip


def maiduguri(**changes: object) -> Incident:
    """Militants kill policemen near Maiduguri, told by one report; ``changes`` replace fields."""
    only = ("dt-4#1",)
    killed = EffectToll("killed", 3, 3, 3, "one_root", ByGroup(Bounds(3, 3, 3), None, None, None),
                        None, None, None, only)  # fmt: skip
    plain = Incident(
        id="dt-4#1",
        status="incident",
        kind="armed_attack",
        when=Window(dt.date(2021, 3, 8), dt.date(2021, 3, 10), "days", "stated", only),
        where=(Site("Maiduguri", 11.846, 13.157, 20.0, "NGA", "Borno State", "city", 2,
                    "geonames:2331447", only),),
        perpetrators=(Party("Boko Haram", "boko-haram", "rebel_group", "suspected", (), only),),
        targets=(Party("Nigerian police", "NGA-police", "state_forces", None, (), only),),
        weapons=(),
        persons=(),
        links=(),
        toll=(killed,),
        toll_history=(),
        grade="single",
        sources=Sources(("dt-4",), ("Daily Trust",), ("police",)),
        accounts=only,
        verdicts=(),
        wave=None,
        why=(),
    )  # fmt: skip
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]


def killed(low: int | None, best: int | None, high: int | None, **groups: Bounds) -> tuple[EffectToll, ...]:
    """One toll of killed with these groups (side_a, side_b, civilians, unknown)."""
    by_group = dataclasses.replace(NO_GROUPS, **groups)
    return (EffectToll("killed", low, best, high, "totals", by_group, None, None, None, ()),)
