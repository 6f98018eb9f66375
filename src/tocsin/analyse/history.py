"""How the toll of one incident grew: every figure in the order it was given, with what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.analyse.chart import Band, Chart, Dots, Line
from tocsin.records.incident import Figure, Incident


@dataclass(frozen=True, slots=True)
class Step:
    """One figure of the history. ``said_by`` is the speaker, or the outlet where it is its own word."""

    day: dt.date | None
    said_by: str
    outlet: str | None
    effect: str
    group: str | None
    low: int | None
    high: int | None
    qualifier: str
    counts: bool
    note: str | None
    superseded_by: str | None
    report: str


def steps(incident: Incident, effect: str | None = None) -> tuple[Step, ...]:
    """The figures of an incident (of one ``effect`` or of all), oldest first."""
    return tuple(_step(f) for f in incident.toll_history if effect in (None, f.effect))


def _step(f: Figure) -> Step:
    speaker = f.said_by or f.outlet or "the report itself"
    return Step(
        f.as_of,
        speaker,
        f.outlet,
        f.effect,
        f.group,
        f.low,
        f.high,
        f.qualifier,
        f.counts,
        f.note,
        f.superseded_by,
        f.report,
    )


def number(low: int | None, high: int | None) -> str:
    """A figure as a reader writes it: ``19+`` (at least), ``-60`` (up to), ``7-9``, ``43``."""
    if low is None:
        return "?" if high is None else f"-{high}"
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}-{high}"


def history_chart(incident: Incident, effect: str = "killed") -> Chart:
    """The history as a picture: a line a speaker, and the band from low to high with best in it.

    Filled dots count, hollow ones do not; an arrow up is an open figure. Figures without a day are left out.
    """
    found = [s for s in steps(incident, effect) if s.day is not None]
    chart = Chart(f"{effect} - {incident.id}", "day the figure was given", f"people {effect}")
    toll = next((t for t in incident.toll if t.effect == effect), None)
    days = [s.day for s in found if s.day is not None]
    if toll is not None and days:
        first, last = min(days), max(days)
        chart.bands.append(Band(((first, toll.low, toll.high), (last, toll.low, toll.high)), "low to high"))
        if toll.best is not None:
            chart.lines.append(
                Line(((first, toll.best), (last, toll.best)), f"best {toll.best}", dashed=True)
            )
    by_speaker: dict[str, list[Step]] = {}
    for step in found:
        by_speaker.setdefault(step.said_by, []).append(step)
    for name, those in by_speaker.items():
        points = tuple((s.day, _size(s)) for s in those if s.day is not None)
        up = tuple(s.high is None for s in those)
        joined = tuple(s.counts or s.superseded_by is not None for s in those)
        chart.dots.append(Dots(points, name, tuple(s.counts for s in those), up, joined))
    return chart


def _size(step: Step) -> int:
    return step.low if step.low is not None else (step.high or 0)


def history_rows(found: Sequence[Step]) -> list[dict[str, object]]:
    """The steps as plain rows, for JSON and CSV."""
    return [
        {
            "day": s.day.isoformat() if s.day else None,
            "said_by": s.said_by,
            "outlet": s.outlet,
            "effect": s.effect,
            "group": s.group,
            "low": s.low,
            "high": s.high,
            "qualifier": s.qualifier,
            "counts": s.counts,
            "note": s.note,
            "superseded_by": s.superseded_by,
            "report": s.report,
        }
        for s in found
    ]
