"""Adjuncts: which trigger a date or place of the sentence belongs to, if any.

"The attack took place on Thursday" gives the day to the attack; "the minister said on Friday that 12
died in the attack" gives it to the saying.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from tocsin.codebook import words
from tocsin.records import Parse

_PLACES = frozenset({"GPE", "LOC", "FAC"})


@cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of verbs of speech, thought and court business."""
    return frozenset(words("marks")["speech"])


def governor(parse: Parse, i: int, inside: Collection[int]) -> int:
    """The verb, or trigger word among ``inside``, that the phrase around token ``i`` hangs on."""
    tokens = parse.tokens
    current = tokens[i]
    while current.head != current.i:
        current = tokens[current.head]
        if current.i in inside or current.pos in ("VERB", "AUX"):
            return current.i
    return current.i


def hangs_on_speech(parse: Parse, i: int, inside: Collection[int]) -> bool:
    """Whether the phrase around token ``i`` tells when or where something was said."""
    g = governor(parse, i, inside)
    if g in inside or parse.tokens[g].lemma not in speech_verbs():
        return False
    if _opens(parse, i, g):
        return False
    # "explosions are reported near the base": the place is that of what is reported
    return not any(t.head == g and t.dep == "auxpass" for t in parse.tokens[max(0, g - 6) : g])


def _opens(parse: Parse, i: int, verb: int) -> bool:
    """ "In Kunduz, police said 12 died": a place at the head of the sentence is that of what is said."""
    tokens = parse.tokens
    first = parse.sentences[tokens[i].sent].first
    prep = tokens[i].head
    if prep != first or tokens[prep].dep != "prep" or tokens[i].ent not in _PLACES:
        return False
    told = any(t.head == verb and t.dep == "ccomp" and t.i > verb for t in tokens[verb : verb + 40])
    return told and i + 1 < len(tokens) and tokens[i + 1].text == ","
