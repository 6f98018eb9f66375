"""What a rule finds for one expression, and the reading of a plain day."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from tocsin.ground import date_calendar as cal
from tocsin.ground.date_values import with_clock
from tocsin.records import Span
from tocsin.records.time import TimeMention


class Found(NamedTuple):
    """A reading: days (None = unknown), TIMEX3 value and the anchor it was reckoned from."""

    stretch: cal.Stretch | None
    value: str
    anchor: Span | None = None
    clip: bool = False  # an unfinished stretch ("this week") that ends with the report


def on_day(date: dt.date | None, m: TimeMention, anchor: Span | None = None) -> Found:
    """One day; with "overnight" also the next, with "the night to" also the one before."""
    if date is None:
        return Found(None, with_clock("XXXX-XX-XX", m), anchor)
    end: dt.date | None = date
    if m.part == "ON":
        end = cal.shift(date, 1)
    elif m.part == "NT":
        date, end = cal.shift(date, -1) or date, date
    return Found((date, end or date), with_clock(date.isoformat(), m), anchor)
