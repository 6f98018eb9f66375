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
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[ T,].*)?$")
_EARLIEST = 1400  # the first newspapers are of 1605; below this a year is a typing error

ORDERS = {"dmy": "01/02/2022 is 1 February", "mdy": "01/02/2022 is January 2"}
"""How a source writes dates in numbers."""

HOW = "write it as YYYY-MM-DD, for example 2022-01-21"


def parse_date(text: str, order: str | None = None) -> dt.date:
    """The day that ``text`` names; :class:`ValueError` with a sentence otherwise.

    Read are ISO dates with or without a time, ``20220121``, ``21 January 2022``, ``Fri, 21 Jan
    2022 10:00:00 GMT``, ``January 21, 2022`` and ``21/01/2022``. ``01/02/2022`` means two days and is
    refused unless ``order`` (:data:`ORDERS`) says how its source writes dates.
    """
    text = text.strip()
    if match := _ISO.match(text) or _COMPACT.match(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.match(text):
        year, month, day = int(match[3]), _month(match[2], text), int(match[1])
    elif match := _MONTH_FIRST.match(text):
        year, month, day = int(match[3]), _month(match[1], text), int(match[2])
    elif match := _NUMBERS.match(text):
        year, month, day = _of_numbers(match, order)
    else:
        raise ValueError(f"'{text[:40]}' is no date that can be read; {HOW}")
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"'{text[:40]}' is no day of the calendar; {HOW}") from None
    if year < _EARLIEST:
        raise ValueError(f"'{text[:40]}' lies before there were newspapers; {HOW}")
    return date


def _of_numbers(match: re.Match[str], order: str | None) -> tuple[int, int, int]:
    """Year, month and day of ``21/01/2022``: by ``order``, else by the number that can be no month."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if order == "dmy":
        return year, second, first
    if order == "mdy":
        return year, first, second
    if first > 12 or first == second:
        return year, second, first
    if second > 12:
        return year, first, second
    raise ValueError(
        f"'{match[0][:40]}' means two days; {HOW}, or give tocsin read and add --dates dmy or --dates mdy"
    )


def _month(word: str, text: str) -> int:
    for n, name in enumerate(_MONTHS, 1):
        if name.startswith(word.lower()) or (word.lower() == "sept" and n == 9):
            return n
    raise ValueError(f"'{text[:40]}' names no month; {HOW}")
