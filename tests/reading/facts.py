"""An account as a few short lines, so that a test shows a whole record at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from tocsin.pipeline import Reader
from tocsin.records import Report
from tocsin.records.wire import reading_to_dict
from tocsin.schema import check_reading

Row = Mapping[str, Any]
_NEAR = {2: "near ", 5: "around "}


def read(reader: Reader, text: str, published: str | None) -> dict[str, Any]:
    """The JSON of one report's reading, checked for exact spans and for words of the codebook."""
    day = dt.date.fromisoformat(published) if published else None
    reading = reader.read_report(Report("r", text, day))
    check_reading(reading)
    return reading_to_dict(reading)


def facts(account: Row) -> dict[str, Any]:
    """What an account says, empty fields left out; names are the grounded ones, figures with their people.

    ``when``: first..last day, local time behind it; ``where``: name and country, "near" where the
    report says so; ``by``: party and certainty unless stated, channel behind it; ``tolls``: effect, bounds,
    people, what they are (whole or part of another figure), who says so.
    """
    out: dict[str, Any] = {
        "what": f"{account['status']} {account['kind']}" + " cumulative" * account["cumulative"],
        "when": _when(account["when"]),
        "where": [
            f"{_NEAR.get(p['precision'], '')}{p['name']} {p['country'] or '?'}" for p in account["where"]
        ],
        "by": [_party(p) for p in account["perpetrators"]],
        "against": [t["text"] for t in account["targets"] if t["text"] != "people"],
        "with": [w["name"] for w in account["weapons"]],
        "tolls": [_toll(t) for t in account["tolls"]],
        "persons": [f"{p['effect']} {p['name']}" for p in account["persons"]],
        "links": [f"{x['to'].partition('#')[2]} {x['relation']} {x['certainty']}" for x in account["links"]],
    }
    return {k: v for k, v in out.items() if v}


def _when(when: Row | None) -> str:
    if when is None:
        return ""
    days = " .. ".join(dict.fromkeys(d for d in (when["start"], when["end"]) if d)) or "some"
    words = "" if when["start"] else f" {when['text']}"
    basis = "" if when["basis"] == "stated" else f", {when['basis']}"
    return f"{days}{words}{' ' + when['time'] if when['time'] else ''}{basis}"


def _party(party: Row) -> str:
    parts = [
        party["name"],
        party["certainty"] if party["certainty"] != "stated" else "",
        party["channel"] or "",
    ]
    return ", ".join(p for p in parts if p)


def _toll(toll: Row) -> str:
    low, high = toll["low"], toll["high"]
    bounds = {True: f"{low}"}.get(
        low == high
    ) or f"{'' if low is None else low}..{'' if high is None else high}"
    people = toll["group"]["text"] if toll["group"] else "people"
    series = " = whole" * toll["whole"] + (f" = part of {toll['part_of']}" if toll["part_of"] else "")
    said = [_speaker(s) for s in (toll["said_by"], *toll["also_said_by"]) if s]
    return f"{toll['effect']} {bounds} {people}{series}" + (f" ({'; '.join(said)})" if said else "")


def _speaker(speaker: Row) -> str:
    to = f" to {speaker['outlet']}" if speaker["outlet"] else ""
    stance = "" if speaker["stance"] == "asserted" else f", {speaker['stance']}"
    return f"{speaker['text']}{to}{stance}"
