"""People in word order: the counted phrases of a sentence and the lists they join into, without syntax."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.find.phrases import NOMINAL, Tree, nominal_run
from tocsin.find.quantities import find_quantities
from tocsin.find.toll_traps import is_other_number
from tocsin.find.toll_words import effects, figure_words, group_sizes
from tocsin.records import Parse, Token
from tocsin.records.mention import Quantity

_REACH = 9  # tokens between the people and the word that counts them


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


class WordOrder:
    """Reads counted phrases off one parse by the order of words alone."""

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

    def left(self, i: int, reach: int = _REACH) -> list[People]:
        """The counted people left of token ``i`` with nothing but fillers between, earlier list members first."""
        sentence = self._parse.sentences[self._tokens[i].sent]
        chunks, inside = self._of_sentence(self._tokens[i].sent)
        named = False
        for k in range(i - 1, max(sentence.first, i - reach) - 1, -1):
            if k in inside:
                return self._list_back(chunks, inside[k], i, reach)
            if self._tokens[k].text in (",", ")"):
                return self._over_aside(k, i, reach)
            if k in self.covering or not self._filler(k, i):
                return []
            if self._tokens[k].pos in NOMINAL:
                named = True
            elif named and self._tokens[k].pos == "VERB":
                return []  # "several outlets reported X dead"
        return []

    def _over_aside(self, k: int, i: int, reach: int) -> list[People]:
        """The people before an aside: "34 people, patients and those caring for them, were killed"."""
        tokens = self._tokens
        if tokens[k + 1].pos != "AUX" or k + 1 > i:
            return []
        chunks, inside = self._of_sentence(tokens[i].sent)
        opening = "(" if tokens[k].text == ")" else ","
        for m in range(k - 1, max(self._parse.sentences[tokens[i].sent].first, k - 14), -1):
            if tokens[m].text == opening:
                if (
                    m - 1 in inside
                    and chunks[inside[m - 1]].last == m
                    and chunks[inside[m - 1]].quantity is not None
                ):
                    return self._list_back(chunks, inside[m - 1], i, reach)
                if opening == "(":
                    return []
            elif tokens[m].pos == "AUX" or tokens[m].tag in ("VBD", "VBZ", "VBP"):
                return []
        return []

    def right(self, i: int) -> list[People]:
        """The counted people right after token ``i``: "killing at least 46 people and a dog handler"."""
        tokens = self._tokens
        end = self._parse.sentences[tokens[i].sent].last
        k = i + 1
        while k < end and k <= i + 2 and tokens[k].pos in ("ADV", "PART") and k not in self.quantities:
            k += 1
        if k not in self.quantities and not (
            k + 1 < end and k + 1 in self.quantities and tokens[k].pos == "DET"
        ):
            return []
        out: list[People] = []
        for people in self.listed(k, end):
            if out and self._starts_clause(people.last, end):
                break
            out.append(people)
        return out

    def ending(self, i: int) -> list[People]:
        """The list of counted people that ends right before token ``i`` (a comma or "were" may stand between)."""
        chunks, inside = self._of_sentence(self._tokens[i].sent)
        k = i - 1
        while k > i - 3 and k >= 0 and self._tokens[k].lower in (",", "were", "was", "are"):
            k -= 1
        if k not in inside or chunks[inside[k]].last != k + 1:
            return []
        return self._list_back(chunks, inside[k], i, _REACH)

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
        """The phrases of people of a list that begins at token ``k``: "seven children and a pregnant woman"."""
        tokens = self._tokens
        first = True
        while k < end:
            people = self._chunk(k, end, first)
            if people is None or (people.group is None and people.quantity is None):
                return
            yield people
            first = False
            k = self._past_age(people.last, end)
            joint = self._joint(k, end)
            if not joint:
                return
            k += joint

    def _past_age(self, k: int, end: int) -> int:
        """The token after an age at ``k``: "a baby of 40 days and ...", "a child aged three", "a boy, 12, and ..."."""
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

    # -- one phrase --------------------------------------------------------------------------

    def _chunk(self, k: int, end: int, first: bool = True) -> People | None:
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

    def _of_sentence(self, sent: int) -> tuple[list[People], dict[int, int]]:
        """The counted phrases of a sentence, and for each token of one its place among them."""
        known = self._chunks.get(sent)
        if known is None:
            chunks: list[People] = []
            inside: dict[int, int] = {}
            sentence = self._parse.sentences[sent]
            k = sentence.first
            while k < sentence.last:
                people = self._chunk(k, sentence.last, not chunks)
                if people is not None:
                    inside.update(dict.fromkeys(range(people.first, people.last), len(chunks)))
                    chunks.append(people)
                    k = max(people.last, k + 1)
                else:
                    k += 1
            known = self._chunks[sent] = chunks, inside
        return known

    # -- lists -------------------------------------------------------------------------------

    def _list_back(self, chunks: list[People], n: int, i: int, reach: int) -> list[People]:
        last = chunks[n]
        if last.last > i and last.quantity is not None and last.head == i:
            cut = self.counted_from(last.quantity, i)  # "12 hurt": the word that counts is the head
            if cut is None:
                return []
            last = cut
        before = self._before(last)
        if before is not None and before.lower in self._words["beside.subset_leads"]:
            return self.left(before.i, reach) or [last]
        out = [last]
        joiners: list[str] = []
        while n:
            previous = chunks[n - 1]
            gap = " ".join(
                t.lower
                for t in self._tokens[previous.last : chunks[n].first]
                if t.lower not in self._words["phrase.definite"]
            )
            if gap not in self._words["beside.joiners"] or (gap == "," and not joiners):
                break
            if self._part(previous) or (joiners and gap != ","):
                break
            joiners.append(gap)
            n -= 1
            out.insert(0, previous)
        if len(joiners) == 1 and joiners[0].startswith(","):
            del out[:-1]  # "... two of them children, and nine others are hurt"
        while len(out) > 1 and self._governed(out[0]):
            out.pop(0)
        if len(out) == 1 and out[0].quantity is None:
            lead = self._before(out[0])
            if out[0].last != i or lead is None or lead.pos != "CCONJ":  # "three killed and a fourth wounded"
                return []  # "three men in a market were killed": the syntax knows who
        return out

    def _before(self, people: People) -> Token | None:
        t = self._tokens[people.first - 1] if people.first else None
        return t if t is not None and t.sent == self._tokens[people.first].sent else None

    def _part(self, people: People) -> bool:
        """Whether the phrase is told as part of another: "including five children", "among them a nurse"."""
        before = self._before(people)
        return before is not None and before.lower in ("including", "them", "whom")

    def _governed(self, people: People) -> bool:
        """Whether a verb or a preposition before the phrase claims it."""
        before = self._before(people)
        if (
            before is None
            or before.lower in self._words["beside.subset_leads"]
            or before.lemma in ("leave", "find")
        ):
            return False
        if before.lower == "with":  # "..., with 844 people and 33 policemen hurt"
            return before.i == 0 or self._tokens[before.i - 1].text != ","
        return before.pos in ("VERB", "ADP")

    def weak(self, people: People) -> bool:
        """Whether a preposition stands before the phrase: "the leaders of two groups were killed"."""
        before = self._before(people)
        return before is not None and before.pos == "ADP"

    def _starts_clause(self, k: int, end: int) -> bool:
        """Whether the phrase that ends before token ``k`` is the subject of what follows."""
        if k >= end:
            return False
        t = self._tokens[k]
        return t.pos == "AUX" or t.tag in ("VBD", "VBZ", "VBP") or t.lower in self._effects.state

    def _filler(self, k: int, i: int) -> bool:
        t: Token = self._tokens[k]
        if t.pos in NOMINAL or t.pos in ("AUX", "ADV", "ADJ") or t.lower in self._words["beside.between"]:
            return True
        if (
            k
            and self._tokens[k - 1].lower == "of"
            and (t.lower in ("a", "an") or t.lower in self._words["phrase.after_of"])
        ):
            return True
        return (
            t.pos == "VERB" and t.tag in ("VBN", "VBG") and k + 1 < i and self._tokens[k + 1].pos in NOMINAL
        )
