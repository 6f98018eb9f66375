"""Who a phrase is by its own words: name, type and country before anything points back or abroad."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.gazetteer.actors import ActorEntry, Register
from tocsin.gazetteer.roles import Role, role_at, roles
from tocsin.gazetteer.states import StateWord, state_force
from tocsin.ground.actor_persons import followers, leader_in, person
from tocsin.ground.actor_types import ARMED_TYPES, STATE_TYPES, Who, force_of
from tocsin.ground.actor_words import (
    DemonymCountry,
    actor_in,
    after_of,
    arms_end,
    foreign_state,
    gathered,
    one_of_them,
    owner_type,
    shares_force,
    state_in,
)
from tocsin.records import Parse, Token

_NOT_THE_ACTOR = frozenset(("facility", "civilians", "prisoners", "journalists", "aid_workers"))


def describe(
    first: int,
    last: int,
    head: int,
    parse: Parse,
    actors: Register,
    kind: str = "role",
    demonym_country: DemonymCountry | None = None,
) -> Who:
    """Who the phrase of tokens ``[first, last)`` is by its own words."""
    tokens = parse.tokens
    words = " ".join(parse.words(first, last).split())
    if kind == "pronoun":
        return Who(words, None, "civilians", None, False, False)
    state, state_first, state_end = state_in(first, last, parse)
    entry = actor_in(first, last, head, parse, actors)
    role = None if state_first <= head < state_end else role_at(tokens, head)
    if role is not None and role.armed and entry is None and kind == "role":
        tokens_of_leader = leader_in(first, last, head, parse)
        if tokens_of_leader is not None:
            return followers(*tokens_of_leader, parse, role, actors)
    if last > head + 1 and (role is None or tokens[head].lower in roles().gatherers) and kind == "role":
        inner = gathered(head, last, parse)  # "dozens of masked gunmen"
        if inner is not None:
            head, role = inner, role_at(tokens, inner)
            words = " ".join(parse.words(after_of(head, first, parse), last).split())
    if entry is not None:
        if state is not None and entry.type in STATE_TYPES and entry.country != state.iso3 and entry.country:
            entry = None  # "Philippine Marines" are not the American ones
        else:
            return _by_actor(entry, role, words, tokens[head])
    if state is None and demonym_country is not None:
        state = foreign_state(first, last, parse, demonym_country)
    if kind == "person" or (role is None and state is None and tokens[head].ent == "PERSON"):
        return person(first, last, words, parse, actors)
    if state is not None:
        return _by_state(
            state,
            role,
            words,
            tokens[head],
            actors,
            state_end - state_first == last - first,
            kind == "people" and one_of_them(first, parse),
            shares_force(last, parse),
        )
    if words.endswith("-led"):  # "US-led air strikes"
        return Who(f"{words} coalition", None, "international_forces", None, False, True)
    if role is not None:
        if not role.armed and tokens[head].lower in roles().carriers:
            end = arms_end(head, last, parse)
            if end:
                name = (
                    words
                    if tokens[end - 1].lower in roles().guns
                    else " ".join(parse.words(first, end).split())
                )
                return Who(name, None, "militia", None, False, True)
        return _by_role(role, words, tokens, first, head)
    if tokens[head].ent == "FAC":
        return Who(words, None, "facility", None, False, False)
    if kind == "organisation":
        return _organisation(words)
    group = tokens[head].lower in roles().groups
    return Who(words, None, "rebel_group" if group else "civilians", None, False, group)


def _by_actor(entry: ActorEntry, role: Role | None, words: str, head: Token) -> Who:
    table = roles()
    name = entry.name
    if entry.type == "rebel_group" and name[name.rfind(" ") + 1 :].islower() and head.ent == "ACTOR":
        name = words  # a description, not a name: "Chechen separatists"
    itself = Who(name, entry.id, entry.type, entry.country, True, entry.type in ARMED_TYPES)
    if head.ent == "ACTOR":
        return itself
    if itself.armed:
        if head.lower in table.belonging or head.lower in table.strongholds:
            return itself
        if role is None or role.type not in _NOT_THE_ACTOR:
            return itself._replace(armed=True)
        return Who(words, None, role.type, entry.country, False, False)
    if role is None:
        return itself
    kind = (
        entry.type if entry.type == "aid_workers" and role.type in ("civilians", "government") else role.type
    )
    if entry.id == "united-nations" and role.force:
        kind = "international_forces"
    return Who(words, None, kind, entry.country, False, role.armed)


def _by_state(
    state: StateWord,
    role: Role | None,
    words: str,
    head: Token,
    actors: Register,
    alone: bool,
    person: bool,
    shared: bool,
) -> Who:
    iso3 = state.iso3
    if role is None and shared and alone:
        entry = state_force(actors, iso3, "army")
        return Who(entry.name, entry.id, entry.type, iso3, True, True)
    if role is None:
        if head.lower in roles().groups or (state.kind == "adjective" and not alone):
            group = head.lower in roles().groups
            return Who(words, None, "rebel_group" if group else "civilians", iso3, False, group)
        if person or state.kind == "people" or not alone or head.tag in ("NNPS", "NNS"):
            return Who(words, None, "civilians", iso3, False, False)
        entry = state_force(actors, iso3, "army")
        return Who(entry.name, entry.id, entry.type, iso3, True, True)
    lower = words.lower()
    if role.force and not any(w in roles().beliefs for w in lower.split()):
        if role.name == "regime":
            entry = state_force(actors, iso3, "government")
            kind = "state_forces" if "regime" in lower else "government"
            return Who(entry.name, entry.id, kind, iso3, True, True)
        entry = state_force(actors, iso3, force_of(lower, role))
        return Who(entry.name, entry.id, "state_forces", iso3, True, True)
    kind = "rebel_group" if role.force else role.type
    if iso3 == "PSE" and role.name == "gunmen" and head.lower.startswith("gunm"):
        kind = "rebel_group"
    return Who(words, None, kind, iso3, False, role.armed)


def _by_role(role: Role, words: str, tokens: Sequence[Token], first: int, head: int) -> Who:
    table = roles()
    owned_from = max((i + 1 for i in range(first, head) if tokens[i].tag == "POS"), default=first)
    before = [t.lower for t in tokens[owned_from:head]] or [
        t.lower for t in tokens[first:head] if role.bare == "never"
    ]
    kind, name = role.type, words
    if role.bare == "never":  # the owner of the machine is the party: "rebel artillery"
        owner = next((w for w in reversed(before) if w in table.owners), "")
        owning = table.single.get(owner)
        if owning is not None:
            kind = "state_forces" if owning.name == "regime" else owning.type
            name = "government forces" if owning.name == "regime" else owner
            if kind in ("rebel_group", "militia"):
                name = owner + "s"
            return Who(name, None, kind, None, False, True)
        return Who(words, None, "facility", None, False, False)
    if role.force or tokens[head].lower in table.strongholds:
        owned = owner_type(before)
        if "led" in before and role.force:
            kind = "international_forces"
        elif role.force and "-" in before and any(w in table.attached for w in before):
            kind = "rebel_group"
        elif owned:
            kind = owned
    if role.name == "bombers" and "bomber" in tokens[head].lower and tokens[head].lower in table.plural:
        kind = "rebel_group"
    if tokens[head].lower == "suspects":
        kind = "militia"
    if role.name == "gunmen" and tokens[head].lower in table.lone and tokens[head].lower not in table.plural:
        kind = "other"
    if role.name == "regime" and tokens[head].lower.startswith("regime"):
        kind = "state_forces"
    return Who(name, None, kind, None, False, role.armed)


def _organisation(words: str) -> Who:
    parts = {w.strip("'’\"").lower() for w in words.replace("-", " ").split()}
    if parts & roles().gang_names:
        return Who(words, None, "militia", None, True, True)
    if parts & roles().armed_names:
        return Who(words, None, "rebel_group", None, True, True)
    return Who(words, None, "other", None, False, False)
