"""Results as data frames of pandas or polars, and shown in a notebook: see ``docs/frames.md``."""

from tocsin.frames.make import accounts, issues, parties, persons, places, reports, tolls
from tocsin.frames.tables import TABLES, Column
from tocsin.pipeline.results import Accounts, Readings

__all__ = [
    "TABLES",
    "Accounts",
    "Column",
    "Readings",
    "accounts",
    "issues",
    "parties",
    "persons",
    "places",
    "reports",
    "tolls",
]
