"""Subjects: who acts in a verb, by the syntax, with the subject that joined verbs share."""

from __future__ import annotations

from functools import cache

from tocsin.codebook import words
from tocsin.find.guises import guise_of
from tocsin.find.phrases import NOMINAL, Tree
from tocsin.records import Token

_RELATIVE = frozenset({"who", "that", "which", "whom"})


@cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of verbs of speech and thought: who says so did not do it."""
    return frozenset(words("marks")["speech"])


@cache
def stopping_verbs() -> frozenset[str]:
    """Lemmas of verbs that keep an attack from happening: who foils it did not make it."""
    return frozenset(words("roles")["stopping"])


@cache
def charging_verbs() -> frozenset[str]:
    """Lemmas of verbs whose object is who did what follows: "held two men for killing a farmer"."""
    return frozenset(words("roles")["charging"])


def is_passive(tree: Tree, verb: Token) -> bool:
    """Whether the verb's subject suffers: "was shot", "shot by"; a bare participle counts."""
    return bool(tree.kids(verb.i, "auxpass")) or (
        verb.tag == "VBN" and not any(t.lemma == "have" for t in tree.kids(verb.i, "aux"))
    )


def subjects(tree: Tree, verb: Token, depth: int = 0) -> list[Token]:
    """Subject of a verb, its own or the one it shares with the verb it hangs on."""
    tokens = tree.tokens
    own = [t for t in tree.kids(verb.i, "nsubj", "nsubjpass") if t.i != verb.i]
    if own:
        return [_unmasked(tree, antecedent(tree, t)) for t in own]
    if depth >= 3 or verb.head == verb.i:
        return []
    head = tokens[verb.head]
    if verb.dep == "relcl" or (verb.dep == "acl" and head.pos in NOMINAL):
        return [head]
    if verb.dep in ("xcomp", "advcl", "acl") and head.lemma in stopping_verbs():
        return _planners(tree, head)
    if verb.dep in ("conj", "xcomp", "advcl", "pcomp") and head.pos in ("VERB", "AUX"):
        joined = verb.dep == "conj" and verb.tag != "VBN"
        if joined and bool(tree.kids(head.i, "auxpass")) != bool(tree.kids(verb.i, "auxpass")):
            return []
        # "officers suspect that it ... and attacked": who says so did not do it
        return [] if head.lemma in speech_verbs() else subjects(tree, head, depth + 1)
    if verb.dep == "pcomp" and head.dep == "prep" and head.lower in ("of", "for", "from", "with"):
        governor = tokens[head.head]
        if governor.lemma in speech_verbs():
            return []  # "accused the rebels of killing": a claim
        if governor.lemma in charging_verbs():
            return tree.kids(governor.i, "nsubjpass" if is_passive(tree, governor) else "dobj")
    if verb.dep == "prep" or (verb.dep == "pcomp" and head.dep == "prep"):
        return subjects(tree, tokens[head.head], depth + 1) if head.head != head.i else []
    return []


def _unmasked(tree: Tree, token: Token) -> Token:
    """The men where a hasty parse takes what they were dressed as for the subject."""
    wearer = guise_of(tree.tokens, token.i)
    return token if wearer is None else tree.tokens[wearer]


def _planners(tree: Tree, stopping: Token) -> list[Token]:
    """Whose plan was stopped: "foiled a plot by al-Qaeda to bomb", "thwarted the rebels' attempt"."""
    out: list[Token] = []
    for plan in tree.kids(stopping.i, "dobj", "nsubjpass"):
        out += agents(tree, plan) or tree.kids(plan.i, "poss")
    return out


def antecedent(tree: Tree, token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token itself."""
    if token.lower in _RELATIVE:
        clause = tree.tokens[token.head]
        if clause.dep == "relcl" and clause.head < clause.i:
            return tree.tokens[clause.head]
    return token


def agents(tree: Tree, head: Token) -> list[Token]:
    """Objects of "by" under a verb or noun, with those joined to them."""
    out = []
    for prep in tree.kids(head.i, "agent", "prep"):
        if prep.lower == "by":
            for o in tree.kids(prep.i, "pobj"):
                out += [o, *tree.conjuncts(o.i)]
    return out
