"""RSS and Atom feeds saved to a file: an item is a report, its date and address as the feed gives them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree import ElementTree

from tocsin.errors import EmptyInput, InputError, TooLarge
from tocsin.ingest.base import InputFailure, Origin, brief
from tocsin.ingest.dates import parse_date
from tocsin.ingest.decode import check_prose
from tocsin.ingest.furniture import without_furniture
from tocsin.ingest.markup import plain_text
from tocsin.ingest.report import make_report
from tocsin.ingest.text import read_bytes
from tocsin.records import Report

MAX_FEED = 32 * 2**20
"""Bytes of one feed."""
MAX_ELEMENTS = 500_000
"""Elements of one feed: each takes far more memory than its bytes."""

# Local names, namespaces left out: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom; the fullest text first.
_ITEMS = ("item", "entry")
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "issued", "updated", "modified")


def read_feed(stream: BinaryIO, name: str, given: Origin) -> Iterator[Report | InputFailure]:
    """The items of a feed as ``<file>:<number>``; an item without text is a failure, the others are done."""
    root = _parse(read_bytes(stream, MAX_FEED))
    items = [e for e in root.iter() if _local(e) in _ITEMS]
    if not items:
        raise EmptyInput("holds no items; only RSS and Atom feeds are read from XML")
    channel = next((e for e in root.iter() if _local(e) in ("channel", "feed")), root)
    outlet = _text(channel, "title")
    for number, item in enumerate(items, 1):
        try:
            yield _report(item, f"{name}:{number}", outlet, given)
        except InputError as err:
            yield InputFailure(f"item {number}", str(err))


def _parse(data: bytes) -> ElementTree.Element:
    if (
        b"<!ENTITY" in data
        or "<!ENTITY".encode("utf-16-le") in data
        or "<!ENTITY".encode("utf-16-be") in data
    ):
        raise InputError("defines XML entities, which no feed needs and a trap does; it is not read")
    try:
        root: ElementTree.Element | None = None
        depth = 0
        for number, (event, element) in enumerate(ElementTree.iterparse(io.BytesIO(data), ("start", "end"))):
            depth += 1 if event == "start" else -1
            if number > 2 * MAX_ELEMENTS:
                raise TooLarge(f"has more than {MAX_ELEMENTS:,} elements, too many for a feed; split it")
            if depth > 200:
                raise InputError("is nested too deeply to be a feed")
            root = element
    except (ElementTree.ParseError, ValueError, LookupError) as err:
        raise InputError(f"is no XML that can be read ({brief(err)}); save the feed again") from err
    if root is None:
        raise EmptyInput("is empty: there is no feed to read")
    return root


def _report(item: ElementTree.Element, report_id: str, outlet: str | None, given: Origin) -> Report:
    body = next((t for key in _TEXTS if (t := plain_text(_text(item, key) or ""))), "")
    if not body:
        raise EmptyInput("has no text; fetch the page it links to")
    check_prose(body)
    title = plain_text(_text(item, "title") or "") or None
    stated = next((d for key in _DATES if (d := _text(item, key))), None)
    try:
        published = parse_date(stated, given.dates) if stated else None
    except ValueError as err:
        raise InputError(f"has a bad date: {err}") from err
    body = without_furniture(body, title, dated=published is not None)
    origin = Origin(published, _text(item, "source") or outlet, title, _link(item))
    digest = hashlib.sha256(ElementTree.tostring(item)).hexdigest()
    return make_report(report_id, body, origin.or_else(given), original_sha256=digest)


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(parent: ElementTree.Element, name: str) -> str | None:
    """Text of the first child called ``name``, markup inside it included as markup."""
    for child in parent:
        if _local(child) == name:
            inner = "".join(ElementTree.tostring(c, encoding="unicode") for c in child)
            text = ((child.text or "") + inner).strip()
            if text:
                return text
    return None


def _link(item: ElementTree.Element) -> str | None:
    for child in item:
        if _local(child) == "link" and child.get("rel", "alternate") == "alternate":
            return (child.get("href") or child.text or "").strip() or None
    return None
