"""The figures as a person reads them: a table by field at 100 columns, the sets side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tocsin.bench.reports.floors import PATHS, floors, remarks
from tocsin.bench.reports.lists import count_lines, worst_lines
from tocsin.bench.reports.run import ReportScores, SetScore
from tocsin.bench.reports.summary import Figures

WIDTH = 100
_FLOOR_OF = {path: name for name, path in PATHS.items()}
Row = tuple[str, tuple[str, ...]]

# Heading, then label and place of the figure in the dict of a set.
_ROWS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    ("", (("IRS", ("IRS",)),)),
    (
        "reports and incidents",
        (
            ("is it conflict, F1", ("reports", "detection", "F1")),
            ("incident precision", ("incidents", "reported", "P")),
            ("incident recall", ("incidents", "reported", "R")),
            ("incident F1", ("incidents", "reported", "F1")),
            ("background F1", ("incidents", "background", "F1")),
            ("foiled F1", ("incidents", "foiled", "F1")),
            ("status errors", ("incidents", "status_errors")),
        ),
    ),
    (
        "fields of aligned incidents",
        (
            ("kind, exact", ("fields", "kind_exact", "acc")),
            ("kind, family", ("fields", "kind_coarse", "acc")),
            ("date, exact", ("fields", "date_exact", "acc")),
            ("date, overlap", ("fields", "date_overlap", "acc")),
            ("date, report's day", ("fields", "date_default_overlap", "acc")),
            ("country", ("fields", "country", "acc")),
            ("place within 50 km", ("fields", "place50", "acc")),
            ("perpetrator", ("fields", "perpetrator", "acc")),
            ("certainty", ("fields", "certainty", "acc")),
            ("perpetrator type", ("fields", "perp_type", "acc")),
            ("target types F1", ("fields", "target_type", "F1")),
            ("weapons F1", ("fields", "weapons", "F1")),
        ),
    ),
    (
        "tolls",
        (
            ("toll precision", ("tolls", "all", "P")),
            ("toll recall", ("tolls", "all", "R")),
            ("toll F1", ("tolls", "all", "F1")),
            ("killed F1", ("tolls", "killed", "F1")),
            ("injured F1", ("tolls", "injured", "F1")),
            ("like value, anywhere, F1", ("tolls", "lenient", "F1")),
            ("killed total", ("tolls", "killed_total", "acc")),
            ("who says so, F1", ("tolls", "said_by", "F1")),
            ("stance", ("tolls", "stance", "acc")),
            ("victims' type", ("tolls", "group_type", "acc")),
            ("qualifier", ("tolls", "qualifier", "acc")),
            ("figures of no incident", ("tolls", "not_incident_hits", "n")),
        ),
    ),
    (
        "invented beyond the text",
        (
            ("date", ("invented", "date_unmarked", "rate")),
            ("place", ("invented", "place", "rate")),
            ("perpetrator", ("invented", "perpetrator", "rate")),
            ("victims", ("invented", "toll_group", "rate")),
            ("speaker", ("invented", "said_by", "rate")),
        ),
    ),
    (
        "words",
        (
            ("spans exact", ("grounding", "share")),
            ("values with a span", ("placed", "share")),
            ("toll spans telling", ("placed", "toll_words", "rate")),
        ),
    ),
)
_INTERVALS = {
    ("IRS",): "IRS",
    ("incidents", "reported", "F1"): "incident_F1",
    ("tolls", "all", "F1"): "toll_F1",
}
_LEGEND = "± half of the 95% interval; grey: a 60-line regex coder; red: below our own pinned floor"
_PERFECT = ("grounding", "placed")  # any coder that quotes reaches them


def renderable(scores: ReportScores, errors: int = 0) -> RenderableType:
    """Tables of the sets and of the files, remarks, and the ``errors`` worst reports of each set."""
    parts: list[RenderableType] = [_by_field(scores), Text(_LEGEND, "dim")]
    if len(scores.files) > len(scores.sets):
        parts += ["", _by_file(scores)]
    notes = [*remarks(scores), *(f"a reading breaks a law: {text}" for text in scores.broken)]
    parts += [Text(note, "yellow") for note in notes]
    if errors:
        parts += [Text(line) for line in error_lines(scores, errors)]
    return Group(*parts)


def error_lines(scores: ReportScores, n: int, width: int = WIDTH) -> Iterator[str]:
    """The ``n`` worst reports of each set, then the count of every class of error: plain text."""
    for name, one in scores.sets.items():
        yield ""
        yield f"{name}: the {n} worst reports"
        yield from worst_lines(one.reports, one.price, n, width)
        yield f"{name}: errors by class, and about how many points of IRS they cost"
        yield from count_lines(one.faults())


def _by_field(scores: ReportScores) -> Table:
    table = _table("Annotated reports, each set apart")
    for name, one in scores.sets.items():
        table.add_column(f"{name}\n{one.figures['reports']['n']} reports", justify="left", no_wrap=True)
    for heading, rows in _ROWS:
        if heading:
            table.add_row(Text(f"\n{heading}", "bold"))
        for label, path in rows:
            table.add_row(label, *(_cell(one, path) for one in scores.sets.values()))
    return table


def _table(title: str) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    return table


def _cell(one: SetScore, path: tuple[str, ...]) -> Text:
    """``.803 ±.02 .77``: the figure, half its interval, the floor."""
    value = _at(one.figures, path)
    digits = 1 if path == ("IRS",) else 3
    cell = Text(_bare(value, digits))
    pinned, _ = floors()
    floor, name = pinned.get(one.name), _FLOOR_OF.get(path, "")
    if floor and value is not None and value < floor.ours.get(name, 0):
        cell.stylize("red")
    interval = one.figures.get("interval95", {}).get(_INTERVALS.get(path, ""))
    if interval:
        cell.append(f" ±{_bare((interval[1] - interval[0]) / 2, max(1, digits - 1))}", "dim")
    if floor and name in floor.regex and name not in _PERFECT:
        cell.append(f" {_bare(floor.regex[name], max(1, digits - 1))}", "bright_black")
    return cell


def _by_file(scores: ReportScores) -> Table:
    columns: Sequence[tuple[str, Callable[[Figures], str]]] = (
        ("n", lambda f: str(f["reports"]["n"])),
        ("IRS", lambda f: f"{f['IRS']:.1f}"),
        ("conflict", lambda f: _bare(f["reports"]["detection"]["F1"])),
        ("incidents", lambda f: _bare(f["incidents"]["reported"]["F1"])),
        ("tolls", lambda f: _bare(f["tolls"]["all"]["F1"])),
        ("killed", lambda f: _bare(f["tolls"]["killed"]["F1"])),
        ("says so", lambda f: _bare(f["tolls"]["said_by"]["F1"])),
        ("place", lambda f: _bare(f["fields"]["place50"]["acc"])),
        ("date", lambda f: _bare(f["fields"]["date_overlap"]["acc"])),
    )
    table = _table("By file")
    for name, _ in columns:
        table.add_column(name, justify="right", no_wrap=True)
    for name, one in scores.files.items():
        table.add_row(
            name.removeprefix("gold_").removesuffix(".jsonl"), *(column(one.figures) for _, column in columns)
        )
    return table


def _at(figures: Figures, path: tuple[str, ...]) -> Any:
    value: Any = figures
    for key in path:
        value = value[key]
    return value


def _bare(value: float | None, digits: int = 3) -> str:
    """``.803``; whole numbers as they are, a dash without cases."""
    if value is None:
        return "-"
    if isinstance(value, int):
        return str(value)
    text = f"{value:.{digits}f}"
    return text[1:] if text.startswith("0.") else text
