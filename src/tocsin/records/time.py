"""Time records: the words of a time expression as found, and its value on the calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from tocsin.records.span import Span


class Clock(NamedTuple):
    """A time of day as stated: 24-hour ``hour`` and ``minute`` (None: only the hour is given)."""

    hour: int
    minute: int | None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """What the words of one time expression say, before anything is reckoned.

    Tokens ``[first, last)``. Each field is one thing said, None where the words are silent:
    ``year``/``month``/``day``/``weekday`` (Monday is 0) parts of a calendar date; ``season``
    (SP SU FA WI), ``quarter`` (Q1-Q4, H1-H2), ``decade`` (198), ``century`` (19), ``holiday`` (a key
    of the word list); ``unit`` (D W M Y ...) with ``count`` and ``step``.

    ``step`` counts units from the anchor (-1 = last, 0 = this, 1 = next). ``anchor`` says what it is
    reckoned from: ``now`` (the publication date: "last week", "two days ago") or ``then`` (the date
    under discussion: "the previous day", "two days later").
    ``shape`` is the kind of value: date, offset, window, duration, set, ref, clock, part.
    """

    first: int
    last: int
    sent: int
    shape: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: str | None = None
    decade: str | None = None
    century: int | None = None
    holiday: str | None = None
    unit: str | None = None
    count: float | None = None  # None with a unit: an unstated number ("days", "several weeks")
    step: float | None = None
    sign: int = 0  # the way of an uncounted step: -1 for "days earlier", 1 for "days later"
    anchor: str | None = None
    mod: str | None = None  # TIMEX3 modifiers: START MID END APPROX BEFORE AFTER ...
    part: str | None = None  # part of day: MO AF EV NI MI DT and DA (dawn), NO (noon), MN (midnight)
    clock: Clock | None = None
    zone: str | None = None
    relation: str | None = None
    ref: str | None = None  # PRESENT_REF PAST_REF FUTURE_REF, or the TIMEX3 value of a set word
    link: str | None = None  # "a day after <the strike>": before or after, and what follows is dated
    bare: bool = False  # "the week", "the year": a unit with nothing that says which
    valid: bool = True  # False: words that name no possible date (31 February, year 20222)
    bc: bool = False
    dateline: bool = False  # the report's own date at its head ("KABUL, May 9 -")
    said: bool = False  # it hangs on a verb of saying: "police said on Friday"
    heading: bool = False  # the date stands before its text ("Jan. 8. A strike ...") and rules it
    ends: tuple[TimeMention, ...] = ()  # the two ends of a range, or the days of a list


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A time expression on the calendar.

    ``start``/``end`` are inclusive days as the words say them (before any change of time zone),
    None where that side is open or nothing can be reckoned. ``value`` and ``mod`` follow TIMEX3.
    ``precision`` is a key of the codebook's ``date_precisions``. ``relation`` (since, until, before,
    after, by, as of) marks a boundary rather than the day of an event: for ``since`` the interval runs to
    the publication date, for the others it is that of the words alone. ``anchor`` is the span of
    the expression it was reckoned from (None: the publication date, or nothing).
    ``dateline`` is the report's own date at its head; ``said`` marks the date of a statement;
    ``dayless`` words that name no day of their own ("at dawn", "hours later", "the same day").
    ``basis`` is ``stated`` or ``unresolved``. With ``link`` ("a day after the strike") the date is
    that of the event told after the words, not of the clause they stand in. ``said_end`` is the end
    of what the words alone name: 31 December 2011 for "since 2011".
    """

    first: int
    last: int
    span: Span
    text: str
    type: str
    value: str
    mod: str | None
    start: dt.date | None
    end: dt.date | None
    precision: str
    time: str | None
    zone: str | None
    relation: str | None
    sent: int
    anchor: Span | None
    basis: str
    heading: bool = False
    link: str | None = None
    dateline: bool = False
    said: bool = False
    dayless: bool = False
    said_end: dt.date | None = None
    ends: tuple[TimeValue, ...] = ()

    @property
    def placed(self) -> bool:
        """Whether at least one side stands on the calendar."""
        return self.start is not None or self.end is not None
