"""The right to erasure: a person is taken out of every table, the history and the audit included.

A name is blacked out with as many blocks as it has characters, so that every span of every record still
holds; a person of that name is dropped from the lists of victims. What remains is a tombstone without the
name, and its keyed digest, by which reports added later are cleared as well.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from tocsin.errors import UsageError
from tocsin.records import Report
from tocsin.store import shelf_rows, tables
from tocsin.store.audit_rows import note, now
from tocsin.store.base import Tombstone
from tocsin.store.chunks import rows_in
from tocsin.store.incident_save import mark_stale
from tocsin.store.names import Wanted, blot, digest, find, only_words_of, wanted, words_of
from tocsin.store.reading_rows import as_json

_KEY = "erasure_key"
_JSON = {"body", "issues", "remarks", "accounts", "others", "value"}  # columns that hold JSON
_GUARDED = ("audit", "verdicts", "incident_versions")  # tables whose rows are otherwise never changed


def erase(connection: Connection, names: Sequence[str], by: str, why: str | None) -> Tombstone:
    """Take the person out (see :meth:`tocsin.store.base.Store.erase`)."""
    spelled = [words_of(name) for name in names]
    if not all(spelled):
        raise UsageError("a name to erase has at least one word; write it as it stands in the reports")
    key = _key(connection)
    known = wanted(key, ((digest(key, words), len(words)) for words in spelled))
    pen = _Pen(known, {w for words in spelled for w in words})
    with _unguarded(connection):
        touched = _clear_reports(connection, pen)
        _unfile(connection, touched)
        for table in (
            tables.accounts, tables.verdicts, tables.incidents, tables.incident_actors,
            tables.incident_places, tables.members, tables.incident_versions, tables.redirects, tables.audit,
        ):  # fmt: skip
            _clear_table(connection, table, pen)
    own, ids = tables.accounts.c, [blot(i, find(i, known)) for i in touched]
    rows = rows_in(connection, select(own.id), own.report, ids)
    mark_stale(connection, [row.id for row in rows])
    at, tombstone = now(), f"erased-{secrets.token_hex(4)}"
    for n, words in enumerate(spelled):
        connection.execute(insert(tables.tombstones).values(
            id=tombstone if n == 0 else f"{tombstone}/{n + 1}", at=at, by=by, why=pen.line(why or "") or None,
            digest=digest(key, words), tokens=len(words), places=pen.count if n == 0 else 0,
        ))  # fmt: skip
    note(connection, by, "erase", tombstone, None, f"{pen.count} places", pen.line(why or "") or None)
    return every(connection)[-1]


def every(connection: Connection) -> list[Tombstone]:
    """The tombstones, oldest first, one a person."""
    query = select(tables.tombstones).order_by(tables.tombstones.c.at, tables.tombstones.c.id)
    return [
        Tombstone(r.id, dt.datetime.fromisoformat(r.at), r.by, r.why, r.places)
        for r in connection.execute(query)
        if "/" not in r.id
    ]


def clear(connection: Connection, report: Report) -> Report:
    """``report`` without the persons erased from this store."""
    known = _erased(connection)
    if not known.digests:
        return report

    def cleared(text: str | None) -> str | None:
        return None if text is None else blot(text, find(text, known))

    return replace(
        report,
        id=cleared(report.id) or report.id,
        text=cleared(report.text) or report.text,
        title=cleared(report.title),
        outlet=cleared(report.outlet),
        url=cleared(report.url),
    )


def mentions(connection: Connection, names: Sequence[str]) -> dict[str, int]:
    """Report id -> how often one of ``names`` stands in its title and text."""
    key = b"search"
    spelled = [words_of(name) for name in names]
    known = wanted(key, ((digest(key, w), len(w)) for w in spelled if w))
    rows = connection.execute(select(tables.reports.c.id, tables.reports.c.title, tables.reports.c.text))
    counts = {r.id: len(find(r.text, known)) + len(find(r.title or "", known)) for r in rows}
    return {id_: n for id_, n in counts.items() if n}


def _erased(connection: Connection) -> Wanted:
    rows = connection.execute(select(tables.tombstones.c.digest, tables.tombstones.c.tokens)).all()
    return wanted(_key(connection) if rows else b"", ((r.digest, r.tokens) for r in rows))


def _key(connection: Connection) -> bytes:
    """The store's own key: a digest taken out of the store tells nothing without it."""
    query = select(tables.settings.c.value).where(tables.settings.c.name == _KEY)
    value = connection.execute(query).scalar()
    if value is None:
        value = secrets.token_hex(32)
        connection.execute(insert(tables.settings).values(name=_KEY, value=value))
    return bytes.fromhex(value)


class _Pen:
    """Blacks out the names in strings and records, and counts where."""

    def __init__(self, known: Wanted, words: Collection[str]) -> None:
        self._known = known
        self._words = words
        self._single = wanted(known.key, ((digest(known.key, (w,)), 1) for w in words))
        self.count = 0
        self.ranges: dict[str, list[tuple[int, int]]] = {}  # report id as it was -> where in its text
        self.texts: dict[str, str] = {}  # report id as it was -> its cleared text

    def line(self, text: str) -> str:
        ranges = find(text, self._known)
        self.count += len(ranges)
        return blot(text, ranges) if ranges else text

    def text(self, report_id: str, text: str) -> str:
        ranges = find(text, self._known)
        self.count += len(ranges)
        cleared = blot(text, ranges)
        if ranges:
            self.ranges[report_id], self.texts[report_id] = ranges, cleared
        return cleared

    def account(self, value: Any, report_id: str) -> Any:
        """The JSON of an account (or of a remark on its report), whose spans point into the report's text."""
        return self._value(value, report_id, False)

    def incident(self, value: Any) -> Any:
        """Any other JSON; an incident of a report that named the person loses parts of the name as well."""
        reports = {a.rpartition("#")[0] for a in value["accounts"]} if isinstance(value, dict) else set()
        return self._value(value, None, bool(reports & set(self.ranges)))

    def _value(self, value: Any, report_id: str | None, told: bool) -> Any:
        if isinstance(value, str):
            return self.line(value)
        if isinstance(value, list):
            return [self._value(v, report_id, told) for v in value]
        if not isinstance(value, dict):
            return value
        hit = told or self._hit(value.get("span"), report_id)
        out = {}
        for key, part in value.items():
            if key == "persons" and isinstance(
                part, list
            ):  # a name that stands for a person goes with all that is said of that person
                part = [p for p in part if not self._is_the_person(p, report_id, told)]
            out[key] = self._value(part, report_id, told)
        if hit and report_id is not None and isinstance(value.get("text"), str):
            start, end = value["span"]
            out["text"] = self.texts[report_id][start:end]
        if hit and isinstance(out.get("name"), str) and only_words_of(out["name"], self._words):
            out["name"] = blot(out["name"], find(out["name"], self._single))
        return out

    def _hit(self, span: Any, report_id: str | None) -> bool:
        ranges = self.ranges.get(report_id or "", ())
        return isinstance(span, list) and any(a < span[1] and span[0] < b for a, b in ranges)

    def _is_the_person(self, record: dict[str, Any], report_id: str | None, told: bool) -> bool:
        name = record["name"]
        gone = bool(find(name, self._known)) or (
            only_words_of(name, self._words) and (told or self._hit(record.get("span"), report_id))
        )
        self.count += gone
        return gone


def _unfile(connection: Connection, reports: Collection[str]) -> None:
    """Take traits of the reports' texts off the shelves of linking, which makes them again."""
    table = tables.accounts.c
    accounts = [row.id for row in rows_in(connection, select(table.id), table.report, reports)]
    shelf_rows.unfile(connection, shelf_rows.REPORTS, reports)
    shelf_rows.unfile(connection, shelf_rows.ACCOUNTS, accounts)


def _clear_reports(connection: Connection, pen: _Pen) -> list[str]:
    """Clear the reports and return the ids, as they were, of those that changed."""
    table = tables.reports
    touched = []
    for row in connection.execute(select(table)).all():
        text = pen.text(row.id, row.text)
        values = _cleared(row, pen, row.id) | {"text": text}
        if text != row.text:
            values["sha256"] = Report(row.id, text).sha256
        if _write(connection, table, row, values):
            touched.append(row.id)
    return touched


def _clear_table(connection: Connection, table: Table, pen: _Pen) -> None:
    for row in connection.execute(select(table)).all():
        _write(connection, table, row, _cleared(row, pen, row.report if table is tables.accounts else None))


def _cleared(row: Any, pen: _Pen, report_id: str | None) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for column, value in row._mapping.items():
        if not isinstance(value, str) or column == "text":
            continue
        if column not in _JSON:
            out[column] = pen.line(value)
        elif report_id is not None:
            out[column] = as_json(pen.account(json.loads(value), report_id))
        else:
            out[column] = as_json(pen.incident(json.loads(value)))
    return out


def _write(connection: Connection, table: Table, row: Any, values: dict[str, Any]) -> bool:
    changed = {k: v for k, v in values.items() if v != row._mapping[k]}
    if not changed:
        return False
    key = list(table.primary_key) or list(table.c)
    same = [c == row._mapping[c.name] for c in key if row._mapping[c.name] is not None]
    connection.execute(update(table).where(*same).values(**changed))
    return True


@contextmanager
def _unguarded(connection: Connection) -> Iterator[None]:
    """Inside the block rows that are append-only may be rewritten; a rollback brings the guards back too."""
    run = connection.exec_driver_sql
    if connection.dialect.name == "sqlite":
        run("PRAGMA defer_foreign_keys = ON")  # the id of a report may hold the name
        triggers = run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
        for name, _ in triggers:
            run(f"DROP TRIGGER {name}")
        yield
        for _, sql in triggers:
            run(sql)
    else:
        run("SET CONSTRAINTS ALL DEFERRED")
        for table in _GUARDED:
            run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        run("SET CONSTRAINTS ALL IMMEDIATE")
        for table in _GUARDED:
            run(f"ALTER TABLE {table} ENABLE TRIGGER USER")
