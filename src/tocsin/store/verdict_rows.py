"""Verdicts: records to rows and back; kept once, never changed."""

from __future__ import annotations

import datetime as dt
import json

from sqlalchemy import Connection, insert, select

from tocsin.records.verdict import Verdict
from tocsin.store.audit_rows import note, stamp
from tocsin.store.reading_rows import as_json
from tocsin.store.tables import verdicts


def put(connection: Connection, verdict: Verdict) -> bool:
    """Keep a verdict; False where one of its id is there already."""
    if connection.execute(select(verdicts.c.id).where(verdicts.c.id == verdict.id)).first():
        return False
    connection.execute(insert(verdicts).values(
        id=verdict.id, at=stamp(verdict.at), by=verdict.by, action=verdict.action,
        accounts=as_json(verdict.accounts), others=as_json(verdict.others), field=verdict.field,
        value=verdict.value, target=verdict.target, why=verdict.why,
    ))  # fmt: skip
    note(connection, verdict.by, "verdict", verdict.id, None, _summary(verdict), verdict.why)
    return True


def concerned(connection: Connection, verdict: Verdict) -> set[str]:
    """The accounts whose incidents a verdict may change: its own, and those of what it undoes."""
    known = {v.id: v for v in every(connection)} if verdict.target else {}
    found: set[str] = set()
    at: Verdict | None = verdict
    while at is not None:  # an undo of an undo of a merge
        found.update(at.accounts, at.others)
        at = known.pop(at.target, None) if at.target else None
    return found


def every(connection: Connection) -> tuple[Verdict, ...]:
    """All verdicts, oldest first."""
    return tuple(
        Verdict(
            id=r.id,
            at=dt.datetime.fromisoformat(r.at),
            by=r.by,
            action=r.action,
            accounts=tuple(json.loads(r.accounts)),
            others=tuple(json.loads(r.others)),
            field=r.field,
            value=r.value,
            target=r.target,
            why=r.why,
        )
        for r in connection.execute(select(verdicts).order_by(verdicts.c.at, verdicts.c.id))
    )


def _summary(verdict: Verdict) -> str:
    parts = [verdict.action, *verdict.accounts]
    parts += ["|", *verdict.others] if verdict.others else []
    parts += [verdict.target] if verdict.target else []
    parts += [f"{verdict.field} = {verdict.value}"] if verdict.field else []
    return " ".join(parts)
