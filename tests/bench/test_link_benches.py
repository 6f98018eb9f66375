"""The benches of joining: cluster measures by hand, the made-up archive, stories, annotated groups."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tocsin.bench.archive.run import agreement, bench_archive, exponent
from tocsin.bench.base import run_bench
from tocsin.bench.clusters import cluster_scores
from tocsin.errors import DataError, UsageError
from tocsin.records.collected import Cluster

FOLDER = Path(os.environ.get("TOCSIN_CORPORA", "")) / "reports"
_HEAD = "dyad_name,side_a,side_b,type_of_violence,country,adm_1,where_coordinates,latitude,longitude"
_ROWS = [
    "Government of Syria - IS,Government of Syria,IS,1.0,Syria,Homs governorate,Palmyra town,34.55,38.27",
    "Government of Nigeria - JAS,Government of Nigeria,JAS,1.0,Nigeria,Borno state,Bama town,11.52,13.69",
    "IS - Civilians,IS,Civilians,3.0,Iraq,Diyala province,Buhriz town,33.7,44.67",
]


@pytest.fixture
def events(tmp_path):
    path = tmp_path / "ged.csv"
    path.write_text("\n".join([_HEAD, *_ROWS]) + "\n")
    return path


def test_measures_of_a_split_and_a_false_merge():
    """Gold {a b c} {d}; ours {a b} {c d}: worked out on paper."""
    gold = {"a": 1, "b": 1, "c": 1, "d": 2}
    ours = {"a": 1, "b": 1, "c": 2, "d": 2}
    figures = cluster_scores(gold, ours)
    assert figures["b3"]["P"] == pytest.approx(75)
    assert figures["b3"]["R"] == pytest.approx(100 * (2 * 2 / 3 + 1 / 3 + 1) / 4)
    assert figures["muc"] == pytest.approx({"P": 50, "R": 50, "F1": 50})
    assert figures["pairs"]["P"] == pytest.approx(50)
    assert figures["pairs"]["R"] == pytest.approx(100 / 3)
    assert figures["ceafe"]["F1"] == pytest.approx(100 * (0.8 + 2 / 3) / 2)
    assert figures["lea"]["R"] == pytest.approx(100 * (3 / 3 + 0) / 4)


def test_agreement_counts_pairs_and_no_pair_of_a_total():
    truth = {"a": 1, "b": 1, "c": 2, "t": -1}
    assert agreement([Cluster(("a", "b", "c", "t"))], truth) == {"P": 16.67, "R": 100.0, "F1": 28.57}
    assert exponent({"cpu_seconds": 1, "accounts": 100}, {"cpu_seconds": 10, "accounts": 1000}) == 1.0


def test_the_archive_is_the_same_each_time_and_has_its_hard_case(events):
    one, two = bench_archive(events, 800), bench_archive(events, 800)
    timed = {"seconds", "cpu_seconds", "making_seconds", "peak_mb"}
    assert {k: v for k, v in one.items() if k not in timed} == {
        k: v for k, v in two.items() if k not in timed
    }
    assert 600 < one["accounts"] < 1000
    assert one["hard"]["share"] >= 0.25
    # Three dyads only, so that every day of a country is crowded: far denser than the real archive.
    assert one["all"]["P"] > 55
    assert one["all"]["R"] > 80
    assert one["hard"]["R"] > 75


def test_stories_are_clustered_by_what_other_topics_teach(tmp_path):
    """Events that share all words but names and numbers."""
    lines = []
    for topic in range(8):
        for event in range(2):
            place, name = f"Town{topic}{event}", f"Person{topic}{event} Family{topic}{event}"
            count = 11 + 3 * topic + event
            for n, verb in enumerate(("said", "told reporters", "confirmed")):
                text = (
                    f"Police {verb} a fire broke out in {place} and {name} was held over {count} deaths. It"
                    f" began at dawn near the market of {place}. The inquiry goes on, {verb} the officer."
                    f" {name} denies it."
                )
                lines.append(
                    {"doc_id": f"{topic}-{event}-{n}", "topic": str(topic), "incident_id": f"{topic}{event}",
                     "split": "test" if topic > 5 else "train", "published": None, "text": text}
                )  # fmt: skip
    path = tmp_path / "stories.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    figures, _ = run_bench("link", [path])
    assert figures["stories.jsonl"]["articles"] == 12
    assert figures["stories.jsonl"]["conll"] > 90


def test_a_file_that_is_none_of_them_is_named(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(
        DataError, match=r"x\.csv is no file for bench link; give headlines or UCDP GED events"
    ):
        run_bench("link", [path])
    (tmp_path / "y.jsonl").write_text('{"id": "r"}\n')
    with pytest.raises(UsageError, match="bench groups needs annotated reports with incident_ids"):
        run_bench("groups", [tmp_path / "y.jsonl"])


@pytest.mark.slow
@pytest.mark.skipif(
    not (FOLDER / "score_groups.py").exists(), reason="TOCSIN_CORPORA names no folder of corpora"
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the reference scorer leaves a file open
def test_groups_agree_with_the_reference_scorer(tmp_path):
    sys.path.insert(0, str(FOLDER))
    try:
        import score_groups
    finally:
        sys.path.pop(0)
    gold, truth = FOLDER / "gold_groups.jsonl", FOLDER / "groups_truth.jsonl"
    out = tmp_path / "incidents.jsonl"
    figures, _ = run_bench("groups", [gold, truth], out=out)
    read = score_groups.S.read
    want, _ = score_groups.score(
        read([gold]), read([truth]), read([out]), read([out.with_suffix(".accounts.jsonl")])
    )
    ours = figures["our accounts"]
    for measure in ("b3", "ceafe", "muc", "lea"):
        assert ours["joining"][measure] == pytest.approx(want["joining"][measure])
    assert ours["joining"]["conll"] == pytest.approx(want["joining"]["conll"])
    for part in ("n", "false_merges", "misses", "fused"):
        assert ours[part] == want[part]
