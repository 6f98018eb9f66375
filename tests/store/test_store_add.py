"""Reports into a store through the command line: kept once, read again where that tells more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tocsin.cli.where
from tocsin.cli import main
from tocsin.store import DEFAULT, open_store

REPORT = "KANO, Nigeria - Gunmen killed three policemen in Kano on Monday, police said.\n"


@pytest.fixture
def tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)

    def _tell(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return _tell


Tell = Callable[..., tuple[int, str, str]]


def test_a_text_is_kept_once_with_all_that_is_known_of_it(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "kano.txt").write_text(REPORT, "utf-8")
    options = ("--published", "2021-03-11", "--outlet", "Kano Mail", "--retrieved", "2021-03-12",
               "--archived", "https://archive.example/kano", "kano.txt")  # fmt: skip
    assert tell("add", *options) == (
        0,
        "1 new report with 1 account\n"
        "tocsin.db holds 1 report and 1 account; join them into incidents with: tocsin link\n",
        "",
    )
    code, out, _ = tell("add", *options)
    assert (code, out.splitlines()[0]) == (0, "0 new reports with 0 accounts; 1 were in the store already")

    with open_store("tocsin.db") as store:
        assert store.report("kano").text == REPORT
        source = store.source("kano")
        assert source.archived == "https://archive.example/kano retrieved 2021-03-12"
        (collected,) = store.collected()
        assert collected.account.id == "kano#1"
        assert [(t.low, t.effect) for t in collected.account.tolls] == [(3, "killed")]
        assert collected.words == REPORT.strip()
        assert [(row.what, row.subject) for row in store.audit()] == [("add", "kano")]


def test_the_default_store_is_the_one_the_options_name() -> None:
    assert tocsin.cli.where.DEFAULT == DEFAULT
