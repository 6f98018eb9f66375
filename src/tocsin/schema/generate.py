"""The generator: record dataclasses and codebook tables to JSON Schema (draft 2020-12)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
import typing
from typing import Any

from tocsin.codebook import table
from tocsin.records import Account, Issue, Report, Span, incident_wire, wire
from tocsin.records.incident import Incident
from tocsin.schema.meanings import describe

_SPAN = {
    "description": "Half-open range [start, end) in Unicode code points of report.text.",
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
}
_SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    dt.date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Span: {"$ref": "#/$defs/Span"},
}
# Bounds that the types do not say: class, field -> keywords.
_BOUNDS: dict[tuple[str, str], dict[str, Any]] = {
    ("Place", "lat"): {"minimum": -90, "maximum": 90},
    ("Place", "lon"): {"minimum": -180, "maximum": 180},
    ("Place", "radius_km"): {"minimum": 0},
    ("Place", "country"): {"pattern": "^[A-Z]{3}$"},
    ("When", "time"): {"pattern": r"^\d{2}:\d{2}$"},
    ("Toll", "low"): {"minimum": 0},
    ("Toll", "high"): {"minimum": 0},
    ("Group", "women"): {"minimum": 0},
    ("Group", "children"): {"minimum": 0},
    ("Person", "age"): {"minimum": 0},
    ("Victim", "age"): {"minimum": 0},
    ("Site", "lat"): {"minimum": -90, "maximum": 90},
    ("Site", "lon"): {"minimum": -180, "maximum": 180},
    ("Site", "radius_km"): {"minimum": 0},
    ("Site", "country"): {"pattern": "^[A-Z]{3}$"},
    ("Account", "confidence"): {"minimum": 0, "maximum": 1},
    **{(cls, bound): {"minimum": 0}
       for cls in ("Bounds", "EffectToll", "Figure") for bound in ("low", "best", "high")},
}  # fmt: skip


def account_schema() -> dict[str, Any]:
    """The schema of ``tocsin.account/1``: one line of ``tocsin read --format jsonl``."""
    defs: dict[str, Any] = {"Span": _SPAN}
    _define(Account, defs)
    _define(Issue, defs)
    properties: dict[str, Any] = {
        "schema": {"const": wire.SCHEMA},
        "report": _report(),
        "accounts": {"type": "array", "items": {"$ref": "#/$defs/Account"}},
        "issues": {"type": "array", "items": {"$ref": "#/$defs/Issue"}},
    }
    describe("Reading", properties)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": wire.SCHEMA,
        "title": wire.SCHEMA,
        "description": "All that was read of one report: what it says of each incident.",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": dict(sorted(defs.items())),
    }


def incident_schema() -> dict[str, Any]:
    """The schema of ``tocsin.incident/1``: one line of ``tocsin incidents --format jsonl``."""
    defs: dict[str, Any] = {}
    _define(Incident, defs)
    body = defs.pop("Incident")
    for name, (cls, key) in incident_wire.KEYED.items():
        part = defs[cls.__name__]
        words = part["properties"].pop(key)
        part["required"].remove(key)
        body["properties"][name] = {
            "type": "object",
            "additionalProperties": {"$ref": f"#/$defs/{cls.__name__}"},
        }
        if "enum" in words:
            body["properties"][name]["propertyNames"] = {"enum": words["enum"]}
    properties = {"schema": {"const": incident_wire.SCHEMA}, **body["properties"]}
    describe("Incident", properties)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": incident_wire.SCHEMA,
        "title": incident_wire.SCHEMA,
        "description": "All that the reports say of one incident. " + body["description"],
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": dict(sorted(defs.items())),
    }


SCHEMAS = {wire.SCHEMA: account_schema, incident_wire.SCHEMA: incident_schema}
"""Every schema by name, made anew."""


def as_text(schema: dict[str, Any]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _report() -> dict[str, Any]:
    hints = typing.get_type_hints(Report)
    names = ("id", "url", "outlet", "title", "published")
    properties: dict[str, Any] = {name: _type(hints[name], {}) for name in names}
    properties["published_basis"] = {"enum": ["given", "stated", "unknown"]}
    properties["language"] = _type(hints["language"], {})
    properties["sha256"] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    required = list(properties)
    properties["text"] = {"type": "string"}
    describe("Report", properties)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _define(cls: type, defs: dict[str, Any]) -> None:
    """Put the definition of ``cls`` and of every record in it into ``defs``."""
    if cls.__name__ in defs:
        return
    defs[cls.__name__] = {}  # holds the place while its parts are defined
    hints = typing.get_type_hints(cls)
    properties = {}
    for f in dataclasses.fields(cls):
        kind = _type(hints[f.name], defs)
        if "words" in f.metadata:
            words: list[Any] = list(table(f.metadata["words"]))
            open_end = [None] if isinstance(hints[f.name], types.UnionType) else []
            kind = {"enum": [*(map(int, words) if hints[f.name] is int else words), *open_end]}
        properties[f.name] = {**kind, **_BOUNDS.get((cls.__name__, f.name), {})}
    if cls is not Incident:
        describe(cls.__name__, properties)
    out: dict[str, Any] = {"type": "object"}
    doc = cls.__doc__ or ""
    if not doc.startswith(
        cls.__name__ + "("
    ):  # the signature that dataclass writes where there is no docstring
        out["description"] = " ".join(doc.split()).replace("``", "")
    defs[cls.__name__] = out | {
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _type(hint: Any, defs: dict[str, Any]) -> dict[str, Any]:
    if isinstance(hint, types.UnionType):
        (inner,) = (h for h in typing.get_args(hint) if h is not type(None))
        kind = _type(inner, defs)
        if "type" in kind:
            return {**kind, "type": [kind["type"], "null"]}
        return {"anyOf": [kind, {"type": "null"}]}
    if typing.get_origin(hint) is tuple:
        return {"type": "array", "items": _type(typing.get_args(hint)[0], defs)}
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    _define(hint, defs)
    return {"$ref": f"#/$defs/{hint.__name__}"}
