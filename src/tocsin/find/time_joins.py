"""Join atoms into whole expressions: narrowing words, complementary slots, ranges, nights."""

from __future__ import annotations

import re

from tocsin.find.time_patterns import Atom
from tocsin.find.time_run import Slots
from tocsin.records import Parse

# Words before an expression that narrow it: "the end of", "early", "late on", "earlier in the".
_BEFORE = re.compile(r"(?:t?[EBm]Ot?|t?[emL]-?(?:it?)?|[rR]i?t?)$")
_MODS = {"E": "END", "B": "START", "m": "MID", "e": "START", "L": "END", "r": "EARLIER", "R": "LATER"}
# What may stand between two atoms of one expression.
_GLUE = re.compile(r",?(?:[iQ]?\(?t?|Ot?|iQ|Qi)\)?|,?i?t?[eL]i?|[\(\)]|b|G|\$")
_RANGE = re.compile(r"-|G[ti]?|,?Ci?")


def whole(found: list[Atom], cls: str, parse: Parse) -> list[Atom]:
    """The expressions that the atoms of a text make up, in order."""
    narrowed = [_narrowed(a, cls) for a in found]
    return _nights(_ranges(_join(narrowed, cls, parse), cls, parse), cls)


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
        out.add(
            {"D": "dayoff" if plain else "other", "W": "weekoff", "M": "monthoff", "Y": "yearoff"}.get(
                s["unit"], "other"
            )
        )
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
    loose_year = rb == {"year"} and gap not in ("", ",", "O", "i") and "season" not in ra
    if gap != "$" and ((ra == {"year"} and gap) or loose_year):
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
    return (
        parse.tokens[i].sent != parse.tokens[j].sent
        and "\n" in parse.text[parse.tokens[i].end : parse.tokens[j].start]
    )


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
            if (
                level
                and level == _level(b[2])
                and len(gap) <= 3
                and _RANGE.fullmatch(gap)
                and not _blank_line(parse, a[1] - 1, b[0])
            ):
                before = cls[max(0, a[0] - 1) : a[0]]
                through = (gap[0] in "-G," and "C" not in gap) or before == "V"
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
