"""Sound files of every kind that is read: what fuzzing begins with, and the words each format trips over."""

from __future__ import annotations

import gzip
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

_TIME = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+Z")
_ID = re.compile(rb"(/ID \[ <\w+> )<\w+>")
EXAMPLES = Path(__file__).parents[2] / "examples"

TEXT = (
    "Seven soldiers were killed when gunmen attacked an army post near Bama on Thursday, the military said.\n"
    "Two civilians were wounded. The group known as ISWAP claimed the attack on Telegram.\n"
    "The army said its troops “repelled” the attackers & killed 12 of them. It could not be checked.\n"
)


def _texts() -> list[bytes]:
    shipped = [path.read_bytes() for path in sorted(EXAMPLES.glob("*.txt"))[:4]]
    return [*shipped, TEXT.encode(), TEXT.encode("utf-16"), TEXT.encode("cp1252"), TEXT.encode("utf-8-sig")]


def _markdown() -> list[bytes]:
    marked = (
        f"# Raid on *Bama*\n\n> {TEXT}\n- **one** [two](http://x) `three`\n\n---\n![p](q)\n```\ncode\n```\n"
    )
    return [marked.encode(), f"---\ntitle: 'x'\npublished: 2022-01-21\n---\n{marked}".encode(), *_texts()[:1]]


def _lines() -> list[bytes]:
    rows = [{"id": n, "published": "2022-01-21", "outlet": "Wire", "text": TEXT} for n in range(4)]
    body = "\n".join(json.dumps(row, ensure_ascii=bool(row["id"])) for row in rows)
    return [body.encode(), (EXAMPLES / "gold.jsonl").read_bytes()[:30_000]]


def _csv() -> list[bytes]:
    body = TEXT.replace("\n", " ").replace('"', "'")
    return [
        f'id,date,source,title,text\n1,2022-01-21,Wire,"Raid, seven dead","{body}"\n2,,,,"{TEXT}"\n'.encode(),
        f"id;published;text\n1;21 January 2022;{body}\n".encode("utf-8-sig"),
        f"text\tdate\n{body}\t2022-01-21\n".encode("cp1252"),
    ]


def _xlsx() -> list[bytes]:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (("id", "published", "text"), (1, "2022-01-21", TEXT), (2, None, TEXT[:90])):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as parts:
        timeless = {p: _TIME.sub(b"2022-01-21T00:00:00Z", parts.read(p)) for p in parts.namelist()}
    return [zipped(timeless)]


def _html() -> list[bytes]:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.replace("&", "&amp;").splitlines())
    head = (
        '<title>Raid | Wire</title><meta property="og:title" content="Raid">'
        '<meta property="og:site_name" content="Wire"><link rel="canonical" href="https://example.org/1">'
        '<meta property="article:published_time" content="2022-01-21T08:00:00Z">'
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2022-01-21"}</script>'
        "</head>"
    )
    page = (
        f"{head}<body><nav><ul><li><a href='/'>Home</a></ul></nav>"
        f"<article><h1>Raid</h1>{paragraphs}<blockquote>So <b>it</b> was.</blockquote></article>"
        "<aside><h3>More</h3></aside><!-- end --><footer>(c)</footer></body></html>"
    )
    start = "<!DOCTYPE html><html lang='en'><head>"
    return [
        f'{start}<meta charset="utf-8">{page}'.encode(),
        f'{start}<meta charset="windows-1252">{page}'.encode("cp1252"),
        f"{start}{page}".encode("utf-16"),
    ]


def pdf(*lines: str) -> bytes:
    """A page with lines of text, written by hand: no library here makes pages with text."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 12 Tf 50 750 Td {shown} ET".encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Title (Raid in Bama) >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table,
    )  # fmt: skip


def _pdfs() -> list[bytes]:
    import pypdf

    plain = pdf(*TEXT.splitlines())
    packed, locked = (pypdf.PdfWriter(clone_from=io.BytesIO(plain)) for _ in range(2))
    for page in packed.pages:
        page.compress_content_streams()
    locked._ID = pypdf.generic.ArrayObject([pypdf.generic.ByteStringObject(b"0" * 16)] * 2)  # else by chance
    locked.encrypt("", algorithm="RC4-128")
    out = []
    for document in (packed, locked):
        stream = io.BytesIO()
        document.write(stream)
        out.append(_ID.sub(rb"\1<" + b"0" * 32 + b">", stream.getvalue()))  # the second id is by chance
    return [plain, *out]


def _mails() -> list[bytes]:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"], message["From"] = "Raid in Bama — seven dead", "Wire <a@b.org>"
    message["Date"] = "Fri, 21 Jan 2022 10:00:00 +0100"
    message.set_content(TEXT)
    message.add_alternative(f"<p>{TEXT}</p>", subtype="html")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="x.pdf")
    for number, part in enumerate(p for p in message.walk() if p.is_multipart()):
        part.set_boundary(f"part{number}")  # else by chance
    simple = f"Subject: =?utf-8?q?Raid?=\nContent-Type: text/plain; charset=iso-8859-1\n\n{TEXT}"
    return [message.as_bytes(), simple.encode("latin-1", "replace")]


def _feeds() -> list[bytes]:
    item = (
        "<item><title>Raid</title><link>https://example.org/1</link><pubDate>Fri, 21 Jan 2022 10:00:00 GMT"
        f"</pubDate><content:encoded><![CDATA[<p>{TEXT}</p><script>x</script>]]></content:encoded></item>"
    )
    rss = (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Wire</title>'
        f"{item}{item}</channel></rss>"
    )
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>Raid</title>'
        '<link href="https://example.org/a"/><published>2022-01-21T10:00:00Z</published>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Seven <i>men</i> died.</p></div>'
        "</content></entry></feed>"
    )
    return [rss.encode(), atom.encode(), rss.replace("UTF-8", "UTF-16").encode("utf-16")]


def warc(page: bytes) -> bytes:
    """A web archive of one page, with its request before it."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page)
    head = (
        "WARC/1.0\r\nWARC-Type: {0}\r\nWARC-Target-URI: http://x.org/raid\r\n"
        "WARC-Date: 2022-01-21T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{1}>\r\n"
        "Content-Type: application/http; msgtype={0}\r\nContent-Length: {2}\r\n\r\n"
    )
    request = b"GET /raid HTTP/1.1\r\nHost: x.org\r\n\r\n"
    return b"".join(
        head.format(kind, number, len(body)).encode() + body + b"\r\n\r\n"
        for number, (kind, body) in enumerate((("request", request), ("response", http)))
    )


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(packed(name), content)  # with no time in it: a seed is always the same bytes
    return out.getvalue()


def packed(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def tarred(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


@cache
def _members() -> dict[str, bytes]:
    return {"a.txt": TEXT.encode(), "b/c.jsonl": _lines()[0], "d.eml": _mails()[0], "e.xml": _feeds()[0]}


SEEDS: dict[str, Callable[[], list[bytes]]] = {
    ".txt": _texts,
    ".md": _markdown,
    ".jsonl": _lines,
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".html": _html,
    ".pdf": _pdfs,
    ".eml": _mails,
    ".rss": _feeds,
    ".warc": lambda: [warc(page) for page in _html()],
    ".zip": lambda: [zipped(_members())],
    ".tar": lambda: [tarred(_members())],
    ".tgz": lambda: [gzip.compress(tarred(_members()), mtime=0)],
    ".warc.gz": lambda: [gzip.compress(warc(_html()[0]), mtime=0)],
    ".jsonl.gz": lambda: [gzip.compress(_lines()[0], mtime=0)],
}
"""Sound files by suffix: every reader, and every way of packing."""

PACKED = {".xlsx", ".zip", ".tgz", ".warc.gz", ".jsonl.gz"}
"""Formats whose bytes are compressed: spoiled outside, and also inside and packed again."""

_XML = [
    "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "&#0;", "&#xD800;", "<![CDATA[", "]]>", "xmlns:a='b'", "<?xml?>",
]  # fmt: skip
_WEB = [
    "<script>", "<!--", "-->", "<table>", "<p>", "</p>", "<div>", "<br/>", "&nbsp;", "charset=utf-7", "<svg>",
]  # fmt: skip
_MAIL = [
    "Content-Type: multipart/mixed; boundary=a\n\n--a\n", "=?utf-8?b?/w==?=", "charset=idna", "--a--",
    "Content-Transfer-Encoding: base64\n", "Content-Type: message/rfc822\n", "Date: x\n", "charset*=a''b",
]  # fmt: skip
_PDF = [
    "/Filter [/FlateDecode /ASCIIHexDecode /LZWDecode]", "/Length 99999999", "5 0 R", "stream\n", "endstream",
    "/Kids [2 0 R]", "/Type /ObjStm", "startxref\n9\n", "/Prev 0", "<< /Encrypt 1 0 R", "/Count 99999999",
]  # fmt: skip
_WARC = [
    "Content-Length: 99999999\r\n", "WARC/1.0\r\n", "Transfer-Encoding: chunked\r\n", "\r\n\r\n",
    "Content-Encoding: br\r\n", "Content-Encoding: gzip\r\n", "WARC-Type: response\r\n", "HTTP/1.1 200\r\n",
]  # fmt: skip

TOKENS: dict[str, list[str]] = {
    ".txt": ["---\n", "title: x\n", "published: 2022-13-45\n", "language: xx\n", "\x0c"],
    ".md": ["---\n", "# ", "**", "__", "[a](b)", "```\n", "> ", "![", "<!--", "published: x\n"],
    ".jsonl": ['{"text":', '"id": {}', "[[[[", '\\ud800', "NaN", "1e999", "9" * 5000, '"published": "x"'],
    ".csv": ['"', '""', ";", "\t", "|", "=1+1", "text,text", "\r"],
    ".xlsx": [*_XML, 't="s"', "<v>99999999999</v>", 'r="XFD1048576"', "<c ", "</row>", 's="999"'],
    ".html": [*_WEB, *_XML[:5], "<!DOCTYPE html>"],
    ".pdf": _PDF,
    ".eml": _MAIL,
    ".rss": [*_XML, *_WEB[:4], "<item>", "<pubDate>x</pubDate>", 'encoding="utf-7"'],
    ".warc": [*_WARC, *_WEB[:4]],
    ".warc.gz": _WARC,
    ".zip": ["PK\x01\x02", "PK\x03\x04", "PK\x05\x06", "../", "\\", "/etc/x.txt"],
    ".tar": ["ustar", "0000000\x00", "77777777777", "../", "././@LongLink", "PaxHeader", "30 path=x"],
    ".tgz": ["ustar", "77777777777", "../", "././@LongLink"],
    ".jsonl.gz": ['{"text":', "[[[["],
}  # fmt: skip
"""What each format trips over: thrown in whole, because random bytes would never spell it."""
