"""Any bench's figures as a table, and the whole way from annotated reports to figures."""

from __future__ import annotations

import io

from rich.console import Console
from shipped import GOLD

from tocsin.bench.reports import bench_reports
from tocsin.bench.tables import by_file
from tocsin.parse.spacy_parser import SpacyParser
from tocsin.pipeline import Reader


def test_precision_recall_and_f1_share_a_row() -> None:
    figures = {
        "news": {"n": 12, "strict": {"P": 0.5, "R": 0.25, "F1": 1 / 3}, "by_kind": {"bombing": None}},
        "blogs": {"n": 3, "strict": {"P": 1.0, "R": 1.0, "F1": 1.0}},
    }
    console = Console(width=100, file=io.StringIO(), color_system=None)
    console.print(by_file("Dates", figures))
    rows = [" ".join(line.split()) for line in console.file.getvalue().splitlines()]  # type: ignore[attr-defined]
    assert rows[0] == "Dates"
    assert rows[2] == "news blogs"
    assert rows[4:7] == ["n 12 3", "strict P / R / F1 0.5 / 0.25 / 0.333 1 / 1 / 1", "by kind bombing - -"]


def test_the_reader_keeps_its_promises_on_shipped_reports(parser: SpacyParser) -> None:
    scores = bench_reports(GOLD, Reader(parser=parser), boot=0)
    assert scores.broken == []
    figures = scores.sets["written+groups"].figures
    assert figures["reports"]["missing_in_sys"] == 0
    assert figures["grounding"]["share"] == 1
    assert figures["placed"]["share"] >= 0.97
    assert figures["reports"]["detection"]["F1"] > 0.9
    assert figures["incidents"]["reported"]["F1"] > 0.6
