"""The same reports as files of every format that is read: what ``bench ingest`` measures on."""

from __future__ import annotations

import csv
import email.message
import email.policy
import gzip
import html
import importlib.util
import io
import json
import tarfile
import textwrap
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tocsin.records import Report

# A page as news systems make it: four parts in five are no article.
_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Example Wire</title>
<meta property="og:site_name" content="Example Wire"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="{day}T08:00:00Z">{script}</head><body>
<header><nav><ul>{links}</ul></nav></header><main><article><h1>{title}</h1>{body}</article>
<aside class="related"><h2>Related</h2><ul>{links}</ul></aside></main>
<section id="comments"><h2>3 comments</h2>{comments}</section>
<footer><p>Copyright Example Wire.</p></footer></body></html>
"""
_LINKS = "".join(f'<li><a href="/story/{n}">Another story of the day, number {n}</a></li>' for n in range(40))
_SCRIPT = f"<script>var data = {list(range(800))};</script><style>{'.c { margin: 0 auto; } ' * 80}</style>"
_COMMENTS = "<p>I heard of this from my cousin, who lives two streets away and saw it all.</p>" * 3


def make_files(reports: Sequence[Report], folder: Path) -> dict[str, list[Path]]:
    """Write ``reports`` into ``folder`` once in every format; gives the files by suffix.

    A format is left out where the package that reads it is not installed.
    """
    made: dict[str, list[Path]] = {}
    for suffix, make in _MAKERS.items():
        if suffix not in _NEEDS or importlib.util.find_spec(_NEEDS[suffix]):
            place = folder / suffix.strip(".").replace(".", "-")
            place.mkdir(parents=True)
            made[suffix] = make(reports, place)
    return made


def _each(content: Callable[[Report], bytes], suffix: str) -> Callable[[Sequence[Report], Path], list[Path]]:
    """A file a report."""

    def make(reports: Sequence[Report], place: Path) -> list[Path]:
        paths = [place / f"r{n}{suffix}" for n in range(len(reports))]
        for path, report in zip(paths, reports, strict=True):
            path.write_bytes(content(report))
        return paths

    return make


def _day(report: Report) -> str:
    return report.published.isoformat() if report.published else "2022-01-21"


def _title(report: Report) -> str:
    return report.title or "A report"


def _with_front_matter(report: Report) -> bytes:
    return f"---\npublished: {_day(report)}\n---\n\n{report.text}\n".encode()


def _page(report: Report) -> bytes:
    paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in report.text.split("\n") if p.strip())
    return _PAGE.format(
        title=html.escape(_title(report)), day=_day(report), body=paragraphs,
        links=_LINKS, script=_SCRIPT, comments=_COMMENTS,
    ).encode()  # fmt: skip


def _mail(report: Report) -> bytes:
    mail = email.message.EmailMessage(policy=email.policy.default)
    mail["From"], mail["Subject"] = "Example Wire <alerts@wire.example>", " ".join(_title(report).split())
    mail["Date"] = "Fri, 21 Jan 2022 08:00:00 +0000"
    mail.set_content(report.text)
    return mail.as_bytes()


def _pdf(report: Report) -> bytes:
    """One page of Helvetica, written by hand: no package here makes pages."""
    lines = [x for p in report.text.split("\n") for x in textwrap.wrap(p, 90)]
    shown = b"".join(
        b"(%s) Tj 0 -12 Td "
        % line.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        for line in lines
    )
    stream = b"BT /F1 10 Tf 40 800 Td " + shown + b"ET"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 " + font + b" >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + head + table + end


def _feed(reports: Sequence[Report], place: Path) -> list[Path]:
    items = "".join(
        f"<item><title>{html.escape(_title(r))}</title><pubDate>{_day(r)}</pubDate>"
        f"<description>{html.escape(html.escape(r.text))}</description></item>"
        for r in reports
    )
    return _one(
        place / "feed.rss", f"<rss version='2.0'><channel><title>W</title>{items}</channel></rss>".encode()
    )


def _rows(reports: Sequence[Report]) -> list[list[str]]:
    return [["id", "published", "text"], *([f"r{n}", _day(r), r.text] for n, r in enumerate(reports))]


def _jsonl(reports: Sequence[Report], place: Path) -> list[Path]:
    head, *rows = _rows(reports)
    lines = (json.dumps(dict(zip(head, row, strict=True)), ensure_ascii=False) for row in rows)
    return _one(place / "reports.jsonl", "\n".join(lines).encode())


def _csv(reports: Sequence[Report], place: Path) -> list[Path]:
    out = io.StringIO()
    csv.writer(out).writerows(_rows(reports))
    return _one(place / "reports.csv", out.getvalue().encode())


def _xlsx(reports: Sequence[Report], place: Path) -> list[Path]:
    book: Any = importlib.import_module("openpyxl").Workbook()
    for row in _rows(reports):
        book.active.append(row)
    book.save(place / "reports.xlsx")
    return [place / "reports.xlsx"]


def _zip(reports: Sequence[Report], place: Path) -> list[Path]:
    with zipfile.ZipFile(place / "reports.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for n, report in enumerate(reports):
            archive.writestr(f"r{n}.txt", _with_front_matter(report))
    return [place / "reports.zip"]


def _tar(reports: Sequence[Report], place: Path) -> list[Path]:
    with tarfile.open(place / "reports.tgz", "w:gz") as archive:
        for n, report in enumerate(reports):
            data = _with_front_matter(report)
            member = tarfile.TarInfo(f"r{n}.txt")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return [place / "reports.tgz"]


def _warc(reports: Sequence[Report], place: Path) -> list[Path]:
    out = io.BytesIO()
    for n, report in enumerate(reports):
        page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + _page(report)
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{n:032x}>\r\n"
            f"WARC-Date: 2022-01-21T08:00:00Z\r\nWARC-Target-URI: https://wire.example/{n}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(page)}\r\n\r\n"
        )
        out.write(gzip.compress(head.encode() + page + b"\r\n\r\n"))
    return _one(place / "reports.warc.gz", out.getvalue())


def _one(path: Path, content: bytes) -> list[Path]:
    path.write_bytes(content)
    return [path]


_NEEDS = {".html": "trafilatura", ".pdf": "pypdf", ".xlsx": "openpyxl", ".warc.gz": "warcio"}
_MAKERS: dict[str, Callable[[Sequence[Report], Path], list[Path]]] = {
    ".txt": _each(_with_front_matter, ".txt"),
    ".md": _each(_with_front_matter, ".md"),
    ".html": _each(_page, ".html"),
    ".pdf": _each(_pdf, ".pdf"),
    ".eml": _each(_mail, ".eml"),
    ".rss": _feed,
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".zip": _zip,
    ".tgz": _tar,
    ".warc.gz": _warc,
}
