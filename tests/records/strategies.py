"""Hypothesis strategies for whole readings whose every span stands in the report's text."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from functools import cache
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tocsin.codebook import table
from tocsin.records import Account, Issue, Reading, Report, Span
from tocsin.records.incident import Bounds, EffectToll, Incident

TEXT = "On Thursday gunmen attacked a prison in Hasakah – “seven” guards died, Reuters wrote 😀."
_TEXT_LIKE = st.text(max_size=12)
_SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: _TEXT_LIKE,
    int: st.integers(0, 10**6),
    float: st.floats(0, 1),  # within the bounds of every number of degrees, kilometres and confidence
    bool: st.booleans(),
    dt.date: st.dates(dt.date(1900, 1, 1)),
}
_BOUNDS = ("low", "best", "high")
_BY_NAME = {"country": st.none() | st.sampled_from(["SYR", "IRQ"]), "time": st.none() | st.just("02:30")}


SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).map(
    lambda pair: Span(pair[0], min(len(TEXT), pair[0] + pair[1]))
)
# Generation may be slow on a busy machine; that is no fault of the records.
LAW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def _values(hint: Any) -> st.SearchStrategy[Any]:
    if isinstance(hint, types.UnionType):
        inner = next(h for h in typing.get_args(hint) if h is not type(None))
        return st.none() | _values(inner)
    if typing.get_origin(hint) is tuple:
        return st.lists(_values(typing.get_args(hint)[0]), max_size=1).map(tuple)
    return _SIMPLE[hint] if hint in _SIMPLE else records(hint)


@cache
def records(cls: type) -> st.SearchStrategy[Any]:
    """Any record of a class; where it has words and a span, the words are those under the span."""
    hints = typing.get_type_hints(cls)
    parts: dict[str, st.SearchStrategy[Any]] = {}
    for f in dataclasses.fields(cls):
        if "words" in f.metadata:
            keys = list(table(f.metadata["words"]))
            word = st.sampled_from(list(map(int, keys)) if hints[f.name] is int else keys)
            parts[f.name] = st.none() | word if isinstance(hints[f.name], types.UnionType) else word
        elif f.name not in ("span", "text"):
            parts[f.name] = _BY_NAME[f.name] if f.name in _BY_NAME else _values(hints[f.name])
    if "span" in hints:
        parts["span"] = SPANS if hints["span"] is Span else st.none() | SPANS

    def build(values: dict[str, Any]) -> Any:
        if "text" in hints:
            values["text"] = values["span"].of(TEXT) if values["span"] else None
        if cls in (Bounds, EffectToll):
            known = sorted(n for k in _BOUNDS if (n := values[k]) is not None)
            values |= {k: known.pop(0) for k in _BOUNDS if values[k] is not None}
        return cls(**values)

    return st.fixed_dictionaries(parts).map(build)


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


def _of_accounts(record: Any, members: tuple[str, ...]) -> Any:
    """The record with every ``accounts`` in it cut down to ``members``."""
    changed: dict[str, Any] = {}
    for f in dataclasses.fields(record):
        value = getattr(record, f.name)
        if f.name == "accounts":
            changed[f.name] = members
        elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
            changed[f.name] = tuple(_of_accounts(v, members) for v in value)
        elif dataclasses.is_dataclass(value):
            changed[f.name] = _of_accounts(value, members)
    return dataclasses.replace(record, **changed)


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    """An incident that keeps the laws: its parts stand on its own accounts."""
    members = tuple(draw(st.lists(_TEXT_LIKE, max_size=3, unique=True)))
    incident: Incident = _of_accounts(draw(records(Incident)), members)
    return incident
