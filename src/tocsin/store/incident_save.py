"""Incidents saved: the present records replaced, a version of each kept, and old ids made to lead on."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from tocsin.records.incident import Incident
from tocsin.records.incident_wire import incident_to_dict
from tocsin.store.audit_rows import generation, note, now
from tocsin.store.base import Built, Saved, Stale
from tocsin.store.chunks import chunks, delete_in, insert_all, rows_in
from tocsin.store.reading_rows import as_json
from tocsin.store.tables import (
    incident_actors,
    incident_places,
    incident_versions,
    incidents,
    members,
    redirects,
)

_Rows = dict[Any, list[dict[str, Any]]]  # table -> rows to insert


def save(connection: Connection, old: Iterable[str], built: Sequence[Built], by: str, at_start: int) -> Saved:
    """Replace ``old`` by ``built`` (see :meth:`tocsin.store.base.Store.save`)."""
    if generation(connection) != at_start:
        raise Stale
    present = {r.id: r for r in rows_in(connection, select(incidents), incidents.c.id, set(old))}
    after = {b.incident.id for b in built}
    home = {account: b.incident.id for b in built for account in b.incident.accounts}
    last = _last_versions(connection, {*present, *after})
    at = now()
    rows: _Rows = defaultdict(list)
    new: list[str] = []
    revised: list[str] = []
    merged, gone = _vanish([r for i, r in sorted(present.items()) if i not in after], home, last, at, rows)
    for incident, inputs in built:
        row = present.get(incident.id)
        body = as_json(incident_to_dict(incident))
        version = last.get(incident.id, 0)
        if row is None or row.body != body:
            version += 1
            (new if version == 1 else revised).append(incident.id)
            rows[incident_versions].append(_version(incident.id, version, at, "built", None, body))
        _present(incident, inputs, version, body, rows)
    for table in (members, incident_places, incident_actors):
        delete_in(connection, table, table.c.incident, {*present, *after})
    delete_in(connection, incidents, incidents.c.id, {*present, *after})
    delete_in(connection, redirects, redirects.c.old, {*present, *after})
    for table in (incidents, members, incident_places, incident_actors, incident_versions, redirects):
        insert_all(connection, table, rows[table])
    saved = Saved(tuple(new), tuple(revised), tuple(merged), tuple(gone))
    if any(saved):
        counts = (f"{len(ids)} {what}" for ids, what in zip(saved, Saved._fields, strict=True) if ids)
        note(connection, by, "link", "incidents", None, ", ".join(counts), None)
    return saved


def _vanish(
    left: Sequence[Row[Any]], home: dict[str, str], last: dict[str, int], at: str, rows: _Rows
) -> tuple[list[tuple[str, str]], list[str]]:
    """Give each incident that is no more its last version, and its id a redirect where it went somewhere."""
    merged, gone = [], []
    for row in left:
        went = Counter(home[a] for a in json.loads(row.body)["accounts"] if a in home)
        # Its own first account decides; else where most of its accounts went, the lowest id on a tie.
        to = home.get(row.id) or min(went, key=lambda i: (-went[i], i), default=None)
        state = "merged" if to else "gone"
        rows[incident_versions].append(_version(row.id, last.get(row.id, 0) + 1, at, state, to, row.body))
        if to:
            rows[redirects].append({"old": row.id, "new": to, "at": at})
            merged.append((row.id, to))
        else:
            gone.append(row.id)
    return merged, gone


def _version(
    incident: str, version: int, at: str, state: str, led_to: str | None, body: str
) -> dict[str, Any]:
    return {
        "incident": incident, "version": version, "at": at, "state": state, "led_to": led_to, "body": body,
    }  # fmt: skip


def _present(incident: Incident, inputs: str, version: int, body: str, rows: _Rows) -> None:
    when = incident.when
    killed = next((t for t in incident.toll if t.effect == "killed"), None)
    dead = None if killed is None else killed.low if killed.best is None else killed.best
    rows[incidents].append({
        "id": incident.id, "version": version, "status": incident.status, "kind": incident.kind,
        "grade": incident.grade, "killed": dead, "inputs": inputs, "body": body,
        "start_day": when.start.isoformat() if when.start else None,
        "end_day": when.end.isoformat() if when.end else None,
    })  # fmt: skip
    rows[members] += [{"account": a, "incident": incident.id} for a in incident.accounts]
    rows[incident_places] += [
        {"incident": incident.id, "country": p.country, "lat": p.lat, "lon": p.lon} for p in incident.where
    ]
    rows[incident_actors] += [
        {"incident": incident.id, "actor_id": p.actor_id, "name": p.name.casefold()}
        for p in (*incident.perpetrators, *incident.targets)
    ]


def _last_versions(connection: Connection, ids: set[str]) -> dict[str, int]:
    table = incident_versions.c
    found: dict[str, int] = {}
    for some in chunks(ids):
        query = select(table.incident, func.max(table.version).label("last"))
        query = query.where(table.incident.in_(some)).group_by(table.incident)
        found |= {row.incident: row.last for row in connection.execute(query)}
    return found


def mark_stale(connection: Connection, accounts: Sequence[str]) -> None:
    """Have the incidents of these accounts built again at the next link, whatever their digest."""
    for some in chunks(accounts):
        homes = select(members.c.incident).where(members.c.account.in_(some))
        connection.execute(update(incidents).where(incidents.c.id.in_(homes)).values(inputs=""))
