"""Root speakers: whose word a figure is, whatever outlet prints it.

The rule (docs/fusing.md): the classes of ``codebook/words/roots.toml`` are tried in their order on the
folded name of the speaker. A figure without a speaker is the outlet's own word; a wire copy's is that of
the report it copies. Two speakers who say one thing together are one root with two members.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from tocsin.codebook import words
from tocsin.fuse.order import original
from tocsin.gazetteer.actors import name_key, register
from tocsin.gazetteer.states import state_words
from tocsin.records.account import Speaker
from tocsin.records.collected import Collected

_PARTS = re.compile(r"\s+(?:and|as well as|together with)\s+|\s*[,;&]\s+")
_ARMED = ("rebel_group", "militia")


@dataclass(frozen=True, slots=True)
class Root:
    """One independent source. ``members`` are the keys of those who say it together (one, mostly).

    ``side`` is ``state``, the id of an armed group of the register, or None for no party; ``voice`` =
    an outlet's own word.
    """

    key: str
    label: str
    members: frozenset[str]
    side: str | None = None
    country: str | None = None
    voice: bool = False

    @property
    def independent(self) -> str:
        """What counts once where support is counted: the arms of one state are one."""
        return f"state@{self.country}" if self.side == "state" else self.key

    def shares(self, other: Root) -> bool:
        """Whether both speak for one source."""
        return bool(self.members & other.members)


@dataclass(frozen=True, slots=True)
class _Name:
    """A speaker's name, classed: the class, what is left of the name, its state."""

    cls: str
    rest: tuple[str, ...]
    side: str | None
    country: str | None
    label: str


class Roots:
    """The root speakers of the accounts of one incident."""

    def __init__(self, accounts: Sequence[Collected], country: str | None = None) -> None:
        self._outlets = {c.source.id: c.source.outlet for c in accounts}
        names = {
            n
            for c in accounts
            for s in _speakers(c)
            for n in (_class(part) for part in split(s.name or s.text or ""))
        }
        told = {n.country for n in names if n.side == "state" and n.country}
        self._country = country or (told.pop() if len(told) == 1 else None)
        self._same = _merged(names)
        self._classed = sorted((n for n in names if n.cls != "name"), key=lambda n: (n.label, n.cls))
        groups = {n for n in names if n.cls == "actor"}
        self._group = groups.pop() if len({n.rest for n in groups}) == 1 else None

    def of(self, speaker: Speaker | None, one: Collected) -> Root:
        """The root of a speaker in an account; None = the outlet's own voice."""
        said = (speaker.name or speaker.text or "") if speaker is not None else ""
        if not said.strip() or _is_voice(said) or (speaker is not None and _is_voice(speaker.text or "")):
            return self._voice(one)
        parts = [self._known(_class(part), one) for part in split(said)]
        if speaker is not None and speaker.text and all(n.cls == "name" for n in parts):
            fuller = [_class(part) for part in split(speaker.text)]
            if all(n.cls != "name" for n in fuller):
                parts = fuller
        keys = [self._key(n) for n in parts]
        sides = {n.side for n in parts}
        countries = {n.country for n in parts}
        return Root(
            "+".join(sorted(set(keys))),
            said.strip(),
            frozenset(keys),
            sides.pop() if len(sides) == 1 else None,
            (countries.pop() or self._country) if len(countries) == 1 else self._country,
        )

    def _known(self, name: _Name, one: Collected) -> _Name:
        """Who is meant by a bare word: "the officer" of the account, "Kyrylenko", "the rebels"."""
        if name.cls == "armed" and self._group is not None:
            return self._group
        if name.cls != "name":
            return name
        words_of = name_key(name.label)
        if not words_of:  # signs only
            return name
        if name.label[:1].isupper() and words_of[0] != "the":
            longer = [n for n in self._classed if set(name.rest) <= set(name_key(n.label))]
        else:
            last = words_of[-1]
            here = {_class(p) for s in _speakers(one) for p in split(s.name or s.text or "")}
            longer = [n for n in self._classed if n in here and last in name_key(n.label)]
        keys = {self._key(n) for n in longer}
        return longer[0] if len(keys) == 1 else name

    def _key(self, name: _Name) -> str:
        rest = self._same.get((name.cls, name.rest), name.rest)
        cls = "outlet" if name.cls == "press" and rest else name.cls
        key = ":".join([cls, " ".join(rest)]) if rest else cls
        country = name.country or self._country
        return f"{key}@{country}" if name.side == "state" and country else key

    def _voice(self, one: Collected) -> Root:
        origin = original(one)
        outlet = self._outlets.get(origin) if origin != one.source.id else one.source.outlet
        if outlet and _is_arm(outlet):  # an army's press service speaks for the army
            name = _class(outlet)
            return Root(
                self._key(name),
                outlet,
                frozenset({self._key(name)}),
                name.side,
                name.country or self._country,
            )
        label = outlet or origin
        key = f"outlet:{' '.join(name_key(outlet))}" if outlet else f"report:{origin}"
        return Root(key, label, frozenset({key}), voice=True)


def split(name: str) -> list[str]:
    """The speakers in a name: "police and military officials" are two, "Health and Population" is none."""
    parts = [p for p in _PARTS.split(name) if p.strip()]
    if len(parts) > 1 and all(_class(p).cls != "name" for p in parts):
        return parts
    return [name]


def _speakers(one: Collected) -> Iterable[Speaker]:
    for toll in one.account.tolls:
        if toll.said_by is not None:
            yield toll.said_by
        yield from toll.also_said_by
    for perpetrator in one.account.perpetrators:
        if perpetrator.said_by is not None:
            yield perpetrator.said_by


def _is_voice(name: str) -> bool:
    tokens = name_key(name)
    return any(tokens[: len(first)] == first for first in _voices())


def _is_arm(outlet: str) -> bool:
    """Whether an outlet is an arm of the state itself, and not its press."""
    tokens = name_key(outlet)
    name = _class(outlet)
    media = [tuple(w.split()) for c in words("roots")["classes"] for w in c.get("media", ())]
    return name.side == "state" and not any(_holds(tokens, m) for m in media)


@cache
def _voices() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(w.split()) for w in words("roots")["voice"]["first"])


@cache
def _classes() -> tuple[tuple[dict[str, Any], tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]], ...]:
    return tuple(
        (
            c,
            tuple(tuple(w.split()) for w in (*c["words"], *c.get("media", ()))),
            tuple(tuple(w.split()) for w in c.get("except", ())),
        )
        for c in words("roots")["classes"]
    )


@cache
def _bare() -> frozenset[str]:
    return frozenset(words("roots")["bare"]["words"])


def _holds(tokens: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    n = len(phrase)
    return any(tokens[i : i + n] == phrase for i in range(len(tokens) - n + 1))


@lru_cache(maxsize=20_000)
def _class(name: str) -> _Name:
    tokens = tuple(t for t in name_key(name.replace(".", " ")))
    country = _state(name)
    actor = _armed_group(name)
    if actor is not None:
        return _Name("actor", (actor,), actor, None, name)
    for cls, phrases, unless in _classes():
        if not any(_holds(tokens, p) for p in phrases) or any(_holds(tokens, p) for p in unless):
            continue
        rest: tuple[str, ...] = ()
        if cls["scope"] == "name":
            rest = _named(tokens, cls)
        state = country if cls.get("state") else None
        return _Name(cls["key"], rest, cls.get("side"), state, name)
    left = tuple(t for t in tokens if t not in _bare())
    if country is not None and _only_state(name):
        return _Name("government", (), "state", country, name)
    return _Name("name", left or tokens, None, country, name)


def _named(tokens: tuple[str, ...], cls: dict[str, Any]) -> tuple[str, ...]:
    """What is left of a name of a class; () = nothing but plain words."""
    for shown, others in cls.get("same", {}).items():
        if any(_holds(tokens, tuple(o.split())) for o in (shown, *others)):
            return tuple(shown.split())
    return tuple(t for t in tokens if t not in _bare() and t not in cls.get("plain", ()))


@lru_cache(maxsize=20_000)
def _armed_group(name: str) -> str | None:
    """The id of the armed group of the register that a name holds, the longest run of words first."""
    bare = re.findall(r"[^\s,;()]+", name)
    for length in range(min(6, len(bare)), 0, -1):
        for i in range(len(bare) - length + 1):
            entry = register().find(" ".join(bare[i : i + length]))
            if entry is not None and entry.type in _ARMED:
                return entry.id
    return None


@lru_cache(maxsize=20_000)
def _state(name: str) -> str | None:
    """ISO code of the state whose name or adjective stands in ``name``; capitals are required."""
    pieces = name.replace("'s", "").replace("’s", "").split()
    for i, piece in enumerate(pieces):
        if not piece[:1].isupper():
            continue
        first = name_key(piece)
        for key, word in state_words().get(first[0], ()) if first else ():
            run = tuple(t for p in pieces[i : i + len(key)] for t in name_key(p))
            if run == key and (len(key) > 1 or len(piece) > 3 or piece == word.words):
                return word.iso3
    return None


def _only_state(name: str) -> bool:
    """Whether a name is that of a state and nothing more: "Ukraine", "The United States"."""
    key = tuple(t for t in name_key(name) if t != "the")
    return any(key == row for row, _ in state_words().get(key[0], ())) if key else False


def _merged(names: Iterable[_Name]) -> dict[tuple[str, tuple[str, ...]], tuple[str, ...]]:
    """Short names of one class that stand for the only longer one: "the Observatory" for the Syrian one."""
    by_class: dict[str, set[tuple[str, ...]]] = {}
    for n in names:
        by_class.setdefault(n.cls, set()).add(n.rest)
    same: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
    for cls, rests in by_class.items():
        for rest in rests:
            longer = [o for o in rests if o != rest and set(rest) < set(o)]
            longest = [o for o in longer if not any(set(o) < set(p) for p in longer)]
            if len(longest) == 1:
                same[cls, rest] = longest[0]
    return same


def state_of(name: str) -> str | None:
    """ISO code of the state that a party's name tells: "Ukrainian police" -> UKR."""
    return _state(name)


def armed_group_of(name: str) -> str | None:
    """The register's id of the armed group that a name holds."""
    return _armed_group(name)
