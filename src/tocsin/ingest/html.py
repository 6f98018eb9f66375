"""HTML pages: the article's text, title, date and outlet, without menus, comments and related links."""

from __future__ import annotations

import codecs
import copy
import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from tocsin.errors import EmptyInput, TooLarge
from tocsin.ingest.base import InputFailure, Origin
from tocsin.ingest.boilerplate import prune
from tocsin.ingest.decode import check_text, decode
from tocsin.ingest.furniture import without_furniture
from tocsin.ingest.headline import headline, lead
from tocsin.ingest.optional import need
from tocsin.ingest.report import make_report
from tocsin.ingest.text import read_bytes
from tocsin.records import Issue, Report

MAX_HTML = 16 * 2**20
"""Bytes of one page, pictures inside it included."""
MAX_MARKUP = 4 * 10**6
"""Characters of one page without the pictures inside it: extraction takes up to 5 seconds a million."""

_INLINE_DATA = re.compile(r"data:[\w/+.-]{3,60};base64,[A-Za-z0-9+/=]*")
_FEWEST_WORDS = 5  # fewer are the rest of a menu
_SUSPECT_WORDS = 40  # fewer are no story: the page is looked at again, whole
_HEAD = 4096  # bytes in which a page must name its encoding; the standard says 1024, pages are late
_CHARSET = re.compile(
    rb"""<(?:meta[^>]{0,400}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.I
)
# Of the codecs Python has only those that pages are written in: no rot13, no punycode, no unicode_escape.
_WEB_CODEC = re.compile(
    r"(?:utf-8|ascii|cp\d+|iso8859-\d+|koi8-[ru]|gb\w+|big5\w*|euc_\w+|shift_jis\w*|mac-\w+|tis-620)$"
)
# What pages call Latin-1 and ASCII is Windows-1252 in every browser (WHATWG Encoding).
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252"}
# Taken for granted by neither reader nor publisher: dates found by searching the whole page are guesses.
_DATE = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}


def read_html(stream: BinaryIO, name: str, given: Origin) -> Iterator[Report | InputFailure]:
    """The report of a saved web page. Its date counts as ``stated`` when the page's metadata give it."""
    data = read_bytes(stream, MAX_HTML)
    yield article_report(data, name, Origin(), given, hashlib.sha256(data).hexdigest())


def article_report(data: bytes, report_id: str, known: Origin, given: Origin, digest: str) -> Report:
    """The report of one page; ``known`` (its address in an archive) counts before what the page says."""
    text, issue = decode_html(data)
    text = _INLINE_DATA.sub("", text)
    if len(text) > MAX_MARKUP:
        raise TooLarge(f"has {len(text):,} characters of markup, over the limit of {MAX_MARKUP:,} a page")
    page = extract_article(text)
    if page is None:
        raise EmptyInput(
            "holds no article: only menus or scripts were found; save the page after it has loaded"
        )
    body, origin = page
    return make_report(
        report_id,
        body,
        known.or_else(origin).or_else(given),
        basis="stated" if origin.published else "given",
        original_sha256=digest,
        issues=(issue,) if issue else (),
    )


def decode_html(data: bytes) -> tuple[str, Issue | None]:
    """Text of a page in the encoding that it names, else as any other text (:func:`decode`)."""
    named = _CHARSET.search(data[:_HEAD])
    if named and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            codec = codecs.lookup(named[1].decode("ascii")).name
            if _WEB_CODEC.match(codec):
                text = data.decode(_AS_BROWSERS_DO.get(codec, codec))
                check_text(text)
                return text, None
        except (LookupError, UnicodeDecodeError):
            pass  # it names one that is none or is not true: as if it named none
    return decode(data, prose=False)


def extract_article(html: str) -> tuple[str, Origin] | None:
    """The body of the article in ``html`` and what the page says of its origin; None without an article."""
    need("trafilatura", "html")
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    try:
        tree: Any = load_html(html)
        if tree is None:
            return None
        page: Any = extract_metadata(tree, date_config=_DATE)
        whole = copy.deepcopy(tree)
        gone = prune(tree)
        body = _body(tree)
        if gone > 0.5 or len(body.split()) < _SUSPECT_WORDS:  # perhaps the article went too
            other = _body(copy.deepcopy(whole))
            body = other if len(body) < len(other) / 2 else body
    except (RecursionError, ValueError, TypeError):  # a page that breaks its parser holds no article for us
        return None
    if len(body.split()) < _FEWEST_WORDS:
        return None
    title, outlet = headline(page.title, page.sitename, whole)
    body = "\n".join([*lead(tree, title, body), body])
    outlet = outlet or (urlsplit(page.url).hostname if page.url else None)
    published = _date(page.date)
    body = without_furniture(body, title, dated=published is not None)
    return body, Origin(published, outlet, title, page.url, None)


def _body(tree: Any) -> str:
    """The text of the article in a tree, a line a block; empty where there is none."""
    from trafilatura import bare_extraction

    page: Any = bare_extraction(tree, with_metadata=False, include_comments=False, include_tables=False)
    return (page.text or "") if page is not None else ""


def _date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None
