"""Quantities: number expressions as bounds ("at least 30" = 30 and open, "dozens" = 24 and open)."""

from __future__ import annotations

from tocsin.find.numerals import ARTICLES, PLUS, RANGE, numbers, numeral, plain_number
from tocsin.records import Parse, Token
from tocsin.records.mention import Quantity

_SOME = frozenset({"unknown", "unspecified", "undisclosed", "undetermined", "unconfirmed", "uncertain"})
__all__ = ["find_quantities", "plain_number"]


def _trailing(
    tokens: tuple[Token, ...], k: int, end: int, phrases: dict[str, list[tuple[tuple[str, ...], str]]]
) -> str | None:
    """The qualifier that follows the counted noun: "five people at least", "nineteen dead or more"."""
    while k < end and tokens[k].pos in ("NOUN", "ADJ") and not tokens[k].lower.startswith("least"):
        k += 1
        after = _match(tokens, k, end, phrases)
        if after is not None:
            numbered = after[1] < end and (
                tokens[after[1]].pos == "NUM" or tokens[after[1]].lower in ARTICLES
            )
            return None if numbered else after[0]
    return None


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
    known = numbers()
    low = tokens[i].lower
    if low not in known.openers and not low[:1].isdigit() and "-" not in low:
        return None
    if low == "one" and i and tokens[i - 1].lower == "no":
        return None  # "no one"
    qualifier, k = "exact", i
    more = False
    before = _match(tokens, k, end, known.before)
    if before:
        qualifier, k = before
        second = _match(tokens, k, end, known.before)  # "at least some 30", "up to about 40"
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
        least = numeral(tokens, k + 1, end)
        if least and least[1] < end and tokens[least[1]].lower in ("and", "to"):
            most = numeral(tokens, least[1] + 1, end)
            if most:
                return Quantity(i, most[1], least[0], most[0], "range", "number")
        return None
    elif tokens[k].lower == "another" and k + 1 < end and numeral(tokens, k + 1, end):
        more = True
        k += 1
        follow = _match(tokens, k, end, known.before)
        if follow:
            qualifier, k = follow
    found = _count_at(tokens, k, end, qualifier)
    if found is None:
        return None
    low_, high_, qualifier, form, stop = found
    after = _match(tokens, stop, end, known.after)
    if after and qualifier == "exact" and (after[1] >= end or plain_number(tokens[after[1]].lower) is None):
        qualifier, stop = after
        low_, high_ = _bounds(low_ or 0, qualifier)
    elif qualifier == "exact" and form == "number":
        trailing = _trailing(tokens, stop, end, known.after)
        if trailing is not None:
            qualifier = trailing
            low_, high_ = _bounds(low_ or 0, qualifier)
    if stop < end and tokens[stop].lower in known.more:
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
    n = numbers()
    token = tokens[k]
    low = token.lower
    span = RANGE.match(low)
    if span:
        a, b = (int(x.replace(",", "")) for x in span.groups())
        if a < b and not (1900 <= a <= 2100 and b < 2100):
            return a, b, "range", "number", k + 1
    plus = PLUS.match(token.text)
    if plus:
        return int(plus.group(1).replace(",", "")), None, "more_than", "number", k + 1
    written = numeral(tokens, k, end)
    if written:
        value, stop = written
        if stop + 1 < end and (
            tokens[stop].lower in ("to", "or") or (tokens[stop].text in "-–" and _tight(tokens, stop))
        ):
            second = numeral(tokens, stop + 1, end)
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
        if k + 3 < end and tokens[k + 2].lower == "number" and tokens[k + 3].lower == "of" and nxt in _SOME:
            return 3, None, "vague", "word", k + 4  # "an unknown number of villagers"
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
