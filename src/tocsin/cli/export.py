"""``tocsin export``: incidents to the formats that the field works with."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TextIO

import click

from tocsin.cli.guard import say


@click.command("export", short_help="Write incidents in the layouts of UCDP GED, HXL, GeoJSON and others.")
@click.argument("incidents", metavar="[FILE]", required=False)
@click.option(
    "--format", "format_name", metavar="NAME",
    help="jsonl, csv, hxl, ged, acled, plover, geojson, ftm, parquet. Default: by the suffix of -o.",
)  # fmt: skip
@click.option("-o", "--out", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--names/--no-names", default=True, help="Named victims (default), or leave them out.")
@click.option("-q", "--quiet", is_flag=True, help="Do not tell what was left out; errors are still told.")
def export_command(
    incidents: str | None, format_name: str | None, out: str | None, names: bool, quiet: bool
) -> int:
    """Write incidents in one of the formats that the field works with. docs/exports.md tells each column.

    FILE holds incidents as JSON lines (tocsin.incident/1), - is standard input. What a format cannot hold
    (an incident without a death, without a day) is left out and counted.

    Exit code: 0 fine, 1 some lines of FILE could not be read (the others are written), 2 bad usage.

    \b
    Examples:
      tocsin export incidents.jsonl --format ged -o events.ged.csv
      tocsin export incidents.jsonl --no-names -o open.hxl.csv
    """
    from tocsin.cli.output import binary_output
    from tocsin.errors import InputError, UsageError
    from tocsin.export.incidents import Options, export_incidents
    from tocsin.export.incidents.read_lines import read_incidents
    from tocsin.records.incident import Incident

    name = _format(format_name, out)
    if incidents is None:
        raise UsageError("name the file of incidents to export")
    failures = 0

    def sound(items: Iterator[Incident | InputError]) -> Iterator[Incident]:
        nonlocal failures
        for item in items:
            if isinstance(item, InputError):
                failures += 1
                say(str(item))
            else:
                yield item

    with _lines(incidents) as lines, binary_output(out) as stream:
        done = export_incidents(sound(read_incidents(lines, incidents)), name, stream, Options(names))
    if done.sentence and not quiet:
        say(done.sentence)
    return 1 if failures else 0


def _format(name: str | None, out: str | None) -> str:
    """The format asked for, else the one whose suffix ends ``out``, the longest first."""
    from tocsin.errors import UsageError
    from tocsin.export.incidents import FORMATS

    if name is not None:
        if name not in FORMATS:
            raise UsageError(f"'{name}' is no format of incidents; choose one of {', '.join(FORMATS)}")
        return name
    known = sorted(FORMATS, key=lambda f: -len(FORMATS[f].suffix))
    found = next((f for f in known if out and out.lower().endswith(FORMATS[f].suffix)), None)
    if found is None:
        raise UsageError(f"say which format with --format: {', '.join(FORMATS)}")
    return found


@contextlib.contextmanager
def _lines(path: str) -> Iterator[TextIO]:
    """The lines of a file, or of standard input for ``-``; bytes that are no UTF-8 break only their line."""
    if path == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield sys.stdin
        return
    with open(path, encoding="utf-8-sig", errors="replace") as stream:
        yield stream
