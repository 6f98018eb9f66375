"""Ingest: files, folders and streams of bytes to reports."""

from tocsin.ingest.base import InputFailure, Origin
from tocsin.ingest.dates import ORDERS, parse_date
from tocsin.ingest.inputs import count_reports, ingest_inputs
from tocsin.ingest.readers import SUFFIXES
from tocsin.ingest.report import make_report
from tocsin.ingest.tables import FIELDS

__all__ = [
    "FIELDS",
    "ORDERS",
    "SUFFIXES",
    "InputFailure",
    "Origin",
    "count_reports",
    "ingest_inputs",
    "make_report",
    "parse_date",
]
