"""``tocsin export``: formats by name or suffix, what is left out is told, a bad line costs no others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]


def test_the_suffix_tells_the_format(run: Run, folder: Path) -> None:
    done = run("export", "incidents.jsonl", "-o", "events.GED.csv")
    assert (done.code, done.out, done.err) == (0, "", "")
    lines = (folder / "events.GED.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("id,relid,year,")
    assert len(lines) == 3


def test_what_is_left_out_is_told_once(run: Run) -> None:
    done = run("export", "incidents.jsonl", "--format", "plover")
    assert done.code == 0
    assert done.out.count("\n") == 1
    assert done.err == ("tocsin: 1 incident written, 1 left out: 1 kind prison_break has no PLOVER event\n")
    assert run("export", "-q", "incidents.jsonl", "--format", "plover").err == ""


def test_a_bad_line_costs_no_others(run: Run, folder: Path) -> None:
    lines = (folder / "incidents.jsonl").read_text("utf-8").splitlines()
    done = run("export", "-", "--format", "csv", text="\n".join([lines[0], "{]", lines[1]]))
    assert done.code == 1
    assert done.out.count("\n") == 3
    assert done.err.startswith("tocsin: -:2: is no JSON")


def test_names_can_be_left_out(run: Run) -> None:
    shown = run("export", "incidents.jsonl", "--format", "jsonl").out
    assert "Rezan Ahmed" in shown
    assert "Rezan" not in run("export", "incidents.jsonl", "--format", "jsonl", "--no-names").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["incidents.jsonl", "--format", "gtd"], "'gtd' is no format of incidents; choose one of jsonl"),
        (["incidents.jsonl", "-o", "x.doc"], "say which format with --format: jsonl"),
        (["incidents.jsonl", "-o", "examples", "--format", "csv"], "-o examples is a folder"),
        (["--store", "record.db", "--format", "csv", "--kind", "war"], "'war' is none of the kinds"),
        (["incidents.jsonl", "--format", "csv", "--kind", "clash"], "conditions choose incidents of a store"),
        (["incidents.jsonl", "--format", "csv", "--store", "record.db"], "from --store or from FILE"),
    ],
)
def test_bad_usage_is_a_sentence(run: Run, words: list[str], sentence: str) -> None:
    done = run("export", *words)
    assert done.code == 2
    assert sentence in done.err
    assert done.err.count("\n") == 1


def test_a_missing_file_leaves_nothing_behind(run: Run, folder: Path) -> None:
    done = run("export", "nothing.jsonl", "-o", "x.csv")
    assert done.code == 1
    assert "nothing.jsonl: no such file" in done.err
    assert not list(folder.glob("x.csv*"))


def test_a_store_is_exported_by_conditions(run: Run) -> None:
    every = run("export", "--store", "record.db", "--format", "csv").out.splitlines()
    some = run("export", "--store", "record.db", "--format", "csv", "--country", "pak").out.splitlines()
    assert 1 < len(some) < len(every)
    ged = run("export", "--store", "record.db", "--country", "PAK", "--format", "ged")
    assert "Kohat hostage-taking: toll rises to 20" in ged.out  # the headline, from the store's report
    hidden = run("export", "--store", "record.db", "--country", "PAK", "--format", "ged", "--no-names")
    assert "toll rises" not in hidden.out


def test_an_edited_workbook_is_taken_back(run: Run) -> None:
    book = openpyxl.load_workbook("record.xlsx")
    sheet = book["incidents"]
    header = [c.value for c in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == "kohat-police#1":
            row[header.index("kind")].value = "clash"
        if row[0].value == "mogadishu-hotel#1":
            row[header.index("lat")].value = "north"
    book.save("record.xlsx")
    done = run("import", "--store", "record.db", "--by", "ana", "record.xlsx")
    assert done.code == 1
    assert 'kind of kohat-police#1 set to "clash"' in done.out
    assert "record.xlsx: 1 done, 1 refused, " in done.out
    assert "lat 'north' is no number" in done.err
    assert "ana" in run("verdicts", "--store", "record.db").out
