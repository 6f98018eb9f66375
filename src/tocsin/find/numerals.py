"""Numerals: the value of written numbers ("1,200", "twenty-one", "two hundred and five", "1.2 million")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tocsin.codebook import words
from tocsin.records import Token

_DIGITS = re.compile(r"^\d{1,3}(?:[,.  ']\d{3})+$|^\d+$")
_DECIMAL = re.compile(r"^\d+[.,]\d{1,2}$")
RANGE = re.compile(r"^(\d{1,3}(?:,\d{3})*|\d+)[-–—](\d{1,3}(?:,\d{3})*|\d+)$")
PLUS = re.compile(r"^(\d[\d,]*)\+$")
ARTICLES = frozenset({"a", "an"})


@dataclass(frozen=True, slots=True)
class Numbers:
    units: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, int]
    exact_words: dict[str, int]
    before: dict[str, list[tuple[tuple[str, ...], str]]]  # by first word, longest first
    after: dict[str, list[tuple[tuple[str, ...], str]]]
    more: frozenset[str]
    openers: frozenset[str]  # words a quantity can begin with


@cache
def numbers() -> Numbers:
    w = words("numbers")

    def phrases(table: dict[str, list[str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        flat = [(tuple(p.split()), q) for q, ps in table.items() for p in ps]
        index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, qualifier in sorted(flat, key=lambda x: -len(x[0])):
            index.setdefault(phrase[0], []).append((phrase, qualifier))
        return index

    before = phrases(w["before"])
    openers = {
        *before,
        *w["units"],
        *w["scales"],
        *w["vague"],
        *w["exact_words"],
        "a",
        "an",
        "another",
        "between",
        "half",
    }
    return Numbers(
        w["units"], w["scales"], w["vague"], w["exact_words"], before, phrases(w["after"]),
        frozenset(w["more"]["words"]), frozenset(openers),
    )  # fmt: skip


def plain_number(word: str) -> int | None:
    """The value of one written numeral or unit word ("1,200", "twenty-one", "twelve"), else None."""
    n = numbers()
    low = word.lower()
    if _DIGITS.match(low):
        return int(re.sub(r"[^\d]", "", low))
    if low in n.units:
        return n.units[low]
    tens, dash, one = low.partition("-")
    if dash and tens in n.units and one in n.units and n.units[tens] >= 20 and 0 < n.units[one] < 10:
        return n.units[tens] + n.units[one]
    return None


def numeral(tokens: tuple[Token, ...], i: int, end: int) -> tuple[int, int] | None:
    """(value, token after it) of a numeral that begins at ``i``: "two hundred and five", "1.2 million"."""
    n = numbers()
    total = 0
    current: int | float | None = None
    k = i
    while k < end:
        low = tokens[k].lower
        value = plain_number(low)
        if value is not None:
            if current is not None and tokens[k - 1].text.isdigit():
                if not _thousands(tokens, k):
                    break
                current = current * 1000 + value
                k += 1
                continue
            if current is not None and (low[0].isdigit() or (
                not (current >= 20 and current % 10 == 0 and 0 < value < 10)
                and not (current >= 100 and value < 100)
            )):  # fmt: skip
                break
            current = (current or 0) + value
        elif _DECIMAL.match(low) and k + 1 < end and tokens[k + 1].lower in n.scales and current is None:
            current = float(low.replace(",", "."))
        elif low in n.scales and (current is not None or (k > i and tokens[i].lower in ARTICLES)):
            current = (current if current is not None else 1) * n.scales[low]
            if n.scales[low] >= 1000:
                total += int(current)
                current = 0
        elif low == "-" and current is not None and k + 1 < end and current >= 20 and current % 10 == 0:
            follower = plain_number(tokens[k + 1].lower)
            if follower is None or not 0 < follower < 10:
                break
        elif (
            low in ARTICLES
            and k == i
            and k + 1 < end
            and tokens[k + 1].lower in ("hundred", "thousand", "million", "dozen")
        ):
            pass
        elif (
            low == "half"
            and k + 2 < end
            and tokens[k + 1].lower in ARTICLES
            and tokens[k + 2].lower in n.scales
        ):
            return n.scales[tokens[k + 2].lower] // 2, k + 3
        elif (
            low == "and" and current is not None and current >= 100 and k + 1 < end
            and (plain_number(tokens[k + 1].lower) or 1000) < 100
        ):  # fmt: skip
            pass
        else:
            break
        k += 1
    if current is None:
        return None
    return int(total + current), k


def _thousands(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether token ``k`` ends a number written with a space: "6 270 persons"."""
    before, t = tokens[k - 1], tokens[k]
    return len(before.text) <= 3 and len(t.text) == 3 and t.text.isdigit() and t.start == before.end + 1
