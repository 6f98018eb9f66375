"""The page: readings as one HTML file that works offline, each value beside the words it stands on."""

from tocsin.export.page.writer import PageWriter

__all__ = ["PageWriter"]
