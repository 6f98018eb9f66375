"""Put time expressions on the calendar, in text order, each from what the text so far gives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from tocsin.ground import date_calendar as cal
from tocsin.ground.date_context import Context, is_narrative
from tocsin.ground.date_found import Found
from tocsin.ground.date_rules import read
from tocsin.ground.date_values import period
from tocsin.ground.zones import local_window
from tocsin.records import Parse
from tocsin.records.time import TimeMention, TimeValue

__all__ = ["ground_times", "local_window"]

_DATED = frozenset({"date", "offset", "range", "list", "part", "clock"})
_BOUNDARY = frozenset({"until", "before", "after", "by", "as of"})


def ground_times(
    mentions: Sequence[TimeMention], parse: Parse, published: dt.date | None
) -> tuple[TimeValue, ...]:
    """The value of every mention, in the same order.

    Without ``published`` weekdays and words such as "yesterday" stay unresolved; impossible dates
    (31 February) always do. Never raises on odd dates.
    """
    narrative = is_narrative(mentions, published)
    context = Context(parse, published, narrative, None if narrative else published)
    return tuple(_value(m, context) for m in mentions)


def _value(m: TimeMention, c: Context) -> TimeValue:
    span = c.parse.span(m.first, m.last)
    ends: tuple[TimeValue, ...] = ()
    if m.ends:
        found, ends = _ends(m, c)
    else:
        found = read(m, c)
    stretch = found.stretch
    if stretch is not None and m.mod is not None:
        stretch = _cut(stretch, m, c)
    stretch = _clipped(stretch, found, m, c)
    dateline = m.dateline and _is_own_day(stretch, c.published)
    heading = m.heading and not dateline
    if heading and stretch is not None:
        c.now, c.now_span = stretch[0], span
    dayless = _dayless(m)
    running = (
        not (m.link or dateline or m.said or (dayless and found.anchor is None))
        and m.relation not in _BOUNDARY
    )
    if stretch is not None and m.shape in _DATED and running:
        c.note(stretch, span, m.sent)
    start, end = stretch if stretch is not None else (None, None)
    said_end = end
    if m.relation == "since" and start is not None and c.published is not None and start <= c.published:
        end = c.published
    clock = None
    if m.clock is not None:
        clock = f"{m.clock.hour:02d}:{m.clock.minute or 0:02d}"
    placed = start is not None
    value = period(m.unit or "D", m.count) if m.link else found.value
    return TimeValue(
        m.first, m.last, span, c.parse.words(m.first, m.last), _type(m, found), value, _mod(m), start, end,
        cal.precision(start, end), clock, m.zone, m.relation, m.sent, found.anchor if placed else None,
        "stated" if placed or m.shape in ("duration", "set", "ref") else "unresolved",
        heading, m.link, dateline, m.said, dayless, said_end, ends,
    )  # fmt: skip


def _ends(m: TimeMention, c: Context) -> tuple[Found, tuple[TimeValue, ...]]:
    """Both ends of a range: the later one first, the earlier one looking back from it."""
    if m.ends[0].shape == "offset" and m.ends[-1].shape == "date" and c.published is not None:
        ahead = replace(m.ends[-1], relation="until", heading=False)  # "from today to 17 November"
        last = replace(_value(ahead, c), relation=None)
    else:
        last = _value(replace(m.ends[-1], relation=None), c)
    firsts: list[TimeValue] = []
    for end in m.ends[:-1]:
        keep = c.now, c.now_span
        if last.start is not None and end.year is None and end.shape != "offset" and not c.narrative:
            c.now, c.now_span = last.start, last.span
        firsts.append(_value(replace(end, relation=None), c))
        c.now, c.now_span = keep
    values = (*firsts, last)
    first = values[0]
    if first.start is None or last.end is None or first.start > last.end:
        return Found(None, f"{first.value}/{last.value}"), values
    return Found((first.start, last.end), f"{first.value}/{last.value}", last.anchor), values


def _cut(stretch: cal.Stretch, m: TimeMention, c: Context) -> cal.Stretch:
    """Early, mid, late; "earlier this month" runs up to the report, "later in June" on from the anchor."""
    if m.mod == "EARLIER":
        base, _ = c.base(m.anchor or "now", m.sent)
        if base is not None and stretch[0] < base <= stretch[1]:
            return stretch[0], cal.shift(base, -1) or base
        return stretch
    if m.mod == "LATER":
        if c.then_day is not None and stretch[0] <= c.then_day < stretch[1]:
            return c.then_day, stretch[1]
        return stretch
    return cal.narrowed(stretch, m.mod)


def _clipped(stretch: cal.Stretch | None, found: Found, m: TimeMention, c: Context) -> cal.Stretch | None:
    """A stretch that is not over yet ends, for what is told as past, with the report."""
    if stretch is None or not found.clip or c.published is None or m.relation in ("until", "by", "before"):
        return stretch
    if stretch[0] <= c.published < stretch[1]:
        return stretch[0], c.published
    return stretch


def _type(m: TimeMention, found: Found) -> str:
    if m.shape in ("duration", "window") or m.link or (m.shape == "ordinal" and m.unit == "W"):
        return "DATE" if found.value.endswith("_REF") else "DURATION"
    if m.shape == "set":
        return "SET"
    if m.part is not None or m.clock is not None:
        return "TIME"
    return "DATE"


def _is_own_day(stretch: cal.Stretch | None, published: dt.date | None) -> bool:
    """Whether a date at the head of a text can be the report's own: the day of publication or next to it."""
    if stretch is None or published is None:
        return True
    return stretch[0] == stretch[1] and abs((stretch[0] - published).days) <= 1


def _dayless(m: TimeMention) -> bool:
    if m.shape in ("clock", "part"):
        return m.part != "ON"
    return (
        m.shape == "offset"
        and m.anchor == "then"
        and (m.unit in ("H", "MIN", "S") or (m.unit == "D" and not m.step))
    )


def _mod(m: TimeMention) -> str | None:
    return {"EARLIER": "START", "LATER": "END"}.get(m.mod or "", m.mod)
