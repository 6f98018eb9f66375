"""Accidents: sentences that tell of death and damage without violence, so that they make no incident."""

from __future__ import annotations

import re
from functools import cache

from tocsin.codebook import words
from tocsin.records import Parse
from tocsin.records.mention import Trigger

# Event words that accidents share with violence; any other event word in the sentence outweighs the accident.
_SHARED_WORDS = re.compile(
    r"^(?:blasts?|explosions?|explod|blew up|blows up|blown up|went off|goes off|storm|struck|hit|strik)",
    re.I,
)

# Acts of harm that waters, fires and buses do too.
_HARM = re.compile(
    r"kill|destroy|(?:is|are|was|were|been|being) |poison|hit|str[iu]|land|rip|t[eo]r|pl(?:ow|ough)|crash|"
    r"rain|c[ao]me|down|captur|seiz|f[ea]ll|slam|beat|wip|blast|surround|clear|break|broke|burst|maim",
    re.IGNORECASE,
)


@cache
def _pattern(table: str) -> re.Pattern[str]:
    parts = "|".join(p.replace("~", "[ -]?") for p in words("triggers")[table]["patterns"])
    return re.compile(rf"(?<![\w-])(?:{parts})(?![\w])", re.IGNORECASE)


def _violent(t: Trigger) -> bool:
    """Words that no accident shares: an act counts unless it only tells of harm ("killed", "was hit")."""
    if t.strength == "event":
        return not (t.kind == "other" or _SHARED_WORDS.match(t.text))
    return (
        t.strength == "act" and t.kind != "other" and not (t.kind == "armed_attack" and _HARM.match(t.text))
    )


def accident_sentences(
    parse: Parse, triggers: tuple[Trigger, ...], fighters: frozenset[int]
) -> frozenset[int]:
    """Indexes of sentences of accident; a sentence without event words follows the one before."""
    pattern, mishap, tokens = _pattern("accident"), _pattern("mishap"), parse.tokens
    violent: set[int] = set()
    eventful: set[int] = set()
    armed = {tokens[i].sent for i in fighters}
    harmed: set[int] = set()
    for t in triggers:
        if _violent(t):
            violent.add(t.sent)
        if t.strength == "event" and t.kind != "other":
            eventful.add(t.sent)
        harmed.add(t.sent)
    out: set[int] = set()
    previous = False
    for n, sentence in enumerate(parse.sentences):
        start, end = tokens[sentence.first].start, tokens[sentence.last - 1].end
        accident = n not in violent and pattern.search(parse.text, start, end) is not None
        if not accident and n in harmed and n not in eventful | violent | armed:
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
