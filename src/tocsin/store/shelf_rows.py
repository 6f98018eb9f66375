"""The shelves of linking: keys under which an account or a report is found, and a card of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from tocsin.store.base import Card
from tocsin.store.chunks import chunks, insert_all, rows_in
from tocsin.store.tables import accounts, link_cards, link_keys, reports

ACCOUNTS, REPORTS = "accounts", "reports"


def file(connection: Connection, shelf: str, cards: Iterable[Card]) -> None:
    """Put ``cards`` on ``shelf`` in the place of those of the same owners."""
    found = list(cards)
    unfile(connection, shelf, [card.owner for card in found])
    insert_all(connection, link_cards, [{"shelf": shelf, "owner": c.owner, "body": c.body} for c in found])
    keys = [{"shelf": shelf, "key": key, "owner": c.owner} for c in found for key in c.keys]
    insert_all(connection, link_keys, keys)


def unfile(connection: Connection, shelf: str, owners: Collection[str]) -> None:
    """Take the cards of ``owners`` off ``shelf``."""
    for some in chunks(owners):
        for table in (link_keys, link_cards):
            connection.execute(delete(table).where(table.c.shelf == shelf, table.c.owner.in_(some)))


def owners(connection: Connection, shelf: str, keys: Collection[int]) -> set[str]:
    """Who is filed under one of ``keys``."""
    query = select(link_keys.c.owner).where(link_keys.c.shelf == shelf)
    return {row.owner for row in rows_in(connection, query, link_keys.c.key, keys)}


def cards(connection: Connection, shelf: str, wanted: Collection[str] | None) -> list[Card]:
    """The cards of ``wanted`` owners (None = all), by owner, without their keys."""
    query = select(link_cards.c.owner, link_cards.c.body).where(link_cards.c.shelf == shelf)
    rows: Iterable[Row[Any]] = (
        connection.execute(query.order_by(link_cards.c.owner))
        if wanted is None
        else rows_in(connection, query, link_cards.c.owner, wanted)
    )
    return [Card(row.owner, (), row.body) for row in rows]


def missing(connection: Connection, shelf: str) -> list[str]:
    """Ids of the reports or accounts that stand in the store and not on the shelf."""
    there = select(link_cards.c.owner).where(link_cards.c.shelf == shelf)
    if shelf == REPORTS:
        query = select(reports.c.id).where(reports.c.id.not_in(there)).order_by(reports.c.id)
    else:
        query = select(accounts.c.id).where(accounts.c.retired_at.is_(None), accounts.c.id.not_in(there))
        query = query.order_by(accounts.c.id)
    return list(connection.execute(query).scalars())
