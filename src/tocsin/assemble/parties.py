"""Parties: who did it, how sure that is, and who was hit, from roles and claims."""

from __future__ import annotations

import datetime as dt
from functools import cache

from tocsin.assemble.adjuncts import speech_verbs
from tocsin.assemble.drafts import Draft
from tocsin.codebook import words
from tocsin.records import Perpetrator, Speaker, Target
from tocsin.records.attribution import Attribution, ResponsibilityClaim
from tocsin.records.findings import Findings
from tocsin.records.party import PartyValue


def speaker(a: Attribution | None) -> Speaker | None:
    """The contract's speaker of an attribution; None for the reporter's own voice."""
    if a is None or (a.source is None and a.outlet is None):
        return None
    if a.source is None:
        return Speaker(a.outlet, a.outlet_span, a.outlet, a.outlet, a.stance) if a.outlet_span else None
    return Speaker(a.source_text, a.source, a.name, a.outlet, a.stance)


class PartyIndex:
    """Parties by the tokens they cover."""

    def __init__(self, findings: Findings) -> None:
        self._by_head = {p.head: n for n, p in enumerate(findings.parties)}
        self._cover: dict[int, int] = {}
        for n, p in enumerate(findings.parties):
            for i in range(p.first, p.last):
                if (
                    i not in self._cover
                    or findings.parties[self._cover[i]].last - findings.parties[self._cover[i]].first
                    > p.last - p.first
                ):
                    self._cover[i] = n
        self._parties = findings.parties

    def at(self, token: int) -> PartyValue | None:
        """The party whose phrase has this head, else the narrowest that covers the token."""
        n = self._by_head.get(token, self._cover.get(token))
        return None if n is None else self._parties[n]


def perpetrators_of(
    findings: Findings, draft: Draft, index: PartyIndex, kind: str, claims: list[ResponsibilityClaim],
    country: str | None, day: dt.date | None,
) -> list[Perpetrator]:  # fmt: skip
    """Everyone the draft's triggers or a claim name as the doer; one entry an actor."""
    found: dict[str, Perpetrator] = {}
    chosen = set(draft.triggers)
    targets = {
        r.head
        for r in findings.roles
        if r.trigger in chosen
        and r.role in ("target", "side")
        and findings.triggers[r.trigger].strength in ("event", "act")
    }
    by_event: list[PartyValue] = []
    by_act: list[PartyValue] = []
    struck = {p.name for p in (index.at(h) for h in targets) if p is not None}
    for role in findings.roles:
        trigger = findings.triggers[role.trigger]
        if (
            role.trigger not in chosen
            or trigger.strength in ("effect", "means")
            or (trigger.kind == "arrest") != (kind == "arrest")
        ):
            continue
        # in a riot the protesters who clash are those who act
        acting = role.role == "agent" or (
            role.role == "side" and kind == "protest_violence" and _subject(findings, role.head)
        )
        party = index.at(role.head)
        if (
            not acting
            or party is None
            or (role.role == "agent" and role.head in targets)
            or not _can_act(findings, role.head, party)
        ):
            continue
        if _against_attackers(findings, role.trigger):
            continue  # "police shot the gunman": they did not make the attack
        (by_event if trigger.strength == "event" else by_act).append(party)
    # who struck first did it; a defender who kills attackers is no perpetrator of the attack
    for party in by_event or [p for p in by_act if p.name not in struck]:
        _note(found, findings, party, "stated", None, None, country, day)
    if not found and not claims:
        suspect = _acting_in(findings, draft, index, targets)
        if suspect is not None:
            _note(found, findings, suspect, "stated", None, None, country, day)
    for claim in claims:
        party = None
        if claim.actor_last is not None and claim.actor_first is not None:
            for i in range(claim.actor_last - 1, claim.actor_first - 1, -1):
                party = index.at(i)
                if party is not None and party.armed:
                    break
        if party is None:
            continue
        said = None
        if claim.kind != "claimed" and claim.said_by is not None:
            said = Speaker(
                claim.said_by.of(findings.parse.text),
                claim.said_by,
                claim.said_by.of(findings.parse.text),
                None,
                "asserted",
            )
        _note(found, findings, party, claim.kind, said, claim.channel, country, day)
    return list(found.values())


@cache
def attacker_nouns() -> frozenset[str]:
    """Lemmas of nouns for those who attacked ("gunman", "bomber")."""
    return frozenset(words("effects")["attackers"]["nouns"])


def _against_attackers(findings: Findings, trigger: int) -> bool:
    tokens = findings.parse.tokens
    return any(
        r.trigger == trigger and r.role == "target" and tokens[r.head].lemma in attacker_nouns()
        for r in findings.roles
    )


def _subject(findings: Findings, head: int) -> bool:
    return findings.parse.tokens[head].dep in ("nsubj", "conj")


def _can_act(findings: Findings, head: int, party: PartyValue) -> bool:
    """Armed parties act by any word; other people only as subject or after "by" ("a man stabbed", "by a student")."""
    token = findings.parse.tokens[head]
    if token.pos == "ADJ" and not party.named and party.type not in ("rebel_group", "militia"):
        return False  # "the last major attack" was made by no major
    if any(p.role == "literal" and p.first <= head < p.last for p in findings.places) and token.dep not in (
        "nsubj",
        "pobj",
        "conj",
    ):
        return False
    if party.armed or party.doer:
        return True
    grammatical = token.dep == "nsubj" or (
        token.dep == "pobj" and findings.parse.tokens[token.head].lower == "by"
    )
    return (
        grammatical
        and party.type in ("civilians", "other", "prisoners", "government")
        and party.antecedent is None
    )


def _acting_in(findings: Findings, draft: Draft, index: PartyIndex, struck: set[int]) -> PartyValue | None:
    """The first non-state armed party that acts in the draft's sentences, where no trigger names its doer.

    "Jihadists opened up with rocket launchers": the verb is in no word list, its subject is armed.
    """
    tokens = findings.parse.tokens
    victims = {t.group[2] for t in (findings.tolls[k] for k in draft.tolls) if t.group is not None}
    names = {p.name for p in (index.at(h) for h in struck | victims) if p is not None}
    for n in sorted(set(draft.sentences)):
        for p in findings.parties:
            token = tokens[p.head]
            if token.sent != n or not p.armed or p.type not in ("rebel_group", "militia") or p.name in names:
                continue
            if token.dep == "nsubj" and tokens[token.head].lemma not in speech_verbs() | {"be", "have"}:
                return p
            if token.dep == "pobj" and tokens[token.head].lower == "by":
                return p
    return None


def claims_by_draft(findings: Findings, drafts: list[Draft]) -> list[list[ResponsibilityClaim]]:
    """Each claim of responsibility with the draft whose attack it is about.

    The draft nearest in the claim's own sentence; else, where that sentence tells of no incident of
    its own, the one told last before it.
    """
    out: list[list[ResponsibilityClaim]] = [[] for _ in drafts]
    tokens = findings.parse.tokens
    for claim in findings.claims:
        here = [
            (n, k)
            for n, d in enumerate(drafts)
            for k in d.triggers
            if findings.triggers[k].sent == claim.sent
        ]
        at = claim.event or claim.cue
        if here:
            n, _ = min(
                here,
                key=lambda nk: min(
                    abs(findings.triggers[nk[1]].span.start - at.end),
                    abs(findings.triggers[nk[1]].span.end - at.start),
                ),
            )
            out[n].append(claim)
            continue
        before = [(max(findings.triggers[k].span.start for k in d.triggers if findings.triggers[k].sent < claim.sent), n)
                  for n, d in enumerate(drafts) if any(findings.triggers[k].sent < claim.sent for k in d.triggers)]  # fmt: skip
        if before:
            latest = max(before)[0]
            same = [n for start, n in before if start == latest]
            # one verb with two objects: the claim follows the one named last
            out[
                max(
                    same,
                    key=lambda n: max(
                        (tokens[findings.places[k].first].i for k in drafts[n].places), default=0
                    ),
                )
            ].append(claim)
    return out


def _note(
    found: dict[str, Perpetrator], findings: Findings, party: PartyValue, certainty: str, said: Speaker | None,
    channel: str | None, country: str | None, day: dt.date | None,
) -> None:  # fmt: skip
    party = findings.settle(party, country, day, True)
    old = found.get(party.name)
    if certainty == "stated" and said is None:
        attribution = findings.speaker_of(party.span)
        if (
            attribution is not None
            and attribution.source is not None
            and not attribution.source.meets(party.span)
        ):
            certainty, said = "suspected", speaker(attribution)
    if old is None:
        found[party.name] = Perpetrator(
            party.name, party.actor_id, party.text, party.span, party.type, certainty, said, channel
        )
    elif certainty in ("claimed", "denied"):
        found[party.name] = Perpetrator(
            old.name,
            old.actor_id,
            old.text,
            old.span,
            old.type,
            certainty,
            old.said_by or said,
            channel or old.channel,
        )


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
    heads = [
        r.head
        for r in findings.roles
        if r.trigger in chosen
        and r.role in ("target", "side")
        and findings.triggers[r.trigger].strength in ("event", "act")
    ]
    heads += [
        t.group[2]
        for t in (findings.tolls[k] for k in draft.tolls)
        if t.group is not None and t.effect in ("killed", "injured", "abducted")
    ]
    for head in heads:
        party = index.at(head)
        if party is None or party.name in names or any(s.meets(party.span) for s in spans):
            continue
        party = findings.settle(party, country, day, False)
        if party.name not in out:
            out[party.name] = Target(party.name, party.actor_id, party.text, party.span, party.type)
    return list(out.values())
