"""Look into what the program knows: the codebook, the actor register, the gazetteer, figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tocsin.codebook import codebook, table
from tocsin.errors import InputError, UsageError


def show(what: object) -> None:
    """Print a string, or a table made for a terminal at the width there is."""
    from rich.console import Console

    console = Console(highlight=False)
    if isinstance(what, str):
        console.out(what, highlight=False)
    else:
        if not console.is_terminal:
            console.width = 120
        console.print(what)


def codebook_lines(name: str | None) -> Iterator[str]:
    """The tables of the codebook, or the keys of one with their meaning."""
    if name and name not in codebook():
        raise UsageError(f"the codebook has no table '{name}'; it has {', '.join(codebook())}")
    rows = table(name) if name else {key: ", ".join(keys) for key, keys in codebook().items()}
    width = max(map(len, rows))
    for key, meaning in rows.items():
        text = ", ".join(meaning) if isinstance(meaning, list) else meaning
        yield f"{key:<{width}}  {text}"


def actor_lines(name: str) -> Iterator[str]:
    """The actor that ``name`` means, with its id, type and other names."""
    from tocsin.gazetteer.actors import register

    entry = register().find(name)
    if entry is None:
        raise InputError(f"no actor is called '{name}'; the register has {len(register()):,} of them")
    yield f"{entry.name}  [{entry.id}]  {entry.type.replace('_', ' ')}"
    if entry.aliases:
        yield f"  also: {'; '.join(entry.aliases)}"
    if entry.weak:
        yield f"  in some texts: {'; '.join(entry.weak)}"
    if entry.valid_from or entry.valid_until:
        yield f"  from {entry.valid_from or '?'} until {entry.valid_until or 'today'}"


def actor_faults(path: Path | None) -> list[str]:
    """What is wrong with an actor table, a sentence each; None checks the shipped one."""
    from tocsin.gazetteer.actors import check

    return check(path)


def place_lines(name: str, country: str | None, most: int = 20) -> Iterator[str]:
    """The places called ``name``, the most important first."""
    from tocsin.gazetteer import open_gazetteer

    entries = open_gazetteer().lookup(name, country)
    if not entries:
        where = f" in {country}" if country else ""
        raise InputError(f"no place is called '{name}'{where}; try another spelling")
    for entry in entries[:most]:
        point = f"{entry.lat:.2f}, {entry.lon:.2f}" if entry.lat is not None else "no point"
        within = ", ".join(part for part in (entry.admin1, entry.country) if part and part != entry.name)
        note = f"  {entry.population:,} people" if entry.population else ""
        yield f"{entry.name}  {entry.kind}  {within}  {point}{note}  [{entry.id}]"
    if len(entries) > most:
        yield f"... and {len(entries) - most:,} more; narrow it with --country"
