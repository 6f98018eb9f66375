"""The benches by name, and the one way to run any of them.

A bench is a function of files; it is imported only when it is run, for most pull in the reader.
"""

from __future__ import annotations

import importlib
import inspect
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console, Group, RenderableType
from rich.progress import track
from rich.text import Text

from tocsin.bench.tables import by_file
from tocsin.errors import UsageError

Result = tuple[dict[str, Any], RenderableType]


class Bench(NamedTuple):
    """Where a bench is (``module:function``) and what it measures."""

    target: str
    measures: str


BENCHES: dict[str, Bench] = {
    "reports": Bench("tocsin.bench.base:_reports", "readings of annotated reports, by field, each set apart"),
    "places": Bench("tocsin.bench.places:bench_places", "place names found and put on the map"),
    "event-place": Bench(
        "tocsin.bench.event_place:bench_event_place", "which place of a sentence is its event's"
    ),
    "times": Bench("tocsin.bench.times:bench_times", "dates found and resolved"),
    "attribution": Bench("tocsin.bench.attribution:bench_attribution", "who says so"),
    "link": Bench("tocsin.bench.link:bench_link", "headlines, articles and a made-up archive linked"),
    "groups": Bench("tocsin.bench.base:_groups", "many reports joined into incidents, on annotated groups"),
    "pages": Bench("tocsin.bench.pages:bench_pages", "articles taken out of saved web pages"),
    "ingest": Bench("tocsin.bench.ingest:bench_ingest", "reports and megabytes a second, by format"),
    "police": Bench("tocsin.bench.police:bench_police", "reports in which the police killed or arrested"),
    "speed": Bench(
        "tocsin.bench.base:_speed", "reports and words a second, memory, cold start, ratio to spaCy"
    ),
}


def run_bench(
    name: str,
    files: Sequence[Path],
    out: Path | None = None,
    as_json: bool = False,
    errors: int = 0,
    boot: int = 1000,
    gate: bool = False,
    size: int = 10_000,
) -> Result:
    """Run a bench by name: its figures as plain JSON, and what to show on a terminal.

    ``out`` gets our answers in the format that outside scorers read; ``errors`` the number of worst
    cases to show; ``size`` the accounts of a made-up archive. With ``gate`` the figures hold
    ``gate: {passed, failures}``. :class:`UsageError` for an unknown name, no files, or an option that
    the bench does not have.
    """
    bench = BENCHES.get(name)
    if bench is None:
        raise UsageError(f"there is no bench '{name}'; there are {', '.join(BENCHES)}")
    if not files:
        raise UsageError(f"bench {name} needs at least one file of gold")
    module, _, function = bench.target.partition(":")
    run: Callable[..., Any] = getattr(importlib.import_module(module), function)
    options = {"out": out, "errors": errors, "boot": boot, "gate": gate, "size": size}
    defaults: dict[str, Any] = {"out": None, "errors": 0, "boot": 1000, "gate": False, "size": 10_000}
    takes = inspect.signature(run).parameters
    for option, value in options.items():
        if option not in takes and value != defaults[option]:
            raise UsageError(f"bench {name} has no option --{option}")
    result = run(list(files), **{k: v for k, v in options.items() if k in takes})
    figures, shown = result if isinstance(result, tuple) else (result, by_file(bench.measures, result))
    return figures, json.dumps(figures, indent=1, ensure_ascii=False) if as_json else shown


def _reports(files: list[Path], out: Path | None, errors: int, boot: int, gate: bool) -> Result:
    from tocsin.bench import reports
    from tocsin.pipeline import Reader

    scores = reports.bench_reports(files, Reader(), boot, out, _progress)
    figures = scores.as_dict()
    if errors:
        figures["errors"] = {
            name: [fault._asdict() for fault in one.faults()] for name, one in scores.sets.items()
        }
    shown = reports.renderable(scores, errors)
    if gate:
        failures = reports.gate(scores)
        figures["gate"] = {"passed": not failures, "failures": failures}
        lines = [Text(f"below the gate: {failure}", "red") for failure in failures]
        shown = Group(shown, *(lines or [Text("every figure is at or above its floor", "green")]))
    return figures, shown


def _groups(files: list[Path], out: Path | None) -> dict[str, Any]:
    from tocsin.bench.groups.run import bench_groups

    return bench_groups(files, out, progress=_progress)


def _speed(files: list[Path]) -> Result:
    from tocsin.bench.speed import bench_speed, renderable

    figures = bench_speed(files)
    return figures, renderable(figures)


def _progress(items: Sequence[Any]) -> Iterable[Any]:
    console = Console(stderr=True)
    return track(items, "reading", console=console, transient=True, disable=not console.is_terminal)
