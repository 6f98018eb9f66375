"""Whom a figure counts: the group, its side, the women and children among it."""

from __future__ import annotations

from functools import cache

from tocsin.assemble.party_index import PartyIndex
from tocsin.codebook import words
from tocsin.records import Group, Perpetrator
from tocsin.records.findings import Findings
from tocsin.records.mention import TollMention

_ANYBODY = frozenset({"people", "persons", "others", "person", "lives", "victims", "individuals"})
_RELATIVE = frozenset({"which", "whom", "who", "that"})
_ARMED = frozenset({"rebel_group", "militia"})
_LOOSE = frozenset({"militia", "rebel_group", "other", "civilians"})
_HARM = frozenset({"killed", "injured", "missing", "arrested", "surrendered"})


@cache
def _sexes() -> dict[str, frozenset[str]]:
    return {key: frozenset(words("parties")["counted"][key]) for key in ("women", "children")}


@cache
def ordinals() -> frozenset[str]:
    """Words that count one more of the same: "a fourth"."""
    return frozenset(words("figures")["phrase"]["ordinals"])


def group_of(
    findings: Findings,
    m: TollMention,
    index: PartyIndex,
    perpetrators: list[Perpetrator],
    country: str | None,
) -> Group | None:
    """The group of a figure; None for plain "people"."""
    if m.group is None:
        return _himself(perpetrators) if m.has("self") else None
    first, last, head = m.group
    tokens = findings.parse.tokens
    token = tokens[head]
    if token.lower in _ANYBODY and last - first == 1:
        return None
    party = index.at(head)
    span = findings.parse.span(first, last)
    text = span.of(findings.parse.text)
    if party is not None and party.head == head:
        settled = findings.settle(party, country, findings.published, False)
        name, kind = settled.name, settled.type
    else:
        name, kind = text, "civilians"
    side = (
        _side(token.lemma, name, span.start, perpetrators) if m.effect in _HARM or m.has("self") else "target"
    )
    if token.lower in _RELATIVE:
        return None
    if side == "perpetrator" and kind == "civilians":
        kind = next((p.type for p in perpetrators if p.name == name), "other")  # a lone attacker
    if side == "perpetrator" and not (party is not None and party.named):
        name, kind = _as_doer(name, kind, perpetrators)
    number = m.low if m.low is not None and m.low == m.high else None
    women = number if token.lemma in _sexes()["women"] else None
    children = number if token.lemma in _sexes()["children"] else None
    return Group(name, text, span, kind, "perpetrator" if m.has("self") else side, women, children)


def _himself(perpetrators: list[Perpetrator]) -> Group | None:
    """ "A gunman shot two people and killed himself": who died is the one who did it."""
    if len(perpetrators) != 1 or perpetrators[0].text is None or perpetrators[0].span is None:
        return None
    p = perpetrators[0]
    return Group(p.name, perpetrators[0].text, perpetrators[0].span, p.type, "perpetrator", None, None)


def _as_doer(name: str, kind: str, perpetrators: list[Perpetrator]) -> tuple[str, str]:
    """ "Four gunmen died" in an attack by al-Shabaab: the attackers who died are those who made it."""
    groups = [p for p in perpetrators if p.actor_id and p.type in _ARMED and p.certainty != "denied"]
    return (groups[0].name, groups[0].type) if len(groups) == 1 and kind in _LOOSE else (name, kind)


def of_the_same(findings: Findings, m: TollMention, before: TollMention) -> bool:
    """ "Two soldiers were killed and eight others injured": a bare number counts the people just named."""
    if (
        m.sent != before.sent
        or m.effect == before.effect
        or m.has("total", "negated")
        or m.subset_of is not None
    ):
        return False
    if m.group is None:
        return True
    first, last, head = m.group
    word = findings.parse.tokens[head].lower
    return word in ordinals() or (last - first == 1 and word in ("others", "more", "another"))


def _side(noun: str, name: str, start: int, perpetrators: list[Perpetrator]) -> str:
    attackers = words("effects")["attackers"]["nouns"]
    for p in perpetrators:
        if p.name == name or (p.span is not None and p.span.start <= start < p.span.end):
            return "perpetrator"
    return "perpetrator" if noun in attackers and noun != "suspect" else "target"
