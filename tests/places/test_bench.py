"""The bench of places: gold against itself is perfect, and each kind of error costs what it should."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tocsin.bench.places import bench_places, kilometres, match, score
from tocsin.errors import DataError

TEXT = "Bombs exploded in Mosul and Kirkuk, Iraqi police said."
MOSUL = {"start": 18, "end": 23, "text": "Mosul", "lat": 36.335, "lon": 43.119, "type": "Literal"}
KIRKUK = {"start": 28, "end": 34, "text": "Kirkuk", "lat": 35.468, "lon": 44.392, "type": "Literal"}
IRAQI = {"start": 36, "end": 41, "text": "Iraqi", "lat": 33.0, "lon": 44.0, "type": "Demonym"}
GOLD = [{"doc_id": "a", "text": TEXT, "toponyms": [MOSUL, KIRKUK, IRAQI]}]


def test_gold_against_itself_is_perfect() -> None:
    figures = score(GOLD, [{"doc_id": "a", "places": [MOSUL, KIRKUK, IRAQI]}])
    assert figures["end_to_end"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "tp": 3}
    assert (figures["accuracy"], figures["auc"]) == (1.0, 0.0)


def test_a_wrong_an_unplaced_and_a_missing_place() -> None:
    far = MOSUL | {"lat": 33.3, "lon": 44.4}
    unplaced = KIRKUK | {"lat": None, "lon": None}
    figures = score(GOLD, [{"doc_id": "a", "places": [far, unplaced]}])
    assert figures["overlap"] == {"p": 1.0, "r": 0.6667, "f1": 0.8, "tp": 2}
    assert (figures["accuracy"], figures["unplaced"]) == (0.0, 1)


def test_other_types_are_neither_right_nor_wrong() -> None:
    figures = score(GOLD, [{"doc_id": "a", "places": [MOSUL, KIRKUK, IRAQI]}], frozenset(["Literal"]))
    assert (figures["gold"], figures["ours"], figures["end_to_end"]["f1"]) == (2, 2, 1.0)


def test_the_best_overlap_is_matched_first() -> None:
    wide = {"start": 0, "end": 40}
    assert match([MOSUL], [wide, MOSUL]) == [(0, 1)]


def test_a_kilometre_is_a_kilometre() -> None:
    assert kilometres(0, 0, 1, 0) == pytest.approx(111.19, abs=0.01)


def test_the_bench_reads_a_file_and_writes_its_answers(tmp_path: Path) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text(json.dumps(GOLD[0]) + "\n", "utf-8")
    figures = bench_places([gold], out)
    assert figures["gold"]["end_to_end"]["f1"] == 1.0
    assert [p["text"] for p in json.loads(out.read_text("utf-8"))["places"]] == ["Mosul", "Kirkuk", "Iraqi"]


def test_a_bad_gold_line_is_named(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"doc_id": "a"}\n', "utf-8")
    with pytest.raises(DataError, match="line 1"):
        bench_places([gold])
