"""TIMEX3 value strings (ISO-TimeML): 2022-01-20, 2022-W03, 1998-SU, P3D, PAST_REF ..."""

from __future__ import annotations

import datetime as dt

from tocsin.records.time import TimeMention

_LETTER = {
    "D": "D",
    "W": "W",
    "M": "M",
    "Y": "Y",
    "Q": "Q",
    "E": "E",
    "C": "C",
    "F": "W",
    "WE": "WE",
    "N": "D",
}
_CLOCKED = {"H": "H", "MIN": "M", "S": "S"}
PARTS = {"DA": "MO", "NO": "12:00", "MN": "24:00", "MI": "12:00", "ON": "NI", "NT": "NI"}


def period(unit: str, count: float | None) -> str:
    """``P3D``, ``PT2H``; an unstated number is X."""
    if unit in ("E",) and count is not None:
        unit, count = "Y", 10 * count
    if unit == "C" and count is not None:
        unit, count = "Y", 100 * count
    if unit == "F":
        unit, count = "W", 2 * (count or 1)
    if unit == "Q" and count is not None:
        unit, count = "M", 3 * count
    if count is None:
        number = "X"
    elif count == int(count):
        number = str(int(count))
    elif unit == "Y":
        whole, months = int(count), round(12 * (count - int(count)))
        return f"P{whole}Y{months}M" if whole else f"P{months}M"
    elif unit == "H" and count * 2 == int(count * 2):
        return f"PT{int(count)}H30M" if count > 1 else "PT30M"
    else:
        number = f"{count:g}"
    if unit in _CLOCKED:
        return f"PT{number}{_CLOCKED[unit]}"
    return f"P{number}{_LETTER.get(unit, unit)}"


def every(m: TimeMention) -> str:
    """The value of a set: each Thursday, daily, every two weeks."""
    if m.ref:
        return m.ref
    if m.weekday is not None:
        return f"XXXX-WXX-{m.weekday + 1}"
    if m.part:
        return f"XXXX-XX-XXT{PARTS.get(m.part, m.part)}"
    if m.season:
        return f"XXXX-{m.season}"
    return period(m.unit or "D", m.count)


def week(date: dt.date) -> str:
    """``1998-W08``."""
    iso = date.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


def with_clock(base: str, m: TimeMention) -> str:
    """A day value with the clock or the part of day."""
    if m.clock is not None:
        hour, minute = m.clock
        return f"{base}T{hour:02d}:{minute or 0:02d}"
    if m.part is not None:
        return f"{base}T{PARTS.get(m.part, m.part)}"
    return base
