"""Noun phrases of a parse: where each begins, what its noun says, and which words mean a state."""

from __future__ import annotations

from typing import NamedTuple

from tocsin.gazetteer.roles import Role, role_at
from tocsin.gazetteer.states import StateWord, state_at
from tocsin.records import Parse

_LEFT = frozenset(
    (
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "nmod",
        "quantmod",
        "predet",
        "npadvmod",
        "punct",
        "advmod",
        "case",
        "neg",
        "prep",
        "pobj",
    )
)
_INNER = frozenset(
    ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "npadvmod", "advmod", "neg")
)
_OWNERS = frozenset(
    (
        "coalition",
        "government",
        "regime",
        "army",
        "military",
        "police",
        "enemy",
        "rebel",
        "militant",
        "insurgent",
        "allied",
        "settler",
    )
)


class Phrases(NamedTuple):
    """``left[i]``: where the phrase headed by token ``i`` begins. ``states``: first token of each word
    for a state -> its end and the word. ``covered``: tokens after the first of such words."""

    parse: Parse
    left: list[int]
    states: dict[int, tuple[int, StateWord]]
    covered: frozenset[int]

    def role(self, i: int) -> Role | None:
        """The role of the noun at ``i``."""
        return role_at(self.parse.tokens, i)

    def is_owner(self, i: int) -> bool:
        """Whether the word at ``i`` names an owner of machines without being a name: "regime jets"."""
        return self.parse.tokens[i].lower in _OWNERS


def phrases(parse: Parse) -> Phrases:
    """The noun phrases of ``parse``."""
    tokens = parse.tokens
    left = list(range(len(tokens)))
    for t in tokens:
        if t.head > t.i and t.dep in _INNER and left[t.i] < left[t.head]:
            left[t.head] = left[t.i]
    states: dict[int, tuple[int, StateWord]] = {}
    covered: set[int] = set()
    inside = {i for name in parse.names if name.actor_id is not None for i in range(name.first, name.last)}
    i, n = 0, len(tokens)
    while i < n:
        hit = None if i in inside else state_at(tokens, i)
        if hit is not None:
            states[i] = hit
            covered.update(range(i + 1, hit[0]))
            i = hit[0]
        else:
            i += 1
    return Phrases(parse, left, states, frozenset(covered))
