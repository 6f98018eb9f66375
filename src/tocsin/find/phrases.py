"""Noun phrases over a parse: where one begins and ends, what is counted in it, what it is joined with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tocsin.records import Parse, Token

_PREMODIFIERS = frozenset(
    {
        "det",
        "amod",
        "nummod",
        "compound",
        "poss",
        "quantmod",
        "nmod",
        "advmod",
        "predet",
        "case",
        "punct",
        "npadvmod",
    }
)
_INNER = frozenset({"-", "–", "'s", "’s", "’", "'", "&"})  # may stand inside a name
_QUOTES = frozenset({"“", "‘", '"', "'"})
NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(slots=True)
class Tree:
    """Children of every token, computed once a report."""

    tokens: tuple[Token, ...]
    children: dict[int, list[Token]] = field(default_factory=dict)

    @classmethod
    def of(cls, parse: Parse) -> Tree:
        children: dict[int, list[Token]] = defaultdict(list)
        for t in parse.tokens:
            if t.head != t.i:
                children[t.head].append(t)
        return cls(parse.tokens, children)

    def kids(self, i: int, *deps: str) -> list[Token]:
        """Children of token ``i`` whose dependency is one of ``deps`` (all when none is given)."""
        found = self.children.get(i, [])
        return [t for t in found if t.dep in deps] if deps else found

    def left_edge(self, i: int) -> int:
        """First token of the base noun phrase headed by ``i`` (premodifiers only)."""
        first = i
        for t in self.children.get(i, ()):
            if t.i < first and t.dep in _PREMODIFIERS and t.i >= i - 14:
                if t.dep == "punct" and t.text not in "-–'’\"“":
                    continue
                first = min(first, self.left_edge(t.i) if t.dep != "punct" else t.i)
        return first

    def conjuncts(self, i: int) -> list[Token]:
        """Tokens joined to ``i`` by and/or/commas, in text order."""
        out: list[Token] = []
        for t in self.kids(i, "conj", "appos"):
            if t.dep == "conj" and t.i > i:
                out.append(t)
                out.extend(self.conjuncts(t.i))
        return out

    def of_object(self, i: int) -> Token | None:
        """The noun of "of ..." under ``i`` ("dozens of people" -> people)."""
        for prep in self.kids(i, "prep"):
            if prep.lower == "of" and prep.i > i:
                for obj in self.kids(prep.i, "pobj", "pcomp"):
                    return obj
        return None


def nominal_run(tokens: tuple[Token, ...], i: int, end: int) -> tuple[int, int] | None:
    """(head, token after) of the nouns and their modifiers that begin at ``i``, by part of speech alone."""
    head = None
    k = i
    while k < end:
        t = tokens[k]
        if t.pos in NOMINAL:
            head = k
        elif (
            (t.text in _QUOTES and head is None and k + 1 < end)
            or (t.pos in ("ADJ", "ADV", "NUM") and head is None)
            or (k > i and t.text in _INNER)
        ):
            pass
        elif (
            t.pos == "VERB"
            and t.tag in ("VBN", "VBG")
            and head is None
            and k + 1 < end
            and tokens[k + 1].pos in NOMINAL
        ):
            pass  # "armed men", "wanted militants"
        else:
            break
        k += 1
    if head is None:
        return None
    return head, head + 1
