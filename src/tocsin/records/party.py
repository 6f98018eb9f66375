"""Parties: words that denote people, armed actors, officials or attacked places, and who they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from tocsin.records.span import Span


class PartyMention(NamedTuple):
    """A noun phrase of a party: tokens ``[first, last)`` without determiner and number, ``head`` inside.

    ``kind`` says what made it one: ``actor`` (the register knows a name in it), ``state`` (a country
    or its adjective), ``role`` (a noun for people or a facility), ``person`` (a person's name),
    ``organisation`` (another name), ``pronoun``. ``number`` is ``one``, ``many`` or ``none``.
    """

    first: int
    last: int
    head: int
    kind: str
    number: str


class PartyValue(NamedTuple):
    """Who a mention is. ``text`` is exactly the report's words under ``span``.

    ``name`` is canonical: the register's, a composed state force's, or the words themselves.
    ``named``: a proper actor name or a composed state force; ``armed``: can be a perpetrator.
    ``antecedent`` is the index, in the same tuple, of the mention that an anaphor points back to;
    ``name``, ``actor_id``, ``type`` and ``country`` are then taken from there. ``doer``: the grammar
    makes it an agent (subject of an active verb, "by ..."), so that "a man" who stabs is a perpetrator
    though men are not armed as such.
    """

    first: int
    last: int
    head: int
    span: Span
    text: str
    name: str
    actor_id: str | None
    type: str
    country: str | None
    named: bool
    armed: bool
    antecedent: int | None
    plural: bool
    doer: bool = False


_NON_STATE = frozenset({"rebel_group", "militia"})
_FIGHTING = frozenset({"state_forces", "rebel_group", "militia", "international_forces"})
# Words that may stand for fighters and do not tell that there are any.
_EMPTY = frozenset(
    [
        "it",
        "they",
        "them",
        "he",
        "she",
        "him",
        "her",
        "its",
        "their",
        "we",
        "us",
        "group",
        "party",
        "parties",
        "organisation",
        "organization",
        "front",
        "fronts",
        "tribe",
        "government",
        "sides",
        "side",
    ]
)


def fighters(parties: Iterable[PartyValue], states: Collection[Span]) -> frozenset[int]:
    """Head tokens of the parties whose own words denote soldiers, police, rebels or gunmen.

    ``states``: spans that name no more than a state ("Turkey", and "Turkish" beside no violence).
    "They" who act are fighters where the rebels or gunmen that they stand for are.
    """
    known = tuple(parties)

    def fights(p: PartyValue) -> bool:
        if p.type not in _FIGHTING or p.span in states:
            return False
        if p.actor_id or p.text.lower().split()[-1] not in _EMPTY:
            return True
        rebels = p.antecedent is not None and p.type in _NON_STATE and p.text.lower() == "they"
        return rebels and p.doer and fights(known[p.antecedent or 0])

    return frozenset(p.head for p in known if fights(p))
