"""Archives: their files one by one in memory; traps, locked and broken ones are a sentence."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from tocsin.ingest import InputFailure, ingest_inputs
from tocsin.records import Report

FILES = {
    "in/a.txt": b"Seven died.",
    "../../etc/b.txt": b"Two fled.",
    "/abs/c.jsonl": b'{"id": "x", "text": "One died."}\nnope\n',
    "in/empty.txt": b"",
    "in/picture.png": b"\x89PNG",
    "__MACOSX/._a.txt": b"junk",
    "in/inner.zip": b"PK\x03\x04",
}


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("in/link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        fifo = tarfile.TarInfo("in/fifo.txt")
        fifo.type = tarfile.FIFOTYPE
        archive.addfile(fifo)
    return out.getvalue()


def read(path: Path, content: bytes) -> list[Report | InputFailure]:
    path.write_bytes(content)
    return list(ingest_inputs([str(path)]))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("p.zip", zipped(FILES)),
        ("p.tar", tarred(FILES, "w")),
        ("p.tgz", tarred(FILES)),
        ("p.tar.gz", tarred(FILES)),
    ],
)
def test_the_files_of_an_archive_are_reports_and_nothing_is_written(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    items = read(path, content)
    assert [(i.id, i.text) for i in items if isinstance(i, Report)] == [
        ("p/in/a", "Seven died."),
        ("p/etc/b", "Two fled."),
        ("x", "One died."),
    ]
    assert [i.sentence.removeprefix(str(path)) for i in items if isinstance(i, InputFailure)] == [
        " file abs/c.jsonl line 2 is not JSON (Expecting value); each line must be one object",
        " file in/empty.txt is empty: there is no text to read",
    ]
    assert list(tmp_path.iterdir()) == [path]


def test_a_single_packed_file_is_what_its_name_says(tmp_path: Path) -> None:
    (report,) = read(tmp_path / "r.jsonl.gz", gzip.compress(b'{"text": "Seven died."}\n'))
    assert isinstance(report, Report)
    assert (report.id, report.text) == ("r:1", "Seven died.")


def test_an_unpacked_trap_stays_small(tmp_path: Path) -> None:
    a, b = read(tmp_path / "bomb.zip", zipped({"a.txt": b"\0" * (70 * 2**20), "b.txt": b"Seven died."}))
    assert isinstance(a, InputFailure)
    assert "file a.txt is larger than 64 MB" in a.sentence
    assert isinstance(b, Report)


def test_a_locked_zip_is_told(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": b"Seven died."}))
    content[6] |= 1  # the flag bit of the local header and of the directory: encrypted
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    (failure,) = read(tmp_path / "locked.zip", bytes(content))
    assert isinstance(failure, InputFailure)
    assert "file a.txt cannot be unpacked" in failure.sentence


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("p.zip", b"", "is a broken zip"),
        ("p.zip", zipped(FILES)[:-40], "is a broken zip"),
        ("p.tar", b"Seven died.", "is a broken tar"),
        ("p.tgz", tarred(FILES)[:100], "is a broken tar"),
        ("p.txt.gz", gzip.compress(b"Seven died.")[:-9], "is a broken gzip file"),
        ("p.gz", gzip.compress(b"Seven died."), "is packed and its inner suffix says nothing"),
        ("p.zip", zipped({"a.png": b"x"}), "holds no file of a kind that is read"),
    ],
    ids=["empty", "cut", "text", "tgz", "gz", "inner", "none"],
)
def test_a_bad_archive_is_one_sentence(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    items = read(tmp_path / name, content)
    assert isinstance(items[-1], InputFailure)
    assert items[-1].message.startswith(sentence)


def test_what_an_unpacker_quotes_of_a_file_is_cut(tmp_path: Path) -> None:
    content = zipped({"a" * 5_000 + ".txt": b"Seven died."}).replace(b"a" * 5_000, b"b" * 5_000, 1)
    (failure,) = read(tmp_path / "names.zip", content)
    assert isinstance(failure, InputFailure)
    assert "is a broken zip (File name in directory" in failure.sentence
    assert len(failure.message) < 300


def test_a_zip_of_a_later_make_is_a_sentence(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": b"Seven died."}))
    content[content.rindex(b"PK\x01\x02") + 6] = 148  # the version that is needed to unpack it
    (failure,) = read(tmp_path / "later.zip", bytes(content))
    assert isinstance(failure, InputFailure)
    assert failure.message.startswith("is a broken zip (zip file version 14.8")
