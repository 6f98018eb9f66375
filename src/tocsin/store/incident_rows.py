"""Incidents read: the present records, every version they had, and where an id leads today."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from tocsin.errors import InputError, NotInStore, StoreError
from tocsin.records.incident import Incident
from tocsin.records.incident_wire import incident_from_dict
from tocsin.store.audit_rows import stamp
from tocsin.store.base import Version
from tocsin.store.chunks import rows_in
from tocsin.store.tables import incident_versions, incidents, members, redirects


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


def settled(connection: Connection, found: Sequence[Incident]) -> list[Incident]:
    """``found`` with ties to incidents: a report ties accounts, and where those stand may change any time."""
    tied = {tie.to for incident in found for tie in incident.links}
    rows = rows_in(connection, select(members), members.c.account, tied)
    home = {row.account: row.incident for row in rows}
    return [
        replace(i, links=tuple(replace(t, to=home.get(t.to, t.to)) for t in i.links)) if i.links else i
        for i in found
    ]


def present(connection: Connection, incident_id: str) -> Incident:
    row = _row(connection, resolve(connection, incident_id))
    assert row is not None  # resolve leads to one that is there
    return settled(connection, [incident_of_row(row)])[0]


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
