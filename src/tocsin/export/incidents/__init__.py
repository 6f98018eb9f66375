"""Incidents to the formats that the field works with: one walk over the data, a file a format."""

from tocsin.export.incidents.base import IncidentWriter, Options
from tocsin.export.incidents.formats import FORMATS, Summary, export_incidents

__all__ = ["FORMATS", "IncidentWriter", "Options", "Summary", "export_incidents"]
