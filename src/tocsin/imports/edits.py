"""From an edited workbook to verdicts: what a person changed, what it becomes, and what is refused.

A row counts as changed when its editable cells are not those that were written (``check``). It is refused
as stale when the store no longer says what the file said then, and left alone when the store says by
now what the row asks for: the same file may be imported twice. A row is done whole or not at all.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tocsin.errors import InternalError, NotInStore, UsageError
from tocsin.export.incidents.sheets import (
    ACCOUNTS,
    CHECK,
    DECISIONS,
    INCIDENTS,
    TOLLS,
    Field,
    account_row,
    canonical,
    check_of,
    incident_row,
    toll_row,
)
from tocsin.fuse import set_field
from tocsin.imports.report import Done, Report
from tocsin.imports.values import Json, value_of
from tocsin.imports.workbook import Row
from tocsin.records.incident import Incident
from tocsin.records.verdict import Verdict, in_force
from tocsin.review.decide import rebuild, verdict_of
from tocsin.schema import check_incident
from tocsin.store import Store

STALE = "the store changed since this file was written; export again and repeat the correction"


class Wish(NamedTuple):
    """A verdict to be: what a row asks for, and the words for it."""

    sheet: str
    row: int
    what: str
    action: str
    accounts: tuple[str, ...]
    others: tuple[str, ...] = ()
    field: str | None = None
    value: str | None = None
    why: str | None = None


def import_edits(
    store: Store, sheets: Mapping[str, Sequence[Row]], *, by: str, dry_run: bool = False
) -> Report:
    """Turn the changes of an edited workbook into verdicts and rebuild what they touch, once.

    ``dry_run`` plans and reports, and changes nothing.
    """
    plan = Plan(store)
    wishes = [
        *plan.accounts(sheets.get("accounts", ())),
        *plan.incidents(sheets.get("incidents", ())),
        *plan.tolls(sheets.get("tolls", ())),
    ]
    order = {action: n for n, action in enumerate(("split", "merge", "set"))}
    wishes.sort(key=lambda wish: order.get(wish.action, len(order)))
    report = plan.report
    report.done = [Done(w.sheet, w.row, w.what) for w in wishes]
    if dry_run or not wishes:
        return report
    start = dt.datetime.now(dt.UTC)
    verdicts = [
        verdict_of(w.action, by, w.why, accounts=w.accounts, others=w.others, field=w.field, value=w.value,
                   at=start + dt.timedelta(microseconds=n))
        for n, w in enumerate(wishes)
    ]  # fmt: skip
    for verdict in verdicts:
        store.decide(verdict)
    rebuild(store, by)
    report.verdicts = tuple(v.id for v in verdicts)
    return report


class Plan:
    """The wishes of the rows, compared with the store as it is now."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Incident] = {}
        self._verdicts: tuple[Verdict, ...] | None = None
        self.report = Report()

    def incidents(self, rows: Iterable[Row]) -> Iterator[Wish]:
        """What the sheet of incidents asks for: set, confirm, discount, no incident, merge, comment."""
        asks = [f.name for f in INCIDENTS if f.asks]
        for row in rows:
            if not _touched(INCIDENTS, row) and not any(canonical(row.cells.get(a)) for a in asks):
                self.report.unchanged += 1
                continue
            yield from self._row("incidents", row, self._incident_wishes)

    def tolls(self, rows: Iterable[Row]) -> Iterator[Wish]:
        """What the sheet of tolls asks for: set low, best, high."""
        for row in rows:
            if not _touched(TOLLS, row):
                self.report.unchanged += 1
                continue
            yield from self._row("tolls", row, self._toll_wishes)

    def accounts(self, rows: Iterable[Row]) -> Iterator[Wish]:
        """What the sheet of accounts asks for: moving accounts is splitting and merging."""
        moves: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        homes = self._store.homes([a for r in rows if (a := _text(r, "account"))])
        for row in rows:
            account, target = _text(row, "account"), _text(row, "incident")
            if not _touched(ACCOUNTS, row):
                self.report.unchanged += 1
                continue
            home = homes.get(account or "")
            try:
                if account is None or home is None:
                    raise UsageError(f"there is no account '{account}' in an incident of the store")
                if target is None:
                    raise UsageError("the incident is empty; write new to take the account out")
                if not _is_new(target):
                    target = self._store.resolve(target)
                if target == home:
                    self.report.unchanged += 1  # it is there already
                    continue
                if account_row(home, account, None)[CHECK] != row.cells.get(CHECK):
                    raise UsageError(STALE)
            except (NotInStore, UsageError) as err:
                self.report.refuse("accounts", [row.number], str(err))
                continue
            moves[home][target].append(row)
        for home, targets in moves.items():
            yield from self._moved(home, targets)

    def _moved(self, home: str, targets: Mapping[str, list[Row]]) -> Iterator[Wish]:
        whole = self._incident(home).accounts
        leaving = {_text(r, "account") for rows in targets.values() for r in rows}
        for target, rows in targets.items():
            group = tuple(a for r in rows if (a := _text(r, "account")))
            others = tuple(a for a in whole if a not in group)
            first, why = rows[0].number, _text(rows[0], "remark")
            named = ", ".join(group)
            if _is_new(target):
                if not others:
                    self.report.refuse(
                        "accounts",
                        [r.number for r in rows],
                        f"these are all accounts of {home}: it is an incident of its own already",
                    )
                    continue  # fmt: skip
                yield Wish("accounts", first, f"{named} taken out of {home}", "split", group, others, why=why)
                if len(group) > 1:
                    yield Wish("accounts", first, f"{named} kept together", "merge", group, why=why)
                continue
            staying = [a for a in self._incident(target).accounts if a not in leaving]
            if not staying:
                self.report.refuse(
                    "accounts",
                    [r.number for r in rows],
                    f"no account stays in {target}: name the incident they are all to be in",
                )
                continue  # fmt: skip
            if others:
                yield Wish("accounts", first, f"{named} taken out of {home}", "split", group, others, why=why)
            yield Wish("accounts", first, f"{named} moved to {target}", "merge", (*staying, *group), why=why)

    def _row(self, sheet: str, row: Row, wishes: Callable[[Row], list[Wish]]) -> Iterator[Wish]:
        try:
            found = wishes(row)
        except (NotInStore, UsageError, InternalError) as err:
            self.report.refuse(sheet, [row.number], str(err))
            return
        if not found:
            self.report.unchanged += 1
        yield from found

    def _incident_wishes(self, row: Row) -> list[Wish]:
        incident = self._incident(_text(row, "incident") or "")
        current = incident_row(incident)
        fields = [f for f in INCIDENTS if f.path is not None]
        changed = [f for f in fields if canonical(row.cells.get(f.name)) != canonical(current[f.name])]
        written = row.cells.get(CHECK)
        if written is None:
            raise UsageError("the hidden column check is empty; export again and edit that file")
        touched = _touched(INCIDENTS, row)
        if current[CHECK] != written and (not touched or changed):
            raise UsageError(STALE)
        why = _text(row, "remark")
        found = self._sets(row, incident, changed, why) if touched and changed else []
        found += self._decisions(row, incident, why)
        if why and not found and not self._said(incident, "comment", why):
            found.append(self._wish("incidents", row, incident, f"remark on {incident.id}", "comment", why))
        return found

    def _sets(self, row: Row, incident: Incident, changed: list[Field], why: str | None) -> list[Wish]:
        values: dict[str, Any] = {f.path: value_of(f, row.cells.get(f.name)) for f in changed if f.path}
        site = {p: v for p, v in values.items() if p.startswith("where.")}
        if site and not incident.where:
            values = {p: v for p, v in values.items() if p not in site} | {"where": _whole_site(site)}
        elif {"where.0.name", "where.0.lat", "where.0.lon"} & set(site):
            values |= {"where.0.gazetteer_id": None, "where.0.radius_km": None}  # they were of the old place
        return self._set_all("incidents", row, incident, values, why)

    def _set_all(
        self, sheet: str, row: Row, incident: Incident, values: Mapping[str, Any], why: str | None,
        effect: str | None = None, wanted: Mapping[Field, Json] | None = None,
    ) -> list[Wish]:  # fmt: skip
        now = incident
        found = []
        for path, value in values.items():
            told = json.dumps(value, ensure_ascii=False)
            now = set_field(now, path, told)
            what = f"{path} of {incident.id} set to {told}"
            found.append(self._wish(sheet, row, incident, what, "set", why, path, told))
        start, end = now.when.start, now.when.end
        if start and end and start > end:
            raise UsageError(f"date_start {start} is after date_end {end}")
        toll = next((t for t in now.toll if t.effect == effect), None)
        if toll is not None and any(getattr(toll, f.name) != v for f, v in (wanted or {}).items()):
            raise UsageError(f"{effect} cannot be low, best and high at once as they stand")
        check_incident(dataclasses.replace(now, verdicts=incident.verdicts))
        return found

    def _decisions(self, row: Row, incident: Incident, why: str | None) -> list[Wish]:
        found = []
        if decision := _text(row, "decision"):
            word = decision.lower().replace(" ", "_")
            if word not in DECISIONS:
                raise UsageError(f"decision '{decision}' is none of {', '.join(DECISIONS)}")
            if not self._said(incident, word):
                accounts = incident.accounts if word == "no_incident" else incident.accounts[:1]
                found.append(Wish("incidents", row.number, f"{word.replace('_', ' ')}: {incident.id}", word,
                                  accounts, why=why))  # fmt: skip
        if other := _text(row, "same_as"):
            id_ = self._store.resolve(other)
            if id_ != incident.id:
                found.append(Wish("incidents", row.number, f"{incident.id} merged with {id_}", "merge",
                                  (*incident.accounts, *self._incident(id_).accounts), why=why))  # fmt: skip
        return found

    def _toll_wishes(self, row: Row) -> list[Wish]:
        incident = self._incident(_text(row, "incident") or "")
        effect = value_of(TOLLS[1], row.cells.get("effect"))
        if effect is None:
            raise UsageError("the effect is empty; write killed, injured ...")
        figures = [f for f in TOLLS if f.path is not None]
        wanted = {f: value_of(f, row.cells.get(f.name)) for f in figures}
        toll = next((t for t in incident.toll if t.effect == effect), None)
        held = {f: getattr(toll, f.name) if toll else None for f in figures}
        changed = {f: v for f, v in wanted.items() if v != held[f]}
        if not changed:
            return []
        written = row.cells.get(CHECK)
        if (toll_row(incident, toll)[CHECK] if toll else None) != written:
            raise UsageError(STALE)
        known = [v for v in wanted.values() if v is not None]
        if known != sorted(known):
            raise UsageError(f"low, best and high of {effect} are out of order: {known}")
        values = {f"toll.{effect}.{f.path}": v for f, v in changed.items()}
        return self._set_all("tolls", row, incident, values, _text(row, "remark"), str(effect), wanted)

    def _incident(self, id_: str) -> Incident:
        if not id_:
            raise UsageError("the incident is empty")
        now = self._store.resolve(id_)
        if now not in self._known:
            self._known[now] = self._store.incident(now)
        return self._known[now]

    def _said(self, incident: Incident, action: str, why: str | None = None) -> bool:
        """Whether a verdict in force says so of the incident already."""
        if self._verdicts is None:
            self._verdicts = in_force(self._store.verdicts())
        own = set(incident.accounts)
        return any(
            v.action == action and own & set(v.accounts) and why in (None, v.why) for v in self._verdicts
        )

    def _wish(
        self, sheet: str, row: Row, incident: Incident, what: str, action: str, why: str | None,
        field: str | None = None, value: str | None = None,
    ) -> Wish:  # fmt: skip
        accounts = incident.accounts[:1]
        return Wish(sheet, row.number, what, action, accounts, field=field, value=value, why=why)


def _whole_site(site: Mapping[str, Json]) -> list[dict[str, Json]]:
    """A place for an incident that has none: it needs a name and how exact it is."""
    values = {path.rpartition(".")[2]: value for path, value in site.items()}
    missing = [n for n in ("name", "level", "precision") if values.get(n) is None]
    if missing:
        needs = {"name": "place", "level": "place_level", "precision": "place_precision"}
        raise UsageError(f"a place needs {', '.join(needs[m] for m in missing)} too")
    return [values]


def _touched(fields: Sequence[Field], row: Row) -> bool:
    return check_of(fields, row.cells) != row.cells.get(CHECK)


def _text(row: Row, column: str) -> str | None:
    value = canonical(row.cells.get(column))
    return None if value is None else str(value)


def _is_new(target: str) -> bool:
    return target.lower().split()[0] == "new" if target.strip() else False
