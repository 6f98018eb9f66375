"""The commands that analyse a record: history, tally, waves, compare."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from tocsin.cli.where import store_option

_Command = TypeVar("_Command", bound=Callable[..., Any])
_EFFECT = click.option(
    "--effect", default="killed", show_default=True, metavar="EFFECT", help="killed, injured, abducted ..."
)
_FROM = click.option(
    "--from", "source", metavar="FILE", help="Incidents from a file of JSON lines instead of the store."
)
_OUT = click.option("-o", "--out", metavar="FILE", help="Write to FILE instead of standard output.")
_PLOT = click.option("--plot", metavar="FILE", help="Draw it, too: .svg, or .png with tocsin[plot].")


def _format(*names: str) -> Callable[[_Command], _Command]:
    return click.option(
        "--format", "format_name", metavar="|".join(names), type=click.Choice(names), default=names[0],
        show_default=True, help="How to print.",
    )  # fmt: skip


def _which(command: _Command) -> _Command:
    for option in (
        click.option("--since", metavar="DATE", help="On or after this day (2022-01-21)."),
        click.option("--until", metavar="DATE", help="On or before this day."),
        click.option("--country", "countries", metavar="ISO3", multiple=True, help="In this country."),
        click.option("--actor", "actors", metavar="NAME", multiple=True, help="By or against it."),
        click.option("--kind", "kinds", metavar="KIND", multiple=True, help="Of this kind."),
        _FROM,
        store_option,
    ):
        command = option(command)
    return command


@click.command("history", short_help="How the toll of one incident grew, figure by figure.")
@click.argument("incident", metavar="ID")
@store_option
@_FROM
@_EFFECT
@_format("table", "jsonl", "csv")
@_OUT
@_PLOT
def history_command(incident: str, store_url: str, source: str | None, **asked: Any) -> int:
    """Every figure of one incident as it was given: the day, who said it, whether it counts and why not.

    --plot draws them: a colour a speaker, filled where they count, with an arrow where they are open, and the
    band from low to high.

    \b
    Examples:
      tocsin history --store record.db kohat-police#1
      tocsin history --store record.db kohat-police#1 --plot toll.svg
      tocsin history --from incidents.jsonl afp-1#1 --format csv -o toll.csv
    """
    from tocsin.cli.analysis import tell_history

    return tell_history(incident, store_url, source, **asked)


@click.command("tally", short_help="Tables of low, best and high by month, country, province, actor, group.")
@_which
@click.option(
    "--by", default="period,country", show_default=True, metavar="COLUMN,...",
    help="Rows by: period, country, province, actor, kind, group (of victims).",
)  # fmt: skip
@click.option(
    "--period", default="month", show_default=True, metavar="PERIOD", help="day, week, month, quarter, year."
)
@_EFFECT
@_format("table", "csv", "jsonl")
@_OUT
@_PLOT
def tally_command(store_url: str, source: str | None, **asked: Any) -> int:
    """Sum the incidents into a table. What is open stays open: a high that one of them lacks, the sum lacks.

    Discounted, background and foiled records are left out. An incident counts once, in the period of its
    first day and the province of its finest place; several perpetrators are one key together. --plot
    draws the sums over time with the band from low to high.

    \b
    Examples:
      tocsin tally --store record.db
      tocsin tally --store record.db --by period,province,actor,group --format csv -o tally.csv
      tocsin tally --from incidents.jsonl --by country --period year --plot series.svg
    """
    from tocsin.cli.analysis import tell_tally

    return tell_tally(store_url, source, **asked)


@click.command("waves", short_help="Coordinated incidents: those that reports tie, and possible ones.")
@_which
@click.option("--km", default=150.0, show_default=True, type=click.FloatRange(1), help="Near in space.")
@click.option("--days", default=1, show_default=True, type=click.IntRange(0, 30), help="Near in time.")
@click.option("--alpha", default=0.05, show_default=True, type=click.FloatRange(0, 1), help="Test level.")
@_format("table", "jsonl", "incidents")
@_OUT
def waves_command(store_url: str, source: str | None, **asked: Any) -> int:
    """Waves of incidents. Reported: a report calls them coordinated. Possible: one actor's incidents lie so
    close in space and time that shifting the days of its own incidents rarely gives a chain as long.

    Only incidents with an exact day and a place known to about 25 km are tested, of actors with ten or more.
    --format incidents prints the incidents themselves as JSON lines, each with the id of its wave.

    \b
    Examples:
      tocsin waves --store record.db
      tocsin waves --from incidents.jsonl --km 50 --format jsonl -o waves.jsonl
      tocsin waves --store record.db --format incidents -o incidents.jsonl
    """
    from tocsin.cli.analysis import tell_waves

    return tell_waves(store_url, source, **asked)


@click.command("compare", short_help="The record beside a UCDP GED file: found, missed, toll differs, why.")
@click.argument("events", metavar="GED.csv")
@_which
@_format("table", "csv", "jsonl")
@_OUT
def compare_command(events: str, store_url: str, source: str | None, **asked: Any) -> int:
    """Compare with a CSV of UCDP GED events, in the days and countries that the incidents span.

    Each line is same (the ranges of dead meet), toll_differs, missed (GED has it, the record does not)
    or extra (the record has it, GED does not), with the reason.

    Exit code: 0 fine, 1 some rows or lines could not be read (the others are compared), 2 bad usage.

    \b
    Examples:
      tocsin compare ged.csv --from incidents.jsonl
      tocsin compare ged.csv --store record.db --country PAK --format csv -o compare.csv
    """
    from tocsin.cli.analysis import tell_comparison

    return tell_comparison(events, store_url, source, **asked)
