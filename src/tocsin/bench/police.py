"""Scores what the police did, report by report: ``tocsin bench police`` (IndiaPoliceEvents).

Gold is one JSON object a line: ``{doc_id, text, published, doc_labels}``; a label holds for a report when
one of its sentences says so. Ours come from the accounts: KILL where a party of the police is a doer and
somebody was killed, ARREST where somebody was arrested and no other doer is named. FORCE, FAIL and
ANY_ACTION are no fields of an account and are not answered.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tocsin.bench.gold import Row, read_gold
from tocsin.records import Account, Perpetrator, Report, Toll

LABELS = ("KILL", "ARREST")
# The police of the corpus by their own names: state police, railway police, reserve police and their ranks.
_POLICE = ("police", "policem", "cop", "cops", "constable", "crpf", "rpf", "jawan", "personnel")


def bench_police(files: list[Path], out: Path | None = None) -> dict[str, Any]:
    """Figures of each file by its stem; ``out`` gets our labels, a line a report.

    Raises :class:`InputError` for a line that is no such report.
    """
    from tocsin.pipeline import Reader

    reader = Reader()
    figures: dict[str, Any] = {}
    answers: list[Row] = []
    for file in files:
        gold = read_gold(file, ("doc_id", "text", "published", "doc_labels"), "report with labels")
        reports = (_report(row) for row in gold)
        ours = [
            {"doc_id": reading.report.id, "labels": sorted(labels(reading.accounts))}
            for reading in reader.read_reports(reports)
        ]
        figures[file.stem] = score(gold, ours)
        answers += ours
    if out is not None:
        out.write_text("".join(f"{json.dumps(a)}\n" for a in answers), "utf-8")
    return figures


def _report(row: Row) -> Report:
    # The text is lower-cased, which language identification takes for anything.
    day = dt.date.fromisoformat(row["published"]) if row["published"] else None
    return Report(id=row["doc_id"], text=row["text"], published=day, published_basis="given", language="en")


def labels(accounts: Iterable[Account]) -> set[str]:
    """What the accounts of one report say that the police did."""
    found = set()
    for account in accounts:
        doers = [p for p in account.perpetrators if p.certainty != "denied"]
        police = any(map(_is_police, doers))
        harmed = {t.effect for t in account.tolls if _happened(t)}
        if police and "killed" in harmed:
            found.add("KILL")
        arrested = "arrested" in harmed or account.kind == "arrest"
        if arrested and account.status != "foiled" and (police or not doers):
            found.add("ARREST")
    return found


def _is_police(party: Perpetrator) -> bool:
    words = f"{party.name} {party.text or ''}".lower().split()
    return any(word.startswith(_POLICE) for word in words)


def _happened(toll: Toll) -> bool:
    return not toll.withdrawn and toll.low != 0


def score(gold: list[Row], ours: list[Row]) -> dict[str, Any]:
    """Precision, recall and F1 (percent) of each label over the reports."""
    given = {row["doc_id"]: set(row["labels"]) for row in ours}
    out: dict[str, Any] = {"reports": len(gold)}
    for label in LABELS:
        right = sum(label in row["doc_labels"] and label in given.get(row["doc_id"], ()) for row in gold)
        said, true = sum(label in g for g in given.values()), sum(label in r["doc_labels"] for r in gold)
        precision, recall = (right / n if n else 0.0 for n in (said, true))
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        out[label] = {k: round(100 * v, 2) for k, v in (("P", precision), ("R", recall), ("F1", f1))}
    return out
