"""The bench of attributions: figures worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tocsin.bench.attribution import align, bench_attribution, score
from tocsin.errors import InputError
from tocsin.parse.spacy_parser import SpacyParser

TEXT = "Police said five men died. A doctor said six."


def row(source: str, cue: str, content: str) -> dict[str, list[dict[str, int]]]:
    def spans(words: str) -> list[dict[str, int]]:
        at = TEXT.index(words)
        return [{"start": at, "end": at + len(words)}] if words else []

    return {"source": spans(source), "cue": spans(cue), "content": spans(content)}


def test_half_of_a_content_overlaps_and_is_not_exact() -> None:
    gold = [row("Police", "said", "five men died"), row("A doctor", "said", "six")]
    found = [row("Police", "said", "men died")]
    figures = score([(TEXT, gold, found)])
    assert figures["content"]["exact"] == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert figures["content"]["overlap"] == {"p": 100.0, "r": 50.0, "f1": 66.67}
    assert figures["content"]["soft"] == {"p": 100.0, "r": 33.33, "f1": 50.0}
    assert figures["relation_overlap"] == {"p": 100.0, "r": 50.0, "f1": 66.67}
    assert figures["relation_strict"]["f1"] == 0.0
    assert figures["source_given_aligned_content"] == {"exact_acc": 100.0, "overlap_acc": 100.0}
    assert figures["n"] == {"gold": 2, "pred": 1, "aligned": 1}


def test_the_best_pair_is_aligned_first() -> None:
    wide, narrow = frozenset({1, 2, 3, 4}), frozenset({1, 2})
    assert align([wide, narrow], [frozenset({1, 2})]) == {1: 0}


def test_a_file_is_read_scored_and_written(parser: SpacyParser, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    rows = [row("Police", "said", "five men died"), row("A doctor", "said", "six")]
    gold.write_text(json.dumps({"doc_id": "d1", "text": TEXT, "attributions": rows}) + "\n", "utf-8")
    out = tmp_path / "out.jsonl"
    figures = bench_attribution([gold], out, parser)
    assert figures["gold"]["relation_strict"]["f1"] == 100.0
    answer = json.loads(out.read_text("utf-8"))
    assert [TEXT[s["start"] : s["end"]] for a in answer["attributions"] for s in a["source"]] == [
        "Police",
        "A doctor",
    ]


def test_a_broken_line_is_named(tmp_path: Path, parser: SpacyParser) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"doc_id": "d1"}\n', "utf-8")
    with pytest.raises(InputError, match="line 1"):
        bench_attribution([gold], None, parser)
