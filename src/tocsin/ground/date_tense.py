"""Whether the clause around a date looks back or ahead: a bare "Friday" needs to know."""

from __future__ import annotations

from tocsin.records import Parse, Token

_FUTURE_MODALS = frozenset({"will", "'ll", "’ll", "shall", "wo", "going"})
_PLANNING = frozenset(
    {"plan", "expect", "schedule", "intend", "vow", "due", "set", "aim", "hope", "prepare"}
    | {"threaten", "promise", "slate", "poise", "decide", "agree", "suppose", "postpone"}
)
_REACH = 12  # tokens to the left of a verb in which its auxiliaries stand


def looks_ahead(parse: Parse, first: int, last: int) -> bool | None:
    """True for the future, False for the past, None where the clause does not say.

    A date inside a noun phrase ("a dividend payable Dec. 7") is not bound by a past verb above it.
    """
    tokens = parse.tokens
    if first > 2 and (tokens[first - 3].lower, tokens[first - 1].lower) == ("as", "as"):
        return True  # "as soon as Tuesday", "as early as May"
    at = next((i for i in range(first, last) if not first <= tokens[i].head < last), first)
    direct = True
    for _ in range(12):
        t = tokens[at]
        if t.pos in ("VERB", "AUX"):
            told = _tense(tokens, at)
            if told is not None:
                return told if told or direct else None
            if t.dep not in ("xcomp", "ccomp", "conj", "acl", "advcl", "relcl", "aux", "auxpass"):
                return None
        elif not first <= at < last and t.pos not in ("ADP", "SCONJ"):
            direct = False
        if t.head == at:
            return None
        at = t.head
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
                return t.lemma in _PLANNING
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
        return planned and t.lemma in _PLANNING
    if t.tag in ("VBZ", "VBP"):
        return True if t.lemma in _PLANNING else None
    return None
