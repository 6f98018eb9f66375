"""Repeats: one figure told twice is one; bare plurals and names yield to counted figures.

A figure repeats an earlier one of the same effect when the numbers are the same, or the same number
is told once as exact and once as a bound ("kills 20" in the headline, "at least 20 were killed"). A
part ("eight of them children") repeats a part that counts the same people.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.assemble.doer_words import attacker_nouns
from tocsin.assemble.party_index import PartyIndex
from tocsin.records.findings import Findings
from tocsin.records.mention import TollMention

_SURE = 5  # the same number of one sentence is a repeat from here on: "kills 24 ... killed 24 people"
_ONE_BY_ONE = 3  # below it two victims may well be other victims


@dataclass(slots=True)
class Kept:
    """The figures that count, in text order, and for each the mentions that repeat it."""

    figures: list[int] = field(default_factory=list)
    repeats: dict[int, list[int]] = field(default_factory=dict)
    stands_for: dict[int, int] = field(default_factory=dict)


def kept_of(findings: Findings, mentions: list[int], index: PartyIndex) -> Kept:
    """The figures among ``mentions`` (indexes in text order) without repeats; linear in their number."""
    tolls = findings.tolls
    counted = {tolls[k].effect for k in mentions if not tolls[k].has("bare")}
    out = Kept()
    effects: set[str] = set()
    by_number: dict[tuple[str, int | None], list[int]] = {}
    for k in mentions:
        m = tolls[k]
        bare = m.has("bare") and not m.has("self")
        vague = m.has("definite") and m.qualifier == "vague"
        if bare and (m.effect in counted or vague) and not _worth_keeping(findings, m, index):
            continue
        number = m.low if m.low is not None else m.high
        before = by_number.setdefault((m.effect, number), [])
        # only the latest few can be what is repeated; a text that repeats one number is no longer read
        same = next((j for j in before[-8:] if _repeats(findings, tolls[j], m)), None)
        if same is not None:
            out.repeats.setdefault(same, []).append(k)
            out.stands_for[k] = same
            continue
        before.append(k)
        effects.add(m.effect)
        out.figures.append(k)
        out.stands_for[k] = k
    return out


def _repeats(findings: Findings, first: TollMention, m: TollMention) -> bool:
    if first.has("more") != m.has("more") and first.sent == m.sent:
        return False
    part = m.subset_of is not None
    if part != (first.subset_of is not None):
        return False
    equal = first.low == m.low and first.high == m.high
    loosely = not part and _exact_and_bound(first, m) and not _rivals(findings, first, m)
    if not (equal or loosely):
        return False
    if part or loosely or first.sent == m.sent:
        if first.sent == m.sent and (part or (m.low or 0) < _SURE):
            return False
        return _same_people(findings, first, m)
    return True


def _exact_and_bound(first: TollMention, m: TollMention) -> bool:
    """ "kills 20" and "at least 20 were killed"."""
    if first.low is None or first.low != m.low or first.low < _ONE_BY_ONE:
        return False
    kinds = {first.qualifier, m.qualifier}
    return (first.high is None) != (m.high is None) and kinds <= {"exact", "at_least", "more_than"}


def _rivals(findings: Findings, first: TollMention, m: TollMention) -> bool:
    """Whether two speakers give the two: then neither repeats the other."""
    a, b = findings.speaker_of(first.span), findings.speaker_of(m.span)
    return a is not None and b is not None and a.source_text != b.source_text


def _same_people(findings: Findings, first: TollMention, m: TollMention) -> bool:
    if first.group is None or m.group is None:
        return True
    tokens = findings.parse.tokens
    a, b = tokens[first.group[2]], tokens[m.group[2]]
    general = ("people", "person", "civilian", "victim", "other")
    return a.lemma == b.lemma or a.lemma in general or b.lemma in general


def _worth_keeping(findings: Findings, m: TollMention, index: PartyIndex) -> bool:
    """ "the gunman was shot dead", "the commander was killed": one person with a part in the story."""
    if m.group is None or m.effect not in ("killed", "arrested", "injured"):
        return False
    head = findings.parse.tokens[m.group[2]]
    if head.lemma in attacker_nouns():
        return True
    party = index.at(m.group[2])
    return m.low == 1 and not m.has("named") and party is not None and party.armed
