"""What changed in the record since a moment: new, revised, merged and vanished incidents, field by field."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from tocsin.export.incidents import phrases
from tocsin.export.phrases import plain
from tocsin.records.incident import Incident
from tocsin.store import Store, Version


class Change(NamedTuple):
    """``what``: new, revised, merged (into ``led_to``), gone; ``fields``: (field, before, after)."""

    what: str
    incident: str
    at: dt.datetime
    led_to: str | None
    body: Incident
    fields: tuple[tuple[str, str, str], ...]


def changes(store: Store, since: dt.datetime) -> list[Change]:
    """Each incident that is not now what it was at ``since``, in the order of the last change.

    What came and went in between is no change.
    """
    last: dict[str, Version] = {}
    for version in store.versions_since(since):
        last[version.incident] = version
    found = (_change(store.version_before(id_, since), now) for id_, now in last.items())
    return sorted((c for c in found if c is not None), key=lambda c: (c.at, c.incident))


def _change(before: Version | None, now: Version) -> Change | None:
    there = before is not None and before.state == "built"
    if now.state != "built":
        if not there:
            return None
        return Change(now.state, now.incident, now.at, now.led_to, now.body, ())
    if before is None or not there:
        return Change("new", now.incident, now.at, None, now.body, ())
    fields = differences(before.body, now.body)
    return Change("revised", now.incident, now.at, None, now.body, fields) if fields else None


def differences(before: Incident, after: Incident) -> tuple[tuple[str, str, str], ...]:
    """(field, before, after) in words for every field that a reader would see changed."""
    left, right = _words(before), _words(after)
    names = dict.fromkeys((*left, *right))
    pairs = ((n, left.get(n, "not stated"), right.get(n, "not stated")) for n in names)
    return tuple(p for p in pairs if p[1] != p[2])


def _words(incident: Incident) -> dict[str, str]:
    out = {
        "status": incident.status,
        "kind": plain(incident.kind),
        "when": phrases.when(incident),
        "where": phrases.place(incident) or "not stated",
        "by": ", ".join(map(phrases.party, incident.perpetrators)) or "not stated",
        "against": ", ".join(map(phrases.party, incident.targets)) or "not stated",
        "with": ", ".join(plain(w.name) for w in incident.weapons) or "not stated",
    }
    out |= {toll.effect: phrases.bounds(toll) for toll in incident.toll}
    out["grade"] = incident.grade
    out["accounts"] = f"{len(incident.accounts):,}"
    out["decisions"] = f"{len(incident.verdicts):,}"
    return out
