"""Clock times across zones: the local date of a moment stated in another place's time."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tocsin.records.time import TimeValue

_OFFSET = re.compile(r"UTC([+-])(\d{1,2})(?::?(\d\d))?")


@lru_cache(maxsize=256)
def zone(name: str) -> dt.tzinfo | None:
    """The zone of an IANA name or of "UTC+3"; None where this machine's zone table lacks it."""
    m = _OFFSET.fullmatch(name)
    if m:
        minutes = int(m[2]) * 60 + int(m[3] or 0)
        if minutes >= 24 * 60:
            return None
        return dt.timezone(dt.timedelta(minutes=-minutes if m[1] == "-" else minutes))
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def local_window(value: TimeValue, timezone: str | None) -> tuple[dt.date | None, dt.date | None, str | None]:
    """Local first day, last day and clock of ``value`` at ``timezone`` (IANA name).

    Changed only when the value is one day with a clock in a named zone: 20:30 on Thursday in
    Brasilia is 02:30 on Friday in Baghdad. Otherwise the days and clock stand as stated.
    """
    stated = (value.start, value.end, value.time)
    if (
        value.start is None
        or value.start != value.end
        or value.time is None
        or value.zone is None
        or timezone is None
    ):
        return stated
    there, here = zone(value.zone), zone(timezone)
    if there is None or here is None:
        return stated
    hour, _, minute = value.time.partition(":")
    try:
        moment = dt.datetime(
            value.start.year, value.start.month, value.start.day, int(hour), int(minute or 0), tzinfo=there
        ).astimezone(here)
    except (ValueError, OverflowError):
        return stated
    return moment.date(), moment.date(), f"{moment.hour:02d}:{moment.minute:02d}"
