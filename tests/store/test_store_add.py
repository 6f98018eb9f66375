"""Reports into a store through the command line: kept once, read again where that tells more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tocsin.cli.where
from tocsin.cli import main
from tocsin.pipeline import Reader
from tocsin.pipeline.archive import read_again
from tocsin.store import DEFAULT, Added, open_store

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


def test_the_newer_reader_takes_the_stored_reports_and_keeps_decisions(
    tell: Tell, tmp_path: Path, reader: Reader
) -> None:
    (tmp_path / "kano.txt").write_text(REPORT, "utf-8")
    assert tell("add", "--published", "2021-03-11", "kano.txt")[0] == 0
    (tmp_path / "kano.txt").unlink()  # the store has the text
    assert tell("link")[0] == 0
    assert tell("confirm", "kano#1", "--by", "ana")[0] == 0
    assert tell("add", "--again")[1].startswith("0 new reports")
    with open_store() as store:
        (again,) = read_again(store, by="ben", reader=lambda: reader, version="0.1.1/1")
        assert again == Added("kano", "reread", 1)
        assert list(read_again(store, by="ben", reader=lambda: reader, version="0.1.1/1")) == []
    code, out, err = tell("link")
    assert (code, out.splitlines()[0], err) == (0, "1 account linked; no incident changed", "")
    assert "confirmed" in tell("show", "kano#1")[1]


def test_a_decision_on_what_is_not_there_is_one_sentence(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "kano.txt").write_text(REPORT, "utf-8")
    tell("add", "-q", "kano.txt")
    code, out, err = tell("discount", "lagos#1")
    assert (code, out) == (1, "")
    assert err == (
        "tocsin: there is no incident 'lagos#1' in the store; tocsin incidents --all lists them, and new "
        "reports become incidents with tocsin link\n"
    )
    assert tell("undo", "--by", "ana") == (
        1, "", "tocsin: no decision of ana holds; tocsin verdicts lists all of them\n",
    )  # fmt: skip


def test_one_bad_input_costs_the_others_nothing(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\xff" * 40)
    code, out, err = tell("add", "a.txt", "b.txt", "none.txt")
    assert code == 1
    assert out.startswith("1 new report with 1 account; 2 failed\n")
    assert [line.split()[1] for line in err.splitlines()] == ["b.txt", "none.txt"]


def test_the_list_and_what_changed_as_a_person_sees_them(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "kano.txt").write_text(REPORT, "utf-8")
    tell("add", "-q", "--published", "2021-03-11", "--outlet", "Kano Mail", "kano.txt")
    tell("link", "-q")
    assert tell("incidents", "--format", "table")[1] == (
        "day        what         where          killed injured grade   reports id\n"
        "2021-03-08 armed attack Kano, Nigeria       3         pending       1 kano#1\n"
    )
    tell("set", "kano#1", "toll.killed.best", "4", "--by", "ana", "--why", "one died later")
    assert tell("show", "--history", "kano#1")[1].splitlines()[-2:] == [
        "    killed     3 -> 3 to 4, best 4",
        "    decisions  0 -> 1",
    ]
    code, out, _ = tell("changes", "--since", "2000-01-01", "--format", "table")
    assert code == 0
    assert out.splitlines()[0] == "new      kano#1  Armed attack, Kano, Nigeria, 8 March 2021"
