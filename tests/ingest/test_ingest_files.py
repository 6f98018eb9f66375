"""Files in, reports out: what is read, what it is called, what is said of a file that cannot be read."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import InputError
from tocsin.ingest import SUFFIXES, InputFailure, Origin, count_reports, ingest_inputs, parse_date
from tocsin.ingest.base import MAX_CHARACTERS, NOTHING_GIVEN
from tocsin.ingest.decode import decode
from tocsin.ingest.front_matter import split_front_matter
from tocsin.records import Report

Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a file into the test's own folder, which is the working folder."""
    monkeypatch.chdir(tmp_path)

    def _write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    return _write


def one(name: str, origin: Origin = NOTHING_GIVEN) -> Report:
    items = list(ingest_inputs([name], origin))
    assert len(items) == 1, items
    assert isinstance(items[0], Report), items[0]
    return items[0]


def failure(name: str) -> str:
    items = list(ingest_inputs([name]))
    assert len(items) == 1, items
    assert isinstance(items[0], InputFailure), items[0]
    return items[0].sentence


def test_a_text_with_front_matter_becomes_a_report_with_its_origin(write: Write) -> None:
    write(
        "raid.txt",
        b'---\ntitle: "Raid: seven dead"\npublished: 21 January 2022\noutlet: Wire\n---\n\nSeven died.\n',
    )
    report = one("raid.txt")
    assert (report.id, report.text) == ("raid", "Seven died.\n")
    assert (report.title, report.outlet) == ("Raid: seven dead", "Wire")
    assert (report.published, report.published_basis) == (dt.date(2022, 1, 21), "given")
    assert report.issues == ()


def test_plain_text_stays_exactly_as_it_is(write: Write) -> None:
    write("raid.txt", "  Seven\r\nmen\u00a0died.\t\n\n".encode())
    assert one("raid.txt").text == "  Seven\r\nmen\u00a0died.\t\n\n"


def test_options_give_what_the_text_does_not(write: Write) -> None:
    write("raid.txt", b"---\noutlet: Wire\n---\nSeven died.")
    report = one("raid.txt", Origin(dt.date(2020, 5, 1), "Other", "Title", "http://x"))
    assert (report.outlet, report.title, report.url) == ("Wire", "Title", "http://x")
    assert report.published == dt.date(2020, 5, 1)


def test_a_ruled_line_is_no_front_matter() -> None:
    text = "---\nSeven died.\n---\nMore follows."
    assert split_front_matter(text) == (Origin(), text)


def test_markdown_loses_its_marks_and_its_heading_is_the_title(write: Write) -> None:
    write(
        "raid.md",
        b"# Raid on *Bama*\n\nSeven **men** [died](http://x) at 2 * 3 * 4 in file_name_x.\n\n- one\n> two\n",
    )
    report = one("raid.md")
    assert report.title == "Raid on Bama"
    assert report.text == "Seven men died at 2 * 3 * 4 in file_name_x.\n\none\ntwo\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "bad.txt is empty: there is no text to read"),
        (b" \n\n\t", "bad.txt is empty: there is no text to read"),
        (b"Seven\x00 died", "bad.txt is binary, or UTF-16 without its mark; save it as plain text in UTF-8"),
        ("Seven died.".encode("utf-16-le"), "bad.txt is binary, or UTF-16 without its mark"),
        (bytes(range(1, 32)) * 20, "bad.txt is binary"),
        (b"%PDF-1.7 ...", "bad.txt is a PDF file; save its text first"),
        (b"PK\x03\x04....", "bad.txt is a zip, Word or Excel file"),
        ("Боевики напали на тюрьму".encode("cp1251"), "bad.txt is not UTF-8 (byte 0) and its encoding"),
        (b"x" * 10_000_000, "bad.txt is no prose: it holds a word of over 20,000 letters"),
        (b"---\ndate: 2022-13-45\n---\nSeven died.", "bad.txt has a bad date in line 2: '2022-13-45'"),
        (b"---\ntitle: x\nnonsense\n---\nSeven died.", "bad.txt has a line 3 of front matter"),
        (b"---\ntitle: x\n---\n", "bad.txt holds front matter and no text after it"),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_sentence(write: Write, content: bytes, sentence: str) -> None:
    write("bad.txt", content)
    said = failure("bad.txt")
    assert said.startswith(sentence)
    assert "\n" not in said


def test_other_encodings_are_read_and_a_guess_is_said(write: Write) -> None:
    text = "Soldiers died in Cañada de Gómez — “seven of them”."
    for name, encoding in [("a.txt", "utf-8-sig"), ("b.txt", "utf-16")]:
        write(name, text.encode(encoding))
        report = one(name)
        assert (report.text, report.issues) == (text, ())
    write("c.txt", text.encode("cp1252"))
    report = one("c.txt")
    assert report.text == text
    assert [i.code for i in report.issues] == ["encoding_assumed"]
    assert "Windows-1252" in report.issues[0].message


def test_a_letter_cut_in_two_does_not_cost_the_report(write: Write) -> None:
    write("cut.txt", "Gómez — “seven” died".encode() + b"\xe2\x80")
    report = one("cut.txt")
    assert report.text == "Gómez — “seven” died\ufffd"
    assert [i.code for i in report.issues] == ["encoding_assumed"]


def test_ten_megabytes_on_one_line_are_cut_at_a_sentence_end(write: Write) -> None:
    write("long.txt", b"Seven men died in the raid. " * 400_000)
    report = one("long.txt")
    assert MAX_CHARACTERS - 100 < len(report.text) <= MAX_CHARACTERS
    assert report.text.endswith("raid. ")
    assert [i.code for i in report.issues] == ["text_truncated"]
    assert "200,000" in report.issues[0].message


def test_five_thousand_one_word_lines_are_a_report(write: Write) -> None:
    write("words.txt", b"word\n" * 5000)
    assert len(one("words.txt").text) == 25_000


def test_a_date_in_the_future_is_said(write: Write) -> None:
    write("raid.txt", b"---\ndate: 2999-01-01\n---\nSeven died.")
    assert [i.code for i in one("raid.txt").issues] == ["publication_date_in_future"]


def test_a_folder_is_searched_in_order_and_hidden_files_are_left_out(write: Write) -> None:
    for name in ["in/b.txt", "in/a.md", "in/sub/b.txt", "in/.hidden.txt", "in/.git/x.txt", "in/photo.png"]:
        write(name, b"Seven died.")
    os.symlink("..", "in/sub/loop")
    os.symlink("nowhere", "in/gone.txt")
    items = list(ingest_inputs(["in"]))
    assert [i.id if isinstance(i, Report) else i.sentence for i in items] == [
        "a",
        "in/b",  # two files share the stem b: each is called by its path
        "in/gone.txt cannot be opened (a link to a file that is gone)",
        "in/sub/b",
    ]


def test_documents_that_are_not_read_are_told_of_a_folder(write: Write) -> None:
    write("in/a.txt", b"Seven soldiers were killed.")
    for name in ("in/brief.docx", "in/mail.msg", "in/~$brief.docx", "in/photo.jpg"):
        write(name, b"x")
    report, *told = ingest_inputs(["in"])
    assert isinstance(report, Report)
    assert [f.sentence for f in told if isinstance(f, InputFailure)] == [
        "in/brief.docx is of a kind that is not read; save it as text or PDF",
        "in/mail.msg is of a kind that is not read; save it as .eml",
    ]


def test_the_very_same_report_again_is_read_once_and_another_of_its_name_is_refused(write: Write) -> None:
    same = b'{"id": "a", "published": "2022-01-21", "text": "Seven soldiers were killed."}'
    for name, line in (("1.jsonl", same), ("2.jsonl", same), ("3.jsonl", same.replace(b"Seven", b"Nine"))):
        write(name, line)
    first, refused = ingest_inputs(["1.jsonl", "2.jsonl", "3.jsonl"])
    assert isinstance(first, Report)
    assert isinstance(refused, InputFailure)
    assert refused.sentence == "3.jsonl has a second report with the id 'a'; give each its own"


def test_an_address_is_no_file(write: Write) -> None:
    write("unused.txt", b"x")
    (failure,) = ingest_inputs(["https://example.org/a.html"])
    assert isinstance(failure, InputFailure)
    assert failure.message == "is an address, and nothing is downloaded; save the page and name its file"


def test_a_glob_is_sorted_and_a_file_named_twice_is_read_once(write: Write) -> None:
    for name in ["b.txt", "a.txt", "c.md"]:
        write(name, b"Seven died.")
    assert [r.id for r in ingest_inputs(["*.txt", "./a.txt"]) if isinstance(r, Report)] == ["a", "b"]


def test_inputs_that_name_nothing_are_told_and_the_others_are_done(write: Write) -> None:
    write("ok.txt", b"Seven died.")
    Path("none").mkdir()
    items = list(ingest_inputs(["gone.txt", "ok.txt", "none", "*.csv", ""]))
    assert [i.id if isinstance(i, Report) else i.sentence for i in items] == [
        "gone.txt does not exist; check the name and the folder you are in",
        "ok",
        f"none holds no reports: no file in it ends in {', '.join(SUFFIXES)}",
        "*.csv matches no file; check the pattern and the folder it starts from",
        "'' is no file name; an input is a file, a folder, a glob or '-'",
    ]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read_is_told(write: Write) -> None:
    write("secret.txt", b"Seven died.").chmod(0)
    assert failure("secret.txt") == "secret.txt cannot be opened (permission denied)"


def test_a_file_without_a_known_suffix_is_told_by_its_content(write: Write) -> None:
    write("report", b"Seven died.")
    write("lines.data", b'{"id": "x", "text": "Seven died."}\n')
    assert [r.id for r in ingest_inputs(["report", "lines.data"]) if isinstance(r, Report)] == ["report", "x"]


def test_reports_are_counted_before_they_are_read(write: Write) -> None:
    write("a.txt", b"Seven died.")
    write("b.jsonl", b'{"text": "x"}\n{"text": "y"}\n')
    assert count_reports(["a.txt", "b.jsonl"]) == 3
    assert count_reports(["a.txt", "-"]) is None


@pytest.mark.parametrize(
    "text",
    ["2022-01-21", "2022-01-21T10:00:00Z", "20220121", "2022/1/21", "21 January 2022",
     "Fri, 21 Jan 2022 10:00:00 GMT", "January 21, 2022", "Jan. 21st 2022"],
)  # fmt: skip
def test_dates_as_people_and_programs_write_them(text: str) -> None:
    assert parse_date(text) == dt.date(2022, 1, 21)


@pytest.mark.parametrize(
    "text", ["01/02/2022", "2022-13-45", "2022", "January 2022", "yesterday", "", "0022-01-21"]
)
def test_a_doubtful_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write it as YYYY-MM-DD"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("21/01/2022", None, dt.date(2022, 1, 21)),
        ("01-21-2022", None, dt.date(2022, 1, 21)),
        ("5.5.2022", None, dt.date(2022, 5, 5)),
        ("01/02/2022", "dmy", dt.date(2022, 2, 1)),
        ("01/02/2022 10:30", "mdy", dt.date(2022, 1, 2)),
        ("2022-01-02", "dmy", dt.date(2022, 1, 2)),
    ],
)
def test_numbers_are_a_date_where_one_can_be_no_month_or_the_order_is_given(
    text: str, order: str | None, day: dt.date
) -> None:
    assert parse_date(text, order) == day


def test_a_number_too_large_for_the_order_that_is_given_is_no_date() -> None:
    with pytest.raises(ValueError, match="'21/01/2022' is no day of the calendar"):
        parse_date("21/01/2022", "mdy")


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl", "a.xml", "a.eml"])
def test_every_reader_takes_the_order_that_is_given(write: Write, name: str) -> None:
    contents = {
        "a.txt": b"---\ndate: 01/02/2022\n---\nSeven died.",
        "a.csv": b"date,text\n01/02/2022,Seven died.\n",
        "a.jsonl": b'{"published": "01/02/2022", "text": "Seven died."}',
        "a.xml": b"<rss><item><pubDate>01/02/2022</pubDate><title>x</title>"
        b"<description>Seven died.</description></item></rss>",
        "a.eml": b"Date: 01/02/2022\n\nSeven died.",
    }
    write(name, contents[name])
    assert "means two days" in failure(name)
    assert one(name, Origin(dates="dmy")).published == dt.date(2022, 2, 1)
    assert one(name, Origin(dates="mdy")).published == dt.date(2022, 1, 2)


@given(st.dates(min_value=dt.date(1400, 1, 1)))
def test_every_day_can_be_written_and_read_back(day: dt.date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day} {day:%B} {day.year:04}") == day


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_sentence(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except InputError:
        return  # refused, in the one way that callers catch
    assert text.strip()
    assert "\x00" not in text


@given(st.text())
def test_front_matter_never_loses_the_body(text: str) -> None:
    try:
        _, body = split_front_matter(text)
    except InputError:
        return
    assert text.endswith(body)
