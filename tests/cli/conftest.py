"""A folder to run commands in: the shipped examples and a few reports, as the help texts name them."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from by_hand import hasakah, maiduguri

from tocsin.cli import main
from tocsin.cli.where import person
from tocsin.export.incidents import Options, export_incidents
from tocsin.ingest import ingest_inputs
from tocsin.pipeline.archive import add_reports
from tocsin.pipeline.incidents import link_store
from tocsin.review.decide import comment
from tocsin.store import Added, Filter, open_store

ROOT = Path(__file__).parents[2]


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


LATE = """---
title: Kohat hostage-taking: toll rises to 20
published: 2021-06-26
outlet: Frontier Daily
---
KOHAT, Pakistan - Twenty people were killed in the hostage-taking by the Tehreek-e-Taliban Pakistan in Kohat,
Khyber Pakhtunkhwa, which commandos ended on Friday, the district police chief said on Saturday.

Constable Rahim Gul, 31, was killed in the attack on the police station.
"""
VERDICT = {
    "schema": "tocsin.verdict/1", "id": "v0123456789", "at": "2021-07-01T12:00:00+00:00", "by": "ana",
    "action": "confirm", "accounts": ["kohat-police#1"], "others": [], "field": None, "value": None,
    "target": None, "why": "named by the ministry",
}  # fmt: skip


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the reports of ``examples/`` and one more, linked, with a remark by whoever runs this."""
    folder = tmp_path_factory.mktemp("record")
    (folder / "kohat-late.txt").write_text(LATE, "utf-8")
    store = open_store(str(folder / "record.db"))
    reports = ingest_inputs([str(ROOT / "examples/*.txt"), str(folder / "kohat-late.txt")])
    for added in add_reports(store, reports, by="tests"):
        assert isinstance(added, Added), added
    link_store(store, by="tests")
    with (folder / "record.xlsx").open("wb") as stream:
        export_incidents(store.each(Filter()), "xlsx", stream, Options(accounts=store.collected))
    comment(store, "kohat-police#1", "asked the hospital", by=person(None))
    store.close()
    return folder / "record.db"


@pytest.fixture
def folder(tmp_path: Path, record: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: ``examples/``, ``report.txt`` (a bare text), ``reports.jsonl``,
    ``incidents.jsonl`` (two incidents), ``ged.csv`` (the same), ``record.db`` (a store), ``record.xlsx``
    (its workbook), ``incidents.csv`` (a plain table), ``verdicts.jsonl``."""
    shutil.copy(record, tmp_path / "record.db")
    (tmp_path / "verdicts.jsonl").write_text(json.dumps(VERDICT) + "\n", "utf-8")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    body = (ROOT / "examples/kohat-police.txt").read_text("utf-8").split("---\n", 2)[2].lstrip("\n")
    (tmp_path / "report.txt").write_text(body, "utf-8")
    shutil.copy(ROOT / "examples/gold.jsonl", tmp_path / "reports.jsonl")
    (tmp_path / "reports.csv").write_text(f'Day,Article\n2021-06-25,"{body}"\n', "utf-8")
    some = (hasakah(), maiduguri())
    with (tmp_path / "incidents.jsonl").open("wb") as stream:
        export_incidents(some, "jsonl", stream)
    (tmp_path / "incidents.csv").write_text("Day,Place,Country,Dead\n2021-06-25,Kohat,Pakistan,20\n", "utf-8")
    shutil.copy(record.parent / "record.xlsx", tmp_path / "record.xlsx")
    with (tmp_path / "ged.csv").open("wb") as stream:
        export_incidents(some, "ged", stream)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``tocsin`` with arguments in ``folder``; in this process, so that the model is loaded once."""

    def _run(*arguments: str, text: str = "") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(text.encode()))))
        capsys.readouterr()
        code = main(list(arguments))
        return Done(code, *capsys.readouterr())

    assert folder.is_dir()
    return _run
