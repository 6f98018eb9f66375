"""Spoiled files of every kind: a sound report or one sentence each, in bounded time and memory.

A second a kind; ``TOCSIN_FUZZ_SECONDS`` sets more. ``python scripts/fuzz_readers.py`` runs the same by hand.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fuzz import laws, worker
from fuzz.seeds import SEEDS
from tocsin.ingest import SUFFIXES, InputFailure, make_report
from tocsin.ingest.base import NOTHING_GIVEN

SCRIPT = Path(__file__).parents[2] / "scripts/fuzz_readers.py"
SECONDS = os.environ.get("TOCSIN_FUZZ_SECONDS", "1")
SAME_READER = {".text", ".markdown", ".htm", ".xhtml", ".atom", ".xml", ".ndjson", ".tsv", ".gz"}


def test_every_reader_has_seeds() -> None:
    assert set(SUFFIXES) - SAME_READER <= set(SEEDS)


@pytest.mark.fuzz
@pytest.mark.parametrize("suffix", SEEDS)
def test_spoiled_files_are_reports_or_sentences(suffix: str) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--seconds", SECONDS, suffix],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    tried = re.match(rf"{re.escape(suffix)} +([\d,]+) inputs", done.stdout)
    assert tried, done.stdout
    assert int(tried[1].replace(",", "")) > len(SEEDS[suffix]())


@pytest.mark.parametrize("suffix", SEEDS)
def test_an_input_has_its_number_for_good(suffix: str) -> None:
    seeds = SEEDS[suffix]()
    made = [worker.make(suffix, 5, number, seeds) for number in range(30)]
    assert made == [worker.make(suffix, 5, number, SEEDS[suffix]()) for number in range(30)]
    assert len(set(made)) > 20, "spoiled files are mostly the same"


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (None, "says nothing at all"),
        (make_report("x", "Seven died.", NOTHING_GIVEN), "gives no digest of the original"),
        (make_report("x", " ", NOTHING_GIVEN, original_sha256="0" * 64), "gives a report without text"),
        (make_report("x", "a\x00b", NOTHING_GIVEN, original_sha256="0" * 64), "gives a text with NUL"),
        (make_report("x", "\ud800", NOTHING_GIVEN, original_sha256="0" * 64), "gives text with half"),
        (InputFailure("x", "y" * 2000), "tells a failure in 2002 characters"),
        (ZeroDivisionError("oops"), "raises ZeroDivisionError: oops"),
    ],
)
def test_a_broken_law_is_told(
    item: object, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: list[str]) -> Iterator[object]:
        if isinstance(item, Exception):
            raise item
        if item is not None:
            yield item

    monkeypatch.setattr(laws, "ingest_inputs", broken)
    found = laws.fault(tmp_path / "x.txt")
    assert found is not None
    assert found.startswith(words)
