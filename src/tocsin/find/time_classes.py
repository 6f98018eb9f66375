"""Each token as one letter of its time class, so that patterns over words become patterns over letters.

=====  =========================================  =====  =========================================
M      month name                                 W w    weekday; plural or possessive-less weekday
D d    1-31 in figures; ordinal figures (13th)    Y N    four-figure year; any other number
n o    number word; ordinal word                  U u    unit, units
S P    season; part of day                        y v    yesterday/today/tomorrow; overnight
a t    a(n); the, its                             h H    this, that
l x    last/past; next/coming                     p f s  previous; following; same
c +    recent; current                            e m L  early, mid, late
E B    end; beginning                             g r R  ago, earlier, later
b A    before, after                              O i    of; in on at during ...
F V G  from; between; to/until                    C Z    and; than
Q X    nearly, about ...; more/less/least         2 3    couple/dozen; several/few
k q    clock (8:30); am/pm                        z j T  zone abbreviation; "local"; "time"
4 5    decade (1990s); unused                     6 7 8  numeric date; 12/13; 1914-18
0 9    now/recently ...; daily/weekly ...         1      each/every/per
& ~    holiday (first word; & again for the rest) = %    fiscal; half
, - ( ) ! $  punctuation ($ is 's or an apostrophe)  _   anything else
=====  =========================================  =====  =========================================
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tocsin.codebook import words
from tocsin.records import Parse, Token

# Abbreviations that are also words or names: a month or weekday only beside a figure or with a dot.
_AMBIGUOUS_SHORT = frozenset({"jan", "mar", "jun", "dec", "sep", "sun", "sat", "wed", "mon"})
_PLURAL_DAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)days")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::[0-5]\d)?(am|pm|a\.m\.?|p\.m\.?|hrs|h|z)?", re.I)
_FUSED_HOUR = re.compile(r"(1[0-2]|0?[1-9])(am|pm|a\.m\.?|p\.m\.?)", re.I)
_MILITARY = re.compile(r"([01]\d|2[0-4])([0-5]\d)(h|hrs|z)", re.I)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_DECADE = re.compile(r"(1[5-9]|20)?(\d0)s")
_NUMERIC = re.compile(r"\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d\d)|\d{4}([/.])\d{1,2}\2\d{1,2}")
_PAIR = re.compile(r"[0-3]?\d[/–-][0-3]?\d")
_YEARS = re.compile(r"(1[5-9]\d\d|20\d\d)[-–/](\d{4}|\d\d)")
_MIN_YEAR, _MAX_YEAR = 1000, 2199


@cache
def lexicon() -> dict[str, str]:
    """Word to class letter."""
    w = words("times")
    out: dict[str, str] = {}
    for letter, table in (
        ("M", "months"), ("W", "weekdays"), ("P", "parts"), ("U", "units"), ("u", "plural_units"),
        ("S", "seasons"), ("y", "day_words"), ("n", "numbers"), ("o", "ordinals"), ("4", "decades"),
        ("0", "references"), ("9", "sets"),
    ):  # fmt: skip
        for word in w[table]:
            out.setdefault(word, letter)
    for letter, members in w["classes"].items():
        for word in members:
            out.setdefault(word, letter)
    for zone in w["zones"]:
        if len(zone) <= 4 and zone not in (
            "z",
            "et",
            "cat",
            "iran",
            "iraq",
            "rome",
            "gaza",
            "aden",
            "eat",
            "thai",
        ):
            out.setdefault(zone, "z")
    return out


@cache
def holiday_heads() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word of a feast to (all its words, its key), longest first; 's counts as one word."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key in words("times")["holidays"]:
        parts = tuple(re.sub(r"(['’]s)\b", r" \1", key).replace("-", " - ").split())
        out.setdefault(parts[0], []).append((parts, key))
    for options in out.values():
        options.sort(key=lambda o: -len(o[0]))
    return out


def classes(parse: Parse) -> tuple[str, dict[int, str]]:
    """The class letter of every token in one string, and the feast that starts at a token index."""
    lex = lexicon()
    heads = holiday_heads()
    feasts: dict[int, str] = {}
    out: list[str] = []
    tokens = parse.tokens
    for t in tokens:
        lower = t.lower
        letter = lex.get(lower)
        if letter is None:
            if "0" <= lower[:1] <= "9":
                letter = _figures(t)
            elif lower[-1:] == ".":
                letter = lex.get(lower.rstrip("."))
                if letter in ("M", "W") and not t.text[0].isupper():
                    letter = None
            elif lower[-1:] == "s" and _PLURAL_DAY.fullmatch(lower):
                letter = "w"
            elif lower[:3] in ("utc", "gmt") and lower[3:4] in ("+", "-"):
                letter = "z"
        elif letter in "MWSPUozlcTy":
            letter = _checked(letter, t, tokens)
        out.append(letter or "_")
        options = heads.get(lower)
        if options and (t.text[0].isupper() or t.text[0].isdigit()):
            for parts, key in options:
                if all(
                    t.i + k < len(tokens) and tokens[t.i + k].lower == part for k, part in enumerate(parts)
                ):
                    feasts[t.i] = key
                    break
    for first, key in feasts.items():
        for k in range(_length(key)):
            out[first + k] = "&"
    return "".join(out), feasts


def _length(key: str) -> int:
    head = re.sub(r"(['’]s)\b", r" \1", key).replace("-", " - ").split()
    return len(head)


def feast_length(key: str) -> int:
    """Number of tokens that the feast ``key`` takes."""
    return _length(key)


def _figures(t: Token) -> str:
    text = t.text
    if text.isdigit():
        if len(text) <= 2:
            return "D" if 1 <= int(text) <= 31 else "N"
        return "Y" if len(text) == 4 and _MIN_YEAR <= int(text) <= _MAX_YEAR else "N"
    for pattern, letter in (
        (_ORDINAL, "d"), (_CLOCK, "k"), (_DECADE, "4"), (_NUMERIC, "6"), (_PAIR, "7"), (_YEARS, "8"),
        (_FUSED_HOUR, "k"), (_MILITARY, "k"),
    ):  # fmt: skip
        if pattern.fullmatch(text):
            return letter
    return "N" if text[-1].isdigit() else "_"


def _checked(letter: str, t: Token, tokens: tuple[Token, ...]) -> str | None:
    """The letter, or None where this word is not used as a word of time."""
    text, lower = t.text, t.lower
    if letter in "MW":
        if not text[0].isupper() or t.ent == "PERSON":
            return None
        beside = any(tokens[j].text[:1].isdigit() for j in (t.i - 1, t.i + 1) if 0 <= j < len(tokens))
        if lower in _AMBIGUOUS_SHORT or lower == "may":
            if lower == "may" and t.tag != "MD":
                return letter
            return letter if beside or text.endswith(".") else None
        return letter
    if letter == "S":
        return letter if t.pos in ("NOUN", "PROPN") or t.ent == "DATE" else None
    if letter == "z":
        return letter if text.isupper() else None
    if letter == "U" and lower == "second":
        return "o"
    if letter == "l" and t.pos == "VERB":
        return None
    return letter


def number(lower: str) -> float | None:
    """The value of figures or of one number word, None if it is neither."""
    if lower[:1].isdigit():
        try:
            return float(lower.replace(",", ""))
        except ValueError:
            return None
    value = words("times")["numbers"].get(lower)
    return float(value) if value is not None else None


def number_words(parts: list[str]) -> float | None:
    """The value of a run of number words ("two", "hundred", "and", "five"); None if none counts."""
    total, current, seen = 0.0, 0.0, False
    for part in parts:
        value = number(part)
        if value is None:
            continue
        seen = True
        if value in (100, 1000) and not part[:1].isdigit():
            current = (current or 1) * value
            if value == 1000:
                total, current = total + current, 0.0
        else:
            current += value
    return total + current if seen else None


def clock_of(text: str) -> tuple[int, int | None, str] | None:
    """Hour, minute and am/pm mark of a clock token ("8:30pm", "5pm", "0300hrs")."""
    m = _CLOCK.fullmatch(text)
    if m:
        return int(m[1]), int(m[2]), (m[3] or "").lower().replace(".", "")
    m = _FUSED_HOUR.fullmatch(text)
    if m:
        return int(m[1]), None, m[2].lower().replace(".", "")
    m = _MILITARY.fullmatch(text)
    if m:
        return int(m[1]), int(m[2]), m[3].lower()
    return None


def ordinal_of(lower: str) -> int | None:
    """The value of "13th" or "thirteenth"."""
    m = _ORDINAL.fullmatch(lower)
    if m:
        return int(m[1])
    value: Any = words("times")["ordinals"].get(lower)
    return int(value) if value is not None else None


def decade_of(lower: str) -> str | None:
    """TIMEX3 decade ("199") of "1990s", "90s" or "nineties"."""
    m = _DECADE.fullmatch(lower)
    if m:
        return (m[1] or ("20" if int(m[2]) < 20 else "19")) + m[2][0]
    found: Any = words("times")["decades"].get(lower)
    return str(found) if found else None
