"""The figures: the reference scorer's to the last digit, 100 for perfect answers, faults in their place."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import perfect
import pytest
import spoil
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shipped import DATA, Answers

from tocsin.bench.reports import ReportScores, score_answers
from tocsin.errors import DataError, UsageError

Gold = dict[Path, list[dict[str, Any]]]


def test_figures_are_the_reference_scorers(gold: Gold, answers: Answers) -> None:
    expected = json.loads((DATA / "expected.json").read_text("utf-8"))
    scores = score_answers(gold, answers, boot=300)
    assert list(scores.sets) == list(expected) == ["written+groups", "own"]
    for name, figures in expected.items():
        ours = scores.sets[name].figures
        # Unknown to the gold is counted against the file list of the run, and the runs were one a set.
        ours["reports"]["sys_unknown"] = figures["reports"]["sys_unknown"]
        assert json.loads(json.dumps(ours)) == figures


def _perfect(gold: Gold) -> dict[str, list[dict[str, Any]]]:
    return {row["id"]: perfect.accounts(row) for rows in gold.values() for row in rows}


def _rates(scores: ReportScores) -> dict[str, float]:
    """Every rate of a run by set and path, those without cases left out."""
    out: dict[str, float] = {}

    def walk(value: Any, path: str) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key not in ("invented", "interval95", "toll_words", "not_incident_hits"):
                    walk(inner, f"{path}.{key}")
        elif value is not None and path.endswith(("IRS", ".P", ".R", ".F1", ".acc", ".share")):
            out[path] = value

    for name, one in scores.sets.items():
        walk(one.figures, name)
    return out


def test_perfect_answers_score_100(gold: Gold) -> None:
    scores = score_answers(gold, _perfect(gold), boot=50)
    for path, rate in _rates(scores).items():
        # The half said_by of a whole 1 is 1; a set without foiled incidents has nothing to miss.
        assert rate == pytest.approx(100 if path.endswith("IRS") else 1), path
    for one in scores.sets.values():
        assert one.figures["interval95"]["IRS"] == pytest.approx([100, 100])
        assert all(rate["rate"] in (0, None) for rate in one.figures["invented"].values())
        assert not one.faults()


def test_no_answers_score_0(gold: Gold) -> None:
    figures = score_answers(gold, {}, boot=0).sets["written+groups"].figures
    assert figures["IRS"] == figures["incidents"]["reported"]["F1"] == figures["tolls"]["all"]["R"] == 0
    assert figures["reports"]["missing_in_sys"] == figures["reports"]["n"] == 24


def _each(change: Callable[[dict[str, Any]], None], gold: Gold) -> set[str]:
    """Which rates of the main set a change of every account lowers; set name left off."""
    before = _rates(score_answers(gold, _perfect(gold), boot=0))
    answers = _perfect(gold)
    for accounts in answers.values():
        for account in accounts:
            change(account)
    after = _rates(score_answers(gold, answers, boot=0))
    start = "written+groups."
    return {
        path.removeprefix(start)
        for path, rate in before.items()
        if path.startswith(start) and after[path] < rate
    }


def test_a_wrong_country_costs_the_country_only(gold: Gold) -> None:
    def abroad(account: dict[str, Any]) -> None:
        for place in account["where"]:
            place["country"] = "ATA"

    assert _each(abroad, gold) == {"IRS", "fields.country.acc"}


def test_a_kind_of_the_same_family_costs_the_exact_kind_only(gold: Gold) -> None:
    near = {"bombing": "suicide_bombing", "armed_attack": "clash", "air_strike": "shelling"}

    def change(account: dict[str, Any]) -> None:
        account["kind"] = near.get(account["kind"], account["kind"])

    assert _each(change, gold) == {"fields.kind_exact.acc"}


def test_a_date_three_years_off_costs_dates_only(gold: Gold) -> None:
    def later(account: dict[str, Any]) -> None:
        for end in ("start", "end") if account["when"] else ():
            account["when"][end] = f"{int(account['when'][end][:4]) + 3}-06-15"

    assert _each(later, gold) == {"IRS", "fields.date_exact.acc", "fields.date_overlap.acc"}


def test_a_window_of_forty_years_is_no_date(gold: Gold) -> None:
    def wide(account: dict[str, Any]) -> None:
        if account["when"]:
            account["when"] |= {"start": "1990-01-01", "end": "2030-12-31"}

    answers = _perfect(gold)
    for accounts in answers.values():
        for account in accounts:
            wide(account)
    figures = score_answers(gold, answers, boot=0).sets["written+groups"].figures
    assert figures["fields"]["date_overlap"]["acc"] == 0
    assert figures["incidents"]["reported"]["F1"] == 1


def test_a_wrong_speaker_costs_the_speaker_only(gold: Gold) -> None:
    def other(account: dict[str, Any]) -> None:
        for toll in account["tolls"]:
            if toll["said_by"]:
                toll["said_by"] |= {"span": [0, 1]}

    assert "tolls.said_by.F1" in (lowered := _each(other, gold))
    assert lowered <= {"tolls.said_by.F1", "tolls.said_by.P", "tolls.said_by.R", "grounding.share"}


def test_invention_is_counted_where_the_text_is_silent(gold: Gold) -> None:
    def blame(account: dict[str, Any]) -> None:
        account["perpetrators"] = account["perpetrators"] or [
            {"name": "Zyx Front", "text": None, "span": None, "type": "rebel_group", "basis": "inferred"}
        ]

    answers = _perfect(gold)
    for accounts in answers.values():
        for account in accounts:
            blame(account)
    figures = score_answers(gold, answers, boot=0).sets["written+groups"].figures
    assert figures["invented"]["perpetrator"]["rate"] == 1
    assert figures["fields"]["perpetrator"]["acc"] == 1
    assert figures["IRS"] < 100


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6))
def test_more_faults_never_help_and_order_never_matters(gold: Gold, seed: int) -> None:
    chance = random.Random(seed)
    answers = {rid: spoil.spoil(accounts, chance) for rid, accounts in _perfect(gold).items()}
    scores = score_answers(gold, copy.deepcopy(answers), boot=40)
    backwards = score_answers({p: rows[::-1] for p, rows in gold.items()}, answers, boot=40)
    for name, one in scores.sets.items():
        assert 0 <= one.figures["IRS"] <= one.figures["IRS_v1"] + 1e-9 <= 100 + 1e-9
        other = backwards.sets[name].figures
        assert one.figures["IRS"] == pytest.approx(other["IRS"])
        assert one.figures["interval95"]["IRS"] == pytest.approx(other["interval95"]["IRS"])
        assert one.figures["tolls"] == other["tolls"]


def test_a_broken_line_of_gold_is_named(tmp_path: Path) -> None:
    from tocsin.bench.reports.gold import read_rows

    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "A.", "is_conflict": false}\n{"id": "b"}\n', "utf-8")
    with pytest.raises(DataError, match=r"gold.jsonl:2: an annotated report needs is_conflict, text"):
        read_rows(path)
    path.write_text("{\n", "utf-8")
    with pytest.raises(DataError, match=r"gold.jsonl:1: not an annotated report in JSON"):
        read_rows(path)
    with pytest.raises(DataError, match="cannot be read"):
        read_rows(tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match="nothing to score"):
        score_answers({}, {})
