"""What kind of party a phrase is, and whether a state's forces are at home or abroad."""

from __future__ import annotations

import datetime as dt

from tocsin.gazetteer.actors import Register, register
from tocsin.gazetteer.roles import Role, roles
from tocsin.gazetteer.states import FORCES, state_force
from tocsin.records.party import PartyValue

ARMED_TYPES = frozenset(("state_forces", "rebel_group", "militia", "international_forces"))
# Israel in Gaza and the West Bank counts as at home, by the annotation guidelines.
_HOME = {"ISR": frozenset(("ISR", "PSE"))}


def settle_type(
    value: PartyValue,
    country: str | None,
    date: dt.date | None = None,
    actors: Register | None = None,
    perpetrator: bool = False,
) -> str:
    """The type of ``value`` at an event in ``country`` (ISO alpha-3, None = not known) on ``date``.

    A state's forces are ``state_forces`` at home and ``international_forces`` abroad; an actor that
    governs (the Taliban from August 2021) is what its register row of that day says. With
    ``perpetrator``, a person without a role is ``other`` (a lone attacker), not ``civilians``.
    """
    kind = value.type
    entry = (actors or register()).get(value.actor_id) if value.actor_id else None
    if entry is not None and date is not None and entry.valid_until and not entry.existed(date):
        heir = next(
            (e for e in (actors or register()) if e.parent == entry.id and e.type == "state_forces"), None
        )
        if heir is not None and heir.existed(date):
            kind = heir.type
    if kind in ("state_forces", "international_forces") and value.country and country:
        if value.named and (entry is None or not entry.parent or entry.type == "state_forces" or entry.force):
            home = country in _HOME.get(value.country, (value.country,))
            kind = "state_forces" if home else "international_forces"
    if perpetrator and kind == "civilians" and not value.plural and not value.named:
        return "other"
    return kind


def settle_name(
    value: PartyValue, country: str | None, actors: Register | None = None
) -> tuple[str, str | None]:
    """Name and actor id of ``value`` at an event in ``country``: "the army" in Mali is the Malian one.

    Only bare words for a state's forces change; what has a name keeps it.
    """
    if value.named or not country or value.type != "state_forces":
        return value.name, value.actor_id
    role = roles().single.get(value.text.split()[-1].lower())
    force = force_of(value.text.lower(), role)
    if not force:
        return value.name, value.actor_id
    try:
        entry = state_force(actors or register(), country, force)
    except KeyError:
        return value.name, value.actor_id
    return entry.name, entry.id


def force_of(words: str, role: Role | None) -> str:
    """The key of the state force that ``words`` mean beside a country, "" for none."""
    if "government force" in words or "regime force" in words:
        return "government forces"
    if "police" in words:
        return "police"
    if "air force" in words:
        return "air"
    return role.force if role is not None and role.force in FORCES else ""
