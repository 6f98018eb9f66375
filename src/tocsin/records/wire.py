"""Records to JSON and back: one line of ``tocsin read --format jsonl`` is one :class:`Reading`.

The walk is generic over the record dataclasses (:mod:`tocsin.records.codec`): the order of their
fields is the order of the keys.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import Any

from tocsin.errors import InputError, InternalError
from tocsin.records.account import Account, Reading
from tocsin.records.codec import read_date, reader, writer
from tocsin.records.issue import Issue
from tocsin.records.report import Report

SCHEMA = "tocsin.account/1"

# The report block of the contract, in its order; ``sha256`` and ``text`` are handled apart.
_REPORT_KEYS = ("id", "url", "outlet", "title", "published", "published_basis", "language")


def reading_to_dict(reading: Reading, with_text: bool = False) -> dict[str, Any]:
    """The contract's JSON object of one reading; dates are ISO strings, spans ``[start, end]``.

    ``with_text`` adds the report's text, without which :func:`reading_from_dict` needs it from elsewhere.
    """
    report = reading.report
    published = report.published
    head: dict[str, Any] = {
        "id": report.id,
        "url": report.url,
        "outlet": report.outlet,
        "title": report.title,
        "published": published.isoformat() if published else None,
        "published_basis": report.published_basis,
        "language": report.language,
        "sha256": report.sha256,
    }
    if with_text:
        head["text"] = report.text
    write_account, write_issue = writer(Account), writer(Issue)
    return {
        "schema": SCHEMA,
        "report": head,
        "accounts": [write_account(a) for a in reading.accounts],
        "issues": [write_issue(i) for i in reading.issues],
    }


def reading_from_dict(row: Mapping[str, Any], text: str | None = None) -> Reading:
    """The reading that :func:`reading_to_dict` wrote.

    The report's text is taken from the row, else from ``text``. :class:`InputError` when the row is
    of another schema, misses a key, or has no text or one that its ``sha256`` does not fit.
    """
    if row.get("schema") != SCHEMA:
        raise InputError(
            f"a line of schema '{row.get('schema')}' is no '{SCHEMA}'; write it again with tocsin read"
        )
    try:
        head = row["report"]
        body = head.get("text", text)
        if body is None:
            raise InputError(f"report {head['id']} comes without its text; write it with --with-text")
        report = Report(text=body, **{k: head[k] for k in _REPORT_KEYS if k != "published"},
                        published=read_date(head["published"]))  # fmt: skip
        digest = head["sha256"]
        accounts = tuple(map(reader(Account), row["accounts"]))
        issues = tuple(map(reader(Issue), row["issues"]))
    except KeyError as err:
        raise InputError(
            f"a line of schema '{SCHEMA}' misses the key {err}; write it again with tocsin read"
        ) from err
    if report.sha256 != digest:
        raise InputError(f"the text of report {report.id} is not the one that was read (sha256 differs)")
    return Reading(report, accounts, issues)


def check_reading(reading: Reading, keys: Callable[[str], Collection[str]] | None = None) -> None:
    """Raise :class:`InternalError` where a reading breaks a law of the records.

    The laws: words stand exactly under their span; a span has words; ``part_of`` and ``supersedes``
    name tolls of the same account, links name accounts of the same reading. With ``keys`` (codebook
    table name to its words; ``tocsin.schema.check_reading`` passes the codebook's) every closed field
    holds a word of its table.
    """
    text, where = reading.report.text, reading.report.id
    ids = {account.id for account in reading.accounts}
    if len(ids) < len(reading.accounts):
        raise InternalError(f"report {where} has two accounts of one id: {[a.id for a in reading.accounts]}")
    for path, record in walk(reading):
        plan = _plan(record.__class__)
        if plan.has_span:
            _check_span(text, record, f"{where}: {path}")
        if keys is not None:
            for name, table in plan.closed:
                value = getattr(record, name)
                if str(value) not in keys(table):
                    raise InternalError(
                        f"{where}: {path}.{name} is '{value}', no word of the codebook's {table}"
                    )
    for account in reading.accounts:
        tolls = {toll.id for toll in account.tolls}
        for toll in account.tolls:
            for other in (toll.part_of, toll.supersedes):
                if other is not None and (other not in tolls or other == toll.id):
                    raise InternalError(
                        f"{where}: toll {toll.id} of {account.id} names toll {other}, which is not there"
                    )
        for link in account.links:
            if link.to not in ids or link.to == account.id:
                raise InternalError(f"{where}: {account.id} links to {link.to}, which is not there")


def _check_span(text: str, record: Any, path: str) -> None:
    span = record.span
    if span is None:
        return
    if not 0 <= span[0] < span[1] <= len(text):
        raise InternalError(f"{path}: span {list(span)} lies outside the text of {len(text)} characters")
    if hasattr(record, "text") and text[span[0] : span[1]] != record.text:
        raise InternalError(
            f"{path}: span {list(span)} holds {text[span[0] : span[1]]!r}, the record says {record.text!r}"
        )


class _Plan(typing.NamedTuple):
    """What the checks need to know of one record class."""

    has_span: bool
    closed: tuple[tuple[str, str], ...]  # (field, codebook table)
    nested: tuple[str, ...]  # fields that hold records


@cache
def _plan(cls: type) -> _Plan:
    hints = typing.get_type_hints(cls)
    fields = dataclasses.fields(cls)
    return _Plan(
        any(f.name == "span" for f in fields),
        tuple((f.name, f.metadata["words"]) for f in fields if "words" in f.metadata),
        tuple(f.name for f in fields if _record_inside(hints[f.name]) not in (None, Report)),
    )


def closed_fields(cls: type) -> tuple[tuple[str, str], ...]:
    """The fields of a record class that hold a word of a closed list, with its codebook table."""
    return _plan(cls).closed


def _record_inside(hint: Any) -> type | None:
    """The record class in ``X``, ``X | None`` or ``tuple[X, ...]``, if there is one."""
    for part in (hint, *typing.get_args(hint)):
        if isinstance(part, type) and dataclasses.is_dataclass(part):
            return part
    return None


def walk(record: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every record inside ``record``, itself first, with a path such as ``accounts[0].where[1]``."""
    yield path or type(record).__name__, record
    for name in _plan(record.__class__).nested:
        value = getattr(record, name)
        at = f"{path}.{name}" if path else name
        if isinstance(value, tuple):
            for i, item in enumerate(value):
                yield from walk(item, f"{at}[{i}]")
        elif value is not None:
            yield from walk(value, at)
