"""``tocsin bench speed``: reports and words a second on one core, memory, cold start, ratio to spaCy alone.

Ours and spaCy's turns alternate over the same texts, some reports at a time, in one process on one core,
so that a busy machine slows both alike; the median of the turns counts. Memory and cold start are
those of fresh processes.
"""

from __future__ import annotations

import json
import os
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
from tocsin.parse.spacy_model import DEFAULT_MODEL
from tocsin.records import Report

TURNS = 3
MOST_WORDS = 40_000  # a turn of this many words takes some ten seconds, enough for a steady figure
_AT_A_TIME = 25  # reports
COLD_STARTS = 5
_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

_RATES = """
import json, sys
from tocsin.bench.speed import measure
print(json.dumps(measure(json.loads(sys.stdin.read()))))
"""
# The whole command on one report, from the start of the interpreter to the printed record.
_COLD = """
import json, os, sys, time
from tocsin.cli import main
sys.argv = ["tocsin", "read", "-q", "--published", "2022-01-21", "--format", "jsonl", "-o", os.devnull, "-"]
try:
    code = main()
except SystemExit as end:
    code = end.code
assert not code, code
cpu = time.process_time()
from tocsin.bench.memory import peak_mb
print(json.dumps({"cpu": cpu, "peak_mb": peak_mb()}))
"""
# spaCy and the model alone, the way its own manual says.
_COLD_SPACY = f"""
import json, sys, time
import spacy
spacy.load("{DEFAULT_MODEL}")(sys.stdin.read())
print(json.dumps({{"cpu": time.process_time()}}))
"""
_PEAK = """
import json, sys
from tocsin.bench.memory import peak_mb
from tocsin.bench.speed import reports_of
from tocsin.pipeline import Reader
read = sum(1 for _ in Reader().read_reports(reports_of(json.loads(sys.stdin.read())["files"])))
print(json.dumps({"read": read, "peak_mb": peak_mb()}))
"""


def bench_speed(
    files: Sequence[Path], turns: int = TURNS, most_words: int = MOST_WORDS, cold_starts: int = COLD_STARTS
) -> dict[str, Any]:
    """Measure on the texts of annotated reports; seconds, words (by blanks) and megabytes (2^20 bytes).

    At most ``most_words`` words of the files are read, evenly over them. ``ratio`` is our time over that
    of spaCy's full default pipeline of the same model on the same texts, in the same run. A cold start
    is ``tocsin read`` of one report in a fresh process, beside spaCy loaded and run in another; ``cpu``
    is the processor time, which a busy machine stretches less.
    """
    names = [str(path) for path in files]
    task = {"files": names, "turns": turns, "most_words": most_words}
    reports = _sample(reports_of(names), most_words)
    figures = _in_fresh_process(_RATES, json.dumps(task), _ONE_THREAD)
    middling = sorted((r.text for r in reports), key=len)[len(reports) // 2]
    for name, program in (("cold_start", _COLD), ("cold_start_spacy", _COLD_SPACY)):
        starts = []
        for turn in range(cold_starts + 1):
            begin = time.perf_counter()
            run = _in_fresh_process(program, middling, _COMPILED)
            if turn:  # the first one compiles what an installation has compiled
                starts.append(run | {"seconds": time.perf_counter() - begin})
        figures |= {f"{name}_{key}": statistics.median(run[key] for run in starts) for key in starts[0]}
    figures["peak_mb"] = _in_fresh_process(_PEAK, json.dumps(task))["peak_mb"]
    return figures


def reports_of(files: Sequence[str]) -> list[Report]:
    """The reports of annotated files, as the reader sees them."""
    return [report_of(row) for name in files for row in read_rows(Path(name))]


def measure(task: dict[str, Any]) -> dict[str, Any]:
    """The figures that one process can give: rates, shares of the stages, ratio. Binds itself to one core."""
    import spacy

    from tocsin.pipeline import Reader

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    reports = _sample(reports_of(task["files"]), task["most_words"])
    words = sum(len(report.text.split()) for report in reports)
    nlp, reader = spacy.load(DEFAULT_MODEL), Reader()
    _turn(reader, nlp, reports[:_AT_A_TIME])  # caches and lazy tables
    reader.timings.clear()
    turns = [_turn(reader, nlp, reports) for _ in range(task["turns"])]
    seconds, spacy_seconds = (statistics.median(turn[side] for turn in turns) for side in (0, 1))
    total = sum(ours for ours, _ in turns)
    stages = {name: spent / total for name, spent in reader.timings.items()}
    return {
        "bench": "speed",
        "reports": len(reports),
        "words": words,
        "turns": task["turns"],
        "seconds": seconds,
        "reports_per_second": len(reports) / seconds,
        "words_per_second": words / seconds,
        "spacy_seconds": spacy_seconds,
        "spacy_words_per_second": words / spacy_seconds,
        "ratio": statistics.median(ours / alone for ours, alone in turns),
        "stages": stages | {"other": max(0.0, 1 - sum(stages.values()))},
    }


def _sample(reports: list[Report], most_words: int) -> list[Report]:
    """Every k-th report, so that about ``most_words`` words are read."""
    words = sum(len(r.text.split()) for r in reports)
    if not words:
        raise UsageError("there is nothing to read in these files; name files of annotated reports")
    return reports[:: -(-words // most_words)]


def _turn(reader: Any, nlp: Any, reports: Sequence[Report]) -> tuple[float, float]:
    """Seconds of ours and of spaCy's over the reports, some at a time, the two in turn."""
    ours = alone = 0.0
    for first in range(0, len(reports), _AT_A_TIME):
        some = reports[first : first + _AT_A_TIME]
        texts = [report.text for report in some]
        begin = time.perf_counter()
        for _ in reader.read_reports(some):
            pass
        between = time.perf_counter()
        for _ in nlp.pipe(texts):
            pass
        ours, alone = ours + between - begin, alone + time.perf_counter() - between
    return ours, alone


def _in_fresh_process(program: str, stdin: str, environment: dict[str, str] | None = None) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | (environment or {}),
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
    for label, key in (("cold start, one report", "seconds"), ("processor time of that", "cpu")):
        main.add_row(label, *(f"{figures[f'cold_start{who}_{key}']:.2f} s" for who in ("", "_spacy")))
    main.add_row("memory of that", f"{figures['cold_start_peak_mb']:.0f} MB")
    main.add_row("memory, all the files", f"{figures['peak_mb']:.0f} MB")
    shares = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    shares.add_column("stage")
    shares.add_column("share of the time", justify="right")
    for name, share in figures["stages"].items():
        shares.add_row(name, f"{100 * share:.1f}%")
    of = f"{figures['reports']} reports, {figures['words']:,} words"
    read = f"{of}, the median of {figures['turns']} turns each"
    return Group(main, shares, read)
