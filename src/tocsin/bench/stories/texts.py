"""Articles as vectors: all words, the words of the head, names, pairs of names, numbers, each by tf-idf."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n]['\"”’)]*\s+)['\"“‘(]*\w+")
_NAME = re.compile(r"\b[A-Z][a-zà-ÿ'’-]+(?:\s+(?:[A-Z]\.?\s+)?[A-Z][a-zà-ÿ'’-]+)+")
_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_STREET = re.compile(
    r"\b((?:[A-Z0-9][\w'’-]*\s+){1,3})"
    r"(?:Street|Avenue|Road|Drive|Boulevard|Lane|Highway|St|Ave|Rd|Dr|Blvd|Ln)\b"
)
HEAD = 400  # characters: title and lead


@dataclass(frozen=True, slots=True)
class Article:
    """A document; ``event`` is the gold label."""

    id: str
    text: str
    published: dt.date | None
    event: str


def words(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(text)]


def head(text: str) -> list[str]:
    return words(text[:HEAD])


def capitals(text: str) -> list[str]:
    """Words with a capital that do not open a sentence."""
    starts = {m.end() for m in _SENTENCE_START.finditer(text)}
    return [
        m.group().lower() for m in _WORD.finditer(text) if m.group()[0].isupper() and m.end() not in starts
    ]


def names(text: str) -> list[str]:
    """Names of two words and more, by first and last word."""
    out = []
    for m in _NAME.finditer(text):
        parts = m.group().lower().split()
        out.append(f"{parts[0]} {parts[-1]}")
        out.append(parts[-1])
    return out


def numbers(text: str) -> list[str]:
    return [n.rstrip(".,") for n in _NUMBER.findall(text)]


def streets(text: str) -> list[str]:
    """Names of streets."""
    return [m.group(1).lower().strip() for m in _STREET.finditer(text)]


def pairs_of_words(text: str) -> list[str]:
    w = words(text)
    return [f"{a} {b}" for a, b in pairwise(w)]


VIEWS: dict[str, Callable[[str], list[str]]] = {
    "words": words,
    "head": head,
    "capitals": capitals,
    "names": names,
    "numbers": numbers,
    "streets": streets,
    "pairs": pairs_of_words,
}


def vectors(articles: Sequence[Article], view: Callable[[str], list[str]]) -> Any:
    """A row an article, of length one: (1 + log tf) x idf over the terms that two articles share."""
    counts = [Counter(view(a.text)) for a in articles]
    spread = Counter(term for c in counts for term in c)
    index = {term: n for n, term in enumerate(sorted(t for t, k in spread.items() if k > 1))}
    idf = {t: np.log((1 + len(articles)) / (1 + spread[t])) + 1 for t in index}
    rows, columns, values = [], [], []
    for n, c in enumerate(counts):
        for term, k in c.items():
            if term in index:
                rows.append(n)
                columns.append(index[term])
                values.append((1 + np.log(k)) * idf[term])
    matrix = csr_matrix((values, (rows, columns)), shape=(len(articles), max(1, len(index))))
    norm = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
    norm[norm == 0] = 1.0
    return csr_matrix(matrix.multiply(1 / norm[:, None]))


def cosines(matrix: Any, i: NDArray[np.int64], j: NDArray[np.int64]) -> NDArray[np.float64]:
    """Likeness of the rows of each pair."""
    return np.asarray(matrix[i].multiply(matrix[j]).sum(1)).ravel()
