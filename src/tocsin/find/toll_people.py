"""People in the syntax: the phrase around a head, who is counted in it and how many."""

from __future__ import annotations

from dataclasses import replace

from tocsin.find.phrases import NOMINAL
from tocsin.find.toll_order import WordOrder
from tocsin.find.toll_phrase import People
from tocsin.find.toll_traps import is_other_number
from tocsin.find.toll_words import group_sizes, person_nouns
from tocsin.records import Token
from tocsin.records.mention import Quantity

_DATELINE = 3  # longer words in capitals before a comma or a dash are places of a dateline


class PeopleReader(WordOrder):
    """Reads phrases of people off one parse, by syntax and by word order."""

    def people(self, head: Token, anything: bool) -> People | None:
        """The phrase headed by ``head`` as counted people; None when it is no people or cannot be counted.

        ``anything`` admits heads that name no people ("17 bodies").
        """
        tokens, tree, words = self._tokens, self._tree, self._words
        if head.lower in words["phrase.reflexive"]:
            if head.lower == "themselves":
                return None
            return People(head.i, head.i + 1, head.i, None, None, frozenset({"self", "bare"}), 1, 1)
        if head.lower in words["phrase.one_person"] and head.tag == "PRP":
            return People(head.i, head.i + 1, head.i, None, None, frozenset({"bare", "definite"}), 1, 1)
        if head.lower in words["phrase.pronouns"]:
            return None
        first = tree.left_edge(head.i)
        last = head.i + 1
        real = head
        if first > 1 and tokens[first].lower == "whose" and tokens[first - 1].lower == "of":
            counted = self.covering.get(first - 2)  # "the group, one of whose members was killed"
            if counted is not None:
                return People(counted.first, last, head.i, counted, (first + 1, last, head.i))
        quantity = self._quantity_in(first, head.i)
        if quantity is not None:
            first = min(first, quantity.first)
        if head.pos == "NUM" or head.lower in words["phrase.heads_of"]:
            of = tree.of_object(head.i)
            if of is not None and of.i - head.i <= 9:
                real = of
                last = of.i + 1
                if head.lower in words["phrase.collective"] and quantity is None:
                    inner = self.people(of, anything)
                    if inner is not None and inner.quantity is not None:
                        return replace(inner, first=first)
                if head.lower in words["phrase.members"]:
                    real = head
            elif head.lower in ("number", "group", "total"):
                return None
        for k in range(head.i - 1, first - 1, -1):  # "TURKEY - Two soldiers", "Occupation of Iraq: two men"
            if tokens[k].text in (":", "-", "–", "—") and tokens[k].end != tokens[k + 1].start:
                first = k + 1
                break
        if not anything and real.lemma in self._effects.not_people and real.pos == "NOUN":
            return None
        if quantity is not None and is_other_number(tokens, quantity):
            if head.i in self.covering or head.tag in ("NNS", "NNPS"):
                return None
            quantity = None  # "a 34-year-old teacher"
        if quantity is None:
            return self._uncounted(head, real, first, last)
        group = None
        if real.i >= quantity.last:
            group = (quantity.last if real is head else tree.left_edge(real.i), last, real.i)
        return People(first, last, head.i, quantity, group, frozenset({"more"} if quantity.more else ()))

    def _quantity_in(self, first: int, head: int) -> Quantity | None:
        """The quantity that covers the head, else the nearest one from ``first`` on that counts people."""
        if head in self.covering:
            return self.covering[head]
        found = None
        for k in range(head, first - 1, -1):
            quantity = self.covering.get(k)
            if quantity is not None and quantity is not found:
                found = quantity
                if not is_other_number(self._tokens, quantity):
                    return quantity
        return found

    def joined(self, head: Token) -> list[People]:
        """The phrase of ``head`` and the counted phrases joined to it ("two soldiers and a child")."""
        head = self.antecedent(head)
        out = []
        first = self.people(head, False)
        if first is not None and first.marks >= {"named"}:
            names = 1 + sum(t.ent == "PERSON" and t.tag == "NNP" for t in self._tree.conjuncts(head.i))
            first = replace(first, low=names, high=names)  # "Ivan Jovovic and Bogdan Bukomiric died"
        if first is not None:
            out.append(first)
        for other in self._others(head.i):
            if other.lower in self._effects.forms and other.i + 1 in self.quantities:
                continue  # "kills two and wounds several", with "wounds" taken for a noun
            if other.pos in (*NOMINAL, "NUM", "PRON", "ADJ"):
                people = self.people(other, False)
                if people is not None and people.low == 1 and people.high == 1 and self._one_person(other):
                    people = replace(people, marks=people.marks - {"bare"})  # "an officer and his driver"
                if people is not None and people.counted:
                    out.append(people)
        return out

    def _others(self, head: int) -> list[Token]:
        """Heads joined to ``head``, also over a name: "the minister, Rafiq Hariri, and 21 others"."""
        out = self._tree.conjuncts(head)
        for name in self._tree.kids(head, "appos"):
            if name.i > head and name.pos == "PROPN":
                out.extend(self._tree.conjuncts(name.i))
        return out

    def _one_person(self, noun: Token) -> bool:
        return noun.lemma in person_nouns() and noun.lemma not in self._words["collective.nouns"]

    def antecedent(self, token: Token) -> Token:
        """For a relative pronoun, the noun its clause hangs on."""
        if token.lower in ("who", "that", "which", "whom"):
            clause = self._tokens[token.head]
            if clause.dep == "relcl" and clause.head < clause.i:
                noun = self._tokens[clause.head]
                plural = any(t.lower in ("were", "are", "have") for t in self._tree.kids(clause.i))
                if noun.dep == "conj" and noun.tag in ("NN", "NNP") and plural:
                    return self._tokens[noun.head]  # "three men and a boy who were killed"
                return noun
        return token

    def _uncounted(self, head: Token, real: Token, first: int, last: int) -> People | None:
        tokens, words = self._tokens, self._words
        leading = tokens[first].lower
        opened = tokens[first].pos in ("DET", "PRON") and first < head.i
        group = (first + 1 if opened else first, last, real.i)
        negated = frozenset({"negated"})
        if leading in words["phrase.zero"] or any(t.lower == "no" for t in tokens[first : head.i]):
            return People(first, last, head.i, None, None, negated, 0, 0)
        if head.lower in words["phrase.nobody"]:
            return People(head.i, head.i + 1, head.i, None, None, negated, 0, 0)
        if head.lower == "one" or (leading in words["phrase.singular"] and head.tag in ("NN", "NNP")):
            size = group_sizes().get(head.lower, 1)
            who = group if head.lower != "one" else None
            return People(first, last, head.i, None, who, frozenset(), size, size)
        if head.lower == "another" or head.lower in words["phrase.ordinals"]:
            return People(first, last, head.i, None, None, frozenset({"more"}), 1, 1)
        if head.text.isupper() and len(head.text) > _DATELINE and head.i + 1 < len(tokens):
            if tokens[head.i + 1].text in (",", "(", "-", "–", "—", ":", "/"):
                return None  # "PESHAWAR, Pakistan, Oct 8 - Nine soldiers ..."
        if head.pos == "PROPN" and (head.tag == "NNP" or head.ent == "PERSON"):
            if head.ent in ("PERSON", ""):
                named = frozenset({"named", "bare"})
                return People(first, last, head.i, None, (first, last, head.i), named, 1, 1)
            return None
        if head.tag in ("NNS", "NNPS") or head.lower in words["phrase.plural"]:
            marks = {"bare", "definite"} if leading in words["phrase.definite"] else {"bare"}
            return People(first, last, head.i, None, group, frozenset(marks), 2, None, "vague")
        if head.tag == "NN" and head.pos == "NOUN":
            return People(first, last, head.i, None, group, frozenset({"bare", "definite"}), 1, 1)
        return None
