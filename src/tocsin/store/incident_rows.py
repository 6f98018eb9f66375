"""Incidents: the present records, every version they had, and where the id of a merged one leads."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from tocsin.errors import InputError, NotInStore, StoreError
from tocsin.records.incident import Incident
from tocsin.records.incident_wire import incident_from_dict, incident_to_dict
from tocsin.store.audit_rows import generation, note, now, stamp
from tocsin.store.base import Built, Saved, Stale, Version
from tocsin.store.reading_rows import as_json
from tocsin.store.tables import (
    incident_actors,
    incident_places,
    incident_versions,
    incidents,
    members,
    redirects,
)


def save(connection: Connection, old: Iterable[str], built: Sequence[Built], by: str, at_start: int) -> Saved:
    """Replace ``old`` by ``built`` (see :meth:`tocsin.store.base.Store.save`)."""
    if generation(connection) != at_start:
        raise Stale
    before = {id_: _row(connection, id_) for id_ in old}
    present = {id_: row for id_, row in before.items() if row is not None}
    after = {b.incident.id for b in built}
    home = {account: b.incident.id for b in built for account in b.incident.accounts}
    at = now()
    merged, gone = _vanish(connection, [r for i, r in present.items() if i not in after], home, at)
    new: list[str] = []
    revised: list[str] = []
    _forget(connection, [*present, *after])
    for incident, inputs in built:
        row = present.get(incident.id)
        body = as_json(incident_to_dict(incident))
        version = row.version if row else _last_version(connection, incident.id)
        if row is None or row.body != body:
            version += 1
            (new if version == 1 else revised).append(incident.id)
            connection.execute(insert(incident_versions).values(
                incident=incident.id, version=version, at=at, state="built", led_to=None, body=body,
            ))  # fmt: skip
        _insert(connection, incident, inputs, version, body)
    _drop_redirects(connection, sorted(after))
    saved = Saved(tuple(new), tuple(revised), tuple(merged), tuple(gone))
    if any(saved):
        counts = (f"{len(ids)} {what}" for ids, what in zip(saved, Saved._fields, strict=True) if ids)
        note(connection, by, "link", "incidents", None, ", ".join(counts), None)
    return saved


def _vanish(
    connection: Connection, rows: Sequence[Row[Any]], home: dict[str, str], at: str
) -> tuple[list[tuple[str, str]], list[str]]:
    """Give each incident that is no more its last version, and its id a redirect where it went somewhere."""
    merged, gone = [], []
    for row in rows:
        accounts = json.loads(row.body)["accounts"]
        went = Counter(home[a] for a in accounts if a in home)
        # Its own first account decides; else where most of its accounts went, the lowest id on a tie.
        to = home.get(row.id) or min(went, key=lambda i: (-went[i], i), default=None)
        connection.execute(insert(incident_versions).values(
            incident=row.id, version=_last_version(connection, row.id) + 1, at=at,
            state="merged" if to else "gone", led_to=to, body=row.body,
        ))  # fmt: skip
        connection.execute(delete(redirects).where(redirects.c.old == row.id))
        if to:
            connection.execute(insert(redirects).values(old=row.id, new=to, at=at))
            merged.append((row.id, to))
        else:
            gone.append(row.id)
    return merged, gone


def _forget(connection: Connection, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        for table in (members, incident_places, incident_actors):
            connection.execute(delete(table).where(table.c.incident.in_(some)))
        connection.execute(delete(incidents).where(incidents.c.id.in_(some)))


def _drop_redirects(connection: Connection, ids: Sequence[str]) -> None:
    """An id that stands for an incident again leads nowhere else."""
    for start in range(0, len(ids), 500):
        connection.execute(delete(redirects).where(redirects.c.old.in_(ids[start : start + 500])))


def _insert(connection: Connection, incident: Incident, inputs: str, version: int, body: str) -> None:
    when = incident.when
    killed = next((t for t in incident.toll if t.effect == "killed"), None)
    dead = None if killed is None else killed.low if killed.best is None else killed.best
    connection.execute(insert(incidents).values(
        id=incident.id, version=version, status=incident.status, kind=incident.kind, grade=incident.grade,
        start_day=when.start.isoformat() if when.start else None,
        end_day=when.end.isoformat() if when.end else None,
        killed=dead, inputs=inputs, body=body,
    ))  # fmt: skip
    _many(connection, members, ({"account": a, "incident": incident.id} for a in incident.accounts))
    _many(connection, incident_places, (
        {"incident": incident.id, "country": p.country, "lat": p.lat, "lon": p.lon} for p in incident.where
    ))  # fmt: skip
    _many(connection, incident_actors, (
        {"incident": incident.id, "actor_id": p.actor_id, "name": p.name.casefold()}
        for p in (*incident.perpetrators, *incident.targets)
    ))  # fmt: skip


def _many(connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    found = list(rows)
    if found:
        connection.execute(insert(table), found)


def _last_version(connection: Connection, incident_id: str) -> int:
    query = select(func.max(incident_versions.c.version)).where(incident_versions.c.incident == incident_id)
    return connection.execute(query).scalar() or 0


def _row(connection: Connection, incident_id: str) -> Row[Any] | None:
    return connection.execute(select(incidents).where(incidents.c.id == incident_id)).first()


def incident_of_row(row: Row[Any]) -> Incident:
    try:
        return incident_from_dict(json.loads(row.body))
    except (InputError, ValueError) as err:
        raise StoreError(
            f"an incident was stored by a version that kept other fields ({err}); "
            "build the incidents again with: tocsin link --all"
        ) from err


def resolve(connection: Connection, incident_id: str) -> str:
    """Where ``incident_id`` leads today; also the id of any account leads to its incident."""
    seen: set[str] = set()
    at: str | None = incident_id
    while at is not None and at not in seen:
        seen.add(at)
        if _row(connection, at) is not None:
            return at
        at = connection.execute(select(redirects.c.new).where(redirects.c.old == at)).scalar()
    for name in seen:
        home = home_of(connection, name)
        if home is not None:
            return home
    if connection.execute(
        select(incident_versions.c.incident).where(incident_versions.c.incident == incident_id).limit(1)
    ).first():
        raise NotInStore(
            f"the incident '{incident_id}' is no more: no report tells of it any longer; "
            f"its history: tocsin show --history {incident_id}"
        )
    raise NotInStore(
        f"there is no incident '{incident_id}' in the store; tocsin incidents --all lists them, "
        "and new reports become incidents with tocsin link"
    )


def home_of(connection: Connection, account_id: str) -> str | None:
    query = select(members.c.incident).where(members.c.account == account_id)
    return connection.execute(query).scalar()


def present(connection: Connection, incident_id: str) -> Incident:
    row = _row(connection, resolve(connection, incident_id))
    assert row is not None  # resolve leads to one that is there
    return incident_of_row(row)


def versions(connection: Connection, *conditions: Any, last: bool = False) -> Iterator[Version]:
    """Versions that fulfil the ``conditions``, in the order of time."""
    order = (incident_versions.c.at, incident_versions.c.incident, incident_versions.c.version)
    query = select(incident_versions).where(*conditions)
    query = query.order_by(*(c.desc() for c in order)).limit(1) if last else query.order_by(*order)
    for row in connection.execute(query):
        at = dt.datetime.fromisoformat(row.at)
        yield Version(row.incident, row.version, at, row.state, row.led_to, incident_of_row(row))


def inputs(connection: Connection) -> dict[str, str]:
    return {r.id: r.inputs for r in connection.execute(select(incidents.c.id, incidents.c.inputs))}


def since(at: dt.datetime) -> Any:
    return incident_versions.c.at >= stamp(at)


def before(incident_id: str, at: dt.datetime) -> tuple[Any, ...]:
    return incident_versions.c.incident == incident_id, incident_versions.c.at < stamp(at)


def mark_stale(connection: Connection, accounts: Sequence[str]) -> None:
    """Have the incidents of these accounts built again at the next link, whatever their digest."""
    for start in range(0, len(accounts), 500):
        homes = select(members.c.incident).where(members.c.account.in_(accounts[start : start + 500]))
        connection.execute(update(incidents).where(incidents.c.id.in_(homes)).values(inputs=""))
