"""CSV: a row a toll, and a row an account that has none; the columns are public and documented."""

from __future__ import annotations

import csv
from typing import TextIO

from tocsin.export.cells import Cell, join, safe
from tocsin.records import Account, Perpetrator, Reading, Report, Speaker, Toll

_REPORT = ("report_id", "outlet", "title", "url", "published", "account_id", "status", "kind", "cumulative")
_WHEN = ("date_start", "date_end", "date_precision", "date_basis", "time", "date_quote")
_WHERE = (
    "place", "place_level", "place_precision", "lat", "lon", "radius_km", "country", "admin1",
    "gazetteer_id", "place_basis", "place_quote", "all_places",
)  # fmt: skip
_PARTIES = (
    "perpetrators", "perpetrator_ids", "certainty", "claim_channel", "perpetrator_said_by",
    "perpetrator_quotes", "targets", "target_quotes", "weapons", "persons", "links", "trigger_quote",
    "confidence",
)  # fmt: skip
_TOLL = (
    "toll_id", "effect", "low", "high", "qualifier", "group", "group_type", "side", "women", "children",
    "whole", "part_of", "supersedes", "withdrawn", "as_of", "said_by", "said_to", "stance",
    "also_said_by", "toll_quote", "group_quote", "said_by_quote",
)  # fmt: skip
COLUMNS = _REPORT + _WHEN + _WHERE + _PARTIES + _TOLL
"""Every column in order. Several values of one cell are joined with ``; ``."""


class CsvWriter:
    """UTF-8, comma, a header row; a text that a spreadsheet would run as a formula gets a leading ``'``."""

    def __init__(self, stream: TextIO) -> None:
        self._csv = csv.writer(stream, lineterminator="\n")
        self._csv.writerow(COLUMNS)

    def write(self, reading: Reading) -> None:
        for account in reading.accounts:
            head = _account(reading.report, account)
            if account.tolls:
                for toll in account.tolls:
                    self._row(head, _toll(toll))
            else:
                self._row(head, (None,) * len(_TOLL))

    def close(self) -> None:
        """Nothing follows the last row."""

    def _row(self, head: tuple[Cell, ...], tail: tuple[Cell, ...]) -> None:
        self._csv.writerow([safe(cell) for cell in head + tail])


def _account(report: Report, account: Account) -> tuple[Cell, ...]:
    when = account.when
    place = account.where[0] if account.where else None
    return (
        report.id, report.outlet, report.title, report.url,
        report.published.isoformat() if report.published else None,
        account.id, account.status, account.kind, account.cumulative,
        when.start.isoformat() if when and when.start else None,
        when.end.isoformat() if when and when.end else None,
        *((when.precision, when.basis, when.time, when.text) if when else (None,) * 4),
        *((place.name, place.level, place.precision, place.lat, place.lon, place.radius_km, place.country,
           place.admin1, place.gazetteer_id, place.basis, place.text) if place else (None,) * 11),
        join(f"{p.name} ({p.level})" for p in account.where),
        join(p.name for p in account.perpetrators),
        join(p.actor_id for p in account.perpetrators),
        join(p.certainty for p in account.perpetrators),
        join(p.channel for p in account.perpetrators),
        join(_who(p) for p in account.perpetrators),
        join(p.text for p in account.perpetrators),
        join(t.name for t in account.targets),
        join(t.text for t in account.targets),
        join(w.name for w in account.weapons),
        join(f"{p.name} ({p.effect})" for p in account.persons),
        join(f"{link.certainty} {link.relation} {link.to}" for link in account.links),
        account.trigger.text, account.confidence,
    )  # fmt: skip


def _who(perpetrator: Perpetrator) -> str | None:
    return _speaker(perpetrator.said_by)


def _speaker(speaker: Speaker | None) -> str | None:
    return None if speaker is None else speaker.name or speaker.text


def _toll(toll: Toll) -> tuple[Cell, ...]:
    group, by = toll.group, toll.said_by
    return (
        toll.id, toll.effect, toll.low, toll.high, toll.qualifier,
        *((group.name, group.type, group.side, group.women, group.children) if group else (None,) * 5),
        toll.whole, toll.part_of, toll.supersedes, toll.withdrawn, toll.as_of,
        _speaker(by), by.outlet if by else None, by.stance if by else None,
        join(_speaker(s) for s in toll.also_said_by),
        toll.text, group.text if group else None, by.text if by else None,
    )  # fmt: skip
