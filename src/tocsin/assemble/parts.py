"""Parts and wholes: which figure is a total of others, and which is put in the place of an older one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.records import Issue, Toll

_REACH = 6  # figures before or after a total that may be its parts
_SURE = 5  # a smaller sum of two speakers' figures may be chance
_RAISING = re.compile(
    r"\b(?:rais(?:e[sd]?|ing)|ris(?:es?|en|ing)|rose|climb\w*|updat\w+|revis\w+|correct\w*|cut(?:ting)?|"
    r"lower\w*|reduc\w+|brought|bringing|takes|taking|increas\w+|jump\w*|up from|down from)\b",
    re.IGNORECASE,
)
# Words before a figure that make it the one that was replaced: "raising an earlier toll of 29", "up from 29".
_EARLIER = re.compile(
    r"\b(?:(?:an|the|its|their|his|her) (?:earlier|previous|initial|first|original)|(?:up|down) from|"
    r"he had given|she had given|it had given|previously|initially)\b",
    re.IGNORECASE,
)


def tie(tolls: list[Toll]) -> list[Toll]:
    """Mark wholes: figures that others are stated parts of, and totals that equal the sum of the others."""
    named = {t.part_of for t in tolls if t.part_of}
    out = [replace(t, whole=True) if t.id in named else t for t in tolls]
    by_effect: dict[str, list[int]] = {}
    for n, t in enumerate(out):
        if (
            t.part_of is None
            and t.low
            and t.high in (t.low, None)
            and t.qualifier != "vague"
            and not t.withdrawn
        ):
            by_effect.setdefault(t.effect, []).append(n)
    for places in by_effect.values():
        for where, n in enumerate(places):
            parts = _adding_up(out, n, places[where + 1 : where + 1 + _REACH]) or _adding_up(
                out, n, places[max(0, where - _REACH) : where][::-1]
            )
            if parts:
                out[n] = replace(out[n], whole=True)
                for k in parts:
                    out[k] = replace(out[k], part_of=out[n].id)
                break
    return out


def _adding_up(tolls: Sequence[Toll], whole: int, candidates: list[int]) -> list[int]:
    """The nearest figures of groups, two or more, that add up to ``whole``; [] when none do."""
    target = tolls[whole].low or 0
    total, parts = 0, []
    for k in candidates:
        t = tolls[k]
        if t.group is None or t.whole or t.part_of or (target < _SURE and _rival(t, tolls[whole])):
            continue
        total += t.low or 0
        parts.append(k)
        if total == target and len(parts) > 1:
            return parts
        if total > target:
            return []
    return []


def _rival(a: Toll, b: Toll) -> bool:
    """Figures of two speakers are no parts of each other."""
    return a.said_by is not None and b.said_by is not None and a.said_by.text != b.said_by.text


def supersede(tolls: list[Toll], text: str) -> list[Toll]:
    """ "raising the toll to 17": the figure takes the place of the one told before it."""
    out = list(tolls)
    last: dict[str, int] = {}
    olds: dict[str, list[int]] = {}
    for n, t in enumerate(out):
        if t.withdrawn:
            olds.setdefault(t.effect, []).append(n)
    for n, t in enumerate(out):
        if t.part_of is not None or t.withdrawn or t.span is None:
            continue
        old = next((k for k in olds.get(t.effect, ()) if abs(k - n) == 1), None)
        if old is None and t.effect in last and _RAISING.search(text[max(0, t.span.start - 30) : t.span.end]):
            k = last[t.effect]
            if not _rival(out[k], t) and out[k].low != t.low:
                old = k
        if old is not None and (out[old].group is None or t.group is None):
            new, replaced = (old, n) if _is_earlier(t, out[old], text) else (n, old)
            out[new] = replace(out[new], supersedes=out[replaced].id)
            out[replaced] = replace(out[replaced], withdrawn=True)
            if replaced == n:
                continue
        if t.group is None or t.effect not in last:
            last[t.effect] = n  # a total is set against a total, not against "two wounded men"
    return out


def _is_earlier(t: Toll, other: Toll, text: str) -> bool:
    """Whether the later words give the older figure, which then is the one replaced."""
    if t.span is None or other.withdrawn:
        return False
    return _EARLIER.search(text[max(0, t.span.start - 20) : t.span.end + 24]) is not None


def conflicts(tolls: Sequence[Toll]) -> tuple[Issue, ...]:
    """An issue for each effect and group for which speakers give figures that cannot both be right."""
    found: list[Issue] = []
    seen: dict[tuple[str, str], Toll] = {}
    for t in tolls:
        if t.part_of is not None or t.withdrawn or t.qualifier == "vague":
            continue
        key = (t.effect, t.group.name if t.group else "")
        other = seen.setdefault(key, t)
        if other is t or other.supersedes == t.id or t.supersedes == other.id:
            continue
        if _speaker(other) != _speaker(t) and not _meet(other, t):
            found.append(
                Issue("conflicting_figures", f"{t.effect}: '{other.text}' and '{t.text}' differ", t.span)
            )
    return tuple(found)


def _speaker(t: Toll) -> str | None:
    return t.said_by.text if t.said_by is not None else None


def _meet(a: Toll, b: Toll) -> bool:
    low = max(a.low or 0, b.low or 0)
    highs = [h for h in (a.high, b.high) if h is not None]
    return not highs or low <= min(highs)
