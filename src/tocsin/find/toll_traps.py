"""Numbers that count no people: dates, ages, shares, sums of money, ranks and units."""

from __future__ import annotations

from tocsin.find.phrases import NOMINAL
from tocsin.find.toll_words import effects, figure_words
from tocsin.records import Token
from tocsin.records.mention import Quantity

_DATE_LIKE = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})


def is_other_number(tokens: tuple[Token, ...], quantity: Quantity, bare: bool = False) -> bool:
    """Whether a number is a date, an age, a share, a label or money rather than a count of people.

    ``bare``: a number alone, which the parser likes to call a date ("not 55, and").
    """
    if quantity.form != "number":
        return False
    words = figure_words()
    before = tokens[quantity.first - 1] if quantity.first else None
    after = tokens[quantity.last] if quantity.last < len(tokens) else None
    if before is not None:
        if before.lower in words["traps.labels"]:
            return True
        if (
            before.lower in words["traps.months"]
            and (quantity.low or 0) <= 31
            and quantity.last - quantity.first == 1
        ):
            return after is None or after.lower not in ("people", "civilians", "soldiers")
        if before.lower == "of" and quantity.first >= 2:
            noun = tokens[quantity.first - 2]
            if noun.lemma == "age" or (noun.tag == "NN" and noun.lower in words["traps.aged_nouns"]):
                return True  # "a boy of 15"
    forms = effects().forms  # "wounding 76, ...", "seven killed, ..."
    harmed = (before is not None and before.pos == "VERB" and before.lower in forms) or (
        after is not None and after.lower in forms
    )
    entity = tokens[quantity.last - 1].ent
    if bare and entity == "DATE" and not _near_month(tokens, quantity):
        entity = ""
    if entity == "MONEY" and (before is None or before.tag != "$"):
        entity = ""  # "10 million displaced"
    if (
        not harmed
        and entity in ("DATE", "TIME", "PERCENT", "MONEY")
        and (
            after is None
            or after.ent in _DATE_LIKE
            or after.pos not in NOMINAL
            or after.lemma in effects().not_people
        )
    ):
        return True
    if after is not None and after.lower in words["traps.clock"]:
        return True
    if after is not None and after.text in ("%", "-"):
        unit = tokens[min(quantity.last + 1, len(tokens) - 1)].lower
        return after.text == "%" or unit in words["traps.units"]
    return _is_year(tokens, quantity)


def _near_month(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    around = tokens[max(0, quantity.first - 2) : quantity.last + 3]
    months = figure_words()["traps.months"]
    return any(t.lower in months or t.lemma in ("day", "month", "year") for t in around)


def _is_year(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    if quantity.low is None or quantity.low != quantity.high or not 1900 <= quantity.low <= 2100:
        return False
    if quantity.last - quantity.first != 1 or not tokens[quantity.first].text.isdigit():
        return False
    after = tokens[quantity.last] if quantity.last < len(tokens) else None
    before = tokens[quantity.first - 1] if quantity.first else None
    if before is not None and before.lower in effects().forms:
        return False  # "killed 2000 people"
    return after is None or after.lower not in figure_words()["traps.people"]
