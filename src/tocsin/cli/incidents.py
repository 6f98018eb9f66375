"""What the commands that look into a store print."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tocsin.cli.output import binary_output
from tocsin.codebook import table
from tocsin.errors import UsageError
from tocsin.export.incidents import Options, export_incidents, phrases
from tocsin.export.incidents.detail import decision, write_detail
from tocsin.export.incidents.listing import clean, console_for, write_lines, write_listing
from tocsin.records.incident_wire import incident_to_dict
from tocsin.review.changes import Change, changes, differences
from tocsin.review.erasure import persons
from tocsin.store import Filter, Store

_FORMATS = ("table", "jsonl", "csv")


def list_incidents(store: Store, format_name: str | None, out: str | None, **asked: Any) -> int:
    """Print the incidents that fit, as a table, JSON lines or CSV."""
    name = _format(format_name, out)
    found = store.incidents(filter_of(**{k: v for k, v in asked.items() if k not in ("width", "colour")}))
    if name == "table":
        if out is not None and out != "-":
            with open(out, "w", encoding="utf-8") as stream:
                write_listing(found, console_for(stream, asked["width"], False))
        else:
            _lenient()
            write_listing(found, console_for(sys.stdout, asked["width"], asked["colour"]))
        return 0
    with binary_output(out) as binary:
        done = export_incidents(found, name, binary, Options(source=store.source))
    if done.sentence:
        click.echo(done.sentence, err=True)
    return 0


def filter_of(
    *, since: str | None = None, until: str | None = None, box: str | None = None,
    countries: Sequence[str] = (), actors: Sequence[str] = (), kinds: Sequence[str] = (),
    grades: Sequence[str] = (), min_dead: int | None = None, everything: bool = False,
) -> Filter:  # fmt: skip
    """The filter that the options mean; :class:`UsageError` for a word that no record can hold."""
    for words, name in ((kinds, "kinds"), (grades, "grades")):
        for word in words:
            if word not in table(name):
                raise UsageError(f"'{word}' is none of the {name}: {', '.join(table(name))}")
    return Filter(
        since=_day(since, "--since"),
        until=_day(until, "--until"),
        box=_box(box),
        countries=tuple(c.upper() for c in countries),
        actors=tuple(_actor(a) for a in actors),
        kinds=tuple(kinds),
        grades=tuple(grades),
        min_dead=min_dead,
        statuses=tuple(table("incident_statuses")) if everything else ("incident",),
    )


def _day(text: str | None, option: str) -> dt.date | None:
    from tocsin.ingest import parse_date

    try:
        return parse_date(text) if text else None
    except ValueError as err:
        raise UsageError(f"{option} {err}") from err


def _box(text: str | None) -> tuple[float, float, float, float] | None:
    if text is None:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as err:
        raise UsageError(f"--box '{text}' is not west,south,east,north in degrees") from err
    if not (-90 <= south <= north <= 90 and all(-180 <= x <= 180 for x in (west, east))):
        raise UsageError(f"--box '{text}' lies outside the map, or its south is north of its north")
    return west, south, east, north


def _actor(name: str) -> str:
    """The id of the actor that a whole name means in the register, else the words themselves."""
    from tocsin.gazetteer.actors import register

    entry = register().find(name)
    return entry.id if entry is not None else name


def _format(name: str | None, out: str | None) -> str:
    if name is not None:
        if name not in _FORMATS:
            raise UsageError(
                f"'{name}' is no format of this list; choose one of {', '.join(_FORMATS)}, "
                "and see tocsin export for others"
            )
        return name
    suffixes = {".csv": "csv", ".jsonl": "jsonl", ".txt": "table"}
    if out is not None and out != "-":
        return suffixes.get("." + out.rpartition(".")[2].lower(), "jsonl")
    return "table" if sys.stdout.isatty() else "jsonl"


def show_incident(store: Store, incident_id: str, width: int | None, colour: bool | None) -> None:
    """Print one incident with all that stands behind it."""
    incident = store.incident(incident_id)
    by_id = {c.account.id: c for c in store.collected(incident.accounts)}
    accounts = {a: by_id[a] for a in incident.accounts if a in by_id}
    named = set(incident.verdicts)
    undone = {v.target for v in store.verdicts() if v.action == "undo"}
    own = set(incident.accounts)
    decided = [v for v in store.verdicts()
               if v.id in named or (v.action in ("undo", "comment") and own & {*v.accounts, *v.others})
               or (v.id in undone and own & {*v.accounts, *v.others})]  # fmt: skip
    _lenient()
    write_detail(incident, console_for(sys.stdout, width, colour), accounts, decided, incident_id)


def show_history(store: Store, incident_id: str, width: int | None, colour: bool | None) -> None:
    """Print every version that the record under this id had."""
    versions = store.versions(incident_id)
    if not versions:
        store_id = store.resolve(incident_id)
        versions = store.versions(store_id)
    lines: list[RenderableType] = []
    before = None
    for version in versions:
        head = Text(f"{version.at:%Y-%m-%d %H:%M} UTC  ", style="dim")
        head.append(f"{version.incident}, version {version.version}: ", style="bold")
        if version.state != "built":
            head.append(f"merged into {version.led_to}" if version.led_to else "gone: no report tells of it")
            lines.append(head)
            continue
        head.append(clean(phrases.title(version.body)))
        lines.append(head)
        if before is None:
            lines.append(Text(f"    {clean(phrases.figures(version.body))}; {version.body.grade}"))
        else:
            lines += [_difference(*d) for d in differences(before, version.body)]
        before = version.body
    _lenient()
    write_lines(lines, console_for(sys.stdout, width, colour))


def _difference(field: str, before: str, after: str) -> Table:
    """``killed   at least 4 -> 45``, each part in its column."""
    value = Text(clean(before), style="dim")
    value.append(" -> ", style="dim")
    value.append(clean(after), style="not dim")
    grid = Table.grid(padding=0)
    grid.add_column(width=4)
    grid.add_column(width=11)
    grid.add_column(ratio=1)
    grid.add_row("", Text(field, style="green"), value)
    return grid


def tell_changes(store: Store, since: dt.datetime, format_name: str) -> None:
    """Print what changed since a moment."""
    found = changes(store, since)
    if format_name == "jsonl":
        for change in found:
            click.echo(json.dumps(_change_row(change), ensure_ascii=False))
        return
    lines: list[RenderableType] = []
    for change in found:
        head = Text(f"{change.what:<8} ", style="bold")
        head.append(change.incident, style="cyan")
        if change.led_to:
            head.append(f" -> {change.led_to}", style="yellow")
        head.append(f"  {clean(phrases.title(change.body))}")
        lines.append(head)
        if change.what == "new":
            told = clean(phrases.figures(change.body))
            lines.append(Text(f"    {told + '; ' if told else ''}{change.body.grade}"))
        lines += [_difference(*d) for d in change.fields]
    _lenient()
    write_lines(lines or ["Nothing has changed since."], console_for(sys.stdout, None))


def _change_row(change: Change) -> dict[str, Any]:
    return {
        "schema": "tocsin.change/1",
        "what": change.what,
        "incident": change.incident,
        "at": change.at.isoformat(),
        "led_to": change.led_to,
        "fields": {field: {"before": b, "after": a} for field, b, a in change.fields},
        "record": incident_to_dict(change.body),
    }


def person_lines(store: Store) -> Iterator[str]:
    """The named victims, a line each."""
    found = persons(store)
    if not found:
        yield "The store names no victims."
    for person in found:
        ages = f", {' or '.join(map(str, person.ages))}" if person.ages else ""
        yield clean(f"{person.name}{ages} ({', '.join(person.effects)})  {', '.join(person.reports)}")


def tombstone_lines(store: Store) -> Iterator[str]:
    """The persons who were erased, a line each; no name is left."""
    stones = store.tombstones()
    if not stones:
        yield "Nobody was erased from this store."
    for stone in stones:
        why = f": {stone.why}" if stone.why else ""
        yield clean(f"{stone.id}  {stone.at:%Y-%m-%d} by {stone.by}, {stone.places} places{why}")


def _lenient() -> None:
    """A terminal that cannot show a character shows a mark for it."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]


__all__ = ["decision", "filter_of", "list_incidents", "show_history", "show_incident", "tell_changes"]
