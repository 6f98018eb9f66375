"""JSON lines: one report a line, read as a stream; a bad line is a sentence, the others are done."""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from tocsin.errors import EmptyInput, InputError, NotText, TooLarge
from tocsin.ingest.base import InputFailure, Origin
from tocsin.ingest.dates import parse_date
from tocsin.ingest.decode import check_prose, check_text
from tocsin.ingest.report import make_report
from tocsin.records import Report

MAX_LINE = 16 * 2**20
"""Bytes of one line; a longer one is skipped with a sentence, so that memory stays bounded."""

_JSON_TYPES = {bool: "true/false", int: "number", float: "number", list: "list", dict: "object"}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def read_jsonl(
    stream: BinaryIO, name: str, given: Origin, columns: Mapping[str, str]
) -> Iterator[Report | InputFailure]:
    """The reports of a JSON lines file in UTF-8: an object a line.

    Looked at are ``id``, ``published``, ``outlet``, ``title``, ``url`` and ``text``, or the keys
    that ``columns`` names for them; nothing else.
    A line without an id is called ``<file>:<line number>``. Blank lines are skipped.
    """
    empty = True
    for number, line in _lines(stream):
        if line.isspace():
            continue
        empty = False
        try:
            yield _report(line, f"{name}:{number}", given, columns)
        except InputError as err:
            yield InputFailure(f"line {number}", str(err))
    if empty:
        raise EmptyInput("is empty: there is no line to read")


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Numbered lines; one past the limit is cut, which leaves no JSON, and its rest is skipped."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if number == 1:
            if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise NotText("is UTF-16; JSON lines are UTF-8: convert it with iconv -f UTF-16 -t UTF-8")
            line = line.removeprefix(codecs.BOM_UTF8)
        yield number, line
        rest = line
        while len(rest) > MAX_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_LINE + 1)


def _report(line: bytes, default_id: str, given: Origin, columns: Mapping[str, str]) -> Report:
    row = _object(line)
    row |= {field: row.get(key) for field, key in columns.items()}
    text = _string(row, "text")
    if text is None:
        raise InputError(f"has no 'text'; its fields are: {', '.join(row)[:200] or 'none'}")
    if not text.strip():
        raise EmptyInput("has an empty 'text': there is nothing to read")
    check_text(text)
    check_prose(text)
    published = _string(row, "published")
    try:
        date = parse_date(published, given.dates) if published else None
    except ValueError as err:
        raise InputError(f"has a bad 'published': {err}") from err
    origin = Origin(date, _string(row, "outlet"), _string(row, "title"), _string(row, "url"))
    return make_report(
        _id(row) or default_id, text, origin.or_else(given), original_sha256=hashlib.sha256(line).hexdigest()
    )


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise TooLarge(f"is longer than {MAX_LINE // 2**20} MB, too long for one report; split it")
    try:
        row = json.loads(line)
    except UnicodeDecodeError as err:
        raise NotText(f"is not UTF-8 (byte {err.start:,}); convert the file with iconv -t UTF-8") from err
    except RecursionError as err:
        raise InputError("is nested too deeply to be a report") from err
    except ValueError as err:
        what = err.msg if isinstance(err, json.JSONDecodeError) else str(err)
        raise InputError(f"is not JSON ({what}); each line must be one object") from err
    if not isinstance(row, dict):
        raise InputError("is no JSON object; each line must be one, with a 'text'")
    return row


def _string(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f"has '{key}' of type {_JSON_TYPES[type(value)]} where text is needed")
    return _LONE_SURROGATE.sub("\ufffd", value)  # half a character: cannot be written in any encoding


def _id(row: dict[str, Any]) -> str | None:
    value = row.get("id")
    if type(value) is int:
        return str(value)
    return _string(row, "id")
