"""The workbook: written from a real store, edited as a person does, and taken back as verdicts."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from by_hand import maiduguri
from hypothesis import given
from strategies import LAW, incidents

from tocsin.codebook import table
from tocsin.errors import InputError
from tocsin.export.incidents import Options, export_incidents
from tocsin.export.incidents.sheets import CHECK, INCIDENTS, SHEETS, TOLLS, check_of, incident_row, toll_rows
from tocsin.imports.edits import STALE, import_edits
from tocsin.imports.report import Report
from tocsin.imports.workbook import read_workbook
from tocsin.records.incident import Incident, Party
from tocsin.records.verdict import in_force
from tocsin.review import decide
from tocsin.store import Filter, Store

Edit = Callable[..., Path]
KOHAT = "kohat-police#1"


def take(store: Store, path: Path, **options: bool) -> Report:
    return import_edits(store, read_workbook(path), by="ana", **options)


def whys(report: Report) -> list[str]:
    return [r.sentence for r in report.refused]


def test_the_workbook_tells_what_may_be_edited(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    assert opened.sheetnames == ["how-to", *SHEETS]
    for name, fields in SHEETS.items():
        sheet = opened[name]
        assert [c.value for c in sheet[1]] == [f.name for f in fields]
        assert sheet.freeze_panes == "C2"
        assert sheet.max_row > 5
        for number, field in enumerate(fields, 1):
            grey = sheet.cell(2, number).fill.fgColor.rgb == "00E7E6E6"
            assert grey == (field.path is None and not field.asks), field.name
            assert sheet.column_dimensions["ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number - 1]].hidden == (
                field.name == CHECK
            )
    menus = {str(v.sqref)[:1]: v.formula1 for v in opened["incidents"].data_validations.dataValidation}
    assert menus["B"] == '"confirm,discount,no_incident"'
    assert menus["E"].startswith('"armed_attack,clash,')


def test_an_untouched_workbook_changes_nothing(store: Store, book: Path) -> None:
    report = take(store, book)
    assert (report.done, report.refused, report.verdicts) == ([], [], ())
    assert report.unchanged > 20
    assert store.verdicts() == ()


def test_a_spreadsheet_may_save_it_again(store: Store, book: Path) -> None:
    openpyxl.load_workbook(book).save(book)  # dates become date-times, whole numbers stay
    assert take(store, book).done == []


@LAW
@given(incidents())
def test_any_incident_survives_the_spreadsheet(incident: Incident) -> None:
    out = io.BytesIO()
    export_incidents([incident], "xlsx", out)
    opened = openpyxl.load_workbook(out)
    for name, fields, rows in (
        ("incidents", INCIDENTS, [incident_row(incident)]),
        ("tolls", TOLLS, list(toll_rows(incident))),
    ):
        found = list(opened[name].iter_rows(min_row=2, values_only=True))
        for row, wanted in zip(found, rows, strict=True):
            cells = dict(zip([f.name for f in fields], row, strict=True))
            assert check_of(fields, cells) == wanted[CHECK]


def test_a_formula_stays_text() -> None:
    evil = Party("=1+1", None, "rebel_group", "stated", (), ())
    out = io.BytesIO()
    export_incidents([maiduguri(perpetrators=(evil,))], "xlsx", out)
    cell = openpyxl.load_workbook(out)["incidents"].cell(2, [f.name for f in INCIDENTS].index("by") + 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_changed_cells_become_verdicts(store: Store, edit: Edit) -> None:
    book = edit(
        ("incidents", KOHAT, "kind", "armed attack"),
        ("incidents", KOHAT, "date_start", dt.datetime(2021, 6, 20)),
        ("incidents", KOHAT, "date_precision", "week"),
        ("incidents", KOHAT, "remark", "the hostages were taken on Sunday"),
        ("tolls", f"{KOHAT}/killed", "low", 18),
        ("tolls", f"{KOHAT}/killed", "best", 21),
        ("tolls", f"{KOHAT}/killed", "high", 23.0),
    )
    report = take(store, book)
    assert whys(report) == []
    now = store.incident(KOHAT)
    assert (now.kind, now.when.start, now.when.precision) == ("armed_attack", dt.date(2021, 6, 20), "week")
    killed = next(t for t in now.toll if t.effect == "killed")
    assert (killed.low, killed.best, killed.high, killed.basis) == (18, 21, 23, "verdict")
    verdicts = store.verdicts()
    assert {v.action for v in verdicts} == {"set"}
    assert {v.by for v in verdicts} == {"ana"}
    assert {v.field for v in verdicts} == {
        "kind", "when.start", "when.precision", "toll.killed.low", "toll.killed.best", "toll.killed.high"
    }  # fmt: skip
    assert next(v for v in verdicts if v.field == "kind").why == "the hostages were taken on Sunday"
    assert next(d.what for d in report.done if d.sheet == "incidents") == (
        f'kind of {KOHAT} set to "armed_attack"'
    )


def test_the_same_file_twice_does_nothing_more(store: Store, edit: Edit) -> None:
    book = edit(
        ("incidents", KOHAT, "kind", "clash"),
        ("incidents", KOHAT, "decision", "confirm"),
        ("incidents", "maiduguri-prison#2", "remark", "ask the governor"),
        ("tolls", f"{KOHAT}/killed", "low", 5),
    )
    first = take(store, book)
    assert len(first.done) == 4
    again = take(store, book)
    assert (again.done, again.refused) == ([], [])
    assert len(store.verdicts()) == 4


def test_undo_takes_an_edit_back(store: Store, edit: Edit) -> None:
    before = store.incident(KOHAT)
    report = take(store, edit(("incidents", KOHAT, "kind", "clash")))
    assert store.incident(KOHAT).kind == "clash" != before.kind
    decide.undo(store, report.verdicts[0], by="ana")
    assert store.incident(KOHAT).kind == before.kind


def test_a_dry_run_only_tells(store: Store, edit: Edit) -> None:
    book = edit(("incidents", KOHAT, "kind", "clash"))
    report = take(store, book, dry_run=True)
    assert [d.what for d in report.done] == [f'kind of {KOHAT} set to "clash"']
    assert store.verdicts() == ()


@pytest.mark.parametrize(("decision", "grade"), [("confirm", "confirmed"), ("Discount", "discounted")])
def test_decisions(store: Store, edit: Edit, decision: str, grade: str) -> None:
    take(store, edit(("incidents", KOHAT, "decision", decision), ("incidents", KOHAT, "remark", "morgue")))
    assert store.incident(KOHAT).grade == grade
    (verdict,) = store.verdicts()
    assert verdict.why == "morgue"


def test_two_incidents_become_one(store: Store, edit: Edit) -> None:
    first, second = "maiduguri-prison#1", "mogadishu-hotel#1"
    report = take(store, edit(("incidents", first, "same_as", second)))
    assert [d.what for d in report.done] == [f"{first} merged with {second}"]
    assert store.resolve(first) == store.resolve(second)
    assert take(store, edit(("incidents", first, "same_as", second))).done == []


def test_an_account_is_taken_out_and_put_elsewhere(store: Store, edit: Edit) -> None:
    late = "kohat-late#1"
    assert late in store.incident(KOHAT).accounts
    out = take(store, edit(("accounts", late, "incident", "new")))
    assert [d.what for d in out.done] == [f"{late} taken out of {KOHAT}"]
    assert store.incident(late).accounts == (late,)
    assert late not in store.incident(KOHAT).accounts


def test_an_account_is_moved(store: Store, edit: Edit) -> None:
    late, other = "kohat-late#1", "mogadishu-hotel#1"
    report = take(store, edit(("accounts", late, "incident", other)))
    assert whys(report) == []
    assert late in store.incident(other).accounts
    assert late not in store.incident(KOHAT).accounts
    assert take(store, edit(("accounts", late, "incident", other))).done == []


def test_a_toll_that_was_not_there(store: Store, book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened["tolls"].append([KOHAT, "missing", 2, 2, None])
    opened.save(book)
    report = take(store, book)
    assert whys(report) == []
    missing = next(t for t in store.incident(KOHAT).toll if t.effect == "missing")
    assert (missing.low, missing.best, missing.high) == (2, 2, None)


def test_a_place_for_an_incident_without_one(store: Store, book: Path, edit: Edit) -> None:
    everything = Filter(statuses=tuple(table("incident_statuses")))
    bare = next(i.id for i in store.each(everything) if not i.where)
    with book.open("wb") as stream:
        export_incidents(store.each(everything), "xlsx", stream)
    refused = take(store, edit(("incidents", bare, "place", "Gwoza")))
    assert whys(refused)[0].endswith("a place needs place_level, place_precision too")
    report = take(
        store, edit(("incidents", bare, "place_level", "city"), ("incidents", bare, "place_precision", 1))
    )
    assert whys(report) == []
    (site,) = store.incident(bare).where
    assert (site.name, site.level, site.precision) == ("Gwoza", "city", 1)


def test_a_moved_point_is_no_longer_that_of_the_gazetteer(store: Store, edit: Edit) -> None:
    take(store, edit(("incidents", KOHAT, "lat", 33.6)))
    site = store.incident(KOHAT).where[0]
    assert (site.lat, site.gazetteer_id, site.radius_km) == (33.6, None, None)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (("incidents", KOHAT, "kind", "skirmish"), "kind 'skirmish' is none of armed_attack, clash"),
        (("incidents", KOHAT, "decision", "maybe"), "decision 'maybe' is none of confirm, discount"),
        (("incidents", KOHAT, "date_start", "soon"), "date_start "),
        (("incidents", KOHAT, "date_start", "2030-01-01"), "is after date_end"),
        (("incidents", KOHAT, "lat", 133), "lat 133.0 lies outside -90 to 90 degrees"),
        (("incidents", KOHAT, "lon", "east"), "lon 'east' is no number"),
        (("incidents", KOHAT, "place_precision", 9), "place_precision '9' is none of 1, 2"),
        (("incidents", KOHAT, "same_as", "nowhere#1"), "there is no incident 'nowhere#1'"),
        (("incidents", KOHAT, "incident", "nowhere#1"), "there is no incident 'nowhere#1'"),
        (("incidents", KOHAT, "check", None), "check is empty"),
        (("tolls", f"{KOHAT}/killed", "low", 900), "killed are out of order"),
        (("tolls", f"{KOHAT}/killed", "best", -1), "best '-1' is no whole number"),
        (("tolls", f"{KOHAT}/killed", "best", 2.5), "best '2.5' is no whole number"),
        (("accounts", "kohat-late#1", "incident", None), "the incident is empty"),
        (("accounts", "maiduguri-prison#1", "incident", "new"), "these are all accounts"),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_and_the_others_are_done(
    store: Store, edit: Edit, cell: tuple[str, str, str, object], sentence: str
) -> None:
    book = edit(("incidents", "mogadishu-hotel#1", "decision", "confirm"), cell)
    report = take(store, book)
    (why,) = whys(report)
    assert sentence in why
    assert why.startswith(f"{cell[0]}, row ")
    assert [d.what for d in report.done] == ["confirm: mogadishu-hotel#1"]
    assert store.incident("mogadishu-hotel#1").grade == "confirmed"


def test_what_the_store_says_otherwise_by_now_is_stale(store: Store, edit: Edit) -> None:
    book = edit(
        ("incidents", KOHAT, "kind", "clash"),
        ("tolls", f"{KOHAT}/killed", "best", 30),
        ("accounts", "kohat-late#1", "incident", "mogadishu-hotel#1"),
        ("incidents", "mogadishu-hotel#1", "decision", "confirm"),
    )
    decide.set_value(store, KOHAT, "kind", "bombing", by="ben")
    decide.set_value(store, KOHAT, "toll.killed.best", "21", by="ben")
    decide.split(store, KOHAT, ["kohat-late#1"], by="ben")
    report = take(store, book)
    assert sorted(w.split(",")[0] for w in whys(report)) == ["accounts", "incidents", "tolls"]
    assert all(STALE in w for w in whys(report))
    assert [d.what for d in report.done] == ["confirm: mogadishu-hotel#1"]
    assert store.incident(KOHAT).kind == "bombing"
    assert {v.by for v in in_force(store.verdicts()) if v.action != "confirm"} == {"ben"}


def test_one_wrong_row_in_a_hundred(store: Store, tmp_path: Path) -> None:
    some = list(store.each(Filter()))
    path = tmp_path / "hundred.xlsx"
    with path.open("wb") as stream:
        export_incidents(some, "xlsx", stream, Options(accounts=store.collected))
    opened = openpyxl.load_workbook(path)
    sheet = opened["incidents"]
    remark, kind = ([c.value for c in sheet[1]].index(n) for n in ("remark", "kind"))
    for row in sheet.iter_rows(min_row=2):
        row[remark].value = "seen"
    row[kind].value = "nonsense"
    opened.save(path)
    report = take(store, path)
    assert len(report.refused) == 1
    assert len(report.done) == len(some) - 1


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (b"incident,kind\n", "is no Excel workbook that can be read"),
        (None, "has none of the sheets incidents, tolls, accounts"),
        ("lame", "the sheet incidents lacks the column check"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, made: object, sentence: str) -> None:
    path = tmp_path / "other.xlsx"
    if isinstance(made, bytes):
        path.write_bytes(made)
    else:
        other = openpyxl.Workbook()
        if made:
            other.create_sheet("incidents").append(["incident", "kind"])
        other.save(path)
    with pytest.raises(InputError, match=sentence):
        read_workbook(path)
