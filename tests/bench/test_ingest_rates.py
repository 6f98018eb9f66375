"""The rates of taking reports in: every format gives back the texts that were written, and a figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import GOLD

from tocsin.bench.base import run_bench
from tocsin.bench.ingest import bench_ingest
from tocsin.bench.made_files import make_files
from tocsin.bench.reports.gold import read_rows, report_of
from tocsin.errors import UsageError
from tocsin.ingest import ingest_inputs
from tocsin.records import Report


def test_every_format_holds_the_same_words(tmp_path: Path) -> None:
    reports = [report_of(row) for row in read_rows(GOLD[0])][:5]
    made = make_files(reports, tmp_path)
    assert list(made) == [
        ".txt", ".md", ".html", ".pdf", ".eml", ".rss", ".jsonl", ".csv", ".xlsx", ".zip", ".tgz", ".warc.gz"
    ]  # fmt: skip
    for suffix, paths in made.items():
        found = list(ingest_inputs([str(p) for p in paths]))
        assert len(found) == 5, suffix
        for item, report in zip(found, reports, strict=True):
            assert isinstance(item, Report), (suffix, item)
            words = report.text.replace("*", "").split() if suffix == ".md" else report.text.split()
            assert item.text.split()[:12] == words[:12], suffix
            assert len(item.text.split()) == pytest.approx(len(report.text.split()), rel=0.1), suffix


def test_rates_and_ratios() -> None:
    figures, shown = bench_ingest(GOLD[:1], turns=1, most=4)
    assert figures["reports"] == 4
    assert figures["formats"][".txt"]["ratio"] == 1
    for suffix, one in figures["formats"].items():
        assert one["reports_per_second"] > 0, suffix
        assert one["mb_per_second"] > 0, suffix
    assert figures["formats"][".html"]["ratio"] > 2
    assert shown is not None


def test_nothing_to_take_in_is_said(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text('{"id": "a", "text": " ", "is_conflict": false}\n', "utf-8")
    with pytest.raises(UsageError, match="nothing to take in"):
        run_bench("ingest", [tmp_path / "gold.jsonl"])
