"""Traps of every kind, one after another in a process with little memory: a sentence each, in bounded time.

The files are small where the trap multiplies, and large where it is the size: both would end a reader that
takes what it is given. The last input is a sound report, which must still be read.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import resource
import subprocess
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from fuzz import seeds

MEMORY_MB = 1_000  # address space of the whole process; the bombs unpack to 800
CPU_S = 60  # a slow machine included; most take under one second


def blanks(packed: Callable[[bytes], bytes], megabytes: int, fill: bytes = b" ") -> bytes:
    return packed(fill * (megabytes * 2**20))


def zip_of(name: str, megabytes: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as file:
        for _ in range(megabytes):
            file.write(b" " * 2**20)
    return out.getvalue()


@cache
def gz_of(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b"\0" * 2**20) for _ in range(megabytes)) + packer.flush()


def workbook(sheet: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(seeds.SEEDS[".xlsx"]()[0])) as old:
        parts = {name: sheet if name.endswith("sheet1.xml") else old.read(name) for name in old.namelist()}
    return seeds.zipped(parts)


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "haaaaaaaaaaaaaaaaaaa"><!ENTITY b "' + b"&a;" * 100 + b'"><!ENTITY c "'
    + b"&b;" * 100 + b'"><!ENTITY d "' + b"&c;" * 100 + b'"><!ENTITY e "' + b"&d;" * 1000 + b'">]>'
)  # fmt: skip


def pdf_of(stream: bytes, packing: bytes) -> bytes:
    """A page whose content is ``stream``, packed as ``packing`` says."""
    head = seeds.pdf("Seven died.").partition(b"4 0 obj")[0]
    return head + b"4 0 obj\n<< /Length %d /Filter %s >>\nstream\n%s\nendstream\nendobj\n" % (
        len(stream), packing, stream,
    ) + b"trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF"  # fmt: skip


def links() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for kind, target in ((tarfile.SYMTYPE, "/etc/passwd"), (tarfile.LNKTYPE, "../../../etc/passwd")):
            info = tarfile.TarInfo(f"{kind!r}.txt")
            info.type, info.linkname = kind, target
            archive.addfile(info)
    return out.getvalue()


def mails(depth: int) -> bytes:
    heads = (f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return "".join(heads).encode() + b"\n\nSeven died.\n" * 100_000


TRAPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "large.html": (lambda: b"<p>Seven died.</p>" * 5_600_000, "is larger than 16 MB"),
    "deep.html": (lambda: b"<html><body>" + b"<div>" * 600_000, "holds no article"),
    "large.txt": (lambda: b"Seven died. " * 5_900_000, "is larger than 64 MB"),
    "word.txt": (lambda: b"x" * 60_000_000, "is no prose: it holds a word of over 20,000 letters"),
    "nul.txt": (lambda: b"Seven\0died", "is binary"),
    "utf16.txt": (lambda: b"\xff\xfe" + b"Seven died", ""),  # mislabelled: a sentence or nonsense, no crash
    "utf16odd.txt": (lambda: b"\xff\xfe" + b"Seven died.", "is marked as UTF-16 but broken"),
    "marks.md": (lambda: b"**a " * 60_000, ""),
    "heading.md": (lambda: b"#" + b" #" * 490_000 + b"x", ""),
    "comments.md": (lambda: b"<!-- " * 190_000, ""),
    "large.md": (lambda: b"**a " * 400_000, "has over 1,000,000 characters"),
    "line.jsonl": (lambda: b'{"text": "' + b"a " * 20_000_000, "line 1 is longer than 16 MB"),
    "digits.jsonl": (lambda: b'{"text": ' + b"9" * 15_000_000 + b"}", "line 1 is not JSON"),
    "nested.jsonl": (lambda: b"[" * 1_000_000, "line 1 is nested too deeply"),
    "cell.csv": (lambda: b'text\n"' + b"a " * 30_000_000, "is no CSV past line 2"),
    "columns.csv": (lambda: b"text," * 8_000_000, "has 8,000,001 columns"),
    "cells.xlsx": (lambda: workbook(SHEET + b"<c><v>1</v></c>" * 4_000_000), "unpacks to "),
    "far.xlsx": (lambda: workbook(SHEET + b'</row><row r="1048576"><c r="XFD1048576" t="n"/></row>'), ""),
    "laughs.xlsx": (lambda: workbook(LAUGHS + SHEET + b"<c><v>&e;</v></c>"), "is no Excel workbook"),
    "laughs.xml": (lambda: LAUGHS + b"<rss>&e;</rss>", "defines XML entities"),
    "elements.xml": (lambda: b"<rss>" + b"<a/>" * 8_000_000 + b"</rss>", "has more than 500,000 elements"),
    "bomb.pdf": (lambda: pdf_of(blanks(zlib.compress, 300), b"/FlateDecode"), ""),
    "twice.pdf": (lambda: pdf_of(zlib.compress(blanks(zlib.compress, 300)), b"[/Fl /Fl]"), ""),
    "header.eml": (lambda: b"Subject:" + b" x" * 100_000 + b"\n\nx", "has a header Subject of 199,999"),
    "words.eml": (lambda: b"Content-Type: text/plain; a=" + b"=?utf-8?b?/w==?=" * 5_000, "has a header"),
    "nested.eml": (lambda: mails(300), "has too many lines or parts"),
    "deep.eml": (lambda: b"Content-Type: message/rfc822\n\n" * 2_000, "is no mail that can be read"),
    "lines.eml": (lambda: b"Subject: x\n\n" + b"a\n" * 20_000_000, "has too many lines or parts"),
    "bomb.zip": (lambda: zip_of("a.txt", 800), "file a.txt is larger than 64 MB"),
    "stream.zip": (lambda: zip_of("a.jsonl", 200), "file a.jsonl is empty"),
    "bomb.txt.gz": (lambda: gz_of(800), "is larger than 64 MB"),
    "bomb.warc.gz": (lambda: gz_of(800), ""),
    "bomb.tgz": (lambda: gz_of(800), ""),
    "xz.tar": (lambda: blanks(lzma.compress, 200), ""),
    "bz2.tar": (lambda: blanks(bz2.compress, 200), ""),
    "links.tgz": (links, "holds no file of a kind that is read"),
    "encoded.warc": (lambda: seeds.warc(b"x").replace(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n"
                     b"Content-Encoding: gzip\r\n").replace(b"\r\n\r\nx", b"\r\n\r\n" + gz_of(800)), ""),
    "heads.warc": (lambda: b"WARC/1.0\r\n" + b"X: y\r\n" * 500_000, ""),
}  # fmt: skip
"""What is in the file, and how its sentence goes on; "" where a sentence or an empty text are both right."""

CHILD = """
import json, sys
from tocsin.ingest import InputFailure, ingest_inputs
for item in ingest_inputs(sys.argv[1:]):
    failed = isinstance(item, InputFailure)
    said = [item.source, item.message] if failed else [item.id, item.text[:60]]
    print(json.dumps([*said, failed]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded by a limit of Linux")
@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_a_sentence_and_the_next_report_is_read(name: str, tmp_path: Path) -> None:
    make, sentence = TRAPS[name]
    (tmp_path / name).write_bytes(make())
    (tmp_path / "sound.txt").write_text("Seven died.", "utf-8")

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB * 2**20,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))

    done = subprocess.run(
        [sys.executable, "-c", CHILD, name, "sound.txt"],
        cwd=tmp_path,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        preexec_fn=bounded,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    *trapped, sound = [json.loads(line) for line in done.stdout.splitlines()]
    assert sound == ["sound", "Seven died.", False]
    assert trapped, "nothing is said of the trap"
    if sentence:
        ((source, message, failed),) = trapped[:1]
        assert failed
        assert f"{source} {message}".startswith(f"{name} {sentence}")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([name, "sound.txt"])


def test_a_locked_pdf_a_locked_zip_and_a_broken_file_cost_the_others_nothing(tmp_path: Path) -> None:
    """By the command line: a sentence each, exit code 1, the sound report in the output."""
    from tocsin.cli import main

    names = {
        "empty.pdf": b"", "wrong.pdf": b"PK\x03\x04", "cut.zip": b"PK\x03", "cut.eml": b"Subject",
        "cut.csv": b'"', "cut.rss": b"<rss><channel>", "cut.tgz": gzip.compress(b"x" * 5000)[:20],
    }  # fmt: skip
    names |= {f"cut{suffix}": seeds.SEEDS[suffix]()[0][:300] for suffix in (".pdf", ".warc", ".xlsx")}
    for name, content in names.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "sound.txt").write_text("Gunmen killed three policemen in Kano on Monday.", "utf-8")
    out = tmp_path / "out.jsonl"
    assert main(["read", "-q", "-o", str(out), str(tmp_path)]) == 1
    (line,) = out.read_text("utf-8").splitlines()
    assert json.loads(line)["report"]["id"] == "sound"
