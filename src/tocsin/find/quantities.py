"""Quantities: number expressions of a report as bounds ("at least 30" = 30 and open, "dozens" = 24 and open)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tocsin.codebook import words
from tocsin.records import Parse, Token
from tocsin.records.mention import Quantity

_DIGITS = re.compile(r"^\d{1,3}(?:[,.  ']\d{3})+$|^\d+$")
_DECIMAL = re.compile(r"^\d+[.,]\d{1,2}$")
_RANGE = re.compile(r"^(\d{1,3}(?:,\d{3})*|\d+)[-–—](\d{1,3}(?:,\d{3})*|\d+)$")
_PLUS = re.compile(r"^(\d[\d,]*)\+$")
_ARTICLES = frozenset({"a", "an"})


@dataclass(frozen=True, slots=True)
class _Numbers:
    units: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, int]
    exact_words: dict[str, int]
    before: dict[str, list[tuple[tuple[str, ...], str]]]  # by first word, longest first
    after: dict[str, list[tuple[tuple[str, ...], str]]]
    more: frozenset[str]
    openers: frozenset[str]  # words a quantity can begin with


@cache
def _numbers() -> _Numbers:
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
    return _Numbers(
        w["units"], w["scales"], w["vague"], w["exact_words"], before, phrases(w["after"]),
        frozenset(w["more"]["words"]), frozenset(openers),
    )  # fmt: skip


def plain_number(word: str) -> int | None:
    """The value of one written numeral or unit word ("1,200", "twenty-one", "twelve"), else None."""
    n = _numbers()
    low = word.lower()
    if _DIGITS.match(low):
        return int(re.sub(r"[^\d]", "", low))
    if low in n.units:
        return n.units[low]
    tens, dash, one = low.partition("-")
    if dash and tens in n.units and one in n.units and n.units[tens] >= 20 and 0 < n.units[one] < 10:
        return n.units[tens] + n.units[one]
    return None


def _numeral(tokens: tuple[Token, ...], i: int, end: int) -> tuple[int, int] | None:
    """(value, token after it) of a numeral that begins at ``i``: "two hundred and five", "1.2 million"."""
    n = _numbers()
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
                not (current >= 20 and current % 10 == 0 and 0 < value < 10) and not (current >= 100 and value < 100)
            )):  # fmt: skip
                break
            current = (current or 0) + value
        elif _DECIMAL.match(low) and k + 1 < end and tokens[k + 1].lower in n.scales and current is None:
            current = float(low.replace(",", "."))
        elif low in n.scales and (current is not None or (k > i and tokens[i].lower in _ARTICLES)):
            current = (current if current is not None else 1) * n.scales[low]
            if n.scales[low] >= 1000:
                total += int(current)
                current = 0
        elif low == "-" and current is not None and k + 1 < end and current >= 20 and current % 10 == 0:
            follower = plain_number(tokens[k + 1].lower)
            if follower is None or not 0 < follower < 10:
                break
        elif (
            low in _ARTICLES
            and k == i
            and k + 1 < end
            and tokens[k + 1].lower in ("hundred", "thousand", "million", "dozen")
        ):
            pass
        elif (
            low == "half"
            and k + 2 < end
            and tokens[k + 1].lower in _ARTICLES
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


def _trailing(
    tokens: tuple[Token, ...], k: int, end: int, phrases: dict[str, list[tuple[tuple[str, ...], str]]]
) -> str | None:
    """The qualifier that follows the counted noun: "five people at least were killed", "nineteen dead or more"."""
    while k < end and tokens[k].pos in ("NOUN", "ADJ") and not tokens[k].lower.startswith("least"):
        k += 1
        after = _match(tokens, k, end, phrases)
        if after is not None:
            numbered = after[1] < end and (
                tokens[after[1]].pos == "NUM" or tokens[after[1]].lower in _ARTICLES
            )
            return None if numbered else after[0]
    return None


def _thousands(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether token ``k`` ends a number written with a space: "6 270 persons"."""
    before, t = tokens[k - 1], tokens[k]
    return len(before.text) <= 3 and len(t.text) == 3 and t.text.isdigit() and t.start == before.end + 1


def find_quantities(parse: Parse) -> dict[int, Quantity]:
    """Quantities by the index of their first token; they never overlap and never cross a sentence."""
    tokens = parse.tokens
    out: dict[int, Quantity] = {}
    for sentence in parse.sentences:
        i = sentence.first
        while i < sentence.last:
            quantity = _quantity_at(tokens, i, sentence.last)
            if quantity is None:
                i += 1
                continue
            out[i] = quantity
            i = quantity.last
    return out


def _match(
    tokens: tuple[Token, ...], i: int, end: int, phrases: dict[str, list[tuple[tuple[str, ...], str]]]
) -> tuple[str, int] | None:
    if i >= end:
        return None
    for phrase, qualifier in phrases.get(tokens[i].lower, ()):
        stop = i + len(phrase)
        if stop <= end and all(tokens[i + j].lower == w for j, w in enumerate(phrase)):
            return qualifier, stop
    return None


def _quantity_at(tokens: tuple[Token, ...], i: int, end: int) -> Quantity | None:
    numbers = _numbers()
    low = tokens[i].lower
    if low not in numbers.openers and not low[:1].isdigit() and "-" not in low:
        return None
    if low == "one" and i and tokens[i - 1].lower == "no":
        return None  # "no one"
    qualifier, k = "exact", i
    more = False
    before = _match(tokens, k, end, numbers.before)
    if before:
        qualifier, k = before
        second = _match(tokens, k, end, numbers.before)  # "at least some 30", "up to about 40"
        if second:
            k = second[1]
        while k < end and tokens[k].lower in ("another", "a"):
            if tokens[k].lower == "another":
                more = True
            elif k + 1 < end and tokens[k + 1].lower not in (
                "hundred",
                "thousand",
                "dozen",
                "million",
                "further",
            ):
                break
            else:
                break
            k += 1
    elif tokens[k].lower == "between" and k + 3 < end:
        least = _numeral(tokens, k + 1, end)
        if least and least[1] < end and tokens[least[1]].lower in ("and", "to"):
            most = _numeral(tokens, least[1] + 1, end)
            if most:
                return Quantity(i, most[1], least[0], most[0], "range", "number")
        return None
    elif tokens[k].lower == "another" and k + 1 < end and _numeral(tokens, k + 1, end):
        more = True
        k += 1
        follow = _match(tokens, k, end, numbers.before)
        if follow:
            qualifier, k = follow
    found = _count_at(tokens, k, end, qualifier)
    if found is None:
        return None
    low_, high_, qualifier, form, stop = found
    after = _match(tokens, stop, end, numbers.after)
    if after and qualifier == "exact" and (after[1] >= end or plain_number(tokens[after[1]].lower) is None):
        qualifier, stop = after
        low_, high_ = _bounds(low_ or 0, qualifier)
    elif qualifier == "exact" and form == "number":
        trailing = _trailing(tokens, stop, end, numbers.after)
        if trailing is not None:
            qualifier = trailing
            low_, high_ = _bounds(low_ or 0, qualifier)
    if stop < end and tokens[stop].lower in numbers.more:
        more = True
    return Quantity(i, stop, low_, high_, qualifier, form, more)


def _tight(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a dash joins its neighbours ("3-5") and does not part them ("Aug 3 - Four soldiers")."""
    return tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start


def _bounds(value: int, qualifier: str) -> tuple[int | None, int | None]:
    if qualifier in ("at_least", "more_than"):
        return value, None
    if qualifier == "up_to":
        return None, value
    return value, value


def _count_at(
    tokens: tuple[Token, ...], k: int, end: int, qualifier: str
) -> tuple[int | None, int | None, str, str, int] | None:
    """(low, high, qualifier, form, token after) of the count that begins at ``k``."""
    if k >= end:
        return None
    n = _numbers()
    token = tokens[k]
    low = token.lower
    span = _RANGE.match(low)
    if span:
        a, b = (int(x.replace(",", "")) for x in span.groups())
        if a < b and not (1900 <= a <= 2100 and b < 2100):
            return a, b, "range", "number", k + 1
    plus = _PLUS.match(token.text)
    if plus:
        return int(plus.group(1).replace(",", "")), None, "more_than", "number", k + 1
    numeral = _numeral(tokens, k, end)
    if numeral:
        value, stop = numeral
        if stop + 1 < end and (
            tokens[stop].lower in ("to", "or") or (tokens[stop].text in "-–" and _tight(tokens, stop))
        ):
            second = _numeral(tokens, stop + 1, end)
            if second and value < second[0] < max(value * 10, 20) and tokens[stop].lower != "or":
                return value, second[0], "range", "number", second[1]
            if second and tokens[stop].lower == "or" and value < second[0] <= value + 10:
                return value, second[0], "range", "number", second[1]
        a_, b_ = _bounds(value, qualifier)
        return a_, b_, qualifier, "number", stop
    if low in ("tens", "hundreds", "thousands", "dozens", "scores", "millions"):
        stop, value = k + 1, n.vague[low]
        if (
            stop + 1 < end
            and tokens[stop].lower == "of"
            and tokens[stop + 1].lower in ("thousands", "hundreds", "millions")
        ):
            value = (
                n.vague[low]
                * {"thousands": 1000, "hundreds": 100, "millions": 1000000}[tokens[stop + 1].lower]
            )
            stop += 2
        return value, None, "vague", "word", stop
    if low in ("a", "an") and k + 1 < end:
        nxt = tokens[k + 1].lower
        if nxt in ("number", "handful") and k + 2 < end and tokens[k + 2].lower == "of":
            return n.vague[nxt], None, "vague", "word", k + 2
        if nxt == "large" and k + 3 < end and tokens[k + 2].lower == "number":
            return 3, None, "vague", "word", k + 3
        if nxt == "few":
            return 2, None, "vague", "word", k + 2
        if nxt == "couple" and k + 2 < end and tokens[k + 2].lower == "of":
            return 2, 2, "about" if qualifier == "exact" else qualifier, "word", k + 2
        if nxt in ("score",) and k + 2 < end and tokens[k + 2].lower == "of":
            return 20, 20, "about", "word", k + 2
        return None
    if qualifier != "exact":
        return None
    if low in ("several", "numerous", "multiple", "countless", "various") or (
        low == "many" and (k == 0 or tokens[k - 1].lower not in ("as", "how", "so", "too"))
    ):
        return 3, None, "vague", "word", k + 1
    if low == "both":
        return 2, 2, "exact", "word", k + 1
    return None
