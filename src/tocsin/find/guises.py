"""Guises: what people were dressed as or posed as is not who they are; an "it" may mean nobody."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.records import Token

_POSING = frozenset({"dressed", "disguised", "posing", "posed", "masquerading", "clad", "masked", "costumed"})
_IMPERSONAL = frozenset(
    {"clear", "unclear", "known", "unknown", "likely", "unlikely", "possible", "certain", "true", "important"}
)


def guise_of(tokens: Sequence[Token], i: int) -> int | None:
    """The token of those who wear the guise that the noun at ``i`` names: "gunmen dressed as soldiers"."""
    k = i - 1
    while (
        k > 0 and tokens[k].dep in ("amod", "compound", "det", "nummod") and tokens[k].sent == tokens[i].sent
    ):
        k -= 1
    if k < 1 or tokens[k].lower != "as" or tokens[k - 1].lower not in _POSING:
        return None
    if tokens[k].sent != tokens[i].sent:
        return None
    for j in range(k - 2, max(-1, k - 8), -1):
        if tokens[j].pos in ("NOUN", "PROPN") and tokens[j].sent == tokens[i].sent:
            return j
    return k - 1


def means_nobody(tokens: Sequence[Token], i: int) -> bool:
    """ "It is suspected that", "it was not clear who": the pronoun stands for the clause behind it."""
    it = tokens[i]
    if it.lower != "it" or it.dep not in ("nsubj", "nsubjpass", "expl"):
        return False
    verb = tokens[it.head]
    below = [t for t in tokens[verb.i + 1 : verb.i + 9] if t.head == verb.i and t.sent == it.sent]
    if it.dep == "nsubjpass":
        return any(t.dep in ("ccomp", "csubj", "csubjpass", "advcl") for t in _children(tokens, verb))
    return verb.lemma == "be" and any(t.dep in ("acomp", "attr") and t.lower in _IMPERSONAL for t in below)


def _children(tokens: Sequence[Token], verb: Token) -> list[Token]:
    return [t for t in tokens[verb.i + 1 : verb.i + 40] if t.head == verb.i and t.i != verb.i]
