"""Noun phrases of a parse: where each begins, what its noun says, and which words mean a state."""

from __future__ import annotations

from typing import NamedTuple

from tocsin.gazetteer.roles import Role, RoleTable, attached_at, role_at, roles
from tocsin.gazetteer.states import StateWord, state_at
from tocsin.records import Parse

_INNER = frozenset(
    ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "npadvmod", "advmod", "neg")
)
_AFTER_DATELINE = frozenset((",", "-", "–", "—", "--", ":", "("))
_MODIFIERS = frozenset(("amod", "compound", "nmod", "poss", "npadvmod"))


class Phrases(NamedTuple):
    """``left[i]``: where the phrase headed by token ``i`` begins. ``states``: first token of each word
    for a state -> its end and the word. ``covered``: the other tokens of such words."""

    parse: Parse
    left: list[int]
    states: dict[int, tuple[int, StateWord]]
    covered: frozenset[int]
    table: RoleTable

    def role(self, i: int) -> Role | None:
        """The role of the noun at ``i``, its compound first: "police officer" before "officer"."""
        return None if i in self.covered or i in self.states else role_at(self.parse.tokens, i)

    def compound_start(self, i: int) -> int:
        """Where the two-word noun that ends at ``i`` begins ("armed" in "armed group"), else ``i``."""
        tokens = self.parse.tokens
        return i - 1 if i and (tokens[i - 1].lower, tokens[i].lower) in self.table.double else i

    def is_owner(self, i: int) -> bool:
        """Whether the word at ``i`` is an owner of machines without being a name: "regime jets"."""
        return self.parse.tokens[i].lower in self.table.owners

    def dateline(self, first: int, last: int) -> bool:
        """Whether the name in capitals is where the report was filed: "KAMPALA, Feb 23 - Rebels ..."."""
        tokens = self.parse.tokens
        return (
            first == self.parse.sentences[tokens[first].sent].first
            and last < len(tokens)
            and tokens[last].lower in _AFTER_DATELINE
            and all(t.text.isupper() or t.pos == "PUNCT" for t in tokens[first:last])
        )

    def attached(self, after: int) -> bool:
        """Whether the name that ends at ``after`` only says whose friend or work it is: "Iranian-backed"."""
        return attached_at(self.parse.tokens, after)

    def modified(self, i: int) -> int | None:
        """The last noun to the right that token ``i`` modifies, directly or through another: ``strikes``
        for ``US`` in "US drone strikes". None when it stands for itself."""
        tokens = self.parse.tokens
        t = tokens[i]
        if t.dep not in _MODIFIERS:
            if (
                t.dep == "conj"
                and t.pos == "ADJ"
                and tokens[t.head].dep in _MODIFIERS
                and tokens[t.head].head > i
            ):
                return self.modified(t.head)
            return None
        found = None
        while t.dep in _MODIFIERS and t.head > t.i:
            found = t.head
            t = tokens[found]
            if t.dep == "poss":
                break
        return found

    def conjoined(self, i: int, noun: int) -> bool:
        """Whether an "and" or "or" stands between token ``i`` and ``noun``."""
        return any(self.parse.tokens[j].pos == "CCONJ" for j in range(i + 1, noun))

    def is_event(self, i: int) -> bool:
        """Whether the noun at ``i`` is an attack or a means of it: "strike", "air strike", "artillery"."""
        tokens = self.parse.tokens
        word = tokens[i].lower
        return word in self.table.events or (i > 0 and f"{tokens[i - 1].lower} {word}" in self.table.events)


def phrases(parse: Parse) -> Phrases:
    """The noun phrases of ``parse``."""
    tokens = parse.tokens
    left = list(range(len(tokens)))
    for t in tokens:
        if t.head > t.i and t.dep in _INNER and left[t.i] < left[t.head]:
            left[t.head] = left[t.i]
    states: dict[int, tuple[int, StateWord]] = {}
    covered: set[int] = set()
    i, n = 0, len(tokens)
    while i < n:
        hit = None if tokens[i].ent == "ACTOR" else state_at(tokens, i)
        if hit is not None:
            states[i] = hit
            covered.update(range(i + 1, hit[0]))
            i = hit[0]
        else:
            i += 1
    return Phrases(parse, left, states, frozenset(covered), roles())
