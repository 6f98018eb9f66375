"""Feeds and mails: each item or mail a report with its origin; traps and broken ones are a sentence."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.ingest import InputFailure, Origin, ingest_inputs
from tocsin.ingest.markup import plain_text
from tocsin.records import Report

RSS = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Sahel Wire</title><link>https://example.org</link>
<item><title>Raid &amp; fire in Bama</title><link>https://example.org/1</link>
<pubDate>Fri, 21 Jan 2022 10:00:00 GMT</pubDate><description>Seven died ...</description>
<content:encoded><![CDATA[<p>Seven soldiers died near <b>Bama</b> on Thursday.</p>
<p>ISWAP claimed it &mdash; on Telegram.</p>
<script>var x = 100;</script>]]></content:encoded></item>
<item><title>Empty</title></item>
<item><title>Gao</title><description>&lt;p&gt;Two policemen were shot in Gao.&lt;/p&gt;</description></item>
<item><title>Bad day</title><pubDate>2022-13-45</pubDate><description>One died.</description></item>
</channel></rss>"""

ATOM = """\
<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom Wire</title>
<entry><title>Raid</title><link rel="self" href="x"/><link href="https://example.org/a"/>
<updated>2022-01-22T01:00:00Z</updated><published>2022-01-21T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Seven <i>soldiers</i> died.</p></div>
</content></entry></feed>"""


def read(path: Path, content: bytes) -> list[Report | InputFailure]:
    path.write_bytes(content)
    return list(ingest_inputs([str(path)], Origin(dt.date(2020, 1, 1))))


def test_an_rss_feed_is_a_report_an_item(tmp_path: Path) -> None:
    first, empty, gao, bad = read(tmp_path / "f.rss", RSS.encode())
    assert isinstance(first, Report)
    assert first.text == "Seven soldiers died near Bama on Thursday.\nISWAP claimed it — on Telegram."
    assert (first.id, first.title, first.outlet) == ("f:1", "Raid & fire in Bama", "Sahel Wire")
    assert (first.published, first.url) == (dt.date(2022, 1, 21), "https://example.org/1")
    assert isinstance(gao, Report)
    assert (gao.id, gao.text, gao.published) == (
        "f:3",
        "Two policemen were shot in Gao.",
        dt.date(2020, 1, 1),
    )
    assert isinstance(empty, InputFailure)
    assert empty.sentence.endswith("f.rss item 2 has no text; fetch the page it links to")
    assert isinstance(bad, InputFailure)
    assert "item 4 has a bad date: '2022-13-45' is no day" in bad.sentence


def test_an_atom_feed_takes_the_day_of_publication(tmp_path: Path) -> None:
    (entry,) = read(tmp_path / "f.atom", ATOM.encode())
    assert isinstance(entry, Report)
    assert (entry.text, entry.outlet) == ("Seven soldiers died.", "Atom Wire")
    assert (entry.published, entry.url) == (dt.date(2022, 1, 21), "https://example.org/a")


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><item><title>&b;</title></item></rss>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is no XML that can be read"),
        (b"Seven died.", "is no XML that can be read"),
        (RSS.encode()[:600], "is no XML that can be read"),
        (b"<opml><body/></opml>", "holds no items"),
        (LAUGHS.encode(), "defines XML entities"),
        (('<?xml version="1.0" encoding="utf-16"?>' + LAUGHS).encode("utf-16"), "defines XML entities"),
        (b'<?xml version="1.0" encoding="nonsense"?><rss/>', "is no XML that can be read"),
        (b"<a>" * 100_000, "is nested too deeply to be a feed"),
        (b"<rss>" + b" " * 34_000_000, "is larger than 32 MB"),
    ],
    ids=["empty", "text", "cut", "opml", "laughs", "laughs16", "encoding", "deep", "large"],
)
def test_a_bad_feed_is_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    (failure,) = read(tmp_path / "f.xml", content)
    assert isinstance(failure, InputFailure)
    assert failure.message.startswith(sentence)


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    return message


def test_a_mail_is_a_report_with_its_headers(tmp_path: Path) -> None:
    message = mail(
        Subject="Raid in Bama — seven dead",
        From="Sahel Wire <a@b.org>",
        Date="Fri, 21 Jan 2022 10:00:00 +0100",
    )
    message.set_content("Seven soldiers died in Cañada.\n", charset="iso-8859-1")
    message.add_alternative("<p>HTML version</p>", subtype="html")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="../../evil.pdf")
    (report,) = read(tmp_path / "m.eml", message.as_bytes())
    assert isinstance(report, Report)
    assert report.text == "Seven soldiers died in Cañada.\n"
    assert (report.id, report.title) == ("m", "Raid in Bama — seven dead")
    assert (report.outlet, report.published) == ("Sahel Wire", dt.date(2022, 1, 21))


def test_a_mail_in_html_only_is_read_too(tmp_path: Path) -> None:
    message = mail(From="a@b.org")
    message.set_content("<style>p {}</style><p>Seven died.</p><p>Two fled.</p>", subtype="html")
    (report,) = read(tmp_path / "m.eml", message.as_bytes())
    assert isinstance(report, Report)
    assert (report.text, report.outlet, report.title) == ("Seven died.\nTwo fled.", "b.org", None)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "holds no text part"),
        (b"Subject: x\n\n", "is empty"),
        (b"Date: yesterday\n\nSeven died.", "has a bad Date header: 'yesterday' is no date"),
        (
            b"Subject: x\nContent-Type: text/plain; charset=no-such\n\n\xff\xfe\x00",
            "is marked as UTF-16 but broken",
        ),
        (b"Subject: x\nContent-Type: image/png\n\nabc", "holds no text part"),
        (b"Subject: x\nContent-Transfer-Encoding: base64\n\nAAAAAAAA", "is binary"),
    ],
)
def test_a_bad_mail_is_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    (failure,) = read(tmp_path / "m.eml", content)
    assert isinstance(failure, InputFailure), failure
    assert failure.message.startswith(sentence)


@settings(deadline=None)  # files: the disk may be slow
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"Subject: x\nContent-Type: multipart/mixed; boundary=a\n\n--a\n"]),
)
def test_any_bytes_as_a_mail_are_a_report_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes, head: bytes
) -> None:
    (item,) = read(tmp_path_factory.getbasetemp() / "any.eml", head + tail)
    assert isinstance(item, Report | InputFailure)


@pytest.mark.parametrize("text", ["5 < 6 and 7 > 3", "a & b", "x<3", "“é”"])
def test_text_that_only_looks_like_markup_stays(text: str) -> None:
    assert plain_text(text) == text


def test_markup_becomes_lines() -> None:
    markup = "<P>1 &amp; <b>two</b><br/>3\n4</p><!-- no --><STYLE>p</style><script>x<y</SCRIPT>5 &lt;b&gt;"
    assert plain_text(markup) == "1 & two\n3 4\n5 <b>"


@pytest.mark.parametrize(
    "piece", ["<!--", "<SCRIPT>a</SCRIPT>", "<!", "<a", "<a ", "<script>", "</", "&", "<p>", "<![CDATA["]
)
def test_broken_markup_costs_no_time(piece: str) -> None:
    assert len(plain_text(piece * 50_000)) <= len(piece) * 50_000
