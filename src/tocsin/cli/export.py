"""``tocsin export``: incidents of a store, or of a file of JSON lines, to the formats of the field."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO

import click

from tocsin.cli.guard import say
from tocsin.cli.where import existing, filter_options, store_option

if TYPE_CHECKING:
    from tocsin.records.incident import Incident


@click.command("export", short_help="Write incidents in the layouts of UCDP GED, HXL, GeoJSON and others.")
@click.argument("incidents", metavar="[FILE]", required=False)
@store_option
@filter_options
@click.option(
    "--format", "format_name", metavar="NAME",
    help="jsonl, csv, hxl, ged, acled, plover, geojson, ftm, parquet, xlsx. Default: by the suffix of -o.",
)  # fmt: skip
@click.option("-o", "--out", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--names/--no-names", default=True, help="Named victims (default), or leave them out.")
@click.option("-q", "--quiet", is_flag=True, help="Do not tell what was left out; errors are still told.")
def export_command(
    incidents: str | None, store_url: str, format_name: str | None, out: str | None, names: bool,
    quiet: bool, **asked: Any,
) -> int:  # fmt: skip
    """Write incidents in one of the formats that the field works with. docs/exports.md tells each column.

    They come from the store, those that fit the conditions; or from FILE, JSON lines of incidents
    (tocsin.incident/1), - being standard input. What a format cannot hold (an incident without a death,
    without a day) is left out and counted.

    Exit code: 0 fine, 1 some lines of FILE could not be read (the others are written), 2 bad usage.

    \b
    Examples:
      tocsin export -q --store record.db --format ged -o events.ged.csv
      tocsin export --store record.db --country PAK --no-names -o open.geojson
      tocsin export incidents.jsonl --format hxl
    """
    from tocsin.cli.incidents import filter_of
    from tocsin.cli.output import binary_output
    from tocsin.errors import UsageError
    from tocsin.export.incidents import Options, export_incidents

    name = _format(format_name, out)
    if name in ("parquet", "xlsx") and out in (None, "-") and sys.stdout.isatty():
        raise UsageError(f"the format {name} is no text; name a file with -o")
    if incidents is None:
        store = existing(store_url)
        options = Options(names, store.source, store.collected)
        with binary_output(out) as stream:
            done = export_incidents(store.each(filter_of(**asked)), name, stream, options)
        failures: list[str] = []
    else:
        if any(asked.values()):
            raise UsageError("conditions choose incidents of a store; leave out FILE, or the conditions")
        told = click.get_current_context().get_parameter_source("store_url")
        if told is click.core.ParameterSource.COMMANDLINE:
            raise UsageError("incidents come from --store or from FILE, not from both")
        failures = []
        with _lines(incidents) as lines, binary_output(out) as stream:
            done = export_incidents(_sound(lines, incidents, failures), name, stream, Options(names))
    if done.sentence and not quiet:
        say(done.sentence)
    return 1 if failures else 0


def _sound(lines: TextIO, name: str, failures: list[str]) -> Iterator[Incident]:
    """The incidents of the good lines; the others are told and kept in ``failures``."""
    from tocsin.errors import InputError
    from tocsin.export.incidents.read_lines import read_incidents

    for item in read_incidents(lines, name):
        if isinstance(item, InputError):
            failures.append(str(item))
            say(str(item))
        else:
            yield item


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
