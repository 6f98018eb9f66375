"""``tocsin import``: an edited workbook becomes verdicts, rows of other data sets become accounts."""

from __future__ import annotations

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
@click.option("-q", "--quiet", is_flag=True, help="Only what is refused, and errors.")
def import_command(
    files: tuple[Path, ...], store_url: str, by: str | None, dry_run: bool, quiet: bool
) -> int:
    """Take FILEs into a store: a workbook of tocsin export (.xlsx) that was edited.

    Every changed cell becomes a verdict in your name, which tocsin undo takes back. A row that cannot be
    done, or that is stale because the store changed since the export, is refused and told; the others
    are done.

    Exit code: 0 fine, 1 some rows were refused (the others are done), 2 bad usage.

    \b
    Examples:
      tocsin import --store record.db --dry-run record.xlsx
      tocsin import --store record.db --by ana record.xlsx
    """
    from tocsin.imports.edits import import_edits
    from tocsin.imports.workbook import read_workbook

    store, refused = existing(store_url), 0
    for path in files:
        report = import_edits(store, read_workbook(path), by=person(by), dry_run=dry_run)
        refused += len(report.refused)
        for refusal in report.refused:
            say(f"{path}: {refusal.sentence}")
        if quiet:
            continue
        for done in report.done:
            click.echo(f"{done.sheet}, row {done.row}: {done.what}")
        word = "would change" if dry_run else "done"
        click.echo(
            f"{path}: {len(report.done):,} {word}, {len(report.refused):,} refused, "
            f"{report.unchanged:,} rows unchanged"
        )
    return 1 if refused else 0
