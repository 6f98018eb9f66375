"""Parties: every noun phrase that denotes people, armed actors, officials or attacked places.

A mention is the bare phrase without determiner, number and "suspected": ``Taliban insurgents``,
``Kurdish security officers``, ``prison``. A head that only counts the people of a name takes the
name with it (``members of the Islamic State``); the name is a mention of its own, too. Before a
word for an attack the adjective or name alone is the party: ``Israeli`` in "Israeli strike".
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.find.party_phrases import Phrases, phrases
from tocsin.gazetteer.roles import Role, roles
from tocsin.gazetteer.states import StateWord
from tocsin.records import Parse, Token
from tocsin.records.party import PartyMention

_NOUNS = frozenset(("NOUN", "PROPN"))
_NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "PRON", "VERB", "X"))
_MODIFIERS = frozenset(("amod", "compound", "nmod", "poss", "npadvmod"))
_DOERS = frozenset(
    ("nsubj", "nsubjpass", "poss", "conj", "appos", "dobj", "ROOT", "compound", "amod", "nmod", "dative")
)
_BY = frozenset(("by", "of", "from", "against", "with", "on", "between", "and", "for", "to"))
_PERSON_PRONOUNS = frozenset(("he", "she", "him"))
_SINGULAR = frozenset(("NN", "NNP"))


def find_parties(parse: Parse) -> tuple[PartyMention, ...]:
    """Mentions of parties in text order; nested mentions are possible, two with one head are not."""
    finder = _Finder(parse)
    found = finder.actors() + finder.nouns()
    best: dict[int, PartyMention] = {}
    for mention in found:
        old = best.get(mention.head)
        if old is None or (mention.last - mention.first, mention.kind == "actor") > (
            old.last - old.first,
            old.kind == "actor",
        ):
            best[mention.head] = mention
    return tuple(sorted(best.values()))


class _Finder:
    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.np: Phrases = phrases(parse)
        self.table = roles()
        self.inside: dict[int, tuple[int, int]] = {}
        for name in parse.names:
            if name.actor_id is not None:
                for i in range(name.first, name.last):
                    self.inside[i] = (name.first, name.last)

    # -- names ------------------------------------------------------------------------------

    def actors(self) -> list[PartyMention]:
        """Names: the register's, persons, other organisations."""
        found: list[PartyMention] = []
        for name in self.parse.names:
            if name.actor_id is not None:
                found.append(self._name(name.first, name.last, "actor"))
            elif name.label == "PERSON":
                found.append(self._name(name.first, name.last, "person"))
            elif name.label == "ORG" and not self._has_role(name.last - 1):
                found.append(self._name(name.first, name.last, "organisation"))
        return found

    def _name(self, first: int, last: int, kind: str) -> PartyMention:
        head = _head(self.tokens, first, last)
        first = self._skip_front(first, head)
        if kind == "actor" and first > 0 and self.tokens[first - 1].lower in self.table.groups:
            before = first - 1  # "the leftist guerrilla group FARC"
            if before in (head, self.tokens[head].head) or self.tokens[before].head == head:
                first = self._skip_front(self.np.left[before], before)
        return PartyMention(first, last, head, kind, "one")

    # -- nouns ------------------------------------------------------------------------------

    def nouns(self) -> list[PartyMention]:
        """Role nouns, states, peoples, pronouns."""
        found: list[PartyMention] = []
        states = self.np.states
        for token in self.tokens:
            i = token.i
            if i in self.inside:
                continue
            if token.pos == "PRON":
                if token.lower in self.table.pronouns or token.lower in _PERSON_PRONOUNS:
                    number = "one" if token.lower in _PERSON_PRONOUNS else "many"
                    found.append(PartyMention(i, i + 1, i, "pronoun", number))
                continue
            state = states.get(i)
            if state is not None:
                mention = self._state(token, *state)
                if mention is not None:
                    found.append(mention)
                continue
            if token.pos not in _NOMINAL or i in self.np.covered:
                continue
            role = self.role(i)
            if role is not None:
                mention = self._role(token, role)
                if mention is not None:
                    found.append(mention)
            elif token.lower in self.table.groups or token.lower in self.table.partitives:
                mention = self._group(token)
                if mention is not None:
                    found.append(mention)
        return found

    def role(self, i: int) -> Role | None:
        """The role of the noun at ``i``, its compound first: "police officer" before "officer"."""
        return self.np.role(i)

    def _has_role(self, i: int) -> bool:
        return self.tokens[i].pos in _NOUNS and self.role(i) is not None

    def _modifies(self, token: Token) -> Token | None:
        """The noun to the right that ``token`` modifies, if it does."""
        if token.dep in _MODIFIERS and token.head > token.i:
            return self.tokens[token.head]
        return None

    def _role(self, token: Token, role: Role) -> PartyMention | None:
        noun = self._modifies(token)
        if noun is not None and token.dep != "poss":
            if self.role(noun.i) is not None or noun.i in self.inside:
                return None  # part of a longer phrase with a role of its own
            if not role.armed and noun.lower not in self.table.events:
                return None
            if role.bare == "never":
                return None
            return PartyMention(
                self._skip_front(self.np.left[token.i], token.i), token.i + 1, token.i, "role", "many"
            )
        first = self._skip_front(self.np.left[token.i], token.i)
        if role.bare == "never" and not self._owned(first, token.i):
            return None
        last = self._with_name(token)
        kind = "actor" if any(j in self.inside for j in range(first, last)) else "role"
        return PartyMention(first, last, token.i, kind, self._number(token))

    def _group(self, token: Token) -> PartyMention | None:
        """ "The group", "members of the Taliban", "an Islamist organisation"."""
        if self._modifies(token) is not None:
            return None
        first = self._skip_front(self.np.left[token.i], token.i)
        last = self._with_name(token)
        named = any(j in self.inside for j in range(first, last))
        if not named and last == token.i + 1 and token.lower not in self.table.groups:
            return None
        if not named and token.lower not in self.table.anaphors:
            return None
        return PartyMention(first, last, token.i, "actor" if named else "role", self._number(token))

    def _state(self, token: Token, last: int, word: StateWord) -> PartyMention | None:
        """A country, its adjective or its people as a party of its own."""
        head = self.tokens[last - 1]
        noun = self._modifies(head)
        i = token.i
        if noun is not None and noun.i >= last:
            if noun.i in self.inside or (self.role(noun.i) is not None and head.dep != "poss"):
                return None
            if head.dep == "poss" or noun.lower in self.table.events or self._compound_event(noun):
                return PartyMention(i, last, last - 1, "state", "one")
            return None
        if word.kind == "adjective" and head.pos == "ADJ" and head.dep in ("amod", "nmod"):
            return None
        if word.kind in ("people", "adjective"):
            if head.tag in ("JJ",) and head.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr"):
                return None
            number = "one" if head.tag in _SINGULAR else "many"
            return PartyMention(
                i, last, last - 1, "people" if head.pos != "ADJ" or number else "state", number
            )
        if head.dep in _DOERS or (head.dep == "pobj" and self.tokens[head.head].lower in _BY):
            if word.kind == "capital" and head.dep not in ("nsubj", "nsubjpass"):
                return None
            return PartyMention(i, last, last - 1, "state", "one")
        return None

    def _compound_event(self, noun: Token) -> bool:
        i = noun.i
        return i > 0 and f"{self.tokens[i - 1].lower} {noun.lower}" in self.table.events

    def _owned(self, first: int, head: int) -> bool:
        """Whether an actor or a state stands in the phrase before its head."""
        return any(
            j in self.inside or j in self.np.states or j in self.np.covered or self.np.is_owner(j)
            for j in range(first, head)
        )

    def _with_name(self, token: Token) -> int:
        """Where the phrase ends: after the name that its head counts people of, else after the head."""
        if token.lower not in self.table.partitives and token.lower not in self.table.groups:
            return token.i + 1
        i, n = token.i + 1, self.parse.sentences[token.sent].last
        steps = 0
        while i < n and steps < 6:
            if i in self.inside:
                return self.inside[i][1]
            t = self.tokens[i]
            if (
                t.lower in self.table.links
                or t.pos in ("DET", "ADJ", "VERB", "NOUN")
                or t.lower in ('"', "“", "‘", "'", "so", "-")
            ):
                if (
                    steps == 0
                    and t.lower not in self.table.links
                    and t.pos != "NOUN"
                    and t.lower not in ('"', "“", "‘", "'")
                ):
                    return token.i + 1
                if (
                    t.pos in ("VERB", "NOUN")
                    and t.lower not in self.table.links
                    and t.lower not in self.table.groups
                ):
                    return token.i + 1
                i, steps = i + 1, steps + 1
            else:
                return token.i + 1
        return token.i + 1

    def _number(self, token: Token) -> str:
        return "many" if token.lower in self.table.plural or token.tag in ("NNS", "NNPS") else "one"

    def _skip_front(self, first: int, head: int) -> int:
        """The first token of the phrase that says who, not which or how many."""
        table = self.table
        while first < head:
            t = self.tokens[first]
            if (
                t.lower in table.front
                or t.lower in table.doubt
                or t.pos in ("NUM", "PUNCT", "DET")
                or t.tag in ("PRP$", "CD")
            ):
                if first in self.inside or first in self.np.states or first in self.np.covered:
                    break
                first += 1
            else:
                break
        return first


def _head(tokens: Sequence[Token], first: int, last: int) -> int:
    """The token of ``[first, last)`` whose head lies outside it, the last such."""
    for i in range(last - 1, first - 1, -1):
        if not first <= tokens[i].head < last or tokens[i].head == i:
            return i
    return last - 1
