"""Accounts: the drafts of one report with their fields filled in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tocsin.assemble.draft import Draft
from tocsin.assemble.drafts import group
from tocsin.assemble.figures import figures_of
from tocsin.assemble.kinds import kind_of
from tocsin.assemble.likeness import is_as_of
from tocsin.assemble.links import links_of
from tocsin.assemble.parties import PartyIndex, claims_by_draft, perpetrators_of, targets_of
from tocsin.assemble.parts import conflicts
from tocsin.assemble.places import places_of, timezone_of
from tocsin.assemble.scene import Scene
from tocsin.assemble.series import share_doers
from tocsin.assemble.status import is_cumulative, main_trigger, not_an_incident, status_of
from tocsin.assemble.when import choose_when, precision_of
from tocsin.records import Account, Issue, Link, Place, Span, Weapon, When, Words
from tocsin.records.attribution import ResponsibilityClaim
from tocsin.records.findings import Findings
from tocsin.records.mention import Trigger

_LONGEST_SIEGE = 31  # days


_DOWNED = re.compile(r"sho(?:o?t|oting|oots) down", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What must be known of every incident before the status of any can be told."""

    draft: Draft
    places: list[Place]
    kind: str
    when: When | None


def assemble(findings: Findings, report_id: str) -> tuple[tuple[Account, ...], tuple[Issue, ...]]:
    """The accounts of one report in text order, and what could not be settled."""
    scene = Scene(findings)
    drafts = [d for d in group(scene) if (d.triggers or d.tolls) and not not_an_incident(findings, d)]
    sketches = [_sketch(findings, d, scene.literal) for d in drafts]
    newest = max(
        (s.when.end for s in sketches if s.when and s.when.basis == "stated" and s.when.end), default=None
    )
    claims = claims_by_draft(findings, drafts)
    index = PartyIndex(findings)
    ids = [f"{report_id}#{n}" for n in range(1, len(drafts) + 1)]
    links = links_of(findings, drafts, ids)
    accounts = [
        _account(findings, sketch, index, ids[n], claims[n], newest, _coordinated(links[n]))
        for n, sketch in enumerate(sketches)
    ]
    accounts = share_doers(accounts)
    rivals = [issue for a in accounts for issue in conflicts(a.tolls)]
    linked = tuple(replace(a, links=tuple(x)) if x else a for a, x in zip(accounts, links, strict=True))
    return linked, (*_unsettled(linked), *rivals)


def _coordinated(links: list[Link]) -> bool:
    return any(x.relation == "coordinated" for x in links)


def _unsettled(accounts: tuple[Account, ...]) -> Iterator[Issue]:
    """Dates and places that the words give and that could not be placed, once each."""
    seen: set[Span] = set()
    for a in accounts:
        when = a.when
        if when is not None and when.start is None and when.span is not None and when.span not in seen:
            seen.add(when.span)
            yield Issue("unresolved_date", f"'{when.text}' could not be placed on the calendar.", when.span)
        for p in a.where:
            if p.lat is None and p.span is not None and p.span not in seen:
                seen.add(p.span)
                yield Issue("unresolved_place", f"'{p.text}' could not be placed on the map.", p.span)


def _sketch(findings: Findings, draft: Draft, literal: frozenset[int]) -> _Sketch:
    places = places_of(findings, draft, literal)
    timezone = timezone_of(findings, places)
    kind, telling = kind_of(findings, draft)
    return _Sketch(draft, places, kind, _when(findings, draft, telling, timezone))


def _account(
    findings: Findings,
    sketch: _Sketch,
    index: PartyIndex,
    account_id: str,
    claims: list[ResponsibilityClaim],
    newest: dt.date | None,
    linked: bool,
) -> Account:
    draft, when = sketch.draft, sketch.when
    main = main_trigger(findings, draft)
    country = next((p.country for p in sketch.places if p.country), None)
    day = when.start if when else None
    cumulative = is_cumulative(findings, draft)
    status = "background" if cumulative else status_of(findings, draft, when, newest, linked)
    aside = status != "reported" or (linked and min(draft.sentences) > 0)
    if aside and when is not None and when.basis != "stated":
        when = None  # the story's own day says nothing of what is told for context
    kind = "other" if cumulative else sketch.kind
    perpetrators = perpetrators_of(findings, draft, index, kind, claims, country, day)
    targets = targets_of(findings, draft, index, perpetrators, country, day)
    tolls, persons = figures_of(findings, draft, index, perpetrators, country)
    trigger, mentions = _words(findings, draft, main)
    return Account(
        id=account_id,
        status=status,
        kind=kind,
        cumulative=cumulative,
        trigger=trigger,
        mentions=mentions,
        when=when,
        where=tuple(sketch.places),
        perpetrators=tuple(perpetrators),
        targets=tuple(targets),
        weapons=tuple(_weapons(findings, draft, kind)),
        tolls=tuple(tolls),
        persons=tuple(persons),
        links=(),
        confidence=_confidence(main, when, bool(tolls)),
    )


def _when(findings: Findings, draft: Draft, telling: list[Trigger], timezone: str | None) -> When | None:
    """The date of the words that tell what happened; else of any words of the incident."""
    begun = _first_day(findings, draft, telling, timezone)
    triggers = [findings.triggers[k] for k in draft.triggers]
    ends = [t.head for t in triggers if t.has("ends")]
    over = _day_of(findings, ends, timezone) if ends else None
    if over is None or over.basis != "stated" or over.end is None:
        return begun
    deeds = [t.head for t in triggers if t.strength in ("event", "act") and not t.has("same", "ends")]
    days = [d for d in (_day_of(findings, [head], timezone) for head in deeds) if d and d.basis == "stated"]
    first = min(
        (d.start for d in days if d.start and 0 < (over.end - d.start).days <= _LONGEST_SIEGE), default=None
    )
    return (
        over
        if first is None
        else replace(over, start=first, precision=precision_of(first, over.end), time=None)
    )


def _first_day(findings: Findings, draft: Draft, telling: list[Trigger], timezone: str | None) -> When | None:
    # "the third assault since October" gives the series, not this one; an end is not the beginning
    every = [
        findings.triggers[k].head for k in draft.triggers if not findings.triggers[k].has("same", "ends")
    ] or [findings.tolls[k].anchor for k in draft.tolls]
    found: list[When] = []
    # one by one, so that the first telling that has a day gives it: a siege is dated by its beginning
    for tokens in (*([t.head] for t in telling if not t.has("same", "ends")), every):
        when = _day_of(findings, tokens, timezone) if tokens else None
        if when is not None and when.basis == "stated":
            return when
        if when is not None:
            found.append(when)
    return found[-1] if found else None


def _day_of(findings: Findings, tokens: list[int], timezone: str | None) -> When | None:
    times = [v for v in findings.times if not is_as_of(findings.parse, v)]
    return choose_when(tokens, times, findings.parse, findings.published, timezone, findings.local_window)


def _words(findings: Findings, draft: Draft, main: Trigger | None) -> tuple[Words, tuple[Words, ...]]:
    if main is None:
        toll = findings.tolls[draft.tolls[0]]
        token = findings.parse.tokens[toll.anchor]
        return Words(token.text, Span(token.start, token.end)), ()
    others = tuple(
        Words(t.text, t.span)
        for t in (findings.triggers[k] for k in draft.triggers)
        if t is not main and t.strength in ("event", "act") and not t.span.meets(main.span)
    )
    return Words(main.text, main.span), others


def _weapons(findings: Findings, draft: Draft, kind: str) -> list[Weapon]:
    """Weapons of the triggers; one that only stands by ("warplanes are flying over the area") is none."""
    triggers = [findings.triggers[k] for k in draft.triggers]
    violent = {t.sent for t in triggers if t.strength in ("event", "act")}
    out: dict[str, Weapon] = {}
    for t in triggers:
        if t.weapon == "firearm" and _DOWNED.match(t.text):
            continue  # "shot down a helicopter" is done by more than rifles
        if t.weapon and t.weapon not in out and t.sent in violent:
            out[t.weapon] = Weapon(t.weapon, t.text, t.span)
    if not out and kind == "bombing":
        # "a bomb went off": nobody dropped it, so somebody made it
        bombs = (
            findings.parse.tokens[i] for t in triggers if t.sent in violent for i in range(t.first, t.last)
        )
        for token in bombs:
            if token.lemma == "bomb" and token.pos in ("NOUN", "PROPN"):
                return [Weapon("ied", token.text, Span(token.start, token.end))]
    return list(out.values())


def _confidence(main: Trigger | None, when: When | None, has_tolls: bool) -> float:
    """A first, uncalibrated estimate: stated date, figures and an event word each add trust."""
    score = 0.4
    if main is not None and main.strength == "event":
        score += 0.2
    if when is not None and when.basis == "stated":
        score += 0.15
    if has_tolls:
        score += 0.15
    return round(score, 2)
