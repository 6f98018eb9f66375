"""Frames: the same rows in pandas and polars, typed, with missing values missing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import tocsin
from tocsin import frames
from tocsin.errors import MissingPart, UsageError
from tocsin.frames.make import LIBRARIES, PANDAS, POLARS
from tocsin.pipeline.results import Accounts, Readings

ROOT = Path(__file__).parents[2]
TEXT = (
    "Gunmen killed at least three policemen in the Nigerian city of Kano on Monday, the army said. "
    "Boko Haram claimed the attack."
)


@pytest.fixture(scope="module")
def read() -> Accounts:
    return tocsin.read(TEXT, published="2021-03-11", outlet="The paper")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Readings:
    """A folder of two reports and a file that is none."""
    path = tmp_path_factory.mktemp("reports")
    (path / "a.txt").write_text(TEXT, "utf-8")
    (path / "b.txt").write_text((ROOT / "examples/kohat-police.txt").read_text("utf-8"), "utf-8")
    (path / "c.txt").write_bytes(b"")
    return tocsin.read_files(path, outlet="The paper")


def rows(frame: Any) -> list[dict[str, Any]]:
    """The rows of either library, missing values as None and days as dates."""
    if isinstance(frame, pl.DataFrame):
        return frame.to_dicts()
    return [
        {k: None if pd.isna(v) else v.date() if isinstance(v, dt.datetime) else v for k, v in row.items()}
        for row in frame.to_dict("records")
    ]


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_toll_is_a_row_with_its_words_and_speaker(read: Accounts, library: str) -> None:
    (row,) = rows(frames.tolls(read, library))
    assert row == {
        "report_id": "text", "account_id": "text#1", "status": "reported", "cumulative": False,
        "toll_id": "t1", "effect": "killed", "low": 3, "high": None, "qualifier": "at_least",
        "group": "Nigeria Police Force", "group_type": "state_forces", "side": "target",
        "women": None, "children": None,
        "whole": False, "part_of": None, "supersedes": None, "withdrawn": False, "as_of": None,
        "said_by": "army", "said_to": None, "stance": "asserted",
        "text": "killed at least three policemen", "start": 7, "end": 38,
    }  # fmt: skip
    assert TEXT[row["start"] : row["end"]] == row["text"]


@pytest.mark.parametrize("library", LIBRARIES)
def test_an_account_is_a_row(read: Accounts, library: str) -> None:
    (row,) = rows(frames.accounts(read, library))
    assert (row["kind"], row["place"], row["country"]) == ("armed_attack", "Kano", "NGA")
    assert (row["date_start"], row["published"]) == (dt.date(2021, 3, 8), dt.date(2021, 3, 11))
    assert row["tolls"] == 1


@pytest.mark.parametrize("name", frames.TABLES)
def test_both_libraries_hold_the_same_in_the_types_that_are_documented(name: str, folder: Readings) -> None:
    of_pandas, of_polars = (getattr(frames, name)(folder, library) for library in LIBRARIES)
    columns = frames.TABLES[name].columns
    assert {c.name: str(of_pandas[c.name].dtype) for c in columns} == {
        c.name: PANDAS[c.kind] for c in columns
    }
    assert {n: str(t) for n, t in of_polars.schema.items()} == {c.name: POLARS[c.kind] for c in columns}
    assert rows(of_pandas) == rows(of_polars)
    assert list(of_pandas.columns) == of_polars.columns


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", frames.TABLES)
def test_nothing_read_is_a_frame_of_the_same_columns(name: str, library: str) -> None:
    empty = getattr(frames, name)([], library)
    assert empty.shape == (0, len(frames.TABLES[name].columns))


def test_rows_of_several_reports_stand_together(folder: Readings) -> None:
    assert list(frames.reports(folder)["report_id"]) == ["a", "b"]
    assert set(frames.tolls(folder)["report_id"]) == {"a", "b"}
    assert "no_publication_date" in set(frames.issues(folder)["code"])
    assert [f.message for f in folder.failures] == ["is empty: there is no text to read"]
    for one in (folder, folder[0], [folder[1]], iter(folder)):
        assert len(frames.reports(one)) >= 1


def test_a_count_that_adds_up_leaves_totals_out(folder: Readings) -> None:
    """What the docs tell to do: figures of one account, without totals whose parts are there."""
    tolls = frames.tolls(folder)
    killed = tolls[(tolls.effect == "killed") & ~tolls.whole]
    assert killed.groupby("account_id")["low"].sum().max() >= 3


def test_results_are_lists(read: Accounts, folder: Readings) -> None:
    assert isinstance(read, list)
    assert read == list(read.reading.accounts)
    assert isinstance(folder, list)
    assert [reading.report.id for reading in folder] == ["a", "b"]


@pytest.mark.parametrize(
    ("readings", "library", "sentence"),
    [
        ([], "dask", "there are frames of pandas and polars, and none of 'dask'"),
        (["text"], "pandas", "frames are made of what tocsin.read"),
    ],
)
def test_what_is_none_is_told(readings: Any, library: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        frames.tolls(readings, library)


def test_a_library_that_is_not_there_names_the_line_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(MissingPart, match=r'polars is not installed; run: pip install "tocsin\[frames\]"'):
        frames.tolls([], "polars")


def test_the_docs_have_every_column() -> None:
    page = (ROOT / "docs/frames.md").read_text("utf-8")
    for name, table in frames.TABLES.items():
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert section, name
        for column in table.columns:
            assert f"| `{column.name}` | {column.kind} | {column.meaning} |" in section, (name, column.name)
    for kind in PANDAS:
        assert f"| {kind} | `{PANDAS[kind]}` | `{POLARS[kind]}` |" in page
