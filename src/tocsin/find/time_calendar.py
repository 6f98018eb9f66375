"""Builders for calendar dates: days, months, years, decades, quarters, weekdays."""

from __future__ import annotations

import itertools
import re

from tocsin.find.time_run import (
    Run,
    Slots,
    day_of,
    is_counted,
    month_of,
    weekday_of,
    word_before,
    year_of,
)

_BARE_DAY_BEFORE = frozenset(
    {"on", "of", "until", "till", "from", "since", "by", "to", "and", "before", "after", "between"}
)
_YEAR_AFTER_SURELY = frozenset(
    {"in", "since", "of", "by", "until", "before", "after", "during", "year", "early", "late", "mid"}
)
_YEAR_AFTER_PERHAPS = frozenset(
    {"till", "from", "to", "through", "between", "and", "around", "about", "the", "for", "on", "circa"}
    | {"as", "-", "–", "—", "(", ",", "over", "fiscal"}
)
_NO_YEAR_AFTER = frozenset(
    {"$", "£", "€", "#", "no", "no.", "number", "than", "some", "nearly", "almost", "least"}
    | {"article", "resolution", "section", "page", "room", "route"}
)


def _iso(r: Run) -> Slots | None:
    y, m, d = (int(r.tokens[r.first + k].text) for k in (0, 2, 4))
    return {"shape": "date", "year": y, "month": m, "day": d}


def _day_first(r: Run) -> Slots | None:
    d, m, y = (int(r.tokens[r.first + k].text) for k in (0, 2, 4))
    return {"shape": "date", "year": y, "month": m, "day": d}


def _numeric(r: Run) -> Slots | None:
    a, b, c = (int(p) for p in re.split(r"[/.]", r.tokens[r.first].text))
    if a > 31:
        return {"shape": "date", "year": a, "month": b, "day": c}
    year = c if c > 99 else year_of(f"{c:02d}")
    # Dots are written day first; slashes in American texts month first, unless that is no month.
    day_first = "." in r.tokens[r.first].text or a > 12
    day, month = (a, b) if day_first else (b, a)
    return {"shape": "date", "year": year, "month": month, "day": day}


def _pair(r: Run) -> Slots | None:
    month_first = r.cls[r.first] == "M"
    a, b = (int(p) for p in re.split(r"[/–-]", r.tokens[r.first + month_first].text))
    slots: Slots = {"shape": "date", "month": month_of(r.tokens[r.first + (not month_first)])}
    if r.cls[r.last - 1] == "Y":
        slots["year"] = int(r.tokens[r.last - 1].text)
    return {"shape": "range", "ends": ({**slots, "day": a}, {**slots, "day": b})}


def _years(r: Run) -> Slots | None:
    a, b = re.split(r"[-–/]", r.tokens[r.first].text)
    end = int(b) if len(b) == 4 else int(a[:2] + b)
    return {"shape": "range", "ends": ({"shape": "date", "year": int(a)}, {"shape": "date", "year": end})}


def _list(r: Run) -> tuple[Slots, int] | None:
    """ "July 8 and 9", "21 and 26 of September", "3-5 May": the days share month and year."""
    days = [i for i in range(r.first, r.last) if r.cls[i] in "Dd"]
    month = r.cls.index("M", r.first, r.last)
    slots: Slots = {"shape": "date", "month": month_of(r.tokens[month])}
    if r.cls[r.last - 1] == "Y":
        slots["year"] = int(r.tokens[r.last - 1].text)
    elif (
        month == r.first
        and r.cls[days[-1]] == "D"
        and day_of(r.tokens[days[-1]]) != day_of(r.tokens[days[0]]) + 1
        and (r.cls[r.last : r.last + 1] in ("u", "M") or is_counted(r.tokens, r.last))
    ):
        return None  # "On July 8 and 9 people died", "8 July and 9 August"
    if r.cls[r.last : r.last + 1] == "M" and month == r.first:
        return None
    ends = tuple({**slots, "day": day_of(r.tokens[i]), "at": i} for i in days)
    dash = any(r.cls[i] in "-G" for i in range(r.first, r.last))
    through = dash or r.cls[max(0, r.first - 1) : r.first] == "V"
    return {"shape": "range" if through or _consecutive(ends) else "list", "ends": ends}, r.last


def _consecutive(ends: tuple[Slots, ...]) -> bool:
    return all(b["day"] == a["day"] + 1 for a, b in itertools.pairwise(ends))


def _date(r: Run) -> Slots | tuple[Slots, int] | None:
    slots: Slots = {"shape": "date"}
    seen_month = False
    k = r.first
    while k < r.last:
        c = r.cls[k]
        if c == "M":
            slots["month"], seen_month = month_of(r.tokens[k]), True
        elif c in "Dd":
            if seen_month and "day" in slots:  # "6 Jul 25": a two-figure year
                if len(r.tokens[k].text) == 2 and r.cls[k] == "D" and not is_counted(r.tokens, k + 1):
                    slots["year"] = year_of(r.tokens[k].text)
                    break
                return slots, k
            if r.cls[r.first] == "M" and c == "D" and is_counted(r.tokens, k + 1):
                if word_before(r.tokens, r.first) == "in":
                    return slots, k  # "in May 3 people"
            slots["day"] = day_of(r.tokens[k])
        elif c in "YN":
            slots["year"] = year_of(r.tokens[k].text) if r.tokens[k].text.isdigit() else None
        elif c == "$":
            if r.tokens[k].lower in ("'s", "’s"):
                return slots, k
            slots["year"] = year_of(r.tokens[k + 1].text) if r.tokens[k + 1].text.isdigit() else None
            break
        k += 1
    return slots


def _weekday_day(r: Run) -> Slots | tuple[Slots, int] | None:
    at = r.last - 1
    w = r.first + (r.cls[r.first] == "t")
    slots: Slots = {"shape": "date", "weekday": weekday_of(r.tokens[w])}
    follows = r.cls[r.last : r.last + 1]
    if r.cls[at] == "D" and (
        is_counted(r.tokens, r.last) or follows in tuple("MuUknq%") or r.tokens[at].ent == "CARDINAL"
    ):
        return slots, w + 1
    if follows == "-" and r.cls[r.last + 1 : r.last + 2] in ("U", "u"):
        return slots, w + 1  # "Friday, 28-year-old"
    if (
        follows in tuple("MO")
        or (follows == "!" and r.cls[r.last + 1 : r.last + 2] == "M")
        or (follows in tuple("-CG,") and r.cls[r.last : r.last + 4].lstrip("-CG,tDd")[:1] == "M")
    ):
        return slots, w + 1
    return {**slots, "day": day_of(r.tokens[at])}


def _weekday_atom(r: Run) -> Slots | None:
    t = r.tokens[r.last - 1]
    slots: Slots = {"shape": "date", "weekday": weekday_of(t)}
    if (
        r.cls[r.last - 1] == "w"
        and word_before(r.tokens, r.first) in ("on", "most", "many", "alternate")
        and r.cls[r.first] != "t"
    ):
        return {"shape": "set", "weekday": weekday_of(t)}
    return slots


def _bare_day(r: Run) -> Slots | None:
    if (
        word_before(r.tokens, r.first) not in _BARE_DAY_BEFORE
        or is_counted(r.tokens, r.last)
        or r.cls[r.last : r.last + 1] == "-"
    ):
        return None
    if r.last < len(r.tokens) and r.tokens[r.last].pos in ("NOUN", "PROPN", "ADJ"):
        return None
    return {"shape": "date", "day": day_of(r.tokens[r.last - 1])}


def _month_atom(r: Run) -> Slots | None:
    t = r.tokens[r.first]
    if t.lower == "march" and (t.pos == "VERB" or r.cls[r.first + 1 : r.first + 3] == "Ot"):
        return None
    if (
        t.dep == "compound"
        and t.head > r.first
        and r.tokens[t.head].pos == "PROPN"
        and r.tokens[t.head].ent != "DATE"
    ):
        return None  # "the October Revolution"
    return {"shape": "date", "month": month_of(t)}


def _year_atom(r: Run) -> Slots | None:
    t = r.tokens[r.last - 1]
    if r.cls[r.first] == "$":
        if r.tokens[r.first].lower in ("'s", "’s"):
            return None
        if len(t.text) != 2 or not t.text.isdigit():
            return None
        if int(t.text) < 30 and word_before(r.tokens, r.first) != "of":
            return None
        return {"shape": "date", "year": year_of(t.text)}
    before = word_before(r.tokens, r.first)
    after = r.tokens[r.last] if r.last < len(r.tokens) else None
    if before in _NO_YEAR_AFTER or (after is not None and after.text in ("%", "kg", "km")):
        return None
    year = int(t.text)
    if t.ent in ("QUANTITY", "MONEY", "PERCENT"):
        return None
    if after is not None and after.tag == "NNS" and t.ent != "DATE" and t.dep == "nummod":
        return None
    strong = before in _YEAR_AFTER_SURELY
    if before == "-" and r.first > 1 and r.tokens[r.first - 2].lower in ("mid", "post", "pre"):
        return {"shape": "date", "year": year}
    if not 1800 <= year <= 2100:
        sure = (strong and t.dep != "nummod") or (t.ent == "DATE" and 1500 <= year <= 2100)
        return {"shape": "date", "year": year} if sure else None
    named = before in ("the", "a", "'s", "’s") and after is not None and after.pos in ("NOUN", "PROPN", "ADJ")
    if named and after is not None and after.tag != "NNS" and year >= 1900:
        return {"shape": "date", "year": year}  # "the 2014 battle"
    if strong or t.ent == "DATE" or (before in _YEAR_AFTER_PERHAPS and t.dep != "nummod"):
        return {"shape": "date", "year": year}
    return None


BUILDERS = {
    "iso": _iso,
    "day_first": _day_first,
    "numeric": _numeric,
    "pair": _pair,
    "years": _years,
    "day_list": _list,
    "month_list": _list,
    "date": _date,
    "weekday_day": _weekday_day,
    "weekday": _weekday_atom,
    "bare_day": _bare_day,
    "month": _month_atom,
    "year": _year_atom,
}
