"""One time expression to its days and TIMEX3 value: the table of shapes."""

from __future__ import annotations

from tocsin.ground.date_context import Context
from tocsin.ground.date_counted import read_offset, read_part, read_window
from tocsin.ground.date_fixed import read_date
from tocsin.ground.date_found import Found
from tocsin.ground.date_values import every, period
from tocsin.records.time import TimeMention


def read(m: TimeMention, c: Context) -> Found:
    """The days and value of one mention."""
    if m.shape == "duration":
        return Found(None, period(m.unit or "D", m.count))
    if m.shape == "set":
        return Found(None, every(m))
    if m.shape == "ref":
        return Found(None, m.ref or "PAST_REF")
    if m.shape == "window":
        return read_window(m, c)
    if m.shape == "offset":
        return read_offset(m, c)
    if m.shape in ("clock", "part"):
        return read_part(m, c)
    if m.shape == "ordinal":
        return Found(None, f"P1{m.unit}" if m.unit in ("W",) else "XXXX-XX-XX")
    return read_date(m, c)
