"""What depends on where and when: a force at home or abroad, "the army" of the country of the event."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from tocsin.gazetteer.actors import Register, register
from tocsin.gazetteer.roles import Role, roles
from tocsin.gazetteer.states import FORCES, state_force, states
from tocsin.records.party import PartyValue

STATE_TYPES = frozenset(("state_forces", "international_forces"))
ARMED_TYPES = STATE_TYPES | {"rebel_group", "militia"}
# Israel in Gaza and the West Bank counts as at home, by the annotation guidelines.
_HOME = {"ISR": frozenset(("ISR", "PSE"))}
# Who has the army where the state has none of its own.
_ARMY_OF = {"PSE": "ISR"}


class Who(NamedTuple):
    """What the words alone tell of a party."""

    name: str
    actor_id: str | None
    type: str
    country: str | None
    named: bool
    armed: bool


def settle(
    value: PartyValue,
    country: str | None,
    date: dt.date | None = None,
    perpetrator: bool = False,
    actors: Register | None = None,
) -> PartyValue:
    """``value`` with name, actor id and type as they are at an event in ``country`` on ``date``."""
    name, actor_id = settle_name(value, country, actors)
    kind = settle_type(value, country, date, actors, perpetrator)
    if actor_id != value.actor_id:
        entry = (actors or register()).get(actor_id) if actor_id else None
        if entry is not None and kind not in STATE_TYPES:
            kind = entry.type
    return value._replace(name=name, actor_id=actor_id, type=kind)


def settle_type(
    value: PartyValue,
    country: str | None,
    date: dt.date | None = None,
    actors: Register | None = None,
    perpetrator: bool = False,
) -> str:
    """The type of ``value`` at an event in ``country`` (ISO alpha-3, None = not known) on ``date``.

    A state's forces are ``state_forces`` at home and ``international_forces`` abroad; an actor that
    governs (the Taliban from August 2021) is what its heir's row of that day says. With
    ``perpetrator``, a person without a role is ``other`` (a lone attacker), not ``civilians``, and
    a government acts through its forces.
    """
    actors = actors or register()
    kind = value.type
    entry = actors.get(value.actor_id) if value.actor_id else None
    if entry is not None and date is not None and entry.valid_until and not entry.existed(date):
        for heir in actors:
            if heir.parent == entry.id and heir.type == "state_forces" and heir.existed(date):
                kind = heir.type
    if perpetrator and kind == "government" and value.armed:
        kind = "state_forces"
    if kind in STATE_TYPES and value.country and country and value.named:
        joint = entry is not None and entry.type == "international_forces" and not states()[value.country]
        if not joint and not _multinational(entry.id if entry else "", actors):
            home = country in _HOME.get(value.country, (value.country,))
            kind = "state_forces" if home else "international_forces"
    last = value.text[value.text.rfind(" ") + 1 :].lower()
    if not perpetrator and last in roles().either:
        return "civilians"
    if perpetrator and kind == "civilians":
        if not value.plural or last in roles().generic:
            return "other"
    return kind


def _multinational(actor_id: str, actors: Register) -> bool:
    """Whether the actor is a mission or an alliance: its row's country is where it serves."""
    entry = actors.get(actor_id)
    if entry is None or entry.type != "international_forces" or entry.force:
        return False
    while entry.parent:
        parent = actors.get(entry.parent)
        if parent is None:
            return True
        entry = parent
    return not entry.force and entry.type == "international_forces"


def settle_name(
    value: PartyValue, country: str | None, actors: Register | None = None
) -> tuple[str, str | None]:
    """Name and actor id of ``value`` at an event in ``country``: "the army" in Mali is the Malian one.

    Bare words for a state's forces, "Kurdish fighters" and names that several actors bear change.
    """
    actors = actors or register()
    if not country:
        return value.name, value.actor_id
    table = roles()
    if value.actor_id is not None:
        return _entry(table.local.get(value.actor_id, {}).get(country), value, actors)
    if value.named or not value.armed:
        return value.name, value.actor_id
    lower = value.name.lower()
    last = lower[lower.rfind(" ") + 1 :]
    if value.type == "international_forces" and "coalition" in lower:
        return _entry(table.local["coalition"].get(country), value, actors)
    if value.type == "rebel_group":
        for people, by_country in table.people_actors.items():
            if people in lower.split():
                return _entry(by_country.get(country), value, actors)
        return value.name, value.actor_id
    if last.startswith("coalition"):
        return _entry(table.local["coalition"].get(country), value, actors)
    words = lower.split()
    role = table.double.get((words[-2], last)) if len(words) > 1 else None
    role = role or table.single.get(last)
    force = force_of(lower, role)
    if value.type not in ("state_forces", "government") or not force or country not in states():
        return value.name, value.actor_id
    if force in ("army", "security", "air"):
        country = _ARMY_OF.get(country, country)
    if force == "army" and last.startswith("officer"):
        force = "police"
    if force == "government" and value.type == "state_forces":
        force = "government forces"
    entry = state_force(actors, country, force)
    return entry.name, entry.id


def _entry(actor_id: str | None, value: PartyValue, actors: Register) -> tuple[str, str | None]:
    entry = actors.get(actor_id) if actor_id else None
    return (entry.name, entry.id) if entry is not None else (value.name, value.actor_id)


def force_of(words: str, role: Role | None) -> str:
    """The key of the state force that ``words`` mean beside a country, "" for none."""
    if "government force" in words or "regime force" in words or "government troop" in words:
        return "government forces"
    if "police" in words:
        return "police"
    if "air force" in words:
        return "air"
    return role.force if role is not None and role.force in FORCES else ""
