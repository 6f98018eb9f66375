"""Doers: the fighters and weapons that stand behind a verb or noun of harm.

Common words ("hit", "entered", "held") name an incident only when somebody armed does them, and
"attacked" is an air strike when jets did it. Both questions are about the phrases that the syntax
hangs on the word: its subject, "by", "with", "from", and the noun before it.
"""

from __future__ import annotations

from typing import Any

from tocsin.codebook import words
from tocsin.find.phrases import Tree
from tocsin.find.subjects import agents, is_passive, subjects
from tocsin.gazetteer.roles import role_at, roles
from tocsin.records import Parse, Token

_SKIPPED = frozenset({"ADV", "AUX", "PART", "PUNCT"})
_TOOLS = frozenset({"with", "using", "from", "by", "of"})
_NAMED = "actor"
_MACHINES = frozenset({"machines", "guns"})


class Doers:
    """Who stands behind the words of one parse."""

    def __init__(self, parse: Parse, tree: Tree) -> None:
        self._tokens = parse.tokens
        self._tree = tree
        self._spans = [(n.first, n.last) for n in parse.names if n.actor_id]
        self._actors = {i for first, last in self._spans for i in range(first, last)}

    def inside_name(self, first: int, last: int) -> bool:
        """Whether the words are part of an actor's longer name: "Front for the Liberation of Palestine"."""
        return any(f <= first and last <= end and last - first < end - f for f, end in self._spans)

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
        """Subject or "by" of ``token``; the noun before ``first`` where a headline is misparsed."""
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
        """What the deed was done with: doers, "with rockets", "from drones", the noun in front."""
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

    def under(self, head: Token, *prepositions: str) -> list[Token]:
        """Objects of the given prepositions under ``head``, with those joined to them."""
        out = []
        for prep in self._tree.kids(head.i, "prep"):
            if prep.lower in prepositions:
                for o in self._tree.kids(prep.i, "pobj"):
                    out += [o, *self._tree.conjuncts(o.i)]
        return out

    def meet(self, entry: dict[str, Any], token: Token, first: int) -> bool:
        """Whether the doer and object that an entry of the trigger list asks for are there."""
        doer = entry.get("doer")
        if doer is not None:
            kinds = {self.armed(t) for t in self.acting(token, first)} - {None}
            if doer == "people":
                kinds -= _MACHINES
            elif doer == "weapon":
                kinds &= {"guns"}
            if not kinds:
                return False
            if entry["kind"] == "takeover" and token.dep in ("acl", "relcl"):
                return False  # "areas occupied by the rebels" says whose they are, not what happened
        wanted = entry.get("object")
        if wanted is None:
            return True
        listed = words("triggers")["context"]["places" if wanted == "place" else "people"]
        found = self.objects(token)
        if wanted == "place":
            for prep in self._tree.kids(token.i, "prep"):
                found += self._tree.kids(prep.i, "pobj")
            return any(t.lemma in listed or t.ent in ("GPE", "LOC", "FAC") for t in found)
        return any(t.lemma in listed for t in found)

    def fire(self, token: Token, first: int) -> bool:
        """ "Syrian forces shell villages", where the parser took "shell" for a noun."""
        if (
            token.lower not in ("shell", "mortar", "rocket")
            or token.tag != "NN"
            or token.i + 1 >= len(self._tokens)
        ):
            return False
        plural = [t for t in self._before(token, first) if t.tag in ("NNS", "NNPS")]
        follower = self._tokens[token.i + 1]
        return follower.pos in ("DET", "NOUN", "PROPN", "ADJ") and any(self.armed(t) for t in plural)

    def objects(self, token: Token) -> list[Token]:
        """Those who suffer what the verb says: its object, or the subject of a passive."""
        tree = self._tree
        found = subjects(tree, token) if is_passive(tree, token) else tree.kids(token.i, "dobj")
        return [x for s in found for x in (s, *tree.conjuncts(s.i))]
