"""Patterns over class letters: the smallest time expressions ("atoms") and the slots that they fill.

One alternation is tried at each place; the first alternative that fits and whose builder agrees wins.
A builder gets the run of tokens and returns the slots of a :class:`~tocsin.records.time.TimeMention`
(with the end of the run, where it takes less than it was given), or None to refuse. Order matters:
long before short, sure before doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tocsin.find import time_calendar, time_clocks, time_spans, time_years
from tocsin.find.time_classes import feast_length
from tocsin.find.time_run import Run, Slots
from tocsin.records import Token

Atom = tuple[int, int, Slots]
Builder = Callable[[Run], Slots | tuple[Slots, int] | None]

_COUNT = r"(?:a?[23]O?t?|[DNY](?:-[DN]|G[DN]|n|7)?(?:Ca?%)?|n(?:-?n|Cn)*(?:Gn|Ca?%)?|a?%a?|a)(?:X(?=u))?"
_ABOUT = r"(?:Q|i?XZ?G?)?"
_ZONE = r"(?:,?\(?(?:zT?|jT|[_y]{1,2}T)\)?)?"

_RULES: tuple[tuple[str, str], ...] = (
    ("feast", r"&"),
    ("iso", r"Y-D-D(?!-)"),
    ("day_first", r"D-D-Y"),
    ("numeric", r"6"),
    ("pair", r"7M(?:,?O?Y)?|M7(?:,?Y)?"),
    ("years", r"8"),
    ("day_list", r"t?[Dd](?:,[Dd])*(?:-|G|,?C)t?[Dd]!?O?M(?:,?O?Y)?"),
    ("month_list", r"Mt?[Dd](?:,[Dd])*(?:-|G|,?C)t?[Dd](?:,?Y)?"),
    ("date", r"t?[Dd]!?O?M(?:,?O?Y|D|\$[DN])?"),
    ("date", r"Mt?[Dd](?:,?O?Y|,\$[DN])?"),
    ("date", r"M(?:,|O|OtU)?Y|M\$[DN]|tUY"),
    ("bc", r"t?[YND]~|t?4~"),
    ("ordinal_unit", r"t?Y?=?-?o-?U(?:O=?Y)?"),
    ("half", r"t?(?:o|l)%(?:OY)?"),
    ("century", r"t?d-?U"),
    ("first_count", rf"t?[ol]{_COUNT}u"),
    ("year_words", r"(?:tU)?nn(?:-?n)?"),
    ("year_ago", r"t?U-[gr]-?o?-?[U_]?"),
    ("early_hours", r"t?eP?u"),
    ("same_day", r"[rR]itU"),
    ("offset", rf"{_ABOUT}(?:{_COUNT})-?(?:[Uu]|P(?=[grRbA]))(?:CX)?[grRbAp]"),
    ("offset", r"u[grR]|u[bA]"),
    ("by_yesterday", r"t?U[bA]y"),
    ("day_word", r"y"),
    ("set", rf"1(?:{_COUNT}|o)?[UuWPSw]|9"),
    ("set", r"(?<=[DNYn])aU(?![grbA])"),
    ("window", rf"t?[lpxcf+]Q?{_COUNT}-?[uU]"),
    ("window", r"t?[lpxcfhH+]u"),
    ("relative", r"t?[lxhHpfs+c]{1,2}[UMWSP]"),
    ("fiscal_year", r"[th]\+?=U"),
    ("adjacent", r"t[UP][bAf]"),
    ("unit_end", r"t?U(?:-|\$)?E"),
    ("weekday_day", r"t?W,?t?[Dd]"),
    ("weekday", r"t?W|t?w"),
    ("bare_day", r"t[d]"),
    ("clock", rf"(?:kq?|[DN]q|nq)\)?{_ZONE}|[NY](?:u|zT?|jT|_T|\(zT?\)|\(jT\)|\(_T\))|%lP"),
    ("decade", r"t?m?-?4|\$4"),
    ("season", r"t?S"),
    ("month", r"M"),
    ("year", r"Y|\$[DN]"),
    ("part", r"t?P|v"),
    ("duration", rf"{_ABOUT}{_COUNT}-?(?:[Uu]|P(?=_))"),
    ("this_unit", r"tU"),
    ("duration", rf"{_COUNT}_u"),
    ("duration", r"u"),
    ("ref", r"0|c|\+|tl"),
)
_SCAN = re.compile("|".join(f"(?P<r{n}>{pattern})" for n, (_, pattern) in enumerate(_RULES)))
_SMALL = tuple(
    (name, re.compile(pattern))
    for name, pattern in _RULES
    if name
    in ("date", "weekday", "month", "year", "part", "clock", "duration", "bare_day", "relative", "day_word")
)
_BUILDERS: dict[str, Builder] = {
    **time_calendar.BUILDERS,
    **time_years.BUILDERS,
    **time_clocks.BUILDERS,
    **time_spans.BUILDERS,
}


def atoms(tokens: tuple[Token, ...], cls: str, feasts: dict[int, str]) -> list[Atom]:
    """Every atom of the text, in order, none overlapping."""
    out: list[Atom] = []
    at = 0
    while (m := _SCAN.search(cls, at)) is not None:
        name = _RULES[int(str(m.lastgroup)[1:])][0]
        first, last = m.span()
        if name == "feast":
            key = feasts.get(first)
            if key is None:
                at = first + 1
                continue
            last = first + feast_length(key)
            out.append((first, last, {"shape": "date", "holiday": key}))
            at = last
            continue
        built = _BUILDERS[name](Run(tokens, cls, first, last))
        if built is None:
            at, found = _fallback(tokens, cls, first)
            if found is not None:
                out.append(found)
            continue
        slots, end = built if isinstance(built, tuple) else (built, last)
        out.append((first, end, slots))
        at = end
    return out


def _fallback(tokens: tuple[Token, ...], cls: str, first: int) -> tuple[int, Atom | None]:
    """Where the long reading was refused: the first shorter one that is not."""
    for name, pattern in _SMALL:
        m = pattern.match(cls, first)
        if m is None:
            continue
        built = _BUILDERS[name](Run(tokens, cls, first, m.end()))
        if built is not None:
            slots, end = built if isinstance(built, tuple) else (built, m.end())
            return end, (first, end, slots)
    return first + 1, None
