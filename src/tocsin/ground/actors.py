"""Who a party is: the canonical actor behind the words, its type, its country.

A name of the register gives the actor; a country's adjective and a word for a force give the
composed state force ("Israeli soldiers" -> Israel Defense Forces); other words stay themselves
("gunmen"). What points back ("the group", "they", "its fighters") takes its values from the
mention before it (:mod:`tocsin.ground.actor_anaphora`). What depends on where and when it happened
is settled by :mod:`tocsin.ground.actor_types`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tocsin.gazetteer.actors import ActorEntry, Register, register
from tocsin.gazetteer.roles import Role, attached_at, role_at, roles
from tocsin.gazetteer.states import StateWord, state_at, state_force
from tocsin.ground.actor_anaphora import resolve
from tocsin.ground.actor_types import ARMED_TYPES, STATE_TYPES, force_of, settle, settle_name, settle_type
from tocsin.records import Parse, Token
from tocsin.records.party import PartyMention, PartyValue

__all__ = ["describe", "ground_parties", "party_type", "settle", "settle_name", "settle_type"]
DemonymCountry = Callable[[str], str | None]
_CARRYING = frozenset(
    ("with", "in", "on", "carrying", "wielding", "armed", "wearing", "disguised", "dressed", "brandishing")
)
_PEOPLE = frozenset(("role", "people", "person", "pronoun"))
_NOT_THE_ACTOR = frozenset(("facility", "civilians", "prisoners", "journalists", "aid_workers"))
_TITLE_REACH = 5  # tokens before a name in which its rank or office may stand
_APPOSITION_REACH = 9  # tokens after it


class Who(NamedTuple):
    """What the words alone tell of a party."""

    name: str
    actor_id: str | None
    type: str
    country: str | None
    named: bool
    armed: bool


def ground_parties(
    mentions: Sequence[PartyMention],
    parse: Parse,
    actors: Register | None = None,
    demonym_country: DemonymCountry | None = None,
) -> tuple[PartyValue, ...]:
    """A value a mention, in the same order.

    ``demonym_country`` maps an adjective or a people ("Ruritanian") to an ISO alpha-3 code; it is
    asked only for words that the state table does not know.
    """
    actors = actors or register()
    values: list[PartyValue] = []
    for m in mentions:
        who = describe(m.first, m.last, m.head, parse, actors, m.kind, demonym_country)
        doer = who.type != "facility" and m.kind in _PEOPLE and _acts(m.head, parse)
        span = parse.span(m.first, m.last)
        values.append(
            PartyValue(
                m.first, m.last, m.head, span, span.of(parse.text), *who, None, m.number == "many", doer
            )
        )
    return resolve(mentions, values, parse)


def _acts(head: int, parse: Parse) -> bool:
    """Whether the grammar makes the phrase a doer: who stabs is a perpetrator, whatever the noun."""
    role = role_at(parse.tokens, head)
    if role is not None and role.name == "gatherings":
        return False
    token = parse.tokens[head]
    while token.dep == "conj" and token.head != token.i:
        token = parse.tokens[token.head]
    if token.dep == "nsubj" or token.dep == "agent":
        return True
    return token.dep == "pobj" and parse.tokens[token.head].lower == "by"


def party_type(first: int, last: int, parse: Parse, actors: Register | None = None) -> str:
    """The type of the party in tokens ``[first, last)``; ``civilians`` where the words do not tell.

    An actor's name in the phrase decides, then a state with a force, then the noun's role.
    """
    head = last - 1
    for i in range(first, last):
        token = parse.tokens[i]
        if (token.head == i or not first <= token.head < last) and token.pos not in ("DET", "PUNCT", "ADP"):
            head = i
            break
    kind = "person" if parse.tokens[head].ent == "PERSON" else "role"
    return describe(first, last, head, parse, actors or register(), kind).type


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
    state, state_first, state_end = _state(first, last, parse)
    entry = _actor(first, last, head, parse, actors)
    role = (
        None
        if first <= head < state_end and state is not None and state_end == head + 1
        else role_at(tokens, head)
    )
    if role is not None and role.armed and entry is None and kind == "role":
        leader = _leader(first, last, head, parse)
        if leader is not None:
            return _following(*leader, parse, role, actors)
    if last > head + 1 and (role is None or tokens[head].lower in roles().gatherers) and kind == "role":
        inner = _gathered(head, last, parse)  # "dozens of masked gunmen"
        if inner is not None:
            head, role = inner, role_at(tokens, inner)
            words = " ".join(parse.words(_after_of(head, first, parse), last).split())
    if entry is not None:
        if state is not None and entry.type in STATE_TYPES and entry.country != state.iso3 and entry.country:
            entry = None  # "Philippine Marines" are not the American ones
        else:
            return _by_actor(entry, role, words, tokens[head])
    if state is None and demonym_country is not None:
        state = _foreign(first, last, parse, demonym_country)
    if kind == "person" or (role is None and tokens[head].ent == "PERSON"):
        return _person(first, last, words, parse, actors)
    if state is not None:
        return _by_state(
            state,
            role,
            words,
            tokens[head],
            actors,
            state_end - state_first == last - first,
            kind == "people" and _one_of_them(first, parse),
        )
    if words.endswith("-led"):  # "US-led air strikes"
        return Who(f"{words} coalition", None, "international_forces", None, False, True)
    if role is not None:
        if not role.armed and tokens[head].lower in roles().carriers:
            end = _armed(head, last, parse)
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


def _after_of(head: int, first: int, parse: Parse) -> int:
    for i in range(head - 1, first, -1):
        if parse.tokens[i].lower == "of":
            i += 1
            while i < head and (parse.tokens[i].lower in roles().front or parse.tokens[i].pos == "NUM"):
                i += 1
            return i
    return first


def _gathered(head: int, last: int, parse: Parse) -> int | None:
    """The noun whose people the head counts or gathers."""
    for i in range(last - 1, head, -1):
        if parse.tokens[i].ent != "ACTOR" and role_at(parse.tokens, i) is not None:
            return i
    return None


def _actor(first: int, last: int, head: int, parse: Parse, actors: Register) -> ActorEntry | None:
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


def _state(first: int, last: int, parse: Parse) -> tuple[StateWord | None, int, int]:
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


def _foreign(first: int, last: int, parse: Parse, demonym_country: DemonymCountry) -> StateWord | None:
    for t in parse.tokens[first:last]:
        if t.ent in ("NORP", "GPE"):
            iso3 = demonym_country(t.text)
            if iso3 is not None:
                return StateWord(iso3, "adjective", t.text)
    return None


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
    state: StateWord, role: Role | None, words: str, head: Token, actors: Register, alone: bool, person: bool
) -> Who:
    iso3 = state.iso3
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
    before = [t.lower for t in tokens[first:head]]
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
        owner_type = _owner_type(before)
        if "led" in before and role.force:
            kind = "international_forces"
        elif role.force and "-" in before and any(w in table.attached for w in before):
            kind = "rebel_group"
        elif owner_type:
            kind = owner_type
    if role.name == "bombers" and "bomber" in tokens[head].lower and tokens[head].lower in table.plural:
        kind = "rebel_group"
    if tokens[head].lower == "suspects":
        kind = "militia"
    if role.name == "gunmen" and tokens[head].lower in table.lone and tokens[head].lower not in table.plural:
        kind = "other"
    if role.name == "regime" and tokens[head].lower.startswith("regime"):
        kind = "state_forces"
    return Who(name, None, kind, None, False, role.armed)


def _armed(head: int, last: int, parse: Parse) -> int:
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


def _owner_type(before: Sequence[str]) -> str:
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


def _one_of_them(first: int, parse: Parse) -> bool:
    """Whether a single person is meant: "a Canadian", "an 18-year-old Palestinian"."""
    before = parse.tokens[first - 1] if first else None
    return before is not None and (
        before.lower in ("a", "an", "another", "one", "each")
        or before.pos == "NUM"
        or before.lower in ("old", "other")
        or before.lower.endswith("-old")
    )


def _leader(first: int, last: int, head: int, parse: Parse) -> tuple[int, int] | None:
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


def _following(first: int, last: int, parse: Parse, role: Role, actors: Register) -> Who:
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


def _person(first: int, last: int, words: str, parse: Parse, actors: Register) -> Who:
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


def _organisation(words: str) -> Who:
    parts = {w.strip("'’\"").lower() for w in words.replace("-", " ").split()}
    if parts & roles().gang_names:
        return Who(words, None, "militia", None, True, True)
    if parts & roles().armed_names:
        return Who(words, None, "rebel_group", None, True, True)
    return Who(words, None, "other", None, False, False)
