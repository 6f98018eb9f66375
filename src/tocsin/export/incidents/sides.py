"""Who stands on which side in the layouts of others: state, armed group or unarmed, side a and side b."""

from __future__ import annotations

import re
from typing import NamedTuple

from tocsin.codebook import countries, exports
from tocsin.gazetteer.actors import ActorEntry, open_register
from tocsin.gazetteer.states import FORCES, states
from tocsin.records.incident import Incident, Party

_UCDP = re.compile(r"UCDP actor (\d+)")


class Sides(NamedTuple):
    """The two sides as UCDP orders them; ``type_of_violence`` None where the parties do not tell.

    A party is None where nobody names one; ``civilians``: side b are people who take no part.
    """

    type_of_violence: int | None
    side_a: Party | None
    side_b: Party | None
    civilians: bool


def role_of(party: Party) -> str | None:
    """``state``, ``armed``, ``unarmed`` or None (a building, a lone attacker)."""
    roles: dict[str, list[str]] = exports("ged")["roles"]
    return next((role for role, types in roles.items() if party.type in types), None)


def accused(incident: Incident) -> list[Party]:
    """The perpetrators that are not only named to be denied."""
    return [p for p in incident.perpetrators if p.certainty != "denied"]


def sides(incident: Incident) -> Sides:
    """Type of violence and sides, from the parties; from the dead where nobody is named as target.

    A state against an armed group, or against another state, is state-based, whoever attacked; side a is
    the state (of two states the attacker). Two armed groups: non-state. Else an armed party against people
    who take no part: one-sided.
    """
    codes = exports("ged")["types_of_violence"]
    doers, targets = accused(incident), list(incident.targets)

    def first(parties: list[Party], *roles: str) -> Party | None:
        return next((p for p in parties if role_of(p) in roles), None)

    doer = first(doers, "state", "armed")
    opposed = ("armed", "state") if doer and _state(doer) else ("state", "armed")
    others = [p for p in targets if doer is None or p.name != doer.name]
    target = first(others, opposed[0]) or first(others, opposed[1])
    if doer is None and len(targets) > 1 and target is not None:  # a clash that nobody began
        other = next((p for p in targets if p is not target and role_of(p) in ("state", "armed")), None)
        doer, target = (target, other) if other is not None else (doer, target)
    if target is not None:
        a, b = (target, doer) if _state(target) and not (doer and _state(doer)) else (doer, target)
        if (a and _state(a)) or (b and _state(b)):
            return Sides(codes["state_based"], a, b, False)
        return Sides(codes["non_state"] if a and b else None, a, b, False)
    if first(targets, "unarmed") or _only_civilians_died(incident):
        return Sides(codes["one_sided"], doer, None, True)
    return Sides(None, doer, None, False)


def _state(party: Party) -> bool:
    return role_of(party) == "state"


def _only_civilians_died(incident: Incident) -> bool:
    for toll in incident.toll:
        if toll.effect == "killed":
            groups = toll.by_group
            return groups.civilians is not None and groups.side_b is None
    return False


def entry_of(party: Party | None) -> ActorEntry | None:
    """The register's entry of a party."""
    return open_register().get(party.actor_id) if party and party.actor_id else None


def country_of(party: Party | None) -> str | None:
    """ISO3 of the country a party belongs to, where the register or its composed id says so."""
    if party is None or not party.actor_id:
        return None
    entry = entry_of(party)
    if entry is not None:
        return entry.country
    iso3, _, force = party.actor_id.partition("-")  # a composed force: SYR-army
    return iso3 if iso3 in states() and force.replace("-", " ") in FORCES else None


def force_of(party: Party) -> str:
    """The force of a state that a party is (``army``, ``police`` ...), "" where it is none."""
    entry = entry_of(party)
    if entry is not None:
        return entry.force
    return (party.actor_id or "").partition("-")[2].replace("-", " ") if country_of(party) else ""


def ucdp_id(party: Party | None) -> str:
    """The UCDP actor id that the register gives as the source of the actor; "" where it has none."""
    entry = entry_of(party)
    found = _UCDP.search(entry.source) if entry else None
    return found[1] if found else ""


def state_number(party: Party | None) -> str:
    """Gleditsch and Ward number of the state whose force a party is; "" where it is none."""
    if party is None or role_of(party) != "state":
        return ""
    return countries().get(country_of(party) or "", {}).get("gw", "")


def side_name(party: Party | None) -> str:
    """A state's forces as its government, as UCDP calls them; other parties by their name."""
    if party is None:
        return ""
    country = countries().get(country_of(party) or "") if role_of(party) == "state" else None
    return f"Government of {country['ged_name'] or country['name']}" if country else party.name
