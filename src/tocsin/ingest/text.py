"""Plain text and Markdown: one report a file, with front matter where there is some."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO

from tocsin.errors import EmptyInput, TooLarge
from tocsin.ingest.base import MAX_BYTES, InputFailure, Origin
from tocsin.ingest.decode import decode
from tocsin.ingest.front_matter import split_front_matter
from tocsin.ingest.report import make_report
from tocsin.records import Report

MAX_MARKDOWN = 10**6
"""Characters of one Markdown file: five times what is read of a report."""

# What stands between two marks is bounded: a mark without its partner must not be searched for to the end of
# a line of megabytes, once for each such mark.
_HEADING = re.compile(r"\s*# +(.+)(?:\n|\Z)")
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\]\n]{1,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|(?:>[ \t]?)+|[-*+][ \t]+)", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{1,1000}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`\n]{1,1000})`"), r"\1"),
)


def read_text(stream: BinaryIO, name: str, given: Origin) -> Iterator[Report | InputFailure]:
    """The report of a plain text file; its text is the body exactly as it stands."""
    yield _read(stream, name, given, markdown=False)


def read_markdown(stream: BinaryIO, name: str, given: Origin) -> Iterator[Report | InputFailure]:
    """The report of a Markdown file: marks removed; a first ``# heading`` is the title."""
    yield _read(stream, name, given, markdown=True)


def read_bytes(stream: BinaryIO, limit: int = MAX_BYTES) -> bytes:
    """All bytes of ``stream``; :class:`TooLarge` past ``limit``, reading no further."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"is larger than {limit // 2**20} MB, too large for one report; split it into reports")
    return data


def _read(stream: BinaryIO, name: str, given: Origin, *, markdown: bool) -> Report:
    data = read_bytes(stream)
    text, issue = decode(data)
    origin, body = split_front_matter(text, given.dates)
    if markdown:
        if len(body) > MAX_MARKDOWN:
            raise TooLarge(
                f"has over {MAX_MARKDOWN:,} characters, too many for one report; split it into reports"
            )
        body = _without_comments(body)
        heading = _HEADING.match(body)
        title = _plain(heading[1].rstrip(" #\r")) or None if heading else None
        if heading and origin.title in (None, title):
            origin = dataclasses.replace(origin, title=title)
            body = body[heading.end() :].lstrip("\r\n")
        body = _plain(body)
    if not body.strip():
        raise EmptyInput(
            "holds a heading or front matter and no text after it"
            if markdown
            else "holds front matter and no text after it"
        )
    return make_report(
        name,
        body,
        origin.or_else(given),
        original_sha256=hashlib.sha256(data).hexdigest(),
        issues=(issue,) if issue else (),
    )


def _without_comments(text: str) -> str:
    """``text`` less what stands between ``<!--`` and ``-->``; one that is never closed stays."""
    kept, end = [], 0
    while (start := text.find("<!--", end)) >= 0 and (close := text.find("-->", start + 4)) >= 0:
        kept.append(text[end:start])
        end = close + 3
    return "".join((*kept, text[end:]))


def _plain(text: str) -> str:
    for pattern, kept in _MARKUP:
        text = pattern.sub(kept, text)
    return text
