"""One face: every reader, those of other packages included, keeps the same promises on sound files."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fuzz import laws
from fuzz.seeds import SEEDS
from tocsin.ingest import InputFailure, Origin, ingest_inputs
from tocsin.ingest.readers import installed_readers
from tocsin.records import Report

GIVEN = Origin(dt.date(2020, 1, 2), "Given outlet", "Given title", "https://example.org/given")
PARTS = {".jsonl", ".csv", ".xlsx", ".rss", ".warc", ".zip", ".tar", ".tgz", ".warc.gz", ".jsonl.gz"}

PLUGIN = """
from tocsin.errors import InputError
from tocsin.ingest import make_report

def read(stream, name, given):
    data = stream.read()
    if data == b"bug":
        raise ZeroDivisionError("oops")
    if not data:
        raise InputError("is empty")
    import hashlib
    yield make_report(name, data.decode()[::-1], given, original_sha256=hashlib.sha256(data).hexdigest())
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of others that reads ``.rev``, and claims ``.txt``, which it does not get."""
    site = tmp_path / "site"
    notes = site / "reversed_reports-1.0.dist-info"
    notes.mkdir(parents=True)
    (site / "reversed_reports.py").write_text(PLUGIN)
    (notes / "METADATA").write_text("Metadata-Version: 2.1\nName: reversed-reports\nVersion: 1.0\n")
    (notes / "entry_points.txt").write_text(
        "[tocsin.readers]\nrev = reversed_reports:read\ntxt = reversed_reports:read\n"
    )
    monkeypatch.syspath_prepend(str(site))
    installed_readers.cache_clear()
    yield tmp_path
    installed_readers.cache_clear()
    sys.modules.pop("reversed_reports", None)


def seeds() -> list[tuple[str, int]]:
    return [(suffix, n) for suffix, make in SEEDS.items() for n in range(len(make()))]


@pytest.mark.parametrize(("suffix", "number"), seeds())
def test_a_sound_file_is_sound_reports(suffix: str, number: int, tmp_path: Path) -> None:
    content = SEEDS[suffix]()[number]
    path = tmp_path / f"the file{suffix}"
    path.write_bytes(content)
    assert laws.fault(path) is None
    items = list(ingest_inputs([str(path)], GIVEN))
    reports = [item for item in items if isinstance(item, Report)]
    assert reports
    assert reports == [item for item in ingest_inputs([str(path)], GIVEN) if isinstance(item, Report)]
    for report in reports:
        assert "died" in report.text or "killed" in report.text or "dead" in report.text
        assert report.published is not None
        assert report.published_basis == ("stated" if "html" in suffix or "warc" in suffix else "given")
        assert report.outlet
        assert report.title
        assert report.url
        if suffix not in PARTS:
            assert report.id == "the file"
            assert report.original_sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("suffix", SEEDS)
def test_an_empty_file_is_one_sentence(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(b"")
    (failure,) = ingest_inputs([str(path)])
    assert isinstance(failure, InputFailure)
    assert failure.sentence.startswith(f"{path} ")


def test_a_reader_of_another_package_is_one_of_ours(plugin: Path) -> None:
    folder = plugin / "reports"
    folder.mkdir()
    for name, content in (
        ("a.rev", b".deid neveS"),
        ("b.rev", b""),
        ("c.rev", b"bug"),
        ("d.txt", b"One died."),
    ):
        (folder / name).write_bytes(content)
    a, b, c, d = ingest_inputs([str(folder)], GIVEN)
    assert isinstance(a, Report)
    assert (a.id, a.text, a.outlet) == ("a", "Seven died.", "Given outlet")
    assert laws.fault(folder / "a.rev") is None
    assert isinstance(b, InputFailure)
    assert b.message == "is empty"
    assert isinstance(c, InputFailure)
    assert c.message.startswith("broke the reader of reversed-reports (ZeroDivisionError: oops)")
    assert isinstance(d, Report)
    assert d.text == "One died.", "a package of others must not take the place of a reader of ours"


def test_an_archive_opens_what_others_read(plugin: Path) -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.rev", b".deid neveS")
    (plugin / "x.zip").write_bytes(out.getvalue())
    (report,) = ingest_inputs([str(plugin / "x.zip")])
    assert isinstance(report, Report)
    assert report.text == "Seven died."
