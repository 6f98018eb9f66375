"""Which date is whose: the time expression that belongs to one incident."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from tocsin.records import Parse, When
from tocsin.records.time import TimeValue

Window = tuple[dt.date | None, dt.date | None, str | None]
LocalWindow = Callable[[TimeValue, str | None], Window]


def stated_window(value: TimeValue, timezone: str | None) -> Window:  # noqa: ARG001
    """The dates and clock as the words say them: the default when no time-zone rule is handed in."""
    return value.start, value.end, value.time


def choose_when(
    trigger_tokens: Sequence[int],
    values: Sequence[TimeValue],
    parse: Parse,
    published: dt.date | None,
    timezone: str | None,
    local: LocalWindow = stated_window,
) -> When | None:
    """The date of the incident that the tokens ``trigger_tokens`` name.

    ``local`` turns a value into local dates at ``timezone`` (an IANA name or None). Without any
    date in the text the publication date is returned with basis ``publication_date``; without
    that one, None.
    """
    tokens = parse.tokens
    best: tuple[float, TimeValue] | None = None
    for trigger in trigger_tokens:
        for value in values:
            if value.sent != tokens[trigger].sent or value.type not in ("DATE", "TIME") or not value.placed:
                continue
            cost = abs(value.first - trigger) + (20.0 if value.relation else 0.0)
            if best is None or cost < best[0]:
                best = (cost, value)
    if best is not None:
        value = best[1]
        start, end, clock = local(value, timezone)
        return When(start, end, value.precision, clock, "stated", value.text, value.span)
    if published is None:
        return None
    return When(published, published, "day", None, "publication_date", None, None)
