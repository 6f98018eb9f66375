"""What is counted from an anchor: "two days earlier", "last week", "the past ten days", "at dawn"."""

from __future__ import annotations

import datetime as dt

from tocsin.ground import date_calendar as cal
from tocsin.ground.date_context import Context
from tocsin.ground.date_found import Found, on_day
from tocsin.ground.date_values import period, week, with_clock
from tocsin.records import Span
from tocsin.records.time import TimeMention

_VAGUE = {"D": (1, 6), "W": (7, 28), "M": (31, 180)}  # "days earlier": from so many days to so many
_FEW = 3


def read_offset(m: TimeMention, c: Context) -> Found:
    """So many units before or after the anchor."""
    unit, step = m.unit or "D", m.step
    base, anchor = c.base(m.anchor, m.sent)
    counted = m.count is not None or m.step is None
    if step is None:
        return _vague(m, base, anchor)
    if base is None:
        return Found(None, _unplaced(unit, m), anchor)
    if m.link:
        step = -step  # "a day after the strike": the strike was a day before
    if unit == "Y" and m.count == 1 and c.quarter is not None and 0 <= m.sent - c.quarter_sent <= 2:
        index = c.quarter + round(4 * step)  # "up from 3 million a year earlier", of a quarter's figure
        name = f"Q{index % 4 + 1}"
        return Found(cal.quarter(index // 4, name), f"{index // 4:04d}-{name}", anchor)
    if unit in ("H", "MIN", "S"):
        return Found(
            (base, base),
            base.isoformat() if unit == "H" else "PAST_REF" if step < 0 else base.isoformat(),
            anchor,
        )
    if unit == "N":
        unit = "D"
    if unit == "D":
        return on_day(cal.shift(base, step), m, anchor)
    if unit in ("W", "F") and counted:
        date = cal.shift(base, step * (14 if unit == "F" else 7))
        return on_day(date, m, anchor)
    if unit == "W":
        stretch = cal.week(base, int(step))
        return Found(stretch, week(stretch[0]) if stretch else "XXXX-WXX", anchor, clip=step == 0)
    if unit == "WE":
        return _weekend(m, base, anchor)
    if m.anchor == "then" and not counted and c.then is not None and unit in ("M", "Y"):
        base, anchor = c.then[0], c.then_span  # "that year", "the following month"
    if unit == "M":
        found = cal.months_from(base, round(step))
        return Found(found, found[0].isoformat()[:7] if found else "XXXX-XX", anchor, clip=step == 0)
    if unit == "Q":
        index = base.year * 4 + (base.month - 1) // 3 + round(step)
        if m.bare:  # "the quarter": the one under discussion, else the last full one
            index = c.quarter if c.quarter is not None else index - 1
        name = f"Q{index % 4 + 1}"
        return Found(cal.quarter(index // 4, name), f"{index // 4:04d}-{name}", anchor, clip=True)
    if unit == "E":
        if counted:
            number = base.year + round(10 * step)
            return Found(cal.year(number), f"{number:04d}", anchor)
        decade = base.year // 10 + round(step)
        low, high = cal.year(decade * 10), cal.year(decade * 10 + 9)
        return Found((low[0], high[1]) if low and high else None, f"{decade:03d}", anchor, clip=True)
    if unit == "C":
        number = base.year // 100 + round(step)
        low, high = cal.year(number * 100), cal.year(number * 100 + 99)
        return Found((low[0], high[1]) if low and high else None, f"{number:02d}", anchor, clip=True)
    number = base.year + int(step)
    return Found(cal.year(number), f"{number:04d}", anchor, clip=step == 0)


def _unplaced(unit: str, m: TimeMention) -> str:
    return {"D": with_clock("XXXX-XX-XX", m), "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX")


def _vague(m: TimeMention, base: dt.date | None, anchor: Span | None) -> Found:
    """ "a few days earlier", "weeks later", "years ago": a stretch where it can be bounded."""
    back = m.anchor == "now" or m.link == "after" or (m.link is None and m.sign < 0)
    value = "PAST_REF" if m.anchor == "now" or m.sign < 0 else "FUTURE_REF"
    near, far = _VAGUE.get(m.unit or "", (0, 0))
    if base is None or not near:
        if base is not None and m.unit in ("H", "MIN", "S"):
            return Found((base, base), base.isoformat(), anchor)
        return Found(None, value, anchor)
    low, high = (
        (cal.shift(base, -far), cal.shift(base, -near))
        if back
        else (cal.shift(base, near), cal.shift(base, far))
    )
    return Found((low, high) if low and high else None, value, anchor)


def _weekend(m: TimeMention, base: dt.date, anchor: Span | None) -> Found:
    step = m.step or 0
    saturday = cal.weekday_on_or_before(base, 5)
    if saturday is None:
        return Found(None, "XXXX-WXX-WE", anchor)
    if step > 0:
        saturday = cal.weekday_after(base, 5)
    elif step == -1 and saturday == base:
        saturday = cal.shift(base, -7)
    elif step == 0 and not m.bare and base.weekday() < 5:
        saturday = cal.weekday_after(base, 5)
    if saturday is None:
        return Found(None, "XXXX-WXX-WE", anchor)
    return Found((saturday, cal.shift(saturday, 1) or saturday), f"{week(saturday)}-WE", anchor, clip=True)


def read_window(m: TimeMention, c: Context) -> Found:
    """A stretch that ends or begins at the anchor: "the past ten days", "coming weeks"."""
    unit, count, step = m.unit or "D", m.count, m.step or 0.0
    base, anchor = c.base(m.anchor, m.sent)
    value = period(unit, count)
    if count is None and unit == "D" and m.bare:
        value = "PAST_REF"
    if base is None or step == 0:
        return Found(None, value, anchor)
    n = count if count is not None else (_FEW if not (m.bare and unit == "D") else 6)
    edge: dt.date | None
    if unit in ("H", "MIN", "S"):
        days = round(n / 24) if unit == "H" else 0
        edge = cal.shift(base, step * days)
    elif unit == "D":
        edge = cal.shift(base, step * (n - 1 if count is not None and n > 1 else n))
    elif unit in ("W", "F"):
        edge = cal.shift(base, step * n * 7)
    elif unit in ("M", "Q"):
        edge = _months_back(base, round(step * n * (3 if unit == "Q" else 1)))
    elif unit in ("Y", "E", "C") and count is not None:
        edge = _months_back(base, round(step * n * 12 * {"Y": 1, "E": 10, "C": 100}[unit]))
    else:
        edge = None
    if edge is None:
        return Found(None, value, anchor)
    return Found((edge, base) if step < 0 else (base, edge), value, anchor)


def _months_back(base: dt.date, count: int) -> dt.date | None:
    there = cal.months_from(base, count)
    return min(there[0].replace(day=min(base.day, there[1].day)), there[1]) if there else None


def read_part(m: TimeMention, c: Context) -> Found:
    """A clock or part of day without its day: the day under discussion, else that of the report."""
    if m.part == "ON":
        base, anchor = c.base("now", m.sent)
        night_before = cal.shift(base, -1) if base else None
        if night_before is None:
            return Found(None, "XXXX-XX-XXTNI", anchor)
        return Found(
            (night_before, cal.shift(night_before, 1) or night_before),
            f"{night_before.isoformat()}TNI",
            anchor,
        )
    if m.bare:  # "at night", with no night named
        return Found(None, with_clock("XXXX-XX-XX", m))
    near = c.near_by(m.sent)
    base, anchor = c.base("then" if near else "now", m.sent)
    if base is None:
        return Found(None, with_clock("XXXX-XX-XX", m), anchor)
    if m.part == "NI" and not near:  # "in the night": the one before the report
        before = cal.shift(base, -1) or base
        return Found((before, base), with_clock(before.isoformat(), m), anchor)
    return Found((base, base), with_clock(base.isoformat(), m), anchor)
