"""Calendar arithmetic: stretches of days and how words cut them ("early", "the end of", feasts)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tocsin.codebook import words

Stretch = tuple[dt.date, dt.date]
_DAY = dt.timedelta(days=1)
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological, northern half
_MIN, _MAX = dt.date.min, dt.date.max


def day(year: int, month: int, day_of_month: int) -> dt.date | None:
    """The date, or None if the calendar has none such."""
    try:
        return dt.date(year, month, day_of_month)
    except (ValueError, OverflowError):
        return None


def shift(date: dt.date, days: float) -> dt.date | None:
    """``date`` moved by whole days, None where the calendar ends."""
    try:
        return date + dt.timedelta(days=round(days))
    except OverflowError:
        return None


def month_end(year: int, month: int) -> dt.date:
    """Last day of a month."""
    if year >= 9999 and month == 12:
        return _MAX
    return dt.date(year + month // 12, month % 12 + 1, 1) - _DAY


def month(year: int, number: int) -> Stretch | None:
    """First to last day of a month."""
    first = day(year, number, 1)
    return (first, month_end(year, number)) if first else None


def months_from(date: dt.date, count: int) -> Stretch | None:
    """The month ``count`` months away from that of ``date``."""
    index = date.year * 12 + date.month - 1 + count
    return month(index // 12, index % 12 + 1)


def year(number: int) -> Stretch | None:
    """First to last day of a year."""
    first = day(number, 1, 1)
    return (first, dt.date(number, 12, 31)) if first else None


def season(number: int, name: str) -> Stretch | None:
    """Spring is March to May of the year, and so on; winter begins in its year's December."""
    first = day(number, _SEASON_MONTH[name], 1)
    last = months_from(first, 2) if first else None
    return (first, last[1]) if first and last else None


def quarter(number: int, name: str) -> Stretch | None:
    """Q1 to Q4, H1 and H2 of a calendar year."""
    size = 3 if name[0] == "Q" else 6
    n = int(name[1])
    first = day(number, size * (n - 1) + 1, 1)
    return (first, month_end(number, size * n)) if first else None


def week(date: dt.date, step: int = 0) -> Stretch | None:
    """Monday to Sunday of the week ``step`` weeks from that of ``date``."""
    monday = shift(date, 7 * step - date.weekday())
    sunday = shift(monday, 6) if monday else None
    return (monday, sunday) if monday and sunday else None


def narrowed(stretch: Stretch, mod: str | None) -> Stretch:
    """The part of a stretch that early, mid or late names.

    Months are cut at the 10th and 20th; other stretches of more than a week into equal thirds.
    A day stays whole.
    """
    start, end = stretch
    length = (end - start).days + 1
    if mod not in ("START", "MID", "END") or length < 3:
        return stretch
    if (
        start.day == 1
        and (start.year, start.month) == (end.year, end.month)
        and end == month_end(end.year, end.month)
    ):
        cuts = (start.replace(day=10), start.replace(day=20))
    else:
        if end.year - start.year == 9 and start.month == 1 and end.month == 12:  # a decade: 0-3, 4-6, 7-9
            parts = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}[mod]
            return dt.date(start.year + parts[0], 1, 1), dt.date(start.year + parts[1], 12, 31)
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        third = length // 3
        cuts = (start + _DAY * (third - 1), start + _DAY * (length - third - 1))
        if start.day == 1 and end == month_end(end.year, end.month) and months % 3 == 0:
            one, two = months_from(start, months // 3 - 1), months_from(start, 2 * months // 3 - 1)
            if one is not None and two is not None:  # whole months: a year's thirds are four months each
                cuts = (one[1], two[1])
    if mod == "START":
        return start, cuts[0]
    if mod == "MID":
        return cuts[0] + _DAY, cuts[1]
    return cuts[1] + _DAY, end


def precision(start: dt.date | None, end: dt.date | None) -> str:
    """The codebook's date precision for an inclusive stretch of days."""
    if start is None or end is None:
        return "unknown"
    length = (end - start).days + 1
    for limit, name in ((1, "day"), (6, "days"), (7, "week"), (31, "month")):
        if length <= limit:
            return name
    return "year"


def weekday_on_or_before(date: dt.date, weekday: int) -> dt.date | None:
    """The latest such weekday up to and including ``date``."""
    return shift(date, -((date.weekday() - weekday) % 7))


def weekday_after(date: dt.date, weekday: int) -> dt.date | None:
    """The first such weekday after ``date``."""
    return shift(date, (weekday - date.weekday() - 1) % 7 + 1)


def easter(number: int) -> dt.date | None:
    """Easter Sunday (Gregorian), by the anonymous algorithm in Meeus, Astronomical Algorithms."""
    a, b, c = number % 19, number // 100, number % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return day(number, f // 31, f % 31 + 1)


def islamic(number: int, month_number: int, first: int, last: int) -> list[Stretch]:
    """Days of the tabular Islamic calendar that begin in Gregorian year ``number``.

    Computed with the astronomical epoch (15 July 622), which keeps nearest to the calendar of Mecca;
    the sighted one may differ by a day.
    """
    out: list[Stretch] = []
    guess = int((number - 622) * 33 / 32)
    for hijri in range(guess - 1, guess + 4):
        if hijri < 1:
            continue
        day_number = (
            first + (59 * (month_number - 1) + 1) // 2 + (hijri - 1) * 354 + (3 + 11 * hijri) // 30 + 227013
        )
        try:
            start = dt.date.fromordinal(day_number)
            end = dt.date.fromordinal(day_number + last - first)
        except (ValueError, OverflowError):
            continue
        if start.year == number:
            out.append((start, end))
    return out


def feast(key: str, number: int) -> Stretch | None:
    """The feast ``key`` of the word list in year ``number``; None if it has none or is not computed."""
    rule: dict[str, Any] = words("times")["holidays"][key]
    found: dt.date | None = None
    if "month" in rule:
        found = day(rule.get("year", number), rule["month"], rule["day"])
    elif "easter" in rule:
        sunday = easter(number) if number >= 1583 else None
        found = shift(sunday, rule["easter"]) if sunday else None
    elif "nth" in rule:
        month_number, weekday, nth = rule["nth"]
        first = day(number, month_number, 1)
        found = shift(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1)) if first else None
    elif "islamic" in rule:
        stretches = islamic(number, *rule["islamic"])
        return stretches[0] if stretches else None
    return (found, found) if found else None
