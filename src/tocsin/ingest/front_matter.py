"""Front matter: the ``key: value`` lines between two ``---`` at the head of a text file."""

from __future__ import annotations

import re
from typing import Any

from tocsin.errors import InputError
from tocsin.ingest.base import Origin
from tocsin.ingest.dates import parse_date

_KEYS = {
    "title": "title",
    "headline": "title",
    "published": "published",
    "date": "published",
    "outlet": "outlet",
    "source": "outlet",
    "publisher": "outlet",
    "url": "url",
    "link": "url",
    "language": "language",
    "lang": "language",
}
_OPEN = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_ENTRY = re.compile(r"([A-Za-z][\w -]{0,40}):(?:\s+(.*))?$")
_MAX_LINES = 100  # a "---" without its partner in so many lines is a ruled line of the text


def split_front_matter(text: str, dates: str | None = None) -> tuple[Origin, str]:
    """What the head of ``text`` says of its origin, and the body after it.

    A head counts only when its first line is ``key: value`` and it is closed; other text is all
    body. Keys that are not known are left alone. Raises :class:`InputError` naming the line of a
    head that is broken or of a date that is none.
    """
    opened = _OPEN.match(text)
    closed = _CLOSE.search(text, opened.end()) if opened else None
    if not opened or not closed:
        return Origin(), text
    lines = text[opened.end() : closed.start()].splitlines()
    if not lines or len(lines) > _MAX_LINES or not _ENTRY.match(lines[0].strip()):
        return Origin(), text
    found: dict[str, Any] = {}
    for number, line in enumerate(lines, 2):
        if not line.strip() or line.lstrip().startswith(("#", "- ")) or line[0] in " \t":
            continue
        entry = _ENTRY.match(line.strip())
        if not entry:
            raise InputError(
                f"has a line {number} of front matter that is not 'key: value': '{line.strip()[:40]}'"
            )
        key = _KEYS.get(entry[1].strip().lower())
        value = _unquote((entry[2] or "").strip())
        if key is None or not value or value.lower() in {"null", "~"}:
            continue
        if key == "published":
            try:
                found[key] = parse_date(value, dates)
            except ValueError as err:
                raise InputError(f"has a bad date in line {number}: {err}") from err
        elif key == "language":
            found[key] = _language(value)
        else:
            found[key] = value
    return Origin(**found), text[closed.end() :].lstrip("\r\n")


def _language(value: str) -> str | None:
    """The two letters of ``en``, ``en-GB`` or ``English``; None, to be told from the text, for others."""
    code = re.split("[-_]", value.lower())[0]
    return {"english": "en", "eng": "en"}.get(code) or (code if len(code) == 2 else None)


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value
