"""``tocsin bench ingest``: reports and megabytes a second of every format, and each against plain text.

The same reports are written in every format (:mod:`tocsin.bench.made_files`) and taken in, the formats in
turn, in one process; processor time counts and the median of the turns. Nothing is read for incidents here.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.table import Table

from tocsin.bench.made_files import make_files
from tocsin.bench.reports.gold import read_rows, report_of
from tocsin.errors import InternalError, UsageError
from tocsin.ingest import ingest_inputs
from tocsin.records import Report

TURNS = 5
MOST_REPORTS = 200


def bench_ingest(
    files: Sequence[Path], turns: int = TURNS, most: int = MOST_REPORTS
) -> tuple[dict[str, Any], RenderableType]:
    """Measure on at most ``most`` of the texts of annotated reports; MB are 10^6 bytes of the files.

    ``ratio`` is a format's time over that of plain text in the same run. :class:`UsageError` without texts.
    """
    reports = [report_of(row) for file in files for row in read_rows(file) if row["text"].strip()][:most]
    if not reports:
        raise UsageError("there is nothing to take in in these files; name files of annotated reports")
    with tempfile.TemporaryDirectory() as folder:
        made = make_files(reports, Path(folder))
        spent: dict[str, list[float]] = {suffix: [] for suffix in made}
        for turn in range(turns + 1):
            for suffix, paths in made.items():
                seconds = _seconds(paths, len(reports))
                if turn:  # the first one imports packages and warms caches
                    spent[suffix].append(seconds)
        sizes = {suffix: sum(p.stat().st_size for p in paths) for suffix, paths in made.items()}
    medians = {suffix: statistics.median(times) for suffix, times in spent.items()}
    formats = {
        suffix: {
            "reports_per_second": len(reports) / seconds,
            "mb_per_second": sizes[suffix] / 1e6 / seconds,
            "ratio": statistics.median(a / b for a, b in zip(spent[suffix], spent[".txt"], strict=True)),
        }
        for suffix, seconds in medians.items()
    }
    figures = {"bench": "ingest", "reports": len(reports), "turns": turns, "formats": formats}
    return figures, _table(figures)


def _seconds(paths: Sequence[Path], expected: int) -> float:
    begin = time.process_time()
    got = [item for item in ingest_inputs([str(p) for p in paths]) if isinstance(item, Report)]
    seconds = time.process_time() - begin
    if len(got) != expected:
        raise InternalError(
            f"{expected - len(got)} of {expected} reports were not taken in from {paths[0].name}"
        )
    return seconds


def _table(figures: dict[str, Any]) -> Table:
    title = f"Taking in {figures['reports']} reports, one core, the median of {figures['turns']} turns"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("format")
    for heading in ("reports a second", "MB a second", "time over plain text's"):
        table.add_column(heading, justify="right")
    for suffix, one in figures["formats"].items():
        cells = (f"{one['reports_per_second']:,.0f}", f"{one['mb_per_second']:.2f}", f"{one['ratio']:.1f}")
        table.add_row(suffix, *cells)
    return table
