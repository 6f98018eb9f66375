"""Builders for clock times, their zones, and parts of the day."""

from __future__ import annotations

import re

from tocsin.codebook import words
from tocsin.find.time_classes import clock_of, number
from tocsin.find.time_run import Run, Slots
from tocsin.records.time import Clock

_NO_ONE_DAY = frozenset({"night", "nights", "daytime", "nighttime", "afternoons", "evenings", "mornings"})


def _clock(r: Run) -> Slots | tuple[Slots, int] | None:
    c, t = r.cls[r.first], r.tokens[r.first]
    if c == "%":  # "half past midnight"
        part = words("times")["parts"][r.tokens[r.last - 1].lower]
        if part not in ("MN", "NO", "MI"):
            return None
        return {"shape": "clock", "clock": Clock(0 if part == "MN" else 12, 30), "part": part}
    mark = ""
    if c == "k":
        read = clock_of(t.text)
        if read is None:
            return None
        hour, minute, mark = read
        if "." in t.text and not mark and r.cls[r.first + 1 : r.first + 2] not in ("q", "z", "u"):
            return None  # 8.30 may be a sum
    elif c in "NY" and r.cls[r.first + 1] not in "q":
        if len(t.text) != 4 or not t.text.isdigit():
            return None
        hour, minute = int(t.text[:2]), int(t.text[2:])
        if r.cls[r.first + 1] == "u" and r.tokens[r.first + 1].lower not in ("hours", "hrs"):
            return None
    else:
        value = number(t.lower)
        if value is None or value > 12:
            return None
        hour, minute = int(value), None
    at = r.first + 1
    if at < r.last and r.cls[at] == "q":
        mark = r.tokens[at].lower.replace(".", "")
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
    if at < r.last and r.cls[at] == "u":
        at += 1
    if at < r.last:
        zone = [r.tokens[i].lower for i in range(at, r.last) if r.cls[i] in "z_jy"]
        found = zone_name(" ".join(zone))
        if found is None and "j" not in r.cls[at : r.last]:
            if c in "NY":
                return None
            return slots, at
        if found:
            slots["zone"] = found
        close = r.cls[r.last - 1] == ")"
        if r.cls[at : r.last].count("(") and not close:
            return slots, r.last
    return slots


def zone_name(name: str) -> str | None:
    """IANA name, or an offset such as UTC+3, of a zone as texts write it; None if unknown."""
    if name[:3] in ("utc", "gmt") and len(name) > 4:
        m = re.fullmatch(r"(?:utc|gmt)([+-]\d{1,2}(?::?\d\d)?)", name.replace(" ", ""))
        return f"UTC{m[1]}" if m else None
    found = words("times")["zones"].get(name)
    return str(found) if found else None


def _part(r: Run) -> Slots | None:
    t = r.tokens[r.last - 1]
    if r.cls[r.last - 1] == "v":
        return {"shape": "part", "part": "ON"}
    if t.text[0].isupper() and t.i > 0 and r.tokens[t.i - 1].sent == t.sent and t.pos == "PROPN":
        return None  # "Operation Dawn"
    if r.cls[r.first - 1 : r.first] == "-" and r.first > 1 and r.tokens[r.first - 2].lower == "pre":
        return None
    loose = r.last - r.first == 1 and t.lower in _NO_ONE_DAY
    return {"shape": "part", "part": words("times")["parts"][t.lower], "bare": loose}


def _early_hours(r: Run) -> Slots | None:
    return {"shape": "part", "part": "DA"} if r.tokens[r.last - 1].lower == "hours" else None


BUILDERS = {"clock": _clock, "part": _part, "early_hours": _early_hours}
