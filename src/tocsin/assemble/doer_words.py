"""Who may be a doer: the party behind a token, and whether it can have made an attack at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tocsin.assemble.adjuncts import speech_verbs
from tocsin.assemble.draft import Draft
from tocsin.assemble.party_index import PartyIndex
from tocsin.codebook import words
from tocsin.gazetteer.roles import role_at, roles
from tocsin.gazetteer.states import state_at
from tocsin.records import Parse, Token
from tocsin.records.findings import Findings
from tocsin.records.mention import Trigger
from tocsin.records.party import PartyValue

_REMOTE = frozenset({"air_strike", "drone_strike", "shelling"})
_THINGS = frozenset({"facilities", "gatherings"})
NON_STATE = frozenset({"rebel_group", "militia"})
_EMPTY = frozenset({"group", "groups", "side", "sides", "party", "parties", "faction", "factions"})
# "a terrorist attack", "a suicide bomber attack" say what kind of attack it was, not who made it
_KINDS_OF_ATTACK = frozenset({"terrorist", "terror", "suicide", "bomber", "gunman", "islamist", "sniper"})
_TYPES_OF_PEOPLE = frozenset({"civilians", "other", "prisoners"})
_HIDDEN = frozenset({"suicide_ied", "vehicle_ied", "roadside_ied", "ied"})  # weapons that no state owns to
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod"})


@cache
def attacker_nouns() -> frozenset[str]:
    """Lemmas of nouns for those who attacked ("gunman", "bomber")."""
    return frozenset(words("effects")["attackers"]["nouns"])


@cache
def stopping_verbs() -> frozenset[str]:
    """Lemmas of verbs that keep an attack from happening ("foil", "defuse")."""
    return frozenset(words("roles")["stopping"])


@cache
def idle_verbs() -> frozenset[str]:
    """Lemmas of what armed groups do that hurts nobody ("hold", "withdraw", "vow")."""
    return speech_verbs() | frozenset(words("roles")["idle"])


@cache
def having_verbs() -> frozenset[str]:
    """Lemmas of verbs whose "by" names who has a place or tells of it ("manned by", "held by")."""
    return frozenset(words("roles")["having"])


def is_attacker(tokens: Sequence[Token], i: int) -> bool:
    """Whether the noun at ``i`` means those who attacked: "gunmen", "hostage-takers"."""
    if tokens[i].lemma in attacker_nouns():
        return True
    dashed = i > 1 and tokens[i - 1].text == "-"
    return dashed and f"{tokens[i - 2].lower}-{tokens[i].lemma}" in attacker_nouns()


class DoerWords:
    """One draft's roles, and the parties that can stand behind them."""

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
            r.trigger for r in self._roles if r.role == "target" and is_attacker(self._tokens, r.head)
        }
        self.struck = {
            r.head
            for r in self._roles
            if r.role in ("target", "side") and findings.triggers[r.trigger].strength in ("event", "act")
        }
        self.hurt = {t.group[2] for t in (findings.tolls[k] for k in draft.tolls) if t.group is not None}

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
        verb = self._tokens[trigger.head]
        misread = verb.tag == "NNS" and trigger.strength == "act"  # "A gunman shoots ..." taken for a noun
        if token.pos == "ADJ" and not party.named and party.type not in NON_STATE:
            return False  # "the last major attack" was made by no major
        if token.dep not in ("nsubj", "pobj", "conj", "appos") and self._is_place(head, trigger):
            return False
        kind_only = token.dep in ("amod", "compound", "nmod") and token.lemma in _KINDS_OF_ATTACK
        if kind_only and not party.named and not misread:
            return False
        if token.dep in _MODIFIERS and trigger.weapon in _HIDDEN and self._is_state(party):
            return False  # "the Iraqi car bombing" was in Iraq
        if party.first <= trigger.head < party.last and verb.pos != "VERB":
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
            return party.type in _TYPES_OF_PEOPLE or party.antecedent is not None
        by = (
            token.dep == "nsubj"
            or misread
            or (token.dep == "pobj" and self._tokens[token.head].lower == "by")
        )
        return by and party.type in _TYPES_OF_PEOPLE and party.antecedent is None

    def _grounded(self, party: PartyValue) -> bool:
        """Whether this is an air strike and the party has no aircraft: rebels are bombed and do not bomb."""
        return self._kind == "air_strike" and party.type in NON_STATE

    def _is_state(self, party: PartyValue) -> bool:
        """Whether no more than a state's name or adjective stands for its forces."""
        return (
            party.named
            and party.type in ("state_forces", "government")
            and is_bare_state(self._tokens, party)
        )

    def _is_place(self, head: int, trigger: Trigger) -> bool:
        """ "the Baghdad bombing": where it was. A country beside a strike from afar is who made it."""
        p = self._index.literal.get(head)
        if p is None:
            return False
        return not (p.level == "country" and trigger.kind in _REMOTE and p.country != self._country)


def is_bare_state(tokens: Sequence[Token], party: PartyValue) -> bool:
    """Whether the words name a state or its rulers and none of its forces: "Syrian", "the regime"."""
    role = role_at(tokens, party.head)
    if role is not None:
        return role.name == "regime"
    state = state_at(tokens, party.first)
    return state is not None and state[0] >= party.last


def is_empty(token: Token, party: PartyValue) -> bool:
    """ "The group", "one side": words for a party that say nothing of who it is."""
    return not party.named and party.last - party.first == 1 and token.lower in _EMPTY


def subject_of(parse: Parse, verb: Token) -> Token | None:
    s = parse.sentences[verb.sent]
    for i in range(s.first, s.last):
        t = parse.tokens[i]
        if t.head == verb.i and t.dep in ("nsubj", "nsubjpass"):
            return t
    return None
