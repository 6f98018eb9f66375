"""Words inside a party's phrase: an actor's name, a state, who is gathered, arms, owners."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tocsin.gazetteer.actors import ActorEntry, Register
from tocsin.gazetteer.roles import attached_at, role_at, roles
from tocsin.gazetteer.states import StateWord, state_at
from tocsin.ground.actor_types import ARMED_TYPES
from tocsin.records import Parse

DemonymCountry = Callable[[str], str | None]
_CARRYING = frozenset(
    ("with", "in", "on", "carrying", "wielding", "armed", "wearing", "disguised", "dressed", "brandishing")
)


def actor_in(first: int, last: int, head: int, parse: Parse, actors: Register) -> ActorEntry | None:
    """The register's actor in the phrase, the one under its head first."""
    if all(parse.tokens[i].ent != "ACTOR" for i in range(first, last)):
        return None
    best: ActorEntry | None = None
    for name in parse.names:
        if name.actor_id is None or name.last <= first or name.first >= last:
            continue
        if attached_at(parse.tokens, name.last):
            continue
        entry = actors.get(name.actor_id)
        if entry is not None and (best is None or name.first <= head < name.last):
            best = entry
    return best


def state_in(first: int, last: int, parse: Parse) -> tuple[StateWord | None, int, int]:
    """The last word for a state in the phrase, and its tokens."""
    found, start, end = None, first, first
    i = first
    while i < last:
        hit = None if parse.tokens[i].ent == "ACTOR" else state_at(parse.tokens, i)
        if hit is None:
            i += 1
        else:
            if not attached_at(parse.tokens, hit[0]):
                start = i
                end, found = hit
            i = hit[0]
    return found, start, end


def foreign_state(first: int, last: int, parse: Parse, demonym_country: DemonymCountry) -> StateWord | None:
    for t in parse.tokens[first:last]:
        if t.ent in ("NORP", "GPE"):
            iso3 = demonym_country(t.text)
            if iso3 is not None:
                return StateWord(iso3, "adjective", t.text)
    return None


def gathered(head: int, last: int, parse: Parse) -> int | None:
    """The noun whose people the head counts or gathers."""
    for i in range(last - 1, head, -1):
        if parse.tokens[i].ent != "ACTOR" and role_at(parse.tokens, i) is not None:
            return i
    return None


def after_of(head: int, first: int, parse: Parse) -> int:
    for i in range(head - 1, first, -1):
        if parse.tokens[i].lower == "of":
            i += 1
            while i < head and (parse.tokens[i].lower in roles().front or parse.tokens[i].pos == "NUM"):
                i += 1
            return i
    return first


def arms_end(head: int, last: int, parse: Parse) -> int:
    """Where arms or a disguise after the noun end, 0 for none: "men in balaclavas", "a man with a knife"."""
    tokens = parse.tokens
    end = parse.sentences[tokens[head].sent].last
    if last >= end or tokens[last].lower not in _CARRYING:
        return 0
    for i in range(last + 1, min(end, last + 6)):
        if tokens[i].lower in roles().arms:
            return i + 1
        if tokens[i].pos in ("PUNCT", "CCONJ", "AUX"):
            return 0
    return 0


def owner_type(before: Sequence[str]) -> str:
    """The type that adjectives give a force or its place: "rebel positions", "Kurdish forces"."""
    table = roles()
    for word in before:
        if word in table.peoples or word in table.beliefs:
            return "rebel_group"
        role = table.single.get(word)
        if role is not None and role.name == "regime":
            return "state_forces"
        if role is not None and role.type in ARMED_TYPES and role.bare == "full":
            return role.type
    return ""


def shares_force(last: int, parse: Parse) -> bool:
    """Whether the adjective before ``last`` shares a noun further on: "Azerbaijani and Armenian forces"."""
    tokens = parse.tokens
    if last + 2 >= len(tokens) or tokens[last].pos != "CCONJ":
        return False
    hit = state_at(tokens, last + 1)
    if hit is None or hit[0] >= len(tokens):
        return False
    role = role_at(tokens, hit[0])
    return role is not None and role.armed


def one_of_them(first: int, parse: Parse) -> bool:
    """Whether a single person is meant: "a Canadian", "an 18-year-old Palestinian"."""
    before = parse.tokens[first - 1] if first else None
    return before is not None and (
        before.lower in ("a", "an", "another", "one", "each")
        or before.pos == "NUM"
        or before.lower in ("old", "other")
        or before.lower.endswith("-old")
    )
