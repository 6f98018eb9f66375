"""Certainty: how sure the report is of a doer that its words name.

"Suspected rebels", "reportedly" and "police believe that" make the doer suspected; a party that
tells of its own blow ("the US military says a US strike killed") owns up to it.
"""

from __future__ import annotations

from functools import cache

from tocsin.assemble.party_index import PartyIndex
from tocsin.codebook import words
from tocsin.records.attribution import Attribution
from tocsin.records.findings import Findings
from tocsin.records.party import PartyValue

_DOUBTED = frozenset({"claimed", "unverified", "denied"})  # stances that make a doer no more than suspected
_FORCES = frozenset({"state_forces", "international_forces", "government"})
_GUESSING = frozenset(
    {"suspect", "believe", "think", "presume", "speculate", "suppose", "fear", "suggest", "blame", "accuse"}
)
# what may stand between a word of doubt and the party: "suspected far-right German gunmen"
_MODIFIERS = frozenset(
    {"amod", "compound", "nummod", "punct", "advmod", "npadvmod", "nmod", "poss", "quantmod"}
)
_REACH = 5


@cache
def _doubt() -> frozenset[str]:
    return frozenset(words("parties")["front"]["doubt"])


def is_doubted(findings: Findings, party: PartyValue) -> bool:
    """Whether a word of doubt stands in or before the party's phrase: "suspected Boko Haram fighters"."""
    tokens = findings.parse.tokens
    head = tokens[party.head]
    if any(t.lower in _doubt() for t in tokens[party.first : party.last]):
        return True
    for i in range(party.first - 1, max(-1, party.first - 1 - _REACH), -1):
        t = tokens[i]
        if t.sent != head.sent or (t.pos in ("VERB", "AUX", "ADP", "CCONJ") and t.lower not in _doubt()):
            return False
        if t.lower in _doubt():
            return t.i + 1 < len(tokens) and t.dep not in ("ROOT", "conj", "acl", "relcl")
        if t.dep not in _MODIFIERS:
            return False
    return False


def said_to_be(index: PartyIndex, party: PartyValue, a: Attribution, kind: str) -> str:
    """The certainty of a doer whose deed the attribution ``a`` tells of."""
    if a.stance in _DOUBTED or a.cue_lemma in _GUESSING:
        return "suspected"
    if kind != "arrest" and _own(index, party, a):
        return "claimed"
    return "stated"


def _own(index: PartyIndex, party: PartyValue, a: Attribution) -> bool:
    """Whether the speaker is the doer, or speaks for the same state."""
    if a.source_first is None or a.source_last is None:
        return False
    for i in range(a.source_first, a.source_last):
        voice = index.at(i)
        if voice is None or voice.last > a.source_last:
            continue
        if voice.armed and voice.named and voice.name == party.name:
            return True
        if voice.country and voice.country == party.country and {voice.type, party.type} <= _FORCES:
            return voice.named and party.named
    return False
