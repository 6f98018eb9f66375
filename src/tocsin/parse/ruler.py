"""The actor ruler: marks the register's names in a row of tokens.

The small language model calls "Islamic State" a NORP and Asayish a person; the register knows
better. Names are a trie over folded tokens, the longest match wins, capitals are checked
afterwards (``gazetteer.actors`` says how). A weak short form counts only in a text that names the
actor in full somewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from tocsin.gazetteer.actors import ActorEntry, Register, fits, name_key, register
from tocsin.gazetteer.states import states
from tocsin.records import Name, Token

_Found = tuple[int, int, list[tuple[ActorEntry, bool]]]
_END = ""  # no folded token is empty, so it can mark the end of a name
_MEANT = "(,&"  # of these, those that the name must have, too
_SKIPPED = frozenset("-–—/(\"'’,&")  # signs inside a name that a key leaves out


class Ruler:
    """A matcher over one register."""

    def __init__(self, actors: Register) -> None:
        self._trie: dict[str, Any] = {}
        for key, alias, entry, weak in actors.names():
            node = self._trie
            for word in key:
                node = node.setdefault(word, {})
            node.setdefault(_END, []).append((alias, entry, weak))

    def names(self, texts: Sequence[str]) -> list[Name]:
        """Names among the tokens ``texts``, left to right, never overlapping."""
        found: list[_Found] = []
        trie = self._trie
        i, n = 0, len(texts)
        while i < n:
            keys = name_key(texts[i])
            node = trie.get(keys[0]) if keys else None
            hit = self._longest(texts, i, trie) if node is not None else None
            if hit is None:
                i += 1
            else:
                found.append((i, *hit))
                i = hit[0]
        found.extend(_defined(texts, found))
        return _settled(sorted(found, key=lambda f: f[:2]), texts)

    def _longest(
        self, texts: Sequence[str], first: int, node: dict[str, Any]
    ) -> tuple[int, list[tuple[ActorEntry, bool]]] | None:
        """End and candidates of the longest name that begins at token ``first``."""
        best: tuple[int, list[tuple[ActorEntry, bool]]] | None = None
        i, n, opened, signs = first, len(texts), False, ""
        while i < n:
            if texts[i] in _SKIPPED:
                opened = opened or texts[i] == "("
                signs += texts[i] if texts[i] in _MEANT else ""
                i += 1
                if i >= n or texts[i] in _SKIPPED:
                    break
            for key in name_key(texts[i]) or (_END,):
                step = node.get(key) if key else None
                if step is None:
                    return best
                node = step
            i += 1
            if _END in node:
                words = " ".join(texts[first:i])
                rows = [
                    (entry, weak)
                    for alias, entry, weak in node[_END]
                    if fits(alias, words) and all(sign in alias for sign in signs)
                ]
                if rows:
                    best = (i + 1 if opened and i < n and texts[i] == ")" else i, rows)
        return best


def _defined(texts: Sequence[str], found: Sequence[_Found]) -> list[_Found]:
    """Short forms that the text itself gives: after "Armed Forces of Cabinda (FAC)", every "FAC"."""
    short: dict[str, list[tuple[ActorEntry, bool]]] = {}
    for _, last, rows in found:
        if (
            last + 2 < len(texts)
            and texts[last] == "("
            and texts[last + 2] == ")"
            and _is_short(texts[last + 1])
        ):
            short[texts[last + 1]] = [(rows[0][0], False)]
    if not short:
        return []
    taken = {i for first, last, _ in found for i in range(first, last)}
    return [(i, i + 1, short[t]) for i, t in enumerate(texts) if t in short and i not in taken]


def _is_short(word: str) -> bool:
    return 2 <= len(word) <= 8 and word.isupper() and word.isalpha()


def _settled(found: Sequence[_Found], texts: Sequence[str]) -> list[Name]:
    """Names from candidate rows. A weak form needs its actor's full name elsewhere in the text, or for
    a state's force a word for the state; of actors that share a form the one so named is meant, else
    the first."""
    sure = {
        rows[0][0].id
        for first, last, rows in found
        if not rows[0][1] and (last - first > 1 or len(rows) == 1)
    }
    names: list[Name] = []
    for first, last, rows in found:
        chosen = next((entry for entry, _ in rows if entry.id in sure), None)
        if chosen is None:
            chosen = next((entry for entry, weak in rows if not weak or _at_home(entry, texts)), None)
        if chosen is not None:
            names.append(Name(first, last, "ACTOR", chosen.id))
    return names


def _at_home(entry: ActorEntry, texts: Sequence[str]) -> bool:
    """Whether the text names the state whose force the entry is."""
    state = states().get(entry.country or "")
    if state is None or entry.type not in ("state_forces", "international_forces"):
        return False
    return any(word in texts for word in (*state.names, *state.adjectives, *state.people))


@cache
def default_ruler() -> Ruler:
    """The ruler over the shipped register, built once."""
    return Ruler(register())


def actor_names(tokens: Sequence[Token], ruler: Ruler | None = None) -> list[Name]:
    """The register's names among ``tokens``, labelled ``ACTOR`` with their ``actor_id``."""
    return (ruler or default_ruler()).names([t.text for t in tokens])


def with_actors(names: Sequence[Name], actors: Sequence[Name]) -> tuple[Name, ...]:
    """``names`` with every one that overlaps an actor's name replaced by it, in text order.

    A person's name of several words that merely ends in an actor's ("Khalil Haqqani") stays.
    """
    persons = {n.last: n for n in names if n.label == "PERSON" and n.last - n.first > 1}
    kept = [a for a in actors if not (a.last - a.first == 1 and a.last in persons)]
    taken = {i for a in kept for i in range(a.first, a.last)}
    kept.extend(n for n in names if taken.isdisjoint(range(n.first, n.last)))
    return tuple(sorted(kept))
