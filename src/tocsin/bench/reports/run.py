"""``tocsin bench reports``: read annotated reports, score the readings, each set of reports apart.

Sets are never pooled: short chronicle entries, long agency reports and the press of one war are
different tasks, and a mean over them hides what a user wants to know.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from tocsin.bench.reports.faults import Fault, Prices, faults, prices
from tocsin.bench.reports.gold import digest, read_rows, report_of
from tocsin.bench.reports.intervals import intervals, seed_beside
from tocsin.bench.reports.names import Names
from tocsin.bench.reports.score import ReportScore, score_report
from tocsin.bench.reports.summary import Figures, summarise
from tocsin.errors import InternalError, UsageError
from tocsin.records import Reading, Report
from tocsin.records.wire import reading_to_dict
from tocsin.schema import check_reading

# The beginning of a file's name -> its set; any other file is a set of its own.
_SETS = {
    "gold_wce": "wce",
    "gold_wikinews": "wikinews",
    "gold_written": "written+groups",
    "gold_groups": "written+groups",
    "gold_syria": "syria",
}

Answers = Mapping[str, Sequence[Mapping[str, Any]]]  # report id -> accounts as dicts


class ReportReader(Protocol):
    """What the bench needs of a reader."""

    def read_reports(self, reports: Iterable[Report]) -> Iterator[Reading]: ...


@dataclass(slots=True)
class SetScore:
    """The figures of a set (or of one file), and the scored reports behind them."""

    name: str
    files: list[str]
    figures: Figures
    reports: list[ReportScore]

    @property
    def price(self) -> Prices:
        return prices(self.reports)

    def faults(self) -> list[Fault]:
        """Everything wrong in the set."""
        price = self.price
        return [f for score in self.reports for f in faults(score, price)]


@dataclass(slots=True)
class ReportScores:
    """What a run gave: each set apart, each file apart, the digests of the corpus files."""

    sets: dict[str, SetScore]
    files: dict[str, SetScore]
    corpus: dict[str, str]
    broken: list[str] = field(default_factory=list)  # readings that break a law of the records

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON; the figures of a set have the keys of the corpus's own scorer."""
        return {
            "bench": "reports",
            "sets": {name: one.figures for name, one in self.sets.items()},
            "files": {name: one.figures for name, one in self.files.items()},
            "members": {name: one.files for name, one in self.sets.items()},
            "corpus": self.corpus,
            "broken": self.broken,
        }


def bench_reports(
    files: Sequence[Path],
    reader: ReportReader,
    boot: int = 1000,
    out: Path | None = None,
    progress: Callable[[Sequence[Report]], Iterable[Report]] = iter,
) -> ReportScores:
    """Read the reports of annotated files (jsonl) with ``reader`` and score what it says.

    The reader sees id, published, outlet, title and text. ``boot``: resamplings for the 95%
    intervals, 0 for none. ``out`` gets our answers, one ``tocsin.account/1`` object a line.
    :class:`DataError` names a file or line that is not of the format.
    """
    gold = {path: read_rows(path) for path in files}
    reports = [report_of(row) for rows in gold.values() for row in rows]
    answers: dict[str, Sequence[Mapping[str, Any]]] = {}
    broken: list[str] = []
    lines: list[str] = []
    for reading in reader.read_reports(progress(reports)):
        try:
            check_reading(reading)
        except InternalError as err:
            broken.append(str(err))
        row = reading_to_dict(reading)
        answers[reading.report.id] = row["accounts"]
        if out is not None:
            lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    if out is not None:
        out.write_text("".join(lines), encoding="utf-8")
    scores = score_answers(gold, answers, boot)
    scores.broken = broken
    return scores


def score_answers(
    gold: Mapping[Path, Sequence[Mapping[str, Any]]], answers: Answers, boot: int = 1000
) -> ReportScores:
    """Score answers that are there already against the annotated reports of each file."""
    if not gold:
        raise UsageError("there is nothing to score; name at least one file of annotated reports")
    members: dict[str, list[Path]] = {}
    scored: dict[Path, list[ReportScore]] = {}
    for path, rows in gold.items():
        members.setdefault(set_of(path), []).append(path)
        names = Names.beside(path)
        scored[path] = [score_report(row, answers.get(row["id"], []), names) for row in rows]
    seed = seed_beside(next(iter(gold)))

    def one(name: str, paths: Sequence[Path]) -> SetScore:
        reports = [score for path in paths for score in scored[path]]
        figures = summarise(reports)
        ids = {score.id for score in reports}
        figures["reports"]["missing_in_sys"] = sum(score.id not in answers for score in reports)
        figures["reports"]["sys_unknown"] = sum(rid not in ids for rid in answers)
        if boot and reports:
            figures["interval95"] = intervals(reports, boot, seed)
        return SetScore(name, [path.name for path in paths], figures, reports)

    return ReportScores(
        {name: one(name, paths) for name, paths in members.items()},
        {path.name: one(path.name, [path]) for path in gold},
        {path.name: digest(path) for path in gold},
    )


def set_of(path: Path) -> str:
    """The set that a file belongs to, by its name."""
    return next((name for start, name in _SETS.items() if path.name.startswith(start)), path.stem)
