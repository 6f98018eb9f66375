"""Claims: which incident each claim, denial or accusation is about, and whom it names."""

from __future__ import annotations

import re

from tocsin.assemble.draft import Draft
from tocsin.assemble.syntax import path_up
from tocsin.codebook import words
from tocsin.records.attribution import ResponsibilityClaim
from tocsin.records.findings import Findings
from tocsin.records.party import PartyValue
from tocsin.records.span import Span

_DOUBT = frozenset(words("parties")["front"]["doubt"])
_ATTACKS = "attacks|bombings|bombs|blasts|explosions|raids|strikes|shootings|assaults|killings"
_SEVERAL = re.compile(rf"\b(?:both|all) (?:{_ATTACKS})\b|^the (?:{_ATTACKS})\b", re.IGNORECASE)
_BACK = 4  # sentences between attacks and a claim of several of them


def claims_by_draft(findings: Findings, drafts: list[Draft]) -> list[list[ResponsibilityClaim]]:
    """Each claim of responsibility with the draft whose attack it is about.

    The draft nearest in the claim's own sentence; else, where that sentence tells of no incident of
    its own, the one told last before it. A claim of "both attacks" goes to every draft just before.
    """
    out: list[list[ResponsibilityClaim]] = [[] for _ in drafts]
    for claim in findings.claims:
        here = [
            (n, k)
            for n, d in enumerate(drafts)
            for k in d.triggers
            if findings.triggers[k].sent == claim.sent and not _in_name(findings, k)
        ]
        at = claim.event or claim.cue
        gaps = [(_gap(findings.triggers[k].span, at), n) for n, k in here] or [
            (_gap(findings.tolls[k].span, at), n)  # "accused it of killing 40": no word but the figure's
            for n, d in enumerate(drafts)
            for k in d.tolls
            if not d.triggers and findings.tolls[k].sent == claim.sent
        ]
        sentence = findings.parse.sentences[claim.sent]
        words_of = claim.event or findings.parse.span(sentence.first, sentence.last)
        if _SEVERAL.search(words_of.of(findings.parse.text)):
            told = [
                n
                for n, d in enumerate(drafts)
                if any(0 <= claim.sent - s <= _BACK for s in d.sentences) and d.triggers
            ]
            for n in told:
                out[n].append(claim)
            if told:
                continue
        if gaps:
            out[min(gaps)[1]].append(claim)
            continue
        n_before = _told_before(findings, drafts, claim.sent)
        if n_before is not None:
            out[n_before].append(claim)
    return out


def _gap(a: Span, b: Span) -> int:
    return min(abs(a.start - b.end), abs(a.end - b.start))


def _in_name(findings: Findings, trigger: int) -> bool:
    """ "The Front for the Liberation of Palestine claims it": the words of its name tell of no incident."""
    span = findings.triggers[trigger].span
    return any(p.named and p.span.start <= span.start and span.end <= p.span.end for p in findings.parties)


def _told_before(findings: Findings, drafts: list[Draft], sent: int) -> int | None:
    """The draft told last before a sentence; the main one of its sentence, no "similar attack".

    A dash or bracket before the claim ties it to the words right before: the incident whose place
    or words come last.
    """
    tokens = findings.parse.tokens
    tied = tokens[findings.parse.sentences[sent].first].text in ("—", "–", "-", "(")
    best: tuple[tuple[int, bool, float, int], int] | None = None
    for n, d in enumerate(drafts):
        triggers = [findings.triggers[k] for k in d.triggers if findings.triggers[k].sent < sent]
        if not triggers:
            continue
        last = max(t.sent for t in triggers)
        there = [t for t in triggers if t.sent == last]
        main = not any(t.has("earlier", "another", "also") for t in there)
        depth = min(float(len(path_up(findings.parse, t.head))) for t in there)
        places = [findings.places[k].first for k in d.places if tokens[findings.places[k].first].sent == last]
        key = (last, True, float(max(places, default=0)), n) if tied else (last, main, -depth, n)
        if best is None or key > best[0]:
            best = (key, n)
    return None if best is None else best[1]


def accused(findings: Findings, claim: ResponsibilityClaim) -> list[PartyValue]:
    """The parties that a claim's words for the actor name: named ones, else the armed one at their end."""
    if claim.actor_first is None or claim.actor_last is None:
        return []
    first, last = claim.actor_first, claim.actor_last
    inside = [p for p in findings.parties if first <= p.head < last or p.first <= last - 1 < p.last]
    armed = [p for p in inside if p.armed and p.first < last and first < p.last]
    named = [p for p in armed if p.named]
    if named:
        widest = min(named, key=lambda p: (p.head, p.first))
        others = [
            p
            for p in named
            if p.first >= widest.last
            and findings.parse.tokens[p.head].dep == "conj"
            and p.name != widest.name
        ]
        return [widest, *others]
    after = findings.parse.tokens[last : last + 6]
    if after and after[0].lower in ("calling", "called", "known", "named"):
        called = [p for p in findings.parties if last < p.first <= last + 5 and p.named and p.armed]
        if called:
            return called[:1]  # "a little-known group calling itself X"
    return armed[-1:]


def is_doubt(findings: Findings, claim: ResponsibilityClaim) -> bool:
    """Whether the claim is no more than "suspected" before a noun."""
    return claim.event is None and claim.cue.of(findings.parse.text).lower() in _DOUBT
