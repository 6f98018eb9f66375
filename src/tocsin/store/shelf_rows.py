"""The shelves of linking: keys under which an account or a report is found, and a card of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, insert, select

from tocsin.store.base import Card
from tocsin.store.tables import accounts, link_cards, link_keys, reports

ACCOUNTS, REPORTS = "accounts", "reports"
_CHUNK = 500


def file(connection: Connection, shelf: str, cards: Iterable[Card]) -> None:
    """Put ``cards`` on ``shelf`` in the place of those of the same owners."""
    found = list(cards)
    unfile(connection, shelf, [card.owner for card in found])
    if found:
        rows = [{"shelf": shelf, "owner": c.owner, "body": c.body} for c in found]
        connection.execute(insert(link_cards), rows)
    keys = [{"shelf": shelf, "key": key, "owner": c.owner} for c in found for key in c.keys]
    if keys:
        connection.execute(insert(link_keys), keys)


def unfile(connection: Connection, shelf: str, owners: Collection[str]) -> None:
    ordered = sorted(owners)
    for start in range(0, len(ordered), _CHUNK):
        some = ordered[start : start + _CHUNK]
        for table in (link_keys, link_cards):
            connection.execute(delete(table).where(table.c.shelf == shelf, table.c.owner.in_(some)))


def owners(connection: Connection, shelf: str, keys: Collection[int]) -> set[str]:
    """Who is filed under one of ``keys``."""
    ordered = sorted(keys)
    found: set[str] = set()
    for start in range(0, len(ordered), _CHUNK):
        some = ordered[start : start + _CHUNK]
        query = select(link_keys.c.owner).where(link_keys.c.shelf == shelf, link_keys.c.key.in_(some))
        found.update(connection.execute(query).scalars())
    return found


def cards(connection: Connection, shelf: str, wanted: Collection[str] | None) -> list[Card]:
    """The cards of ``wanted`` owners (None = all), without their keys."""
    query = select(link_cards.c.owner, link_cards.c.body).where(link_cards.c.shelf == shelf)
    if wanted is None:
        return [Card(r.owner, (), r.body) for r in connection.execute(query.order_by(link_cards.c.owner))]
    ordered, found = sorted(wanted), []
    for start in range(0, len(ordered), _CHUNK):
        some = link_cards.c.owner.in_(ordered[start : start + _CHUNK])
        found += [Card(r.owner, (), r.body) for r in connection.execute(query.where(some))]
    return found


def missing(connection: Connection, shelf: str) -> list[str]:
    """Ids of the reports or accounts that stand in the store and not on the shelf."""
    there = select(link_cards.c.owner).where(link_cards.c.shelf == shelf)
    if shelf == REPORTS:
        query = select(reports.c.id).where(reports.c.id.not_in(there)).order_by(reports.c.id)
    else:
        query = select(accounts.c.id).where(accounts.c.retired_at.is_(None), accounts.c.id.not_in(there))
        query = query.order_by(accounts.c.id)
    return list(connection.execute(query).scalars())
