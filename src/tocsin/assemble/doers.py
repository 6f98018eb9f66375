"""Doers: who acts in an incident's own words, surest readings first.

The subject or "by" of a word that names the attack, then of a deed, then of a harm; with them the
state or group beside the word ("a Russian missile strike") and whoever says it did it ("X says it
killed"). Whoever killed those who attacked is kept apart as a defender.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tocsin.assemble.adjuncts import speech_verbs
from tocsin.assemble.draft import Draft
from tocsin.assemble.party_index import PartyIndex
from tocsin.codebook import words
from tocsin.gazetteer.roles import role_at, roles
from tocsin.records import Parse, Token
from tocsin.records.findings import Findings
from tocsin.records.mention import Trigger
from tocsin.records.party import PartyValue

_REMOTE = frozenset({"air_strike", "drone_strike", "shelling"})
_NOUN_PARTS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "conj"})
_THINGS = frozenset({"facilities", "gatherings"})
NON_STATE = frozenset({"rebel_group", "militia"})
_EMPTY = frozenset({"group", "groups", "side", "sides", "party", "parties", "faction", "factions"})
# "a terrorist attack", "a suicide bomber attack" say what kind of attack it was, not who made it
_KINDS_OF_ATTACK = frozenset({"terrorist", "terror", "suicide", "bomber", "gunman", "islamist", "sniper"})
_TYPES_OF_PEOPLE = frozenset({"civilians", "other", "prisoners"})


@cache
def attacker_nouns() -> frozenset[str]:
    """Lemmas of nouns for those who attacked ("gunman", "bomber")."""
    return frozenset(words("effects")["attackers"]["nouns"])


class Doers:
    """Readings of who did it for one draft."""

    def __init__(
        self, findings: Findings, draft: Draft, index: PartyIndex, kind: str, country: str | None
    ) -> None:
        self._f = findings
        self._draft = draft
        self._index = index
        self._kind = kind
        self._country = country
        self._tokens = findings.parse.tokens
        chosen = set(draft.triggers)
        self._roles = [r for r in findings.roles if r.trigger in chosen]
        self._stopping = {
            r.trigger
            for r in self._roles
            if r.role == "target" and self._tokens[r.head].lemma in attacker_nouns()
        }
        self.struck = {
            r.head
            for r in self._roles
            if r.role in ("target", "side") and findings.triggers[r.trigger].strength in ("event", "act")
        }
        self.hurt = {t.group[2] for t in (findings.tolls[k] for k in draft.tolls) if t.group is not None}

    # -- who acts in the words themselves ------------------------------------------------------

    def by_words(self) -> list[tuple[PartyValue, str]]:
        """Agents of the triggers with their certainty: of events, else of acts, else of effects and means."""
        tiers: dict[str, list[tuple[PartyValue, str]]] = {"event": [], "act": [], "effect": [], "means": []}
        defenders: list[tuple[PartyValue, str]] = []
        struck_at: dict[int, set[int]] = {}
        for r in self._roles:
            if r.role == "target":
                struck_at.setdefault(r.trigger, set()).add(r.head)
        for role in self._roles:
            trigger = self._f.triggers[role.trigger]
            if (trigger.kind == "arrest") != (self._kind == "arrest"):
                continue
            # in a riot the protesters who clash are those who act
            acting = role.role == "agent" or (
                role.role == "side"
                and self._kind == "protest_violence"
                and _is_subject(self._tokens[role.head])
            )
            party = self.doer_at(role.head)
            if (
                not acting
                or party is None
                or role.head in struck_at.get(role.trigger, ())
                or (role.head in self.hurt and not party.armed)
                or is_empty(self._tokens[role.head], party)
                or not self._can_act(role.head, party, trigger)
            ):
                continue
            if self._against_attackers(role.trigger):
                defenders.append((party, "stated"))  # "police shot the gunman": not their attack
            elif trigger.strength != "effect" or self._tokens[trigger.head].pos == "VERB":
                tiers[trigger.strength].append((party, "stated"))
        for k in self._draft.triggers:
            trigger = self._f.triggers[k]
            if trigger.strength == "recall" or (trigger.kind == "arrest") != (self._kind == "arrest"):
                continue
            found = [*self._beside(trigger), *self._own_word(trigger)]
            if self._against_attackers(k):
                defenders.extend(found)
            else:
                tiers[trigger.strength].extend(found)
        struck = {p.name for p in (self._index.at(h) for h in self.struck) if p is not None}
        self.defenders = defenders
        return (
            tiers["event"]
            or [x for x in tiers["act"] if x[0].name not in struck or x[0].head not in self.struck]
            or [
                x
                for x in (*tiers["effect"], *tiers["means"])
                if x[0].armed and x[0].name not in struck and x[0].head not in self.hurt
            ]
        )

    def doer_at(self, head: int) -> PartyValue | None:
        """The party at a token; after a dateline read as the subject, the one beside it."""
        if head in self._index.datelines:
            spots = self._index.spots
            head = next(
                (
                    t.i
                    for t in self._tokens[head + 1 : head + 25]
                    if t.head == head and t.dep == "appos" and t.i not in spots
                ),
                -1,
            )
            if head < 0:
                return None
        if self._tokens[head].lower in ("it", "they", "we"):
            speaker = self._speaker(self._tokens[self._tokens[head].head])
            if speaker is not None:
                return speaker
        return self._index.at(head)

    def _speaker(self, verb: Token) -> PartyValue | None:
        """The armed party that says what ``verb`` tells: "the army said it had killed"."""
        governor = self._tokens[verb.head]
        if verb.dep != "ccomp" or governor.lemma not in speech_verbs():
            return None
        subject = subject_of(self._f.parse, governor)
        party = self._index.at(subject.i) if subject is not None and subject.pos != "PRON" else None
        return party if party is not None and party.armed else None

    def _can_act(self, head: int, party: PartyValue, trigger: Trigger) -> bool:
        """Armed parties act by any word; other people only as subject or after "by" ("a man stabbed")."""
        token = self._tokens[head]
        if token.pos == "ADJ" and not party.named and party.type not in NON_STATE:
            return False  # "the last major attack" was made by no major
        if token.dep not in ("nsubj", "pobj", "conj", "appos") and self._is_place(head, trigger):
            return False
        if token.dep in ("amod", "compound", "nmod") and token.lemma in _KINDS_OF_ATTACK and not party.named:
            return False
        if party.first <= trigger.head < party.last and self._tokens[trigger.head].pos != "VERB":
            return False  # "Syria car bomb" read as one name
        role = role_at(self._tokens, head)
        if role is not None and role.name in _THINGS and not party.named:
            return False
        if token.lower in roles().strongholds:
            return False  # "positions of the militants" are hit, they do not hit
        if party.armed:
            return True
        if party.type == "facility" or (role is None and token.ent not in ("PERSON", "NORP")):
            return False
        if party.doer:
            return party.type in (*_TYPES_OF_PEOPLE, "government") or party.antecedent is not None
        by = token.dep == "nsubj" or (token.dep == "pobj" and self._tokens[token.head].lower == "by")
        return by and party.type in (*_TYPES_OF_PEOPLE, "government") and party.antecedent is None

    def _is_place(self, head: int, trigger: Trigger) -> bool:
        """ "the Baghdad bombing": where it was. A country beside a strike from afar is who made it."""
        p = self._index.literal.get(head)
        if p is None:
            return False
        return not (p.level == "country" and trigger.kind in _REMOTE and p.country != self._country)

    def _against_attackers(self, trigger: int) -> bool:
        return trigger in self._stopping

    def _beside(self, trigger: Trigger) -> Iterator[tuple[PartyValue, str]]:
        """Armed parties in the noun phrase before the word, or after "by", "from", "of" behind it."""
        tokens, head = self._tokens, self._tokens[trigger.head]
        if head.pos not in ("NOUN", "PROPN") or trigger.kind == "clash":
            return
        s = self._f.parse.sentences[trigger.sent]
        for i in range(trigger.head - 1, max(s.first, trigger.head - 8) - 1, -1):
            t = tokens[i]
            if t.pos in ("VERB", "AUX", "ADP", "PUNCT") and t.text not in ("-", "'s", "’s"):
                break
            if t.dep not in _NOUN_PARTS or not _leads_to(tokens, i, trigger.head):
                continue
            party = self._index.at(i)
            if party is None or not party.armed or i != party.head or not self._can_act(i, party, trigger):
                continue
            if t.dep == "conj" and not party.named:
                continue
            yield party, "stated"
        for i in range(trigger.last, min(s.last, trigger.last + 12)):
            t = tokens[i]
            if t.lower in ("by", "from") and t.head in (trigger.head, i - 1) and t.dep in ("prep", "agent"):
                for k in range(i + 1, min(s.last, i + 9)):
                    if tokens[k].head == i and tokens[k].dep == "pobj":
                        party = self._index.at(k)
                        if party is not None and party.armed and not self._is_spot(party):
                            yield party, "stated"

    def _is_spot(self, party: PartyValue) -> bool:
        """Whether the words name no more than a country: "rockets from Lebanon"."""
        p = self._index.literal.get(party.head)
        return p is not None and p.last - p.first >= party.last - party.first

    def _own_word(self, trigger: Trigger) -> Iterator[tuple[PartyValue, str]]:
        """ "X says it has killed", "X claims to have killed": who owns up to it by its own word."""
        tokens = self._tokens
        verb = tokens[trigger.head]
        if verb.pos != "VERB" or verb.head == verb.i or self._kind == "clash":
            return
        governor = tokens[verb.head]
        subject = subject_of(self._f.parse, verb)
        if subject is not None and subject.lower in ("it", "they", "we"):
            party = self.doer_at(subject.i)
            if party is not None and party.armed:
                spoken = governor.lemma in speech_verbs() and verb.dep == "ccomp"
                yield party, "claimed" if spoken else "stated"
        elif subject is None and verb.dep == "xcomp" and governor.lemma in speech_verbs():
            teller = subject_of(self._f.parse, governor)
            party = self.doer_at(teller.i) if teller is not None else None
            passive = any(
                t.head == governor.i and t.dep == "auxpass"
                for t in tokens[max(0, governor.i - 4) : governor.i]
            )
            if party is not None and party.armed:
                yield party, "suspected" if passive else "claimed"


def is_empty(token: Token, party: PartyValue) -> bool:
    """ "The group", "one side": words for a party that say nothing of who it is."""
    return not party.named and party.last - party.first == 1 and token.lower in _EMPTY


def _leads_to(tokens: tuple[Token, ...], i: int, head: int) -> bool:
    """Whether modifiers lead from token ``i`` to ``head`` within one noun phrase."""
    for _ in range(5):
        if tokens[i].head == head:
            return True
        if tokens[i].dep not in _NOUN_PARTS or tokens[i].head == i:
            return False
        i = tokens[i].head
    return False


def _is_subject(token: Token) -> bool:
    return token.dep in ("nsubj", "conj")


def subject_of(parse: Parse, verb: Token) -> Token | None:
    s = parse.sentences[verb.sent]
    for i in range(s.first, s.last):
        t = parse.tokens[i]
        if t.head == verb.i and t.dep in ("nsubj", "nsubjpass"):
            return t
    return None
