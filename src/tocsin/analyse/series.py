"""A series over time: the toll of each period with its low-high band, as rows and as a chart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.analyse.chart import Band, Chart, Line
from tocsin.analyse.tally import NOT_STATED, Row, period_of, tally
from tocsin.records.incident import Incident


@dataclass(frozen=True, slots=True)
class Point:
    """One period: its first day, its name, and the sums of :class:`tocsin.analyse.Row`."""

    day: dt.date
    period: str
    incidents: int
    low: int
    best: int
    high: int | None


def series(incidents: Iterable[Incident], effect: str = "killed", period: str = "month") -> tuple[Point, ...]:
    """One point a period, first to last, those without incidents too; undated incidents are left out."""
    rows = {r.keys[0]: r for r in tally(incidents, ("period",), effect, period) if r.keys[0] != NOT_STATED}
    if not rows:
        return ()
    days = sorted(first_day(name, period) for name in rows)
    points, day = [], days[0]
    while day <= days[-1]:
        name = period_of(day, period)
        row = rows.get(name) or Row((name,), 0, 0, 0, 0, 0, 0, 0, 0, 0)
        points.append(Point(day, name, row.incidents, row.low, row.best, row.high))
        day = _next(day, period)
    return tuple(points)


def first_day(name: str, period: str) -> dt.date:
    """The first day of the period of that name."""
    if period == "week":
        year, week = name.split("-W")
        return dt.date.fromisocalendar(int(year), int(week), 1)
    if period == "quarter":
        year, quarter = name.split("-Q")
        return dt.date(int(year), 3 * int(quarter) - 2, 1)
    return dt.date.fromisoformat(name + {"day": "", "month": "-01", "year": "-01-01"}[period])


def _next(day: dt.date, period: str) -> dt.date:
    if period in ("day", "week"):
        return day + dt.timedelta(days=1 if period == "day" else 7)
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    total = day.year * 12 + day.month - 1 + months
    return dt.date(total // 12, total % 12 + 1, 1)


def series_chart(points: tuple[Point, ...], title: str, effect: str = "killed") -> Chart:
    """The series as a picture: the band from low to high, open ends hatched, and best as a line."""
    chart = Chart(title, "first day of the period", f"people {effect}")
    if points:
        band = tuple((p.day, p.low, p.high) for p in points)
        chart.bands.append(Band(band, "low to high (open: hatched)"))
        chart.lines.append(Line(tuple((p.day, p.best) for p in points), "best"))
    return chart
