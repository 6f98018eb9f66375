"""Phrases of people: what a quantity or an article opens, read by the order of words alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.find.phrases import Tree, nominal_run
from tocsin.find.quantities import find_quantities
from tocsin.find.toll_traps import is_other_number
from tocsin.find.toll_words import effects, figure_words, group_sizes
from tocsin.records import Parse
from tocsin.records.mention import Quantity


@dataclass(frozen=True, slots=True)
class People:
    """A phrase of people: tokens ``[first, last)``, its head, the quantity in it.

    ``group`` is (first, after, head) of the words that say who they are. ``low``, ``high`` and
    ``qualifier`` count a phrase without a quantity ("a soldier", "no one", "troops").
    """

    first: int
    last: int
    head: int
    quantity: Quantity | None
    group: tuple[int, int, int] | None
    marks: frozenset[str] = frozenset()
    low: int | None = None
    high: int | None = None
    qualifier: str = "exact"

    @property
    def counted(self) -> bool:
        """Whether a number or an article says how many."""
        return self.quantity is not None or (self.low is not None and "bare" not in self.marks)


class Phrases:
    """Reads counted phrases off one parse."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._effects = effects()
        self._words = figure_words()
        self.tree = self._tree = Tree.of(parse)
        self.quantities = find_quantities(parse)
        self.covering: dict[int, Quantity] = {
            k: q for q in self.quantities.values() for k in range(q.first, q.last)
        }
        self._chunks: dict[int, tuple[list[People], dict[int, int]]] = {}

    def counted_from(self, quantity: Quantity, end: int) -> People | None:
        """The phrase that ``quantity`` opens, up to token ``end``; None when it counts no people."""
        tokens, words = self._tokens, self._words
        if is_other_number(tokens, quantity):
            return None
        k = quantity.last
        if k + 1 < end and tokens[k].lower == "of":
            k += 1
            while k < end and tokens[k].lower in words["phrase.after_of"]:
                k += 1
        run = nominal_run(tokens, k, min(end, len(tokens)))
        marks = frozenset({"more"} if quantity.more else ())
        if run is None:
            return People(quantity.first, quantity.last, quantity.last - 1, quantity, None, marks)
        head = tokens[run[0]]
        if head.lemma in self._effects.not_people:
            return None
        start, last = k, run[1]
        while start < run[0] and tokens[start].lower in words["phrase.other"]:
            start += 1
        if head.lower in words["phrase.members"] and last + 1 < end and tokens[last].lower == "of":
            inner = last + 2 if tokens[last + 1].lower in ("a", "an", "the", "its", "their") else last + 1
            more = nominal_run(tokens, inner, end)
            last = more[1] if more is not None else last
        group = None if head.lower == "others" else (start, last, run[0])
        return People(quantity.first, last, run[0], quantity, group, marks)

    def listed(self, k: int, end: int) -> Iterator[People]:
        """The phrases of a list that begins at token ``k``: "seven children and a pregnant woman"."""
        first = True
        while k < end:
            people = self.chunk(k, end, first)
            if people is None or (people.group is None and people.quantity is None):
                return
            yield people
            first = False
            k = self._past_age(people.last, end)
            joint = self._joint(k, end)
            if not joint:
                return
            k += joint

    def chunk(self, k: int, end: int, first: bool = True) -> People | None:
        tokens, words = self._tokens, self._words
        low = tokens[k].lower
        if (
            k not in self.quantities
            and k + 1 in self.quantities
            and (low in words["phrase.definite"] or low == "both")
        ):
            k += 1
        quantity = self.quantities.get(k)
        if quantity is not None:
            return self.counted_from(quantity, end)
        if low in words["phrase.singular"] or (not first and low in words["phrase.possessive"]):
            run = nominal_run(tokens, k + 1, end)
            if run is None:
                if k + 1 < end and tokens[k + 1].lower in words["phrase.ordinals"]:
                    return People(k, k + 2, k + 1, None, (k, k + 2, k + 1), frozenset({"more"}), 1, 1)
                return None
            head = tokens[run[0]]
            if head.lemma in self._effects.not_people or head.tag in ("NNS", "NNPS"):
                return None
            size = group_sizes().get(head.lower, 1)
            return People(k, run[1], run[0], None, (k + 1, run[1], run[0]), frozenset(), size, size)
        return None

    def of_sentence(self, sent: int) -> tuple[list[People], dict[int, int]]:
        """The counted phrases of a sentence, and for each token of one its place among them."""
        known = self._chunks.get(sent)
        if known is None:
            chunks: list[People] = []
            inside: dict[int, int] = {}
            sentence = self._parse.sentences[sent]
            k = sentence.first
            while k < sentence.last:
                people = self.chunk(k, sentence.last, not chunks)
                if people is not None:
                    inside.update(dict.fromkeys(range(people.first, people.last), len(chunks)))
                    chunks.append(people)
                    k = max(people.last, k + 1)
                else:
                    k += 1
            known = self._chunks[sent] = chunks, inside
        return known

    def _past_age(self, k: int, end: int) -> int:
        """The token after an age at ``k``: "a baby of 40 days", "a child aged three", "a boy, 12, and"."""
        low = [t.lower for t in self._tokens[k : min(end, k + 4)]]
        if len(low) > 1 and k + 1 in self.quantities:
            after = self.quantities[k + 1].last
            if low[0] in ("aged", "of", "(", ","):
                unit = after < end and self._tokens[after].lemma in ("year", "month", "day")
                closed = after < end and self._tokens[after].text == (")" if low[0] == "(" else ",")
                if low[0] == "aged" or (low[0] == "of" and unit):
                    return after + unit
                if low[0] in ("(", ",") and closed:
                    return after + (low[0] == "(")
        return k

    def _joint(self, k: int, end: int) -> int:
        """How many tokens from ``k`` on join two members of a list (", as well as")."""
        low = [t.lower for t in self._tokens[k : min(end, k + 4)]]
        return next(
            (n for n in range(len(low), 0, -1) if " ".join(low[:n]) in self._words["beside.joiners"]), 0
        )
