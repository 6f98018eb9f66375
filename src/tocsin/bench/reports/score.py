"""One report scored: its annotated incidents against our accounts, everything countable counted.

Counts add up over reports; :mod:`tocsin.bench.reports.summary` turns their sum into figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tocsin.bench.reports.alignment import align
from tocsin.bench.reports.compare import assign, bounds, meet, numbers_meet
from tocsin.bench.reports.fields import Match, match
from tocsin.bench.reports.gold import Finder, Sentences, occurrences
from tocsin.bench.reports.grounding import grounding
from tocsin.bench.reports.names import Names
from tocsin.bench.reports.sides import Figure, Side, gold_side, system_side

STATUSES = ("reported", "background", "foiled")
_COUNTED_APART = ("killed", "injured")


@dataclass(slots=True)
class ReportScore:
    """What came of one report. ``counts`` adds up; the rest is for looking at."""

    row: Mapping[str, Any]
    gold: list[Side]
    ours: list[Side]
    matches: list[Match]  # one a gold incident, in order
    pairs: list[tuple[int, int]]
    sentences: Sentences
    counts: Counter[str] = field(default_factory=Counter)
    irs: float = 0.0  # sum of the record scores
    irs_v1: float = 0.0
    kilometres: list[float] = field(default_factory=list)
    ungrounded: list[str] = field(default_factory=list)
    strays: list[Figure] = field(default_factory=list)  # tolls on words marked as no incident

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def loss(self) -> float:
        """How bad it is: 0 for a perfect report, 1 for an incident missed, 1 for one invented."""
        return self.counts["reported_gold"] + self.counts["reported_ours"] - 2 * self.irs


def score_report(row: Mapping[str, Any], accounts: Sequence[Mapping[str, Any]], names: Names) -> ReportScore:
    """Score our ``accounts`` (dicts of ``tocsin.account/1``) of the annotated report ``row``."""
    finder, sentences = Finder(row["text"]), Sentences(row["text"])
    gold = [gold_side(i, finder, names) for i in row.get("incidents") or []]
    ours = [system_side(a, names) for a in accounts]
    pairs = align(gold, ours, sentences)
    account_of = dict(pairs)
    matches = [match(g, ours[account_of[i]] if i in account_of else None, names) for i, g in enumerate(gold)]
    out = ReportScore(row, gold, ours, matches, pairs, sentences)
    # An account of an incident that may be left out is neither hit nor miss.
    counted = [s for j, s in enumerate(ours) if not any(k == j and gold[i].optional for i, k in pairs)]
    _count_report(out)
    _count_incidents(out, counted)
    _count_tolls(out, counted)
    for m in matches:
        if m.gold.status == "reported" and not m.gold.optional:
            _count_fields(out, m)
    found, out.ungrounded = grounding(row["text"], list(accounts))
    out.counts.update(found)
    return out


def _count_report(out: ReportScore) -> None:
    c = out.counts
    main = ("reported", "foiled")
    c["reports"] = 1
    c["conflict_gold"], c["conflict_ours"] = int(bool(out.row["is_conflict"])), int(bool(out.ours))
    c["conflict_hit"] = c["conflict_gold"] * c["conflict_ours"]
    c["main_gold"] = int(any(g.status in main for g in out.gold))
    c["main_ours"] = int(any(s.status in main for s in out.ours))
    c["main_hit"] = c["main_gold"] * c["main_ours"]


def _count_incidents(out: ReportScore, counted: list[Side]) -> None:
    c = out.counts
    whole = [g for g in out.gold if not g.optional]
    both = [(m.gold.status, m.ours.status) for m in out.matches if m.ours and not m.gold.optional]
    for status in STATUSES:
        c[f"{status}_gold"] = sum(g.status == status for g in whole)
        c[f"{status}_ours"] = sum(s.status == status for s in counted)
        c[f"{status}_hit"] = sum(g == s == status for g, s in both)
        c[f"{status}_up"] = sum(s == status != g for g, s in both)
        c[f"{status}_down"] = sum(g == status != s for g, s in both)
    c["any_gold"], c["any_ours"], c["any_hit"] = len(whole), len(counted), len(both)


def _count_tolls(out: ReportScore, counted: list[Side]) -> None:
    c = out.counts
    status_of = {id(m.ours): m.gold.status for m in out.matches if m.ours}
    for m in out.matches:
        if m.gold.optional:
            continue
        hit = {i for i, _ in m.tolls}
        for i, toll in enumerate(m.gold.tolls):
            for name in _toll_classes(toll, m.gold.status):
                c[f"tolls_{name}_gold"] += 1
                c[f"tolls_{name}_hit"] += i in hit
        if m.ours:
            for i, j in m.tolls:
                _count_equal_tolls(c, m.gold.tolls[i], m.ours.tolls[j], m.gold.status == "reported")
    for side in counted:
        for toll in side.tolls:
            for name in _toll_classes(toll, status_of.get(id(side), side.status)):
                c[f"tolls_{name}_ours"] += 1
    _count_loose_tolls(out, counted)


def _toll_classes(toll: Figure, status: str) -> list[str]:
    """Under which headings a toll of an incident of ``status`` counts."""
    classes = ["all"]
    if status == "reported":
        classes.append("reported")
    if toll.effect in _COUNTED_APART:
        classes.append(toll.effect)
    return classes


def _count_equal_tolls(c: Counter[str], gold: Figure, ours: Figure, main: bool) -> None:
    """What is said about a figure that both have."""
    if gold.group:
        c["group_type_n"] += 1
        c["group_type_right"] += (ours.group.type if ours.group else None) == gold.group.type
    elif main:
        c["invented_toll_group_n"] += 1
        c["invented_toll_group"] += ours.group is not None and ours.group.filled
    if main and not gold.speaker:
        c["invented_said_by_n"] += 1
        c["invented_said_by"] += ours.speaker is not None and ours.speaker.filled
    c["qualifier_n"] += 1
    c["qualifier_right"] += gold.qualifier == ours.qualifier
    if gold.speaker and ours.speaker:
        c["stance_n"] += 1
        c["stance_right"] += gold.speaker.stance == ours.speaker.stance
    c["said_by_gold"] += gold.speaker is not None
    c["said_by_ours"] += ours.speaker is not None
    c["said_by_hit"] += speaker_right(gold, ours)


def speaker_right(gold: Figure, ours: Figure) -> bool:
    """Whether both name a speaker, by the same words as far as the gold's can be placed."""
    if not gold.speaker or not ours.speaker or not ours.speaker.span:
        return False
    return gold.speaker.span is None or meet(gold.speaker.span, ours.speaker.span)


def _count_loose_tolls(out: ReportScore, counted: list[Side]) -> None:
    """Tolls of like numbers anywhere in the report; tolls on words that are marked as no incident."""
    c = out.counts
    gold = [t for g in out.gold if not g.optional for t in g.tolls]
    ours = [t for s in counted for t in s.tolls]
    c["tolls_lenient_gold"], c["tolls_lenient_ours"] = len(gold), len(ours)
    if gold and ours:
        like = [
            [float(a.effect == b.effect and numbers_meet(bounds(a), bounds(b))) for b in ours] for a in gold
        ]
        c["tolls_lenient_hit"] = len(assign(like))
    quotes = out.row.get("not_incident_spans") or []
    marked = [span for quote in quotes for span in occurrences(out.row["text"], quote)]
    out.strays = [t for s in out.ours for t in s.tolls if any(meet(t.span, span) for span in marked)]
    c["strays_gold"], c["strays"] = len(quotes), len(out.strays)


def _count_fields(out: ReportScore, m: Match) -> None:
    c, gold, ours = out.counts, m.gold, m.ours
    if gold.killed:
        c["killed_total_n"] += 1
        if ours is not None and ours.killed:
            c["killed_total_right"] += gold.killed == ours.killed
            c["killed_total_value"] += numbers_meet(gold.killed, ours.killed)
    if ours is None:
        return
    out.irs += m.score
    out.irs_v1 += m.score_v1
    for name, filled in m.invented.items():
        c[f"invented_{name}_n"] += 1
        c[f"invented_{name}"] += filled
    checks = {"kind_exact": gold.kind == ours.kind, "kind_coarse": m.right["kind"]}
    if gold.window:
        checks["date_exact"], checks["date_overlap"] = gold.window == ours.window, m.right["date"]
    elif gold.default_window:
        checks["date_default_overlap"] = m.right["date"]
    for name, key in (("country", "country"), ("place50", "place"), ("perpetrator", "perpetrator")):
        if key in m.right:
            checks[name] = m.right[key]
    for name, right in checks.items():
        c[f"{name}_n"] += 1
        c[f"{name}_right"] += right
    if m.kilometres is not None:
        out.kilometres.append(m.kilometres)
    c["party_names_gold"] += len(gold.perpetrator_names)
    c["party_names_ours"] += len(ours.perpetrator_names)
    c["party_names_hit"] += len(m.parties)
    for certainty, kind in m.party_details:
        c["certainty_n"] += 1
        c["certainty_right"] += certainty
        c["party_type_n"] += 1
        c["party_type_right"] += kind
    _count_sets(c, "target_type", {t.type for t in gold.targets}, {t.type for t in ours.targets})
    _count_sets(c, "weapons", gold.weapons, ours.weapons)


def _count_sets(
    c: Counter[str], name: str, gold: set[Any] | frozenset[Any], ours: set[Any] | frozenset[Any]
) -> None:
    c[f"{name}_gold"] += len(gold)
    c[f"{name}_ours"] += len(ours)
    c[f"{name}_hit"] += len(gold & ours)
