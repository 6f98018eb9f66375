"""What went wrong, fault by fault, by class: the instrument by which the reading is improved.

A fault names the gold incident and our account, says what each has, and points to the words. Its
``cost`` is about how many points of IRS of the set it takes (0 for faults that the IRS does not see),
so that classes can be ranked by what mending them is worth.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from tocsin.bench.reports.compare import bounds, meet, numbers_meet
from tocsin.bench.reports.fields import Match
from tocsin.bench.reports.score import ReportScore, speaker_right
from tocsin.bench.reports.sides import Figure, Key, Side, Spot, Value
from tocsin.bench.reports.summary import summarise
from tocsin.records import Span

# In the order of display.
CLASSES = (
    "missed incident",
    "missed background",
    "missed foiled",
    "false incident",
    "false background",
    "wrong status",
    "kind wrong",
    "date missing",
    "date wrong",
    "date invented",
    "country missing",
    "country wrong",
    "place missing",
    "place wrong",
    "place invented",
    "perpetrator missing",
    "perpetrator wrong",
    "perpetrator invented",
    "certainty wrong",
    "perpetrator type wrong",
    "toll missed",
    "toll invented",
    "toll number wrong",
    "toll effect wrong",
    "toll at another incident",
    "toll of a missed incident",
    "toll of a false incident",
    "killed total wrong",
    "speaker missing",
    "speaker wrong",
    "speaker invented",
    "stance wrong",
    "group missing",
    "group type wrong",
    "group invented",
    "qualifier wrong",
    "no incident counted",
    "span wrong",
)


class Fault(NamedTuple):
    """One thing wrong in one report. ``gold``/``ours`` are what each side says ('' = nothing)."""

    cls: str
    report: str
    incident: str  # the gold's number, '' for what only we have
    account: str
    gold: str
    ours: str
    span: Span | None  # where to look
    cost: float = 0.0


class Prices(NamedTuple):
    """What one unit costs in a set, in points of IRS."""

    score: float  # one whole record score lost
    typical: float  # the mean record score of an aligned incident
    false: float  # one account reported too many


_TollFault = tuple[str, Figure | None, Figure | None]  # class, the gold's, ours


def prices(scores: Sequence[ReportScore]) -> Prices:
    """The prices in a set of reports."""
    main = summarise(scores)["incidents"]["reported"]
    gold, ours, precision = main["n_gold"], main["n_sys"], main["P"]
    aligned = [m.score for s in scores for m in s.matches if m.ours and m.gold.status == "reported"]
    typical = sum(aligned) / len(aligned) if aligned else 0.0
    unit = 100 * precision / gold if gold else 0.0
    headline = 100 * sum(s.irs for s in scores) / gold if gold else 0.0
    false = headline * (precision * ours / (ours - 1) - precision) if ours > 1 else headline
    return Prices(unit, typical, min(false, 100.0))


def faults(score: ReportScore, price: Prices) -> list[Fault]:
    """Everything wrong in one report, incident by incident."""
    return sorted(_faults(score, price), key=lambda f: CLASSES.index(f.cls))


def _faults(score: ReportScore, price: Prices) -> Iterator[Fault]:
    rid, aligned = score.id, {id(m.ours) for m in score.matches if m.ours}
    tolls = _toll_faults(score)
    for m in score.matches:
        if m.gold.optional:
            continue
        found = _missed(m, price) if m.ours is None else _aligned(m, m.ours, price)
        for fault in (*found, *_of_tolls(m, tolls.get(id(m.gold), []), price)):
            yield fault._replace(report=rid, incident=m.gold.id, account=m.ours.id if m.ours else "")
    for s in score.ours:
        if id(s) in aligned:
            continue
        main = s.status == "reported"
        if s.status != "foiled":
            cls = "false incident" if main else "false background"
            yield Fault(cls, rid, "", s.id, "", _headline(s), s.trigger, price.false if main else 0.0)
        for cls, _, toll in tolls.get(id(s), []):
            assert toll is not None
            yield Fault(cls, rid, "", s.id, "", figure(toll), toll.span)
    for toll in score.strays:
        yield Fault("no incident counted", rid, "", "", "", figure(toll), toll.span)
    for wrong in score.ungrounded:
        yield Fault("span wrong", rid, "", "", "", wrong, None)


def _toll_faults(score: ReportScore) -> dict[int, list[_TollFault]]:
    """By the identity of its gold incident, else of its account: what is wrong with every toll.

    First the tolls of aligned pairs that mean the same words, then those that stand at another
    incident of the report; what is left of ours is invented, of the gold's missed.
    """
    out: dict[int, list[_TollFault]] = {}
    matched = {(id(m.ours), j) for m in score.matches for _, j in m.tolls}
    loose = {id(s): [t for j, t in enumerate(s.tolls) if (id(s), j) not in matched] for s in score.ours}
    unmet: list[tuple[Match, Figure]] = []
    for m in score.matches:
        hit = {i for i, _ in m.tolls}
        for toll in (t for i, t in enumerate(m.gold.tolls) if i not in hit):
            twin = _twin(toll, loose[id(m.ours)]) if m.ours else None
            if twin is None:
                unmet.append((m, toll))
                continue
            loose[id(m.ours)].remove(twin)
            cls = "toll number wrong" if toll.effect == twin.effect else "toll effect wrong"
            out.setdefault(id(m.gold), []).append((cls, toll, twin))
    for m, toll in unmet:
        elsewhere = _take(toll.key, loose, id(m.ours))
        cls = (
            "toll at another incident"
            if elsewhere
            else "toll missed"
            if m.ours
            else "toll of a missed incident"
        )
        out.setdefault(id(m.gold), []).append((cls, toll, elsewhere))
    gold_of = {id(m.ours): id(m.gold) for m in score.matches if m.ours}
    for owner, tolls in loose.items():
        cls = "toll invented" if owner in gold_of else "toll of a false incident"
        out.setdefault(gold_of.get(owner, owner), []).extend((cls, None, t) for t in tolls)
    return out


def _missed(m: Match, price: Prices) -> Iterator[Fault]:
    main = m.gold.status == "reported"
    cls = "missed incident" if main else f"missed {m.gold.status}"
    cost = price.score * price.typical if main else 0.0
    yield Fault(cls, "", "", "", _headline(m.gold), "", m.gold.trigger, cost)


def _unit(m: Match, price: Prices) -> float:
    """What a whole record score of this incident is worth."""
    if m.ours is None or m.gold.status != "reported":
        return 0.0
    return price.score * (1.0 if m.ours.status == "reported" else 0.5)


def _aligned(m: Match, ours: Side, price: Prices) -> Iterator[Fault]:
    gold, unit = m.gold, _unit(m, price)
    if gold.status != ours.status:
        cost = unit * m.score if unit else price.false / 2 if ours.status == "reported" else 0.0
        yield Fault("wrong status", "", "", "", gold.status, ours.status, gold.trigger, cost)
    if gold.status == "reported":  # the fields of background incidents are not scored
        field = unit / m.facts  # what one more right fact would bring
        if not m.right["kind"]:
            yield Fault("kind wrong", "", "", "", gold.kind or "", ours.kind or "", gold.trigger, field)
        yield from _dates(m, ours, field)
        yield from _places(m, ours, field)
        yield from _perpetrators(m, ours, field)
    for i, j in m.tolls:
        yield from _details(gold.tolls[i], ours.tolls[j], gold.status == "reported")
    if gold.status == "reported" and gold.killed and gold.killed != ours.killed:
        theirs, mine = (_range(k) if k else "" for k in (gold.killed, ours.killed))
        yield Fault("killed total wrong", "", "", "", theirs, mine, gold.trigger)


def _of_tolls(m: Match, tolls: Sequence[_TollFault], price: Prices) -> Iterator[Fault]:
    unit = _unit(m, price)
    surplus = max(0, len(m.ours.tolls) - len(m.gold.tolls)) if m.ours else 0
    invented = sum(gold is None for _, gold, _ in tolls)
    right = unit / m.facts if unit else 0.0
    fewer = unit * m.points * (1 / (m.facts - surplus) - 1 / m.facts) if unit else 0.0
    for cls, gold, ours in tolls:
        theirs, mine = (figure(t) if t else "" for t in (gold, ours))
        first = gold or ours
        yield Fault(
            cls, "", "", "", theirs, mine, first.span if first else None, right if gold else fewer / invented
        )


def _dates(m: Match, ours: Side, field: float) -> Iterator[Fault]:
    theirs, mine = day(m.gold), day(ours)
    words = m.gold.date.span if m.gold.date else None
    if m.right.get("date") is False:
        cls = "date wrong" if ours.window else "date missing"
        yield Fault(cls, "", "", "", theirs, mine, words or (ours.date.span if ours.date else None), field)
    if m.invented.get("date_unmarked"):
        yield Fault("date invented", "", "", "", theirs, mine, ours.date.span if ours.date else None, field)


def _places(m: Match, ours: Side, field: float) -> Iterator[Fault]:
    gold = m.gold
    theirs, mine = places(gold.places), places(ours.places)
    words = next((p.span for p in gold.places if p.span), None)
    if m.right.get("country") is False:
        cls = "country wrong" if ours.countries else "country missing"
        yield Fault(cls, "", "", "", theirs, mine, words, field)
    if m.right.get("place") is False:
        far = f" ({m.kilometres:.0f} km)" if m.kilometres is not None else ""
        cls = "place wrong" if ours.places else "place missing"
        yield Fault(cls, "", "", "", theirs, mine + far, words, field)
    if m.invented.get("place"):
        yield Fault("place invented", "", "", "", "", mine, _first_span(ours.places), field)


def _perpetrators(m: Match, ours: Side, field: float) -> Iterator[Fault]:
    gold = m.gold
    theirs, mine = parties(gold.perpetrators), parties(ours.perpetrators)
    words = _first_span(gold.perpetrators)
    if m.right.get("perpetrator") is False:
        cls = "perpetrator wrong" if ours.perpetrators else "perpetrator missing"
        yield Fault(cls, "", "", "", theirs, mine, words, field)
    if m.invented.get("perpetrator"):
        yield Fault("perpetrator invented", "", "", "", "", mine, _first_span(ours.perpetrators), field)
    for certainty, kind in m.party_details:
        if not certainty:
            yield Fault("certainty wrong", "", "", "", theirs, mine, words)
        if not kind:
            yield Fault("perpetrator type wrong", "", "", "", theirs, mine, words)


def _details(gold: Figure, ours: Figure, main: bool) -> Iterator[Fault]:
    theirs, mine = said(gold.speaker), said(ours.speaker)
    if gold.speaker and not speaker_right(gold, ours):
        cls = "speaker wrong" if ours.speaker else "speaker missing"
        yield Fault(cls, "", "", "", f"{figure(gold)}: {theirs}", mine, gold.speaker.span)
    if main and ours.speaker and ours.speaker.filled and not gold.speaker:
        yield Fault("speaker invented", "", "", "", figure(gold), mine, ours.speaker.span)
    if gold.speaker and ours.speaker and gold.speaker.stance != ours.speaker.stance:
        yield Fault("stance wrong", "", "", "", f"{figure(gold)}: {theirs}", mine, gold.speaker.span)
    if gold.group and (ours.group.type if ours.group else None) != gold.group.type:
        cls = "group type wrong" if ours.group else "group missing"
        yield Fault(cls, "", "", "", party(gold.group), party(ours.group) if ours.group else "", gold.span)
    if main and ours.group and ours.group.filled and not gold.group:
        yield Fault("group invented", "", "", "", figure(gold), party(ours.group), ours.group.span)
    if gold.qualifier != ours.qualifier:
        yield Fault("qualifier wrong", "", "", "", figure(gold), ours.qualifier or "", gold.span)


def _twin(toll: Figure, ours: Iterable[Figure]) -> Figure | None:
    """Our toll that means the same words: overlapping ones, else the same effect and a like number."""
    by_words = [t for t in ours if meet(toll.span, t.span)]
    for other in by_words:
        if other.effect == toll.effect:
            return other
    for other in by_words:
        if bounds(other) == bounds(toll):
            return other
    return next((t for t in ours if t.effect == toll.effect and numbers_meet(bounds(t), bounds(toll))), None)


def _take(key: Key, loose: dict[int, list[Figure]], but: int) -> Figure | None:
    """Take the equal toll of another account out of the loose ones."""
    for owner, tolls in loose.items():
        for toll in tolls if owner != but else ():
            if toll.key == key:
                tolls.remove(toll)
                return toll
    return None


# ---------------------------------------------------------------------------- values in words


def figure(toll: Figure) -> str:
    """``killed 7 "killed seven officers"``, marks for wholes and vague words."""
    marks = "".join((" whole" if toll.whole else "", " vague" if toll.qualifier == "vague" else ""))
    return f"{toll.effect} {_range(bounds(toll))}{marks} {_quoted(toll.words)}".rstrip()


def _range(value: tuple[int | None, int | None]) -> str:
    low, high = value
    if low == high:
        return "?" if low is None else str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


def day(side: Side) -> str:
    """``2022-01-20``, ``2021-09-01..2021-09-10``, with its words."""
    window = side.any_window
    words = _quoted(side.date.words) if side.date else ""
    if not window:
        return f"no date {words}".rstrip() if words else ""
    first, last = (dt.date.fromordinal(d).isoformat() for d in window)
    basis = f" ({side.date.basis})" if side.date and side.date.basis not in (None, "stated") else ""
    if side.default_window:
        basis = " (report's own day)"
    return f"{first if first == last else f'{first}..{last}'}{basis} {words}".rstrip()


def places(spots: Sequence[Spot]) -> str:
    return "; ".join(
        f"{p.name} ({', '.join(filter(None, (p.level, p.country)))}"
        + (f" {p.point[0]:.1f},{p.point[1]:.1f}" if p.point else "")
        + ")"
        for p in spots[:3]
    )


def party(value: Value) -> str:
    """``Islamic State (rebel_group) "the group"``."""
    kind = ", ".join(filter(None, (value.type, value.certainty)))
    words = _quoted(value.words) if value.words != value.name else ""
    return f"{value.name or ''}{f' ({kind})' if kind else ''} {words}".strip()


def parties(values: Sequence[Value]) -> str:
    return "; ".join(map(party, values))


def said(value: Value | None) -> str:
    return f"{_quoted(value.words or value.name)} ({value.stance})" if value else ""


def _headline(side: Side) -> str:
    return " ".join(filter(None, (side.kind, _quoted(side.trigger_words))))


def describe(side: Side) -> str:
    """One incident in one line, for the head of its faults."""
    who = ", ".join(side.perpetrator_names)
    tolls = ", ".join(f"{t.effect} {_range(bounds(t))}{'*' if t.whole else ''}" for t in side.tolls)
    where = side.places[0].name if side.places else None
    parts: tuple[Any, ...] = (
        side.status,
        _headline(side),
        day(side),
        where,
        f"by {who}" if who else None,
        tolls,
    )
    return " | ".join(str(p) for p in parts if p)


def _quoted(words: str | None) -> str:
    return f'"{" ".join(words.split())}"' if words else ""


def _first_span(values: Sequence[Value] | Sequence[Spot]) -> Span | None:
    return next((v.span for v in values if v.span), None)
