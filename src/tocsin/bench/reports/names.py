"""Names of parties compared: folded words, and the corpus's own table of aliases.

The alias table belongs to the corpus (``aliases.json`` beside the gold), never to the reader: a
scorer that shared the reader's register would forgive its mistakes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tocsin.errors import DataError

_MARKS = re.compile(r"[.'’‘`]")  # U.S. -> us, Da'esh -> daesh
_UNITED_STATES = re.compile(r"\bunited states( of america)?\b")
_ARABIC_ARTICLE = re.compile(r"\b(al|el|ad|an|ar|as|at|az)-(?=\w)")
_ARTICLE = re.compile(r"^(the|a|an) ")
_COLLECTIVE = re.compile(
    r" (group|fighters|militants|insurgents|rebels|forces|members|movement|terrorists?)$"
)
_BRACKETED = re.compile(r"^(.*?)\s*\(([^)]*)\)\s*$")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=65536)
def fold(name: str | None) -> str:
    """``name`` in lower case without accents, punctuation and Arabic articles; words apart by one blank."""
    decomposed = unicodedata.normalize("NFKD", name or "")
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    bare = _UNITED_STATES.sub("us", _MARKS.sub("", bare))
    return " ".join(_WORD.findall(_ARABIC_ARTICLE.sub("", bare)))


class Folded(NamedTuple):
    """A name as it is compared: the actor that the table knows it for, and its words."""

    actor: str | None
    words: frozenset[str]


class Names:
    """The alias table: which names mean the same party."""

    def __init__(self, table: Mapping[str, Any] | None = None) -> None:
        """``table``: ``actors`` id -> names, ``parents`` id -> id, ``words`` word -> word ('' drops it)."""
        table = table or {}
        self._parents: Mapping[str, str] = table.get("parents", {})
        self._words: Mapping[str, str] = table.get("words", {})
        self._actors = {
            _ARTICLE.sub("", fold(name)): actor
            for actor, names in table.get("actors", {}).items()
            for name in names
        }
        self._seen: dict[str | None, Folded] = {}

    @classmethod
    def beside(cls, gold: Path) -> Names:
        """The table in the folder of a gold file; without one, names match by their words alone."""
        path = gold.parent / "aliases.json"
        if not path.exists():
            return cls()
        try:
            return cls(json.loads(path.read_text("utf-8")))
        except ValueError as err:
            raise DataError(f"the alias table {path} is not JSON ({err}); mend it") from err

    def __call__(self, name: str | None) -> Folded:
        """``name`` as it is compared."""
        folded = self._seen.get(name)
        if folded is None:
            plain = fold(name)
            words = frozenset(filter(None, (self._words.get(w, w) for w in plain.split())))
            folded = Folded(self._actor(name, plain), words or frozenset(plain.split()))
            self._seen[name] = folded
        return folded

    def _actor(self, name: str | None, plain: str) -> str | None:
        bare = _ARTICLE.sub("", plain)
        actor = self._actors.get(bare)
        if actor is None:  # "IS fighters"
            actor = self._actors.get(_COLLECTIVE.sub("", bare))
        if actor is None and (match := _BRACKETED.match(name or "")):  # "Taliban (Afghanistan)"
            outside, inside = fold(match.group(1)), fold(match.group(2))
            actor = self._actors.get(re.sub(r"^the ", "", outside)) or self._actors.get(inside)
        return actor

    def same(self, one: str | None, other: str | None) -> bool:
        """Whether two names mean one party: the same actor or its parent, else half of their words."""
        a, b = self(one), self(other)
        if a.actor and b.actor:
            return (
                a.actor == b.actor
                or self._parents.get(a.actor) == b.actor
                or self._parents.get(b.actor) == a.actor
            )
        if not a.words or not b.words:
            return False
        return a.words == b.words or len(a.words & b.words) / len(a.words | b.words) >= 0.5

    def distinct(self, names: Iterable[str | None]) -> list[str]:
        """The names without those that fold to one already there."""
        kept: list[str] = []
        for name in names:
            if not name:
                continue
            new = self(name)
            if not any(new == (old := self(k)) or (new.actor and new.actor == old.actor) for k in kept):
                kept.append(name)
        return kept
