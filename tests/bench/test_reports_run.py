"""A run of ``tocsin bench reports``: sets apart, floors and digests beside, answers written out."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from shipped import DATA, GOLD, Answers

from tocsin.bench.base import BENCHES, run_bench
from tocsin.bench.reports import bench_reports, error_lines, gate, renderable, score_answers
from tocsin.bench.reports.floors import PATHS, Floors, Pinned, as_toml, floors, pick, remarks
from tocsin.bench.reports.run import ReportScores, set_of
from tocsin.errors import UsageError
from tocsin.records import Account, Reading, Report, Span, Words

Gold = dict[Path, list[dict[str, Any]]]


class Parrot:
    """A reader that names every 'killed' an armed attack, and keeps what it was shown."""

    def __init__(self) -> None:
        self.seen: list[Report] = []

    def read_reports(self, reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            self.seen.append(report)
            at = report.text.find("killed")
            empty: dict[str, Any] = {
                f.name: ()
                for f in dataclasses.fields(Account)
                if f.type.startswith("tuple")  # type: ignore[union-attr]
            }
            account = Account(
                id=f"{report.id}#1",
                status="reported",
                kind="armed_attack",
                cumulative=False,
                trigger=Words("killed", Span(at, at + 6)),
                when=None,
                confidence=0.5,
                **empty,
            )
            yield Reading(report, (account,) if at >= 0 else (), ())


def test_the_reader_sees_the_report_and_nothing_of_its_gold() -> None:
    parrot = Parrot()
    scores = bench_reports(GOLD, parrot, boot=0)
    rows = [json.loads(line) for path in GOLD for line in path.read_text("utf-8").splitlines()]
    for row, report in zip(rows, parrot.seen, strict=True):
        assert (report.id, report.text, report.outlet, report.title) == (
            row["id"],
            row["text"],
            row["outlet"],
            row["title"],
        )
        assert (report.published.isoformat() if report.published else None) == row["published"]
        assert report.url is None
    assert not scores.broken
    assert 0 < scores.sets["written+groups"].figures["incidents"]["reported"]["F1"] < 0.6


def test_answers_are_written_as_they_are_scored(tmp_path: Path) -> None:
    out = tmp_path / "answers.jsonl"
    scores = bench_reports(GOLD, Parrot(), boot=0, out=out)
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [row["schema"] for row in rows] == ["tocsin.account/1"] * 27
    from tocsin.bench.reports.gold import read_rows

    answers = {row["report"]["id"]: row["accounts"] for row in rows}
    again = score_answers({path: read_rows(path) for path in GOLD}, answers, boot=0)
    assert again.as_dict() == scores.as_dict()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gold_wce_1.jsonl", "wce"),
        ("gold_wikinews_negative.jsonl", "wikinews"),
        ("gold_written_2.jsonl", "written+groups"),
        ("gold_groups.jsonl", "written+groups"),
        ("gold_syria_3.jsonl", "syria"),
        ("my_reports.jsonl", "my_reports"),
    ],
)
def test_sets_go_by_the_names_of_the_files(name: str, expected: str) -> None:
    assert set_of(Path("some/folder") / name) == expected


def test_floors_are_whole() -> None:
    sets, corpus = floors()
    assert list(sets) == ["wce", "wikinews", "written+groups", "syria"]
    for one in sets.values():
        assert set(one.files) <= set(corpus)
        assert set(one.regex) == set(PATHS)
        assert set(one.ours) in (set(), set(PATHS))
        assert all(one.ours.get(name, 1) >= 0 for name in PATHS)


@pytest.fixture
def scores(gold: Gold, answers: Answers) -> ReportScores:
    return score_answers(gold, answers, boot=100)


def test_the_gate_fails_below_a_floor_and_on_other_files(scores: ReportScores) -> None:
    one = scores.sets["written+groups"]
    reached = {name: value for name in PATHS if (value := pick(one.figures, name)) is not None}
    own = Floors(("own.jsonl",), {}, {"IRS": 0.0})

    def failures(ours: dict[str, float], corpus: dict[str, str]) -> list[str]:
        return gate(
            scores, Pinned({"written+groups": Floors(tuple(one.files), {}, ours), "own": own}, corpus)
        )

    assert failures(reached, scores.corpus) == []
    assert failures(reached | {"toll_F1": 0.9}, scores.corpus) == [
        "written+groups: toll_F1 is 0.6271, its floor 0.9"
    ]
    assert failures(reached, scores.corpus | {"gold_groups_small.jsonl": "0" * 64}) == [
        "written+groups: changed since the floors were measured: gold_groups_small.jsonl"
    ]
    assert failures({}, scores.corpus) == ["written+groups: no floors are pinned for it"]


def test_a_part_of_a_set_says_that_the_floors_are_the_whole_sets(
    gold: Gold, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "gold_syria_3.jsonl"
    path.write_bytes(GOLD[0].read_bytes())
    said = list(remarks(score_answers({path: gold[GOLD[0]]}, answers, boot=0)))
    assert said == [
        "syria: the floors hold for the whole set; not given: gold_syria_4.jsonl, gold_syria_5.jsonl",
        "syria: changed since the floors were measured: gold_syria_3.jsonl",
    ]


def test_pinned_floors_pass_their_own_run(scores: ReportScores) -> None:
    import tomllib

    table = tomllib.loads(as_toml(scores))
    digest = hashlib.sha256((DATA / "own.jsonl").read_bytes()).hexdigest()
    assert table["corpus"]["own.jsonl"] == digest
    for name, one in scores.sets.items():
        for figure, floor in table["sets"][name]["ours"].items():
            value = pick(one.figures, figure)
            assert value is not None
            assert floor <= value < floor + (0.1 if figure == "IRS" else 0.001) + 1e-12


def test_the_tables_fit_100_columns(scores: ReportScores) -> None:
    console = Console(width=100, file=io.StringIO(), color_system=None)
    console.print(renderable(scores))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    lines = text.splitlines()
    assert max(map(len, lines)) <= 100
    assert "…" not in text
    figures = scores.sets["written+groups"].figures
    (irs,) = [line.split() for line in lines if line.startswith(" IRS")]
    assert irs[1] == f"{figures['IRS']:.1f}"
    (toll_f1,) = [line.split() for line in lines if line.startswith(" toll F1")]
    assert toll_f1[2] == f"{figures['tolls']['all']['F1']:.3f}"[1:]


def test_the_errors_view_counts_every_class(scores: ReportScores) -> None:
    lines = list(error_lines(scores, 2))
    counted = sum(int(line.split()[0]) for line in lines if line[:6].strip().isdigit())
    assert counted == sum(len(one.faults()) for one in scores.sets.values()) > 50
    assert sum(line.startswith("===") for line in lines) == 4  # two of each of the two sets


def test_benches_are_listed_and_unknown_ones_say_which_there_are() -> None:
    assert list(BENCHES)[:2] == ["reports", "places"]
    named = {"event-place", "times", "attribution", "police", "groups", "link", "speed"}  # of the contract
    assert named <= set(BENCHES)
    with pytest.raises(UsageError, match="there is no bench 'report'; there are reports, places"):
        run_bench("report", GOLD)
    with pytest.raises(UsageError, match="at least one file"):
        run_bench("reports", [])
    with pytest.raises(UsageError, match="bench speed has no option --gate"):
        run_bench("speed", GOLD, gate=True)
