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
from tocsin.fuse import fuse
from tocsin.link import link
from tocsin.records import Reading, Report
from tocsin.records.collected import Collected
from tocsin.records.incident_wire import incident_to_dict
from tocsin.records.wire import reading_to_dict

Row = dict[str, Any]


def bench_groups(
    files: Sequence[Path],
    out: Path | None = None,
    reader: ReportReader | None = None,
    progress: Callable[[Sequence[Report]], Iterable[Report]] = iter,
) -> dict[str, Any]:
    """Figures of three modes: ``gold clusters`` (fusing alone), ``gold accounts`` (joining and fusing) and
    ``our accounts`` (reading, joining and fusing).

    ``files``: annotated reports (those with ``incident_ids`` count) and rows of truth, one JSON object
    a line each; a row of truth has ``incident_id``. ``out`` gets our incidents as ``tocsin.incident/1``;
    beside it lie ``.accounts.jsonl`` (our readings), ``.gold.jsonl`` (the incidents of the gold accounts) and
    ``.told.jsonl`` (those of the gold clusters).
    """
    gold, truth, names = _read(files)
    reports = [report_of(row) for row in gold]
    given = [gold_reading(row, report) for row, report in zip(gold, reports, strict=True)]
    if reader is None:
        from tocsin.pipeline import Reader

        reader = Reader()
    read = list(reader.read_reports(progress(reports)))
    from_gold, from_ours = incidents_of(given), incidents_of(read)
    as_told = fused_as_told(given, gold, truth)
    accounts = [reading_to_dict(r) for r in read]
    if out is not None:
        _write(out, from_ours)
        _write(out.with_suffix(".accounts.jsonl"), accounts)
        _write(out.with_suffix(".gold.jsonl"), from_gold)
        _write(out.with_suffix(".told.jsonl"), as_told)
    by_report = {a["report"]["id"]: a["accounts"] for a in accounts}
    return {
        "gold clusters": score(gold, truth, as_told),
        "gold accounts": score(gold, truth, from_gold),
        "our accounts": score(gold, truth, from_ours, by_report, names),
    }


def incidents_of(readings: Iterable[Reading]) -> list[Row]:
    """The accounts of readings linked, each cluster as far as an incident is made of it."""
    collected = {c.account.id: c for c in collect(readings)}
    clusters = link(collected.values()).clusters
    return [_incident([collected[a] for a in cluster.accounts]) for cluster in clusters]


def _incident(members: Sequence[Collected]) -> Row:
    return incident_to_dict(fuse(members))


def fused_as_told(readings: Iterable[Reading], gold: Sequence[Row], truth: Sequence[Row]) -> list[Row]:
    """One incident a row of truth, fused of the gold accounts that it joins: fusing without linking."""
    collected = {c.account.id: c for c in collect(readings)}
    known = {row["incident_id"] for row in truth}
    members: dict[str, list[Collected]] = {}
    for row in gold:
        for no, incident in row["incident_ids"].items():
            if incident in known:
                members.setdefault(incident, []).append(collected[f"{row['id']}#{no}"])
    return [_incident(those) for those in members.values()]


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
