"""Speakers that the layout names: "Police: 3 dead", "(source: camp clinic)", "REPORTED BY: the PRO"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tocsin.find.speaker_phrase import FINITE, Range, head_of
from tocsin.find.speaker_scene import Cue
from tocsin.find.speaker_words import outlet_name, speech_words
from tocsin.records import Parse, Token

_LONGEST = 14  # tokens of a heading before its colon
_LABELS = frozenset({"source", "sources", "reporter", "author", "via", "credit", "informant"})
_BULLETS = frozenset("-–—•*·>▪●")


def layout_cues(parse: Parse) -> Iterator[Cue]:
    """A cue for each heading or bracket that names the speaker of the words beside it."""
    tokens = parse.tokens
    if ":" not in parse.text and "(" not in parse.text:
        return
    starts = line_starts(parse)
    for k, first in enumerate(starts):
        last = starts[k + 1] if k + 1 < len(starts) else len(tokens)
        for i in range(first, last):
            text = tokens[i].text
            if text == ":" and i - first <= _LONGEST:
                cue = _heading(parse, first, i, last)
            elif text == "(":
                cue = _bracket(parse, first, i, last)
            else:
                continue
            if cue is not None:
                yield cue


def line_starts(parse: Parse) -> list[int]:
    """First tokens of the lines and sentences of the text."""
    tokens = parse.tokens
    starts = {s.first for s in parse.sentences}
    for before, t in pairwise(tokens):
        if (before.end < t.start and "\n" in parse.text[before.end : t.start]) or "\n" in before.text:
            starts.add(t.i)
    return sorted(starts)


def _heading(parse: Parse, start: int, colon: int, end: int) -> Cue | None:
    """ "SOHR: 15 killed", "– Interior Ministry official in Baghdad: seven", "REPORTED BY: ..."."""
    tokens = parse.tokens
    first = start
    while first < colon and (
        tokens[first].text in _BULLETS or tokens[first].pos in {"SPACE", "PUNCT", "SYM"}
    ):
        first += 1
    if first >= colon or colon + 1 >= end or any(map(_verbal, tokens[first:colon])):
        return None
    label = tokens[first].lower
    by = tokens[colon - 1].lower == "by" and tokens[colon - 2].lower in {"reported", "issued", "released"}
    if by or (label in _LABELS and colon == first + 1):
        return None  # a label of the whole report: read elsewhere
    last = colon
    for i in range(first + 1, colon):
        if tokens[i].text == "," or tokens[i].lower in {"speaking", "quoted", "cited"}:
            last = i if tokens[i].lower != "," and tokens[i].text != "," else colon
            break
    source = (first, last)
    lex = speech_words()
    head = head_of(parse, source)
    named = outlet_name(parse, first, colon)
    if (
        head.lemma not in lex.speakers
        and head.lower not in lex.speakers
        and named is None
        and head.text not in lex.names
    ):
        return None
    if head.lemma in lex.documents and head.pos != "PROPN":
        source = _before_figure(parse, source)
    return Cue(
        colon,
        colon,
        colon + 1,
        ":",
        "asserted",
        source,
        None,
        None,
        _line(parse, colon + 1, end),
        tokens[colon].sent,
    )


def _before_figure(parse: Parse, source: Range) -> Range:
    """ "Police figure: 16 dead" is the police's word."""
    tokens = parse.tokens
    if source[1] - source[0] > 1 and tokens[source[1] - 1].lemma in speech_words().documents:
        return source[0], source[1] - 1
    return source


def _bracket(parse: Parse, start: int, opening: int, end: int) -> Cue | None:
    """ "seven killed (Sudan Doctors Network)", "four hurt (source: the camp's clinic)"."""
    tokens = parse.tokens
    closing = next(
        (i for i in range(opening + 1, min(opening + _LONGEST, end)) if tokens[i].text == ")"), None
    )
    if closing is None or closing == opening + 1 or opening == start:
        return None
    first = opening + 1
    labelled = tokens[first].lower in _LABELS and tokens[first + 1].text == ":"
    if labelled:
        first += 2
    if first >= closing or any(t.tag in FINITE or t.pos == "NUM" for t in tokens[first:closing]):
        return None
    source = (first, closing)
    if not labelled:
        head = head_of(parse, source)
        lex = speech_words()
        after = tokens[closing + 1] if closing + 1 < len(tokens) else None
        ends = after is None or after.text in {".", ";", ","} or after.text.isspace()
        speaker = (
            head.lemma in lex.bodies or head.lower in lex.bodies or outlet_name(parse, *source) is not None
        )
        if not ends or not speaker or tokens[opening - 1].pos == "PROPN":
            return None
    begin = start
    for i in range(opening - 1, start, -1):
        if tokens[i].text in {";", ")"}:
            begin = i + 1
            break
    return Cue(
        opening,
        opening,
        opening + 1,
        "source",
        "asserted",
        source,
        None,
        (begin, opening),
        None,
        tokens[opening].sent,
    )


def _verbal(t: Token) -> bool:
    """A finite verb ("Police figure: 16": the tagger takes the noun for one)."""
    return t.tag in FINITE and t.lemma not in speech_words().documents


def _line(parse: Parse, first: int, last: int) -> Range | None:
    """The words of a line without blanks and the stop around them."""
    tokens = parse.tokens
    while first < last and not tokens[first].text[0].isalnum() and tokens[first].text not in {'"', "“", "("}:
        first += 1
    while (
        last > first
        and not tokens[last - 1].text[-1].isalnum()
        and tokens[last - 1].text not in {'"', "”", ")"}
    ):
        last -= 1
    return (first, last) if last > first else None
