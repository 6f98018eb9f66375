"""Who a party is: the canonical actor behind the words, its type, its country.

A name of the register gives the actor; a country's adjective and a word for a force give the
composed state force ("Israeli soldiers" -> Israel Defense Forces); other words stay themselves
("gunmen"). What points back ("the group", "they", "its fighters") takes its values from the
mention before it (:mod:`tocsin.ground.actor_anaphora`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tocsin.gazetteer.actors import ActorEntry, Register, register
from tocsin.gazetteer.roles import Role, role_at, roles
from tocsin.gazetteer.states import StateWord, state_at, state_force
from tocsin.ground.actor_anaphora import resolve
from tocsin.ground.actor_types import ARMED_TYPES, force_of
from tocsin.records import Parse, Token
from tocsin.records.party import PartyMention, PartyValue

DemonymCountry = Callable[[str], str | None]
_ARMED_NAME = frozenset(
    ["army", "front", "brigade", "brigades", "battalion", "battalions", "liberation", "militia", "militias", "mujahideen", "mujahedeen", "resistance", "cartel", "jihad", "guerrilla", "guerrillas", "rebels", "commandos", "squad", "legion", "revolutionary", "jaish", "jaysh", "liwa", "katibat", "lashkar", "ansar", "jund", "guards", "martyrs", "fighters"]
)
_GANG_NAME = frozenset(("cartel", "gang", "militia", "militias", "mafia", "clan"))
_STRONGHOLDS = frozenset(
    ["position", "positions", "stronghold", "strongholds", "hideout", "hideouts", "hide-out", "target", "targets", "bunker", "bunkers", "trench", "trenches"]
)


class Who(NamedTuple):
    """What the words alone tell of a party."""

    name: str
    actor_id: str | None
    type: str
    country: str | None
    named: bool
    armed: bool
    role: Role | None


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
        span = parse.span(m.first, m.last)
        text = span.of(parse.text)
        values.append(
            PartyValue(
                m.first,
                m.last,
                m.head,
                span,
                text,
                who.name,
                who.actor_id,
                who.type,
                who.country,
                who.named,
                who.armed,
                None,
                m.number == "many",
            )
        )
    return resolve(mentions, values, parse)


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
    words = _clean(parse, first, last)
    role = role_at(tokens, head)
    entry = _actor(first, last, head, parse, actors)
    if entry is not None:
        return _by_actor(entry, role, words, tokens[head].ent == "ACTOR", tokens[head].lower)
    state = _state(first, last, parse)
    if state is None and demonym_country is not None:
        state = _foreign(first, last, parse, demonym_country)
    if kind == "person" or (role is None and tokens[head].ent == "PERSON"):
        return _person(first, words, parse)
    if state is not None:
        return _by_state(state, role, words, tokens[head].lower, actors)
    if role is not None:
        return _by_role(role, words, tokens, first, head)
    if kind == "organisation":
        return _organisation(words)
    return Who(words, None, "rebel_group" if tokens[head].lower in roles().groups else "civilians", None, False,
               tokens[head].lower in roles().groups, None)  # fmt: skip


def _clean(parse: Parse, first: int, last: int) -> str:
    """The words as a name: no line ends, no doubt."""
    return " ".join(parse.words(first, last).split())


def _actor(first: int, last: int, head: int, parse: Parse, actors: Register) -> ActorEntry | None:
    """The register's actor in the phrase, the one under its head first."""
    best: ActorEntry | None = None
    for name in _names(first, last, parse):
        entry = actors.get(name[2])
        if entry is None:
            continue
        if name[0] <= head < name[1]:
            return entry
        best = entry
    return best


def _names(first: int, last: int, parse: Parse) -> list[tuple[int, int, str]]:
    if not any(t.ent == "ACTOR" for t in parse.tokens[first:last]):
        return []
    return [
        (n.first, n.last, n.actor_id)
        for n in parse.names
        if n.actor_id is not None and n.first < last and first < n.last
    ]


def _state(first: int, last: int, parse: Parse) -> StateWord | None:
    found = None
    i = first
    while i < last:
        hit = state_at(parse.tokens, i)
        if hit is None:
            i += 1
        else:
            found = hit[1]
            i = hit[0]
    return found


def _foreign(first: int, last: int, parse: Parse, demonym_country: DemonymCountry) -> StateWord | None:
    for t in parse.tokens[first:last]:
        if t.ent in ("NORP", "GPE"):
            iso3 = demonym_country(t.text)
            if iso3 is not None:
                return StateWord(iso3, "adjective", t.text)
    return None


def _by_actor(entry: ActorEntry, role: Role | None, words: str, head_in_name: bool, head: str) -> Who:
    armed = entry.type in ARMED_TYPES
    if head_in_name or role is None:
        return Who(entry.name, entry.id, entry.type, entry.country, True, armed, role)
    if not armed:
        if role.type == "facility":
            return Who(words, None, role.type, entry.country, False, False, role)
        kind = (
            entry.type
            if entry.type == "aid_workers" and role.type in ("civilians", "government")
            else role.type
        )
        return Who(words, None, kind, entry.country, False, role.armed, role)
    if head in _STRONGHOLDS:
        return Who(entry.name, entry.id, entry.type, entry.country, True, True, role)
    if role.type in ("facility", "civilians", "prisoners", "journalists", "aid_workers"):
        return Who(words, None, role.type, entry.country, False, False, role)
    return Who(entry.name, entry.id, entry.type, entry.country, True, True, role)


def _by_state(state: StateWord, role: Role | None, words: str, head: str, actors: Register) -> Who:
    iso3 = state.iso3
    if role is None:
        if state.kind == "people" or (state.kind == "adjective" and words != state.words):
            return Who(words, None, "civilians", iso3, False, False, None)
        entry = state_force(actors, iso3, "army")
        return Who(entry.name, entry.id, entry.type, iso3, True, True, None)
    if role.force:
        force = force_of(words.lower(), role)
        if role.name == "regime":
            entry = state_force(actors, iso3, "government")
            kind = "state_forces" if head == "regime" else "government"
            return Who(entry.name, entry.id, kind, iso3, True, True, role)
        entry = state_force(actors, iso3, force)
        return Who(entry.name, entry.id, "state_forces", iso3, True, True, role)
    kind = role.type
    if iso3 == "PSE" and role.name == "gunmen" and head.startswith(("gunm", "attack")):
        kind = "rebel_group"
    return Who(words, None, kind, iso3, False, role.armed, role)


def _by_role(role: Role, words: str, tokens: Sequence[Token], first: int, head: int) -> Who:
    lower = [t.lower for t in tokens[first:head]]
    kind = role.type
    if (role.force and any(w in roles().peoples for w in lower)) or (role.force and any(w in ("rebel", "opposition", "islamist", "insurgent", "jihadist") for w in lower)):
        kind = "rebel_group"
    elif role.name == "regime":
        kind = "state_forces" if words.lower().endswith("regime") else "government"
    return Who(words, None, kind, None, False, role.armed, role)


def _person(first: int, words: str, parse: Parse) -> Who:
    """A person's name: a rank or office before it says what they are."""
    kind = "civilians"
    for i in range(max(0, first - 3), first):
        role = role_at(parse.tokens, i)
        if role is not None and role.name not in ("civilians", "facilities"):
            kind = role.type
    return Who(words, None, kind, None, False, False, None)


def _organisation(words: str) -> Who:
    parts = {w.strip("'’\"").lower() for w in words.split()}
    if parts & _GANG_NAME:
        return Who(words, None, "militia", None, True, True, None)
    if parts & _ARMED_NAME:
        return Who(words, None, "rebel_group", None, True, True, None)
    return Who(words, None, "other", None, False, False, None)


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
