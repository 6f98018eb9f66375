"""Tables of others as accounts: rows in the layout of UCDP GED (made up here), and plain tables."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest

from tocsin.codebook import exports
from tocsin.errors import InputError
from tocsin.export.incidents import export_incidents
from tocsin.imports.tables import IMPORTER, RowRefused, TableRow, import_table, read_table
from tocsin.pipeline.archive import READER
from tocsin.pipeline.incidents import link_store
from tocsin.records import Account
from tocsin.records.collected import Collected
from tocsin.store import Filter, Store

# Not a row of UCDP: its layout, filled with what a report of examples/ tells.
KOHAT = {
    "id": "1", "relid": "PAK-2021-1-1-1", "year": "2021", "code_status": "Clear", "type_of_violence": "1",
    "dyad_name": "Government of Pakistan - TTP", "side_a_new_id": "143", "side_a": "Government of Pakistan",
    "side_b_new_id": "356", "side_b": "TTP", "number_of_sources": "1", "source_office": "Kohat Daily",
    "source_date": "2021-06-26", "source_headline": "Siege of Kohat police station ends",
    "source_original": "police; officials", "where_prec": "1", "where_coordinates": "Kohat town",
    "where_description": "Kohat town", "adm_1": "Khyber Pakhtunkhwa province", "latitude": "33.58196",
    "longitude": "71.44929", "country": "Pakistan", "country_id": "770", "region": "Asia",
    "event_clarity": "1", "date_prec": "1", "date_start": "2021-06-25 00:00:00.000",
    "date_end": "2021-06-25 00:00:00.000", "deaths_a": "6", "deaths_b": "12", "deaths_civilians": "1",
    "deaths_unknown": "1", "best": "20", "high": "24", "low": "18", "gwnoa": "770",
}  # fmt: skip


def ged(path: Path, *rows: dict[str, str], header: bool = True) -> Path:
    columns = exports("ged")["columns"]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        if header:
            writer.writeheader()
        writer.writerows(rows)
    return path


def plain(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def read(path: Path, **mapping: str) -> list[TableRow | RowRefused]:
    return list(read_table(path, mapping, None))


def only(path: Path, **mapping: str) -> Account:
    (item,) = read(path, **mapping)
    assert isinstance(item, TableRow), item
    (account,) = item.reading.accounts
    return account


@pytest.mark.parametrize("header", [True, False])
def test_a_row_of_ged_is_an_account_with_its_words(tmp_path: Path, header: bool) -> None:
    (item,) = read(ged(tmp_path / "ged.csv", KOHAT, header=header))
    assert isinstance(item, TableRow)
    report, (account,) = item.reading.report, item.reading.accounts
    assert (report.id, report.outlet) == ("ged-1", "UCDP GED")
    assert report.url is not None
    assert report.url.endswith(f"#row={2 if header else 1}")
    assert (account.kind, account.status, account.cumulative) == ("clash", "reported", False)
    assert account.when is not None
    assert (account.when.start, account.when.precision) == (dt.date(2021, 6, 25), "day")
    town, province = account.where
    assert (town.name, town.level, town.precision, town.country) == ("Kohat", "city", 1, "PAK")
    assert (town.text, town.span and town.span.of(report.text)) == ("Kohat", "Kohat")
    assert (province.name, province.level) == ("Khyber Pakhtunkhwa", "admin1")
    assert account.perpetrators == ()  # UCDP does not say who attacked
    assert [(t.name, t.type) for t in account.targets] == [
        ("Pakistani government forces", "state_forces"), ("Pakistani Taliban", "rebel_group")
    ]  # fmt: skip
    told = [(t.id, t.low, t.high, t.qualifier, t.whole, t.part_of) for t in account.tolls]
    assert told == [
        ("t0", 20, 24, "range", True, None),
        ("t1", 6, 6, "exact", False, "t0"),
        ("t2", 12, 12, "exact", False, "t0"),
        ("t3", 1, 1, "exact", False, "t0"),
        ("t9", 18, None, "at_least", False, None),
    ]
    assert [t.text for t in account.tolls] == ["20", "6", "12", "1", "18"]


def test_one_sided_violence_has_a_perpetrator(tmp_path: Path) -> None:
    row = KOHAT | {
        "type_of_violence": "3", "side_a": "IS", "side_a_new_id": "234", "side_b": "Civilians",
        "side_b_new_id": "1", "deaths_a": "0", "deaths_b": "0", "deaths_civilians": "20",
        "deaths_unknown": "0", "low": "20", "high": "20",
    }  # fmt: skip
    account = only(ged(tmp_path / "ged.csv", row))
    (doer,) = account.perpetrators
    assert (account.kind, doer.name, doer.actor_id) == ("armed_attack", "Islamic State", "islamic-state")
    (toll,) = account.tolls
    assert toll.group is not None
    assert (toll.low, toll.high, toll.whole, toll.group.type) == (20, 20, False, "civilians")


def test_an_aggregate_joins_nothing(tmp_path: Path) -> None:
    assert only(ged(tmp_path / "ged.csv", KOHAT | {"event_clarity": "2"})).cumulative


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"date_start": ""}, "has no date_start"),
        ({"date_start": "05/06/2021"}, "date_start: '05/06/2021' means two days; write it as YYYY-MM-DD"),
        ({"type_of_violence": "4"}, "type_of_violence of 1, 2 or 3"),
        ({"best": "many"}, "best 'many' is no number"),
        ({"latitude": "133"}, "latitude 133 lies outside"),
        ({"where_prec": "9"}, "where_prec 9 is none of 1 to 7"),
    ],
)
def test_a_wrong_row_costs_no_others(tmp_path: Path, change: dict[str, str], why: str) -> None:
    good, bad, last = read(
        ged(tmp_path / "ged.csv", KOHAT, KOHAT | {"id": "2"} | change, KOHAT | {"id": "3"})
    )
    assert isinstance(good, TableRow)
    assert isinstance(last, TableRow)
    assert isinstance(bad, RowRefused)
    assert bad.row == 3
    assert why in bad.why


def test_bounds_that_are_out_of_order_are_no_fault(tmp_path: Path) -> None:
    account = only(ged(tmp_path / "ged.csv", KOHAT | {"low": "25", "high": "18"}))  # 1% of GED's rows
    assert [(t.low, t.high) for t in account.tolls if t.id == "t0"] == [(20, 20)]


def test_ged_joins_what_reports_tell(store: Store, tmp_path: Path) -> None:
    twin = KOHAT | {"id": "2", "best": "1", "low": "1", "high": "1", "deaths_a": "1", "deaths_b": "0",
                    "deaths_civilians": "0", "deaths_unknown": "0"}  # fmt: skip
    path = ged(tmp_path / "ged.csv", KOHAT, twin, KOHAT | {"id": "x", "best": "?"})
    done = list(import_table(store, path, by="tests"))
    assert [getattr(d, "what", "refused") for d in done] == ["new", "new", "refused"]
    link_store(store, by="tests")
    incident = store.incident("ged-1#1")
    assert "kohat-police#1" in incident.accounts
    assert "UCDP GED" in incident.sources.outlets
    assert "ged-2#1" not in incident.accounts  # rows of one table tell of two incidents
    assert store.source("ged-1").copy_of is None
    again = list(import_table(store, path, by="tests"))
    assert [getattr(d, "what", "refused") for d in again] == ["known", "known", "refused"]
    assert "ged-1" not in store.older_than(READER)  # no reader of texts reads a row again
    assert IMPORTER not in READER


def test_what_ged_says_comes_back_out(store: Store, tmp_path: Path) -> None:
    list(import_table(store, ged(tmp_path / "ged.csv", KOHAT | {"date_start": "2015-01-01", "date_end": ""}),
                      by="tests"))  # fmt: skip
    link_store(store, by="tests")
    out = io.BytesIO()
    export_incidents([store.incident("ged-1#1")], "ged", out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue().decode()))
    same = ("type_of_violence", "side_a", "side_b_new_id", "where_prec", "date_prec", "country", "country_id",
            "region", "latitude", "longitude", "best", "high", "deaths_a", "deaths_b", "deaths_civilians",
            "deaths_unknown", "gwnoa")  # fmt: skip
    assert {k: row[k] for k in same} == {k: KOHAT[k] for k in same}


def test_a_plain_table(tmp_path: Path) -> None:
    path = plain(
        tmp_path / "mine.csv",
        "Event Date;Location;Country;Type;Actor1;Actor2;Fatalities;Wounded;Notes;Source\n"
        "20 January 2022;Hasakah;Syria;Prison break;IS;guards;23;;Car bomb at the gate;NPA\n",
    )
    (item,) = read(path)
    assert isinstance(item, TableRow)
    report, (account,) = item.reading.report, item.reading.accounts
    assert (report.id, report.outlet, item.words) == ("mine-2", "NPA", ["Car bomb at the gate"])
    assert account.kind == "prison_break"
    (place,) = account.where
    assert (place.name, place.country, place.precision, place.level) == ("Hasakah", "SYR", 1, "city")
    assert place.lat == pytest.approx(36.5, abs=0.1)
    assert [(p.name, p.actor_id, p.text) for p in account.perpetrators] == [
        ("Islamic State", "islamic-state", "IS")
    ]
    (guards,) = account.targets
    assert guards.name == "guards"
    (toll,) = account.tolls
    assert (toll.effect, toll.low, toll.high, toll.text) == ("killed", 23, 23, "23")


def test_columns_by_mapping(tmp_path: Path) -> None:
    path = plain(tmp_path / "m.csv", "Tag,Tote von,Tote bis,Ort\n2022-01-20,7,9,Kabul\n")
    with pytest.raises(InputError, match=r"has no column of days; name it: --map date_start=COLUMN"):
        read(path)
    account = only(path, date_start="Tag", killed_low="tote von", killed_high="Tote bis", place="Ort")
    (toll,) = account.tolls
    assert (toll.low, toll.high, toll.qualifier) == (7, 9, "range")
    (place,) = account.where
    assert (place.name, place.lat, place.country) == ("Kabul", None, None)  # no country, no guess
    with pytest.raises(InputError, match="has no column 'Wann'"):
        read(path, date_start="Wann")


@pytest.mark.parametrize("name", ["csv", "hxl"])
def test_our_own_export_comes_back(store: Store, tmp_path: Path, name: str) -> None:
    wanted = {i.id: i for i in store.each(Filter()) if i.when.start}
    with (tmp_path / "own.csv").open("wb") as stream:
        export_incidents(wanted.values(), name, stream)
    items = read(tmp_path / "own.csv")
    assert len(items) == len(wanted)
    for item in items:
        assert isinstance(item, TableRow), item
        (account,) = item.reading.accounts
        incident = wanted[account.id.removeprefix("own-").removesuffix("#1")]
        assert account.kind == incident.kind
        assert account.when is not None
        assert (account.when.start, account.when.precision) == (incident.when.start, incident.when.precision)
        assert [p.name for p in account.perpetrators] == [p.name for p in incident.perpetrators]
        killed = [(t.low, t.high) for t in account.tolls if t.effect == "killed"]
        assert killed == [(t.low, t.high) for t in incident.toll if t.effect == "killed"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",Kabul,3", "has no date"),
        ("2022-01-20,Kabul,-3", "killed '-3' is no whole number"),
        ("01/02/2022,Kabul,3", "date_start: '01/02/2022' means two days; write it as YYYY-MM-DD"),
    ],
)
def test_wrong_rows_of_a_plain_table(tmp_path: Path, row: str, why: str) -> None:
    bad, good = read(plain(tmp_path / "t.csv", f"date,place,killed\n{row}\n2022-01-20,Herat,4\n"))
    assert isinstance(bad, RowRefused)
    assert isinstance(good, TableRow)
    assert why in bad.why


def test_empty_files_and_cells(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is empty"):
        read(plain(tmp_path / "e.csv", "\n"))
    account = only(plain(tmp_path / "s.csv", "date,place,killed\n2022-01-20,,\n\n"))
    assert (account.where, account.tolls, account.perpetrators) == ((), (), ())


def test_collected_rows_carry_no_column_names(store: Store, tmp_path: Path) -> None:
    list(import_table(store, ged(tmp_path / "ged.csv", KOHAT), by="tests"))
    (one,) = store.collected(["ged-1#1"])
    found: Any = one
    assert isinstance(found, Collected)
    assert found.words == "Siege of Kohat police station ends"
