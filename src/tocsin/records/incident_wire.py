"""Incidents to JSON and back: one line of ``tocsin incidents --format jsonl`` is one :class:`Incident`.

As the records, but for the contract's two objects: ``toll`` is keyed by effect, ``why`` by field.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from tocsin.errors import InputError, InternalError
from tocsin.records.codec import reader, writer
from tocsin.records.incident import Bounds, EffectToll, Incident, Reason
from tocsin.records.wire import closed_fields, walk

SCHEMA = "tocsin.incident/1"

# Field of the incident -> record class and the field of it that is the key of the printed object.
KEYED: dict[str, tuple[type, str]] = {"toll": (EffectToll, "effect"), "why": (Reason, "field")}


def incident_to_dict(incident: Incident) -> dict[str, Any]:
    """The contract's JSON object of one incident; dates are ISO strings."""
    row = {"schema": SCHEMA, **writer(Incident)(incident)}
    for name, (_, key) in KEYED.items():
        row[name] = {part.pop(key): part for part in row[name]}
    return row


def incident_from_dict(row: Mapping[str, Any]) -> Incident:
    """The incident that :func:`incident_to_dict` wrote; other keys are ignored.

    :class:`InputError` when the row is of another schema, misses a key or holds a value of a wrong type.
    """
    if row.get("schema") != SCHEMA:
        raise InputError(
            f"a line of schema '{row.get('schema')}' is no '{SCHEMA}'; write it again with tocsin incidents"
        )
    try:
        lists = {
            name: [{key: word, **part} for word, part in row[name].items()]
            for name, (_, key) in KEYED.items()
        }
        incident: Incident = reader(Incident)({**row, **lists})
    except KeyError as err:
        raise InputError(
            f"a line of schema '{SCHEMA}' misses the key {err}; write it again with tocsin incidents"
        ) from err
    except (AttributeError, TypeError, ValueError) as err:
        raise InputError(
            f"a line of schema '{SCHEMA}' holds a value of a wrong type ({err}); write it again with "
            "tocsin incidents"
        ) from err
    return incident


def check_incident(incident: Incident, keys: Callable[[str], Collection[str]] | None = None) -> None:
    """Raise :class:`InternalError` where an incident breaks a law of the records.

    The laws: every account that a part names is one of the incident; one toll an effect, one reason a
    field; ``low <= best <= high`` where they are set. With ``keys`` (codebook table name to its words;
    ``tocsin.schema.check_incident`` passes the codebook's) every closed field holds a word of its table.
    """
    members = set(incident.accounts)
    for path, record in walk(incident):
        strangers = set(() if record is incident else getattr(record, "accounts", ())) - members
        if strangers:
            raise InternalError(
                f"incident {incident.id}: {path} names {sorted(strangers)}, no accounts of it"
            )
        if isinstance(record, Bounds | EffectToll):
            known = [n for n in (record.low, record.best, record.high) if n is not None]
            if known != sorted(known):
                raise InternalError(f"incident {incident.id}: {path} has its bounds out of order: {known}")
        for name, table in closed_fields(record.__class__) if keys is not None else ():
            value = getattr(record, name)
            if keys is not None and value is not None and str(value) not in keys(table):
                raise InternalError(
                    f"incident {incident.id}: {path}.{name} is '{value}', no word of the codebook's {table}"
                )
    for what, twice in _twice(incident):
        raise InternalError(f"incident {incident.id}: {what} '{twice}' stands twice")


def _twice(incident: Incident) -> Iterator[tuple[str, str]]:
    for name, (_, key) in KEYED.items():
        seen: set[str] = set()
        for part in getattr(incident, name):
            word = getattr(part, key)
            if word in seen:
                yield f"{name} of", word
            seen.add(word)
