"""A sieve of expressions: which of many word patterns can match in a text at all, by their first letters.

To compile all trigger expressions takes a tenth of a second, which is much of a cold start and
nothing in a long run. So the first text of a run is read with those alone whose opening letters it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LETTERS = re.compile(r"[a-z0-9 ]+")
_GROUP = re.compile(r"\(\?:([^()\[\]\\]*)\)(?![?*{])")
_BENDS = "?*{"  # a quantifier after a letter: the letter need not be there


def openings(pattern: str) -> tuple[str, ...]:
    """Letters one of which a match of ``pattern`` begins with; ``("",)`` when that cannot be told.

    >>> openings("ambush(?:es|ed)?"), openings("(?:blow|blew) up"), openings("raids?"), openings("[A-Z]x")
    (('ambush',), ('blow', 'blew'), ('raid',), ('',))
    """
    group = _GROUP.match(pattern)
    alternatives = group.group(1).split("|") if group else [pattern]
    if not group and "|" in _outside_groups(pattern):
        return ("",)
    return tuple(_opening(a) for a in alternatives)


def sieved(patterns: Iterable[tuple[str, tuple[str, ...]]], text: str) -> list[str]:
    """Those of ``(pattern, openings)`` that can match in ``text``, case set aside, in order."""
    folded = text.casefold()
    return [pattern for pattern, begins in patterns if any(b in folded for b in begins)]


def _opening(pattern: str) -> str:
    found = _LETTERS.match(pattern)
    if found is None:
        return ""
    end = found.end()
    bent = end < len(pattern) and pattern[end] in _BENDS
    return pattern[: end - 1] if bent else pattern[:end]


def _outside_groups(pattern: str) -> str:
    """The pattern without what stands between brackets."""
    depth, out = 0, []
    for char in pattern.replace("\\(", "").replace("\\)", ""):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            out.append(char)
    return "".join(out)
