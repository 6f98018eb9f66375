"""The tables as SQLAlchemy sees them; the numbered migrations make them (a test compares the two)."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Integer, MetaData, Table

from tocsin.store.exact import Exact

metadata = MetaData()


def _text(*names: str) -> list[Column[str]]:
    return [Column(name, Exact) for name in names]


reports = Table(
    "reports", metadata,
    Column("id", Exact, primary_key=True),
    *_text("sha256", "original_sha256", "published", "published_basis", "outlet", "title", "url", "language",
           "text", "issues", "remarks", "retrieved", "archived", "archived_sha256", "reader"),
    Column("numbers", Integer),  # the highest account number ever given: a number is never given twice
    *_text("added_at", "read_at", "copy_of", "updates"),
)  # fmt: skip

accounts = Table(
    "accounts", metadata,
    Column("id", Exact, primary_key=True),
    *_text("report"),
    Column("number", Integer),
    *_text("status", "kind"),
    Column("cumulative", Integer),
    *_text("country"),
    Column("lat", Float),
    Column("lon", Float),
    *_text("start_day", "end_day", "body", "words", "retired_at", "heir"),
)  # fmt: skip

verdicts = Table(
    "verdicts", metadata,
    Column("id", Exact, primary_key=True),
    *_text("at", "by", "action", "accounts", "others", "field", "value", "target", "why"),
)  # fmt: skip

incidents = Table(
    "incidents", metadata,
    Column("id", Exact, primary_key=True),
    Column("version", Integer),
    *_text("status", "kind", "grade", "start_day", "end_day"),
    Column("killed", Integer),  # the best figure, else the lowest
    *_text("inputs", "body"),  # inputs: digest of all that it was built from
)  # fmt: skip

incident_places = Table(
    "incident_places", metadata, *_text("incident", "country"), Column("lat", Float), Column("lon", Float)
)
incident_actors = Table("incident_actors", metadata, *_text("incident", "actor_id", "name"))
members = Table("members", metadata, Column("account", Exact, primary_key=True), *_text("incident"))

incident_versions = Table(
    "incident_versions", metadata,
    Column("incident", Exact, primary_key=True),
    Column("version", Integer, primary_key=True),
    *_text("at", "state", "led_to", "body"),  # state: built, merged (led_to says into which), gone
)  # fmt: skip

redirects = Table("redirects", metadata, Column("old", Exact, primary_key=True), *_text("new", "at"))

audit = Table(
    "audit", metadata,
    Column("number", Integer, primary_key=True),
    *_text("at", "by", "what", "subject", "before", "after", "why"),
)  # fmt: skip

tombstones = Table(
    "tombstones", metadata,
    Column("id", Exact, primary_key=True),
    *_text("at", "by", "why", "digest"),
    Column("tokens", Integer),
    Column("places", Integer),
)  # fmt: skip

settings = Table("settings", metadata, Column("name", Exact, primary_key=True), *_text("value"))

link_keys = Table(
    "link_keys", metadata,
    Column("shelf", Exact, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Column("owner", Exact, primary_key=True),
)  # fmt: skip

link_cards = Table(
    "link_cards", metadata,
    Column("shelf", Exact, primary_key=True),
    Column("owner", Exact, primary_key=True),
    *_text("body"),
)  # fmt: skip
