"""Verbs of harm: the people whom "killed", "was wounded", "died", "broke out", "took hostage" take."""

from __future__ import annotations

from dataclasses import replace

from tocsin.find.toll_ledger import Ledger
from tocsin.find.toll_people import People, PeopleReader
from tocsin.find.toll_words import effects
from tocsin.records import Parse, Token


class VerbTolls:
    """Figures of one parse that hang on a verb."""

    def __init__(self, parse: Parse, folk: PeopleReader, ledger: Ledger) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._folk = folk
        self._tree = folk.tree
        self._ledger = ledger
        self._effects = effects()

    def verb(self, verb: Token, effect: str) -> bool:
        tree = self._tree
        passive = bool(tree.kids(verb.i, "auxpass")) or (verb.tag == "VBN" and not any(
            t.lemma == "have" for t in tree.kids(verb.i, "aux")))  # fmt: skip
        hits: list[Token] = []
        if passive:
            hits = tree.kids(verb.i, "nsubjpass", "nsubj")
            if hits and not tree.kids(verb.i, "auxpass") and verb.tag == "VBN" and tree.kids(verb.i, "dobj"):
                hits = tree.kids(verb.i, "dobj")
            if not hits:
                hits = self._inherited_subject(verb)
        else:
            hits = tree.kids(verb.i, "dobj")
            if not hits:
                for other in tree.kids(verb.i, "conj"):  # "killing and injuring dozens"
                    if other.lemma in self._effects.object and not tree.kids(other.i, "auxpass"):
                        hits = tree.kids(other.i, "dobj")
            if (
                not hits
                and verb.tag in ("VBD", "VBN")
                and not tree.kids(verb.i, "prep", "agent", "dobj", "dative")
            ):
                hits = []
        # A quantity right beside the verb outranks a distant subject the parser chose.
        beside = self._folk.beside(verb, passive)
        if beside is not None:
            if not hits or (
                beside.head not in [h.i for h in hits]
                and not any(
                    self._folk.people(h, True) and self._folk.people(h, True).first <= beside.first <= h.i
                    for h in hits
                )
            ):
                if not hits or beside.quantity is not None:
                    self._ledger.add(effect, verb, [beside])
                    if not passive or (hits and hits[0].i > beside.head):
                        return True
                    return True
        if not hits:
            return False
        people: list[People] = []
        for hit in hits:
            people.extend(self._folk.joined(hit))
        return self._ledger.add(effect, verb, people)

    def mistaken(self, word: Token, effect: str) -> bool:
        """A verb that the tagger took for a noun: "wounding 77", "28 Terrorists Killed"."""
        people = self._folk.beside(word, passive=word.lower.endswith("ed"))
        return people is not None and people.quantity is not None and self._ledger.add(effect, word, [people])

    def _inherited_subject(self, verb: Token) -> list[Token]:
        """Subject of a passive without its own: "was shot and killed", "people killed in", "who were hurt"."""
        tree, tokens = self._tree, self._tokens
        if verb.dep in ("acl", "relcl") and verb.head != verb.i:
            head = tokens[verb.head]
            return [head] if head.i < verb.i else []
        if verb.dep == "relcl":
            return [tokens[verb.head]]
        if verb.dep == "conj" and verb.head != verb.i:
            first = tokens[verb.head]
            subjects = tree.kids(first.i, "nsubjpass")
            if subjects:
                return subjects
            if first.tag == "VBN" or first.dep in ("acl", "relcl"):
                return self._inherited_subject(first)
        return []

    def subject_verb(self, verb: Token, effect: str) -> bool:
        subjects = self._tree.kids(verb.i, "nsubj", "nsubjpass")
        if not subjects and verb.dep in ("relcl", "acl") and verb.head < verb.i:
            subjects = [self._tokens[verb.head]]
        if not subjects and verb.dep == "conj":
            subjects = self._tree.kids(verb.head, "nsubj", "nsubjpass")
        beside = self._folk.beside(verb, passive=True)
        people = [p for s in subjects for p in self._folk.joined(self._folk.antecedent(s))]
        if beside is not None and all(beside.head != p.head for p in people) and beside.quantity is not None:
            people = [beside]
        return self._ledger.add(effect, verb, people)

    def shot_dead(self, verb: Token) -> bool:
        after = [t.lower for t in self._tokens[verb.i + 1 : verb.i + 6]]
        before = self._tokens[verb.i - 1].lower if verb.i else ""
        deadly = (
            "dead" in after[:5]
            or before == "fatally"
            or after[:2] in (["to", "death"], ["and", "killed"], ["and", "kill"])
        )
        if not deadly or after[:2] == ["and", "killed"] or after[:2] == ["and", "kill"]:
            return False  # "shot and killed": the second verb takes the people
        return self.verb(verb, "killed")

    def hostage(self, verb: Token) -> bool:
        near = self._tokens[verb.i + 1 : verb.i + 9]
        if not any(t.lemma in ("hostage", "captive") for t in near):
            return False
        objects = [t for t in self._tree.kids(verb.i, "dobj", "nsubjpass") if t.lemma not in ("captive",)]
        people = [p for o in objects for p in self._folk.joined(o)]
        return self._ledger.add("abducted", verb, people)

    def phrasal(self, verb: Token) -> bool:
        """ "lost their lives", "broke out", "were taken to hospital": the companion word makes the effect."""
        near = {t.lemma: t.i for t in self._tokens[verb.i + 1 : verb.i + 6] if t.sent == verb.sent}
        for companion, effect in self._effects.phrasal[verb.lemma]:
            if companion in near:
                passive = bool(self._tree.kids(verb.i, "auxpass")) or verb.tag == "VBN"
                hits = self._tree.kids(verb.i, "nsubjpass") or (
                    [] if passive else self._tree.kids(verb.i, "nsubj")
                )
                if effect in ("abducted", "released") and not passive:
                    hits = self._tree.kids(verb.i, "dobj")
                if not hits and verb.dep in ("relcl", "acl") and verb.head < verb.i:
                    hits = [self._tokens[verb.head]]
                people = [p for h in hits for p in self._folk.joined(self._folk.antecedent(h))]
                beside = (
                    self._folk.beside(verb, passive=True)
                    if effect not in ("abducted", "released") or passive
                    else None
                )
                if (
                    beside is not None
                    and beside.quantity is not None
                    and all(p.head != beside.head for p in people)
                ):
                    people = [beside]
                return self._ledger.add(effect, verb, people, reach=near[companion] - verb.i)
        return False

    def claimed_lives(self, verb: Token) -> bool:
        for t in self._tokens[verb.i + 1 : verb.i + 8]:
            if t.lower in ("lives", "life"):
                counted = self._folk.people(t, True)
                of = self._tree.of_object(t.i)
                if of is not None:
                    return self._ledger.add("killed", verb, self._folk.joined(of))
                if counted and counted.quantity:
                    return self._ledger.add("killed", verb, [replace(counted, group=None)])
        return False
