"""The commands that fill a store: add and link."""

from __future__ import annotations

from typing import Any

import click

from tocsin.cli.completion import files
from tocsin.cli.where import by_option, person, store_option


@click.command("add", short_help="Read reports into a store.")
@click.argument("inputs", metavar="INPUT...", nargs=-1, shell_complete=files)
@store_option
@by_option
@click.option(
    "--map", "columns", metavar="FIELD=COLUMN,...", help="Which column or key is the text, published ..."
)
@click.option("--published", metavar="DATE", help="Publication date (2022-01-21) of reports without one.")
@click.option(
    "--dates", type=click.Choice(["dmy", "mdy"]), help="What 01/02/2022 means: 1 February (dmy) or January 2."
)
@click.option("--outlet", metavar="NAME", help="Who published the reports that do not say so.")
@click.option("--title", metavar="TEXT", help="Headline of reports without one.")
@click.option("--url", metavar="URL", help="Address of reports without one.")
@click.option("--retrieved", metavar="DATE", help="The day on which these reports were fetched.")
@click.option("--archived", metavar="ADDRESS", help="Where a copy of the source is kept: a path or URL.")
@click.option("--archived-sha256", metavar="DIGEST", help="The digest of that copy.")
@click.option("--again", is_flag=True, help="Read stored reports again that an older reader read.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary; errors are still told.")
def add_command(inputs: tuple[str, ...], store_url: str, by: str | None, **rest: Any) -> int:
    """Read reports and keep them, with what each says of each incident, in a store.

    INPUT is what tocsin read takes. A text that is in the store already is not kept twice, so that the
    same command may be run again, and goes on where it was stopped. The store is a file that the first
    add makes, or a PostgreSQL database.

    Exit code: 0 fine, 1 some inputs failed (the others are kept), 2 bad usage.

    \b
    Examples:
      tocsin add examples/*.txt
      tocsin add --outlet "Kohat Daily" --published 2021-06-25 report.txt
      tocsin add --again
    """
    from tocsin.cli.add import add_inputs, retrieved_on
    from tocsin.cli.read import parse_columns
    from tocsin.errors import UsageError
    from tocsin.ingest import Origin, parse_date
    from tocsin.store import Kept

    try:
        published = parse_date(rest["published"], rest["dates"]) if rest["published"] else None
    except ValueError as err:
        raise UsageError(f"--published {err}") from err
    return add_inputs(
        store_url,
        inputs,
        given=Origin(published, rest["outlet"], rest["title"], rest["url"], dates=rest["dates"]),
        columns=parse_columns(rest["columns"]),
        kept=Kept(retrieved_on(rest["retrieved"]), rest["archived"], rest["archived_sha256"]),
        by=person(by),
        again=rest["again"],
        quiet=rest["quiet"],
    )


@click.command("link", short_help="Join the accounts of a store into incidents.")
@store_option
@by_option
@click.option("--all", "everything", is_flag=True, help="Link and build everything again.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; errors are still told.")
def link_command(store_url: str, by: str | None, everything: bool, quiet: bool) -> None:
    """Find wire copies, join the accounts of all reports that tell of one incident, and build the records.

    Only what is new or was decided on since the last time is looked at, with its neighbours. Decisions of
    people hold. --all does everything again; so does an upgrade that changed the rules.

    \b
    Examples:
      tocsin link --store record.db
      tocsin link --store record.db --all
    """
    from tocsin.cli.link import link_and_tell

    link_and_tell(store_url, person(by), everything, quiet)
