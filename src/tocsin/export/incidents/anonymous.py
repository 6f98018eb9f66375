"""Incidents without the names of victims, for whoever must not pass them on.

Gone are the named victims, a target who is one of them, and (by the writers) headlines and the words
of accounts, since names stand in them too. Speakers stay: a figure without its speaker is worth less,
and who speaks to the press does so by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tocsin.export.incidents.base import Options
from tocsin.records.collected import Collected, Source
from tocsin.records.incident import Incident

SOMEONE = "person not named here"


def without_names(incident: Incident) -> Incident:
    """The incident without its named victims; a target called like one of them loses the name."""
    names = {person.name.casefold() for person in incident.persons}
    targets = tuple(
        replace(party, name=SOMEONE) if _is_one(party.name, names) else party for party in incident.targets
    )
    history = tuple(
        replace(f, group=SOMEONE) if f.group and _is_one(f.group, names) else f for f in incident.toll_history
    )
    return replace(incident, persons=(), targets=targets, toll_history=history)


def _is_one(name: str, names: set[str]) -> bool:
    """Whether ``name`` is or holds the name of a victim, or is part of one ("Ahmed" of "Rezan Ahmed")."""
    words = name.casefold()
    return any(n in words or f" {words} " in f" {n} " for n in names if n)


def nameless(options: Options) -> Options:
    """The options with look-ups that hold no headline and no words."""
    if options.names:
        return options
    return replace(options, source=_no_title(options.source), accounts=_no_words(options.accounts))


def _no_title(look_up: Callable[[str], Source | None]) -> Callable[[str], Source | None]:
    def found(ident: str) -> Source | None:
        source = look_up(ident)
        return replace(source, title=None) if source else None

    return found


def _no_words(
    look_up: Callable[[Sequence[str]], Sequence[Collected]],
) -> Callable[[Sequence[str]], Sequence[Collected]]:
    def found(ids: Sequence[str]) -> Sequence[Collected]:
        return [replace(one, words="", source=replace(one.source, title=None)) for one in look_up(ids)]

    return found
