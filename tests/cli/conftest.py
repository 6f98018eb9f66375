"""A folder to run commands in: the shipped examples and a few reports, as the help texts name them."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from by_hand import hasakah, maiduguri

from tocsin.cli import main
from tocsin.export.incidents import export_incidents

ROOT = Path(__file__).parents[2]


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: ``examples/``, ``report.txt`` (a bare text), ``reports.jsonl``,
    ``incidents.jsonl`` (two incidents)."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    body = (ROOT / "examples/kohat-police.txt").read_text("utf-8").split("---\n", 2)[2].lstrip("\n")
    (tmp_path / "report.txt").write_text(body, "utf-8")
    shutil.copy(ROOT / "examples/gold.jsonl", tmp_path / "reports.jsonl")
    (tmp_path / "reports.csv").write_text(f'Day,Article\n2021-06-25,"{body}"\n', "utf-8")
    some = (hasakah(), maiduguri())
    with (tmp_path / "incidents.jsonl").open("wb") as stream:
        export_incidents(some, "jsonl", stream)
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
