"""Doers: the fighters and weapons that stand behind a verb or noun of harm.

Common words ("hit", "entered", "held") name an incident only when somebody armed does them, and
"attacked" is an air strike when jets did it. Both questions are about the phrases that the syntax
hangs on the word: its subject, "by", "with", "from", and the noun before it.
"""

from __future__ import annotations

from tocsin.find.phrases import Tree
from tocsin.find.subjects import agents, is_passive, subjects
from tocsin.gazetteer.roles import role_at, roles
from tocsin.records import Parse, Token

_SKIPPED = frozenset({"ADV", "AUX", "PART", "PUNCT"})
_TOOLS = frozenset({"with", "using", "from", "by", "of"})
_NAMED = "actor"


class Doers:
    """Who stands behind the words of one parse."""

    def __init__(self, parse: Parse, tree: Tree) -> None:
        self._tokens = parse.tokens
        self._tree = tree
        self._actors = {i for n in parse.names if n.actor_id for i in range(n.first, n.last)}

    def armed(self, token: Token) -> str | None:
        """The class of fighters that the noun means, ``actor`` for a known group's name, else None."""
        if token.i in self._actors:
            return _NAMED
        role = role_at(self._tokens, token.i)
        if role is not None and role.armed and role.name != "regime":
            return role.name
        if token.lower in roles().gatherers or token.lower in roles().groups:
            inner = self._tree.of_object(token.i)
            if inner is not None and inner.i != token.i:
                return self.armed(inner)
        return None

    def acting(self, token: Token, first: int) -> list[Token]:
        """Those who do what ``token`` says: subject or "by"; the noun before ``first`` where headlines misparse."""
        tree = self._tree
        if token.pos in ("VERB", "AUX"):
            by = agents(tree, token)
            if by or is_passive(tree, token):
                return by or self._before(token, first)
            own = subjects(tree, token)
            return [x for s in own for x in (s, *tree.conjuncts(s.i))] or self._before(token, first)
        return [*agents(tree, token), *self._before(token, first)]

    def _before(self, token: Token, first: int) -> list[Token]:
        k = first - 1
        while k >= 0 and self._tokens[k].sent == token.sent and self._tokens[k].pos in _SKIPPED:
            k -= 1
        if k < 0 or self._tokens[k].sent != token.sent or self._tokens[k].pos not in ("NOUN", "PROPN"):
            return []
        return [self._tokens[k]]

    def tools(self, token: Token, first: int) -> list[Token]:
        """What the deed was done with: its doers, "with rockets", "from drones", "rocket" in "rocket attack"."""
        tree = self._tree
        out = self.acting(token, first)
        heads = [token]
        if token.pos not in ("VERB", "AUX"):
            out += [t for t in tree.kids(token.i, "compound", "amod", "nmod") if t.i < token.i]
            parent = self._tokens[token.head]
            if token.dep in ("nsubjpass", "dobj") and parent.pos == "VERB":
                heads.append(parent)
        for head in heads:
            for prep in tree.kids(head.i, "prep", "agent", "acl", "advcl"):
                if prep.lower in _TOOLS and (prep.lower != "of" or head.pos == "NOUN"):
                    for o in tree.kids(prep.i, "pobj", "dobj"):
                        out += [o, *tree.conjuncts(o.i)]
        return out

    def objects(self, token: Token) -> list[Token]:
        """Those who suffer what the verb says: its object, or the subject of a passive."""
        tree = self._tree
        found = subjects(tree, token) if is_passive(tree, token) else tree.kids(token.i, "dobj")
        return [x for s in found for x in (s, *tree.conjuncts(s.i))]
