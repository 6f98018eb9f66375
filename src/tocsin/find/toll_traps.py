"""Numbers that count no people: dates, ages, shares, sums of money, ranks and units."""

from __future__ import annotations

from tocsin.find.phrases import NOMINAL
from tocsin.find.toll_words import effects
from tocsin.records import Token
from tocsin.records.mention import Quantity

_DATE_LIKE = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})


def is_other_number(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """Whether a number is a date, an age, a share or a sum of money rather than a count of people."""
    if quantity.first and quantity.form == "number":
        before = tokens[quantity.first - 1]
        if before.lower in ("aged", "age", "ages", "no.", "number", "phase", "article", "chapter", "room", "battalion", "brigade"):
            return True
        if before.lower == "of" and quantity.first >= 2 and tokens[quantity.first - 2].tag == "NN" and tokens[quantity.first - 2].lower in ("boy", "girl", "man", "woman", "child", "youth", "student", "teenager", "syrian", "age", "baby", "infant", "citizen"):
            return True  # "a boy of 15"
    last = tokens[quantity.last - 1]
    if last.ent in ("DATE", "TIME", "PERCENT", "MONEY") and quantity.form == "number":
        nxt = tokens[quantity.last] if quantity.last < len(tokens) else None
        if nxt is None or nxt.ent in _DATE_LIKE or nxt.pos not in NOMINAL or nxt.lemma in effects().not_people:
            return True
    if quantity.last < len(tokens) and tokens[quantity.last].text in ("%", "-"):
        return tokens[quantity.last].text == "%" or tokens[min(quantity.last + 1, len(tokens) - 1)].lower in ("year", "day", "hour", "month", "week", "km", "mile")
    return quantity.form == "number" and quantity.low is not None and quantity.low == quantity.high and (
        1900 <= quantity.low <= 2100 and quantity.last - quantity.first == 1
        and "," not in tokens[quantity.first].text and tokens[quantity.first - 1].lower in ("in", "since", "of", "by", "during", "until"))  # fmt: skip

