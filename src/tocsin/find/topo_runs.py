"""Runs of capitalised words, with the articles and hyphens that hold names like Deir ez-Zor together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tocsin.codebook import words
from tocsin.records import Parse, Token

GLUE = frozenset("-‐‑–")  # hyphens that join words of one name
# Small words inside names of places; "of" and "and" too: the gazetteer decides how far a name goes.
_JOINERS = words("places")["joiners"]
_INNER = frozenset(_JOINERS["inner"])
_ARTICLES = frozenset(_JOINERS["articles"])
_SMALL = frozenset(("ADP", "DET", "PRON", "CCONJ", "SCONJ", "ADV", "AUX", "VERB", "PUNCT", "NUM", "INTJ"))
_PREPOSITIONS = frozenset((*words("places")["locative"], *words("places")["loose"]))


class Run(NamedTuple):
    """Tokens ``[first, last)`` of one run."""

    first: int
    last: int


def capitalised_runs(parse: Parse) -> Iterator[Run]:
    """Maximal runs in text order, none across a sentence's end.

    A run starts and ends with a capitalised word, or starts with an Arabic article before one.
    """
    tokens = parse.tokens
    for sentence in parse.sentences:
        i = sentence.first
        while i < sentence.last:
            first = tokens[i].text[:1]
            if first.isupper() or (first in "aeu" and _article(tokens, i, sentence.last)):
                last = _end(tokens, i, sentence.last)
                yield Run(i, last)
                i = last
            else:
                i += 1


def _article(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """``al - Hasakah``, ``al Hasakah``: an article glued or close to a capitalised word."""
    if tokens[i].lower not in _ARTICLES or i + 1 >= end:
        return False
    j = i + 1
    if tokens[j].text in GLUE and j + 1 < end:
        return tokens[j].start == tokens[i].end and tokens[j + 1].text[:1].isupper()
    return tokens[i].lower in ("al", "el") and tokens[j].text[:1].isupper()


def _end(tokens: tuple[Token, ...], i: int, end: int) -> int:
    last = i + 1
    j = last
    while j < end:
        t = tokens[j]
        if t.text[:1].isupper():
            j += 1
            last = j
        elif t.text in GLUE and t.start == tokens[j - 1].end and j + 1 < end and tokens[j + 1].start == t.end:
            j += 1
            if tokens[j].text[:1].isalnum() and tokens[j].lower not in _ARTICLES:
                j += 1
                last = j
        elif (
            (
                t.lower in _ARTICLES
                and j + 1 < end
                and tokens[j + 1].text in GLUE
                and tokens[j + 1].start == t.end
            )
            or (t.lower in _INNER and j - last < 3)
            or (t.text in ("'", "’", "`") and t.start == tokens[j - 1].end)
        ):
            j += 1
        else:
            break
    return last


def segment(parse: Parse, run: Run, first: int, last: int) -> tuple[int, int]:
    """The capitalised words that touch ``[first, last)``, without "of", "and", "the" between."""
    tokens = parse.tokens
    a, b = first, last
    while a > run.first and _touches(tokens[a - 1]):
        a -= 1
    while b < run.last and _touches(tokens[b]):
        b += 1
    while a < first and tokens[a].text in GLUE:
        a += 1
    while b > last and tokens[b - 1].text in GLUE:
        b -= 1
    opening = parse.sentences[tokens[a].sent].first
    if a < first and a == opening and (tokens[a].pos in _SMALL or tokens[a].lower in _PREPOSITIONS):
        a += 1
    return a, b


def segments(parse: Parse, run: Run) -> list[tuple[int, int]]:
    """The segments of a run, in order."""
    out, i = [], run.first
    while i < run.last:
        if not _touches(parse.tokens[i]):
            i += 1
            continue
        a, b = segment(parse, run, i, i + 1)
        out.append((a, max(b, i + 1)))
        i = max(b, i + 1)
    return out


def _touches(token: Token) -> bool:
    text = token.text
    return (
        text[:1].isupper()
        or text in GLUE
        or text.lower() in ("al", "el", "ad", "ez", "az", "as", "ash", "ar")
    )
