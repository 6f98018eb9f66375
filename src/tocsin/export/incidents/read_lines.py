"""Incidents from JSON lines (``tocsin.incident/1``), one at a time; a bad line is told, the others go on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from tocsin.errors import InputError
from tocsin.records.incident import Incident
from tocsin.records.incident_wire import incident_from_dict


def read_incidents(lines: Iterable[str], name: str) -> Iterator[Incident | InputError]:
    """An incident, or the error of its line with ``name`` and the number; empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise InputError("is no JSON object; write it again with tocsin incidents --format jsonl")
            yield incident_from_dict(row)
        except (json.JSONDecodeError, RecursionError) as err:
            yield InputError(f"{name}:{number}: is no JSON ({err}); write it again with tocsin incidents")
        except InputError as err:
            yield InputError(f"{name}:{number}: {err}")
