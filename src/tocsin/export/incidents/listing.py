"""The list of incidents that a person reads: a row an incident, as wide as the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from tocsin.export.incidents import phrases
from tocsin.export.phrases import plain
from tocsin.records.incident import Bounds, EffectToll, Incident

PAGE, NARROWEST, WIDEST = 100, 60, 160  # columns; a page is a file or a pipe
_ID = 30  # columns: a longer id is folded, a shorter one stands whole, so that it can be copied
GRADE_STYLES = {
    "confirmed": "bold green", "corroborated": "green", "single": "", "pending": "yellow",
    "contested": "magenta", "discounted": "dim strike",
}  # fmt: skip
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def console_for(stream: TextIO, width: int | None, colour: bool | None = None) -> Console:
    """A console on ``stream``: ``width`` columns, else the terminal's, else a page's."""
    console = Console(
        file=stream, highlight=False, markup=False, emoji=False, no_color=colour is False or None,
        force_terminal=colour,
    )  # fmt: skip
    width = width or (console.width if console.is_terminal else PAGE)
    console.width = min(max(width, NARROWEST), WIDEST)
    return console


def write_listing(incidents: Iterable[Incident], console: Console) -> int:
    """Print the table and return how many rows it has; nothing but a sentence where there is none."""
    found = list(incidents)
    if not found:
        console.print("No incidents: none in the store fits, or tocsin link has not been run yet.")
        return 0
    others = any(i.status != "incident" for i in found)
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold underline")
    table.add_column("day", no_wrap=True)
    table.add_column("what")
    table.add_column("where", ratio=1, min_width=14)
    table.add_column("killed", justify="right", min_width=6)
    table.add_column("injured", justify="right", min_width=7)
    table.add_column("grade")
    table.add_column("reports", justify="right", no_wrap=True)
    longest = max(len(i.id) for i in found)
    table.add_column("id", overflow="fold", no_wrap=longest <= _ID, min_width=min(longest, _ID))
    for incident in found:
        what = Text(plain(incident.kind))
        if others and incident.status != "incident":
            what.append(f" ({incident.status})", style="dim")
        table.add_row(
            days(incident), what, clean(phrases.place(incident)) or Text("not stated", style="dim"),
            short(effect(incident, "killed")), short(effect(incident, "injured")),
            Text(incident.grade, style=GRADE_STYLES[incident.grade]), f"{len(incident.sources.reports):,}",
            Text(clean(incident.id), style="cyan"),
        )  # fmt: skip
    _print_clean(console, table)
    return len(found)


def effect(incident: Incident, name: str) -> EffectToll | None:
    """What is said of one effect."""
    return next((t for t in incident.toll if t.effect == name), None)


def short(toll: Bounds | EffectToll | None) -> str:
    """A toll in few characters: ``29``, ``29-49 (46)``, ``400+``, ``0-30``; empty where nothing is said."""
    if toll is None or (toll.low is None and toll.high is None and toll.best is None):
        return ""
    low, best, high = toll.low, toll.best, toll.high
    if low == high:
        return f"{low:,}"
    if high is None:
        return f"{low:,}+" if best in (None, low) else f"{low:,}+ ({best:,})"
    return f"{low or 0:,}-{high:,}" + (f" ({best:,})" if best is not None else "")


def days(incident: Incident) -> str:
    """The days as a column wants them: ``2022-01-20``, ``2022-01-20/23``, ``2022-01``, ``2022``, ``?``."""
    start, end = incident.when.start, incident.when.end
    if start is None or end is None:
        return "?"
    if start == end:
        return start.isoformat()
    if incident.when.precision == "year" and start.year == end.year:
        return f"{start.year}"
    if incident.when.precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.isoformat()}/{end:%d}"
    return f"{start.isoformat()}/{end:%m-%d}" if start.year == end.year else f"{start}/{end}"


def clean(text: str) -> str:
    """One line without characters that would move the cursor, colour or turn the writing round."""
    return " ".join(_UNSAFE.sub("�", text.replace("\n", " ").replace("\r", " ")).split())


def _print_clean(console: Console, table: Table) -> None:
    with console.capture() as captured:
        console.print(table)
    console.file.write("\n".join(line.rstrip() for line in captured.get().split("\n")))


def write_lines(lines: Sequence[RenderableType], console: Console) -> None:
    """Lines, wrapped at the console's width, without blanks at their ends."""
    with console.capture() as captured:
        for line in lines:
            console.print(line)
    console.file.write("\n".join(line.rstrip() for line in captured.get().split("\n")))
