"""Builders for what is counted from an anchor, and for durations, sets and references."""

from __future__ import annotations

from tocsin.codebook import words
from tocsin.find.time_classes import ordinal_of
from tocsin.find.time_run import (
    Run,
    Slots,
    count_of,
    month_of,
    unit_at,
    unit_of,
    weekday_of,
)
from tocsin.records import Token

_STEP = {"l": -1.0, "p": -1.0, "c": -1.0, "h": 0.0, "H": 0.0, "s": 0.0, "+": 0.0, "x": 1.0, "f": 1.0}


def _offset(r: Run) -> Slots | None:
    at = unit_at(r.cls, r.first, r.last)
    count, mod = count_of(r.tokens, r.cls, r.first, at)
    mark = r.cls[r.last - 1]
    sign = 1 if mark in "RA" else -1
    anchor = "now" if mark == "g" else "then"
    relation = None
    if mark in "bA" and _has_object(r.tokens, r.last):
        relation = "before" if mark == "b" else "after"
    elif mark == "p" and r.cls[r.last : r.last + 1] == "G":
        relation = "before"
    return {
        "shape": "offset", "unit": unit_of(r.tokens[at]), "count": count,
        "step": sign * count if count is not None else None,
        "anchor": anchor, "mod": mod, "link": relation, "sign": sign,
    }  # fmt: skip


def _has_object(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether an event follows: "two days before the vote", not "two days before."."""
    if at >= len(tokens) or tokens[at].sent != tokens[at - 1].sent:
        return False
    t = tokens[at]
    return t.pos in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM") or t.tag == "VBG"


def _same_day(r: Run) -> Slots | None:
    """ "earlier in the day", "later in the week"."""
    t = r.tokens[r.last - 1]
    if r.tokens[r.first + 1].lower not in ("in", "on") or unit_of(t) not in "DWMY":
        return None
    mod = {"mod": "EARLIER" if r.cls[r.first] == "r" else "LATER"}
    anchor = "then" if unit_of(t) == "D" else "now"
    return {
        "shape": "offset",
        "unit": unit_of(t),
        "step": 0.0,
        "anchor": anchor,
        **({} if unit_of(t) == "D" else mod),
    }


def _by_yesterday(r: Run) -> Slots | None:
    step = words("times")["day_words"][r.tokens[r.last - 1].lower]
    if abs(step) != 1:
        return None
    return {"shape": "offset", "unit": "D", "step": 2.0 * step, "count": 2.0, "anchor": "now"}


def _day_word(r: Run) -> Slots | None:
    t = r.tokens[r.first]
    slots: Slots = {
        "shape": "offset",
        "unit": "D",
        "step": float(words("times")["day_words"][t.lower]),
        "anchor": "now",
    }
    if t.lower == "tonight":
        slots["part"] = "NI"
    return slots


def _set(r: Run) -> Slots | None:
    if r.cls[r.last - 1] == "9":
        return {"shape": "set", "ref": words("times")["sets"][r.tokens[r.first].lower]}
    c, t = r.cls[r.last - 1], r.tokens[r.last - 1]
    if c in "Ww":
        return {"shape": "set", "weekday": weekday_of(t)}
    if c == "P":
        return {"shape": "set", "part": words("times")["parts"][t.lower]}
    if c == "S":
        return {"shape": "set", "season": words("times")["seasons"][t.lower]}
    if r.cls[r.first] != "1":  # "three a day"
        return {"shape": "set", "unit": unit_of(t), "count": 1.0}, r.last  # type: ignore[return-value]
    count, _ = count_of(r.tokens, r.cls, r.first + 1, r.last - 1)
    return {"shape": "set", "unit": unit_of(t), "count": count or 1.0}


def _window(r: Run) -> Slots | None:
    """ "the last two weeks", "recent days", "coming months": a stretch up to or from now."""
    head = r.first + (r.cls[r.first] == "t")
    c = r.cls[head]
    count, mod = count_of(r.tokens, r.cls, head + 1, r.last - 1)
    if r.cls[r.last - 1] == "u" and count == 1.0 and "a" not in r.cls[head + 1 : r.last - 1]:
        count = None
    if c in "hH":
        if count is None and c == "h" and unit_of(r.tokens[r.last - 1]) == "D":
            return {"shape": "ref", "ref": "PRESENT_REF"}
        sign = 0
    else:
        sign = -1 if c in "lpc+" else 1
    anchor = "then" if c in "pf" else "now"
    return {
        "shape": "window", "unit": unit_of(r.tokens[r.last - 1]), "count": count, "step": float(sign),
        "anchor": anchor, "mod": mod, "bare": c == "c",
    }  # fmt: skip


def _relative(r: Run) -> Slots | None:
    """ "last week", "that morning", "this coming Sunday", "the previous Friday", "last May"."""
    head = r.first + (r.cls[r.first] == "t")
    mark = r.cls[head] if r.cls[head] not in "hs" or r.last - head == 2 else r.cls[head + 1]
    if mark == "f" and r.cls[r.first] != "t":
        return None  # "following Saturday's attack"
    if mark == "s" and r.cls[head] in "hH":
        mark = "s"
    t, c = r.tokens[r.last - 1], r.cls[r.last - 1]
    if r.cls[r.last - 1] == "M" and r.cls[r.last : r.last + 1] in ("D", "d"):
        return None  # "last Oct. 23": the date itself says which
    if mark == "c" and t.lower != "quarter":
        return None
    step = _STEP[mark]
    anchor = "then" if mark in "Hpfs" else "now"
    if mark == "x" and r.cls[r.first] == "t" and c in "UP" and r.tokens[head].lower == "next":
        anchor = "then"  # "the next day", against "next week"
    slots: Slots = {"shape": "offset", "step": step, "anchor": anchor}
    if c == "U":
        unit = unit_of(t)
        if mark in "lc" and r.cls[r.first] == "t" and unit not in ("Q", "WE", "C"):
            return {"shape": "window", "unit": unit, "count": 1.0, "step": -1.0, "anchor": "now"}
        if r.tokens[head].lower == "past":
            return {"shape": "window", "unit": unit, "count": 1.0, "step": -1.0, "anchor": "now"}
        slots["unit"] = unit
    elif c == "P":
        slots.update(unit="D", part=words("times")["parts"][t.lower])
        if t.lower.endswith("s"):
            return None
    elif c == "M":
        slots.update(unit="M", month=month_of(t), shape="date")
    elif c == "S":
        slots.update(unit="M", season=words("times")["seasons"][t.lower], shape="date")
    else:
        slots.update(unit="W", weekday=weekday_of(t), shape="date")
    return slots


def _adjacent(r: Run) -> Slots | None:
    """ "the day before", "the night after", "the day following"."""
    t = r.tokens[r.first + 1]
    step = -1.0 if r.cls[r.last - 1] == "b" else 1.0
    relation = {"b": "before", "A": "after"}.get(r.cls[r.last - 1]) if _has_object(r.tokens, r.last) else None
    slots: Slots = {"shape": "offset", "step": step, "anchor": "then", "link": relation}
    if r.cls[r.first + 1] == "P":
        return {**slots, "unit": "D", "part": words("times")["parts"][t.lower]}
    return {**slots, "unit": unit_of(t)}


def _unit_end(r: Run) -> Slots | None:
    unit = unit_of(r.tokens[r.first + (r.cls[r.first] == "t")])
    return (
        {"shape": "offset", "unit": unit, "step": 0.0, "anchor": "now", "mod": "END"}
        if unit in "YM"
        else None
    )


def _duration(r: Run) -> Slots | None:
    at = unit_at(r.cls, r.first, r.last)
    t = r.tokens[at]
    if r.cls[at] == "P" and t.lower not in ("nights", "night"):
        return None
    if t.text[0].isupper() and at > 0 and r.tokens[at].pos == "PROPN" and not r.tokens[at - 1].text.isupper():
        return None  # "60 Minutes"
    if at == r.first:
        if t.lower not in ("days", "weeks", "months", "years", "hours", "centuries"):
            return None
        count, mod = None, None
    else:
        count, mod = count_of(r.tokens, r.cls, r.first, at)
        if "a" in r.cls[r.first : at] and t.lower in ("second", "night", "quarter"):
            return None
    if t.lower == "quarters" and (at == r.first or r.cls[r.last : r.last + 1] == "O" or count in (1.0, 3.0)):
        return None
    if "_" in r.cls[r.first : at] and (r.tokens[at - 1].pos != "ADJ" or r.cls[r.first] == "a"):
        return None
    if r.last < len(r.tokens) and r.tokens[r.last].lower == "old":
        return None
    if r.last + 1 < len(r.tokens) and r.cls[r.last] == "-" and r.tokens[r.last + 1].lower == "old":
        return None  # an age
    if r.cls[at] == "P":
        return {"shape": "duration", "unit": "D", "count": count, "mod": mod}
    return {"shape": "duration", "unit": unit_of(t), "count": count, "mod": mod}


def _this_unit(r: Run) -> Slots | None:
    unit = unit_of(r.tokens[r.last - 1])
    if r.tokens[r.first].lower != "the" or unit not in ("WE", "Q", "Y", "W", "M"):
        return None
    return {
        "shape": "offset",
        "unit": unit,
        "step": -0.0 if unit != "WE" else -0.5,
        "anchor": "now",
        "bare": True,
    }


def _year_ago(r: Run) -> Slots | tuple[Slots, int] | None:
    """ "the year-ago quarter", "year-earlier period"."""
    at = r.first + (r.cls[r.first] == "t")
    if unit_of(r.tokens[at]) != "Y":
        return None
    end = at + 3
    slots: Slots = {"shape": "offset", "unit": "Y", "count": 1.0, "step": -1.0, "anchor": "now"}
    rest = range(end, r.last)
    quarter = next(
        (f"Q{n}" for i in rest if r.cls[i] == "o" and 1 <= (n := ordinal_of(r.tokens[i].lower) or 0) <= 4),
        None,
    )
    if r.last > end and (r.tokens[r.last - 1].lower in ("quarter", "period")):
        if quarter is not None:
            slots = {"shape": "date", "quarter": quarter, "unit": "Y", "step": -1.0, "anchor": "now"}
        return slots, r.last
    return slots, end


def _fiscal_year(r: Run) -> Slots | None:
    return {"shape": "offset", "unit": unit_of(r.tokens[r.last - 1]), "step": 0.0, "anchor": "now"}


def _ref(r: Run) -> Slots | None:
    t = r.tokens[r.last - 1]
    if r.cls[r.last - 1] == "c":
        return {"shape": "ref", "ref": "PAST_REF"} if t.lower == "recent" else None
    if r.cls[r.last - 1] == "+":
        return {"shape": "ref", "ref": "PRESENT_REF"}
    if r.cls[r.last - 1] == "l":
        past = t.lower == "past" and t.pos == "NOUN" and r.tokens[r.first].lower == "the"
        return {"shape": "ref", "ref": "PAST_REF"} if past else None
    if t.lower == "future" and t.pos == "ADJ":
        return None
    return {"shape": "ref", "ref": words("times")["references"][t.lower]}


def _first_count(r: Run) -> Slots | None:
    head = r.first + (r.cls[r.first] == "t")
    count, mod = count_of(r.tokens, r.cls, head + 1, r.last - 1)
    if r.cls[head] == "l":
        return _window(r)
    return {"shape": "duration", "unit": unit_of(r.tokens[r.last - 1]), "count": count, "mod": mod}


BUILDERS = {
    "first_count": _first_count,
    "offset": _offset,
    "year_ago": _year_ago,
    "fiscal_year": _fiscal_year,
    "same_day": _same_day,
    "by_yesterday": _by_yesterday,
    "day_word": _day_word,
    "set": _set,
    "window": _window,
    "relative": _relative,
    "adjacent": _adjacent,
    "unit_end": _unit_end,
    "duration": _duration,
    "this_unit": _this_unit,
    "ref": _ref,
}
