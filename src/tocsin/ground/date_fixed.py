"""Calendar dates: which year a "May 3" is of, which week a "Friday", which summer a "summer"."""

from __future__ import annotations

import datetime as dt

from tocsin.ground import date_calendar as cal
from tocsin.ground.date_context import Context
from tocsin.ground.date_found import Found, on_day
from tocsin.ground.date_tense import looks_ahead
from tocsin.ground.date_values import with_clock
from tocsin.records import Span
from tocsin.records.time import TimeMention

_FAR_AHEAD = 10  # years
_TURN = 6  # months: in a history, "April" after "November" is that of the next year
_MONTHS_ON = 4  # "by February" in a report of October is the coming one
_SOON = 75  # days: "Dec. 15" in a report of October is the coming one where the tense is silent


def read_date(m: TimeMention, c: Context) -> Found:
    """The reading of a date, by the finest part that it names."""
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
        options = [
            s for y in (base.year - 1, base.year, base.year + 1) if (s := cal.feast(m.holiday or "", y))
        ]
        past = [s for s in options if s[0] <= base]
        coming = [s for s in options if s[0] > base]
        stretch = coming[0] if ahead and coming else (past[-1] if past else None)
    if stretch is None:
        return Found(None, "XXXX-XX-XX", anchor)
    if stretch[0] == stretch[1]:
        return on_day(stretch[0], m, anchor)
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
        return on_day(cal.day(year, m.month, m.day), m, anchor)._replace(
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
        return on_day(date, m, anchor)
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
        return on_day(date, m, anchor)
    return Found(None, with_clock(f"XXXX-XX-{m.day:02d}" if m.day <= 31 else "XXXX-XX-XX", m), anchor)


def _nearest_year(m: TimeMention, base: dt.date, c: Context) -> dt.date | None:
    """The date of a day and month without a year: the year under discussion, else the latest past."""
    assert m.month is not None
    assert m.day is not None
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
        elif ahead or (m.relation in ("until", "by") and (m.month - base.month) % 12 <= _MONTHS_ON):
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
        return on_day(cal.shift(there[0], m.weekday) if there else None, m, anchor)
    if m.unit == "W" and m.step is not None and m.step != 0:
        if m.step < 0:
            before = cal.shift(base, -1)
            return on_day(cal.weekday_on_or_before(before, m.weekday) if before else None, m, anchor)
        return on_day(cal.weekday_after(base, m.weekday), m, anchor)
    if c.narrative and c.then_day is not None:
        week = cal.week(base)
        return on_day(cal.shift(week[0], m.weekday) if week else None, m, anchor)
    ahead = looks_ahead(c.parse, m.first, m.last)
    if ahead or (ahead is None and m.relation in ("until", "by")):
        return on_day(base if base.weekday() == m.weekday else cal.weekday_after(base, m.weekday), m, anchor)
    return on_day(cal.weekday_on_or_before(base, m.weekday), m, anchor)
