"""Guises: words that look like a party and are none.

What people were dressed as or posed as, an "it" that means nobody, the country that closes an address.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.records import Token

_POSING = frozenset({"dressed", "disguised", "posing", "posed", "masquerading", "clad", "masked", "costumed"})
_NOBODY = frozenset({"which", "what", "any", "no", "neither", "whichever", "whatever"})
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


def unasked(determiner: Token) -> bool:
    """Whether the first word of a phrase says that nobody is meant: "which side", "any group"."""
    return determiner.lower in _NOBODY


def ends_a_place(tokens: Sequence[Token], first: int) -> bool:
    """Whether a country's name closes the name of a place: "in Birmingham, Alabama, United States"."""
    k = first - 1
    if k < 1 or tokens[k].text != "," or tokens[k - 1].ent not in ("GPE", "LOC", "FAC"):
        return False
    for j in range(k - 1, max(-1, k - 14), -1):
        t = tokens[j]
        if t.sent != tokens[first].sent or t.pos in ("VERB", "AUX", "CCONJ"):
            return False
        if t.pos == "ADP" and t.lower not in ("of", "by"):
            return True
    return False


def _children(tokens: Sequence[Token], verb: Token) -> list[Token]:
    return [t for t in tokens[verb.i + 1 : verb.i + 40] if t.head == verb.i and t.i != verb.i]
