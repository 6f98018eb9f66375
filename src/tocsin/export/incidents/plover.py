"""JSON lines of PLOVER event records (manual 0.7b1 of the Open Event Data Alliance).

Required fields: id, date, actor, event; parties are lists; places carry the names of GeoNames. PLOVER has
no counts of casualties. Where both sides fight ("clash") all are ``actor`` and there is no recipient.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from typing import Any, BinaryIO

from tocsin.codebook import countries, exports
from tocsin.export.incidents import sides as who
from tocsin.export.incidents.base import Options
from tocsin.export.incidents.phrases import one_line
from tocsin.records.incident import Incident, Party, Site


class PloverWriter:
    """Left out are incidents without a day, and kinds that PLOVER has no event type for."""

    def __init__(self, stream: BinaryIO, options: Options) -> None:
        self.left_out: Counter[str] = Counter()
        self._options = options
        self._text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)

    def write(self, incident: Incident) -> None:
        row = event(incident, self._options)
        if isinstance(row, str):
            self.left_out[row] += 1
        else:
            self._text.write(json.dumps(row, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Nothing follows the last line; the stream stays open."""
        self._text.flush()
        self._text.detach()


def event(incident: Incident, options: Options) -> dict[str, Any] | str:
    """The event record of an incident, or the reason in words why there is none."""
    codes = exports("plover")
    coded = codes["kinds"].get(incident.kind)
    if coded is None:
        return f"kind {incident.kind} has no PLOVER event"
    window = incident.when
    if window.start is None:
        return "no day"
    captured = codes["captured"]
    if incident.kind == captured["kind"] and any(p.type in captured["types"] for p in incident.targets):
        coded = coded | {"event": captured["event"], "mode": captured["mode"]}
    actors, recipients = who.accused(incident), list(incident.targets)
    if incident.kind == "clash":
        actors, recipients = actors + [p for p in recipients if who.role_of(p)], []
    modes = [coded["mode"]]
    if auxiliary := codes["auxiliary"].get(incident.status):
        modes.append(auxiliary)
    row: dict[str, Any] = {
        "id": incident.id,
        "date": window.start.isoformat(),
        "actor": [_actor(p) for p in actors],
        "recipient": [_actor(p) for p in recipients if p.type != "facility"],
        "event": [coded["event"]],
        "mode": modes,
        "context": coded["context"],
        "cite_info": _cited(incident, options),
        "comment": one_line(incident),
    }
    if window.end not in (None, window.start):
        row["enddate"] = window.end.isoformat()
    if incident.where:
        row["event_loc"] = _place(incident.where[0])
    if incident.wave:
        row["link"] = incident.wave
    return row


def _actor(party: Party) -> dict[str, str | None]:
    codes = exports("plover")
    force = who.force_of(party)
    return {
        "code": who.country_of(party),
        "sector": codes["forces"].get(force) or codes["sectors"].get(party.type),
        "actor_text": party.name,
        "identifier_id": party.actor_id,
        "identifier_text": party.name if party.actor_id else None,
    }


def _place(site: Site) -> dict[str, str | int | float | None]:
    ident = site.gazetteer_id or ""
    return {
        "geonameid": int(ident.removeprefix("geonames:")) if ident.startswith("geonames:") else None,
        "name": site.name,
        "latitude": site.lat,
        "longitude": site.lon,
        "country code": countries().get(site.country or "", {}).get("iso2"),
        "cc3": site.country,
    }


def _cited(incident: Incident, options: Options) -> list[dict[str, str | None]]:
    found = [options.source(ident) for ident in incident.sources.reports]
    cited: list[dict[str, str | None]] = [
        {"citation": r.id, "publication": r.outlet, "title": r.title, "url": r.url} for r in found if r
    ]
    return cited or [{"publication": outlet} for outlet in incident.sources.outlets]
