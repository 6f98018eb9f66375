"""What a reading has wrong against its annotation, field by field.

``python tests/reading/differences.py`` reads the shipped reports again and writes what is wrong with each to
its file under ``examples/differences/``; a reason written there by hand stays with its difference. Ids of
reports name only some of them again.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tocsin.bench.reports.gold import read_rows, report_of
from tocsin.bench.reports.names import Names
from tocsin.bench.reports.score import score_report
from tocsin.pipeline import Reader
from tocsin.records import Reading
from tocsin.records.wire import reading_to_dict

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLD = EXAMPLES / "gold.jsonl"
KNOWN = EXAMPLES / "differences"
NOT_YET = "not looked into yet"
# Names of one party that share no half of their words.
NAMES = Names({"actors": {"ttp": ["Tehreek-e-Taliban Pakistan", "Pakistani Taliban"]}})

Row = Mapping[str, Any]


class Difference(NamedTuple):
    """``field`` of the annotated ``incident`` (its number; 'extra' for an account that tells of none)."""

    report: str
    incident: str
    field: str
    should: str  # what the annotation says, '' = nothing
    reads: str  # what we read, '' = nothing


def differences(row: Row, reading: Reading) -> list[Difference]:
    """Everything in which ``reading`` departs from the annotated report ``row``."""
    accounts = reading_to_dict(reading)["accounts"]
    pairs = dict(score_report(row, accounts, NAMES).pairs)
    out = []
    for i, gold in enumerate(row["incidents"]):
        found = _missed(gold) if i not in pairs else _fields(gold, accounts[pairs[i]])
        out += [Difference(row["id"], str(gold["no"]), *f) for f in found]
    for j, account in enumerate(accounts):
        if j not in pairs.values():
            says = f"{account['status']} {account['kind']} at '{account['trigger']['text']}'"
            out.append(Difference(row["id"], "extra", "incident", "", says))
    return out


Found = tuple[str, str, str]  # field, should, reads


def _missed(gold: Row) -> Iterator[Found]:
    yield "incident", f"{gold['status']} {gold['kind']} at '{gold['trigger']}'", ""


def _fields(gold: Row, ours: Row) -> Iterator[Found]:
    for field in ("status", "kind"):
        if gold[field] != ours[field]:
            yield field, gold[field], ours[field]
    if _days(gold["when"]) != _days(ours["when"]):
        yield "when", _days(gold["when"]), _days(ours["when"])
    yield from _places(gold["places"], ours["where"])
    yield from _perpetrators(gold["perpetrators"], ours["perpetrators"])
    yield from _lists("weapon", {w["name"] for w in gold["weapons"]}, {w["name"] for w in ours["weapons"]})
    yield from _tolls(gold["tolls"], ours["tolls"])


def _days(when: Row | None) -> str:
    if not when or not when["start"]:
        return ""
    return when["start"] if when["start"] == when["end"] else f"{when['start']}..{when['end']}"


def _places(gold: list[Row], ours: list[Row]) -> Iterator[Found]:
    """The country, and whether one of our places is the finest that the annotation can place on a map."""
    country = next((p["country"] for p in gold if p["country"]), "")
    read = next((p["country"] for p in ours if p["country"]), "")
    if country != read:
        yield "country", country, read
    points = [p for p in gold if p["lat"] is not None]
    if points and not any(_near(points[0], p) for p in ours[:1]):
        yield "place", points[0]["name"], ours[0]["name"] if ours else ""


def _near(p: Row, q: Row) -> bool:
    """Within half a degree, which is closer than the next annotated place in every shipped report."""
    if q["lat"] is None:
        return str(p["name"]) == q["name"]
    return abs(p["lat"] - q["lat"]) <= 0.5 and abs(p["lon"] - q["lon"]) <= 0.5


def _perpetrators(gold: list[Row], ours: list[Row]) -> Iterator[Found]:
    left = list(ours)
    for g in gold:
        twin = next((o for o in left if NAMES.same(g["name"], o["name"])), None)
        if twin is None:
            yield "perpetrator", g["name"], ""
            continue
        left.remove(twin)
        for field in ("certainty", "type"):
            if g[field] != twin[field]:
                yield f"{field} of {g['name']}", g[field], twin[field]
    for o in left:
        yield "perpetrator", "", o["name"]


def _lists(field: str, gold: set[str], ours: set[str]) -> Iterator[Found]:
    for name in sorted(gold - ours):
        yield field, name, ""
    for name in sorted(ours - gold):
        yield field, "", name


def _tolls(gold: list[Row], ours: list[Row]) -> Iterator[Found]:
    """Figures are the same by effect and bounds; then their details are compared."""
    left = list(ours)
    for g in gold:
        twins = [o for o in left if _figure(o) == _figure(g)]
        if not twins:
            yield "toll", _figure(g), ""
            continue
        twin = max(twins, key=lambda o: _group(o) == _group(g))
        left.remove(twin)
        for field in ("qualifier", "whole"):
            if g[field] != twin[field]:
                yield f"{field} of {_figure(g)}", str(g[field]), str(twin[field])
        if _group(g) != _group(twin):
            yield f"group of {_figure(g)}", _group(g), _group(twin)
        if not _same_speaker(g["said_by"], twin):
            yield f"speaker of {_figure(g)}", _said(g["said_by"], "quote"), _said(twin["said_by"], "text")
    for o in left:
        yield "toll", "", _figure(o)


def _figure(toll: Row) -> str:
    low, high = toll["low"], toll["high"]
    bounds = str(low) if low == high else f"{low or 0} to {high or 'any'}"
    return f"{toll['effect']} {bounds}"


def _group(toll: Row) -> str:
    """The type of the counted people; unspecified people are none, whatever the annotator took them for."""
    group = toll["group"]
    if group is None or (group.get("quote") or group["text"]) == "people":
        return ""
    return str(group["type"])


def _same_speaker(gold: Row | None, toll: Row) -> bool:
    """The annotation's speaker is the one who gives the figure or one who says it too."""
    if gold is None:
        return toll["said_by"] is None
    return any(
        _words(gold["quote"]) & _words(s["text"])
        and _words(gold["outlet"]) <= _words(s["outlet"])
        and gold["stance"] == s["stance"]
        for s in (toll["said_by"], *toll["also_said_by"])
        if s
    )


def _said(speaker: Row | None, words: str) -> str:
    if speaker is None:
        return ""
    to = f" to {speaker['outlet']}" if speaker["outlet"] else ""
    return f"{speaker[words]}{to}, {speaker['stance']}"


def _words(text: str | None) -> set[str]:
    return set((text or "").lower().replace(",", " ").split()) - {"the", "a", "an", "of"}


def file_of(report: str) -> Path:
    """The list of one report; the ids of packed reports (``archive/path``, ``feed:2``) lose their marks."""
    return KNOWN / (re.sub(r"[^\w.-]", "-", report) + ".toml")


def read_known(report: str) -> dict[Difference, str]:
    """The listed differences of a report, each with its reason."""
    path = file_of(report)
    if not path.exists():
        return {}
    rows = tomllib.loads(path.read_text("utf-8")).get("difference", [])
    return {Difference(report, *(row[f] for f in Difference._fields[1:])): row["why"] for row in rows}


def as_toml(report: str, found: Iterable[Difference], reasons: Mapping[Difference, str]) -> str:
    """The list as it stands in its file; a reason holds while the field is wrong, however it is read."""
    by_field = {d[:4]: why for d, why in reasons.items()}
    out = [
        f"# What tocsin reads wrong today in the report {report}, against its line in gold.jsonl.",
        "# 'should' is what the annotation says, 'reads' what comes out; empty means nothing.",
        "# Written by: python tests/reading/differences.py (reasons written here by hand are kept).",
    ]
    for d in found:
        pairs = [
            *zip(d._fields[1:], d[1:], strict=True),
            ("why", reasons.get(d) or by_field.get(d[:4], NOT_YET)),
        ]
        out += ["", "[[difference]]", *(f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in pairs)]
    return "\n".join(out) + "\n"


def write_known(only: Collection[str] = ()) -> None:
    """Write the lists of all shipped reports anew, or of ``only`` some."""
    reader = Reader()
    for row in read_rows(GOLD):
        report = row["id"]
        if not only or report in only:
            found = differences(row, reader.read_report(report_of(row)))
            file_of(report).write_text(as_toml(report, found, read_known(report)), "utf-8")


if __name__ == "__main__":
    write_known(sys.argv[1:])
