"""Nouns and states of harm: "30 dead", "12 deaths", "the killing of three", "a toll of 12", "no casualties"."""

from __future__ import annotations

from dataclasses import replace

from tocsin.find.phrases import nominal_run
from tocsin.find.toll_ledger import Ledger
from tocsin.find.toll_people import People, PeopleReader
from tocsin.find.toll_traps import is_other_number
from tocsin.find.toll_words import effects
from tocsin.records import Parse, Token


class NounTolls:
    """Figures of one parse that hang on a noun or an adjective."""

    def __init__(self, parse: Parse, folk: PeopleReader, ledger: Ledger) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._folk = folk
        self._tree = folk.tree
        self._ledger = ledger
        self._effects = effects()

    def state(self, word: Token, effect: str) -> bool:
        """ "30 dead", "left eight wounded", "three were dead", "the dead numbered" (not counted)."""
        tokens = self._tokens
        if (word.lower, word.i) in self._ledger.used:
            return False
        left = self._folk.left_quantity(word.i, 7)
        if left is not None:
            return self._ledger.add(effect, word, [left])
        if word.dep in ("acomp", "attr") and tokens[word.head].lemma in ("be", "lie", "remain"):
            subjects = self._tree.kids(word.head, "nsubj")
            return self._ledger.add(effect, word, [p for s in subjects for p in self._folk.joined(s)])
        if word.dep in ("oprd", "ccomp", "acomp", "xcomp") and tokens[word.head].lemma in ("leave", "find"):
            objects = [*self._tree.kids(word.head, "dobj", "nsubjpass"), *self._tree.kids(word.i, "nsubj")]
            return self._ledger.add(effect, word, [p for o in objects for p in self._folk.joined(o)])
        return False

    def event_noun(self, noun: Token, effect: str) -> bool:
        of = self._tree.of_object(noun.i)
        if of is None or of.i - noun.i > 12:
            return False
        people = [p for p in self._folk.joined(of) if p.quantity or p.low is not None]
        return self._ledger.add(effect, noun, people)

    def count_noun(self, noun: Token, effect: str) -> bool:
        """ "12 deaths", "three fatalities", "no injuries": the noun itself is counted."""
        if noun.lemma == "hostage":
            return False
        counted = self._folk.people(noun, True)
        if counted is None or (counted.quantity is None and counted.low != 0):
            return False
        if noun.lemma == "body" and not any(
            t.lemma
            in (
                "find",
                "recover",
                "discover",
                "see",
                "retrieve",
                "pull",
                "count",
                "exhume",
                "bring",
                "lie",
                "dump",
                "identify",
                "bury",
            )
            for t in self._tokens[max(0, noun.i - 8) : noun.i + 8]
        ):
            return False
        return self._ledger.add(effect, noun, [replace(counted, group=None)])

    def casualties(self, noun: Token) -> None:
        """ "no casualties" is nobody killed and nobody hurt; a counted "casualties" mixes both and is no figure."""
        counted = self._folk.people(noun, True)
        if counted is not None and counted.low == 0 and counted.high == 0:
            for effect in ("killed", "injured"):
                self._ledger.add(effect, noun, [replace(counted, group=None)])

    def toll_noun(self, noun: Token) -> None:
        """ "the death toll rose to 17", "put the toll at 30 dead", "a toll of 12"."""
        sentence = self._parse.sentences[noun.sent]
        effect = (
            "injured"
            if any(t.lower in ("injury", "wounded") for t in self._tokens[max(0, noun.i - 2) : noun.i])
            else "killed"
        )
        found: set[bool] = set()  # the new figure (False) and the old one, "cut to 45 from 49"
        for k in range(noun.i + 1, min(sentence.last, noun.i + 22)):
            t = self._tokens[k]
            if t.lower in (
                "to",
                "at",
                "of",
                "is",
                "was",
                "as",
                "reached",
                "reaches",
                "exceeded",
                "above",
                "stood",
                ":",
                "than",
                "from",
                "rises",
                "passed",
                "hit",
                "topped",
                "tops",
            ):
                q = self._folk.quantities.get(k + 1)
                if q and q.form != "article" and not is_other_number(self._tokens, q):
                    run = nominal_run(self._tokens, q.last, sentence.last)
                    if run and self._tokens[run[0]].lemma in self._effects.not_people:
                        continue
                    last = run[1] if run else q.last
                    marks = {"total", "old"} if t.lower == "from" else {"total"}
                    self._ledger.add(
                        effect, noun, [People(q.first, last, q.last - 1, q, None, frozenset(marks))]
                    )
                    found.add(t.lower == "from")
                    if len(found) == 2 or (
                        t.lower != "from"
                        and not any(
                            x.lower == "from" for x in self._tokens[k + 1 : min(sentence.last, k + 6)]
                        )
                    ):
                        return
