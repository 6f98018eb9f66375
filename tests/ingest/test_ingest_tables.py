"""CSV and Excel: a report a row, columns by name or by mapping; broken and hostile tables are a sentence."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.ingest import InputFailure, Origin, ingest_inputs
from tocsin.records import Report


def read(path: Path, content: bytes, **columns: str) -> list[Report | InputFailure]:
    path.write_bytes(content)
    return list(ingest_inputs([str(path)], Origin(outlet="given"), columns))


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_columns_are_known_by_their_names(tmp_path: Path) -> None:
    table = 'ID;Date;Source;Title;Body\n7;2022-01-21;Wire;Raid;"Six died;\nsay police."\n;;;;\n8;;;;2 fled.\n'
    first, second = read(tmp_path / "t.csv", table.encode("utf-8-sig"))
    assert isinstance(first, Report)
    assert (first.id, first.text, first.title) == ("7", "Six died;\nsay police.", "Raid")
    assert (first.outlet, first.published) == ("Wire", dt.date(2022, 1, 21))
    assert isinstance(second, Report)
    assert (second.id, second.outlet, second.published) == ("8", "given", None)


def test_a_mapping_names_the_columns(tmp_path: Path) -> None:
    table = "n\tDay\tArticle text\n1\t21 January 2022\tSeven died.\n"
    (report,) = read(tmp_path / "t.tsv", table.encode(), text="article TEXT", published="Day")
    assert isinstance(report, Report)
    assert (report.id, report.text, report.published) == ("t:2", "Seven died.", dt.date(2022, 1, 21))


def test_a_mapping_names_the_keys_of_json_lines(tmp_path: Path) -> None:
    (report,) = read(tmp_path / "t.jsonl", b'{"body": "Seven died.", "text": "teaser"}', text="body")
    assert isinstance(report, Report)
    assert report.text == "Seven died."


def test_a_workbook_is_a_report_a_row(tmp_path: Path) -> None:
    rows = [
        ("id", "published", "text"),
        (1.0, dt.datetime(2022, 1, 21, 8), "Seven died."),
        (2, "2022-13-45", "x"),
        (3, None, None),
    ]
    first, bad, empty = read(tmp_path / "t.xlsx", workbook(*rows))
    assert isinstance(first, Report)
    assert (first.id, first.text, first.published) == ("1", "Seven died.", dt.date(2022, 1, 21))
    assert isinstance(bad, InputFailure)
    assert "t.xlsx row 3 has a bad date: '2022-13-45' is no day of the calendar" in bad.sentence
    assert isinstance(empty, InputFailure)
    assert empty.sentence.endswith("t.xlsx row 4 has no text")


def bomb() -> bytes:
    out = io.BytesIO(workbook(("text",), ("Seven died.",)))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/huge.xml", b"\0" * (513 * 2**20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("t.csv", b"", "is empty"),
        (
            "t.csv",
            b"a,b\n1,2\n",
            "has no column of texts; name it: --map text=COLUMN (its columns are: a, b)",
        ),
        ("t.csv", b"text\nSeven\x00died\n", "is binary"),
        ("t.csv", b'text\n"' + b"x " * 9_000_000, "is no CSV past line"),
        ("t.xlsx", b"PK\x03\x04 broken", "is no Excel workbook that can be read"),
        ("t.xlsx", b"text\nSeven died.\n", "is no Excel workbook that can be read"),
        ("t.xlsx", b"\xd0\xcf\x11\xe0 old", "is an old or a locked Excel file"),
        ("t.xlsx", workbook(), "is empty"),
        ("t.xlsx", workbook(("text",), ("Seven died.",))[:-200], "is no Excel workbook that can be read"),
        ("t.xlsx", bomb(), "unpacks to 513 MB, a trap or too large"),
    ],
    ids=["empty", "columns", "nul", "cell", "broken", "csv", "old", "bare", "cut", "bomb"],
)
def test_a_bad_table_is_one_sentence(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    (failure,) = read(tmp_path / name, content)
    assert isinstance(failure, InputFailure)
    assert failure.message.startswith(sentence)


def test_a_mapped_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    (failure,) = read(tmp_path / "t.csv", b"text,b\nx,y\n", text="Article")
    assert isinstance(failure, InputFailure)
    assert failure.message == "has no column 'Article'; its columns are: text, b"


@settings(deadline=None)  # files: the disk may be slow
@given(st.binary(max_size=200))
def test_any_bytes_as_a_table_are_reports_or_sentences(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    items = read(tmp_path_factory.getbasetemp() / "any.csv", b"text,id\n" + data)
    assert all(isinstance(i, Report | InputFailure) for i in items)
