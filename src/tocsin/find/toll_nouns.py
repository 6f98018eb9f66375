"""Nouns and states of harm: "30 dead", "12 deaths", "the killing of three", "no casualties"."""

from __future__ import annotations

from dataclasses import replace

from tocsin.find.toll_phrase import People
from tocsin.find.toll_reader import TollReader
from tocsin.find.toll_words import person_nouns
from tocsin.records import Token


class NounTolls(TollReader):
    """Figures of one parse that hang on a noun or an adjective."""

    def state(self, word: Token, effect: str) -> bool:
        """ "30 dead", "left eight wounded", "three were dead", "the dead numbered" (not counted)."""
        tokens = self._tokens
        if (word.lower, word.i) in self._ledger.used:
            return False
        if effect == "displaced" and word.i + 1 < len(tokens) and tokens[word.i + 1].pos == "NOUN":
            return False  # "200 displaced people" says who they are, not what happened
        left = self._folk.left(word.i)
        if left and self._part_of_told(word, effect, left):
            return True
        if left:
            return self._ledger.add(effect, word, left)
        if word.dep in ("acomp", "attr") and tokens[word.head].lemma in ("be", "lie", "remain"):
            subjects = self._tree.kids(word.head, "nsubj")
            return self._ledger.add(effect, word, [p for s in subjects for p in self._folk.joined(s)])
        if word.dep in ("oprd", "ccomp", "acomp", "xcomp") and tokens[word.head].lemma in ("leave", "find"):
            objects = [*self._tree.kids(word.head, "dobj", "nsubjpass"), *self._tree.kids(word.i, "nsubj")]
            return self._ledger.add(effect, word, [p for o in objects for p in self._folk.joined(o)])
        return False

    def _part_of_told(self, word: Token, effect: str, left: list[People]) -> bool:
        """ "Sixteen of the dead were policemen": part of the figure told before."""
        q = left[-1].quantity
        between = [t.lower for t in self._tokens[q.last : word.i]] if q is not None else []
        if q is None or between != ["of", "the"]:
            return False
        value = q.low or q.high or 0
        found = self._ledger.found
        wholes = [n for n, t in enumerate(found) if t.effect == effect and (t.low or t.high or 0) > value]
        people = People(q.first, word.i + 1, q.last - 1, q, None)
        return bool(wholes) and self._ledger.part(people, q.first, wholes[-1])

    def event_noun(self, noun: Token, effect: str) -> bool:
        of = self._tree.of_object(noun.i)
        if of is None or of.i - noun.i > 12:
            return False
        people = [p for p in self._folk.joined(of) if p.counted or self._names_people(p)]
        if self._only_wanted(noun):
            self._ledger.used.update((effect, p.head) for p in people)
            return False
        return self._ledger.add(effect, noun, people)

    def _only_wanted(self, noun: Token) -> bool:
        """ "Demanded the release of two prisoners", "called for the release": nobody says it happened."""
        parent = self._tokens[noun.head]
        if noun.dep == "pobj" and parent.lower in ("for", "on", "over", "about"):
            parent = self._tokens[parent.head]
        return parent.lemma in self._words["wanted.verbs"] and parent.i != noun.i

    def no_reports(self, noun: Token) -> None:
        """ "No reports of injuries or deaths": nobody hurt, nobody killed, as far as known."""
        of = self._tree.of_object(noun.i)
        if of is None or not any(t.lower == "no" for t in self._tree.kids(noun.i, "det", "neg")):
            return
        zero = People(noun.i, of.i + 1, noun.i, None, None, frozenset({"negated"}), 0, 0)
        for head in (of, *self._tree.conjuncts(of.i)):
            effects = {"casualty": ("killed", "injured"), "victim": ("killed", "injured")}.get(
                head.lemma, (self._effects.count.get(head.lemma, ""),)
            )
            for effect in effects:
                if effect in ("killed", "injured"):
                    self._ledger.add(effect, noun, [replace(zero, last=head.i + 1)])

    def _names_people(self, people: People) -> bool:
        head = self._tokens[people.head]
        return head.ent == "PERSON" or head.lemma in person_nouns() or head.tag in ("NNS", "NNPS")

    def count_noun(self, noun: Token, effect: str) -> bool:
        """ "12 deaths", "three fatalities", "no injuries": the noun itself is counted."""
        if noun.lemma == "hostage":
            return False
        counted = self._folk.people(noun, True)
        if counted is None or (counted.quantity is None and counted.low != 0):
            return False
        if noun.lemma == "body" and not any(
            t.lemma in self._words["body.found"] for t in self._tokens[max(0, noun.i - 8) : noun.i + 8]
        ):
            return False
        return self._ledger.add(effect, noun, [replace(counted, group=None)])

    def casualties(self, noun: Token) -> None:
        """ "No casualties" is nobody killed and nobody hurt; counted casualties mix both."""
        counted = self._folk.people(noun, True)
        if counted is not None and counted.low == 0 and counted.high == 0:
            for effect in ("killed", "injured"):
                self._ledger.add(effect, noun, [replace(counted, group=None)])
