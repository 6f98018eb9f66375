"""Hypothesis strategies for whole readings whose every span stands in the report's text."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from typing import Any

from hypothesis import strategies as st

from tocsin.codebook import table
from tocsin.records import Account, Issue, Reading, Report, Span

TEXT = "On Thursday gunmen attacked a prison in Hasakah – “seven” guards died, Reuters wrote 😀."
_TEXT_LIKE = st.text(max_size=12)
_SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: _TEXT_LIKE,
    int: st.integers(0, 10**6),
    float: st.floats(0, 1),  # within the bounds of every number of degrees, kilometres and confidence
    bool: st.booleans(),
    dt.date: st.dates(dt.date(1900, 1, 1)),
}
_BY_NAME = {"country": st.none() | st.sampled_from(["SYR", "IRQ"]), "time": st.none() | st.just("02:30")}


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TEXT) - 1))
    return Span(start, draw(st.integers(start + 1, len(TEXT))))


def _values(hint: Any) -> st.SearchStrategy[Any]:
    if isinstance(hint, types.UnionType):
        inner = next(h for h in typing.get_args(hint) if h is not type(None))
        return st.none() | _values(inner)
    if typing.get_origin(hint) is tuple:
        return st.lists(_values(typing.get_args(hint)[0]), max_size=1).map(tuple)
    return _SIMPLE[hint] if hint in _SIMPLE else records(hint)


@st.composite
def records(draw: st.DrawFn, cls: type) -> Any:
    """Any record of a class; where it has words and a span, the words are those under the span."""
    hints = typing.get_type_hints(cls)
    values: dict[str, Any] = {}
    for f in dataclasses.fields(cls):
        if "words" in f.metadata:
            key = draw(st.sampled_from(list(table(f.metadata["words"]))))
            values[f.name] = int(key) if hints[f.name] is int else key
        elif f.name not in ("span", "text"):
            values[f.name] = draw(_BY_NAME[f.name] if f.name in _BY_NAME else _values(hints[f.name]))
    if "span" in hints:
        span = draw(spans()) if hints["span"] is Span else draw(st.none() | spans())
        values["span"] = span
        if "text" in hints:
            values["text"] = None if span is None else span.of(TEXT)
    return cls(**values)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading that keeps the laws: its own ids, references that are there."""
    accounts = []
    drawn = draw(st.lists(records(Account), max_size=2))
    for n, account in enumerate(drawn, 1):
        tolls = tuple(
            dataclasses.replace(t, id=f"t{i}", part_of="t0" if i and t.part_of else None, supersedes=None)
            for i, t in enumerate(account.tolls)
        )
        other = f"r#{3 - n}"
        links = tuple(dataclasses.replace(k, to=other) for k in account.links) if len(drawn) == 2 else ()
        accounts.append(dataclasses.replace(account, id=f"r#{n}", tolls=tolls, links=links))
    report = Report(
        "r", TEXT, draw(st.none() | st.dates(dt.date(1900, 1, 1))), outlet=draw(st.none() | _TEXT_LIKE)
    )
    return Reading(report, tuple(accounts), tuple(draw(st.lists(records(Issue), max_size=2))))
