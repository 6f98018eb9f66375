"""The examination shown: a table for people, its commands below it uncut, and JSON for programs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tocsin import __version__
from tocsin.doctor.base import Check

if TYPE_CHECKING:
    from rich.table import Table

_MARKS = {"ok": "[green]ok[/]", "missing": "[yellow]missing[/]", "broken": "[bold red]broken[/]"}
_DIGITS = 12  # of a digest, for people; programs get all


def as_dict(checks: Sequence[Check]) -> dict[str, Any]:
    """``tocsin.doctor/1``: whether all is well, and every check."""
    return {
        "schema": "tocsin.doctor/1",
        "tocsin": __version__,
        "ok": all(check.state != "broken" for check in checks),
        "checks": [dataclasses.asdict(check) for check in checks],
    }


def shown(checks: Sequence[Check]) -> Iterator[Table | str]:
    """The table, what mends what is not well, and the sum of it in a sentence."""
    yield _table(checks)
    mending = dict.fromkeys(c.remedy for c in checks if c.remedy)
    if mending:
        yield "To mend:"
        yield from (f"  {remedy}" for remedy in mending)
    broken = [c.name for c in checks if c.state == "broken"]
    missing = [c.name for c in checks if c.state == "missing"]
    if broken:
        yield f"Broken: {', '.join(broken)}."
    elif missing:
        yield f"All that is needed is there; not installed: {', '.join(missing)}."
    else:
        yield "All is well."


def _table(checks: Sequence[Check]) -> Table:
    from rich.box import SIMPLE
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=SIMPLE, pad_edge=False, show_edge=False)
    table.add_column("", no_wrap=True)
    table.add_column("what", no_wrap=True)
    table.add_column("state", no_wrap=True)
    table.add_column("found", overflow="fold", ratio=1)
    table.add_column("digest", no_wrap=True)
    group = None
    for check in checks:
        if group is not None and check.group != group:
            table.add_section()
        table.add_row(
            f"[bold]{check.group}[/]" if check.group != group else "",
            escape(check.name),
            _MARKS[check.state],
            escape(check.found),
            f"[dim]{(check.digest or '')[:_DIGITS]}[/]",
        )
        group = check.group
    return table
