"""Parties: every noun phrase that denotes people, armed actors, officials or attacked places.

A mention is the bare phrase without determiner, number and "suspected": ``Taliban insurgents``,
``Kurdish security officers``, ``prison``. A head that only counts or gathers people takes them with
it (``members of the Islamic State``, ``dozens of gunmen``); what it counts is a mention of its own,
too. Before a word for an attack the adjective or name alone is the party: ``Israeli`` in "Israeli
strike". In a row of adjectives each state is a party: "Russian and Syrian planes".
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.find.guises import ends_a_place, guise_of, means_nobody, unasked
from tocsin.find.party_end import phrase_end
from tocsin.find.party_phrases import Phrases, phrases
from tocsin.gazetteer.roles import Role, roles
from tocsin.gazetteer.states import StateWord, states
from tocsin.records import Parse, Token
from tocsin.records.party import PartyMention

_NOUNS = frozenset(("NOUN", "PROPN"))
_NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "PRON", "VERB", "X", "DET", "ADV"))
_DOERS = frozenset(
    ("nsubj", "nsubjpass", "poss", "conj", "appos", "dobj", "ROOT", "compound", "amod", "nmod", "dative")
)
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_DOER_PREPOSITIONS = frozenset(("by", "against", "with", "between", "and"))
_PERSON_PRONOUNS = frozenset(("he", "she", "him"))
_SINGULAR = frozenset(("NN", "NNP", "JJ"))
_DASHES = frozenset(("-", "–", "—", "--", ":"))
_OWNED = frozenset(("its", "their"))
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_BLAMING = frozenset(("blame", "accuse", "suspect"))
_HIT = frozenset(("dobj", "nsubjpass", "pobj"))


def find_parties(parse: Parse) -> tuple[PartyMention, ...]:
    """Mentions of parties in text order; nested mentions are possible, two with one head are not."""
    finder = _Finder(parse)
    best: dict[int, PartyMention] = {}
    for mention in finder.names() + finder.nouns():
        old = best.get(mention.head)
        if old is None or (mention.last - mention.first, mention.kind == "actor") > (
            old.last - old.first,
            old.kind == "actor",
        ):
            best[mention.head] = mention
    return tuple(sorted(best.values()))


class _Finder:
    """One pass over one parse."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.np: Phrases = phrases(parse)
        self.table = roles()
        self.inside: dict[int, tuple[int, int]] = {}  # token of an actor's name -> the name's tokens
        self.persons: dict[int, int] = {}  # token of a person's name -> its end
        self.apposed: dict[int, int] = {}  # head of a phrase -> end of the actor's name beside it
        for name in parse.names:
            if name.actor_id is not None:
                for i in range(name.first, name.last):
                    self.inside[i] = (name.first, name.last)
                    if self.tokens[i].dep == "appos" and self.tokens[i].head < name.first:
                        self.apposed[self.tokens[i].head] = name.last
            elif name.label == "PERSON":
                for i in range(name.first, name.last):
                    self.persons[i] = name.last
        self.surnames = {
            self.tokens[end - 1].text
            for i, end in self.persons.items()
            if i == end - 1 and i and self.persons.get(i - 1) == end
        }

    # -- names ------------------------------------------------------------------------------

    def names(self) -> list[PartyMention]:
        """The register's actors, persons, other organisations."""
        found: list[PartyMention] = []
        for name in self.parse.names:
            last = name.last
            if name.actor_id is not None:
                if not self.np.attached(last):
                    found.append(self._name(name.first, last, "actor"))
                continue
            if name.first in self.np.states and self.np.states[name.first][0] >= last:
                continue  # "Azerbaijani" is no person
            if self.np.dateline(name.first, last):
                continue
            if self.tokens[last - 1].tag == "POS" and last - 1 > name.first:
                last -= 1
            if name.label == "PERSON" or (
                last - name.first == 1 and self.tokens[name.first].text in self.surnames
            ):
                found.append(self._name(name.first, last, "person"))
            elif name.label in ("ORG", "FAC") and not self._has_role(last - 1):
                found.append(self._name(name.first, last, "organisation"))
        return found

    def _name(self, first: int, last: int, kind: str) -> PartyMention:
        head = _head(self.tokens, first, last)
        first = self._skip_front(first, head)
        before = first - 1  # "the leftist guerrilla group FARC"
        if kind == "actor" and before >= 0 and self.tokens[before].lower in self.table.groups:
            if self.tokens[before].head in (head, self.tokens[head].head) or self.tokens[head].head == before:
                first = self._skip_front(self.np.left[before], before)
        return PartyMention(first, last, head, kind, "one")

    # -- nouns ------------------------------------------------------------------------------

    def nouns(self) -> list[PartyMention]:
        """Role nouns, states, peoples, pronouns."""
        found: list[PartyMention] = []
        table, states, covered, inside = self.table, self.np.states, self.np.covered, self.inside
        for token in self.tokens:
            i = token.i
            if i in inside or i in covered or token.pos not in _NOMINAL:
                continue
            mention: PartyMention | None = None
            if (
                token.text in self.surnames
                and i not in self.persons
                and not token.ent
                and token.pos == "PROPN"
            ):
                found.append(PartyMention(i, i + 1, i, "person", "one"))
                continue
            if token.pos == "PRON" and token.lower in table.pronouns and not means_nobody(self.tokens, i):
                mention = PartyMention(i, i + 1, i, "pronoun", "many")
            elif token.pos == "PRON" and token.lower in _PERSON_PRONOUNS:
                mention = PartyMention(i, i + 1, i, "pronoun", "one")
            elif i in states:
                mention = self._state(token, *states[i])
            else:
                role = self.np.role(i) if token.pos in _NOUNS or token.lower in table.single else None
                if role is not None:
                    mention = self._role(token, role)
                elif token.lower in table.gatherers:
                    mention = self._gatherer(token)
            if mention is not None:
                found.append(mention)
        return found

    def _has_role(self, i: int) -> bool:
        return self.tokens[i].pos in _NOUNS and self.np.role(i) is not None

    def _role(self, token: Token, role: Role) -> PartyMention | None:
        i = token.i
        noun = self.np.modified(i)
        if noun is not None and token.dep != "poss":
            if noun in self.inside or self.np.role(noun) is not None or role.bare == "never":
                return None  # part of a longer phrase with a role of its own
            if role.type in ("facility", "state_forces") and not self.np.is_event(noun):
                return None
            if token.pos == "ADJ" and role.type == "state_forces":
                return None  # "a military operation" may be anybody's
            first = min(self._with_owner(i, noun), self.np.compound_start(i))
            return PartyMention(first, i + 1, i, "role", "many")
        if token.pos in ("VERB", "ADV", "DET") or guise_of(self.tokens, i) is not None:
            return None
        if role.bare == "weak" and unasked(self.tokens[self.np.left[i]]):
            return None
        if token.ent in ("GPE", "LOC") and role.type not in ("facility", "civilians"):
            return None  # "Port-au-Prince"
        first = min(self._skip_front(self.np.left[i], i), self.np.compound_start(i))
        if role.bare == "never" and not self._owned(first, i):
            if role.name != "machines" or token.dep not in _HIT:
                return None
        if first - 1 in self.inside and role.armed:
            first = self.inside[first - 1][0]  # "IS fighters", whatever the parser made of "IS"
        last = self._end(token, role)
        kind = "actor" if any(j in self.inside for j in range(first, last)) else "role"
        return PartyMention(first, last, i, kind, self._number(token))

    def _with_owner(self, i: int, noun: int) -> int:
        """The first token of "Israeli army" in "Israeli army attack", where both lean on "attack"."""
        first = i
        while first > 0 and (
            first - 1 in self.np.states or first - 1 in self.np.covered or first - 1 in self.inside
        ):
            first -= 1
        return first if first < i else self._skip_front(min(self.np.left[i], noun), i)

    def _gatherer(self, token: Token) -> PartyMention | None:
        """ "The group", "members of the Taliban", "dozens of gunmen"."""
        i = token.i
        if self.np.modified(i) is not None:
            return None
        first = self._skip_front(self.np.left[i], i)
        last = self._end(token, None)
        named = any(j in self.inside for j in range(first, last))
        owned = i and self.tokens[i - 1].lower in _OWNED and token.lower in self.table.belonging
        group = owned or token.lower in self.table.groups or self.tokens[last - 1].lower in self.table.groups
        if not named and ((last == i + 1 and not group) or unasked(self.tokens[self.np.left[i]])):
            return None
        return PartyMention(first, last, i, "actor" if named else "role", self._number(token))

    def _state(self, token: Token, last: int, word: StateWord) -> PartyMention | None:
        """A country, its adjective or its people as a party of its own."""
        head = self.tokens[last - 1]
        noun = self.np.modified(last - 1)
        alone = PartyMention(token.i, last, last - 1, "state", "one")
        if self.np.attached(last):
            led = self.tokens[last + 1].lower == "led"  # "US-led air strikes": a coalition's
            return (
                alone._replace(last=last + 2) if led and noun is not None and self.np.is_event(noun) else None
            )
        if noun is not None:
            if self.np.is_event(noun) or (head.dep == "poss" and self.tokens[noun].ent not in ("GPE", "LOC")):
                return alone
            role = self.np.role(noun)
            if self.np.conjoined(last - 1, noun) and (
                noun in self.inside or (role is not None and role.armed)
            ):
                return alone
            return None
        if word.kind in ("people", "adjective") and word.words not in states()[word.iso3].names:
            if head.pos == "ADJ" and head.dep in ("amod", "nmod"):
                return None
            return alone._replace(kind="people", number="one" if head.tag in _SINGULAR else "many")
        before = self.tokens[token.i - 1] if token.i else None
        if before is not None and before.pos == "ADP" and before.lower not in _DOER_PREPOSITIONS:
            return None  # where something is
        if self.np.dateline(token.i, last):
            return None
        if word.kind == "capital":
            governor = self.tokens[head.head]
            by = head.dep == "pobj" and governor.lower in _DOER_PREPOSITIONS
            blamed = head.dep == "dobj" and governor.lemma in _BLAMING
            return alone if by or blamed or head.dep in _SUBJECTS else None
        if head.dep == "conj" and not self._conjoined_doer(head):
            return None
        if (head.dep == "appos" and self.tokens[head.head].ent in _PLACES) or ends_a_place(
            self.tokens, token.i
        ):
            return None  # "in Hasakah, Syria"
        if head.dep in _DOERS or (head.dep == "pobj" and self.tokens[head.head].lower in _DOER_PREPOSITIONS):
            return alone
        return None

    def _conjoined_doer(self, token: Token) -> bool:
        """Whether the first of a row of countries is a doer, not a place."""
        first = self.tokens[token.head]
        if first.dep == "pobj":
            return self.tokens[first.head].lower in _DOER_PREPOSITIONS
        return first.dep in _DOERS

    def _owned(self, first: int, head: int) -> bool:
        """Whether an actor, a state or another owner stands in the phrase before its head."""
        np = self.np
        return any(
            j in self.inside or j in np.states or j in np.covered or np.is_owner(j)
            for j in range(first, head)
        )

    def _end(self, token: Token, role: Role | None) -> int:
        return phrase_end(token, role, self.np, self.inside, self.persons, self.apposed)

    def _number(self, token: Token) -> str:
        return "many" if token.lower in self.table.plural or token.tag in ("NNS", "NNPS") else "one"

    def _skip_front(self, first: int, head: int) -> int:
        """The first token of the phrase that says who, not which, when or how many."""
        np, tokens = self.np, self.tokens
        for j in range(head - 1, first, -1):
            if tokens[j].dep == "det" or (tokens[j].lower in _DASHES and tokens[j - 1].end < tokens[j].start):
                first = j + 1  # "Oct 25 - Gunmen": a dateline ran into the phrase
                break
            if tokens[j].pos == "CCONJ" and self._owned(j + 1, head) and self._owned(first, j):
                first = j + 1  # "Turkish artillery and coalition jets"
                break
            if (
                tokens[j].tag == "POS"
                and not self._owned(first, j)
                and tokens[j - 1].ent not in ("PERSON", "ORG")
            ):
                first = j + 1  # "the country's first suicide bomber"
                break
        while first < head:
            if first in self.inside or first in np.states or first in np.covered:
                break
            t = tokens[first]
            if (
                t.lower in self.table.front
                or t.lower in self.table.doubt
                or t.pos in ("NUM", "PUNCT", "DET", "CCONJ")
                or t.tag in ("PRP$", "CD", "POS")
                or t.ent in ("DATE", "TIME")
            ):
                first += 1
            else:
                break
        return first


def _head(tokens: Sequence[Token], first: int, last: int) -> int:
    """The last token of ``[first, last)`` whose syntactic head lies outside it."""
    for i in range(last - 1, first - 1, -1):
        if not first <= tokens[i].head < last or tokens[i].head == i:
            return i
    return last - 1
