"""Parties: who did it, how sure that is, and who was hit, from roles and claims."""

from __future__ import annotations

import datetime as dt

from tocsin.assemble.certainty import is_doubted, said_to_be
from tocsin.assemble.claims import accused, claims_by_draft, is_doubt
from tocsin.assemble.doer_words import NON_STATE, is_attacker, is_bare_state
from tocsin.assemble.doers_around import Around
from tocsin.assemble.draft import Draft
from tocsin.assemble.identified import name_of
from tocsin.assemble.party_index import PartyIndex
from tocsin.records import Perpetrator, Speaker, Target
from tocsin.records.attribution import Attribution, ResponsibilityClaim
from tocsin.records.findings import Findings
from tocsin.records.party import PartyValue

__all__ = ["PartyIndex", "claims_by_draft", "perpetrators_of", "speaker", "targets_of"]


_STATES = frozenset({"state_forces", "international_forces", "government"})
# words for anybody: beside what was attacked they name no target
_ANYBODY = frozenset({"people", "persons", "person", "others", "victims", "lives", "individuals"})


def speaker(a: Attribution | None) -> Speaker | None:
    """The contract's speaker of an attribution; None for the reporter's own voice."""
    if a is None or (a.source is None and a.outlet is None):
        return None
    if a.source is None:
        return Speaker(a.outlet, a.outlet_span, a.outlet, a.outlet, a.stance) if a.outlet_span else None
    return Speaker(a.source_text, a.source, a.name, a.outlet, a.stance)


def perpetrators_of(
    findings: Findings, draft: Draft, index: PartyIndex, kind: str, claims: list[ResponsibilityClaim],
    country: str | None, day: dt.date | None,
) -> list[Perpetrator]:  # fmt: skip
    """Everyone the draft's words or a claim name as the doer; one entry an actor."""
    notes = _Notes(findings, index, kind, country, day)
    doers = Around(findings, draft, index, kind, country)
    for party, certainty in doers.by_words():
        notes.add(party, certainty)
    victims = doers.struck | doers.hurt
    for claim in claims:
        for party in accused(findings, claim):
            if is_doubt(findings, claim) and (party.head in victims or kind == "arrest"):
                continue  # "five suspected militants were killed"
            said = None
            if claim.kind != "claimed" and claim.said_by is not None:
                words = claim.said_by.of(findings.parse.text)
                said = Speaker(words, claim.said_by, words, None, "asserted")
            notes.add(party, claim.kind, said, claim.channel)
    if not notes.found:
        found = doers.around() or doers.acting() or doers.attacker()
        if found is not None and doers.defenders and doers.only_attackers_hurt(found[0]):
            found = None
        for party, certainty in [found] if found is not None else doers.defenders:
            notes.add(party, certainty)
    return notes.settled()


class _Notes:
    """The doers found so far, by name."""

    def __init__(
        self, findings: Findings, index: PartyIndex, kind: str, country: str | None, day: dt.date | None
    ) -> None:
        self._f = findings
        self._index = index
        self._kind = kind
        self._country = country
        self._day = day
        self.found: dict[str, Perpetrator] = {}
        self._nameless: set[str] = set()  # "gunmen", "the attackers"
        self._states: dict[str, str] = {}  # name of a state's forces -> the state
        self._plain: dict[str, bool] = {}  # whether no more than the state or its government is named

    def add(
        self, party: PartyValue, certainty: str, said: Speaker | None = None, channel: str | None = None
    ) -> None:
        """Note a doer; a claim or denial changes the certainty of one noted before."""
        literal = party
        party = self._f.settle(party, self._country, self._day, True)
        party = name_of(self._f, party) or party
        old = self.found.get(party.name)
        if literal.plural and literal.armed and not literal.named and literal.type in NON_STATE:
            self._nameless.add(party.name)
        if party.country and party.named and party.type in _STATES:
            self._states[party.name] = party.country
            plain = is_bare_state(self._f.parse.tokens, literal)
            self._plain[party.name] = plain and self._plain.get(party.name, True)
        if certainty == "stated" and said is None:
            a = self._f.speaker_of(party.span)
            if a is not None and (a.source is None or not a.source.meets(party.span)):
                said = speaker(a)
                certainty = said_to_be(self._index, literal, a, self._kind)
            if is_doubted(self._f, literal):
                certainty = "suspected"
        if old is None:
            self.found[party.name] = Perpetrator(
                party.name, party.actor_id, party.text, party.span, party.type, certainty, said, channel
            )
        elif certainty in ("claimed", "denied"):
            self.found[party.name] = Perpetrator(
                old.name, old.actor_id, old.text, old.span, old.type, certainty, old.said_by or said,
                channel or old.channel,
            )  # fmt: skip

    def settled(self) -> list[Perpetrator]:
        """The doers, a state once: "Syrian air strikes ... government warplanes" are one party's."""
        best: dict[str, Perpetrator] = {}
        named = [p for p in self.found.values() if p.certainty in ("claimed", "suspected") and p.actor_id]
        if any(p.type in NON_STATE for p in named):
            for name in [n for n in self.found if n in self._nameless]:
                del self.found[name]  # "gunmen ... the army blamed Boko Haram": one doer under its name
        for p in self.found.values():
            country = self._states.get(p.name)
            if country is not None:
                old = best.setdefault(country, p)
                if self._rank(p) > self._rank(old):
                    best[country] = p
        return [
            p
            for p in self.found.values()
            if p.certainty != "stated" or not self._plain.get(p.name) or best[self._states[p.name]] is p
        ]

    def _rank(self, p: Perpetrator) -> tuple[bool, int]:
        """How much the words say of a state's forces."""
        return not self._plain[p.name], len(p.text or "")


def targets_of(
    findings: Findings,
    draft: Draft,
    index: PartyIndex,
    perpetrators: list[Perpetrator],
    country: str | None,
    day: dt.date | None,
) -> list[Target]:
    """Those attacked: objects of the triggers, sides of fighting, groups of the figures."""
    names = {p.name for p in perpetrators}
    spans = [p.span for p in perpetrators if p.span]
    out: dict[str, Target] = {}
    chosen = set(draft.triggers)
    struck = [
        r.head
        for r in findings.roles
        if r.trigger in chosen
        and r.role in ("target", "side")
        and findings.triggers[r.trigger].strength in ("event", "act")
    ]
    counted = [
        t.group[2]
        for t in (findings.tolls[k] for k in draft.tolls)
        if t.group is not None and t.effect in ("killed", "injured", "abducted")
    ]
    for head in (*struck, *counted):
        party = index.at(head)
        if party is None or party.name in names or any(s.meets(party.span) for s in spans):
            continue
        if _no_target(findings, head) or (head in index.literal and party.type != "facility"):
            continue
        party = findings.settle(party, country, day, False)
        if out and head not in struck and party.type == "civilians":
            continue  # the dead civilians tell who was attacked only where nothing else does
        if party.name not in out:
            out[party.name] = Target(party.name, party.actor_id, party.text, party.span, party.type)
    return list(out.values())


def _no_target(findings: Findings, head: int) -> bool:
    """Plain people, the attacker who is shot: neither was the target."""
    token = findings.parse.tokens[head]
    return token.lower in _ANYBODY or is_attacker(findings.parse.tokens, head)
