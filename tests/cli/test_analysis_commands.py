"""history, tally, waves, compare on a store and on a file: tables, CSV, pictures, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest


def test_the_history_of_a_stored_incident_and_its_picture(run: Any, folder: Path) -> None:
    done = run("history", "--store", "record.db", "kohat-police#1", "--format", "jsonl", "--plot", "toll.svg")
    assert (done.code, done.err) == (0, "")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert {r["report"] for r in rows} == {"kohat-police", "kohat-late"}
    assert all(r["effect"] == "killed" for r in rows)
    assert (folder / "toll.svg").read_text("utf-8").startswith("<svg ")


def test_a_table_of_a_file_by_country_and_group(run: Any) -> None:
    done = run("tally", "--from", "incidents.jsonl", "--by", "country,group", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert {(r["country"], r["group"], r["best"]) for r in rows} >= {("SYR", "side_a", "56")}
    assert done.code == 0


def test_a_record_compared_with_its_own_export_is_the_same(run: Any) -> None:
    done = run("compare", "ged.csv", "--from", "incidents.jsonl", "--format", "jsonl")
    assert [json.loads(line)["what"] for line in done.out.splitlines()] == ["same", "same"]


def test_incidents_come_out_with_the_id_of_their_wave(run: Any, folder: Path) -> None:
    lines = [json.loads(line) for line in (folder / "incidents.jsonl").read_text("utf-8").splitlines()]
    tie = {"to": lines[1]["id"], "relation": "coordinated", "certainty": "stated"}
    lines[0]["links"] = [{**tie, "accounts": lines[0]["accounts"][:1]}]
    (folder / "tied.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    done = run("waves", "--from", "tied.jsonl", "--format", "incidents")
    waves = {json.loads(line)["wave"] for line in done.out.splitlines()}
    assert waves == {f"wave:{min(lines, key=lambda i: i['when']['start'])['id']}"}


def test_rows_that_cannot_be_used_are_named_and_the_others_compared(run: Any, folder: Path) -> None:
    lines = (folder / "ged.csv").read_text("utf-8").splitlines()
    (folder / "broken.csv").write_text("\n".join([*lines, lines[1].replace("2022-01-20", "someday")]) + "\n")
    done = run("compare", "broken.csv", "--from", "incidents.jsonl", "--format", "jsonl")
    assert done.code == 1
    assert done.err.startswith("tocsin: broken.csv:4: cannot be used ('someday")
    assert len(done.out.splitlines()) == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("history", "--from", "incidents.jsonl", "nobody#1"), "incidents.jsonl has no incident nobody#1"),
        (("history", "--from", "gone.jsonl", "a#1"), "there is no file gone.jsonl"),
        (("tally", "--from", "incidents.jsonl", "--effect", "hurt"), "'hurt' is none of the effects"),
        (("tally", "--from", "incidents.jsonl", "--by", "town"), "there is no column 'town'"),
        (("tally", "--from", "incidents.jsonl", "--plot", "it.gif"), "--plot it.gif has no known suffix"),
        (("waves", "--from", "incidents.jsonl", "--since", "soon"), "--since"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(run: Any, words: tuple[str, ...], sentence: str) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"tocsin: {sentence}")
    assert done.err.count("\n") == 1


def test_a_file_that_is_no_ged_is_refused(run: Any) -> None:
    done = run("compare", "reports.csv", "--from", "incidents.jsonl")
    assert done.code == 1
    assert "lacks the columns id, date_start" in done.err
