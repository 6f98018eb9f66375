"""Figures: the tolls of one incident as the contract has them, repeats dropped, parts tied to wholes."""

from __future__ import annotations

import re
from dataclasses import replace

from tocsin.assemble.draft import Draft
from tocsin.assemble.figure_group import group_of, of_the_same, ordinals
from tocsin.assemble.likeness import is_as_of
from tocsin.assemble.parties import speaker
from tocsin.assemble.parts import conflicts, supersede, tie
from tocsin.assemble.party_index import PartyIndex
from tocsin.assemble.persons import persons_of
from tocsin.assemble.repeats import kept_of
from tocsin.records import Group, Perpetrator, Person, Speaker, Toll
from tocsin.records.findings import Findings
from tocsin.records.mention import TollMention

__all__ = ["conflicts", "figures_of"]
_FORCE = frozenset({"state_forces", "international_forces", "government"})
_TOLL_WORDS = re.compile(
    r"\b(?:tolls?|deaths|figures?|casualties|number of (?:dead|deaths|victims|casualties))\b", re.I
)


def figures_of(
    findings: Findings, draft: Draft, index: PartyIndex, perpetrators: list[Perpetrator], country: str | None
) -> tuple[list[Toll], list[Person]]:
    """Tolls in text order with ids t1, t2 ... and the named victims."""
    mentions = [k for k in sorted(set(draft.tolls)) if not findings.tolls[k].has("hypothetical")]
    kept = kept_of(findings, mentions, index)
    ids = {k: f"t{n}" for n, k in enumerate(kept.figures, 1)}
    days = _as_of(findings)
    tolls: list[Toll] = []
    before: tuple[TollMention, Group] | None = None
    for k in kept.figures:
        m = findings.tolls[k]
        group = group_of(findings, m, index, perpetrators, country)
        nobody = group is None or (before is not None and _is_ordinal(findings, m))
        if nobody and before is not None and of_the_same(findings, m, before[0]):
            group = replace(before[1], women=None, children=None)
        if m.subset_of is None:
            # who "others" are is only sure where they are no mere civilians
            before = (m, group) if group is not None and group.type != "civilians" else None
        whole = kept.stands_for.get(m.subset_of) if m.subset_of is not None else None
        said, also = _speakers(findings, m, [findings.tolls[j] for j in kept.repeats.get(k, ())])
        tolls.append(
            Toll(
                ids[k], _effect(findings, m, index, perpetrators), m.low, m.high, m.qualifier, m.text, m.span,
                group, False,
                ids[whole] if whole is not None and whole != k else None, None, m.has("old"),
                days.get(m.sent), said, also,
            )
        )  # fmt: skip
    tolls = supersede(_confirmed(findings, draft, tolls), findings.parse.text)
    return tie(tolls), persons_of(findings, mentions, perpetrators)


def _is_ordinal(findings: Findings, m: TollMention) -> bool:
    """ "A fourth": one more of those just counted."""
    return m.group is not None and findings.parse.tokens[m.group[2]].lower in ordinals()


def _speakers(
    findings: Findings, m: TollMention, repeats: list[TollMention]
) -> tuple[Speaker | None, tuple[Speaker, ...]]:
    """Who gives a figure first, and who else; a headline that names nobody leaves it to the text."""
    voices: list[Speaker] = []
    for told in (m, *repeats):
        voice = speaker(findings.speaker_of(told.span))
        if voice is not None and all(voice.text != v.text for v in voices):
            voices.append(voice)
    return (voices[0], tuple(voices[1:])) if voices else (None, ())


def _as_of(findings: Findings) -> dict[int, str]:
    """The day of the count by sentence: "as of Friday"."""
    return {
        v.sent: v.end.isoformat() for v in findings.times if v.end is not None and is_as_of(findings.parse, v)
    }


def _confirmed(findings: Findings, draft: Draft, tolls: list[Toll]) -> list[Toll]:
    """Whoever confirms the toll without a figure ("confirmed the death toll") speaks of the last one."""
    sentences = set(draft.sentences)
    for a in findings.attributions:
        if a.sent not in sentences or a.stance not in ("confirmed", "denied"):
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
        elif all(voice.text != v.text for v in (tolls[k].said_by, *tolls[k].also_said_by) if v):
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
