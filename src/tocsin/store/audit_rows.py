"""The audit: each change leaves a row that says who, when, what, before, after and why."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, func, insert, select

from tocsin.store.base import AuditRow
from tocsin.store.tables import audit

ADD = "add"


def now() -> str:
    """This moment as the store writes it: UTC, to the microsecond, so that text order is time order."""
    return stamp(dt.datetime.now(dt.UTC))


def stamp(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def note(
    connection: Connection, by: str, what: str, subject: str, before: str | None, after: str | None,
    why: str | None,
) -> None:  # fmt: skip
    """Add one row."""
    connection.execute(
        insert(audit).values(at=now(), by=by, what=what, subject=subject, before=before, after=after, why=why)
    )


def generation(connection: Connection) -> int:
    """The number of the last row that is no mere new report."""
    query = select(func.max(audit.c.number)).where(audit.c.what != ADD)
    return connection.execute(query).scalar() or 0


def rows(connection: Connection, subject: str | None) -> list[AuditRow]:
    query = select(audit).order_by(audit.c.number)
    if subject is not None:
        query = query.where(audit.c.subject == subject)
    return [
        AuditRow(r.number, dt.datetime.fromisoformat(r.at), r.by, r.what, r.subject, r.before, r.after, r.why)
        for r in connection.execute(query)
    ]
