"""The ledger: figures as they are found, each phrase of people counted once an effect."""

from __future__ import annotations

from dataclasses import replace

from tocsin.find.phrases import Tree
from tocsin.find.toll_phrase import People
from tocsin.find.toll_words import effects, figure_words, person_nouns
from tocsin.records import Parse, Token
from tocsin.records.mention import TollMention


class Ledger:
    """Collects figures and refuses to count the same people twice for one effect."""

    def __init__(self, parse: Parse, tree: Tree) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._tree = tree
        self._effects = effects()
        self._words = figure_words()
        self.found: list[TollMention] = []
        self.used: set[tuple[str, int]] = set()  # (effect, head of the people): counted once

    def in_order(self) -> tuple[TollMention, ...]:
        """The figures in text order, ``subset_of`` renumbered."""
        order = sorted(range(len(self.found)), key=lambda k: (self.found[k].span, k))
        place = {old: new for new, old in enumerate(order)}
        return tuple(
            replace(t, subset_of=None if t.subset_of is None else place[t.subset_of])
            for t in (self.found[k] for k in order)
        )

    def add(
        self, effect: str, anchor: Token, people: list[People], reach: int = 0, firm: bool = False
    ) -> bool:
        added = False
        for n, p in enumerate(people):
            key = (effect, p.head)
            number = ("#" + effect, p.quantity.first) if p.quantity is not None else key
            if key in self.used or number in self.used:
                added = True
                continue
            if p.quantity is None and effect in self._words["people.only"] and not self._person(p):
                continue  # "captured the town", "released a report"
            low, high, qualifier = p.low, p.high, p.qualifier
            if p.quantity is not None:
                low, high, qualifier = p.quantity.low, p.quantity.high, p.quantity.qualifier
            elif low is None and high is None:
                continue
            self.used |= {key, number, (anchor.lower, anchor.i)}
            first, last = min(p.first, anchor.i), max(p.last, anchor.i + 1 + reach)
            if n and anchor.i < p.first:
                first = p.first  # later members of a list quote themselves, not the whole list
            marks = set(p.marks)
            if not firm and self.negated(anchor):
                if low or high:
                    marks.add("hypothetical")
            self._note(effect, (low, high, qualifier), (first, last), anchor.i, anchor.sent, p.group, marks)
            added = True
        return added

    def _note(
        self,
        effect: str,
        bounds: tuple[int | None, int | None, str],
        tokens: tuple[int, int],
        anchor: int,
        sent: int,
        group: tuple[int, int, int] | None,
        marks: set[str],
        whole: int | None = None,
    ) -> None:
        span = self._parse.span(*tokens)
        text = span.of(self._parse.text)
        self.found.append(
            TollMention(effect, *bounds, *tokens, span, text, anchor, sent, group, whole, frozenset(marks))
        )

    def _person(self, p: People) -> bool:
        head = self._tokens[p.head]
        if p.low == 0 or "more" in p.marks or p.group is None or head.ent in ("PERSON", "NORP"):
            return True
        return head.lemma in person_nouns() or head.lower in person_nouns()

    def part(self, people: People, start: int, whole: int, after: int = 0) -> bool:
        """Note people told as part of figure ``whole``, quoted from token ``start`` to ``after`` if later.

        False when they are more than the whole.
        """
        base = self.found[whole]
        q = people.quantity
        low, high, qualifier = (
            (q.low, q.high, q.qualifier) if q else (people.low, people.high, people.qualifier)
        )
        if base.qualifier != "vague" and (low or 0) > (base.high or base.low or 0):
            return False  # more than the whole: no part of it
        if (base.effect, people.head) in self.used:
            for k, toll in enumerate(self.found):
                if toll.group and toll.group[2] == people.head and toll.effect == base.effect and k != whole:
                    self.found[k] = replace(toll, subset_of=whole)
            return True
        self.used.add((base.effect, people.head))
        if q is not None:
            self.used.add(("#" + base.effect, q.first))
        first, last = min(people.first, start), max(people.last, after)
        sent = self._tokens[people.first].sent
        anchor = base.anchor if sent == base.sent else people.head
        self._note(
            base.effect, (low, high, qualifier), (first, last), anchor, sent, people.group, set(), whole
        )
        return True

    def negated(self, anchor: Token) -> bool:
        """Denied, only possible, or no more than a purpose ("attacked the prison to free members")."""
        if anchor.tag == "VB" and anchor.dep in ("xcomp", "advcl", "acl", "relcl", "ccomp", "conj"):
            to = any(t.lower == "to" for t in self._tree.kids(anchor.i, "aux"))
            happened = self._tokens[anchor.head].lemma in self._effects.happened
            if to and not happened and not any(t.lemma == "have" for t in self._tree.kids(anchor.i, "aux")):
                return True
        for t in self._tree.kids(anchor.i, "neg", "aux"):
            if t.dep == "neg":
                return True
            if t.lower in ("could", "would", "may", "might", "will", "can", "should") and not any(
                k.lemma == "have" for k in self._tree.kids(anchor.i, "aux")
            ):
                return True
        return False
