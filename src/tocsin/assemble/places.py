"""The event's place: which of the named places is where it happened, most specific first."""

from __future__ import annotations

from collections.abc import Collection

from tocsin.assemble.draft import Draft
from tocsin.assemble.syntax import distance
from tocsin.records import Place
from tocsin.records.findings import Findings
from tocsin.records.toponym import PlaceValue

_FINENESS = {"site": 0, "neighbourhood": 1, "city": 2, "district": 3, "admin1": 4, "region": 5, "country": 6}


def places_of(findings: Findings, draft: Draft, literal: Collection[int]) -> list[Place]:
    """Places that the draft's own words name, nearest and narrowest first.

    Where they name none: any place of its sentences, of the sentence before in the same paragraph,
    or the report's dateline. ``literal``: indexes of places where something can happen.
    """
    own = _without_references(findings, [findings.places[k] for k in draft.places])
    if own:
        return [_place(p, False) for p in _chain(findings, draft, own)]
    near = _without_references(findings, _nearby(findings, draft, literal))
    if near:
        return [_place(p, True) for p in _chain(findings, draft, near)]
    return [_place(p, True) for p in findings.places if p.role == "dateline"][:1]


def _without_references(findings: Findings, places: list[PlaceValue]) -> list[PlaceValue]:
    """Without the town by which another is told: "Sinjar, 100 km west of Mosul" did not happen in Mosul."""
    references = {findings.places[p.beside].span for p in places if p.beside is not None}
    return [p for p in places if p.span not in references]


def _chain(findings: Findings, draft: Draft, own: list[PlaceValue]) -> list[PlaceValue]:
    """The place nearest to the triggers with those that contain it, narrowest first."""
    heads = [findings.triggers[k].head for k in draft.triggers]

    def closeness(p: PlaceValue) -> float:
        return min((distance(findings.parse, h, p.last - 1) for h in heads), default=0.0)

    first_sentence = min(findings.parse.tokens[p.first].sent for p in own)
    anchor = min(
        own,
        key=lambda p: (
            _FINENESS.get(p.level, 5) > 4,
            findings.parse.tokens[p.first].sent - first_sentence,
            closeness(p),
            _FINENESS.get(p.level, 5),
        ),
    )
    chain = [anchor]
    for p in sorted(own, key=lambda p: (_FINENESS.get(p.level, 5), p.span.start)):
        if p is not anchor and p.name not in {q.name for q in chain}:
            if p.country and anchor.country and p.country != anchor.country:
                continue
            chain.append(p)
    containers = {findings.places[p.within].span for p in chain if p.within is not None}
    chain.sort(key=lambda p: (_FINENESS.get(p.level, 5), p.span in containers, p is not anchor))
    for inner in [p for p in chain if p.within is not None]:
        outer = next((p for p in chain if p.span == findings.places[inner.within or 0].span), None)
        point = outer is not None and _FINENESS.get(outer.level, 5) <= _FINENESS["city"]
        if outer is not None and point and chain.index(outer) < chain.index(inner):
            chain.remove(inner)  # "the village of Abu Allaj in western Raqqa": the words know better
            chain.insert(chain.index(outer), inner)
    return chain


def _nearby(findings: Findings, draft: Draft, literal: Collection[int]) -> list[PlaceValue]:
    parse = findings.parse
    at: dict[int, list[PlaceValue]] = {}
    for k in sorted(literal):
        at.setdefault(parse.tokens[findings.places[k].first].sent, []).append(findings.places[k])
    for n in draft.sentences:
        if n in at:
            return at[n]
    first = min(draft.sentences)
    for n in range(first - 1, max(-1, first - 3), -1):
        if parse.sentences[n].paragraph != parse.sentences[first].paragraph:
            break
        if n in at:
            return at[n][:1]
    return []


def timezone_of(findings: Findings, places: list[Place]) -> str | None:
    """IANA time zone of the first of ``places`` that has one."""
    zones = {p.span: p.timezone for p in findings.places}
    named = (zones.get(p.span) for p in places if p.span is not None)
    return next((zone for zone in named if zone), None)


def _place(p: PlaceValue, inferred: bool) -> Place:
    """The contract's place of a resolved name; ``inferred`` where it stands beside other words."""
    return Place(
        name=p.name,
        text=p.text,
        span=p.span,
        lat=p.lat,
        lon=p.lon,
        radius_km=p.radius_km,
        country=p.country,
        admin1=p.admin1,
        level=p.level,
        precision=p.precision,
        gazetteer_id=p.gazetteer_id,
        basis="inferred" if inferred else "stated",
    )
