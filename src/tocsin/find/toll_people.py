"""People in a sentence: the phrase around a head or beside a verb, who is counted in it, and how many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tocsin.find.phrases import NOMINAL, Tree, nominal_run
from tocsin.find.quantities import find_quantities
from tocsin.find.toll_traps import is_other_number
from tocsin.find.toll_words import effects
from tocsin.records import Parse, Token
from tocsin.records.mention import Quantity

_ZERO = frozenset({"no", "zero", "without"})
_NOBODY = frozenset({"nobody", "none"})
_SINGULAR_DETERMINERS = frozenset({"a", "an", "one", "another"})
_PRONOUNS = frozenset(
    {"he", "she", "him", "her", "they", "them", "who", "whom", "that", "which", "it", "we", "us", "i", "you"}
)
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})


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


class PeopleReader:
    """Reads phrases of people off one parse."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._effects = effects()
        self.tree = self._tree = Tree.of(parse)
        self.quantities = find_quantities(parse)
        self.covering: dict[int, Quantity] = {
            k: q for q in self.quantities.values() for k in range(q.first, q.last)
        }

    def people(self, head: Token, anything: bool) -> People | None:
        """The phrase headed by ``head`` as counted people; None when it is no people or cannot be counted."""
        tokens, tree = self._tokens, self._tree
        if head.lower in _REFLEXIVE:
            if head.lower == "themselves":
                return None
            return People(head.i, head.i + 1, head.i, None, None, frozenset({"self", "bare"}), 1, 1)
        if head.lower in _PRONOUNS:
            return None
        first = tree.left_edge(head.i)
        last = head.i + 1
        real = head
        quantity = self.covering.get(head.i)
        if quantity is None:
            for k in range(first, head.i + 1):
                if k in self.covering:
                    quantity = self.covering[k]
                    break
        else:
            first = min(first, quantity.first)
        if quantity is not None:
            first = min(first, quantity.first)
        of = tree.of_object(head.i)
        if head.pos == "NUM" or head.lower in (
            "number",
            "dozens",
            "scores",
            "hundreds",
            "thousands",
            "tens",
            "group",
            "handful",
            "couple",
            "total",
            "one",
            "some",
            "many",
            "several",
            "half",
            "both",
            "majority",
            "members",
            "member",
            "pair",
            "families",
        ):
            if of is not None and of.i - head.i <= 9:
                real = of
                last = of.i + 1
                if head.lower in ("group", "total", "members", "families") and quantity is None:
                    inner = self.people(of, anything)
                    if inner is not None and inner.quantity is not None:
                        return replace(inner, first=first)
                if head.lower in ("member", "members", "families"):
                    real = head
            elif head.lower in ("number", "group", "total"):
                return None
        for k in range(head.i - 1, first - 1, -1):  # "TURKEY - Two soldiers", "Occupation of Iraq: two men"
            if tokens[k].text in (":", "-", "–", "—") and tokens[k].end != tokens[k + 1].start:
                first = k + 1
                break
        if not anything and real.lemma in self._effects.not_people and real.pos == "NOUN":
            return None
        if quantity is not None:
            if is_other_number(self._tokens, quantity):
                return None
            group = (
                None
                if real.i < quantity.last
                else (tree.left_edge(real.i) if real is not head else quantity.last, last, real.i)
            )
            if real is head and real.i >= quantity.last:
                group = (quantity.last, last, real.i)
            return People(first, last, head.i, quantity, group, frozenset({"more"} if quantity.more else ()))
        return self.uncounted(head, real, first, last)

    def joined(self, head: Token) -> list[People]:
        head = self.antecedent(head)
        out = []
        first = self.people(head, False)
        if first is not None:
            out.append(first)
        for other in self._tree.conjuncts(head.i):
            if other.pos in (*NOMINAL, "NUM", "PRON", "ADJ"):
                people = self.people(other, False)
                if (
                    people is not None
                    and (people.quantity or people.low is not None)
                    and "bare" not in people.marks
                ):
                    out.append(people)
        return out

    def uncounted(self, head: Token, real: Token, first: int, last: int) -> People | None:
        tokens = self._tokens
        leading = tokens[first].lower
        group = (
            first + 1 if tokens[first].pos in ("DET", "PRON") and first < head.i else first,
            last,
            real.i,
        )
        if leading in _ZERO or any(t.lower == "no" for t in tokens[first : head.i]):
            return People(first, last, head.i, None, None, frozenset({"negated"}), 0, 0)
        if head.lower in _NOBODY or (head.lower == "one" and head.i and tokens[head.i - 1].lower == "no"):
            return People(
                head.i - (head.lower == "one"), head.i + 1, head.i, None, None, frozenset({"negated"}), 0, 0
            )
        if head.lower == "one" or (leading in _SINGULAR_DETERMINERS and head.tag in ("NN", "NNP")):
            return People(
                first, last, head.i, None, group if head.lower != "one" else None, frozenset(), 1, 1
            )
        if head.lower == "another":
            return People(first, last, head.i, None, None, frozenset({"more"}), 1, 1)
        if head.pos == "PROPN" and (head.tag == "NNP" or head.ent == "PERSON"):
            if head.ent in ("PERSON", ""):
                return People(
                    first, last, head.i, None, (first, last, head.i), frozenset({"named", "bare"}), 1, 1
                )
            return None
        if head.tag in ("NNS", "NNPS") or head.lower in ("people", "police", "personnel"):
            marks = {"bare"}
            if leading in ("the", "these", "those", "all", "its", "their", "his", "her", "our"):
                marks.add("definite")
            return People(first, last, head.i, None, group, frozenset(marks), 2, None, "vague")
        if head.tag == "NN" and head.pos == "NOUN":
            return People(first, last, head.i, None, group, frozenset({"bare", "definite"}), 1, 1)
        return None

    def beside(self, verb: Token, passive: bool) -> People | None:
        """People counted right beside the verb, by word order alone."""
        if passive:
            return self.left_quantity(verb.i, 6)
        end = self._parse.sentences[verb.sent].last
        k = verb.i + 1
        while k < end and k <= verb.i + 2 and (self._tokens[k].pos == "ADV" and k not in self.quantities):
            k += 1
        quantity = self.quantities.get(k)
        return self.counted_from(quantity, end) if quantity else None

    def left_quantity(self, i: int, reach: int) -> People | None:
        """The quantity left of token ``i`` with nothing but its noun phrase and auxiliaries between."""
        tokens = self._tokens
        sentence = self._parse.sentences[tokens[i].sent]
        for k in range(i - 1, max(sentence.first, i - reach) - 1, -1):
            t = tokens[k]
            quantity = self.covering.get(k)
            if quantity is not None:
                people = self.counted_from(quantity, i)
                if people is None or people.last > i:
                    return None
                if quantity.first and tokens[quantity.first - 1].lower in ("including", "most"):
                    return self.left_quantity(quantity.first - 1, reach) or people
                return people
            if (
                t.pos in (*NOMINAL, "AUX", "ADV", "ADJ")
                or t.lower
                in (
                    "of",
                    "the",
                    "them",
                    "whom",
                    "others",
                    "reported",
                    "reportedly",
                    "been",
                    "also",
                    "left",
                    "feared",
                    "confirmed",
                    "-",
                )
                or (
                    t.pos == "VERB" and t.tag in ("VBN", "VBG") and k + 1 < i and tokens[k + 1].pos in NOMINAL
                )
            ):
                continue
            return None
        return None

    def counted_from(self, quantity: Quantity, end: int) -> People | None:
        tokens = self._tokens
        if is_other_number(self._tokens, quantity):
            return None
        k = quantity.last
        if k + 1 < end and tokens[k].lower == "of":
            k += 1
            while k < end and tokens[k].lower in (
                "the",
                "its",
                "their",
                "his",
                "them",
                "whom",
                "these",
                "those",
            ):
                k += 1
        run = nominal_run(tokens, k, min(end, len(tokens)))
        if run is None:
            return People(
                quantity.first,
                quantity.last,
                quantity.last - 1,
                quantity,
                None,
                frozenset({"more"} if quantity.more else ()),
            )
        head = tokens[run[0]]
        if head.lemma in self._effects.not_people:
            return None
        start = k
        while start < run[0] and tokens[start].lower in ("other", "others", "more", "further", "additional"):
            start += 1
        group = None if head.lower in ("others",) else (start, run[1], run[0])
        return People(
            quantity.first, run[1], run[0], quantity, group, frozenset({"more"} if quantity.more else ())
        )

    def antecedent(self, token: Token) -> Token:
        """For a relative pronoun, the noun its clause hangs on."""
        if token.lower in ("who", "that", "which", "whom"):
            clause = self._tokens[token.head]
            if clause.dep == "relcl" and clause.head < clause.i:
                return self._tokens[clause.head]
        return token

    def listed(self, k: int, end: int) -> Iterator[People]:
        """The phrases of people of a list that begins at token ``k``: "seven children and a pregnant woman"."""
        tokens = self._tokens
        while k < end:
            if tokens[k].lower in ("all", "both") and k + 1 in self.quantities:
                k += 1
            quantity = self.quantities.get(k)
            people = None
            if quantity is not None:
                people = self.counted_from(quantity, end)
            elif tokens[k].lower in ("a", "an", "one"):
                run = nominal_run(tokens, k + 1, end)
                if run is not None and tokens[run[0]].lemma not in self._effects.not_people:
                    people = People(k, run[1], run[0], None, (k + 1, run[1], run[0]), frozenset(), 1, 1)
            if people is None or (people.group is None and people.quantity is None):
                return
            yield people
            k = people.last
            while k < end and tokens[k].lower in (",", "and", "as", "well"):
                k += 1
