"""Readings in, each format out, as a person or a program gets to see it."""

from __future__ import annotations

import csv
import dataclasses
import io
import json

import pytest

from tocsin.errors import UsageError
from tocsin.export import FORMATS, Options, open_writer
from tocsin.export.csv_rows import COLUMNS
from tocsin.records import Reading
from tocsin.records.wire import reading_from_dict


def written(name: str, *readings: Reading, **options: object) -> str:
    stream = io.StringIO()
    writer = open_writer(name, stream, Options(**options))  # type: ignore[arg-type]
    for reading in readings:
        writer.write(reading)
    writer.close()
    return stream.getvalue()


TABLE = """\
Raid near Gao
gao · Sahel Wire · published 19 May 2022

Reported ───────────────────────────────────────────────────────────────────────────────────────────

#1 ARMED ATTACK “stormed”
  when      17 May 2022, 02:30 local time “Tuesday”
  where     near Gao, Mali
  by        Azawad Front (claimed via Telegram)
  against   base “a base”
  with      firearm
  killed    at least 30 people in all, says the army “At least 30 people were killed”
              of them 7 soldiers (revises an earlier figure), says the army “7 soldiers”
              of them 23 fighters (the attackers' own), says the army “23 fighters”
            12 soldiers (later revised) “12 dead soldiers”
  injured   dozens (24 or more) “Dozens were wounded”
  named     Ali Maiga, 31 (killed) “Sergeant Ali Maiga, 31”
  linked    suspected: coordinated with #2, says a diplomat, to Reuters “may be linked”

#2 SHELLING “shelling”
  when      no date stated
  where     Mopti, Mali (province only) “Mopti region”
  injured   none, says a diplomat, to Reuters “hurt nobody”

Background: earlier incidents told for context ─────────────────────────────────────────────────────

#3 ABDUCTION “abducted”
  when      1-10 May 2022 “early May”
  where     no place stated
  abducted  up to 60 villagers “up to 60 villagers were abducted”

Totals of a whole war or campaign, not of one incident ─────────────────────────────────────────────

#4 OTHER “The war has killed”
  when      no date stated
  where     no place stated
  killed    more than 5,000 people “killed more than 5,000 people”

note: A place name could not be placed on the map. “Mopti region”
"""


def test_the_table_as_a_person_reads_it(reading: Reading) -> None:
    assert written("table", reading, width=100) == TABLE


@pytest.mark.parametrize("width", [40, 60, 100, 120])
def test_the_table_keeps_to_its_width(reading: Reading, width: int) -> None:
    assert max(map(len, written("table", reading, width=width).splitlines())) <= width


def test_the_table_without_evidence_has_no_quotes(reading: Reading) -> None:
    assert "“" not in written("table", reading, evidence=False)


def test_colour_only_where_it_is_asked_for(reading: Reading) -> None:
    assert "\x1b[" not in written("table", reading)
    assert "\x1b[" in written("table", reading, colour=True)


def test_a_report_cannot_play_with_the_terminal(reading: Reading) -> None:
    account = reading.accounts[0]
    evil = dataclasses.replace(account.targets[0], name="\x1b[2Jbase\r\x07[bold]\u202ex")
    reading = dataclasses.replace(reading, accounts=(dataclasses.replace(account, targets=(evil,)),))
    shown = written("table", reading, evidence=False)
    assert "against   �[2Jbase �[bold]�x" in shown


def test_a_report_without_incidents_says_so(reading: Reading) -> None:
    shown = written("table", dataclasses.replace(reading, accounts=(), issues=()))
    assert shown.splitlines()[-1] == "No incident found in it."


def test_jsonl_is_the_contract_and_reads_back(reading: Reading) -> None:
    lines = written("jsonl", reading, reading, with_text=True).splitlines()
    assert len(lines) == 2
    row = json.loads(lines[0])
    assert list(row) == ["schema", "report", "accounts", "issues"]
    assert reading_from_dict(row) == reading
    assert "text" not in json.loads(written("jsonl", reading))["report"]


def test_csv_has_a_row_a_toll_and_a_row_an_account_without(reading: Reading) -> None:
    bare = dataclasses.replace(reading.accounts[0], id="gao#9", tolls=())
    reading = dataclasses.replace(reading, accounts=(*reading.accounts, bare))
    rows = list(csv.DictReader(io.StringIO(written("csv", reading))))
    assert tuple(rows[0]) == COLUMNS
    assert [(r["account_id"], r["toll_id"]) for r in rows] == [
        ("gao#1", "t0"), ("gao#1", "t1"), ("gao#1", "t2"), ("gao#1", "t3"), ("gao#1", "t4"),
        ("gao#2", "t0"), ("gao#3", "t0"), ("gao#4", "t0"), ("gao#9", ""),
    ]  # fmt: skip
    first = {k: v for k, v in rows[1].items() if v}
    assert first == {
        "report_id": "gao",
        "outlet": "Sahel Wire",
        "title": "Raid near Gao",
        "published": "2022-05-19",
        "account_id": "gao#1",
        "status": "reported",
        "kind": "armed_attack",
        "cumulative": "false",
        "date_start": "2022-05-17",
        "date_end": "2022-05-17",
        "date_precision": "day",
        "date_basis": "stated",
        "time": "02:30",
        "date_quote": "Tuesday",
        "place": "Gao",
        "place_level": "city",
        "place_precision": "2",
        "lat": "16.27",
        "lon": "-0.04",
        "radius_km": "25.0",
        "country": "MLI",
        "admin1": "Gao",
        "gazetteer_id": "geonames:2457161",
        "place_basis": "stated",
        "place_quote": "near Gao",
        "all_places": "Gao (city)",
        "perpetrators": "Azawad Front",
        "certainty": "claimed",
        "claim_channel": "Telegram",
        "perpetrator_quotes": "Azawad Front",
        "targets": "base",
        "target_quotes": "a base",
        "weapons": "firearm",
        "persons": "Ali Maiga (killed)",
        "links": "suspected coordinated gao#2",
        "trigger_quote": "stormed",
        "confidence": "0.0",
        "toll_id": "t1",
        "effect": "killed",
        "low": "7",
        "high": "7",
        "qualifier": "exact",
        "group": "soldiers",
        "group_type": "state_forces",
        "side": "target",
        "whole": "false",
        "part_of": "t0",
        "supersedes": "t3",
        "withdrawn": "false",
        "said_by": "Malian Armed Forces",
        "stance": "asserted",
        "toll_quote": "7 soldiers",
        "group_quote": "soldiers",
        "said_by_quote": "the army",
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_run_as_a_formula(reading: Reading, start: str) -> None:
    report = dataclasses.replace(reading.report, outlet=f'{start}HYPERLINK("http://x")')
    (first, *_) = csv.DictReader(io.StringIO(written("csv", dataclasses.replace(reading, report=report))))
    assert first["outlet"] == f'\'{start}HYPERLINK("http://x")'
    assert first["lon"] == "-0.04"  # a number stays one


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(UsageError, match="'xml' is no format; choose one of table, jsonl, csv"):
        open_writer("xml", io.StringIO())


@pytest.mark.parametrize("name", FORMATS)
def test_no_readings_are_no_error(name: str) -> None:
    lines = written(name).splitlines()
    assert lines[:1] == {"csv": [",".join(COLUMNS)], "html": ["<!doctype html>"]}.get(name, [])
    assert len(lines) < 2 or name == "html"
