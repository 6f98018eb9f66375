"""Whether the clause around a date looks back or ahead: a bare "Friday" needs to know."""

from __future__ import annotations

from tocsin.records import Parse, Token

_FUTURE_MODALS = frozenset({"will", "'ll", "’ll", "shall", "wo", "going"})
_PLANNING = frozenset(
    "plan expect schedule intend vow due set aim hope prepare threaten promise slate poise expire begin".split()
)
_REACH = 12  # tokens to the left of a verb in which its auxiliaries stand


def looks_ahead(parse: Parse, first: int, last: int) -> bool | None:
    """True for the future, False for the past, None where the clause does not say."""
    verb = governing_verb(parse.tokens, first, last)
    for _ in range(3):
        if verb is None:
            return None
        told = _tense(parse.tokens, verb)
        if told is not None:
            return told
        t = parse.tokens[verb]
        if t.head == verb or t.dep not in ("xcomp", "ccomp", "conj", "acl", "advcl", "relcl"):
            return None
        verb = _verb_above(parse.tokens, t.head)
    return None


def governing_verb(tokens: tuple[Token, ...], first: int, last: int) -> int | None:
    """The verb whose clause the tokens stand in."""
    at = next((i for i in range(first, last) if not first <= tokens[i].head < last), first)
    if tokens[at].pos in ("VERB", "AUX"):
        return at
    return _verb_above(tokens, tokens[at].head) if tokens[at].head != at else None


def _verb_above(tokens: tuple[Token, ...], at: int) -> int | None:
    for _ in range(12):
        if tokens[at].pos in ("VERB", "AUX"):
            return at
        if tokens[at].head == at:
            return None
        at = tokens[at].head
    return None


def _tense(tokens: tuple[Token, ...], verb: int) -> bool | None:
    t = tokens[verb]
    planned = False
    for i in range(verb - 1, max(verb - _REACH, -1), -1):
        aux = tokens[i]
        if aux.sent != t.sent:
            break
        if aux.head != verb:
            continue
        if aux.lower in _FUTURE_MODALS:
            return True
        if aux.dep in ("aux", "auxpass"):
            if aux.lower in ("had", "was", "were", "did", "has", "have"):
                if t.lemma in _PLANNING:
                    return True
                return False
            if aux.lower in ("would", "could", "may", "might", "should"):
                return None
            if aux.lower in ("is", "are"):
                planned = True
        if aux.lower == "to" and t.head != verb:
            head = tokens[t.head]
            if head.lemma in _PLANNING:
                return True
            return None
    if t.tag == "VBD":
        return False
    if t.tag == "VBN":
        return True if planned and t.lemma in _PLANNING else False
    if t.tag in ("VBZ", "VBP"):
        return True if t.lemma in _PLANNING else None
    return None
