"""``tocsin bench groups``: annotated groups of reports joined, from gold accounts and from our own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from tocsin.bench.groups.items import collect, gold_reading
from tocsin.bench.groups.score import score
from tocsin.bench.reports.gold import report_of
from tocsin.bench.reports.names import Names
from tocsin.bench.reports.run import ReportReader
from tocsin.errors import DataError, UsageError
from tocsin.link import link
from tocsin.records import Reading, Report
from tocsin.records.collected import Collected
from tocsin.records.wire import reading_to_dict

Row = dict[str, Any]


def bench_groups(
    files: Sequence[Path],
    out: Path | None = None,
    reader: ReportReader | None = None,
    progress: Callable[[Sequence[Report]], Iterable[Report]] = iter,
) -> dict[str, Any]:
    """Figures of both modes: ``gold accounts`` (joining alone) and ``our accounts`` (reading and joining).

    ``files``: annotated reports (those with ``incident_ids`` count) and rows of truth, one JSON object
    a line each; a row of truth has ``incident_id``. ``out`` gets our incidents as ``tocsin.incident/1``;
    beside it lie ``.accounts.jsonl`` (our readings) and ``.gold.jsonl`` (the incidents of the gold accounts).
    """
    gold, truth, names = _read(files)
    reports = [report_of(row) for row in gold]
    given = [gold_reading(row, report) for row, report in zip(gold, reports, strict=True)]
    if reader is None:
        from tocsin.pipeline import Reader

        reader = Reader()
    read = list(reader.read_reports(progress(reports)))
    from_gold, from_ours = incidents_of(given), incidents_of(read)
    accounts = [reading_to_dict(r) for r in read]
    if out is not None:
        _write(out, from_ours)
        _write(out.with_suffix(".accounts.jsonl"), accounts)
        _write(out.with_suffix(".gold.jsonl"), from_gold)
    by_report = {a["report"]["id"]: a["accounts"] for a in accounts}
    return {
        "gold accounts": score(gold, truth, from_gold),
        "our accounts": score(gold, truth, from_ours, by_report, names),
    }


def incidents_of(readings: Iterable[Reading]) -> list[Row]:
    """The accounts of readings linked, each cluster as far as an incident is made of it."""
    collected = {c.account.id: c for c in collect(readings)}
    clusters = link(collected.values()).clusters
    return [_incident([collected[a] for a in cluster.accounts]) for cluster in clusters]


def _incident(members: Sequence[Collected]) -> Row:
    accounts = [c.account.id for c in members]
    return {
        "schema": "tocsin.incident/1",
        "id": accounts[0],
        "accounts": accounts,
        "toll": {},
        "where": [],
        "when": None,
    }


def _read(files: Sequence[Path]) -> tuple[list[Row], list[Row], Names]:
    gold: list[Row] = []
    truth: list[Row] = []
    for path in files:
        with path.open(encoding="utf-8") as lines:
            for n, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                    known = row.get("incident_id") or row["id"]
                except (ValueError, KeyError, AttributeError) as err:
                    raise DataError(
                        f"{path}:{n}: neither an annotated report nor a row of truth ({err!r})"
                    ) from err
                if "incident_id" in row:
                    truth.append(row)
                elif row.get("incident_ids") and known:
                    gold.append(row)
    if not gold or not truth:
        raise UsageError(
            "bench groups needs annotated reports with incident_ids and a file of truth beside them"
        )
    return gold, truth, Names.beside(files[0])


def _write(path: Path, rows: Iterable[Row]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
