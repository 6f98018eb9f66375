"""Finding a person's name in text: as a run of words, however they are cased and parted."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

BLOCK = "█"
_WORD = re.compile(r"[^\W_]+")
_GAP = 3  # characters between two words of one name: "Hassan, Ahmed", "al-Hassan", "ahmed_hassan"


class Wanted(NamedTuple):
    """Names to find, as keyed digests of their folded words: how many words, and which digests."""

    key: bytes
    digests: frozenset[str]
    lengths: tuple[int, ...]


def fold(word: str) -> str:
    """A word without case and accents."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def words_of(name: str) -> tuple[str, ...]:
    return tuple(fold(w) for w in _WORD.findall(name))


def digest(key: bytes, words: Sequence[str]) -> str:
    return hmac.new(key, " ".join(words).encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def wanted(key: bytes, digests: Iterable[tuple[str, int]]) -> Wanted:
    """From (digest, number of words) pairs."""
    pairs = list(digests)
    return Wanted(key, frozenset(d for d, _ in pairs), tuple(sorted({n for _, n in pairs}, reverse=True)))


def find(text: str, names: Wanted) -> list[tuple[int, int]]:
    """Where one of ``names`` stands in ``text``: ranges in order that do not overlap, the longest first."""
    words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text)]
    folded = [fold(w) for _, _, w in words]
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        for n in names.lengths:
            run = words[i : i + n]
            if len(run) == n and all(b[0] - a[1] <= _GAP for a, b in pairwise(run)):
                if digest(names.key, folded[i : i + n]) in names.digests:
                    found.append((run[0][0], run[-1][1]))
                    i += n - 1
                    break
        i += 1
    return found


def blot(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """``text`` with the ranges blacked out: of the same length, so that every span still holds."""
    out = list(text)
    for start, end in ranges:
        out[start:end] = BLOCK * (end - start)
    return "".join(out)


def only_words_of(text: str, name_words: Collection[str]) -> bool:
    """Whether ``text`` is made of words of the name alone ("Hassan", of Ahmed Hassan)."""
    words = words_of(text)
    return bool(words) and all(w in name_words for w in words)
