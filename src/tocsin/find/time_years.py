"""Builders for years in words or before Christ, and for seasons, quarters, decades, centuries."""

from __future__ import annotations

from tocsin.codebook import words
from tocsin.find.time_classes import decade_of, number, number_words, ordinal_of
from tocsin.find.time_run import Run, Slots, unit_of, word_before


def _bc(r: Run) -> Slots | None:
    t = r.tokens[r.last - 2]
    if r.cls[r.last - 2] == "4":
        return {"shape": "date", "decade": t.lower[:-2], "bc": True}
    value = number(t.lower)
    return {"shape": "date", "year": int(value), "bc": True} if value and value < 10000 else None


def _ordinal_unit(r: Run) -> Slots | None:
    at = next(i for i in range(r.first, r.last) if r.cls[i] == "o")
    n = ordinal_of(r.tokens[at].lower) or 0
    u = next(i for i in range(at, r.last) if r.cls[i] == "U")
    unit = unit_of(r.tokens[u])
    year = next((int(r.tokens[i].text) for i in range(r.first, r.last) if r.cls[i] == "Y"), None)
    if unit == "Q" and 1 <= n <= 4:
        return {"shape": "date", "quarter": f"Q{n}", "year": year}
    if unit == "C":
        return {"shape": "date", "century": n - 1}
    return {"shape": "ordinal", "unit": unit, "count": n, "year": year}


def _half(r: Run) -> Slots | None:
    at = r.first + (r.cls[r.first] == "t")
    n = 2 if r.cls[at] == "l" else ordinal_of(r.tokens[at].lower)
    if n not in (1, 2):
        return None
    year = int(r.tokens[r.last - 1].text) if r.cls[r.last - 1] == "Y" else None
    if year is None and not (r.cls[r.last : r.last + 2] == "Ot" or r.cls[r.last : r.last + 2] == "Oh"):
        return None
    return {"shape": "date", "quarter": f"H{n}", "year": year}


def _century(r: Run) -> Slots | None:
    at = r.first + (r.cls[r.first] == "t")
    n, unit = ordinal_of(r.tokens[at].lower) or 0, unit_of(r.tokens[r.last - 1])
    if unit == "C":
        return {"shape": "date", "century": n - 1}
    if unit == "Q" and 1 <= n <= 4:
        return {"shape": "date", "quarter": f"Q{n}"}
    return {"shape": "ordinal", "unit": unit, "count": n}


def _decade(r: Run) -> Slots | None:
    t = r.tokens[r.last - 1]
    if t.lower.isalpha() and r.cls[r.first] != "t":
        return None
    if word_before(r.tokens, r.first) in ("his", "her", "their", "my", "our"):
        return None  # "in his 30s"
    return {"shape": "date", "decade": decade_of(t.lower)}


def _season(r: Run) -> Slots | None:
    t = r.tokens[r.last - 1]
    if t.text[0].isupper() and t.dep == "compound" and t.head >= r.last and r.tokens[t.head].pos == "PROPN":
        return None  # "Operation Summer Rains"
    if (
        r.cls[r.last : r.last + 1] == "O"
        and t.text[0].isupper()
        and r.cls[r.last + 1 : r.last + 2] not in tuple("YlxhHst$")
    ):
        return None  # "Spring of Life"
    if r.tokens[r.last - 1].lower == "fall":  # "the fall of the city", "the final fall"
        of_year = r.cls[r.last : r.last + 2] == "OY" or r.cls[r.last : r.last + 1] == "Y"
        before = word_before(r.tokens, r.first)
        if not of_year and (
            r.cls[r.last : r.last + 1] == "O" or before not in ("in", "by", "during", "of", "early", "late")
        ):
            return None
    return {"shape": "date", "season": words("times")["seasons"][r.tokens[r.last - 1].lower]}


def _year_words(r: Run) -> Slots | None:
    """ "nineteen ninety-six", "the year two thousand", as broadcasters write them."""
    said = [r.tokens[i].lower for i in range(r.first, r.last) if r.cls[i] == "n"]
    head, rest = number(said[0]), number_words(said[1:])
    if r.cls[r.last : r.last + 1] in ("u", "U") or head is None or rest is None:
        return None
    if head in (18, 19) and 10 <= rest <= 99:
        return {"shape": "date", "year": int(head * 100 + rest)}
    if said[:2] == ["two", "thousand"] and r.cls[r.first] == "t":
        return {"shape": "date", "year": 2000 + int(number_words(said[2:]) or 0)}
    return None


BUILDERS = {
    "bc": _bc,
    "ordinal_unit": _ordinal_unit,
    "half": _half,
    "century": _century,
    "decade": _decade,
    "season": _season,
    "year_words": _year_words,
}
