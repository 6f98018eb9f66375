"""One incident as a person reads it: the record, how its toll was told, the accounts, the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tocsin.codebook import countries
from tocsin.codebook import table as codebook_table
from tocsin.export import phrases as report_phrases
from tocsin.export.incidents import phrases
from tocsin.export.incidents.listing import GRADE_STYLES, clean
from tocsin.export.phrases import plain
from tocsin.records.collected import Collected
from tocsin.records.incident import Bounds, EffectToll, Figure, Incident, Victim
from tocsin.records.verdict import Verdict

_LABEL = 11
_QUOTE = 420  # characters of an account's words that are shown
_LABELS = {"perpetrators": "by", "targets": "against", "weapons": "with", "persons": "named"}
_SIDES = {
    "side_a": "side A (the state, else the attacker)", "side_b": "side B", "civilians": "civilians",
    "unknown": "of unknown side",
}  # fmt: skip


def write_detail(
    incident: Incident,
    console: Console,
    accounts: Mapping[str, Collected],
    verdicts: Sequence[Verdict] = (),
    asked: str | None = None,
) -> None:
    """Print all that the record holds of ``incident``; ``asked`` is the id it was looked up by."""
    with console.capture() as captured:
        _print(incident, console, accounts, verdicts, asked)
    console.file.write("\n".join(line.rstrip() for line in captured.get().split("\n")))


def _print(
    incident: Incident, console: Console, accounts: Mapping[str, Collected], verdicts: Sequence[Verdict],
    asked: str | None,
) -> None:  # fmt: skip
    console.print(Text(clean(phrases.title(incident)), style="bold underline"))
    if asked is not None and asked != incident.id:
        console.print(Text(f"{clean(asked)} is part of this incident now.", style="yellow"))
    console.print(_grade(incident))
    console.print(_sources(incident))
    console.print()
    _grid(console, _facts(incident))
    if incident.toll_history:
        _section(console, "How the toll was told")
        console.print(Padding(_history(incident.toll_history), (0, 0, 0, 2), expand=False))
    _section(console, "What the reports say")
    for n, one in enumerate(accounts.values()):
        if n:
            console.print()
        _account(console, one)
    _section(console, "Why the record says so")
    _grid(console, _why(incident))
    if verdicts:
        _section(console, "Decisions of people")
        for verdict in verdicts:
            console.print(Padding(Text(clean(decision(verdict))), (0, 0, 0, 2), expand=False))


def _grade(incident: Incident) -> Text:
    line = Text(f"{incident.id} · ", style="dim")
    line.append(incident.grade, style=GRADE_STYLES[incident.grade] or "bold")
    meaning = codebook_table("grades")[incident.grade].rstrip(".")
    line.append(f" ({meaning[0].lower()}{meaning[1:]})", style="dim")
    if incident.status != "incident":
        line.append(f" · {incident.status}", style="yellow")
    return line


def _sources(incident: Incident) -> Text:
    sources = incident.sources
    told, printed = len(incident.accounts), len(sources.reports)
    parts = [f"{told:,} account{'' if told == 1 else 's'} in {printed:,} report{'' if printed == 1 else 's'}"]
    if sources.outlets:
        parts.append(f"printed by {', '.join(sources.outlets)}")
    if sources.roots:
        parts.append(f"independent sources: {', '.join(sources.roots)}")
    return Text(clean("; ".join(parts)), style="dim")


def _facts(incident: Incident) -> Iterator[tuple[str, str]]:
    yield "when", _when(incident)
    for n, site in enumerate(incident.where or ()):
        country = countries().get(site.country or "", {}).get("name") or site.country
        names = dict.fromkeys(x for x in (site.name, site.admin1, country) if x)
        near = "near " if site.precision == 2 else ""
        point = f" ({site.lat:.2f}, {site.lon:.2f})" if site.lat is not None and site.lon is not None else ""
        wide = f", {codebook_table('precisions')[str(site.precision)].rstrip('.').lower()}"
        yield "" if n else "where", near + ", ".join(names) + point + (wide if site.precision > 2 else "")
    if not incident.where:
        yield "where", "not stated"
    doers = [_party(p.name, p.certainty, p.said_by) for p in incident.perpetrators]
    yield from _rows("by", doers or ["not stated"])
    yield from _rows("against", [t.name for t in incident.targets])
    yield from _rows("with", [", ".join(plain(w.name) for w in incident.weapons)] if incident.weapons else [])
    for toll in incident.toll:
        yield toll.effect, f"{phrases.bounds(toll)}{_rule(toll)}"
        yield from (("", line) for line in _parts(toll))
    yield from _rows("named", [_victim(p) for p in incident.persons])
    yield from _rows("linked", [f"{plain(t.relation)} with {t.to} ({t.certainty})" for t in incident.links])
    if incident.wave:
        yield "wave", incident.wave


def _rows(label: str, values: Sequence[str]) -> Iterator[tuple[str, str]]:
    for n, value in enumerate(values):
        yield "" if n else label, value


def _when(incident: Incident) -> str:
    basis = {"inferred": " (worked out)", "publication_date": " (publication date: no date in the text)"}
    return phrases.when(incident) + basis.get(incident.when.basis, "")


def _party(name: str, certainty: str | None, said_by: Sequence[str]) -> str:
    notes = [certainty or "", f"says {', '.join(said_by)}" if said_by else ""]
    note = "; ".join(n for n in notes if n)
    return f"{name} ({note})" if note else name


def _rule(toll: EffectToll) -> str:
    return " (decided by a person)" if toll.basis == "verdict" else ""


def _parts(toll: EffectToll) -> Iterator[str]:
    sides = {side: getattr(toll.by_group, side) for side in _SIDES}
    told = {side: b for side, b in sides.items() if b is not None}
    if set(told) - {"unknown"}:
        yield from (f"  {_SIDES[side]}: {phrases.bounds(b)}" for side, b in told.items())
    extra: tuple[tuple[str, Bounds | None], ...] = (
        ("the attackers' own dead", toll.perpetrators_killed),
        ("women", toll.women),
        ("children", toll.children),
    )
    yield from (f"  {what}: {phrases.bounds(b)}" for what, b in extra if b is not None)


def _victim(person: Victim) -> str:
    return f"{person.name}{f', {person.age}' if person.age is not None else ''} ({person.effect})"


def _history(figures: Sequence[Figure]) -> Table:
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    grid.add_column("given on", no_wrap=True)
    grid.add_column("figure", justify="right")
    grid.add_column("of whom")
    grid.add_column("who says so")
    grid.add_column("counts")
    order = sorted(
        figures, key=lambda f: (f.effect != "killed", f.effect, f.as_of is None, f.as_of, f.account)
    )
    before = None
    for figure in order:
        if figure.effect != before:
            grid.add_row(Text(figure.effect, style="green"))
            before = figure.effect
        style = "" if figure.counts else "dim"
        grid.add_row(
            figure.as_of.isoformat() if figure.as_of else "?",
            Text(_figure(figure), style="bold" if figure.counts else "dim strike"),
            Text(clean(figure.group or ""), style=style),
            Text(clean(_says(figure)), style=style),
            Text(clean(_counts(figure)), style=style),
        )
    return grid


def _figure(figure: Figure) -> str:
    low, high = figure.low, figure.high
    if low is not None and low == high:
        return f"about {low:,}" if figure.qualifier == "about" else f"{low:,}"
    if low is None:
        return "?" if high is None else f"up to {high:,}"
    if high is not None:
        return f"{low:,}-{high:,}"
    return f"more than {low:,}" if figure.qualifier == "more_than" else f"{low:,} or more"


def _says(figure: Figure) -> str:
    outlet = figure.outlet or figure.report
    if figure.said_by is None or figure.said_by == outlet:
        return outlet
    stance = "" if figure.stance == "asserted" else f", {figure.stance}"
    return f"{figure.said_by}{stance}, in {outlet}"


def _counts(figure: Figure) -> str:
    if figure.counts:
        return "yes"
    by = f" ({figure.superseded_by})" if figure.superseded_by else ""
    return (figure.note or "no") + by


def _account(console: Console, one: Collected) -> None:
    source, account = one.source, one.account
    head = Text(account.id, style="cyan")
    facts = [source.outlet or "", report_phrases.days(source.published, source.published)
             if source.published else "no publication date", source.title or ""]  # fmt: skip
    head.append("  " + clean(" · ".join(f for f in facts if f)), style="bold")
    notes = [account.status] if account.status != "reported" else []
    notes += [f"copy of {source.copy_of}"] if source.copy_of else []
    notes += [f"updates {source.updates}"] if source.updates else []
    notes += [f"kept: {source.archived}"] if source.archived else []
    if notes:
        head.append(f"  ({clean('; '.join(notes))})", style="yellow")
    console.print(Padding(head, (0, 0, 0, 2), expand=False))
    words = clean(one.words)
    if len(words) > _QUOTE:
        words = words[: _QUOTE - 1].rsplit(" ", 1)[0] + " …"
    console.print(Padding(Text(f"“{words}”", style="dim"), (0, 0, 0, 4), expand=False))


def _why(incident: Incident) -> Iterator[tuple[str, str]]:
    rules = codebook_table("fuse_rules")
    for reason in incident.why:
        if reason.field in ("id", "status") or not reason.accounts:
            continue
        some = list(reason.accounts[:4]) + (["..."] if len(reason.accounts) > 4 else [])
        note = f" ({reason.note})" if reason.note else ""
        yield _LABELS.get(reason.field, reason.field), f"{rules[reason.rule]}{note} [{', '.join(some)}]"


def decision(verdict: Verdict) -> str:
    """A verdict in one line: ``v1a2b3c4d5e  2026-11-22 14:03 UTC  ana: discount gr-101#1 (two towns)``."""
    what = {
        "merge": f"merge {', '.join(verdict.accounts)}",
        "split": f"split {', '.join(verdict.accounts)} from {', '.join(verdict.others)}",
        "set": f"set {verdict.field} of {', '.join(verdict.accounts)} to {verdict.value}",
        "undo": f"undo {verdict.target}",
        "no_incident": f"no incident: {', '.join(verdict.accounts)}",
        "comment": f"comment on {', '.join(verdict.accounts)}",
    }.get(verdict.action, f"{verdict.action} {', '.join(verdict.accounts)}")
    why = f" ({verdict.why})" if verdict.why else ""
    return f"{verdict.id}  {verdict.at:%Y-%m-%d %H:%M} UTC  {verdict.by}: {what}{why}"


def _section(console: Console, title: str) -> None:
    console.print()
    console.print(Rule(Text(title, style="dim"), style="dim", align="left"))


def _grid(console: Console, rows: Iterator[tuple[str, str]]) -> None:
    grid = Table.grid(padding=0)
    grid.add_column(width=_LABEL, no_wrap=True)
    grid.add_column(ratio=1)
    for label, value in rows:
        grid.add_row(Text(label, style="green"), Text(clean_left(value)))
    console.print(Padding(grid, (0, 0, 0, 2), expand=False))


def clean_left(text: str) -> str:
    """:func:`clean` that keeps the blanks a line begins with."""
    return " " * (len(text) - len(text.lstrip(" "))) + clean(text)
