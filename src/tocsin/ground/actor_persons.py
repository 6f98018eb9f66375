"""Persons as parties: what stands beside a name, and whose forces "forces loyal to X" are."""

from __future__ import annotations

from tocsin.gazetteer.actors import Register
from tocsin.gazetteer.roles import Role, role_at, roles
from tocsin.gazetteer.states import state_force
from tocsin.ground.actor_types import ARMED_TYPES, Who
from tocsin.records import Parse

_TITLE_REACH = 5  # tokens before a name in which its rank or office may stand
_APPOSITION_REACH = 9  # tokens after it


def leader_in(first: int, last: int, head: int, parse: Parse) -> tuple[int, int] | None:
    """The tokens of a person's name whose forces the phrase is about: "Gaddafi's forces"."""
    tokens = parse.tokens
    for i in (*range(first, head), last - 1):
        if i == head or tokens[i].ent != "PERSON":
            continue
        end = i + 1
        while end < last and tokens[end].ent == "PERSON" and tokens[end].tag != "POS":
            end += 1
        while i > first and tokens[i - 1].ent == "PERSON":
            i -= 1
        if i > head or (end < last and tokens[end].tag == "POS") or _side(parse.words(i, end)):
            return i, end
    return None


def followers(first: int, last: int, parse: Parse, role: Role, actors: Register) -> Who:
    """ "Forces loyal to Muammar Gaddafi": the followers of a person."""
    person = parse.words(first, last)
    side = _side(person)
    if side is not None and len(side) == 3 and role.force:
        if side == "SYR":
            entry = state_force(actors, side, "government forces")
            return Who(entry.name, entry.id, "state_forces", side, True, True)
        return Who(f"{person} forces", None, "state_forces", side, True, True)
    known = actors.get(side) if side is not None else None
    if known is not None:
        return Who(known.name, known.id, known.type, known.country, True, True)
    if role.force:
        return Who(f"{person} forces", None, "state_forces", None, True, True)
    return Who(f"{person} fighters", None, "rebel_group", None, True, True)


def _side(person: str) -> str | None:
    """The actor id, or the state, of a leader whose side every report takes for granted."""
    for name, side in roles().leaders.items():
        if name in person:
            return side
    return None


def person(first: int, last: int, words: str, parse: Parse, actors: Register) -> Who:
    """A person's name: what stands before it or in apposition after it says what they are."""
    tokens = parse.tokens
    kind = "civilians"
    for i in range(max(tokens[first].i - _TITLE_REACH, parse.sentences[tokens[first].sent].first), first):
        token = tokens[i]
        if token.pos in ("PUNCT", "VERB", "AUX", "ADP", "CCONJ") and token.lower != "-":
            if kind != "government" or i + 1 == first or token.pos in ("VERB", "AUX"):
                kind = "civilians"
        else:
            kind = _office(i, parse, actors) or kind
    head = next((t for t in tokens[first:last] if not first <= t.head < last), None)
    if kind == "civilians" and head is not None and head.dep == "appos":
        kind = _office(head.head, parse, actors) or kind
    side = _side(words) if kind in ("civilians", "state_forces") else None
    known = actors.get(side) if side is not None else None
    if known is not None:
        return Who(words, None, known.type, known.country, False, False)
    end = parse.sentences[tokens[first].sent].last
    if kind == "civilians" and last + 1 < end and tokens[last].lower in (",", "(", "-", "–", "—"):
        for i in range(last + 1, min(end, last + 1 + _APPOSITION_REACH)):
            if tokens[i].pos in ("VERB", "AUX", "PUNCT", "PRON"):
                break
            kind = _office(i, parse, actors) or kind
            if kind != "civilians":
                break
    return Who(words, None, kind, None, False, False)


def _office(i: int, parse: Parse, actors: Register) -> str | None:
    """The type that the word at ``i`` gives the person named beside it."""
    if parse.tokens[i].ent == "ACTOR":
        for name in parse.names:
            if name.first <= i < name.last and name.actor_id is not None:
                entry = actors.get(name.actor_id)
                return entry.type if entry is not None and entry.type in ARMED_TYPES else None
    role = role_at(parse.tokens, i)
    following = parse.tokens[i + 1].lower if i + 1 < len(parse.tokens) else ""
    if (
        role is not None
        and role.name == "officials"
        and following == "of"
        and parse.tokens[i].lower in ("chief", "leader")
    ):
        return None
    if role is None or role.name in ("civilians", "facilities", "gatherings", "machines", "guns", "regime"):
        return None
    return role.type
