"""Triggers: the words of a report that name an incident, with the cues that stand around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.codebook import words
from tocsin.records import Parse, Span, Token
from tocsin.records.mention import Trigger

_VERBAL = frozenset({"VERB", "AUX"})
# Prepositions and particles through which a cue still governs the trigger: "plan of attack".
_CLIMB = frozenset({"pobj", "prep", "conj", "xcomp", "ccomp", "dobj", "compound", "amod", "pcomp", "advcl", "acl"})


@dataclass(frozen=True, slots=True)
class _Lexicon:
    pattern: re.Pattern[str]
    entries: tuple[dict[str, Any], ...]
    cues: dict[str, frozenset[str]]


def _expand(pattern: str) -> str:
    return pattern.replace("~", "[ -]?")


@cache
def _lexicon() -> _Lexicon:
    entries = tuple(words("triggers")["trigger"])
    parts = []
    for n, entry in enumerate(entries):
        alternatives = "|".join(_expand(p) for p in entry["patterns"])
        parts.append(f"(?P<t{n}>{alternatives})")
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w])", re.IGNORECASE)
    cues = {k: frozenset(v) for k, v in words("marks").items()}
    return _Lexicon(pattern, entries, cues)


def find_triggers(parse: Parse) -> tuple[Trigger, ...]:
    """Every trigger of the report in text order; overlapping words name one incident once."""
    lexicon = _lexicon()
    tokens = parse.tokens
    starts = [t.start for t in tokens]
    found: list[Trigger] = []
    for match in lexicon.pattern.finditer(parse.text):
        first = bisect_right(starts, match.start()) - 1
        last = bisect_right(starts, match.end() - 1)
        if first < 0 or tokens[first].end <= match.start():
            continue
        entry = lexicon.entries[int(str(match.lastgroup)[1:])]
        head = _head(tokens, first, last)
        token = tokens[head]
        if tokens[first].sent != tokens[last - 1].sent or not _is_event_word(parse, entry, token):
            continue
        span = Span(match.start(), match.end())
        marks = _marks(parse, lexicon.cues, head, first)
        found.append(
            Trigger(first, last, head, token.sent, span, span.of(parse.text), entry["kind"],
                    entry["strength"], entry.get("weapon") or None, marks)
        )  # fmt: skip
    return tuple(found)


def _head(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """The token of ``[first, last)`` whose syntactic head lies outside; the last one when several do."""
    heads = [i for i in range(first, last) if not first <= tokens[i].head < last or tokens[i].head == i]
    content = [i for i in heads if tokens[i].pos in ("NOUN", "VERB", "PROPN", "ADJ")]
    return (content or heads or [last - 1])[0]


def _is_event_word(parse: Parse, entry: dict[str, Any], token: Token) -> bool:
    """Drop words that look like a trigger and are none here (names of organisations, adjectives)."""
    if token.pos in ("PROPN", "ADJ") and token.ent in ("ORG", "PERSON", "WORK_OF_ART", "PRODUCT"):
        return token.lower not in ("war",) and entry["strength"] == "event"
    return True


def _marks(parse: Parse, cues: dict[str, frozenset[str]], head: int, first: int) -> frozenset[str]:
    tokens = parse.tokens
    token = tokens[head]
    sentence = parse.sentences[token.sent]
    marks: set[str] = set()
    if token.tag in ("NNS", "NNPS"):
        marks.add("plural")
    for t in tokens[max(sentence.first, first - 4) : first]:
        # determiners and modifiers of the event noun itself
        if t.head == head or t.i == first - 1:
            if t.lower in cues["definite"]:
                marks.add("definite")
            if t.lower in cues["another"]:
                marks.add("another")
            if t.lower in cues["earlier"]:
                marks.add("earlier")
            if t.lower in cues["foiled"] or t.lemma in cues["foiled"]:
                marks.add("foiled")
            if t.lower in cues["negation"]:
                marks.add("negated")
    if "another" not in marks and sentence.last > sentence.first and tokens[sentence.first].lower in cues["another"]:
        marks.add("another")
    if token.pos in _VERBAL:
        _verb_marks(tokens, cues, token, marks)
    _governor_marks(tokens, cues, token, marks)
    return frozenset(marks)


def _verb_marks(tokens: tuple[Token, ...], cues: dict[str, frozenset[str]], token: Token, marks: set[str]) -> None:
    low, high = max(0, token.i - 8), min(len(tokens), token.i + 3)
    has_have = any(t.head == token.i and t.lemma == "have" and t.dep == "aux" for t in tokens[low : token.i])
    for t in tokens[low:high]:
        if t.head != token.i:
            continue
        if t.dep == "neg":
            marks.add("negated")
        elif t.dep == "aux" and t.lower in cues["modal"] and not has_have:
            marks.add("future")
        elif t.dep == "mark" and t.lower in cues["hypothetical"]:
            marks.add("hypothetical")
        elif t.dep == "advmod" and t.lower in cues["recurrent"]:
            marks.add("recurrent")


def _governor_marks(
    tokens: tuple[Token, ...], cues: dict[str, frozenset[str]], token: Token, marks: set[str]
) -> None:
    """Cues on the words that govern the trigger: "a plot to attack", "failed to bomb"."""
    current = token
    for step in range(4):
        if current.head == current.i or current.dep not in _CLIMB:
            break
        child, current = current, tokens[current.head]
        if child.dep == "conj":
            if current.dep == "ROOT" or current.pos in _VERBAL:
                # "attacked a base and killed": the first verb's cues do not carry over to a finite second
                if child.tag in ("VBD", "VBZ", "VBP"):
                    break
            continue
        for mark in ("planned", "threatened", "foiled"):
            if current.lemma in cues[mark]:
                if child.dep in ("xcomp", "ccomp", "acl", "dobj", "pobj", "prep", "compound", "pcomp") and step <= 2:
                    marks.add(mark)
        if current.lemma in cues["recurrent"]:
            marks.add("recurrent")
        if child.dep in ("pobj", "dobj", "pcomp") and current.lemma in cues["generic"]:
            marks.add("generic")
        if current.pos in _VERBAL and child.dep in ("dobj", "pobj", "prep", "xcomp"):
            for t in tokens[max(0, current.i - 4) : current.i]:
                if t.head == current.i and t.dep == "neg":
                    marks.add("negated")
                elif t.head == current.i and t.dep == "aux" and t.lower in cues["modal"]:
                    marks.add("future")
        if child.dep in ("ccomp", "advcl"):
            break
