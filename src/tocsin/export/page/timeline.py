"""Timelines: a date is drawn as wide as it is known, with the day of publication marked.

A report's own axis counts from its publication and grows coarser with the distance, so that
Thursday's attack and one of 2015 can be read in one picture; that of many reports is even.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tocsin.export import phrases
from tocsin.export.page.markup import Html, h
from tocsin.records import When

_WIDTH, _LEFT, _ROW, _HEAD = 460, 132, 21, 26
_APART = 58  # pixels between the words of an axis
_STEPS = (
    (0, "published"),
    (1, "1 day"),
    (7, "1 week"),
    (30, "1 month"),
    (365, "1 year"),
    (3652, "10 years"),
)
_LANE, _MOST = 9, 40  # pixels of a lane and number of lanes of the even timeline


@dataclass(frozen=True, slots=True)
class Bar:
    """A date to draw: whose it is, its label, and the number of its value or the link of its mark."""

    when: When | None
    label: str
    status: str
    value: int | None
    href: str


def draw_timeline(bars: Sequence[Bar], published: dt.date | None, ident: str) -> Html:
    """The figure of one report's dates; without any on the calendar only the list of those without."""
    placed = [(b, b.when.start, b.when.end) for b in bars if b.when and b.when.start and b.when.end]
    silent = [b.label for b in bars if not (b.when and b.when.start and b.when.end)]
    note = h("p", f"No date: {', '.join(silent)}.", class_="silent") if silent else None
    if not placed:
        return h("div", note)
    anchor = published or max(end for _, _, end in placed)
    spans = [((s - anchor).days - 0.5, (e - anchor).days + 0.5) for _, s, e in placed]
    low = min(-3.5, *(s for s, _ in spans)) if len(spans) else -3.5
    high = max(0.5, *(e for _, e in spans))
    left, right = _bent(low) - 0.2, _bent(high) + 0.2

    def x(days: float) -> float:
        return round(_LEFT + (_bent(days) - left) / (right - left) * (_WIDTH - _LEFT - 10), 1)

    height = _HEAD + _ROW * len(placed) + 6
    body = [_axis(x, low, high, height, published is not None)]
    for n, ((bar, start, end), (a, b)) in enumerate(zip(placed, spans, strict=True)):
        y = _HEAD + n * _ROW
        width = max(x(b) - x(a), 5)
        tip = f"{bar.label}: {phrases.days(start, end)}"
        body.append(
            h("g", h("title", tip), h("text", _short(bar.label), x=0, y=y + 15, class_="row"),
              h("rect", x=x(a), y=y + 5, width=round(width, 1), height=12, rx=3, class_=f"bar {bar.status}"),
              class_="spot", data_v=bar.value)
        )  # fmt: skip
    told = "; ".join(f"{bar.label} {phrases.days(start, end)}" for bar, start, end in placed)
    label = f"Timeline, counted from {'publication' if published else 'the latest date'}: {told}"
    svg = h(
        "svg",
        h("title", label, id=f"{ident}t"),
        body,
        viewBox=f"0 0 {_WIDTH} {height}",
        role="img",
        aria_labelledby=f"{ident}t",
    )
    return h("figure", svg, h("figcaption", note) if note else None, class_="timeline")


def _bent(days: float) -> float:
    return math.copysign(math.log1p(2 * abs(days)), days)


def _short(label: str) -> str:
    return label if len(label) <= 20 else label[:19] + "…"


def _axis(x: Callable[[float], float], low: float, high: float, height: int, published: bool) -> Html:
    out: list[Html] = []
    taken: list[float] = []
    for days, name in (*_STEPS, *((-d, f"+{n}") for d, n in _STEPS if d)):
        if not low <= -days <= max(high, 0):
            continue
        at = x(-days)
        line = h("path", d=f"M{at} {_HEAD - 6}V{height}", class_="tick" if days else "published")
        middle = min(at, _WIDTH - 30)
        free = all(abs(middle - t) >= _APART for t in taken)
        taken += [middle] if free else []
        text = h(
            "text", name if days else name if published else "latest", x=middle, y=14, text_anchor="middle"
        )
        out.append(h("g", line, text if free else None))
    return h("g", out, class_="axis", aria_hidden="true")


def draw_years(bars: Sequence[Bar], ident: str) -> Html:
    """The even timeline of many reports: ranges packed in lanes, each a link to its account."""
    dated = [(b.when.start, b.when.end, b) for b in bars if b.when and b.when.start and b.when.end]
    if not dated:
        return Html()
    dated.sort(key=lambda d: (d[0], d[1], d[2].href))
    first, last = dated[0][0], max(d[1] for d in dated)
    days = max((last - first).days + 1, 1)
    width = 720

    def x(day: dt.date) -> float:
        return 10 + (day - first).days / days * (width - 20)

    ends: list[float] = []
    drawn = []
    for start, end, bar in dated:
        a, b = x(start), max(x(end + dt.timedelta(1)) if end < dt.date.max else x(end), x(start) + 6)
        lane = next((i for i, e in enumerate(ends) if e <= a), len(ends))
        if lane >= _MOST:
            lane = _MOST - 1
        ends[lane : lane + 1] = [b + 1.5]
        rect = h("rect", x=round(a, 1), y=_HEAD + lane * _LANE, width=round(b - a, 1), height=_LANE - 2, rx=2,
                 class_=f"bar {bar.status}")  # fmt: skip
        tip = h("title", f"{bar.label}: {phrases.days(start, end)}")
        drawn.append(h("a", tip, rect, href=bar.href, tabindex=-1, class_="spot"))
    height = _HEAD + len(ends) * _LANE + 4
    lost = len(bars) - len(dated)
    label = f"Timeline of {len(dated):,} incidents from {phrases.days(first, last)}"
    svg = h(
        "svg",
        h("title", label, id=f"{ident}t"),
        _calendar(x, first, last, height),
        drawn,
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby=f"{ident}t",
    )
    text = f"{len(dated):,} incidents by the days they may have happened on."
    note = f" Without a date: {lost:,} more." if lost else ""
    return h("figure", svg, h("figcaption", text, note), class_="timeline")


def _calendar(x: Callable[[dt.date], float], first: dt.date, last: dt.date, height: int) -> Html:
    days = (last - first).days
    if days > 800:
        step = max(1, math.ceil(days / 365 / 12))
        ticks = [(dt.date(y, 1, 1), str(y)) for y in range(first.year + 1, last.year + 1) if y % step == 0]
    elif days > 62:
        months = [(first.year * 12 + first.month + n) for n in range(days // 28 + 1)]
        ticks = [
            (dt.date(m // 12, m % 12 + 1, 1), f"{dt.date(m // 12, m % 12 + 1, 1):%b %Y}") for m in months
        ]
        ticks = ticks[:: max(1, len(ticks) // 10)]
    else:
        step = max(1, days // 8)
        ticks = [(d := first + dt.timedelta(n), f"{d.day} {d:%b %Y}") for n in range(0, days + 1, step)]
    marks = [
        h("g", h("path", d=f"M{x(day):.1f} {_HEAD - 6}V{height}", class_="tick"),
          h("text", name, x=round(x(day), 1), y=14, text_anchor="start" if x(day) < 40 else "middle"))
        for day, name in ticks if first <= day <= last
    ]  # fmt: skip
    return h("g", marks, class_="axis", aria_hidden="true")
