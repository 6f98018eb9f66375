"""The plain table of the formats of incidents, and the one walk that all of them share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import BinaryIO, NamedTuple

from tocsin.errors import UsageError
from tocsin.export.incidents.anonymous import nameless, without_names
from tocsin.export.incidents.base import IncidentWriter, Options
from tocsin.records.incident import Incident


class Format(NamedTuple):
    """How a format is opened, what its files end in, and what it is for."""

    open: Callable[[BinaryIO, Options], IncidentWriter]
    suffix: str
    says: str


def _ged(stream: BinaryIO, options: Options) -> IncidentWriter:
    from tocsin.export.incidents.ged import GedWriter

    return GedWriter(stream, options)


def _acled(stream: BinaryIO, options: Options) -> IncidentWriter:
    from tocsin.export.incidents.acled import AcledLikeWriter

    return AcledLikeWriter(stream, options)


def _plover(stream: BinaryIO, options: Options) -> IncidentWriter:
    from tocsin.export.incidents.plover import PloverWriter

    return PloverWriter(stream, options)


def _hxl(stream: BinaryIO, options: Options) -> IncidentWriter:
    from tocsin.export.incidents.rows import HxlWriter

    return HxlWriter(stream, options)


def _csv(stream: BinaryIO, options: Options) -> IncidentWriter:
    from tocsin.export.incidents.rows import FlatCsvWriter

    return FlatCsvWriter(stream, options)


def _geojson(stream: BinaryIO, options: Options) -> IncidentWriter:
    from tocsin.export.incidents.geojson import GeoJsonWriter

    return GeoJsonWriter(stream, options)


def _ftm(stream: BinaryIO, options: Options) -> IncidentWriter:
    from tocsin.export.incidents.ftm import FtmWriter

    return FtmWriter(stream, options)


def _parquet(stream: BinaryIO, options: Options) -> IncidentWriter:
    from tocsin.export.incidents.parquet import ParquetWriter

    return ParquetWriter(stream, options)


def _xlsx(stream: BinaryIO, options: Options) -> IncidentWriter:
    from tocsin.export.incidents.workbook import WorkbookWriter

    return WorkbookWriter(stream, options)


def _jsonl(stream: BinaryIO, options: Options) -> IncidentWriter:
    from tocsin.export.incidents.lines import LinesWriter

    return LinesWriter(stream, options)


FORMATS: dict[str, Format] = {
    "jsonl": Format(_jsonl, ".jsonl", "tocsin.incident/1, a line an incident: everything"),
    "csv": Format(_csv, ".csv", "a row an incident, our own columns"),
    "ged": Format(_ged, ".ged.csv", "the 49 columns of UCDP GED"),
    "acled": Format(_acled, ".acled.csv", "31 columns like those of ACLED"),
    "plover": Format(_plover, ".plover.jsonl", "PLOVER event records, a line an incident"),
    "hxl": Format(_hxl, ".hxl.csv", "our own columns with HXL tags"),
    "geojson": Format(_geojson, ".geojson", "a feature an incident, areas for imprecise places"),
    "ftm": Format(_ftm, ".ftm.json", "entities of FollowTheMoney, a line an entity"),
    "xlsx": Format(_xlsx, ".xlsx", "a workbook to correct and import again; needs tocsin[xlsx]"),
    "parquet": Format(_parquet, ".parquet", "our own columns, typed; needs tocsin[parquet]"),
}
"""Every format by name; the one place to add another."""


class Summary(NamedTuple):
    """How many incidents were written, and how many the format could not hold, by reason."""

    written: int
    left_out: Counter[str]

    @property
    def sentence(self) -> str | None:
        """What was left out, in words; None where nothing was."""
        if not self.left_out:
            return None
        reasons = ", ".join(f"{n:,} {why}" for why, n in sorted(self.left_out.items()))
        word = "incident" if self.written == 1 else "incidents"
        return f"{self.written:,} {word} written, {self.left_out.total():,} left out: {reasons}"


def export_incidents(
    incidents: Iterable[Incident], name: str, stream: BinaryIO, options: Options | None = None
) -> Summary:
    """Write ``incidents`` to ``stream`` in the format ``name``, one at a time: memory does not grow.

    :class:`UsageError` for an unknown name; the stream is not closed.
    """
    if name not in FORMATS:
        raise UsageError(f"'{name}' is no format of incidents; choose one of {', '.join(FORMATS)}")
    wanted = options or Options()
    writer = FORMATS[name].open(stream, nameless(wanted))
    count = 0
    for incident in incidents:
        count += 1
        writer.write(incident if wanted.names else without_names(incident))
    writer.close()
    return Summary(count - writer.left_out.total(), writer.left_out)
