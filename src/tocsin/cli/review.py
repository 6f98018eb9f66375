"""What the commands by which a person decides print."""

from __future__ import annotations

import sys

import click

from tocsin.cli.guard import say
from tocsin.cli.output import binary_output
from tocsin.cli.words import counted
from tocsin.errors import UsageError
from tocsin.export.incidents import phrases
from tocsin.export.incidents.detail import decision
from tocsin.export.incidents.listing import clean
from tocsin.review.decide import Decision
from tocsin.review.erasure import erase, where_named
from tocsin.review.verdicts import import_verdicts, listed, verdict_lines
from tocsin.store import Saved, Store


def tell(decided: Decision) -> None:
    """The decision, and the incident as it is now."""
    click.echo(clean(decision(decided.verdict)).split("UTC ", 1)[-1])
    for old, new in decided.saved.merged:
        click.echo(f"{old} leads to {new} now")
    for new in decided.saved.new:
        click.echo(f"{new} is an incident of its own now")
    if decided.incident is not None:
        now = decided.incident
        figures = phrases.figures(now)
        click.echo(clean(f"{now.id}: {phrases.title(now)}{'; ' + figures if figures else ''}; {now.grade}"))
    click.echo(f"take it back with: tocsin undo {decided.verdict.id}")


def list_verdicts(store: Store) -> int:
    """A line a verdict, oldest first; what does not hold says why."""
    found = listed(store)
    for verdict, state in found:
        click.echo(clean(decision(verdict)) + ("" if state == "holds" else f"  [{state}]"))
    if not found:
        click.echo("No decisions yet.")
    return 0


def export_to(store: Store, out: str) -> int:
    """All verdicts as JSON lines."""
    lines = list(verdict_lines(store))
    with binary_output(out) as stream:
        for line in lines:
            stream.write(line.encode("utf-8", "surrogatepass") + b"\n")
    if out != "-":
        click.echo(f"{counted(len(lines), 'decision')} written to {out}")
    return 0


def import_from(store: Store, source: str, by: str) -> int:
    """Verdicts from JSON lines; exit code 1 where some were refused."""
    try:
        with click.open_file(source, encoding="utf-8", errors="replace") as stream:  # "-" is standard input
            done = import_verdicts(store, stream, by=by)
    except OSError as err:
        raise UsageError(f"{source} cannot be opened ({(err.strerror or str(err)).lower()})") from err
    for sentence in done.refused:
        say(f"{source}: {sentence}")
    click.echo(
        f"{counted(done.new, 'new decision')}, {done.known:,} known"
        + (f", {len(done.refused):,} refused" if done.refused else "")
        + f"; {changed(done.saved)}"
    )
    return 1 if done.refused else 0


def changed(saved: Saved) -> str:
    """``3 incidents new, 1 revised, 2 merged``; what did not happen is left out."""
    counts = ((len(ids), what) for ids, what in zip(saved, Saved._fields, strict=True))
    parts = [f"{n:,} {what}" for n, what in counts if n]
    return f"incidents: {', '.join(parts)}" if parts else "no incident changed"


def erase_person(store: Store, names: tuple[str, ...], dry_run: bool, by: str, why: str | None) -> None:
    """Take a person out, or tell where the names stand."""
    if dry_run:
        found = where_named(store, names)
        for report, count in found.items():
            click.echo(f"{report}: {count:,}")
        click.echo(
            f"{counted(sum(found.values()), 'place')} in {counted(len(found), 'report')}; nothing was changed"
        )
        return
    done = erase(store, names, by=by, why=why)
    click.echo(
        f"{done.tombstone.id}: taken out of {counted(len(done.reports), 'report')} and all that was made of "
        f"them, {counted(done.tombstone.places, 'place')}"
    )
    for word, reports in done.left.items():
        click.echo(
            f"'{word}' alone still stands in {', '.join(reports[:5])}{' ...' if len(reports) > 5 else ''}; "
            f"if that is the same person: tocsin erase {word}"
        )
    sys.stdout.flush()
