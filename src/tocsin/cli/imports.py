"""``tocsin import``: an edited workbook becomes verdicts, rows of other data sets become accounts."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from tocsin.cli.guard import say
from tocsin.cli.where import by_option, existing, person, store_option

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import", short_help="Take in an edited workbook, or incidents of another data set.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_FILE)
@store_option
@by_option
@click.option("--dry-run", is_flag=True, help="Tell what would change, and change nothing.")
@click.option(
    "--map", "columns", metavar="FIELD=COLUMN,...", help="CSV: which column is date_start, killed ..."
)
@click.option("--outlet", metavar="NAME", help="CSV: who made the table, where its rows do not say so.")
@click.option("-q", "--quiet", is_flag=True, help="Only what is refused, and errors.")
def import_command(
    files: tuple[Path, ...], store_url: str, by: str | None, dry_run: bool, columns: str | None,
    outlet: str | None, quiet: bool,
) -> int:  # fmt: skip
    """Take FILEs into a store.

    A workbook of tocsin export (.xlsx) that was edited: every changed cell becomes a verdict in your name,
    which tocsin undo takes back. A table (.csv) of UCDP GED, or of incidents in columns that are known or
    mapped: every row becomes an account, which tocsin link joins with those of news reports.

    A row that cannot be done, or that is stale because the store changed since the export, is refused and
    told; the others are done. The same file imported twice does nothing more.

    Exit code: 0 fine, 1 some rows or files were refused (the others are done), 2 bad usage.

    \b
    Examples:
      tocsin import --store record.db --dry-run record.xlsx
      tocsin import --store record.db --by ana record.xlsx
      tocsin import --store record.db --map date_start=Day,killed=Dead incidents.csv
    """
    from tocsin.errors import InputError, MissingPart

    refused = 0
    mapping = _mapping(columns)
    for path in files:
        try:
            if path.suffix.lower() in (".xlsx", ".xlsm"):
                refused += _workbook(path, store_url, person(by), dry_run, quiet)
            else:
                refused += _table(path, store_url, person(by), dry_run, quiet, mapping, outlet)
        except (InputError, MissingPart) as err:
            refused += 1
            say(str(err))
    return 1 if refused else 0


def _workbook(path: Path, store_url: str, by: str, dry_run: bool, quiet: bool) -> int:
    from tocsin.imports.edits import import_edits
    from tocsin.imports.workbook import read_workbook

    report = import_edits(existing(store_url), read_workbook(path), by=by, dry_run=dry_run)
    for refusal in report.refused:
        say(f"{path}: {refusal.sentence}")
    if not quiet:
        for done in report.done:
            click.echo(f"{done.sheet}, row {done.row}: {done.what}")
        word = "would change" if dry_run else "done"
        click.echo(
            f"{path}: {len(report.done):,} {word}, {len(report.refused):,} refused, "
            f"{report.unchanged:,} rows unchanged"
        )
    return len(report.refused)


def _table(
    path: Path,
    store_url: str,
    by: str,
    dry_run: bool,
    quiet: bool,
    mapping: dict[str, str],
    outlet: str | None,
) -> int:
    from tocsin.cli.progress import progress
    from tocsin.imports.tables import RowRefused, import_table, read_table
    from tocsin.store import open_store

    counts: Counter[str] = Counter()
    rows = path.read_bytes().count(b"\n") if sys.stderr.isatty() and not quiet else None
    items = (
        read_table(path, mapping, outlet)
        if dry_run
        else import_table(open_store(store_url), path, by=by, mapping=mapping, outlet=outlet)
    )
    with progress(rows) as advance:
        for item in items:
            advance()
            if isinstance(item, RowRefused):
                counts["refused"] += 1
                say(f"{path}: row {item.row} {item.why}")
            else:
                counts[getattr(item, "what", "new")] += 1
    if not quiet:
        word = "would be new" if dry_run else "new"
        click.echo(
            f"{path}: {counts['new']:,} rows {word}, {counts['known']:,} in the store already, "
            f"{counts['refused']:,} refused; join them with: tocsin link"
        )
    return counts["refused"]


def _mapping(columns: str | None) -> dict[str, str]:
    """``date_start=Day,killed=Dead`` as a mapping; :class:`UsageError` for a field that is none."""
    from tocsin.errors import UsageError
    from tocsin.imports.incident_rows import FIELDS

    found: dict[str, str] = {}
    for pair in filter(None, (columns or "").split(",")):
        field, sign, column = pair.partition("=")
        if not sign or not column.strip() or field.strip() not in FIELDS:
            raise UsageError(f"--map '{pair}' is not FIELD=COLUMN with FIELD one of {', '.join(FIELDS)}")
        found[field.strip()] = column.strip()
    return found
