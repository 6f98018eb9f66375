"""JSON lines: a report a line; a bad line is a sentence with its number, and the others are done."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tocsin.ingest import InputFailure, Origin, ingest_inputs
from tocsin.ingest.jsonl import MAX_LINE
from tocsin.records import Report


def read(path: Path, *lines: bytes) -> list[Report | InputFailure]:
    path.write_bytes(b"\n".join(lines))
    return list(ingest_inputs([str(path)], Origin(outlet="given")))


def test_a_line_is_a_report_and_nothing_else_of_it_is_looked_at(tmp_path: Path) -> None:
    line = (
        b'{"id": 7, "published": "2022-01-21", "outlet": "Wire", "title": "T", "url": "http://x",'
        b' "text": "Seven died.", "language": "fr", "incidents": [1]}'
    )
    (report,) = read(tmp_path / "a.jsonl", line)
    assert isinstance(report, Report)
    assert (report.id, report.text, report.title, report.url) == ("7", "Seven died.", "T", "http://x")
    assert (report.outlet, report.published) == ("Wire", dt.date(2022, 1, 21))
    assert report.language is None


def test_a_line_without_an_id_is_called_by_its_number_and_blanks_are_skipped(tmp_path: Path) -> None:
    (report,) = read(tmp_path / "a.jsonl", b"", b'{"text": "Seven died."}', b"")
    assert isinstance(report, Report)
    assert (report.id, report.outlet) == ("a:2", "given")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"nope", "line 2 is not JSON (Expecting value); each line must be one object"),
        (b"[1]", "line 2 is no JSON object; each line must be one, with a 'text'"),
        (b'{"body": "x"}', "line 2 has no 'text'; its fields are: body"),
        (b'{"text": " "}', "line 2 has an empty 'text': there is nothing to read"),
        (b'{"text": 5}', "line 2 has 'text' of type number where text is needed"),
        (b'{"text": "x", "id": {}}', "line 2 has 'id' of type object where text is needed"),
        (b'{"text": "x", "title": true}', "line 2 has 'title' of type true/false where text is needed"),
        (b'{"text": "x", "published": "2022-13-45"}', "line 2 has a bad 'published': '2022-13-45' is no day"),
        (b'{"text": "\xff"}', "line 2 is not UTF-8 (byte 10)"),
        (b"[" * 100_000, "line 2 is nested too deeply to be a report"),
        (b'{"text": "a\\u0000b"}', "line 2 is binary"),
        (b'{"text": "' + b"x " * (MAX_LINE // 2) + b'"}', "line 2 is longer than 16 MB"),
        (b'{"id": "first", "text": "y"}', "has a second report with the id 'first'; give each its own"),
    ],
)  # fmt: skip
def test_a_bad_line_is_a_sentence_and_the_others_are_done(tmp_path: Path, line: bytes, sentence: str) -> None:
    path = tmp_path / "a.jsonl"
    items = read(path, b'{"id": "first", "text": "One died."}', line, b'{"id": "last", "text": "Two died."}')
    assert [i.id for i in items if isinstance(i, Report)] == ["first", "last"]
    (failure,) = [i for i in items if isinstance(i, InputFailure)]
    assert failure.sentence.startswith(f"{path} {sentence}")


def test_half_a_character_cannot_be_written_and_is_replaced(tmp_path: Path) -> None:
    (report,) = read(tmp_path / "a.jsonl", rb'{"text": "Seven \ud800 died."}')
    assert isinstance(report, Report)
    assert report.text == "Seven \ufffd died."


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"\n\n", "is empty"), (b"\xff\xfe{\x00", "is UTF-16; JSON lines are UTF-8")]
)
def test_a_file_without_lines(tmp_path: Path, content: bytes, sentence: str) -> None:
    (failure,) = read(tmp_path / "a.jsonl", content)
    assert isinstance(failure, InputFailure)
    assert failure.message.startswith(sentence)
