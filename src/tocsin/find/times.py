"""Find time expressions: atoms of dates, clocks and parts of day, joined into whole mentions.

Only the words and their structure are read here; :mod:`tocsin.ground.dates` puts them on the calendar.
"""

from __future__ import annotations

import re
from typing import Any

from tocsin.codebook import words
from tocsin.find.time_classes import classes
from tocsin.find.time_patterns import Atom, Slots, atoms
from tocsin.records import Parse, Token
from tocsin.records.time import TimeMention

# Words before an expression that narrow it: "the end of", "early", "late on", "earlier in the".
_BEFORE = re.compile(r"(?:t?[EBm]Ot?|t?[emL]-?(?:it?)?|[rR]i?t?)$")
_MODS = {"E": "END", "B": "START", "m": "MID", "e": "START", "L": "END", "r": "EARLIER", "R": "LATER"}
# What may stand between two atoms of one expression.
_GLUE = re.compile(r",?(?:[iQ]?\(?t?|Ot?|iQ|Qi)\)?|,?i?t?[eL]i?|[\(\)]|b|G|\$")
_RANGE = re.compile(r"-|,?G[ti]?|,?Ci?")
_HEADING_END = re.compile(r"\s*(?:[.:;–—-]|\n|$)")


def find_times(parse: Parse) -> tuple[TimeMention, ...]:
    """Every time expression of the report, in text order, none overlapping."""
    cls, feasts = classes(parse)
    found = [_narrowed(a, cls) for a in atoms(parse.tokens, cls, feasts)]
    if not found:
        return ()
    joined = _join(found, cls, parse)
    ranged = _nights(_ranges(joined, cls, parse), cls)
    return tuple(_mention(a, cls, parse) for a in ranged)


def _narrowed(atom: Atom, cls: str) -> Atom:
    """The atom with the words before it that say which part of it is meant."""
    first, last, slots = atom
    if slots["shape"] in ("duration", "set", "ref", "window", "clock"):
        return atom
    low = max(0, first - 5)
    m = _BEFORE.search(cls[low:first])
    if m is None or not m.group():
        return atom
    mark = next(c for c in m.group() if c in _MODS)
    if mark in "rR" and "link" in slots:
        return atom
    if slots.get("part") and slots["shape"] == "part":  # "early morning" is still the morning
        return low + m.start(), last, slots
    return low + m.start(), last, {**slots, "mod": _MODS[mark]}


def _roles(s: Slots) -> set[str]:
    out: set[str] = set()
    shape = s["shape"]
    if shape == "clock":
        out.add("clock")
    if shape == "part":
        out.add("part")
    if shape == "offset":
        plain = s.get("count") is None and s.get("step") is not None and not s.get("link")
        out.add({"D": "dayoff" if plain else "other", "W": "weekoff", "M": "monthoff", "Y": "yearoff"}.get(s["unit"], "other"))
        if "part" in s:
            out.add("haspart")
    if shape == "date":
        if s.get("weekday") is not None:
            out.add("weekday")
        if s.get("unit"):
            out.add("stepped")
        if s.get("day") is not None:
            out.add("day")
        if s.get("month") is not None:
            out.add("month")
        if s.get("year") is not None:
            out.add("year")
        for key in ("season", "quarter", "holiday", "decade", "century"):
            if s.get(key) is not None:
                out.add(key)
        if "part" in s or "clock" in s:
            out.add("haspart")
    return out or {"other"}


def _can_join(a: set[str], b: set[str]) -> bool:
    """Whether two atoms fill different slots of one expression (in either order)."""
    for x, y in ((a, b), (b, a)):
        dayish = y & {"weekday", "day", "dayoff", "holiday"}
        if x == {"clock"} and "haspart" not in y and (dayish or y == {"part"}):
            return True
        if x == {"part"} and dayish and "haspart" not in y:
            return True
        if "weekday" in x and not x & {"day", "month", "stepped", "year"}:
            if (y & {"day", "month"} and "day" in y and "weekday" not in y) or y & {"dayoff", "weekoff"}:
                return True
        if x == {"year"} and y & {"season", "quarter", "holiday"} and "year" not in y and "stepped" not in y:
            return True
        if "yearoff" in x and y & {"season", "quarter", "month"} and not y & {"year", "stepped"}:
            return True
        if x == {"year"} and "month" in y and "year" not in y and "stepped" not in y:
            return True
    return False


def _join(found: list[Atom], cls: str, parse: Parse) -> list[Atom]:
    out: list[Atom] = []
    for atom in found:
        while out:
            joined = _joined(out[-1], atom, cls, parse)
            if joined is None:
                break
            out.pop()
            atom = joined
        out.append(atom)
    return out


def _joined(a: Atom, b: Atom, cls: str, parse: Parse) -> Atom | None:
    tokens = parse.tokens
    gap = cls[a[1] : b[0]]
    if len(gap) > 4 or not _GLUE.fullmatch(gap) or _blank_line(parse, a[1] - 1, b[0]):
        return None
    ra, rb = _roles(a[2]), _roles(b[2])
    if not _can_join(ra, rb):
        return None
    between = [tokens[i].lower for i in range(a[1], b[0])]
    if gap in ("O", "Ot") and ra == {"part"} and a[2]["part"] == "NI" and "haspart" not in rb:
        a = (a[0], a[1], {**a[2], "part": "ON"})  # "the night of 4 November" ends on the 5th
    night_to = gap == "G" and ra == {"part"} and a[2]["part"] == "NI" and "weekday" in rb
    if gap in ("b", "G") and not night_to and not (gap == "b" and rb == {"part"}):
        return None
    if "for" in between or "within" in between or ("$" in gap and not rb & {"quarter", "part", "clock"}):
        return None
    if ra == {"year"} and gap or (rb == {"year"} and gap not in ("", ",", "O", "i") and "season" not in ra):
        if not (gap == "$"):
            return None
    if "month" in ra and "yearoff" in rb and gap not in ("", ",", "O", "Ot"):
        return None
    return a[0], b[1], _merged(a[2], b[2], night_to)


def _merged(a: Slots, b: Slots, night_to: bool) -> Slots:
    if a["shape"] in ("clock", "part"):
        a, b = b, a
    out = {**{k: v for k, v in b.items() if v is not None}, **{k: v for k, v in a.items() if v is not None}}
    shapes = {a["shape"], b["shape"]}
    if "date" in shapes and "offset" in shapes:
        stepped = a if a["shape"] == "offset" else b
        out["shape"] = "offset" if stepped["unit"] == "D" else "date"
        if stepped["unit"] == "W":
            out["unit"] = "WK"  # a weekday of that week, not the weekday before last
    elif shapes <= {"clock", "part"}:
        out["shape"] = "clock"
    else:
        out["shape"] = a["shape"] if a["shape"] not in ("clock", "part") else b["shape"]
    if night_to:
        out["part"] = "NT"
    return out


def _blank_line(parse: Parse, i: int, j: int) -> bool:
    """Whether a line of its own ends between tokens ``i`` and ``j``."""
    return parse.tokens[i].sent != parse.tokens[j].sent and "\n" in parse.text[parse.tokens[i].end : parse.tokens[j].start]


def _level(s: Slots) -> str | None:
    roles = _roles(s)
    if s["shape"] in ("range", "list"):
        return None
    if roles & {"weekday", "day", "dayoff", "holiday"}:
        return "day"
    for key in ("month", "decade", "season", "quarter", "year"):
        if key in roles or f"{key}off" in roles:
            return key
    return None


def _ranges(found: list[Atom], cls: str, parse: Parse) -> list[Atom]:
    """Two dates of one kind with to, until, a dash or "and" between them, as one stretch."""
    out: list[Atom] = []
    for b in found:
        if out:
            a = out[-1]
            gap = cls[a[1] : b[0]]
            level = _level(a[2])
            if level and level == _level(b[2]) and len(gap) <= 3 and _RANGE.fullmatch(gap) and not _blank_line(parse, a[1] - 1, b[0]):
                before = cls[max(0, a[0] - 1) : a[0]]
                through = gap[0] in "-G," and "C" not in gap or before == "V"
                if through or _follow_on(a[2], b[2], level):
                    ends = ({**a[2], "at": a[0], "to": a[1]}, {**b[2], "at": b[0], "to": b[1]})
                    out[-1] = (a[0], b[1], {"shape": "range", "ends": ends})
                    continue
        out.append(b)
    return out


def _nights(found: list[Atom], cls: str) -> list[Atom]:
    """ "the night of 22-23 July", "the night from Sunday to Monday": one night over two days."""
    out: list[Atom] = []
    for b in found:
        if out and b[2]["shape"] == "range" and out[-1][2] == {"shape": "part", "part": "NI", "bare": False}:
            if cls[out[-1][1] : b[0]] in ("O", "Ot", "F", ""):
                out[-1] = (out[-1][0], b[1], b[2])
                continue
        out.append(b)
    return out


def _follow_on(a: Slots, b: Slots, level: str) -> bool:
    """ "Saturday and Sunday", "2011 and 2012": neighbours, so that "and" makes one stretch."""
    if "part" in a or "clock" in a or "part" in b or "clock" in b:
        return False
    if level == "day":
        if a.get("weekday") is not None and b.get("weekday") is not None and "day" not in b:
            return bool((a["weekday"] + 1) % 7 == b["weekday"])
        return a.get("month") == b.get("month") and a.get("day", 0) + 1 == b.get("day", 0)
    if level in ("month", "year"):
        return bool(a.get(level, 0) + 1 == b.get(level, 0)) and a.get("mod") is None
    return False


def _mention(atom: Atom, cls: str, parse: Parse) -> TimeMention:
    first, last, slots = atom
    fields: dict[str, Any] = {k: v for k, v in slots.items() if v is not None and k not in ("ends", "at", "to")}
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
        first, last, tokens[first].sent, ends=ends, dateline=dateline, said=said_on(tokens, cls, first, last),
        heading=_is_heading(parse, first, last, fields), **fields
    )  # fmt: skip


def _relation(tokens: tuple[Token, ...], cls: str, first: int, last: int, fields: Slots) -> str | None:
    table = words("times")["relations"]
    if "part" in fields or "clock" in fields:  # "before dawn on Friday" is Friday
        table = {"since": "since", "until": "until", "till": "until"}
        if "clock" in fields:
            table["by"] = "by"
    at = first - 1
    while at >= 0 and (cls[at] in "Qt" or tokens[at].lower in ("about", "around", "on", "in")):
        at -= 1
    if at >= 0:
        lower = tokens[at].lower
        if lower == "to" and at and tokens[at - 1].lower == "prior":
            return "before"
        if lower == "of" and at and tokens[at - 1].lower == "as":
            return "by"
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


def said_on(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> bool:
    """Whether the date is that of a statement: it hangs on a verb or noun of saying and follows it."""
    statements = words("times")["statements"]
    at = next((i for i in range(first, last) if not first <= tokens[i].head < last), first)
    for _ in range(4):
        t = tokens[at]
        if t.pos in ("VERB", "AUX"):
            return at < first and t.lemma in statements["verbs"] and not _takes_lives(tokens, at)
        if at < first and t.lemma in statements["nouns"]:
            return True
        if t.head == at or t.dep == "relcl":
            return False
        at = t.head
    return False


def _takes_lives(tokens: tuple[Token, ...], verb: int) -> bool:
    """ "The fighting claimed 60 lives": no statement."""
    return tokens[verb].lemma == "claim" and any(
        t.head == verb and t.dep == "dobj" and t.lemma in ("life", "victim") for t in tokens[verb + 1 : verb + 8]
    )


_DATELINE_REACH = 14  # tokens from the top of its paragraph
_DATELINE_PARAGRAPHS = 3


def _is_dateline(parse: Parse, first: int, last: int, fields: Slots) -> bool:
    """The report's own date before its first words: a place, an agency, a date, a dash or bracket."""
    if fields["shape"] != "date" or parse.sentences[parse.tokens[first].sent].paragraph >= _DATELINE_PARAGRAPHS:
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
    closed = after in ("-", "–", "—", "--", "(", ")", ".", ":", "/") or "\n" in parse.text[
        tokens[last - 1].end : tokens[last].start if last < len(tokens) else None
    ]
    return closed or (full and "year" in fields and after[:1].isupper())


def _paragraph_top(parse: Parse, at: int) -> int:
    """The first token of the paragraph of token ``at``."""
    n = parse.tokens[at].sent
    paragraph = parse.sentences[n].paragraph
    while n and parse.sentences[n - 1].paragraph == paragraph:
        n -= 1
    return parse.sentences[n].first


def _is_heading(parse: Parse, first: int, last: int, fields: Slots) -> bool:
    """A full date at the head of a paragraph, closed by a stop, colon, dash or line end."""
    if fields["shape"] != "date" or fields.get("month") is None or fields.get("day") is None:
        return False
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    before = parse.text[max(0, start - 3) : start].strip(" \t•*-–")
    return (before == "" or before.endswith("\n")) and _HEADING_END.match(parse.text, end) is not None
