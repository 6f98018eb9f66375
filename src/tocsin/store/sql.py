"""The store in SQL: one class for SQLite and PostgreSQL, a transaction a method."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, Engine, func, select, update

from tocsin.records import Reading, Report
from tocsin.records.collected import Collected, Source
from tocsin.records.incident import Incident
from tocsin.records.verdict import Verdict
from tocsin.store import (
    audit_rows,
    erase,
    incident_filter,
    incident_rows,
    incident_save,
    reading_rows,
    shelf_rows,
    verdict_rows,
)
from tocsin.store.base import (
    NOT_KEPT,
    Added,
    AuditRow,
    Built,
    Card,
    Filter,
    Kept,
    Saved,
    Tombstone,
    Version,
)
from tocsin.store.chunks import rows_in
from tocsin.store.engine import WRITE
from tocsin.store.faults import told
from tocsin.store.tables import accounts, incident_versions, incidents, members, metadata, reports, verdicts

_CHUNK = 500


class SqlStore:
    """A :class:`tocsin.store.base.Store` over one engine; ``url`` is how messages name it."""

    def __init__(self, engine: Engine, url: str) -> None:
        self._engine = engine
        self.url = url

    def __enter__(self) -> SqlStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    @contextlib.contextmanager
    def _read(self) -> Iterator[Connection]:
        with told(self.url), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def _write(self) -> Iterator[Connection]:
        with (
            told(self.url),
            self._engine.connect().execution_options(**{WRITE: True}) as connection,
            connection.begin(),
        ):
            yield connection

    # reports and accounts

    def clear(self, report: Report) -> Report:
        with self._read() as connection:
            return erase.clear(connection, report)

    def known(self, report: Report, reader: str) -> str | None:
        with self._read() as connection:
            row = reading_rows.find(connection, report)
            return row.id if row is not None and not reading_rows.outdated(row, report, reader) else None

    def add(
        self, reading: Reading, *, reader: str, words: Sequence[str], by: str, kept: Kept = NOT_KEPT
    ) -> Added:
        with self._write() as connection:
            added = reading_rows.put(connection, reading, reader, words, by, kept)
            if added.what == "reread":
                told = select(accounts.c.id).where(accounts.c.report == added.report)
                told_ids = connection.execute(told).scalars().all()
                incident_save.mark_stale(connection, told_ids)
                shelf_rows.unfile(connection, shelf_rows.ACCOUNTS, told_ids)
                shelf_rows.unfile(connection, shelf_rows.REPORTS, [added.report])
            return added

    def report(self, report_id: str) -> Report:
        with self._read() as connection:
            return reading_rows.report_of(reading_rows.report_row(connection, report_id))

    def source(self, report_id: str) -> Source:
        with self._read() as connection:
            return reading_rows.source_of(reading_rows.report_row(connection, report_id))

    def reports(self, wanted: Collection[str] | None = None) -> Iterator[Report]:
        ids = [] if wanted is None else sorted(wanted)
        if wanted is None:
            with self._read() as connection:
                ids = list(connection.execute(select(reports.c.id).order_by(reports.c.id)).scalars())
        for start in range(0, len(ids), _CHUNK):
            some = ids[start : start + _CHUNK]
            with self._read() as connection:
                query = select(reports).where(reports.c.id.in_(some)).order_by(reports.c.id)
                found = [reading_rows.report_of(row) for row in connection.execute(query)]
            yield from found

    def older_than(self, reader: str) -> list[str]:
        with self._read() as connection:
            rows = connection.execute(select(reports.c.id, reports.c.reader).order_by(reports.c.id)).all()
        age = reading_rows.age
        return [r.id for r in rows if age(r.reader) < age(reader)]

    def count(self) -> dict[str, int]:
        with self._read() as connection:
            counts = {t.name: connection.execute(select(func.count()).select_from(t)).scalar() or 0
                      for t in (reports, verdicts, incidents)}  # fmt: skip
            query = select(func.count()).select_from(accounts).where(accounts.c.retired_at.is_(None))
            return counts | {"accounts": connection.execute(query).scalar() or 0}

    def collected(self, accounts_wanted: Collection[str] | None = None) -> list[Collected]:
        bare = [c for c in reports.c if c.name != "text"]
        query = select(accounts).where(accounts.c.retired_at.is_(None)).order_by(accounts.c.id)
        with self._read() as connection:
            if accounts_wanted is None:
                rows = connection.execute(query).all()
                sources = connection.execute(select(*bare)).all()
            else:
                rows = rows_in(connection, query, accounts.c.id, accounts_wanted)
                sources = rows_in(connection, select(*bare), reports.c.id, {r.report for r in rows})
        by_id = {row.id: reading_rows.source_of(row) for row in sources}
        return [Collected(reading_rows.account_of(r), by_id[r.report], r.words) for r in rows]

    def pending(self) -> list[str]:
        settled = (
            select(members.c.account)
            .join(incidents, incidents.c.id == members.c.incident)
            .where(incidents.c.inputs != "")
        )
        query = select(accounts.c.id).where(accounts.c.retired_at.is_(None), accounts.c.id.not_in(settled))
        with self._read() as connection:
            return list(connection.execute(query.order_by(accounts.c.id)).scalars())

    def file(self, shelf: str, cards: Iterable[Card]) -> None:
        with self._write() as connection:
            shelf_rows.file(connection, shelf, cards)

    def unfiled(self, shelf: str) -> list[str]:
        with self._read() as connection:
            return shelf_rows.missing(connection, shelf)

    def cards(self, shelf: str, keys: Collection[int] | None = None) -> list[Card]:
        with self._read() as connection:
            owners = None if keys is None else shelf_rows.owners(connection, shelf, keys)
            return shelf_rows.cards(connection, shelf, owners)

    def filed(self, keys: Collection[int]) -> list[Collected]:
        with self._read() as connection:
            owners = shelf_rows.owners(connection, shelf_rows.ACCOUNTS, keys)
        return self.collected(owners)

    def heirs(self) -> dict[str, str | None]:
        with self._read() as connection:
            direct = self._heirs(connection)
        return {old: _follow(direct, heir) for old, heir in direct.items()}

    def _heirs(self, connection: Connection) -> dict[str, str | None]:
        query = select(accounts.c.id, accounts.c.heir).where(accounts.c.retired_at.is_not(None))
        return {row.id: row.heir for row in connection.execute(query)}

    def set_origins(self, origins: Mapping[str, tuple[str | None, str | None]]) -> int:
        changed = 0
        with self._write() as connection:
            rows = connection.execute(select(reports.c.id, reports.c.copy_of, reports.c.updates)).all()
            for row in rows:
                copy_of, updates = origins.get(row.id, (row.copy_of, row.updates))
                if (copy_of, updates) != (row.copy_of, row.updates):
                    values = {"copy_of": copy_of, "updates": updates}
                    connection.execute(update(reports).where(reports.c.id == row.id).values(**values))
                    told = select(accounts.c.id).where(accounts.c.report == row.id)
                    incident_save.mark_stale(connection, connection.execute(told).scalars().all())
                    changed += 1
        return changed

    # verdicts

    def verdicts(self) -> tuple[Verdict, ...]:
        with self._read() as connection:
            return verdict_rows.every(connection)

    def decide(self, verdict: Verdict) -> bool:
        with self._write() as connection:
            if not verdict_rows.put(connection, verdict):
                return False
            direct = self._heirs(connection)
            named = verdict_rows.concerned(connection, verdict)
            incident_save.mark_stale(connection, [_follow(direct, name) or name for name in named])
            return True

    # incidents

    def generation(self) -> int:
        with self._read() as connection:
            return audit_rows.generation(connection)

    def inputs(self) -> dict[str, str]:
        with self._read() as connection:
            return incident_rows.inputs(connection)

    def homes(self, accounts: Collection[str] | None = None) -> dict[str, str]:
        query = select(members.c.account, members.c.incident)
        with self._read() as connection:
            if accounts is None:
                return dict(connection.execute(query).tuples().all())
            return {r.account: r.incident for r in rows_in(connection, query, members.c.account, accounts)}

    def members(self, incidents: Collection[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {id_: [] for id_ in incidents}
        query = select(members.c.account, members.c.incident).order_by(members.c.account)
        with self._read() as connection:
            for row in rows_in(connection, query, members.c.incident, incidents):
                found[row.incident].append(row.account)
        return {id_: tuple(accounts) for id_, accounts in found.items()}

    def save(self, old: Iterable[str], built: Iterable[Built], *, by: str, generation: int) -> Saved:
        with self._write() as connection:
            return incident_save.save(connection, old, list(built), by, generation)

    def incidents(self, which: Filter) -> list[Incident]:
        with self._read() as connection:
            rows = connection.execute(incident_filter.query(which)).all()
            return incident_rows.settled(connection, [incident_rows.incident_of_row(row) for row in rows])

    def each(self, which: Filter) -> Iterator[Incident]:
        query = incident_filter.query(which)
        with self._read() as connection:
            ids = connection.execute(query.with_only_columns(incidents.c.id)).scalars().all()
        for start in range(0, len(ids), _CHUNK):
            some = ids[start : start + _CHUNK]
            with self._read() as connection:
                rows = connection.execute(select(incidents).where(incidents.c.id.in_(some))).all()
            by_id = {row.id: row for row in rows}
            yield from (incident_rows.incident_of_row(by_id[id_]) for id_ in some if id_ in by_id)

    def resolve(self, incident_id: str) -> str:
        with self._read() as connection:
            return incident_rows.resolve(connection, incident_id)

    def incident(self, incident_id: str) -> Incident:
        with self._read() as connection:
            return incident_rows.present(connection, incident_id)

    def versions(self, incident_id: str) -> list[Version]:
        with self._read() as connection:
            return list(incident_rows.versions(connection, incident_versions.c.incident == incident_id))

    def versions_since(self, at: dt.datetime) -> list[Version]:
        with self._read() as connection:
            return list(incident_rows.versions(connection, incident_rows.since(at)))

    def version_before(self, incident_id: str, at: dt.datetime) -> Version | None:
        with self._read() as connection:
            found = incident_rows.versions(connection, *incident_rows.before(incident_id, at), last=True)
            return next(found, None)

    # audit and erasure

    def audit(self, subject: str | None = None) -> list[AuditRow]:
        with self._read() as connection:
            return audit_rows.rows(connection, subject)

    def erase(self, names: Sequence[str], *, by: str, why: str | None) -> Tombstone:
        with self._write() as connection:
            tombstone = erase.erase(connection, names, by, why)
        self._sweep()
        return tombstone

    def mentions_of(self, names: Sequence[str]) -> dict[str, int]:
        with self._read() as connection:
            return erase.mentions(connection, names)

    def tombstones(self) -> list[Tombstone]:
        with self._read() as connection:
            return erase.every(connection)

    def _sweep(self) -> None:
        """Rewrite the files, so that no free page or log keeps the bytes of what was erased."""
        with told(self.url):
            if self._engine.dialect.name == "sqlite":
                raw = self._engine.raw_connection()  # VACUUM wants no transaction round it
                raw.cursor().execute("VACUUM")
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
                raw.close()
                return
            options = {"isolation_level": "AUTOCOMMIT"}
            with self._engine.connect().execution_options(**options) as connection:
                for table in metadata.sorted_tables:
                    connection.exec_driver_sql(f"VACUUM FULL {table.name}")


def _follow(direct: Mapping[str, str | None], heir: str | None) -> str | None:
    while heir is not None and heir in direct:
        heir = direct[heir]
    return heir
