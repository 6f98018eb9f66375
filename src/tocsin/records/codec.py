"""Any record dataclass to a JSON object and back; a codec a class is built once from its type hints.

The order of the fields is the order of the keys. Dates are ISO strings, spans ``[start, end]``, tuples
lists. Built once a class, so that writing a record costs microseconds.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from tocsin.records.span import Span

Codec = Callable[[Any], Any]


def read_date(value: str | None) -> dt.date | None:
    """An ISO date, or None."""
    return None if value is None else dt.date.fromisoformat(value)


@cache
def writer(cls: type) -> Codec:
    """A function from a record of ``cls`` to its dict."""
    hints = typing.get_type_hints(cls)
    plan = [(f.name, _codec(hints[f.name], writer, _iso, list)) for f in dataclasses.fields(cls)]

    def write(record: Any) -> dict[str, Any]:
        out = {}
        for name, codec in plan:
            value = getattr(record, name)
            out[name] = value if codec is None or value is None else codec(value)
        return out

    return write


@cache
def reader(cls: type) -> Codec:
    """A function from a dict to the record of ``cls``; a missing key is a KeyError, others are ignored."""
    hints = typing.get_type_hints(cls)
    plan = [(f.name, _codec(hints[f.name], reader, None, lambda s: Span(*s), tuple))
            for f in dataclasses.fields(cls)]  # fmt: skip

    def read(row: Mapping[str, Any]) -> Any:
        out = {}
        for name, codec in plan:
            value = row[name]
            out[name] = value if codec is None or value is None else codec(value)
        return cls(**out)

    return read


def _iso(day: dt.date) -> str:
    return day.isoformat()


def _codec(
    hint: Any, nested: Callable[[type], Codec], date: Codec | None, span: Codec, many: type = list
) -> Codec | None:
    """How a field of type ``hint`` is converted where it is not None; None = as it is.

    ``date`` None reads dates and times, each by its own class.
    """
    if isinstance(hint, types.UnionType):
        (hint,) = (h for h in typing.get_args(hint) if h is not type(None))
    if hint in (dt.date, dt.datetime):
        return date or typing.cast(Codec, hint.fromisoformat)
    if hint is Span:
        return span
    if typing.get_origin(hint) is tuple:
        item = _codec(typing.get_args(hint)[0], nested, date, span, many)
        return many if item is None else lambda values: many(map(item, values))
    if dataclasses.is_dataclass(hint):
        return nested(typing.cast(type, hint))
    return None
