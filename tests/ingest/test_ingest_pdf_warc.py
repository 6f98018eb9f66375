"""PDF files and web archives: the text that is in them; broken, locked and scanned ones are a sentence."""

from __future__ import annotations

import gzip
import io
import re
from pathlib import Path

import pypdf
import pytest

from tocsin.errors import InputError
from tocsin.ingest import InputFailure, Origin, ingest_inputs
from tocsin.ingest.optional import need
from tocsin.ingest.pdf import unwrap
from tocsin.records import Report


def read(path: Path, content: bytes) -> list[Report | InputFailure]:
    path.write_bytes(content)
    return list(ingest_inputs([str(path)], Origin(outlet="given")))


def pdf(*lines: str, title: str = "Raid in Bama", password: str = "") -> bytes:
    """A page with lines of text, written by hand: no library here makes pages with text."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 12 Tf 50 750 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        f"<< /Title ({title}) >>".encode(),
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
    )
    if password:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(out))
        writer.encrypt(password, algorithm="RC4-128")
        locked = io.BytesIO()
        writer.write(locked)
        return locked.getvalue()
    return out


def test_a_pdf_is_its_text(tmp_path: Path) -> None:
    lines = (
        "Seven soldiers were killed when gunmen attacked an",
        "army post near Bama on Thursday.",
        "Two fled.",
    )
    (report,) = read(tmp_path / "r.pdf", pdf(*lines))
    assert isinstance(report, Report)
    assert (
        report.text
        == "Seven soldiers were killed when gunmen attacked an army post near Bama on Thursday.\nTwo fled."
    )
    assert (report.id, report.title, report.published) == ("r", "Raid in Bama", None)


def test_lines_are_joined_where_layout_broke_a_sentence() -> None:
    page = (
        "HEADING\nGunmen attacked the town of Bama and killed seven sol-\ndiers on Monday.\nThe army said so."
    )
    joined = "Gunmen attacked the town of Bama and killed seven soldiers on Monday."
    assert unwrap(page) == f"HEADING\n{joined}\nThe army said so."


def test_narrow_columns_and_ligatures_are_undone() -> None:
    page = (
        "Sahel Weekly\nGunmen attacked the town of Bama on\nMonday and killed seven oﬃcers of the\n"
        "army. The ﬁreﬁght went on until\nTuesday, the governor said.\nKilled\n7\nInjured\n12"
    )
    assert unwrap(page) == (
        "Sahel Weekly\nGunmen attacked the town of Bama on Monday and killed seven officers of the army. The "
        "firefight went on until Tuesday, the governor said.\nKilled\n7\nInjured\n12"
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is no PDF file"),
        (b"Seven died.", "is no PDF file"),
        (b"%PDF-1.4\n garbage", "is a PDF that cannot be read"),
        (pdf(), "holds pictures of text only"),
        (pdf("Seven died.", password="x"), "is locked with a password"),
    ],
    ids=["empty", "text", "garbage", "scan", "locked"],
)
def test_a_bad_pdf_is_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    (failure,) = read(tmp_path / "r.pdf", content)
    assert isinstance(failure, InputFailure)
    assert failure.message.startswith(sentence)


def test_a_missing_package_names_the_line_that_brings_it() -> None:
    with pytest.raises(InputError, match=re.escape("run: pip install 'tocsin[pdf]'")):
        need("no_such_module", "pdf")


ARTICLE = """<html><head><title>Raid</title></head><body><article><h1>Raid</h1>
<p>Seven soldiers were killed when gunmen attacked an army post near Bama on Thursday, the military said.</p>
<p>Two civilians were wounded, and the attackers took weapons with them, residents of the town told us.</p>
</article></body></html>"""


def warc(*pages: tuple[str, str, str, str], packed: bool = True) -> bytes:
    out = b""
    for url, status, kind, body in pages:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-01-21T00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(out)}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        record = f"{head}{http}\r\n\r\n".encode()
        out += gzip.compress(record) if packed else record
    return out


PAGES = (
    ("http://x.org/raid", "200 OK", "text/html; charset=utf-8", ARTICLE),
    ("http://x.org/gone", "404 Not Found", "text/html", ARTICLE),
    ("http://x.org/a.css", "200 OK", "text/css", "p {}"),
    ("http://x.org/menu", "200 OK", "text/html", "<html><nav><a href=/>Home</a></nav></html>"),
)


@pytest.mark.parametrize("name", ["w.warc", "w.warc.gz"])
def test_a_web_archive_is_its_articles(tmp_path: Path, name: str) -> None:
    (report,) = read(tmp_path / name, warc(*PAGES, packed=name.endswith("gz")))
    assert isinstance(report, Report)
    assert (report.id, report.url) == ("w:1", "http://x.org/raid")
    assert report.text.startswith("Seven soldiers were killed")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "holds no saved web pages"),
        (warc(*PAGES[1:3]), "holds no saved web pages"),
        (b"Seven died.", "is a broken WARC"),
        (gzip.compress(b"Seven died."), "is a broken WARC"),
    ],
    ids=["empty", "none", "text", "packed"],
)
def test_a_bad_web_archive_is_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    items = read(tmp_path / "w.warc", content)
    assert isinstance(items[-1], InputFailure)
    assert items[-1].message.startswith(sentence)


def test_a_web_archive_cut_off_gives_what_is_there(tmp_path: Path) -> None:
    content = warc(PAGES[0], PAGES[0], packed=False)
    items = read(tmp_path / "w.warc", content[: len(content) // 2 + 300])
    assert isinstance(items[0], Report)
