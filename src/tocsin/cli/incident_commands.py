"""The commands that look into a store: incidents, show, changes, persons."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import click

from tocsin.cli.where import existing, filter_options, store_option


@click.command("incidents", short_help="List the incidents of a store.")
@store_option
@filter_options
@click.option(
    "--format", "format_name", metavar="table|jsonl|csv",
    help="How to print. Default: what the suffix of -o says, table on a terminal, else jsonl.",
)  # fmt: skip
@click.option("-o", "--out", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--width", type=click.IntRange(60, 160), metavar="N", help="table: columns.")
@click.option("--colour/--no-colour", "--color/--no-color", default=None, help="table: colours.")
def incidents_command(store_url: str, format_name: str | None, out: str | None, **asked: Any) -> int:
    """List the incidents of a store by day. Several conditions hold at once; one given twice means either.

    \b
    Examples:
      tocsin incidents --store record.db
      tocsin incidents --store record.db --since 2021-01-01 --country PAK --min-dead 3
      tocsin incidents --store record.db --actor "Boko Haram" --format csv -o incidents.csv
    """
    from tocsin.cli.incidents import list_incidents

    return list_incidents(existing(store_url), format_name, out, **asked)


@click.command("show", short_help="Show one incident: the record, its accounts, the words, the reasons.")
@click.argument("incident", metavar="ID")
@store_option
@click.option("--history", is_flag=True, help="Every version the record had, and what changed.")
@click.option("--width", type=click.IntRange(60, 160), metavar="N", help="Columns.")
@click.option("--colour/--no-colour", "--color/--no-color", default=None, help="Colours.")
def show_command(
    incident: str, store_url: str, history: bool, width: int | None, colour: bool | None
) -> None:
    """Show one incident. ID is that of the incident, one it had before a merge, or one of its accounts.

    \b
    Examples:
      tocsin show --store record.db kohat-police#1
      tocsin show --store record.db --history kohat-police#1
    """
    from tocsin.cli.incidents import show_history, show_incident

    store = existing(store_url)
    if history:
        show_history(store, incident, width, colour)
    else:
        show_incident(store, incident, width, colour)


@click.command("changes", short_help="What became new, was revised or merged since a day.")
@store_option
@click.option("--since", metavar="DATE", required=True, help="A day, or a time such as 2026-11-22T14:00.")
@click.option("--format", "format_name", metavar="table|jsonl", default=None, help="How to print.")
def changes_command(store_url: str, since: str, format_name: str | None) -> None:
    """Tell which incidents became new, were revised, merged or are gone since a moment, and how.

    \b
    Example:
      tocsin changes --store record.db --since 2021-01-01
    """
    from tocsin.cli.incidents import tell_changes
    from tocsin.errors import UsageError

    try:
        at = dt.datetime.fromisoformat(since)
    except ValueError as err:
        raise UsageError(
            f"--since '{since}' is no day or time; write 2026-11-22 or 2026-11-22T14:00"
        ) from err
    if format_name not in (None, "table", "jsonl"):
        raise UsageError(f"'{format_name}' is no format; choose one of table, jsonl")
    name = format_name or ("table" if sys.stdout.isatty() else "jsonl")
    tell_changes(existing(store_url), at if at.tzinfo else at.astimezone(), name)


@click.command("persons", short_help="The victims that the store names.")
@store_option
@click.option("--erased", is_flag=True, help="The tombstones of those who were erased.")
def persons_command(store_url: str, erased: bool) -> None:
    """List the victims that the store names, with the reports that do; tocsin erase takes one out.

    \b
    Example:
      tocsin persons --store record.db
    """
    from tocsin.cli.incidents import person_lines, tombstone_lines

    store = existing(store_url)
    for line in tombstone_lines(store) if erased else person_lines(store):
        click.echo(line)
