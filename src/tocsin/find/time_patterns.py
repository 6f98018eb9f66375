"""Patterns over class letters: the smallest time expressions ("atoms") and the slots that they fill.

One alternation is tried at each place; the first alternative that fits and whose builder agrees wins.
A builder gets the token range and returns the slots of a :class:`~tocsin.records.time.TimeMention`,
or None to refuse. Order matters: long before short, sure before doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tocsin.codebook import words
from tocsin.find.time_classes import (
    clock_of,
    decade_of,
    feast_length,
    number,
    number_words,
    ordinal_of,
)
from tocsin.records import Token
from tocsin.records.time import Clock

Slots = dict[str, Any]
Atom = tuple[int, int, Slots]

_COUNT = r"(?:a?[23]O?t?|[DNY](?:-[DN]|G[DN]|n|7)?(?:Ca?%)?|n(?:-?n|Cn)*(?:Gn|Ca?%)?|a?%a?|a)(?:X(?=u))?"
_ABOUT = r"(?:Q|i?XZ?G?)?"
_ZONE = r"(?:,?\(?(?:zT?|jT|[_y]{1,2}T)\)?)?"

_RULES: tuple[tuple[str, str], ...] = (
    ("feast", r"&"),
    ("iso", r"Y-D-D(?!-)"),
    ("day_first", r"D-D-Y"),
    ("numeric", r"6"),
    ("pair", r"7M(?:,?O?Y)?|M7(?:,?Y)?"),
    ("years", r"8"),
    ("day_list", r"t?[Dd](?:,[Dd])*(?:-|G|,?C)t?[Dd]!?O?M(?:,?O?Y)?"),
    ("month_list", r"Mt?[Dd](?:,[Dd])*(?:-|G|,?C)t?[Dd](?:,?Y)?"),
    ("date", r"t?[Dd]!?O?M(?:,?O?Y|D|\$[DN])?"),
    ("date", r"Mt?[Dd](?:,?O?Y|,\$[DN])?"),
    ("date", r"M(?:,|O|OtU)?Y|M\$[DN]|tUY"),
    ("bc", r"t?[YND]~|t?4~"),
    ("ordinal_unit", r"t?Y?=?-?o-?U(?:O=?Y)?"),
    ("half", r"t?(?:o|l)%(?:OY)?"),
    ("century", r"t?d-?U"),
    ("first_count", rf"t?[ol]{_COUNT}u"),
    ("year_words", r"(?:tU)?nn(?:-?n)?"),
    ("year_ago", r"t?U-[gr]-?o?-?[U_]?"),
    ("early_hours", r"t?eP?u"),
    ("same_day", r"[rR]itU"),
    ("offset", rf"{_ABOUT}(?:{_COUNT})-?(?:[Uu]|P(?=[grRbA]))(?:CX)?[grRbAp]"),
    ("offset", r"u[grR]|u[bA]"),
    ("by_yesterday", r"t?U[bA]y"),
    ("day_word", r"y"),
    ("set", rf"1(?:{_COUNT}|o)?[UuWPSw]|9"),
    ("set", r"(?<=[DNYn])aU(?![grbA])"),
    ("window", rf"t?[lpxcf+]Q?{_COUNT}-?[uU]"),
    ("window", r"t?[lpxcfhH+]u"),
    ("relative", r"t?[lxhHpfs+c]{1,2}[UMWSP]"),
    ("fiscal_year", r"[th]\+?=U"),
    ("adjacent", r"t[UP][bAf]"),
    ("unit_end", r"t?U(?:-|\$)?E"),
    ("weekday_day", r"t?W,?t?[Dd]"),
    ("weekday", r"t?W|t?w"),
    ("bare_day", r"t[d]"),
    ("clock", rf"(?:kq?|[DN]q|nq)\)?{_ZONE}|[NY](?:u|zT?|jT|_T|\(zT?\)|\(jT\)|\(_T\))|%lP"),
    ("decade", r"t?m?-?4|\$4"),
    ("season", r"t?S"),
    ("month", r"M"),
    ("year", r"Y|\$[DN]"),
    ("part", r"t?P|v"),
    ("duration", rf"{_ABOUT}{_COUNT}-?(?:[Uu]|P(?=_))"),
    ("this_unit", r"tU"),
    ("duration", rf"{_COUNT}_u"),
    ("duration", r"u"),
    ("ref", r"0|c|\+|tl"),
)
_SCAN = re.compile("|".join(f"(?P<r{n}>{pattern})" for n, (_, pattern) in enumerate(_RULES)))

Builder = Callable[[tuple[Token, ...], str, int, int], Slots | tuple[Slots, int] | None]


def atoms(tokens: tuple[Token, ...], cls: str, feasts: dict[int, str]) -> list[Atom]:
    """Every atom of the text, in order, none overlapping."""
    out: list[Atom] = []
    at = 0
    while (m := _SCAN.search(cls, at)) is not None:
        name = _RULES[int(str(m.lastgroup)[1:])][0]
        first, last = m.span()
        if name == "feast":
            key = feasts.get(first)
            if key is None:
                at = first + 1
                continue
            last = first + feast_length(key)
            out.append((first, last, {"shape": "date", "holiday": key}))
            at = last
            continue
        built = _BUILDERS[name](tokens, cls, first, last)
        if built is None:
            at, found = _fallback(tokens, cls, first)
            if found is not None:
                out.append(found)
            continue
        slots, end = built if isinstance(built, tuple) else (built, last)
        out.append((first, end, slots))
        at = end
    return out


_SMALL = tuple(
    (name, re.compile(pattern))
    for name, pattern in _RULES
    if name in ("date", "weekday", "month", "year", "part", "clock", "duration", "bare_day", "relative", "day_word")
)


def _fallback(tokens: tuple[Token, ...], cls: str, first: int) -> tuple[int, Atom | None]:
    """Where the long reading was refused: the first shorter one that is not."""
    for name, pattern in _SMALL:
        m = pattern.match(cls, first)
        if m is None:
            continue
        built = _BUILDERS[name](tokens, cls, first, m.end())
        if built is not None:
            slots, end = built if isinstance(built, tuple) else (built, m.end())
            return end, (first, end, slots)
    return first + 1, None


def _year(text: str) -> int:
    """Four figures as they are; two figures after an apostrophe belong to the last hundred years."""
    value = int(text)
    if len(text) <= 2:
        return 2000 + value if value <= 40 else 1900 + value
    return value


def _lookup(table: str, lower: str) -> Any:
    found = words("times")[table]
    return found.get(lower) or found.get(lower.rstrip("."), found.get(lower))


def _month(t: Token) -> int:
    return int(_lookup("months", t.lower))


def _weekday(t: Token) -> int:
    table = words("times")["weekdays"]
    lower = t.lower.rstrip(".")
    return int(table[lower] if lower in table else table[lower[:-1]])


def _day(t: Token) -> int:
    return ordinal_of(t.lower) or int(re.sub(r"\D", "", t.text) or 0)


def _unit(t: Token) -> str:
    w = words("times")
    return str(w["units"].get(t.lower) or w["plural_units"].get(t.lower) or "D")


def _counted(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether token ``i`` is a thing that a bare figure before it would count."""
    return i < len(tokens) and tokens[i].tag in ("NNS", "NN", "JJ", "CD") and tokens[i].ent not in ("DATE", "TIME")


def _iso(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    y, m, d = (int(tokens[first + k].text) for k in (0, 2, 4))
    return {"shape": "date", "year": y, "month": m, "day": d}


def _day_first(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    d, m, y = (int(tokens[first + k].text) for k in (0, 2, 4))
    return {"shape": "date", "year": y, "month": m, "day": d}


def _numeric(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    a, b, c = (int(p) for p in re.split(r"[/.]", tokens[first].text))
    if a > 31:
        return {"shape": "date", "year": a, "month": b, "day": c}
    year = c if c > 99 else _year(f"{c:02d}")
    # Dots are written day first; slashes in American texts month first, unless that is no month.
    day_first = "." in tokens[first].text or a > 12
    day, month = (a, b) if day_first else (b, a)
    return {"shape": "date", "year": year, "month": month, "day": day}


def _pair(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    month_first = cls[first] == "M"
    a, b = (int(p) for p in re.split(r"[/–-]", tokens[first + month_first].text))
    slots: Slots = {"shape": "date", "month": _month(tokens[first + (not month_first)])}
    if cls[last - 1] == "Y":
        slots["year"] = int(tokens[last - 1].text)
    return {"shape": "range", "ends": ({**slots, "day": a}, {**slots, "day": b})}


def _years(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    a, b = re.split(r"[-–/]", tokens[first].text)
    end = int(b) if len(b) == 4 else int(a[:2] + b)
    return {"shape": "range", "ends": ({"shape": "date", "year": int(a)}, {"shape": "date", "year": end})}


def _list(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> tuple[Slots, int] | None:
    """ "July 8 and 9", "21 and 26 of September", "3-5 May": the days share month and year."""
    days = [i for i in range(first, last) if cls[i] in "Dd"]
    month = cls.index("M", first, last)
    slots: Slots = {"shape": "date", "month": _month(tokens[month])}
    if cls[last - 1] == "Y":
        slots["year"] = int(tokens[last - 1].text)
    elif month == first and cls[days[-1]] == "D" and _day(tokens[days[-1]]) != _day(tokens[days[0]]) + 1 and (cls[last : last + 1] in ("u", "M") or _counted(tokens, last)):
        return None  # "On July 8 and 9 people died", "8 July and 9 August"
    if cls[last : last + 1] == "M" and month == first:
        return None
    ends = tuple({**slots, "day": _day(tokens[i]), "at": i} for i in days)
    through = any(cls[i] in "-G" for i in range(first, last)) or cls[max(0, first - 1) : first] == "V"
    return {"shape": "range" if through or _consecutive(ends) else "list", "ends": ends}, last


def _consecutive(ends: tuple[Slots, ...]) -> bool:
    return all(b["day"] == a["day"] + 1 for a, b in zip(ends, ends[1:], strict=False))


def _date(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | tuple[Slots, int] | None:
    slots: Slots = {"shape": "date"}
    seen_month = False
    k = first
    while k < last:
        c = cls[k]
        if c == "M":
            slots["month"], seen_month = _month(tokens[k]), True
        elif c in "Dd":
            if seen_month and "day" in slots:  # "6 Jul 25": a two-figure year
                if len(tokens[k].text) == 2 and cls[k] == "D" and not _counted(tokens, k + 1):
                    slots["year"] = _year(tokens[k].text)
                    break
                return slots, k
            if cls[first] == "M" and c == "D" and _counted(tokens, k + 1) and _before(tokens, first) == "in":
                return slots, k  # "in May 3 people"
            slots["day"] = _day(tokens[k])
        elif c in "YN":
            slots["year"] = _year(tokens[k].text) if tokens[k].text.isdigit() else None
        elif c == "$":
            if tokens[k].lower in ("'s", "’s"):
                return slots, k
            slots["year"] = _year(tokens[k + 1].text) if tokens[k + 1].text.isdigit() else None
            break
        k += 1
    return slots


def _before(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i - 1].lower if i else ""


def _bc(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    t = tokens[last - 2]
    if cls[last - 2] == "4":
        return {"shape": "date", "decade": t.lower[:-2], "bc": True}
    value = number(t.lower)
    return {"shape": "date", "year": int(value), "bc": True} if value and value < 10000 else None


def _ordinal_unit(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    at = next(i for i in range(first, last) if cls[i] == "o")
    n = ordinal_of(tokens[at].lower) or 0
    u = next(i for i in range(at, last) if cls[i] == "U")
    unit = _unit(tokens[u])
    year = next((int(tokens[i].text) for i in range(first, last) if cls[i] == "Y"), None)
    if unit == "Q" and 1 <= n <= 4:
        return {"shape": "date", "quarter": f"Q{n}", "year": year}
    if unit == "C":
        return {"shape": "date", "century": n - 1}
    return {"shape": "ordinal", "unit": unit, "count": n, "year": year}


def _half(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    at = first + (cls[first] == "t")
    n = 2 if cls[at] == "l" else ordinal_of(tokens[at].lower)
    if n not in (1, 2):
        return None
    year = int(tokens[last - 1].text) if cls[last - 1] == "Y" else None
    if year is None and not (cls[last : last + 2] == "Ot" or cls[last : last + 2] == "Oh"):
        return None
    return {"shape": "date", "quarter": f"H{n}", "year": year}


def _century(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    at = first + (cls[first] == "t")
    n, unit = ordinal_of(tokens[at].lower) or 0, _unit(tokens[last - 1])
    if unit == "C":
        return {"shape": "date", "century": n - 1}
    if unit == "Q" and 1 <= n <= 4:
        return {"shape": "date", "quarter": f"Q{n}"}
    return {"shape": "ordinal", "unit": unit, "count": n}


def _count(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> tuple[float | None, str | None]:
    """The number said in the tokens, and the TIMEX3 modifier of the words around it."""
    mod = None
    parts: list[str] = []
    for i in range(first, last):
        c, lower = cls[i], tokens[i].lower
        if c == "Q" or lower in ("about", "around"):
            mod = "APPROX"
        elif c == "X":
            mod = {"more": "MORE_THAN", "less": "LESS_THAN", "fewer": "LESS_THAN", "least": "EQUAL_OR_MORE"}.get(
                lower, "EQUAL_OR_LESS"
            )
        elif c in "nDNY":
            parts.append(lower)
        elif c == "G" and parts:
            parts = []  # "two to three weeks": the higher one
        elif c == "7":
            parts.append("0.5")
        elif c == "2":
            return (12.0 if lower == "dozen" else 2.0), mod
        elif c == "3":
            return None, "APPROX"
        elif c == "%":
            parts.append("0.5")
        elif c == "-" and i > first and i + 1 < last and cls[i - 1] in "DN" and cls[i + 1] in "DN":
            parts = []
    if parts:
        return number_words(parts), mod
    return (1.0 if "a" in cls[first:last] or "t" in cls[first:last] else None), mod


def _unit_at(cls: str, first: int, last: int) -> int:
    return next(i for i in range(last - 1, first - 1, -1) if cls[i] in "UuP")


def _offset(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    at = _unit_at(cls, first, last)
    count, mod = _count(tokens, cls, first, at)
    mark = cls[last - 1]
    sign = 1 if mark in "RA" else -1
    anchor = "now" if mark == "g" else "then"
    relation = None
    if mark in "bA" and _has_object(tokens, cls, last):
        relation = "before" if mark == "b" else "after"
    elif mark == "p" and cls[last : last + 1] == "G":
        relation = "before"
    return {
        "shape": "offset", "unit": _unit(tokens[at]), "count": count,
        "step": sign * count if count is not None else None,
        "anchor": anchor, "mod": mod, "link": relation, "sign": sign,
    }  # fmt: skip


def _has_object(tokens: tuple[Token, ...], cls: str, at: int) -> bool:
    """Whether an event is told after "two days before": "two days before the vote", not "two days before."."""
    if at >= len(tokens) or tokens[at].sent != tokens[at - 1].sent:
        return False
    t = tokens[at]
    return t.pos in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM") or t.tag == "VBG"


def _early_hours(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    return {"shape": "part", "part": "DA"} if tokens[last - 1].lower == "hours" else None


def _same_day(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    """ "earlier in the day", "later in the week"."""
    t = tokens[last - 1]
    if tokens[first + 1].lower not in ("in", "on") or _unit(t) not in "DWMY":
        return None
    mod = {"mod": "EARLIER" if cls[first] == "r" else "LATER"}
    anchor = "then" if _unit(t) == "D" else "now"
    return {"shape": "offset", "unit": _unit(t), "step": 0.0, "anchor": anchor, **({} if _unit(t) == "D" else mod)}


def _by_yesterday(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    step = words("times")["day_words"][tokens[last - 1].lower]
    if abs(step) != 1:
        return None
    return {"shape": "offset", "unit": "D", "step": 2.0 * step, "count": 2.0, "anchor": "now"}


def _day_word(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    t = tokens[first]
    slots: Slots = {"shape": "offset", "unit": "D", "step": float(words("times")["day_words"][t.lower]), "anchor": "now"}
    if t.lower == "tonight":
        slots["part"] = "NI"
    return slots


def _set(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    if cls[last - 1] == "9":
        return {"shape": "set", "ref": words("times")["sets"][tokens[first].lower]}
    c, t = cls[last - 1], tokens[last - 1]
    if c in "Ww":
        return {"shape": "set", "weekday": _weekday(t)}
    if c == "P":
        return {"shape": "set", "part": words("times")["parts"][t.lower]}
    if c == "S":
        return {"shape": "set", "season": words("times")["seasons"][t.lower]}
    if cls[first] != "1":  # "three a day"
        return {"shape": "set", "unit": _unit(t), "count": 1.0}, last  # type: ignore[return-value]
    count, _ = _count(tokens, cls, first + 1, last - 1)
    return {"shape": "set", "unit": _unit(t), "count": count or 1.0}


def _window(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    """ "the last two weeks", "recent days", "coming months": a stretch up to or from now."""
    head = first + (cls[first] == "t")
    c = cls[head]
    count, mod = _count(tokens, cls, head + 1, last - 1)
    if cls[last - 1] == "u" and count == 1.0 and "a" not in cls[head + 1 : last - 1]:
        count = None
    if c in "hH":
        if count is None and c == "h" and _unit(tokens[last - 1]) == "D":
            return {"shape": "ref", "ref": "PRESENT_REF"}
        sign = 0
    else:
        sign = -1 if c in "lpc+" else 1
    anchor = "then" if c in "pf" else "now"
    return {
        "shape": "window", "unit": _unit(tokens[last - 1]), "count": count, "step": float(sign), "anchor": anchor,
        "mod": mod, "bare": c == "c",
    }  # fmt: skip


_STEP = {"l": -1.0, "p": -1.0, "c": -1.0, "h": 0.0, "H": 0.0, "s": 0.0, "+": 0.0, "x": 1.0, "f": 1.0}


def _relative(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    """ "last week", "that morning", "this coming Sunday", "the previous Friday", "last May"."""
    head = first + (cls[first] == "t")
    mark = cls[head] if cls[head] not in "hs" or last - head == 2 else cls[head + 1]
    if mark == "f" and cls[first] != "t":
        return None  # "following Saturday's attack"
    if mark == "s" and cls[head] in "hH":
        mark = "s"
    t, c = tokens[last - 1], cls[last - 1]
    if mark == "c" and t.lower != "quarter":
        return None
    step = _STEP[mark]
    anchor = "then" if mark in "Hpfs" else "now"
    if mark == "x" and cls[first] == "t" and c in "UP" and tokens[head].lower == "next":
        anchor = "then"  # "the next day", against "next week"
    slots: Slots = {"shape": "offset", "step": step, "anchor": anchor}
    if c == "U":
        unit = _unit(t)
        if mark in "lc" and cls[first] == "t" and unit not in ("Q", "WE", "C"):
            return {"shape": "window", "unit": unit, "count": 1.0, "step": -1.0, "anchor": "now"}
        if tokens[head].lower == "past":
            return {"shape": "window", "unit": unit, "count": 1.0, "step": -1.0, "anchor": "now"}
        slots["unit"] = unit
    elif c == "P":
        slots.update(unit="D", part=words("times")["parts"][t.lower])
        if t.lower.endswith("s"):
            return None
    elif c == "M":
        slots.update(unit="M", month=_month(t), shape="date")
    elif c == "S":
        slots.update(unit="M", season=words("times")["seasons"][t.lower], shape="date")
    else:
        slots.update(unit="W", weekday=_weekday(t), shape="date")
    return slots


def _adjacent(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    """ "the day before", "the night after", "the day following"."""
    t = tokens[first + 1]
    step = -1.0 if cls[last - 1] == "b" else 1.0
    relation = {"b": "before", "A": "after"}.get(cls[last - 1]) if _has_object(tokens, cls, last) else None
    slots: Slots = {"shape": "offset", "step": step, "anchor": "then", "link": relation}
    if cls[first + 1] == "P":
        return {**slots, "unit": "D", "part": words("times")["parts"][t.lower]}
    return {**slots, "unit": _unit(t)}


def _unit_end(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    unit = _unit(tokens[first + (cls[first] == "t")])
    return {"shape": "offset", "unit": unit, "step": 0.0, "anchor": "now", "mod": "END"} if unit in "YM" else None


def _weekday_day(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | tuple[Slots, int] | None:
    at = last - 1
    w = first + (cls[first] == "t")
    slots: Slots = {"shape": "date", "weekday": _weekday(tokens[w])}
    follows = cls[last : last + 1]
    if cls[at] == "D" and (_counted(tokens, last) or follows in tuple("MuUknq%") or tokens[at].ent == "CARDINAL"):
        return slots, w + 1
    if follows == "-" and cls[last + 1 : last + 2] in ("U", "u"):
        return slots, w + 1  # "Friday, 28-year-old"
    if follows in tuple("MO") or (follows == "!" and cls[last + 1 : last + 2] == "M") or (
        follows in tuple("-CG,") and cls[last : last + 4].lstrip("-CG,tDd")[:1] == "M"
    ):
        return slots, w + 1
    return {**slots, "day": _day(tokens[at])}


def _weekday_atom(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    t = tokens[last - 1]
    slots: Slots = {"shape": "date", "weekday": _weekday(t)}
    if cls[last - 1] == "w" and _before(tokens, first) in ("on", "most", "many", "alternate") and cls[first] != "t":
        return {"shape": "set", "weekday": _weekday(t)}
    return slots


_BARE_DAY_BEFORE = frozenset({"on", "of", "until", "till", "from", "since", "by", "to", "and", "before", "after", "between"})


def _bare_day(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    if _before(tokens, first) not in _BARE_DAY_BEFORE or _counted(tokens, last) or cls[last : last + 1] == "-":
        return None
    if last < len(tokens) and tokens[last].pos in ("NOUN", "PROPN", "ADJ"):
        return None
    return {"shape": "date", "day": _day(tokens[last - 1])}


def _clock(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | tuple[Slots, int] | None:
    c, t = cls[first], tokens[first]
    if c == "%":  # "half past midnight"
        part = words("times")["parts"][tokens[last - 1].lower]
        if part not in ("MN", "NO", "MI"):
            return None
        return {"shape": "clock", "clock": Clock(0 if part == "MN" else 12, 30), "part": part}
    mark = ""
    if c == "k":
        read = clock_of(t.text)
        if read is None:
            return None
        hour, minute, mark = read
        if "." in t.text and not mark and cls[first + 1 : first + 2] not in ("q", "z", "u"):
            return None  # 8.30 may be a sum
    elif c in "NY" and cls[first + 1] not in "q":
        if len(t.text) != 4 or not t.text.isdigit():
            return None
        hour, minute = int(t.text[:2]), int(t.text[2:])
        if cls[first + 1] == "u" and tokens[first + 1].lower not in ("hours", "hrs"):
            return None
    else:
        value = number(t.lower)
        if value is None or value > 12:
            return None
        hour, minute = int(value), None
    at = first + 1
    if at < last and cls[at] == "q":
        mark = tokens[at].lower.replace(".", "")
        at += 1
    if hour > 24 or (minute or 0) > 59:
        return None
    if mark == "pm" and hour < 12:
        hour += 12
    elif mark == "am" and hour == 12:
        hour = 0
    slots: Slots = {"shape": "clock", "clock": Clock(hour % 24 if hour == 24 else hour, minute)}
    if mark == "z":
        slots["zone"] = "UTC"
    if at < last and cls[at] == "u":
        at += 1
    if at < last:
        zone = [tokens[i].lower for i in range(at, last) if cls[i] in "z_jy"]
        found = zone_name(" ".join(zone))
        if found is None and "j" not in cls[at:last]:
            if c in "NY":
                return None
            return slots, at
        if found:
            slots["zone"] = found
        close = cls[last - 1] == ")"
        if cls[at:last].count("(") and not close:
            return slots, last
    return slots


def zone_name(name: str) -> str | None:
    """IANA name, or an offset such as UTC+3, of a zone as texts write it; None if unknown."""
    if name[:3] in ("utc", "gmt") and len(name) > 4:
        m = re.fullmatch(r"(?:utc|gmt)([+-]\d{1,2}(?::?\d\d)?)", name.replace(" ", ""))
        return f"UTC{m[1]}" if m else None
    found = words("times")["zones"].get(name)
    return str(found) if found else None


def _decade(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    t = tokens[last - 1]
    if t.lower.isalpha() and cls[first] != "t":
        return None
    return {"shape": "date", "decade": decade_of(t.lower)}


def _season(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    t = tokens[last - 1]
    if t.text[0].isupper() and t.dep == "compound" and t.head >= last and tokens[t.head].pos == "PROPN":
        return None  # "Operation Summer Rains"
    if tokens[last - 1].lower == "fall":  # "the fall of the city", "the final fall"
        of_year = cls[last : last + 2] == "OY" or cls[last : last + 1] == "Y"
        before = _before(tokens, first)
        if not of_year and (cls[last : last + 1] == "O" or before not in ("in", "by", "during", "of", "early", "late")):
            return None
    return {"shape": "date", "season": words("times")["seasons"][tokens[last - 1].lower]}


def _month_atom(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    t = tokens[first]
    if t.lower == "march" and (t.pos == "VERB" or cls[first + 1 : first + 3] == "Ot"):
        return None
    if t.dep == "compound" and t.head > first and tokens[t.head].pos == "PROPN" and tokens[t.head].ent != "DATE":
        return None  # "the October Revolution"
    return {"shape": "date", "month": _month(t)}


_YEAR_BEFORE = frozenset(
    "in since of by until till before after during from to through between and early late mid around about year the "
    "for on circa c. as ago - – — ( , over fiscal year".split()
)
_NOT_YEAR_BEFORE = frozenset({"$", "£", "€", "#", "no", "no.", "number", "than", "some", "nearly", "almost", "least", "article",
                              "resolution", "section", "page", "room", "route"})  # fmt: skip


def _year_atom(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    t = tokens[last - 1]
    if cls[first] == "$":
        if tokens[first].lower in ("'s", "’s"):
            return None
        if len(t.text) != 2 or not t.text.isdigit() or int(t.text) < 30 and _before(tokens, first) != "of":
            return None
        return {"shape": "date", "year": _year(t.text)}
    before = _before(tokens, first)
    after = tokens[last] if last < len(tokens) else None
    if before in _NOT_YEAR_BEFORE or (after is not None and after.text in ("%", "kg", "km")):
        return None
    year = int(t.text)
    if t.ent in ("QUANTITY", "MONEY", "PERCENT"):
        return None
    if after is not None and after.tag == "NNS" and t.ent != "DATE" and t.dep == "nummod":
        return None
    strong = before in ("in", "since", "of", "by", "until", "before", "after", "during", "year", "early", "late", "mid")
    if before == "-" and first > 1 and tokens[first - 2].lower in ("mid", "post", "pre"):
        return {"shape": "date", "year": year}
    if not 1800 <= year <= 2100:
        sure = (strong and t.dep != "nummod") or (t.ent == "DATE" and 1500 <= year <= 2100)
        return {"shape": "date", "year": year} if sure else None
    named = before in ("the", "a", "'s", "’s") and after is not None and after.pos in ("NOUN", "PROPN", "ADJ")
    if named and after is not None and after.tag != "NNS" and year >= 1900:
        return {"shape": "date", "year": year}  # "the 2014 battle"
    if strong or t.ent == "DATE" or (before in _YEAR_BEFORE and t.dep != "nummod"):
        return {"shape": "date", "year": year}
    return None


def _part(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    t = tokens[last - 1]
    if cls[last - 1] == "v":
        return {"shape": "part", "part": "ON"}
    if t.text[0].isupper() and t.i > 0 and tokens[t.i - 1].sent == t.sent and t.pos == "PROPN":
        return None  # "Operation Dawn"
    loose = last - first == 1 and t.lower in ("night", "nights", "daytime", "nighttime", "afternoons", "evenings", "mornings")
    return {"shape": "part", "part": words("times")["parts"][t.lower], "bare": loose}


def _duration(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    at = _unit_at(cls, first, last)
    t = tokens[at]
    if cls[at] == "P" and t.lower not in ("nights", "night"):
        return None
    if at == first:
        count, mod = None, None
    else:
        count, mod = _count(tokens, cls, first, at)
        if "a" in cls[first:at] and t.lower in ("second", "night", "quarter"):
            return None
    if t.lower == "quarters" and (at == first or cls[last : last + 1] == "O" or count in (1.0, 3.0)):
        return None
    if "_" in cls[first:at] and (tokens[at - 1].pos != "ADJ" or cls[first] == "a"):
        return None
    if tokens[last].lower == "old" if last < len(tokens) else False:
        return None
    if last + 1 < len(tokens) and cls[last] == "-" and tokens[last + 1].lower == "old":
        return None  # an age
    if cls[at] == "P":
        return {"shape": "duration", "unit": "D", "count": count, "mod": mod}
    return {"shape": "duration", "unit": _unit(t), "count": count, "mod": mod}


def _this_unit(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    unit = _unit(tokens[last - 1])
    if tokens[first].lower != "the" or unit not in ("WE", "Q", "Y", "W", "M"):
        return None
    return {"shape": "offset", "unit": unit, "step": -0.0 if unit != "WE" else -0.5, "anchor": "now", "bare": True}


def _year_words(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    """ "nineteen ninety-six", "the year two thousand", as broadcasters write them."""
    said = [tokens[i].lower for i in range(first, last) if cls[i] == "n"]
    head, rest = number(said[0]), number_words(said[1:])
    if cls[last : last + 1] in ("u", "U") or head is None or rest is None:
        return None
    if head in (18, 19) and 10 <= rest <= 99:
        return {"shape": "date", "year": int(head * 100 + rest)}
    if said[:2] == ["two", "thousand"] and cls[first] == "t":
        return {"shape": "date", "year": 2000 + int(number_words(said[2:]) or 0)}
    return None


def _year_ago(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | tuple[Slots, int] | None:
    """ "the year-ago quarter", "year-earlier period"."""
    at = first + (cls[first] == "t")
    if _unit(tokens[at]) != "Y":
        return None
    end = at + 3
    slots: Slots = {"shape": "offset", "unit": "Y", "count": 1.0, "step": -1.0, "anchor": "now"}
    rest = range(end, last)
    quarter = next((f"Q{n}" for i in rest if cls[i] == "o" and 1 <= (n := ordinal_of(tokens[i].lower) or 0) <= 4), None)
    if last > end and (tokens[last - 1].lower in ("quarter", "period")):
        if quarter is not None:
            slots = {"shape": "date", "quarter": quarter, "unit": "Y", "step": -1.0, "anchor": "now"}
        return slots, last
    return slots, end


def _fiscal_year(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    return {"shape": "offset", "unit": _unit(tokens[last - 1]), "step": 0.0, "anchor": "now"}


def _ref(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    t = tokens[last - 1]
    if cls[last - 1] == "c":
        return {"shape": "ref", "ref": "PAST_REF"} if t.lower == "recent" else None
    if cls[last - 1] == "+":
        return {"shape": "ref", "ref": "PRESENT_REF"}
    if cls[last - 1] == "l":
        past = t.lower == "past" and t.pos == "NOUN" and tokens[first].lower == "the"
        return {"shape": "ref", "ref": "PAST_REF"} if past else None
    if t.lower == "future" and t.pos == "ADJ":
        return None
    return {"shape": "ref", "ref": words("times")["references"][t.lower]}


def _first_count(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> Slots | None:
    head = first + (cls[first] == "t")
    count, mod = _count(tokens, cls, head + 1, last - 1)
    if cls[head] == "l":
        return _window(tokens, cls, first, last)
    return {"shape": "duration", "unit": _unit(tokens[last - 1]), "count": count, "mod": mod}


_BUILDERS: dict[str, Builder] = {
    "iso": _iso, "day_first": _day_first, "numeric": _numeric, "pair": _pair, "years": _years, "day_list": _list, "month_list": _list,
    "date": _date, "bc": _bc, "ordinal_unit": _ordinal_unit, "half": _half, "century": _century,
    "first_count": _first_count, "offset": _offset, "year_words": _year_words,
    "year_ago": _year_ago, "fiscal_year": _fiscal_year, "early_hours": _early_hours, "same_day": _same_day,
    "by_yesterday": _by_yesterday, "day_word": _day_word,
    "set": _set, "window": _window, "relative": _relative, "adjacent": _adjacent, "unit_end": _unit_end, "weekday_day": _weekday_day,
    "weekday": _weekday_atom, "bare_day": _bare_day, "clock": _clock, "decade": _decade, "season": _season,
    "month": _month_atom, "year": _year_atom, "part": _part, "duration": _duration, "this_unit": _this_unit,
    "ref": _ref,
}  # fmt: skip
