"""Who a party is: the canonical actor behind the words, its type, its country.

A name of the register gives the actor; a country's adjective and a word for a force give the
composed state force ("Israeli soldiers" -> Israel Defense Forces); other words stay themselves
("gunmen"). What points back ("the group", "they", "its fighters") takes its values from the
mention before it (:mod:`tocsin.ground.actor_anaphora`). What depends on where and when it happened
is settled by :mod:`tocsin.ground.actor_types`.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.gazetteer.actors import Register, register
from tocsin.gazetteer.roles import role_at
from tocsin.ground.actor_anaphora import resolve
from tocsin.ground.actor_types import settle, settle_name, settle_type
from tocsin.ground.actor_who import describe
from tocsin.ground.actor_words import DemonymCountry
from tocsin.records import Parse
from tocsin.records.party import PartyMention, PartyValue

__all__ = ["ground_parties", "party_type", "settle", "settle_name", "settle_type"]
_PEOPLE = frozenset(("role", "people", "person", "pronoun"))


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
