"""Attackers who are named: "the gunman, identified as X", "gunman X", "X, a suicide bomber"."""

from __future__ import annotations

from functools import cache

from tocsin.codebook import words
from tocsin.records.findings import Findings
from tocsin.records.party import PartyValue

_NAMING = frozenset({"identify", "name"})
_REACH = 3  # sentences from the attacker to the name
_FAR = 30  # tokens from "named" to the name


@cache
def _attackers() -> frozenset[str]:
    return frozenset(words("effects")["attackers"]["nouns"])


def name_of(findings: Findings, party: PartyValue) -> PartyValue | None:
    """The party under the name that the report gives it; None where it stays nameless."""
    if party.named or party.plural or party.antecedent is not None:
        return None
    tokens = findings.parse.tokens
    head = tokens[party.head]
    attacker = head.lemma in _attackers() or head.lemma in ("man", "woman", "teenager", "boy", "student")
    if not attacker or head.ent == "PERSON":
        return None
    sent = head.sent
    for p in findings.parties:
        first = tokens[p.first]
        if first.ent != "PERSON" or not sent <= first.sent <= sent + _REACH or " " not in p.text:
            continue
        beside = p.first == party.last and tokens[p.first].ent == "PERSON"
        apposed = head.dep == "appos" and p.first <= head.head < p.last
        if (beside and head.lemma in _attackers()) or apposed or _named_as(findings, p, sent, head.lemma):
            return party._replace(name=p.name, actor_id=p.actor_id, named=True)
    return None


def _named_as(findings: Findings, person: PartyValue, sent: int, noun: str) -> bool:
    """Whether "identified as X" or "X is named as the attacker" tells that the person is the attacker."""
    tokens = findings.parse.tokens
    for i in range(person.first - 1, max(0, person.first - _FAR), -1):
        t = tokens[i]
        if t.sent < sent or (t.sent != tokens[person.first].sent):
            break
        if t.lemma in _NAMING and t.pos in ("VERB", "NOUN", "PROPN"):
            between = tokens[i + 1 : person.first]
            close = person.first - i <= 3 and not any(x.lower == "by" for x in between)
            if any(x.lower == "as" for x in between) or close:
                return True
    after = tokens[person.last : person.last + 14]
    for n, t in enumerate(after):
        if t.sent != tokens[person.first].sent:
            break
        if t.lemma in _NAMING and t.tag == "VBN":
            rest = [x.lemma for x in after[n:]]
            return "as" in rest and any(x in _attackers() or x == noun for x in rest)
    return False
