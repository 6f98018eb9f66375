"""Figures: the tolls of one incident as the contract has them, repeats dropped, parts tied to wholes."""

from __future__ import annotations

import re
from dataclasses import replace

from tocsin.assemble.drafts import Draft
from tocsin.assemble.parties import PartyIndex, attacker_nouns, speaker
from tocsin.records import Group, Perpetrator, Person, Toll
from tocsin.records.findings import Findings
from tocsin.records.mention import TollMention

_FORCE = frozenset({"state_forces", "international_forces", "government"})


def figures_of(
    findings: Findings, draft: Draft, index: PartyIndex, perpetrators: list[Perpetrator], country: str | None
) -> tuple[list[Toll], list[Person]]:
    """Tolls in text order with ids t1, t2 ... and the named victims."""
    mentions = [k for k in sorted(set(draft.tolls)) if not findings.tolls[k].has("hypothetical")]
    kept = _kept(findings, mentions, index)
    ids = {k: f"t{n}" for n, k in enumerate(kept, 1)}
    tolls: list[Toll] = []
    for k in kept:
        m = findings.tolls[k]
        effect = _effect(findings, m, index, perpetrators)
        said = findings.speaker_of(m.span)
        tolls.append(
            Toll(
                ids[k], effect, m.low, m.high, m.qualifier, m.text, m.span,
                _group(findings, m, index, perpetrators, country),
                False, ids.get(m.subset_of) if m.subset_of is not None else None,
                None, m.has("old"), None, speaker(said), (),
            )
        )  # fmt: skip
    tolls = _confirmed(findings, draft, tolls)
    return _tie(tolls), _persons(findings, mentions, perpetrators)


_TOLL_WORDS = re.compile(
    r"\b(?:tolls?|deaths|figures?|casualties|number of (?:dead|deaths|victims|casualties))\b", re.I
)


def _confirmed(findings: Findings, draft: Draft, tolls: list[Toll]) -> list[Toll]:
    """ "the governor confirmed the death toll": whoever speaks of the toll without a figure speaks of the last one."""
    for a in findings.attributions:
        if a.sent not in draft.sentences or a.stance not in ("confirmed", "denied"):
            continue
        said = " ".join(s.of(findings.parse.text) for s in a.content)
        if not _TOLL_WORDS.search(said) or any(ch.isdigit() for ch in said):
            continue
        before = [
            k
            for k, t in enumerate(tolls)
            if t.effect == "killed" and t.span is not None and t.span.start < a.cue.start
        ]
        voice = speaker(a)
        if not before or voice is None:
            continue
        k = before[-1]
        if tolls[k].said_by is None and a.stance == "confirmed":
            tolls[k] = replace(tolls[k], said_by=voice)
        else:
            tolls[k] = replace(tolls[k], also_said_by=(*tolls[k].also_said_by, voice))
    return tolls


def _effect(findings: Findings, m: TollMention, index: PartyIndex, perpetrators: list[Perpetrator]) -> str:
    """ "captured" is an arrest by a state's forces or of its enemies, else an abduction."""
    if m.effect != "captured":
        return m.effect
    captors = [
        index.at(r.head)
        for r in findings.roles
        if r.role == "agent" and findings.triggers[r.trigger].head == m.anchor
    ]
    types = {p.type for p in captors if p is not None} or {p.type for p in perpetrators}
    taken = index.at(m.group[2]) if m.group is not None else None
    if types & _FORCE or (taken is not None and taken.type in ("rebel_group", "militia")):
        return "arrested"
    return "abducted"


def _kept(findings: Findings, mentions: list[int], index: PartyIndex) -> list[int]:
    """Without repeats: one figure told twice is one; bare plurals and names yield to counted figures."""
    kept: list[int] = []
    for k in mentions:
        m = findings.tolls[k]
        same = [findings.tolls[j] for j in kept if findings.tolls[j].effect == m.effect]
        counted = [
            findings.tolls[j]
            for j in mentions
            if findings.tolls[j].effect == m.effect and not findings.tolls[j].has("bare")
        ]
        if m.has("bare") and not m.has("self") and (counted or same or m.has("definite")):
            if not _worth_keeping(findings, m, index) and (
                counted
                or any(not s.has("bare") for s in same)
                or (m.has("definite") and m.qualifier == "vague")
            ):
                continue
        if m.subset_of is None and any(
            s.low == m.low
            and s.high == m.high
            and not (m.has("more") and s.sent == m.sent)
            and s.sent != m.sent
            for s in same
        ):
            continue
        kept.append(k)
    return kept


def _worth_keeping(findings: Findings, m: TollMention, index: PartyIndex) -> bool:
    """ "the gunman was shot dead", "the commander was killed": one person with a part in the story."""
    if m.group is None or m.effect not in ("killed", "arrested", "injured"):
        return False
    head = findings.parse.tokens[m.group[2]]
    if head.lemma in attacker_nouns():
        return True
    party = index.at(m.group[2])
    return m.low == 1 and not m.has("named") and party is not None and party.armed


def _group(
    findings: Findings,
    m: TollMention,
    index: PartyIndex,
    perpetrators: list[Perpetrator],
    country: str | None,
) -> Group | None:
    if m.group is None:
        return None
    first, last, head = m.group
    token = findings.parse.tokens[head]
    if (
        token.lower in ("people", "persons", "others", "person", "lives", "victims", "individuals")
        and last - first == 1
    ):
        return None
    party = index.at(head)
    span = findings.parse.span(first, last)
    text = span.of(findings.parse.text)
    if party is not None and findings.parse.tokens[party.head].i == head:
        settled = findings.settle(party, country, findings.published, False)
        name, kind = settled.name, settled.type
    else:
        name, kind = text, "civilians"
    side = "target"
    if any(p.name == name for p in perpetrators):
        side = "perpetrator"
    return Group(name, text, span, kind, side, None, None)


def _tie(tolls: list[Toll]) -> list[Toll]:
    """Mark wholes: figures that others are stated parts of, and totals that equal the sum of the others."""
    wholes = {t.part_of for t in tolls if t.part_of}
    out = [replace(t, whole=True) if t.id in wholes else t for t in tolls]
    for effect in {t.effect for t in out}:
        same = [
            t for t in out if t.effect == effect and t.part_of is None and t.low and t.qualifier != "vague"
        ]
        for t in same:
            parts = [p for p in same if p is not t and p.group is not None and not p.whole]
            if len(parts) >= 2 and t.low and sum(p.low or 0 for p in parts) == t.low:
                part_ids = {p.id for p in parts}
                out = [
                    replace(x, whole=True)
                    if x.id == t.id
                    else replace(x, part_of=t.id)
                    if x.id in part_ids
                    else x
                    for x in out
                ]
                break
    return out


def _persons(findings: Findings, mentions: list[int], perpetrators: list[Perpetrator]) -> list[Person]:
    """Victims by name."""
    doers = {p.text for p in perpetrators}
    out: dict[str, Person] = {}
    for k in mentions:
        m = findings.tolls[k]
        if m.has("named") and m.group is not None:
            first, last, _ = m.group
            span = findings.parse.span(first, last)
            text = span.of(findings.parse.text)
            if text not in doers and text not in out:
                out[text] = Person(text, text, span, m.effect if m.effect != "captured" else "abducted", None)
    return list(out.values())
