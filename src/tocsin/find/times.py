"""Find time expressions: atoms of dates, clocks and parts of day, joined into whole mentions.

Only the words and their structure are read here; :mod:`tocsin.ground.dates` puts them on the calendar.
"""

from __future__ import annotations

import re
from typing import Any

from tocsin.codebook import words
from tocsin.find.time_classes import classes
from tocsin.find.time_joins import whole
from tocsin.find.time_patterns import Atom, atoms
from tocsin.find.time_run import Slots
from tocsin.records import Parse, Token
from tocsin.records.time import TimeMention

_HEADING_END = re.compile(r"\s*(?:[.:;–—-]|\n|$)")


def find_times(parse: Parse) -> tuple[TimeMention, ...]:
    """Every time expression of the report, in text order, none overlapping."""
    cls, feasts = classes(parse)
    found = atoms(parse.tokens, cls, feasts)
    return tuple(_mention(a, cls, parse) for a in whole(found, cls, parse))


def _mention(atom: Atom, cls: str, parse: Parse) -> TimeMention:
    first, last, slots = atom
    fields: dict[str, Any] = {
        k: v for k, v in slots.items() if v is not None and k not in ("ends", "at", "to")
    }
    tokens = parse.tokens
    ends: tuple[TimeMention, ...] = ()
    if "ends" in slots:
        parts = list(slots["ends"])
        if len(parts) == 2 and parts[1].get("year") is not None and parts[0].get("year") is None:
            if parts[0].get("month") is not None:
                parts[0] = {**parts[0], "year": parts[1]["year"]}
        ends = tuple(
            TimeMention(
                p.get("at", first), p.get("to", p.get("at", first) + 1), tokens[first].sent,
                **{k: v for k, v in p.items() if v is not None and k not in ("at", "to")},
            )
            for p in parts
        )  # fmt: skip
    if fields["shape"] in ("date", "offset", "range", "list", "window") or "part" in fields:
        fields["relation"] = _relation(tokens, cls, first, last, fields)
    dateline = _is_dateline(parse, first, last, fields)
    return TimeMention(
        first, last, tokens[first].sent, ends=ends, dateline=dateline, said=said_on(tokens, first, last),
        heading=_is_heading(parse, first, last, fields), **fields
    )  # fmt: skip


def _relation(tokens: tuple[Token, ...], cls: str, first: int, last: int, fields: Slots) -> str | None:
    table = words("times")["relations"]
    if "part" in fields or "clock" in fields:  # "before dawn on Friday" is Friday
        table = {"since": "since", "until": "until", "till": "until"}
        if "clock" in fields or fields["shape"] == "part":  # "by nightfall"
            table["by"] = "by"
    at = first - 1
    while at >= 0 and (cls[at] in "Qt" or tokens[at].lower in ("about", "around", "on", "in")):
        at -= 1
    if at >= 0:
        lower = tokens[at].lower
        if lower == "to" and at and tokens[at - 1].lower == "prior":
            return "before"
        if lower == "of" and at and tokens[at - 1].lower == "as":
            return "as of"
        if lower == "to" and fields["shape"] != "range":
            return "until"  # "extended to Nov. 20"
        found = table.get(lower)
        if found is not None:
            return None if found in ("after", "before") and fields.get("link") else str(found)
    if last < len(tokens) and tokens[last].lower in ("onward", "onwards"):
        return "since"
    return _since_clause(tokens, first, last)


def _since_clause(tokens: tuple[Token, ...], first: int, last: int) -> str | None:
    """ "since the conflict began in 2011", "since the start of the war in 2011": since rules the date."""
    at = next((i for i in range(first, last) if not first <= tokens[i].head < last), first)
    for _ in range(7):
        head = tokens[at].head
        if head == at:
            return None
        at = head
        t = tokens[at]
        if t.lower == "since" and at < first:
            return "since"
        if t.pos in ("VERB", "AUX"):
            mark = next((i for i in range(at - 1, max(at - 15, -1), -1) if _opens(tokens, i, at)), None)
            return "since" if mark is not None and tokens[mark].lower == "since" else None
    return None


def _opens(tokens: tuple[Token, ...], i: int, verb: int) -> bool:
    """Whether token ``i`` is the conjunction that opens the clause of ``verb``."""
    return tokens[i].head == verb and tokens[i].dep == "mark"


def said_on(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether the date is that of a statement: it hangs on a verb or noun of saying and follows it."""
    statements = words("times")["statements"]
    at = next((i for i in range(first, last) if not first <= tokens[i].head < last), first)
    for _ in range(4):
        t = tokens[at]
        if t.pos in ("VERB", "AUX"):
            if t.lemma in statements["revisions"]:
                return _takes(tokens, at, statements["figures"])
            return at < first and t.lemma in statements["verbs"] and not _takes_lives(tokens, at)
        if at < first and t.lemma in statements["nouns"]:
            return True
        if t.head == at or t.dep == "relcl":
            return False
        at = t.head
    return False


def _takes_lives(tokens: tuple[Token, ...], verb: int) -> bool:
    """ "The fighting claimed 60 lives": no statement."""
    return tokens[verb].lemma == "claim" and _takes(tokens, verb, ["life", "victim"])


def _takes(tokens: tuple[Token, ...], verb: int, objects: list[str]) -> bool:
    """Whether one of the words is the verb's object."""
    return any(t.head == verb and t.dep == "dobj" and t.lemma in objects for t in tokens[verb + 1 : verb + 8])


_DATELINE_REACH = 14  # tokens from the top of its paragraph
_DATELINE_PARAGRAPHS = 3


def _is_dateline(parse: Parse, first: int, last: int, fields: Slots) -> bool:
    """The report's own date before its first words: a place, an agency, a date, a dash or bracket."""
    if (
        fields["shape"] != "date"
        or parse.sentences[parse.tokens[first].sent].paragraph >= _DATELINE_PARAGRAPHS
    ):
        return False
    top = _paragraph_top(parse, first)
    if first - top > _DATELINE_REACH or (first == top and top > 0):
        return False
    full = fields.get("month") is not None and fields.get("day") is not None
    if not full and fields.get("weekday") is None:
        return False
    tokens = parse.tokens
    if any(t.pos in ("VERB", "AUX", "ADP", "SCONJ", "DET") and t.text.islower() for t in tokens[top:first]):
        return False
    after = tokens[last].text if last < len(tokens) else ""
    closed = (
        after in ("-", "–", "—", "--", "(", ")", ".", ":", "/")
        or "\n" in parse.text[tokens[last - 1].end : tokens[last].start if last < len(tokens) else None]
    )
    return closed or (full and "year" in fields and after[:1].isupper())


def _paragraph_top(parse: Parse, at: int) -> int:
    """The first token of the paragraph of token ``at``, or one further back than a dateline reaches."""
    n = parse.tokens[at].sent
    paragraph = parse.sentences[n].paragraph
    while (
        n
        and parse.sentences[n - 1].paragraph == paragraph
        and at - parse.sentences[n].first <= _DATELINE_REACH
    ):
        n -= 1
    return parse.sentences[n].first


def _is_heading(parse: Parse, first: int, last: int, fields: Slots) -> bool:
    """A full date at the head of a paragraph, closed by a stop, colon, dash or line end."""
    if fields["shape"] != "date" or fields.get("month") is None or fields.get("day") is None:
        return False
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    before = parse.text[max(0, start - 3) : start].strip(" \t•*-–")
    return (before == "" or before.endswith("\n")) and _HEADING_END.match(parse.text, end) is not None
