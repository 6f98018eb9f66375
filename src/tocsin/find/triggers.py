"""Triggers: the words of a report that name an incident, with the cues that stand around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.codebook import words
from tocsin.find.doers import Doers
from tocsin.find.phrases import Tree
from tocsin.find.sieve import openings, sieved
from tocsin.find.trigger_figurative import is_figurative
from tocsin.find.trigger_kinds import in_kind
from tocsin.find.trigger_marks import in_context, marks_of
from tocsin.records import Parse, Span, Token
from tocsin.records.mention import Trigger

# Deeds that leave a state behind, which an adjective may tell of.
_STATES = frozenset({"arrest", "abduction", "takeover", "clash", "armed_attack", "destruction"})
_CARRIED = frozenset({"dobj", "nsubj", "nsubjpass", "conj", "compound", "nmod", "pobj", "prep", "agent"})


@dataclass(slots=True)
class _Lexicon:
    """The entries of the word list; ``whole`` is their expression once a second text has come."""

    entries: tuple[dict[str, Any], ...]
    patterns: tuple[
        tuple[tuple[str, tuple[str, ...]], ...], ...
    ]  # an entry's expressions with their openings
    cues: dict[str, frozenset[str]]
    texts: int = 0
    whole: re.Pattern[str] | None = None

    def pattern_for(self, text: str) -> re.Pattern[str]:
        """An expression that finds every trigger of ``text``: for the first text only what it can hold."""
        self.texts += 1
        if self.texts == 1:
            return _joined(sieved(patterns, text) for patterns in self.patterns)
        if self.whole is None:
            self.whole = _joined([p for p, _ in patterns] for patterns in self.patterns)
        return self.whole


def _joined(entries: Iterable[list[str]]) -> re.Pattern[str]:
    """One expression: at one place the first entry that matches wins; group ``t3`` is entry 3."""
    parts = [f"(?P<t{n}>{'|'.join(patterns)})" for n, patterns in enumerate(entries) if patterns]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts) or '(?!)'})(?![\w])", re.IGNORECASE)


def _expand(pattern: str) -> str:
    return pattern.replace("~", "[ -]?")


@cache
def _lexicon() -> _Lexicon:
    entries = tuple(words("triggers")["trigger"])
    expanded = (tuple(map(_expand, entry["patterns"])) for entry in entries)
    patterns = tuple(tuple((p, openings(p)) for p in some) for some in expanded)
    return _Lexicon(entries, patterns, {k: frozenset(v) for k, v in words("marks").items()})


def find_triggers(parse: Parse) -> tuple[Trigger, ...]:
    """Every trigger of the report in text order; overlapping words name one incident once."""
    lexicon = _lexicon()
    tokens = parse.tokens
    starts = [t.start for t in tokens]
    children = Tree.of(parse)
    doers = Doers(parse, children)
    found: list[Trigger] = []
    for match in lexicon.pattern_for(parse.text).finditer(parse.text):
        first = bisect_right(starts, match.start()) - 1
        last = bisect_right(starts, match.end() - 1)
        if first < 0 or tokens[first].end <= match.start():
            continue
        entry = lexicon.entries[int(str(match.lastgroup)[1:])]
        head = _head(tokens, first, last)
        token = tokens[head]
        if tokens[first].sent != tokens[last - 1].sent or not _is_event_word(parse, entry, token):
            continue
        if doers.inside_name(first, last):
            continue
        if not doers.meet(entry, token, first) or is_figurative(
            parse, children, lexicon.cues, doers, token, last
        ):
            continue
        span = Span(match.start(), match.end())
        marks = marks_of(parse, lexicon.cues, head, first).union(entry.get("marks", ()))
        strength = entry["strength"]
        if strength == "event" and _describes(token, entry["kind"]):
            strength = "effect"
        if strength == "means" and (_launched(tokens, lexicon.cues, token) or doers.fire(token, first)):
            strength = "event"
        found.append(
            Trigger(first, last, head, token.sent, span, span.of(parse.text), entry["kind"],
                    strength, entry.get("weapon") or None, marks)
        )  # fmt: skip
    return tuple(in_context(parse, lexicon.cues, in_kind(parse, doers, found)))


def _head(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """The token of ``[first, last)`` whose syntactic head lies outside; the last one when several do."""
    heads = [i for i in range(first, last) if not first <= tokens[i].head < last or tokens[i].head == i]
    content = [i for i in heads if tokens[i].pos in ("NOUN", "VERB", "PROPN", "ADJ")]
    return (content or heads or [last - 1])[0]


def _is_event_word(parse: Parse, entry: dict[str, Any], token: Token) -> bool:
    """Drop words that look like a trigger and are part of a name ("Air Assault Regiment", a film's title)."""
    if token.pos in ("PROPN", "ADJ") and token.ent in ("ORG", "PERSON", "WORK_OF_ART", "PRODUCT"):
        follower = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
        if follower is not None and follower.ent == token.ent and follower.pos == "PROPN":
            return False
        return token.lower != "war" and entry["strength"] == "event"
    return True


def _describes(token: Token, kind: str) -> bool:
    """ "The besieged town", "its detained members": a participle that says what somebody is."""
    return token.dep == "amod" and token.tag in ("VBN", "VBG", "JJ") and kind in _STATES


def _launched(tokens: tuple[Token, ...], cues: dict[str, frozenset[str]], token: Token) -> bool:
    """Whether a weapon does something: "rockets were fired", "the missiles hit", "mortars on the town"."""
    if token.tag in ("VBD", "VBZ", "VBP"):
        return True
    current = token
    for _ in range(2):
        parent = tokens[current.head]
        if parent.i == current.i or current.dep not in _CARRIED:
            break
        if current.dep in ("dobj", "nsubj", "nsubjpass") and parent.lemma in cues["launching"]:
            return True
        if current.dep == "pobj" and parent.lower == "by" and tokens[parent.head].lemma in cues["launching"]:
            return True  # "damaged by drones"
        current = parent
    following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    return following is not None and following.tag in ("VBN", "VBD") and following.lemma in cues["launching"]
