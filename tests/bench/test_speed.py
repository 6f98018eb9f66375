"""The speed bench measures what it says, on a few reports."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from rich.console import Console
from shipped import GOLD

from tocsin.bench.speed import bench_speed, renderable
from tocsin.errors import InternalError, UsageError


@pytest.mark.slow
def test_rates_shares_memory_and_cold_start() -> None:
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    figures = bench_speed(GOLD[:1], turns=1, most_words=600, cold_starts=1)
    assert figures["reports"] == 4  # every fourth of 16
    assert figures["words_per_second"] == pytest.approx(figures["words"] / figures["seconds"])
    assert figures["ratio"] == pytest.approx(figures["seconds"] / figures["spacy_seconds"])
    assert list(figures["stages"]) == ["language", "parse", "find", "ground", "assemble", "other"]
    assert sum(figures["stages"].values()) == pytest.approx(1)
    assert figures["stages"]["parse"] > 0.3
    assert figures["cold_start_cpu"] > 0.2
    assert figures["cold_start_spacy_cpu"] > 0.2
    assert figures["cold_start_seconds"] > 0.2
    assert 50 < figures["cold_start_peak_mb"] < 600
    assert 50 < figures["peak_mb"] < 600
    if cores is not None:
        assert os.sched_getaffinity(0) == cores  # one core is for the measuring process only
    console = Console(width=100, file=io.StringIO(), color_system=None)
    console.print(renderable(figures))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert f"{figures['ratio']:.2f}" in text
    assert "4 reports" in text


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    empty = tmp_path / "gold.jsonl"
    empty.write_text('{"id": "a", "text": " ", "is_conflict": false}\n', "utf-8")
    with pytest.raises(UsageError, match="nothing to read"):
        bench_speed([empty])


def test_a_failing_process_says_why() -> None:
    from tocsin.bench.speed import _in_fresh_process

    with pytest.raises(InternalError, match="a fresh process failed to read: ValueError: no such day"):
        _in_fresh_process("raise ValueError('no such day')", "")
