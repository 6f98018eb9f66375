"""Web pages: the article and its origin; hostile and broken pages are a sentence or a sound text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tocsin.ingest import InputFailure, Origin, ingest_inputs
from tocsin.ingest.html import MAX_HTML, MAX_MARKUP
from tocsin.records import Report

BODY = """\
Seven soldiers were killed when gunmen attacked an army post near Bama on Thursday, the military said.
Two civilians were wounded. The group known as ISWAP claimed the attack on Telegram and spoke of booty.
The army said that its troops “repelled” the attackers & killed 12 of them. It could not be checked."""

PAGE = """\
<!DOCTYPE html><html lang="en"><head>{meta}<title>Raid kills seven in Bama | Sahel Wire</title>
<meta property="og:title" content="Raid kills seven in Bama">
<meta property="og:site_name" content="Sahel Wire">
<meta property="og:url" content="https://example.org/2022/raid-bama">
<meta property="article:published_time" content="2022-01-21T08:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World: 100 dead</a></li></ul></nav>
<article><h1>Raid kills seven in Bama</h1>{paragraphs}</article>
<aside><h3>Related articles</h3><ul><li><a href="/a">Ten dead in Gao bombing last week</a></li></ul></aside>
<div id="comments"><p>User X: I heard 50 people were killed!</p></div>
<footer>Copyright 2022 Sahel Wire. All rights reserved.</footer><script>var x = "killed 100";</script>
</body></html>"""


def page(meta: str = '<meta charset="utf-8">', body: str = BODY) -> str:
    escaped = body.replace("&", "&amp;")
    return PAGE.format(meta=meta, paragraphs="".join(f"<p>{p}</p>" for p in escaped.split("\n")))


def read(tmp_path: Path, content: bytes, origin: Origin | None = None) -> Report | InputFailure:
    (tmp_path / "page.html").write_bytes(content)
    (item,) = ingest_inputs([str(tmp_path / "page.html")], origin or Origin())
    return item


def test_a_page_is_its_article_with_title_date_outlet_and_address(tmp_path: Path) -> None:
    report = read(tmp_path, page().encode())
    assert isinstance(report, Report)
    assert report.text == BODY
    assert (report.id, report.title, report.outlet) == ("page", "Raid kills seven in Bama", "Sahel Wire")
    assert report.url == "https://example.org/2022/raid-bama"
    assert (report.published, report.published_basis) == (dt.date(2022, 1, 21), "stated")


def test_pictures_inside_a_page_do_not_count(tmp_path: Path) -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 5_000_000}">'
    report = read(tmp_path, page().replace("</article>", picture + "</article>").encode())
    assert isinstance(report, Report)
    assert report.text == BODY


def test_a_page_without_a_date_takes_the_given_one(tmp_path: Path) -> None:
    html = page().replace('content="2022-01-21T08:00:00Z"', "").replace("/2022/", "/")
    report = read(tmp_path, html.encode(), Origin(dt.date(2022, 1, 22)))
    assert isinstance(report, Report)
    assert (report.published, report.published_basis) == (dt.date(2022, 1, 22), "given")
    silent = read(tmp_path, html.encode())
    assert isinstance(silent, Report)
    assert (silent.published, silent.published_basis) == (None, "unknown")


@pytest.mark.parametrize(
    ("named", "encoding"),
    [("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("UTF-8", "utf-8"), ("no-such-one", "utf-8"),
     ("windows-1251", "utf-8-sig"), ("punycode", "utf-8")],
)  # fmt: skip
def test_the_named_encoding_counts_unless_it_is_wrong(tmp_path: Path, named: str, encoding: str) -> None:
    report = read(
        tmp_path,
        page(f'<meta http-equiv="Content-Type" content="text/html; charset={named}">').encode(encoding),
    )
    assert isinstance(report, Report)
    assert report.text == BODY


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"<html><body><script>var killed = 7;</script></body></html>", "holds no article"),
        (b"<html>" + b"<div>" * 50_000, "holds no article"),
        (page().encode().replace(b"Seven", b"Se\x00ven"), "is binary"),
        (b"%PDF-1.4", "is a PDF file"),
        (b"<html>" + b"<p>Seven men died. " * (MAX_MARKUP // 18), "has 4,222,224 characters of markup"),
        (b"<html>" + b"x" * MAX_HTML, "is larger than 16 MB"),
    ],
    ids=["empty", "script", "deep", "nul", "pdf", "long", "large"],
)
def test_a_bad_page_is_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    item = read(tmp_path, content)
    assert isinstance(item, InputFailure)
    assert item.message.startswith(sentence)


@pytest.mark.parametrize("cut", [600, 900, 1100])
def test_a_page_cut_off_gives_what_is_there_or_a_sentence(tmp_path: Path, cut: int) -> None:
    item = read(tmp_path, page().encode()[:cut])
    if isinstance(item, Report):
        assert item.text.split()[0] in BODY
    else:
        assert "\n" not in item.sentence


def test_entities_that_name_each_other_stay_small(tmp_path: Path) -> None:
    bomb = "<!DOCTYPE html [" + "".join(
        f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9)
    ) + '<!ENTITY a0 "boom">]>' + page().split("\n", 1)[1].replace("Two", "&a9; Two")  # fmt: skip
    item = read(tmp_path, bomb.encode())
    assert isinstance(item, Report)
    assert len(item.text) < 2 * len(BODY)
