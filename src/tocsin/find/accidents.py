"""Accidents: sentences that tell of death and damage without violence, so that they make no incident."""

from __future__ import annotations

import re
from functools import cache

from tocsin.codebook import words
from tocsin.records import Parse
from tocsin.records.mention import Trigger

# Event words that accidents share with violence; any other event word in the sentence outweighs the accident.
_SHARED = frozenset({"bombing", "other"})
_SHARED_WORDS = re.compile(
    r"^(?:blasts?|explosions?|explod|blew up|blows up|blown up|went off|goes off|storm|struck|hit|strik)",
    re.I,
)


@cache
def _pattern(table: str) -> re.Pattern[str]:
    parts = "|".join(p.replace("~", "[ -]?") for p in words("triggers")[table]["patterns"])
    return re.compile(rf"(?<![\w-])(?:{parts})(?![\w])", re.IGNORECASE)


def accident_sentences(
    parse: Parse, triggers: tuple[Trigger, ...], fighters: frozenset[int]
) -> frozenset[int]:
    """Indexes of sentences of accident; a sentence without an event word of its own follows the one before."""
    pattern, mishap, tokens = _pattern("accident"), _pattern("mishap"), parse.tokens
    violent: set[int] = set()
    eventful: set[int] = set()
    armed = {tokens[i].sent for i in fighters}
    harmed: set[int] = set()
    for t in triggers:
        if (
            t.strength == "event"
            and not (
                (t.kind in _SHARED and _SHARED_WORDS.match(t.text))
                or t.kind == "other"
                or _SHARED_WORDS.match(t.text)
            )
        ) or (
            t.strength == "act"
            and t.kind == "armed_attack"
            and t.text.lower().startswith(("sho", "murder", "stab", "slay", "slain"))
        ):
            violent.add(t.sent)
        if t.strength == "event" and t.kind != "other":
            eventful.add(t.sent)
        harmed.add(t.sent)
    out: set[int] = set()
    previous = False
    for n, sentence in enumerate(parse.sentences):
        start, end = tokens[sentence.first].start, tokens[sentence.last - 1].end
        accident = n not in violent and pattern.search(parse.text, start, end) is not None
        if not accident and n in harmed and n not in eventful and n not in armed:
            accident = mishap.search(parse.text, start, end) is not None
        if not accident and previous and n not in violent:
            accident = True  # "Twelve people died." after the crash
        if accident:
            out.add(n)
        if n in violent:
            previous = False
        elif accident:
            previous = True
        elif n in harmed:
            previous = False
    return frozenset(out)
