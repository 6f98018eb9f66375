"""Verbs of harm: the people whom "killed", "was wounded", "died", "broke out", "took hostage" take."""

from __future__ import annotations

from dataclasses import replace

from tocsin.find.toll_phrase import People
from tocsin.find.toll_reader import TollReader
from tocsin.records import Token


class VerbTolls(TollReader):
    """Figures of one parse that hang on a verb."""

    def verb(self, verb: Token, effect: str) -> bool:
        """People who are the object of the verb or, where it is passive, its subject."""
        passive = self.passive(verb)
        hits = self.patients(verb, passive)
        people: list[People] = []
        for hit in hits:
            people.extend(self._folk.joined(hit))
        order = self._folk.left(verb.i) if passive else self._folk.right(verb.i)
        return self._ledger.add(effect, verb, self.settled(order, people))

    def mistaken(self, word: Token, effect: str) -> bool:
        """A verb that the tagger took for a noun: "wounding 77", "28 Terrorists Killed"."""
        people = self._folk.left(word.i) if word.lower.endswith(("ed", "hurt")) else self._folk.right(word.i)
        counted = any(p.quantity is not None for p in people)
        return counted and self._ledger.add(effect, word, people)

    def passive(self, verb: Token) -> bool:
        """Whether the people are the subject: "were killed", "12 hurt", "nobody hurt"."""
        tree = self._tree
        if tree.kids(verb.i, "auxpass"):
            return True
        if verb.tag not in ("VBN", "VBD") or tree.kids(verb.i, "aux"):
            return False
        if any(
            t.lower in self._words["phrase.nobody"] or t.lower == "one" for t in tree.kids(verb.i, "nsubj")
        ):
            return not tree.kids(verb.i, "dobj")  # "nobody hurt"
        after = self._folk.right(verb.i)
        if after:  # "three bombers killed two people", but "nine killed 12 injured"
            k = after[-1].last
            return k < len(self._tokens) and self._tokens[k].lower in self._effects.forms
        return verb.tag == "VBN" or (
            # a headline: "Three aid workers killed and four injured", "nine persons killed"
            not tree.kids(verb.i, "dobj", "ccomp", "dative") and bool(self._folk.left(verb.i))
        )

    def patients(self, verb: Token, passive: bool) -> list[Token]:
        """Heads of the phrases that the syntax makes suffer the verb."""
        tree = self._tree
        if passive:
            hits = tree.kids(verb.i, "nsubjpass", "nsubj")
            if hits and not tree.kids(verb.i, "auxpass") and verb.tag == "VBN" and tree.kids(verb.i, "dobj"):
                hits = tree.kids(verb.i, "dobj")
            hits = self._subjects(verb, hits) if len(hits) > 1 else hits
            return hits or self._inherited_subject(verb)
        hits = tree.kids(verb.i, "dobj")
        if not hits:
            for other in tree.kids(verb.i, "conj"):  # "killing and injuring dozens"
                if other.lemma in self._effects.object and not tree.kids(other.i, "auxpass"):
                    hits = tree.kids(other.i, "dobj")
        return hits

    def _subjects(self, verb: Token, hits: list[Token]) -> list[Token]:
        """Of the several subjects that a hasty parse gives a verb, those that can be its own."""
        tokens, forms = self._tokens, self._effects.forms
        own = [
            h
            for h in hits[:-1]
            if not any(t.lower in forms or t.text == ";" for t in tokens[h.i + 1 : verb.i])
        ]
        own.append(hits[-1])
        counted = [h for h in own if any(p.counted for p in self._folk.joined(h)) or h.ent == "PERSON"]
        return counted or own

    def settled(self, order: list[People], syntax: list[People]) -> list[People]:
        """What word order and syntax say together: a quantity beside the verb outranks a distant subject."""
        if not order or not syntax:
            return order or syntax
        heads = {p.head for p in syntax}
        numbers = {p.quantity.first for p in syntax if p.quantity is not None}
        new = [
            p
            for p in order
            if p.head not in heads and (p.quantity is None or p.quantity.first not in numbers)
        ]
        if len(new) < len(order):
            known = {p.head: p for p in order}
            both = [known.get(p.head, p) if not p.counted else p for p in syntax]
            return sorted([*both, *new], key=lambda p: p.first)
        if self._folk.weak(order[0]) and any(p.counted for p in syntax):
            return syntax
        return order

    def _inherited_subject(self, verb: Token) -> list[Token]:
        """Subject of a passive without its own: "was shot and killed", "who were hurt"."""
        tree, tokens = self._tree, self._tokens
        if verb.dep in ("acl", "relcl") and verb.head != verb.i:
            head = tokens[verb.head]
            return [head] if head.i < verb.i else []
        if verb.dep == "relcl":
            return [tokens[verb.head]]
        if verb.dep in ("oprd", "xcomp", "acomp") and tree.kids(verb.head, "auxpass"):
            return tree.kids(verb.head, "nsubjpass")  # "nobody was reported injured"
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
        people = [p for x in subjects for p in self._folk.joined(self._folk.antecedent(x))]
        people = self.settled(self._folk.left(verb.i), people)
        if verb.lemma == "flee" and people:
            effect = self._flight(verb, people[0])
        return self._ledger.add(effect, verb, people)

    def _flight(self, verb: Token, people: People) -> str:
        """People who flee are displaced; prisoners, captives and those who did it escape."""
        head = self._tokens[people.group[2]] if people.group is not None else None
        if head is not None and head.lemma in self._words["flight.fugitives"]:
            return "escaped"
        low = people.quantity.low if people.quantity is not None else people.low
        home = any(
            t.lemma in ("home", "house", "village", "town", "city", "fighting")
            for t in self._tree.kids(verb.i, "dobj")
        )
        return "displaced" if home or (low or 0) >= 20 else "escaped"

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
        objects = [
            t
            for t in self._tree.kids(verb.i, "dobj", "nsubjpass")
            if t.lower not in ("captive", "hostage") or self._tree.left_edge(t.i) < t.i
        ]
        people = [p for o in objects for p in self._folk.joined(o)]
        if self.passive(verb):
            people = self.settled(self._folk.left(verb.i), people)
        return self._ledger.add("abducted", verb, people)

    def phrasal(self, verb: Token) -> bool:
        """ "lost their lives", "broke out", "were taken to hospital": the companion word makes the effect."""
        tree = self._tree
        near = {t.lemma: t.i for t in self._tokens[verb.i + 1 : verb.i + 6] if t.sent == verb.sent}
        for companion, effect in self._effects.phrasal[verb.lemma]:
            if companion not in near:
                continue
            word = self._tokens[near[companion]]
            if word.pos in ("ADP", "ADV", "PART") and word.head != verb.i:
                continue
            passive = bool(tree.kids(verb.i, "auxpass")) or (
                verb.tag == "VBN" and not tree.kids(verb.i, "aux")
            )
            if companion == "for" and not passive:
                continue
            taken = effect in ("abducted", "captured", "released") and not passive
            taken = taken or (companion == "death" and not passive and bool(tree.kids(verb.i, "dobj")))
            hits = tree.kids(verb.i, "nsubjpass") or ([] if passive else tree.kids(verb.i, "nsubj"))
            if taken:
                hits = tree.kids(verb.i, "dobj")
            if not hits and verb.dep in ("relcl", "acl") and verb.head < verb.i:
                hits = [self._tokens[verb.head]]
            people = [p for h in hits for p in self._folk.joined(h)]
            people = self.settled(self._folk.right(verb.i) if taken else self._folk.left(verb.i), people)
            if verb.pos == "AUX" or verb.lemma == "remain":
                people = [p for p in people if p.counted]
            return self._ledger.add(effect, verb, people, reach=word.i - verb.i)
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
