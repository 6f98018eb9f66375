"""Export: readings to the formats that people and programs take in."""

from tocsin.export.base import Writer
from tocsin.export.formats import FORMATS, Options, open_writer

__all__ = ["FORMATS", "Options", "Writer", "open_writer"]
