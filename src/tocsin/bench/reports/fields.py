"""One annotated incident against the account aligned to it: its fields, inventions and its share of the IRS.

The record score of an incident is what is right over what there is to say: kind, date, country,
place, perpetrator and every toll, plus what was invented or said too often.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.bench.reports.alignment import match_tolls
from tocsin.bench.reports.compare import anchors, assign, date_covers, date_fits, family, place_right
from tocsin.bench.reports.names import Names
from tocsin.bench.reports.sides import Side

# What is counted as invented, and of those what costs in the record score.
INVENTIONS = ("date", "date_unmarked", "place", "perpetrator", "toll_group", "said_by")
_COSTLY = ("date_unmarked", "place", "perpetrator")


@dataclass(slots=True)
class Match:
    """An annotated incident and our account of it, or None where we have none."""

    gold: Side
    ours: Side | None
    tolls: list[tuple[int, int]] = field(default_factory=list)  # strictly equal: gold index, our index
    parties: list[tuple[int, int]] = field(default_factory=list)  # perpetrator names that match
    party_details: list[tuple[bool, bool]] = field(default_factory=list)  # of those: certainty, type right
    right: dict[str, bool] = field(default_factory=dict)  # field that the gold has -> whether ours is right
    invented: dict[str, bool] = field(default_factory=dict)  # field that the gold lacks -> whether we fill it
    kilometres: float | None = None
    facts: int = 0  # what there is to say and what was said too much: the denominator of the score
    points: float = 0.0  # what is right: the numerator
    score: float = 0.0
    score_v1: float = 0.0


def match(gold: Side, ours: Side | None, names: Names) -> Match:
    """Compare an incident with its account."""
    out = Match(gold, ours)
    window = gold.any_window
    if ours is None:
        out.right = {
            name: False
            for name, has in (
                ("kind", True),
                ("date", window),
                ("country", gold.countries),
                ("place", anchors(gold)),
                ("perpetrator", gold.perpetrator_names),
            )
            if has
        }
        return out
    out.tolls = match_tolls(gold.tolls, ours.tolls)
    out.right["kind"] = family(gold.kind) == family(ours.kind)
    if window:
        out.right["date"] = date_fits(window, ours.window)
    if gold.countries:
        out.right["country"] = bool(ours.countries) and ours.countries[0] in gold.countries
    if anchors(gold):
        out.right["place"], out.kilometres = place_right(gold, ours)
    if gold.perpetrator_names:
        out.parties = assign(
            [[float(names.same(a, b)) for b in ours.perpetrator_names] for a in gold.perpetrator_names]
        )
        out.party_details = [_party_details(gold, ours, i, j, names) for i, j in out.parties]
        both = len(gold.perpetrator_names) + len(ours.perpetrator_names)
        out.right["perpetrator"] = 2 * len(out.parties) / both >= 0.5
    _inventions(out, ours)
    _score(out, ours)
    return out


def _party_details(gold: Side, ours: Side, i: int, j: int, names: Names) -> tuple[bool, bool]:
    """Whether certainty and type agree; of several entries of one name any that agrees will do."""
    theirs = [p for p in gold.perpetrators if names.same(p.name or p.words or "", gold.perpetrator_names[i])]
    mine = [p for p in ours.perpetrators if names.same(p.name or p.words or "", ours.perpetrator_names[j])]
    return (
        bool({p.certainty for p in theirs} & {p.certainty for p in mine}),
        bool({p.type for p in theirs} & {p.type for p in mine}),
    )


def _inventions(out: Match, ours: Side) -> None:
    gold = out.gold
    if not gold.dated and not gold.default_window:
        filled = ours.date is not None and ours.date.filled
        out.invented["date"] = filled
        out.invented["date_unmarked"] = filled and not _by_publication(ours)
    if not gold.places:
        out.invented["place"] = any(p.filled for p in ours.places)
    if not gold.perpetrator_names:
        out.invented["perpetrator"] = any(p.filled for p in ours.perpetrators)


def _score(out: Match, ours: Side) -> None:
    gold, right = out.gold, out.right
    correct = sum(right.values()) + len(out.tolls)
    facts = len(right) + len(gold.tolls) + max(0, len(ours.tolls) - len(gold.tolls))
    invented = sum(out.invented.get(name, False) for name in _COSTLY)
    # A publication day passed off as the incident's must hold the whole of a default window.
    lucky = (
        right.get("date", False)
        and gold.window is None
        and _by_publication(ours)
        and not date_covers(gold.any_window, ours.window)
    )
    out.points, out.facts = correct - lucky, facts + invented
    out.score_v1, out.score = correct / facts, out.points / out.facts
    if ours.status != "reported":
        out.score /= 2
        out.score_v1 /= 2


def _by_publication(ours: Side) -> bool:
    return ours.date is not None and ours.date.basis == "publication_date"
