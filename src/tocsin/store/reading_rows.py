"""Reports and accounts: records to rows and back, and how a report read again replaces its accounts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from tocsin.errors import NotInStore, StoreError
from tocsin.records import Account, Issue, Reading, Report
from tocsin.records.codec import reader, writer
from tocsin.records.collected import Source
from tocsin.store.audit_rows import note, now
from tocsin.store.base import Added, Kept
from tocsin.store.rematch import rematch
from tocsin.store.tables import accounts, reports


def put(
    connection: Connection, reading: Reading, version: str, words: Sequence[str], by: str, kept: Kept
) -> Added:
    """Keep a reading: new, read again, or known already (see :meth:`tocsin.store.base.Store.add`)."""
    row = find(connection, reading.report)
    if row is None:
        return _insert(connection, reading, version, words, by, kept)
    if not outdated(row, reading.report, version):
        return Added(row.id, "known", _count(connection, row.id))
    return _replace(connection, row, reading, version, words, by, kept)


def find(connection: Connection, report: Report) -> Row[Any] | None:
    """The row of the report with this text: of the same outlet, else (where one has none) of any."""
    rows = connection.execute(
        select(reports).where(reports.c.sha256 == report.sha256).order_by(reports.c.added_at, reports.c.id)
    ).all()
    same = [r for r in rows if r.outlet == report.outlet]
    open_ = [r for r in rows if r.outlet is None or report.outlet is None]
    return next(iter(same or open_), None)


def outdated(row: Row[Any], report: Report, version: str) -> bool:
    """Whether reading the report again would tell more: a newer reader, or a date it lacked."""
    learnt = row.published is None and report.published is not None
    return learnt or age(version) > age(row.reader)


def age(version: str) -> tuple[int, ...]:
    """A reader's version as numbers to compare: ``0.2.0/14`` -> (0, 2, 0, 14).

    What an import made of a table (``import/1``) no reader of texts reads better.
    """
    if version.startswith("import/"):
        return (2**31,)
    return tuple(int(part) for part in version.replace("/", ".").split(".") if part.isdigit())


def _insert(
    connection: Connection, reading: Reading, version: str, words: Sequence[str], by: str, kept: Kept
) -> Added:
    report_id = _free_id(connection, reading.report)
    prefix = f"{reading.report.id}#"
    found = [_renamed(a, {b.id: report_id + "#" + b.id.removeprefix(prefix) for b in reading.accounts})
             for a in reading.accounts]  # fmt: skip
    at = now()
    connection.execute(insert(reports).values(
        id=report_id, added_at=at, numbers=len(found), copy_of=None, updates=None,
        **_report_values(reading, version, at), **_kept_values(kept),
    ))  # fmt: skip
    _insert_accounts(connection, report_id, found, words, list(range(1, len(found) + 1)))
    note(connection, by, "add", report_id, None, f"{len(found)} accounts by reader {version}", None)
    return Added(report_id, "new", len(found))


def _free_id(connection: Connection, report: Report) -> str:
    """The report's own id, or, where another text has it, that id with the beginning of its digest."""
    names = [report.id] + [f"{report.id}~{report.sha256[:n]}" for n in (8, 16, 64)]
    names += [f"{names[-1]}-{n}" for n in range(2, 100)]  # the same text by many outlets under one name
    for name in names:
        if connection.execute(select(reports.c.id).where(reports.c.id == name)).first() is None:
            return name
    raise StoreError(f"a hundred reports with the id '{report.id[:60]}' and one text; give each its own id")


def _replace(
    connection: Connection, row: Row[Any], reading: Reading, version: str, words: Sequence[str], by: str,
    kept: Kept,
) -> Added:  # fmt: skip
    old = [account_of(r) for r in present(connection, row.id)]
    ids, heirs = rematch(old, reading.accounts)
    numbers, last, names = [], row.numbers, {}
    for account, given in zip(reading.accounts, ids, strict=True):
        if given is None:
            last += 1
            given = f"{row.id}#{last}"
        names[account.id] = given
        numbers.append(int(given.rpartition("#")[2]))
    found = [_renamed(a, names) for a in reading.accounts]
    at = now()
    values = _report_values(reading, version, at)
    for field in ("outlet", "title", "url", "published", "language"):  # what is known already stands
        values[field] = getattr(row, field) or values[field]
    if row.published is not None:
        values["published_basis"] = row.published_basis
    values |= {k: v for k, v in _kept_values(kept).items() if v is not None}
    connection.execute(update(reports).where(reports.c.id == row.id).values(numbers=last, **values))
    for account_id, index in heirs.items():
        heir = None if index is None else found[index].id
        connection.execute(
            update(accounts).where(accounts.c.id == account_id).values(retired_at=at, heir=heir)
        )
    kept_ids = [i for i in ids if i is not None]
    connection.execute(accounts.delete().where(accounts.c.id.in_(kept_ids)))
    _insert_accounts(connection, row.id, found, words, numbers)
    note(connection, by, "reread", row.id, f"{len(old)} accounts by reader {row.reader}",
         f"{len(found)} accounts by reader {version}, {len(heirs)} retired", None)  # fmt: skip
    return Added(row.id, "reread", len(found))


def _renamed(account: Account, names: dict[str, str]) -> Account:
    links = tuple(replace(link, to=names[link.to]) for link in account.links)
    return replace(account, id=names[account.id], links=links)


def _report_values(reading: Reading, version: str, at: str) -> dict[str, Any]:
    report = reading.report
    write = writer(Issue)
    return {
        "sha256": report.sha256,
        "original_sha256": report.original_sha256,
        "published": report.published.isoformat() if report.published else None,
        "published_basis": report.published_basis,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "language": report.language,
        "text": report.text,
        "issues": as_json([write(issue) for issue in report.issues]),
        "remarks": as_json([write(issue) for issue in reading.issues[len(report.issues) :]]),
        "reader": version,
        "read_at": at,
    }


def _kept_values(kept: Kept) -> dict[str, Any]:
    retrieved = kept.retrieved.isoformat() if kept.retrieved else None
    return {"retrieved": retrieved, "archived": kept.archived, "archived_sha256": kept.sha256}


def _insert_accounts(
    connection: Connection, report_id: str, found: Sequence[Account], words: Sequence[str],
    numbers: Sequence[int],
) -> None:  # fmt: skip
    rows = [
        {"report": report_id, "number": number, "words": told, "retired_at": None, "heir": None,
         **account_values(account)}
        for account, told, number in zip(found, words, numbers, strict=True)
    ]  # fmt: skip
    if rows:
        connection.execute(insert(accounts), rows)


def account_values(account: Account) -> dict[str, Any]:
    """The columns that are read off an account; blocking looks at its first place and its days."""
    place = account.where[0] if account.where else None
    when = account.when
    return {
        "id": account.id,
        "status": account.status,
        "kind": account.kind,
        "cumulative": int(account.cumulative),
        "country": next((p.country for p in account.where if p.country), None),
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "start_day": when.start.isoformat() if when and when.start else None,
        "end_day": when.end.isoformat() if when and when.end else None,
        "body": as_json(writer(Account)(account)),
    }


def present(connection: Connection, report_id: str) -> Sequence[Row[Any]]:
    """The rows of a report's accounts that are not retired, in the order of their numbers."""
    query = select(accounts).where(accounts.c.report == report_id, accounts.c.retired_at.is_(None))
    return connection.execute(query.order_by(accounts.c.number)).all()


def account_of(row: Row[Any]) -> Account:
    try:
        account: Account = reader(Account)(json.loads(row.body))
    except (KeyError, TypeError, ValueError) as err:
        raise StoreError(
            f"account {row.id} was stored by a version that kept other fields ({err}); "
            "read the stored reports again with: tocsin add --again"
        ) from err
    return account


def report_of(row: Row[Any]) -> Report:
    read = reader(Issue)
    return Report(
        id=row.id,
        text=row.text,
        published=dt.date.fromisoformat(row.published) if row.published else None,
        published_basis=row.published_basis,
        outlet=row.outlet,
        title=row.title,
        url=row.url,
        language=row.language,
        original_sha256=row.original_sha256,
        issues=tuple(read(issue) for issue in json.loads(row.issues)),
    )


def source_of(row: Row[Any]) -> Source:
    """A report's row, without its text, as linking and fusing know it."""
    kept = " ".join(filter(None, (
        row.archived, row.retrieved and f"retrieved {row.retrieved}",
        row.archived_sha256 and f"sha256 {row.archived_sha256}",
    )))  # fmt: skip
    return Source(
        id=row.id,
        sha256=row.sha256,
        published=dt.date.fromisoformat(row.published) if row.published else None,
        outlet=row.outlet,
        title=row.title,
        url=row.url,
        copy_of=row.copy_of,
        updates=row.updates,
        archived=kept or None,
    )


def report_row(connection: Connection, report_id: str) -> Row[Any]:
    row = connection.execute(select(reports).where(reports.c.id == report_id)).first()
    if row is None:
        raise NotInStore(f"there is no report '{report_id}' in the store")
    return row


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _count(connection: Connection, report_id: str) -> int:
    return len(present(connection, report_id))
