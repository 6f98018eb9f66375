"""Mails saved as .eml: the body is the text, the subject the title, the Date header the publication date."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import hashlib
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr
from typing import BinaryIO, cast

from tocsin.errors import EmptyInput, InputError
from tocsin.ingest.base import InputFailure, Origin
from tocsin.ingest.dates import parse_date
from tocsin.ingest.decode import check_prose, check_text, decode
from tocsin.ingest.markup import plain_text
from tocsin.ingest.report import make_report
from tocsin.ingest.text import read_bytes
from tocsin.records import Report


def read_mail(stream: BinaryIO, name: str, given: Origin) -> Iterator[Report | InputFailure]:
    """The report of one mail; its plain text part, else its HTML part. Attachments are left out."""
    data = read_bytes(stream)
    try:
        mail = email.message_from_bytes(data, policy=email.policy.default)
        body = _body(mail)
        origin = Origin(_date(mail), _sender(mail), _header(mail, "Subject"))
    except InputError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as err:
        # the parser of the standard library trips over headers that are broken in new ways
        raise InputError(
            f"is no mail that can be read ({type(err).__name__}); save its text instead"
        ) from err
    yield make_report(name, body, origin.or_else(given), original_sha256=hashlib.sha256(data).hexdigest())


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


def _date(mail: EmailMessage) -> dt.date | None:
    stated = _header(mail, "Date")
    try:
        return parse_date(stated) if stated else None
    except ValueError as err:
        raise InputError(f"has a bad Date header: {err}") from err


def _sender(mail: EmailMessage) -> str | None:
    name, address = parseaddr(_header(mail, "From") or "")
    return name or address.rpartition("@")[2] or None
