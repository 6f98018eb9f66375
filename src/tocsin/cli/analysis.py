"""What the commands that analyse a record print: tables, CSV, JSON lines, pictures."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tocsin.analyse import Comparison, Wave, compare, series, steps, tally, waves, with_waves
from tocsin.analyse.chart import Chart, svg
from tocsin.analyse.compare import WHAT, scope_of
from tocsin.analyse.ged import Event, read_ged
from tocsin.analyse.history import history_chart, history_rows, number
from tocsin.analyse.series import series_chart
from tocsin.cli.guard import say
from tocsin.cli.incidents import filter_of
from tocsin.cli.output import binary_output
from tocsin.cli.where import existing
from tocsin.codebook import table
from tocsin.errors import InputError, UsageError
from tocsin.export.incidents.listing import clean
from tocsin.export.incidents.read_lines import read_incidents
from tocsin.gazetteer.actors import name_key
from tocsin.records.incident import Incident
from tocsin.records.incident_wire import incident_to_dict
from tocsin.store import Filter

_ROW = dict[str, Any]


def tell_history(
    incident_id: str, store_url: str, source: str | None,
    effect: str, format_name: str, out: str | None, plot: str | None,
) -> int:  # fmt: skip
    """Print the figures of one incident, and draw them."""
    _known_effect(effect)
    if source is None:
        incident, code = existing(store_url).incident(incident_id), 0
    else:
        found, code = _from_file(source)
        fitting = [i for i in found if incident_id == i.id or incident_id in i.accounts]
        if not fitting:
            raise UsageError(f"{source} has no incident {incident_id}")
        incident = fitting[0]
    told = steps(incident, effect)
    shown = [
        (
            str(s.day or ""), s.said_by, number(s.low, s.high), s.group or "",
            "yes" if s.counts else "no", s.note or "",
        )
        for s in told
    ]  # fmt: skip
    if plot:
        draw(history_chart(incident, effect), plot)
    _write(format_name, out, ("day", "said by", effect, "of whom", "counts", "why not"), shown,
           history_rows(told))  # fmt: skip
    return code


def tell_tally(
    store_url: str, source: str | None, *, by: str, period: str, effect: str,
    format_name: str, out: str | None, plot: str | None, **which: Any,
) -> int:  # fmt: skip
    """Print the table of sums, and draw them over time."""
    _known_effect(effect)
    incidents, code = _incidents(store_url, source, which)
    keys = tuple(k.strip() for k in by.split(",") if k.strip())
    rows = tally(incidents, keys, effect, period)
    plain = [
        dict(zip(keys, r.keys, strict=True))
        | {"incidents": r.incidents, "low": r.low, "best": r.best, "high": r.high, "open": r.open,
           "without_best": r.without_best, "silent": r.silent, "women": r.women, "children": r.children}
        for r in rows
    ]  # fmt: skip
    shown = [
        (*r.keys, str(r.incidents), str(r.low), str(r.best), "open" if r.high is None else str(r.high))
        for r in rows
    ]
    if plot:
        points = series(incidents, effect, period)
        draw(series_chart(points, f"People {effect} by {period}, {len(incidents)} incidents", effect), plot)
    _write(format_name, out, (*keys, "incidents", "low", "best", "high"), shown, plain, numbers=4)
    return code


def tell_waves(
    store_url: str, source: str | None, *, km: float, days: int, alpha: float,
    format_name: str, out: str | None, **which: Any,
) -> int:  # fmt: skip
    """Print the waves."""
    incidents, code = _incidents(store_url, source, which)
    found = waves(incidents, within_km=km, within_days=days, alpha=alpha)
    if format_name == "incidents":
        marked = with_waves(incidents, found)
        _write(format_name, out, (), (), [incident_to_dict(i) for i in marked])
        return code
    shown = [
        (w.certainty, str(w.start or ""), ", ".join(w.incidents), "; ".join(e.sentence for e in w.evidence))
        for w in found
    ]
    _write(format_name, out, ("wave", "from", "incidents", "evidence"), shown, [_wave(w) for w in found])
    return code


def _wave(wave: Wave) -> _ROW:
    return {
        "schema": "tocsin.wave/1",
        "id": wave.id,
        "basis": wave.basis,
        "certainty": wave.certainty,
        "actor": wave.actor,
        "start": str(wave.start) if wave.start else None,
        "end": str(wave.end) if wave.end else None,
        "incidents": list(wave.incidents),
        "p": wave.p,
        "evidence": [{"sentence": e.sentence, "accounts": list(e.accounts)} for e in wave.evidence],
    }


def tell_comparison(
    events: str, store_url: str, source: str | None, *, format_name: str, out: str | None, **which: Any
) -> int:
    """Print the comparison with a GED file."""
    incidents, code = _incidents(store_url, source, which)
    asked = filter_of(**which)
    theirs: list[Event] = []
    with _open(events) as lines:
        for row in read_ged(lines, events):
            if isinstance(row, Event):
                theirs.append(row)
            else:
                say(f"{events}:{row.line}: {row.why}")
                code = 1
    scope = scope_of(incidents, asked.since, asked.until, asked.countries)
    found = compare(incidents, theirs, scope)
    shown = [
        (c.what, str(c.day or ""), c.country or "", c.place or "", _range(c.theirs), _range(c.ours), c.why)
        for c in found
    ]
    counted = ", ".join(f"{sum(c.what == w for c in found)} {w}" for w in WHAT)
    last = f"{counted}; {len(theirs)} events in {events}, {len(incidents)} incidents in the record"
    columns = ("what", "day", "in", "place", "GED", "ours", "why")
    _write(format_name, out, columns, shown, _plain(found), last=last)
    return code


def _plain(found: Sequence[Comparison]) -> list[_ROW]:
    rows = []
    for c in found:
        row: _ROW = {"what": c.what, "event": c.event, "incident": c.incident, "day": str(c.day or "")}
        row |= {"country": c.country, "place": c.place}
        for name, bounds in (("ged", c.theirs), ("ours", c.ours)):
            low, best, high = bounds or (None, None, None)
            row |= {f"{name}_low": low, f"{name}_best": best, f"{name}_high": high}
        rows.append(row | {"why": c.why})
    return rows


def _range(bounds: tuple[int | None, int | None, int | None] | None) -> str:
    if bounds is None:
        return ""
    return "/".join("-" if b is None else str(b) for b in bounds)


def draw(chart: Chart, path: str) -> None:
    """Draw a chart into a file whose suffix says how: ``.svg`` or ``.png``."""
    suffix = Path(path).suffix.lower()
    if suffix == ".svg":
        body = svg(chart).encode("utf-8")
    elif suffix == ".png":
        from tocsin.analyse.picture import png

        body = png(chart)
    else:
        raise UsageError(f"--plot {path} has no known suffix; end it in .svg or .png")
    with binary_output(path) as stream:
        stream.write(body)


def _known_effect(effect: str) -> None:
    if effect not in table("effects"):
        raise UsageError(f"'{effect}' is none of the effects: {', '.join(table('effects'))}")


def _incidents(store_url: str, source: str | None, which: _ROW) -> tuple[list[Incident], int]:
    """The incidents asked for, and the exit code that reading them earned."""
    asked = filter_of(**which)
    if source is None:
        return existing(store_url).incidents(asked), 0
    found, code = _from_file(source)
    return [i for i in found if _fits(i, asked)], code


def _from_file(source: str) -> tuple[list[Incident], int]:
    found, code = [], 0
    with _open(source) as lines:
        for item in read_incidents(lines, source):
            if isinstance(item, InputError):
                say(str(item))
                code = 1
            else:
                found.append(item)
    return found, code


def _open(path: str) -> Any:
    if path == "-":
        return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace", newline="")
    if not Path(path).is_file():
        raise UsageError(f"there is no file {path}")
    return open(path, encoding="utf-8-sig", errors="replace", newline="")


def _fits(incident: Incident, asked: Filter) -> bool:
    """What the store asks of its incidents, for those of a file."""
    start, end = incident.when.start, incident.when.end
    if asked.since is not None and (end is None or end < asked.since):
        return False
    if asked.until is not None and (start is None or start > asked.until):
        return False
    if asked.countries and not any(s.country in asked.countries for s in incident.where):
        return False
    if asked.kinds and incident.kind not in asked.kinds:
        return False
    parties = (*incident.perpetrators, *incident.targets)
    wanted = {w: name_key(w) for w in asked.actors}
    return not wanted or any(
        p.actor_id == w or key == name_key(p.name)[: len(key)] for p in parties for w, key in wanted.items()
    )


def _write(
    format_name: str, out: str | None, columns: Sequence[str], shown: Iterable[Sequence[str]],
    plain: Sequence[_ROW], numbers: int = 0, last: str = "",
) -> None:  # fmt: skip
    """A table for people, else the plain rows as CSV or JSON lines."""
    if format_name == "table":
        text = _table(columns, list(shown), numbers) + (last and f"\n{last}\n")
    elif format_name == "csv":
        text = _csv(plain)
    else:
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in plain)
    with binary_output(out) as stream:
        stream.write(text.encode("utf-8", "replace"))


def _csv(rows: Sequence[_ROW]) -> str:
    stream = io.StringIO()
    if rows:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _safe(v) for k, v in row.items()} for row in rows)
    return stream.getvalue()


def _safe(value: Any) -> Any:
    """Words that a spreadsheet would take for a formula stay words."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: int) -> str:
    if not rows:
        return "Nothing fits.\n"
    shown = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold underline")
    for n, name in enumerate(columns):
        shown.add_column(name, justify="right" if n >= len(columns) - numbers else "left", overflow="fold")
    for row in rows:
        shown.add_row(*(clean(str(cell)) for cell in row))
    console = Console(file=io.StringIO(), width=120, highlight=False, markup=False, emoji=False)
    console.print(shown)
    told = console.file.getvalue()  # type: ignore[attr-defined]
    return "".join(line.rstrip() + "\n" for line in told.splitlines())
