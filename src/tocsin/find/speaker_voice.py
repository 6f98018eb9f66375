"""A report that is a party's own paper: a communiqué, a police form, a governor's evening summary.

Where nobody else is named, its words are that party's, not a reporter's.
"""

from __future__ import annotations

from typing import NamedTuple

from tocsin.codebook import words
from tocsin.find.speaker_layout import line_starts
from tocsin.find.speaker_phrase import Range, base_after, children, phrase
from tocsin.find.speaker_words import can_speak
from tocsin.records import Parse, Sentence, Span

_HEAD = 3  # sentences in which a paper names its issuer


class Paper(NamedTuple):
    """Who issued the paper, the token from which on the words are the issuer's, and its stance."""

    issuer: Range
    start: int
    stance: str


def paper_voice(parse: Parse, quotes: tuple[Span, ...]) -> Paper | None:
    """The issuer of a report that is a party's own paper; None for a reporter's text.

    "Our fighters" speak of their own war: the stance is then "claimed".
    """
    if not parse.sentences:
        return None
    labelled = _labelled(parse)
    if labelled is not None:
        return Paper(labelled, labelled[1], "asserted")
    first = _published(parse, parse.sentences[0])
    if first is not None:
        return Paper(first, parse.sentences[0].last, "asserted")
    ours = _ours(parse, quotes)
    if ours is None:
        return None
    if parse.tokens[ours].lower == "this":
        return Paper((ours, ours + 2), 0, "asserted")
    issuer = _issuer(parse)
    return Paper(issuer, 0, "claimed") if issuer is not None else None


def _labelled(parse: Parse) -> Range | None:
    """ "REPORTED BY: the Police Public Relations Officer"."""
    labels = frozenset(words("speech")["voice"]["labels"])
    tokens = parse.tokens
    lowered = parse.text.lower()
    if not any(f"{label}:" in lowered for label in labels):
        return None
    for first in line_starts(parse):
        for colon in range(first + 1, min(first + 4, len(tokens) - 1)):
            if tokens[colon].text == ":" and parse.words(first, colon).lower() in labels:
                end = colon + 1
                while (
                    end < len(tokens) and "\n" not in tokens[end].text and tokens[end].text not in {".", ";"}
                ):
                    if "\n" in parse.text[tokens[end - 1].end : tokens[end].start]:
                        break
                    end += 1
                if end > colon + 1 and any(can_speak(t) for t in tokens[colon + 1 : end]):
                    return colon + 1, end
    return None


def _published(parse: Parse, s: Sentence) -> Range | None:
    """ "The governor has published his evening summary." opening the text."""
    table = words("speech")["voice"]
    tokens = parse.tokens
    kids = children(tokens, s)
    for t in tokens[s.first : s.last]:
        if t.pos != "VERB" or t.lemma not in table["publish"]:
            continue
        mine = kids.get(t.i, [])
        subject = next((k for k in mine if tokens[k].dep == "nsubj"), None)
        paper = next(
            (k for k in mine if tokens[k].dep in {"dobj", "attr"} and tokens[k].lemma in table["papers"]),
            None,
        )
        public = t.lemma != "make" or any(tokens[k].lower == "public" for k in mine)
        if subject is not None and paper is not None and public and can_speak(tokens[subject]):
            return phrase(parse, kids, subject, s.first, t.i)
    return None


def _ours(parse: Parse, quotes: tuple[Span, ...]) -> int | None:
    """The first unquoted "our forces", "own troops" or "this Headquarters"."""
    table = words("speech")["voice"]
    tokens = parse.tokens
    for t in tokens[:-1]:
        noun = tokens[t.i + 1]
        if t.lower in table["ours"]:
            hit = noun.lemma in table["groups"] or (
                noun.pos == "ADJ" and tokens[min(t.i + 2, len(tokens) - 1)].lemma in table["groups"]
            )
            hit = hit and (t.lower == "our" or tokens[t.i - 1].pos == "ADP")
        else:
            hit = t.lower == "this" and noun.lower in table["this"]
        if hit and not any(q.start <= t.start < q.end for q in quotes):
            return t.i
    return None


def _issuer(parse: Parse) -> Range | None:
    """The first subject or organisation named at the head of the paper."""
    tokens = parse.tokens
    for s in parse.sentences[:_HEAD]:
        kids = children(tokens, s)
        for t in tokens[s.first : s.last]:
            if t.dep == "nsubj" and can_speak(t) and t.pos != "PRON":
                return phrase(parse, kids, t.i, s.first, s.last)
    for name in parse.names:
        if name.label in {"ORG", "ACTOR"} and tokens[name.first].sent < _HEAD:
            return base_after(parse, name.first, name.last)
    return None
