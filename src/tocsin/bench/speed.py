"""``tocsin bench speed``: reports and words a second on one core, memory, cold start, ratio to spaCy alone.

Ours and spaCy's turns alternate over the same texts in one process, so that a busy machine slows
both alike; the median of the turns counts. Memory and cold start are measured in fresh processes.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table

from tocsin.bench.reports.gold import read_rows, report_of
from tocsin.errors import InternalError, UsageError
from tocsin.parse.spacy_parser import DEFAULT_MODEL
from tocsin.records import Report

TURNS = 3
MOST_WORDS = 60_000  # a turn of this many words takes some ten seconds, enough for a steady figure
_COLD_STARTS = 5

# Run in a fresh process: one report from the start of the interpreter to its printed record.
_COLD = """
import json, resource, sys, time
start = time.perf_counter()
from tocsin.pipeline import Reader
from tocsin.records import Report
from tocsin.records.wire import reading_to_dict
import datetime as dt
report = Report(id="one", text=sys.stdin.read(), published=dt.date(2022, 1, 21), published_basis="given")
row = json.dumps([reading_to_dict(r) for r in Reader().read_reports([report])])
print(json.dumps({"seconds": time.perf_counter() - start,
                  "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""
_PEAK = """
import json, resource, sys
from pathlib import Path
from tocsin.bench.reports.gold import read_rows, report_of
from tocsin.pipeline import Reader
reports = [report_of(row) for name in sys.argv[1:] for row in read_rows(Path(name))]
read = sum(1 for _ in Reader().read_reports(reports))
print(json.dumps({"read": read, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def bench_speed(files: Sequence[Path], turns: int = TURNS, most_words: int = MOST_WORDS) -> dict[str, Any]:
    """Measure on the texts of annotated reports; seconds, words (by blanks) and megabytes (2^20 bytes).

    At most ``most_words`` words of the files are read, evenly over them. ``ratio`` is our time over that
    of spaCy's full default pipeline of the same model on the same texts, in the same run.
    """
    import spacy

    from tocsin.pipeline import Reader

    reports = _sample([report_of(row) for path in files for row in read_rows(path)], most_words)
    texts = [report.text for report in reports]
    words = sum(len(text.split()) for text in texts)
    nlp, reader = spacy.load(DEFAULT_MODEL), Reader()
    _ours(reader, reports[:20]), _spacy(nlp, texts[:20])  # warm: caches, lazy tables
    reader.timings.clear()
    pairs = []
    for turn in range(turns):
        if turn % 2:
            alone, ours = _spacy(nlp, texts), _ours(reader, reports)
        else:
            ours, alone = _ours(reader, reports), _spacy(nlp, texts)
        pairs.append((ours, alone))
    seconds = statistics.median(ours for ours, _ in pairs)
    spacy_seconds = statistics.median(alone for _, alone in pairs)
    total = sum(ours for ours, _ in pairs)
    stages = {name: spent / total for name, spent in reader.timings.items()}
    stages["other"] = max(0.0, 1 - sum(stages.values()))
    cold = _cold_start(texts)
    return {
        "bench": "speed",
        "reports": len(reports),
        "words": words,
        "turns": turns,
        "seconds": seconds,
        "reports_per_second": len(reports) / seconds,
        "words_per_second": words / seconds,
        "spacy_seconds": spacy_seconds,
        "spacy_words_per_second": words / spacy_seconds,
        "ratio": statistics.median(ours / alone for ours, alone in pairs),
        "stages": stages,
        "cold_start_seconds": cold["wall"],
        "cold_start_inside_seconds": cold["seconds"],
        "cold_start_peak_mb": cold["peak_mb"],
        "peak_mb": _in_fresh_process(_PEAK, [str(path) for path in files])["peak_mb"],
    }


def _sample(reports: list[Report], most_words: int) -> list[Report]:
    """Every k-th report, so that no more than ``most_words`` words are read."""
    words = sum(len(r.text.split()) for r in reports)
    if not words:
        raise UsageError("there is nothing to read in these files; name files of annotated reports")
    return reports[:: -(-words // most_words)]


def _ours(reader: Any, reports: Sequence[Report]) -> float:
    start = time.perf_counter()
    for _ in reader.read_reports(reports):
        pass
    return time.perf_counter() - start


def _spacy(nlp: Any, texts: Sequence[str]) -> float:
    start = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return time.perf_counter() - start


def _cold_start(texts: Sequence[str]) -> dict[str, float]:
    """Medians over fresh processes that read the report of middling length."""
    text = sorted(texts, key=len)[len(texts) // 2]
    runs = []
    for _ in range(_COLD_STARTS):
        start = time.perf_counter()
        run = _in_fresh_process(_COLD, [], text)
        runs.append(run | {"wall": time.perf_counter() - start})
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def _in_fresh_process(program: str, arguments: list[str], stdin: str = "") -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise InternalError(f"a fresh process failed to read: {done.stderr.strip().splitlines()[-1]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def renderable(figures: dict[str, Any]) -> RenderableType:
    """The figures as two small tables."""
    main = Table(title="Speed on one core", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("", "reading", "spaCy alone"):
        main.add_column(name, justify="right" if name else "left")
    main.add_row(
        "words a second", *(f"{figures[k]:,.0f}" for k in ("words_per_second", "spacy_words_per_second"))
    )
    main.add_row("reports a second", f"{figures['reports_per_second']:.1f}")
    main.add_row("time over spaCy's", f"{figures['ratio']:.2f}")
    main.add_row("cold start, one report", f"{figures['cold_start_seconds']:.2f} s")
    main.add_row("memory of that", f"{figures['cold_start_peak_mb']:.0f} MB")
    main.add_row("memory, all the files", f"{figures['peak_mb']:.0f} MB")
    shares = Table(title="Share of the stages", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    shares.add_column("")
    shares.add_column("", justify="right")
    for name, share in figures["stages"].items():
        shares.add_row(name, f"{100 * share:.1f}%")
    of = f"{figures['reports']} reports, {figures['words']:,} words"
    read = f"{of}, the median of {figures['turns']} turns each"
    return Group(main, shares, read)
