"""Publication dates as people and programs write them into metadata; anything doubtful is refused."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d.*)?$")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)$")
_DAY_FIRST = re.compile(r"(?:[A-Za-z]+\.?,? +)?(\d{1,2})(?:st|nd|rd|th)? +([A-Za-z]{3,9})\.?,? +(\d{4})\b.*$")
_MONTH_FIRST = re.compile(
    r"(?:[A-Za-z]+\.?,? +)?([A-Za-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})\b.*$"
)
_EARLIEST = 1400  # the first newspapers are of 1605; below this a year is a typing error

HOW = "write it as YYYY-MM-DD, for example 2022-01-21"


def parse_date(text: str) -> dt.date:
    """The day that ``text`` names; :class:`ValueError` with a sentence otherwise.

    Read are ISO dates with or without a time, ``20220121``, ``21 January 2022``, ``Fri, 21 Jan
    2022 10:00:00 GMT`` and ``January 21, 2022``. ``01/02/2022`` is refused: it means two days.
    """
    text = text.strip()
    if match := _ISO.match(text) or _COMPACT.match(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.match(text):
        year, month, day = int(match[3]), _month(match[2], text), int(match[1])
    elif match := _MONTH_FIRST.match(text):
        year, month, day = int(match[3]), _month(match[1], text), int(match[2])
    else:
        raise ValueError(f"'{text[:40]}' is no date that can be read; {HOW}")
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"'{text[:40]}' is no day of the calendar; {HOW}") from None
    if year < _EARLIEST:
        raise ValueError(f"'{text[:40]}' lies before there were newspapers; {HOW}")
    return date


def _month(word: str, text: str) -> int:
    for n, name in enumerate(_MONTHS, 1):
        if name.startswith(word.lower()) or (word.lower() == "sept" and n == 9):
            return n
    raise ValueError(f"'{text[:40]}' names no month; {HOW}")
