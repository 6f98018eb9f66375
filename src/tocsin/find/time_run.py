"""A run of tokens that a time pattern matched, and the small readings that all builders share."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from tocsin.codebook import words
from tocsin.find.time_classes import number_words, ordinal_of
from tocsin.records import Token

Slots = dict[str, Any]


class Run(NamedTuple):
    """Tokens ``[first, last)`` of a text, with the class letters of the whole text."""

    tokens: tuple[Token, ...]
    cls: str
    first: int
    last: int


def year_of(text: str) -> int:
    """Four figures as they are; two figures after an apostrophe belong to the last hundred years."""
    value = int(text)
    if len(text) <= 2:
        return 2000 + value if value <= 40 else 1900 + value
    return value


def lookup(table: str, lower: str) -> Any:
    found = words("times")[table]
    return found.get(lower) or found.get(lower.rstrip("."), found.get(lower))


def month_of(t: Token) -> int:
    return int(lookup("months", t.lower))


def weekday_of(t: Token) -> int:
    table = words("times")["weekdays"]
    lower = t.lower.rstrip(".")
    return int(table[lower] if lower in table else table[lower[:-1]])


def day_of(t: Token) -> int:
    return ordinal_of(t.lower) or int(re.sub(r"\D", "", t.text) or 0)


def unit_of(t: Token) -> str:
    w = words("times")
    return str(w["units"].get(t.lower) or w["plural_units"].get(t.lower) or "D")


def is_counted(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether token ``i`` is a thing that a bare figure before it would count."""
    return (
        i < len(tokens)
        and tokens[i].tag in ("NNS", "NN", "JJ", "CD")
        and tokens[i].ent not in ("DATE", "TIME")
    )


def word_before(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i - 1].lower if i else ""


def count_of(tokens: tuple[Token, ...], cls: str, first: int, last: int) -> tuple[float | None, str | None]:
    """The number said in the tokens, and the TIMEX3 modifier of the words around it."""
    mod = None
    parts: list[str] = []
    for i in range(first, last):
        c, lower = cls[i], tokens[i].lower
        if c == "Q" or lower in ("about", "around"):
            mod = "APPROX"
        elif c == "X":
            mod = {
                "more": "MORE_THAN",
                "less": "LESS_THAN",
                "fewer": "LESS_THAN",
                "least": "EQUAL_OR_MORE",
            }.get(lower, "EQUAL_OR_LESS")
        elif c in "nDNY":
            parts.append(lower)
        elif c == "G" and parts:
            parts = []  # "two to three weeks": the higher one
        elif c == "7":
            parts.append("0.5")
        elif c == "2":
            return (12.0 if lower == "dozen" else 2.0), mod
        elif c == "3":
            return None, "APPROX"
        elif c == "%":
            parts.append("0.5")
        elif c == "-" and i > first and i + 1 < last and cls[i - 1] in "DN" and cls[i + 1] in "DN":
            parts = []
    if parts:
        return number_words(parts), mod
    return (1.0 if "a" in cls[first:last] or "t" in cls[first:last] else None), mod


def unit_at(cls: str, first: int, last: int) -> int:
    return next(i for i in range(last - 1, first - 1, -1) if cls[i] in "UuP")
