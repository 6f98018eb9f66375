"""The commands and their help; each is a thin face of one function."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from tocsin import __version__
from tocsin.cli import completion
from tocsin.cli.analysis_commands import compare_command, history_command, tally_command, waves_command
from tocsin.cli.doctor import doctor_command
from tocsin.cli.export import export_command
from tocsin.cli.guard import guarded, say
from tocsin.cli.imports import import_command
from tocsin.cli.incident_commands import (
    changes_command,
    incidents_command,
    persons_command,
    show_command,
)
from tocsin.cli.review_commands import (
    comment_command,
    confirm_command,
    discount_command,
    erase_command,
    merge_command,
    set_command,
    split_command,
    undo_command,
    verdicts_command,
)
from tocsin.cli.settings import config_command, use_config
from tocsin.cli.store_commands import add_command, link_command

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT, invoke_without_command=True)
@click.version_option(__version__, message="tocsin %(version)s")
@click.option(
    "--config", "config_file", metavar="FILE", shell_complete=completion.files,
    help="Settings in TOML. Default: TOCSIN_CONFIG, else tocsin.toml here and config.toml of your folder.",
)  # fmt: skip
@click.pass_context
def app(context: click.Context, config_file: str | None) -> None:
    """Read news reports of armed conflict and keep the incident record: who did what to whom, where,
    when, how many - and who says so, each value with the words it stands on.

    \b
    Examples:
      tocsin read examples/maiduguri-prison.txt
      tocsin codebook kinds
    """
    use_config(context, config_file)
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@app.command("read", short_help="Read reports and print what each says of each incident.")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, shell_complete=completion.files)
@click.option(
    "--format", "format_name", metavar="table|jsonl|csv|html",
    shell_complete=completion.words("table", "jsonl", "csv", "html"),
    help="How to print. Default: what the suffix of -o says, table on a terminal, else jsonl.",
)  # fmt: skip
@click.option(
    "-o", "--out", metavar="FILE", shell_complete=completion.files,
    help="Write to FILE instead of standard output.",
)  # fmt: skip
@click.option("--with-text", is_flag=True, help="jsonl: put each report's text into its line.")
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
@click.option(
    "--evidence/--no-evidence", default=True,
    help="table: show the words each value stands on (default) or not.",
)  # fmt: skip
@click.option(
    "--colour/--no-colour", "--color/--no-color", default=None, help="table: colours. Default: on a terminal."
)
@click.option(
    "--width", type=click.IntRange(40, 400), metavar="N", help="table: columns. Default: the terminal's."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary; errors are still told.")
def read_command(inputs: tuple[str, ...], format_name: str | None, out: str | None, **rest: Any) -> int:
    """Read reports and print what each says of each incident. Nothing is stored.

    INPUT is a file, a folder (searched through), a glob in quotes, or - for standard input. Files are
    plain text (.txt) or Markdown (.md), with front matter between two lines of --- where there is some
    (title, published, outlet, url, language), JSON lines (.jsonl; fields id, published, outlet, title,
    url, text), tables (.csv, .tsv, .xlsx), web pages (.html), PDFs (.pdf), mails (.eml), feeds (.rss,
    .atom), web archives (.warc), and archives of these (.zip, .tar, .tgz, .gz). What a report does not
    say of itself comes from the options.

    Exit code: 0 fine, 1 some inputs failed (the others are done), 2 bad usage.

    \b
    Examples:
      tocsin read examples/maiduguri-prison.txt
      tocsin read --format csv -o tolls.csv examples/*.txt
      tocsin read --format html -o page.html examples/*.txt
      tocsin read --published 2021-03-11 --no-evidence - < report.txt
      tocsin read --map text=Article,published=Day --format table reports.csv
      cat reports.jsonl | tocsin read --format jsonl --with-text -
    """
    from tocsin.cli.read import parse_columns, read_inputs
    from tocsin.cli.settings import out_decides
    from tocsin.errors import UsageError
    from tocsin.export import Options
    from tocsin.ingest import Origin, parse_date

    try:
        published = parse_date(rest["published"], rest["dates"]) if rest["published"] else None
    except ValueError as err:
        raise UsageError(f"--published {err}") from err
    return read_inputs(
        inputs,
        format_name=None if out_decides(out) else format_name,
        out=out,
        columns=parse_columns(rest["columns"]),
        given=Origin(published, rest["outlet"], rest["title"], rest["url"], dates=rest["dates"]),
        options=Options(rest["with_text"], rest["evidence"], rest["colour"], rest["width"]),
        quiet=rest["quiet"],
    )


for _command in (
    add_command, link_command, incidents_command, show_command, changes_command,
    merge_command, split_command, set_command, confirm_command, discount_command, comment_command,
    undo_command, verdicts_command, persons_command, erase_command,
):  # fmt: skip
    app.add_command(_command)
app.add_command(export_command)
app.add_command(import_command)
app.add_command(config_command)
app.add_command(completion.completion_command)
app.add_command(doctor_command)
for _command in (history_command, tally_command, waves_command, compare_command):
    app.add_command(_command)


@app.command("codebook")
@click.argument("table", required=False)
def codebook_command(table: str | None) -> None:
    """Print the closed lists that every value comes from: all of them, or one TABLE with meanings.

    \b
    Examples:
      tocsin codebook
      tocsin codebook qualifiers
    """
    from tocsin.cli.lookup import codebook_lines

    for line in codebook_lines(table):
        click.echo(line)


@app.command("bench")
@click.argument("name")
@click.argument("files", metavar="FILE...", nargs=-1, type=_FILE)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write our answers as outside scorers read them."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="Show the N worst cases.")
@click.option("--boot", type=click.IntRange(0), default=1000, metavar="N", help="Samples for intervals.")
@click.option("--gate", is_flag=True, help="Compare with the pinned floors; exit code 1 below one.")
@click.option(
    "--size",
    type=click.IntRange(100),
    default=10_000,
    metavar="N",
    help="link: accounts of a made-up archive.",
)
def bench_command(name: str, files: tuple[Path, ...], as_json: bool, **options: Any) -> int:
    """Measure the program against annotated FILEs. NAME is the kind of measure, such as reports or speed.

    \b
    Example:
      tocsin bench reports --boot 100 examples/gold.jsonl
    """
    from tocsin.bench.base import run_bench
    from tocsin.cli.lookup import show

    figures, shown = run_bench(name, files, as_json=as_json, **options)
    show(shown)
    return 1 if options["gate"] and not figures["gate"]["passed"] else 0


@app.group("actors")
def actors_group() -> None:
    """Look into the actor register: armed groups, forces, governments and their names.

    \b
    Example:
      tocsin actors find "Boko Haram"
    """


@actors_group.command("find")
@click.argument("name")
def actors_find(name: str) -> None:
    """Show the actor that NAME means, in any of its spellings.

    \b
    Examples:
      tocsin actors find FDS
      tocsin actors find "Boko Haram"
    """
    from tocsin.cli.lookup import actor_lines

    for line in actor_lines(name):
        click.echo(line)


@actors_group.command("check")
@click.argument("file", required=False, type=_FILE)
def actors_check(file: Path | None) -> int:
    """Check an actor table of your own (default: the shipped one), a sentence for each fault.

    \b
    Example:
      tocsin actors check
    """
    from tocsin.cli.lookup import actor_faults

    faults = actor_faults(file)
    for fault in faults:
        say(fault)
    if not faults:
        click.echo("no faults")
    return 1 if faults else 0


@app.command("places")
@click.argument("name")
@click.option("--country", metavar="ISO3", help="Only places of this country, such as SYR.")
def places_command(name: str, country: str | None) -> None:
    """Show the places called NAME, the most important first.

    \b
    Examples:
      tocsin places Hasakah
      tocsin places Tripoli --country LBN
    """
    from tocsin.cli.lookup import place_lines

    for line in place_lines(name, country.upper() if country else None):
        click.echo(line)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line with ``arguments`` (the process's own when None); returns the exit code."""
    args = sys.argv[1:] if arguments is None else arguments
    return guarded(lambda: completion.completing(app) if completion.asked() else _invoke(args))


def _invoke(arguments: list[str]) -> int | None:
    """What ``app.main`` does, less its own ideas of how to end on Ctrl-C and a closed pipe."""
    with app.make_context("tocsin", list(arguments)) as context:
        code: int | None = app.invoke(context)
        return code
