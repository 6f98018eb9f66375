"""One time expression to its stretch of days and TIMEX3 value, given what it is reckoned from."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from tocsin.ground import date_calendar as cal
from tocsin.ground.date_context import Context
from tocsin.ground.date_tense import looks_ahead
from tocsin.ground.date_values import every, period, week, with_clock
from tocsin.records import Span
from tocsin.records.time import TimeMention

_VAGUE = {"D": (1, 6), "W": (7, 28), "M": (31, 180)}  # "days earlier": from so many days to so many
_FEW = 3
_FAR_AHEAD = 10  # years
_TURN = 6  # months: in a history, "April" after "November" is that of the next year
_SOON = 75  # days: "Dec. 15" in a report of October is the coming one where the tense is silent


class Found(NamedTuple):
    """A reading: days (None = unknown), TIMEX3 value and the anchor it was reckoned from."""

    stretch: cal.Stretch | None
    value: str
    anchor: Span | None = None
    clip: bool = False  # an unfinished stretch ("this week") that ends with the report


def read(m: TimeMention, c: Context) -> Found:
    """The days and value of one mention."""
    if m.shape == "duration":
        return Found(None, period(m.unit or "D", m.count))
    if m.shape == "set":
        return Found(None, every(m))
    if m.shape == "ref":
        return Found(None, m.ref or "PAST_REF")
    if m.shape == "window":
        return _window(m, c)
    if m.shape == "offset":
        return _offset(m, c)
    if m.shape in ("clock", "part"):
        return _part(m, c)
    if m.shape == "ordinal":
        return Found(None, f"P1{m.unit}" if m.unit in ("W",) else "XXXX-XX-XX")
    return _date(m, c)


def _day_value(date: dt.date, m: TimeMention) -> str:
    return with_clock(date.isoformat(), m)


def _day(date: dt.date | None, m: TimeMention, anchor: Span | None = None) -> Found:
    if date is None:
        return Found(None, with_clock("XXXX-XX-XX", m), anchor)
    end: dt.date | None = date
    if m.part == "ON":
        end = cal.shift(date, 1)
    elif m.part == "NT":
        date, end = cal.shift(date, -1) or date, date
    return Found((date, end or date), _day_value(date, m), anchor)


# --- calendar dates ---------------------------------------------------------------------------


def _date(m: TimeMention, c: Context) -> Found:
    if m.holiday is not None:
        return _feast(m, c)
    if m.decade is not None:
        first = int(m.decade) * 10 if m.decade.isdigit() else 0
        low, high = cal.year(first), cal.year(first + 9)
        value = f"BC{int(m.decade):03d}" if m.bc else m.decade
        return Found((low[0], high[1]) if low and high and not m.bc else None, value)
    if m.century is not None:
        low, high = cal.year(m.century * 100 or 1), cal.year(m.century * 100 + 99)
        value = f"BC{m.century:02d}" if m.bc else f"{m.century:02d}"
        return Found((low[0], high[1]) if low and high and not m.bc else None, value)
    if m.bc and m.year is not None:
        return Found(None, f"BC{m.year:04d}")
    if m.quarter is not None or m.season is not None:
        return _part_of_year(m, c)
    if m.day is not None:
        return _calendar_day(m, c)
    if m.month is not None:
        return _calendar_month(m, c)
    if m.weekday is not None:
        return _weekday(m, c)
    if m.year is not None:
        if c.published is not None and m.year - c.published.year > _FAR_AHEAD:
            return Found(None, f"{m.year:04d}")  # rather a clock or a number
        stretch = cal.year(m.year)
        ended = c.published is None or stretch is None or stretch[0] <= c.published
        return Found(stretch, f"{m.year:04d}", clip=ended)
    return Found(None, "XXXX")


def _feast(m: TimeMention, c: Context) -> Found:
    base, anchor = c.base("now", m.sent)
    if m.year is None and base is None:
        return Found(None, "XXXX-XX-XX")
    if m.year is not None:
        stretch = cal.feast(m.holiday or "", m.year)
    else:
        assert base is not None
        ahead = looks_ahead(c.parse, m.first, m.last)
        options = [s for y in (base.year - 1, base.year, base.year + 1) if (s := cal.feast(m.holiday or "", y))]
        past = [s for s in options if s[0] <= base]
        coming = [s for s in options if s[0] > base]
        stretch = coming[0] if ahead and coming else (past[-1] if past else None)
    if stretch is None:
        return Found(None, "XXXX-XX-XX", anchor)
    if stretch[0] == stretch[1]:
        return _day(stretch[0], m, anchor)
    return Found(stretch, stretch[0].isoformat(), anchor)


def _stepped_year(m: TimeMention, c: Context) -> tuple[int | None, Span | None]:
    """The year that the words give: stated, or counted from the anchor ("June last year")."""
    if m.year is not None:
        return m.year, None
    if m.unit == "Y" and m.step is not None:
        base, anchor = c.base(m.anchor, m.sent)
        if m.anchor == "then" and c.then is not None:
            return c.then[0].year + int(m.step), c.then_span
        return (base.year + int(m.step), anchor) if base else (None, None)
    return None, None


def _calendar_day(m: TimeMention, c: Context) -> Found:
    year, anchor = _stepped_year(m, c)
    assert m.day is not None
    if year is not None and m.month is not None:
        return _day(cal.day(year, m.month, m.day), m, anchor)._replace(
            value=with_clock(f"{year:04d}-{m.month:02d}-{m.day:02d}", m)
        )
    if m.month is not None:
        base, anchor = c.base("now", m.sent)
        if not c.narrative and c.published is not None:  # a section's own date does not hide the year
            base, anchor = c.published, None
        if base is None:
            return Found(None, with_clock(f"XXXX-{m.month:02d}-{m.day:02d}", m))
        date = _nearest_year(m, base, c)
        if date is None:
            return Found(None, with_clock(f"XXXX-{m.month:02d}-{m.day:02d}", m), anchor)
        return _day(date, m, anchor)
    # Only a day of the month ("the 14th"), perhaps with its weekday ("Friday 25").
    base, anchor = (c.then[0], c.then_span) if c.then is not None else c.base("now", m.sent)
    if not c.narrative and c.now is not None and (c.then is None or (c.then[1] - c.then[0]).days > 31):
        base, anchor = c.now, c.now_span
    if base is None:
        return Found(None, with_clock(f"XXXX-XX-{m.day:02d}", m))
    steps = (0, 1) if c.narrative or anchor != c.now_span else (0,)
    for step in (*steps, -1, -2, -3, -4, -5, -6):
        found = cal.months_from(base, step)
        date = cal.day(found[0].year, found[0].month, m.day) if found else None
        if date is None or (m.weekday is not None and date.weekday() != m.weekday):
            continue
        if c.published is not None and date > c.published and not looks_ahead(c.parse, m.first, m.last):
            continue
        return _day(date, m, anchor)
    return Found(None, with_clock(f"XXXX-XX-{m.day:02d}" if m.day <= 31 else "XXXX-XX-XX", m), anchor)


def _nearest_year(m: TimeMention, base: dt.date, c: Context) -> dt.date | None:
    """The date of a day and month without a year: the year under discussion, else the latest past."""
    assert m.month is not None and m.day is not None
    options = [d for y in range(base.year - 6, base.year + 2) if (d := cal.day(y, m.month, m.day))]
    if m.weekday is not None:
        agreeing = [d for d in options if d.weekday() == m.weekday]
        if agreeing:
            return min(agreeing, key=lambda d: (abs((d - base).days), d))
    if c.narrative:
        same = [d for d in options if d.year == base.year + _turn(m.month, c)]
        if same:
            return same[0]
    past = [d for d in options if d <= base]
    coming = [d for d in options if d > base]
    ahead = looks_ahead(c.parse, m.first, m.last)
    if ahead is False and m.relation in ("by", "until"):
        ahead = None
    soon = coming and (coming[0] - base).days <= _SOON and not m.heading
    if coming and (ahead or (ahead is None and (not past or soon))):
        return coming[0]
    return past[-1] if past else (coming[0] if coming else None)


def _calendar_month(m: TimeMention, c: Context) -> Found:
    assert m.month is not None
    year, anchor = _stepped_year(m, c)
    base, base_span = c.base(m.anchor if m.unit == "M" else "now", m.sent)
    clip = False
    if year is None:
        anchor = base_span
        if base is None:
            return Found(None, f"XXXX-{m.month:02d}")
        ahead = looks_ahead(c.parse, m.first, m.last)
        if m.unit == "M" and m.step is not None:  # last May, this May, next May
            if m.step < 0:
                year = base.year - (m.month >= base.month)
            elif m.step > 0:
                year = base.year + (m.month <= base.month)
            else:
                year = base.year
        elif c.narrative:
            year = base.year + _turn(m.month, c)
        elif ahead or (ahead is None and 0 < m.month - base.month <= 1 and m.relation in ("until", "by")):
            year = base.year + (m.month < base.month)
        else:
            year = base.year - (m.month > base.month)
            clip = True
    else:
        clip = c.published is not None and (year, m.month) == (c.published.year, c.published.month)
    return Found(cal.month(year, m.month), f"{year:04d}-{m.month:02d}", anchor, clip)


def _turn(month: int, c: Context) -> int:
    """1 where a history has just passed from late in one year to the first months of the next."""
    if c.then is None or (c.then[1] - c.then[0]).days > 31:
        return 0
    return 1 if c.then[0].month - month >= _TURN else 0


def _part_of_year(m: TimeMention, c: Context) -> Found:
    year, anchor = _stepped_year(m, c)
    name = m.season or m.quarter or ""

    def stretch_of(number: int) -> cal.Stretch | None:
        return cal.season(number, name) if m.season else cal.quarter(number, name)

    if year is None:
        base, anchor = c.base(m.anchor if m.unit == "M" else "now", m.sent)
        if base is None:
            return Found(None, f"XXXX-{name}")
        year = base.year
        now = stretch_of(year)
        if now is not None and not c.narrative:
            if m.unit == "M" and m.step:
                if m.step < 0 and now[1] >= base:
                    year -= 1
                elif m.step > 0 and now[0] <= base:
                    year += 1
            elif now[0] > base and m.step is None and not looks_ahead(c.parse, m.first, m.last):
                year -= 1
    if name[0] == "Q":
        c.quarter, c.quarter_sent = year * 4 + int(name[1]) - 1, m.sent
    return Found(stretch_of(year), f"{year:04d}-{name}", anchor, clip=True)


def _weekday(m: TimeMention, c: Context) -> Found:
    assert m.weekday is not None
    base, anchor = c.base("then" if m.anchor == "then" else "now", m.sent)
    if base is None:
        return Found(None, with_clock("XXXX-XX-XX", m))
    if m.unit == "WK":
        there = cal.week(base, int(m.step or 0))
        return _day(cal.shift(there[0], m.weekday) if there else None, m, anchor)
    if m.unit == "W" and m.step is not None and m.step != 0:
        if m.step < 0:
            before = cal.shift(base, -1)
            return _day(cal.weekday_on_or_before(before, m.weekday) if before else None, m, anchor)
        return _day(cal.weekday_after(base, m.weekday), m, anchor)
    if c.narrative and c.then_day is not None:
        week = cal.week(base)
        return _day(cal.shift(week[0], m.weekday) if week else None, m, anchor)
    ahead = looks_ahead(c.parse, m.first, m.last)
    if ahead or (ahead is None and m.relation in ("until", "by")):
        return _day(base if base.weekday() == m.weekday else cal.weekday_after(base, m.weekday), m, anchor)
    return _day(cal.weekday_on_or_before(base, m.weekday), m, anchor)


# --- counted from an anchor -------------------------------------------------------------------


def _offset(m: TimeMention, c: Context) -> Found:
    unit, step = m.unit or "D", m.step
    base, anchor = c.base(m.anchor, m.sent)
    counted = m.count is not None or m.step is None
    if step is None:
        return _vague(m, base, anchor)
    if base is None:
        return Found(None, _unplaced(unit, m), anchor)
    if m.link:
        step = -step  # "a day after the strike": the strike was a day before
    if unit == "Y" and abs(step) == 1 and c.quarter is not None and 0 <= m.sent - c.quarter_sent <= 2:
        index = c.quarter + round(4 * step)  # "up from 3 million a year earlier", of a quarter's figure
        name = f"Q{index % 4 + 1}"
        return Found(cal.quarter(index // 4, name), f"{index // 4:04d}-{name}", anchor)
    if unit in ("H", "MIN", "S"):
        return Found((base, base), base.isoformat() if unit == "H" else "PAST_REF" if step < 0 else base.isoformat(), anchor)
    if unit == "N":
        unit = "D"
    if unit == "D":
        return _day(cal.shift(base, step), m, anchor)
    if unit in ("W", "F") and counted:
        date = cal.shift(base, step * (14 if unit == "F" else 7))
        return _day(date, m, anchor)
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
    low, high = (cal.shift(base, -far), cal.shift(base, -near)) if back else (cal.shift(base, near), cal.shift(base, far))
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


def _window(m: TimeMention, c: Context) -> Found:
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


# --- parts of a day ---------------------------------------------------------------------------


def _part(m: TimeMention, c: Context) -> Found:
    """A clock or part of day without its day: the day under discussion, else that of the report."""
    if m.part == "ON":
        base, anchor = c.base("now", m.sent)
        night_before = cal.shift(base, -1) if base else None
        if night_before is None:
            return Found(None, "XXXX-XX-XXTNI", anchor)
        return Found((night_before, cal.shift(night_before, 1) or night_before), f"{night_before.isoformat()}TNI", anchor)
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
