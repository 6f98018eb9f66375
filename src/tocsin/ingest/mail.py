"""Mails saved as .eml: the body is the text, the subject the title, the Date header the publication date."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import hashlib
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any, BinaryIO, cast

from tocsin.errors import EmptyInput, InputError, TooLarge
from tocsin.ingest.base import InputFailure, Origin
from tocsin.ingest.dates import parse_date
from tocsin.ingest.decode import check_prose, check_text, decode
from tocsin.ingest.markup import plain_text
from tocsin.ingest.report import make_report
from tocsin.ingest.text import read_bytes
from tocsin.records import Report

MAX_HEADER = 4_000
"""Characters of one header that is looked at: the standard library's parser takes their square in time."""
MAX_HEADERS = 1_000_000
"""Characters of all headers looked at, those of every part included."""
MAX_LINES = 2_000_000
"""Lines of one mail; the parser keeps each as an object, and 64 MB of attachments are 900,000."""
MAX_WORK = 20_000_000
"""Lines times boundaries: every line is held against the boundary of every part around it."""
MAX_PARTS = 10_000
"""Lines that may begin a part."""

_BOUNDARY = re.compile(rb"boundary\s{0,9}[*=]", re.IGNORECASE)
_PART = re.compile(rb"^--", re.MULTILINE)


def _bounded_policy() -> Any:
    """The standard policy for one mail, which stops at a header, or at headers, too long to parse in time."""
    spent = 0

    class Bounded(email.policy.EmailPolicy):
        def header_fetch_parse(self, name: str, value: str) -> Any:
            nonlocal spent
            spent += len(value)
            if len(value) > MAX_HEADER:
                raise TooLarge(f"has a header {name[:40]} of {len(value):,} characters; save its text alone")
            if spent > MAX_HEADERS:
                raise TooLarge("has too many parts or headers to be a report; save its text instead")
            return super().header_fetch_parse(name, value)

    return Bounded()


def read_mail(stream: BinaryIO, name: str, given: Origin) -> Iterator[Report | InputFailure]:
    """The report of one mail; its plain text part, else its HTML part. Attachments are left out."""
    data = read_bytes(stream)
    _check_size(data)
    try:
        mail: EmailMessage = email.message_from_bytes(data, policy=_bounded_policy())
        body = _body(mail)
        origin = Origin(_date(mail, given.dates), _sender(mail), _header(mail, "Subject"))
    except InputError:
        raise
    except Exception as err:  # the standard library's parser trips over headers that are broken in new ways
        raise InputError(
            f"is no mail that can be read ({type(err).__name__}); save its text instead"
        ) from err
    yield make_report(name, body, origin.or_else(given), original_sha256=hashlib.sha256(data).hexdigest())


def _check_size(data: bytes) -> None:
    """Refuse unparsed what would take the standard library's parser minutes or gigabytes."""
    lines = data.count(b"\n") + data.count(b"\r")
    boundaries = len(_BOUNDARY.findall(data))
    if lines > MAX_LINES or lines * boundaries > MAX_WORK or (
        boundaries and len(_PART.findall(data)) > MAX_PARTS
    ):  # fmt: skip
        raise TooLarge("has too many lines or parts to be one mail; save its text instead")


def _body(mail: EmailMessage) -> str:
    part = mail.get_body(("plain", "html"))
    if part is None or not mail.keys():
        raise EmptyInput("holds no text part; save the attachment instead")
    payload = cast(bytes | None, part.get_payload(decode=True)) or b""
    try:
        text = payload.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):
        text, _ = decode(payload, prose=False)
    if part.get_content_subtype() == "html":
        text = plain_text(text)
    check_text(text)
    check_prose(text)
    return text


def _header(mail: EmailMessage, name: str) -> str | None:
    value = mail[name]
    return " ".join(str(value).split()) or None if value is not None else None


def _date(mail: EmailMessage, dates: str | None) -> dt.date | None:
    stated = _header(mail, "Date")
    try:
        return parse_date(stated, dates) if stated else None
    except ValueError as err:
        raise InputError(f"has a bad Date header: {err}") from err


def _sender(mail: EmailMessage) -> str | None:
    name, address = parseaddr(_header(mail, "From") or "")
    return name or address.rpartition("@")[2] or None
