"""JSON Schemas of what Tocsin prints, generated from the records and the codebook."""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.codebook import table
from tocsin.errors import DataError
from tocsin.records import Reading, incident_wire, wire
from tocsin.records.incident import Incident

NAMES = (wire.SCHEMA, incident_wire.SCHEMA)

__all__ = ["NAMES", "check_incident", "check_reading", "file_name", "schema"]


def file_name(name: str) -> str:
    """The file of a schema: ``tocsin.account/1`` stands in ``tocsin.account.1.json``."""
    return name.replace("/", ".") + ".json"


@cache
def schema(name: str = NAMES[0]) -> dict[str, Any]:
    """A shipped schema by name; :class:`DataError` when there is none of that name."""
    if name not in NAMES:
        raise DataError(f"there is no schema '{name}'; there are {', '.join(NAMES)}")
    text = files("tocsin.schema").joinpath(file_name(name)).read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def _keys(name: str) -> Collection[str]:
    return frozenset(table(name))


def check_reading(reading: Reading) -> None:
    """Raise :class:`InternalError` where a reading breaks a law of the records or leaves the codebook."""
    wire.check_reading(reading, _keys)


def check_incident(incident: Incident) -> None:
    """Raise :class:`InternalError` where an incident breaks a law of the records or leaves the codebook."""
    incident_wire.check_incident(incident, _keys)
