"""States and their forces: "Israeli soldiers", "the Pakistani army", "Moscow" as actors.

The forces of every country are composed from ``states.tsv`` (country x force); where the actor
register names a force itself (Israel Defense Forces, Tatmadaw), that row is the one meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.gazetteer.actors import ActorEntry, Register, name_key
from tocsin.records import Token

# What a force is called after the country's adjective where the register has no name for it.
FORCES = {
    "army": "Armed Forces",
    "air": "Air Force",
    "navy": "Navy",
    "police": "police",
    "security": "security forces",
    "government": "government",
    "government forces": "government forces",
}


class State(NamedTuple):
    """A state: ISO 3166 alpha-3, English names (the first is shown), adjectives, people, capitals."""

    iso3: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]

    @property
    def adjective(self) -> str:
        """The adjective that stands before a force: "Israeli"; the name where there is none."""
        return self.adjectives[0] if self.adjectives else self.names[0]


class StateWord(NamedTuple):
    """A word for a state: ``kind`` is ``adjective``, ``people``, ``name`` or ``capital``."""

    iso3: str
    kind: str
    words: str


@cache
def states() -> dict[str, State]:
    """Every state by ISO code."""
    found: dict[str, State] = {}
    for line in files("tocsin.gazetteer").joinpath("states.tsv").read_text("utf-8").splitlines():
        if line.startswith(("#", "iso3\t")):
            continue
        iso3, *cells = line.split("\t")
        found[iso3] = State(iso3, *(tuple(w for w in cell.split("|") if w) for cell in cells))
    return found


@cache
def state_words() -> dict[str, tuple[tuple[tuple[str, ...], StateWord], ...]]:
    """Words for states by the folded first token, longest first: ``{"saudi": ((key, word), ...)}``.

    One key may stand for an adjective and for people ("Iraqi"): the adjective comes first.
    """
    found: dict[str, list[tuple[tuple[str, ...], StateWord]]] = {}
    for state in states().values():
        for kind in ("adjectives", "people", "names", "capitals"):
            label = {"adjectives": "adjective", "people": "people", "names": "name", "capitals": "capital"}[
                kind
            ]
            for word in getattr(state, kind):
                key = name_key(word)
                if kind == "names" and word in state.adjectives:
                    continue
                found.setdefault(key[0], []).append((key, StateWord(state.iso3, label, word)))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


def state_force(register: Register, iso3: str, force: str) -> ActorEntry:
    """The ``force`` (a key of :data:`FORCES`) of a state: the register's row or a composed one.

    Source of the composed names: the usage of English-language news ("Colombian Armed Forces").
    """
    row = register.force(iso3, force)
    if row is not None:
        return row
    state = states()[iso3]
    return ActorEntry(
        id=f"{iso3}-{force.replace(' ', '-')}",
        name=f"{state.adjective} {FORCES[force]}",
        type="government" if force == "government" else "state_forces",
        country=iso3,
        force=force,
        source="composed",
    )


def state_at(tokens: Sequence[Token], i: int) -> tuple[int, StateWord] | None:
    """End and meaning of the word for a state that begins at token ``i``; capitals are required."""
    text = tokens[i].text
    if not text[0].isupper():
        return None
    first = name_key(text)
    rows = state_words().get(first[0]) if len(first) == 1 else None
    if rows is None:
        return None
    for key, word in rows:
        end = i + len(key)
        if len(key) > 1 and (
            end > len(tokens)
            or any(name_key(tokens[i + k].text) != key[k : k + 1] for k in range(1, len(key)))
        ):
            continue
        if len(key) == 1 and len(word.words) <= 4 and word.words.isupper() and not text.isupper():
            continue  # "US", not "Us"
        return end, word
    return None
