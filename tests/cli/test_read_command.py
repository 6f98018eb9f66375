"""``tocsin read`` as a user runs it: what it prints, where, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tocsin.cli import main
from tocsin.cli.read import choose_format

Run = Callable[..., Any]


def test_reports_to_json_lines_and_a_bad_input_among_them(run: Run) -> None:
    done = run(
        "read", "examples/kohat-police.txt", "examples/gone.txt", "report.txt", "--published", "2021-06-25"
    )
    assert done.code == 1
    assert done.err.splitlines() == [
        "tocsin: examples/gone.txt does not exist; check the name and the folder you are in",
        "tocsin: 2 reports read, 1 failed",
    ]
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [r["report"]["id"] for r in rows] == ["kohat-police", "report"]
    assert rows[0]["accounts"], "the reader found nothing in an example"
    assert [r["report"]["published"] for r in rows] == ["2021-06-25", "2021-06-25"]
    # the two texts are the same, so that all but the ids is
    assert json.dumps(rows[1]["accounts"]).replace('"report#', '"kohat-police#') == json.dumps(
        rows[0]["accounts"]
    )


def test_spans_stand_where_they_say(run: Run) -> None:
    done = run("read", "--with-text", "examples/saravena-police.txt")
    row = json.loads(done.out)
    text = row["report"]["text"]
    spans = list(_spans(row["accounts"]))
    assert len(spans) > 20
    assert all(text[start:end] == words for words, (start, end) in spans)


def _spans(value: object) -> list[tuple[str, tuple[int, int]]]:
    if isinstance(value, list):
        return [s for item in value for s in _spans(item)]
    if isinstance(value, dict):
        here = [(value["text"], tuple(value["span"]))] if value.get("span") else []
        return here + [s for item in value.values() for s in _spans(item)]
    return []


def test_a_report_on_standard_input_to_a_table(run: Run, folder: Path) -> None:
    text = (folder / "report.txt").read_text("utf-8")
    done = run("read", "--format", "table", "--published", "25 June 2021", "--title", "Kohat", "-", text=text)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Kohat\nstdin · published 25 June 2021\n")


def test_csv_into_a_file(run: Run, folder: Path) -> None:
    done = run("read", "-o", "tolls.csv", "examples/maiduguri-prison.txt")
    assert (done.code, done.out, done.err) == (0, "", "")
    rows = list(csv.DictReader(io.StringIO((folder / "tolls.csv").read_text("utf-8"))))
    assert {r["report_id"] for r in rows} == {"maiduguri-prison"}
    assert not (folder / "tolls.csv.part").exists()


def test_a_report_in_another_language_is_an_issue_and_no_failure(run: Run) -> None:
    text = "Al menos siete soldados murieron el martes en un ataque contra una base militar en el norte."
    done = run("read", "-", text=text)
    row = json.loads(done.out)
    assert done.code == 0
    assert row["accounts"] == []
    assert row["report"]["language"] == "es"
    assert "language_not_supported" in [i["code"] for i in row["issues"]]


def test_no_publication_date_is_an_issue(run: Run) -> None:
    done = run("read", "-", text="Gunmen killed three policemen in Kano on Monday.")
    assert done.code == 0
    assert "no_publication_date" in [i["code"] for i in json.loads(done.out)["issues"]]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["read"], "tocsin: Missing argument 'INPUT...'; see: tocsin read --help"),
        (["red"], "tocsin: No such command 'red'"),
        (["read", "--format", "xml", "x"], "tocsin: 'xml' is no format; choose one of table, jsonl, csv"),
        (
            ["read", "--published", "2022-13-45", "x"],
            "tocsin: --published '2022-13-45' is no day of the calendar;",
        ),
        (["read", "--with-text", "--format", "csv", "x"], "tocsin: --with-text goes with --format jsonl"),
        (
            ["read", "-o", "gone/x.csv", "x"],
            "tocsin: -o gone/x.csv cannot be written (no such file or directory)",
        ),
        (["read", "-o", ".", "x"], "tocsin: -o . is a folder; name a file in it"),
        (["codebook", "colours"], "tocsin: the codebook has no table 'colours'"),
    ],
)
def test_bad_usage_is_one_sentence_and_code_2(
    arguments: list[str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(sentence)
    assert said.err.count("\n") == 1


def test_only_bad_inputs_are_code_1_and_nothing_is_loaded(run: Run) -> None:
    done = run("read", "gone.txt")
    assert (done.code, done.out) == (1, "")
    assert done.err == "tocsin: gone.txt does not exist; check the name and the folder you are in\n"


def test_no_arguments_show_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out.startswith("Usage: tocsin [OPTIONS] [COMMAND]")


def test_the_suffix_of_the_output_chooses_the_format() -> None:
    assert [choose_format(None, f"x.{s}") for s in ("csv", "jsonl", "txt", "dat")] == [
        "csv",
        "jsonl",
        "table",
        "jsonl",
    ]
    assert choose_format("csv", "x.jsonl") == "csv"


def test_an_error_nobody_foresaw_is_a_sentence_and_the_traceback_waits_for_debug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> list[str]:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("tocsin.cli.lookup.codebook_lines", broken)
    assert main(["codebook"]) == 1
    said = capsys.readouterr().err
    assert "internal error in tocsin" in said
    assert "ZeroDivisionError: oops" in said
    assert "Traceback" not in said
    monkeypatch.setenv("TOCSIN_DEBUG", "1")
    assert main(["codebook"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_an_output_nobody_reads_ends_quietly(folder: Path) -> None:
    code = f"{sys.executable} -m tocsin codebook issues | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", code], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    assert done.stdout.strip() in ("0", "141")


def test_ctrl_c_ends_quietly(folder: Path) -> None:
    os.mkfifo(folder / "slow.txt")  # nobody writes into it: the program waits
    process = subprocess.Popen(
        [sys.executable, "-m", "tocsin", "read", "slow.txt"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_importing_the_package_is_instant() -> None:
    code = "import sys, tocsin; tocsin.Account; sys.exit('spacy' in sys.modules or 'rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
