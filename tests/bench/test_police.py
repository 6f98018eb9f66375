"""The bench of what the police did: real sentences in, labels out, figures worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tocsin
from tocsin.bench.police import bench_police, labels, score
from tocsin.errors import InputError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("police shot dead two rioters in ahmedabad on tuesday.", {"KILL"}),
        ("police arrested 40 suspected militants in naroda on monday.", {"ARREST"}),
        ("at least 12 suspected militants were arrested in kashmir on sunday.", {"ARREST"}),
        ("a mob killed five people in the old city on friday.", set()),
        ("no arrests have been made so far, the mayor said.", set()),
    ],
)
def test_what_the_police_did(text: str, expected: set[str]) -> None:
    assert labels(tocsin.read(text, published="2002-03-12")) == expected


def test_figures_by_hand() -> None:
    gold = [{"doc_id": "1", "doc_labels": ["KILL", "FORCE"]}, {"doc_id": "2", "doc_labels": ["KILL"]}]
    ours = [{"doc_id": "1", "labels": ["KILL", "ARREST"]}, {"doc_id": "2", "labels": []}]
    figures = score(gold, ours)
    assert figures["KILL"] == {"P": 100.0, "R": 50.0, "F1": 66.67}
    assert figures["ARREST"] == {"P": 0.0, "R": 0.0, "F1": 0.0}


def test_a_file_is_read_and_answered(tmp_path: Path) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    row = {
        "doc_id": "1",
        "text": "police arrested 40 suspected militants in naroda on monday.",
        "published": "2002-03-12",
    }
    gold.write_text(json.dumps({**row, "doc_labels": ["ARREST", "ANY_ACTION"]}) + "\n", "utf-8")
    assert bench_police([gold], out)["gold"]["ARREST"]["F1"] == 100.0
    assert json.loads(out.read_text("utf-8")) == {"doc_id": "1", "labels": ["ARREST"]}


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("[]\n", "utf-8")
    with pytest.raises(InputError, match="line 1"):
        bench_police([gold])
