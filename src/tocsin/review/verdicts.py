"""Verdicts from one store to another: lines of JSON out and in; what cannot be taken in is told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from tocsin.codebook import table
from tocsin.errors import InputError
from tocsin.pipeline.standing import standing
from tocsin.records.codec import reader, writer
from tocsin.records.verdict import Verdict, in_force
from tocsin.review.decide import rebuild
from tocsin.store import Saved, Store

SCHEMA = "tocsin.verdict/1"


class Listed(NamedTuple):
    """A verdict and how it stands: ``holds``, ``undone``, or why it has nothing to hold on to."""

    verdict: Verdict
    state: str


class Imported(NamedTuple):
    """How many verdicts are new and known, a sentence for each that was refused, and what changed."""

    new: int
    known: int
    refused: tuple[str, ...]
    saved: Saved


def listed(store: Store) -> list[Listed]:
    """Every verdict of the store, oldest first, with how it stands."""
    known = store.verdicts()
    there = _there(store, known)
    lost = {v.id: why for v, why in standing(known, store.heirs(), there).lost}
    holds = {v.id for v in in_force(known)}
    undone = {v.target for v in known if v.action == "undo"}
    return [
        Listed(v, lost.get(v.id) or ("holds" if v.id in holds or (v.action == "undo" and v.id not in undone)
                                     else "undone"))
        for v in known
    ]  # fmt: skip


def verdict_lines(store: Store) -> Iterator[str]:
    """A line of JSON a verdict (``tocsin.verdict/1``), oldest first."""
    write = writer(Verdict)
    for verdict in store.verdicts():
        yield json.dumps({"schema": SCHEMA, **write(verdict)}, ensure_ascii=False)


def import_verdicts(store: Store, lines: Iterable[str], *, by: str) -> Imported:
    """Keep the verdicts of ``lines`` that are new and build what they touch again.

    A line that is no verdict, or whose accounts this store never had, is refused with a sentence; the
    others are kept.
    """
    new = known = 0
    refused = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            verdict = _read(line)
            _check(store, verdict)
        except InputError as err:
            refused.append(f"line {number}: {err}")
            continue
        if store.decide(verdict):
            new += 1
        else:
            known += 1
    return Imported(new, known, tuple(refused), rebuild(store, by))


def _read(line: str) -> Verdict:
    try:
        row: Any = json.loads(line)
        if not isinstance(row, dict) or row.get("schema") != SCHEMA:
            raise InputError(f"is no verdict ({SCHEMA}); write it with tocsin verdicts --export")
        verdict: Verdict = reader(Verdict)(row)
    except (ValueError, KeyError, TypeError, RecursionError) as err:
        raise InputError(f"is no verdict ({err}); write it with tocsin verdicts --export") from err
    if verdict.action not in table("verdict_actions"):
        raise InputError(
            f"'{verdict.action}' is no decision; it is one of {', '.join(table('verdict_actions'))}"
        )
    try:
        value = None if verdict.value is None else json.dumps(json.loads(verdict.value), ensure_ascii=False)
    except ValueError as err:
        raise InputError(f"its value is no JSON ({err}); put words in double quotes") from err
    verdict = replace(verdict, value=value)  # no escapes: what is written can be searched and erased
    if verdict.at.tzinfo is None:
        raise InputError("its time 'at' has no time zone; end it with +00:00")
    return verdict


def _check(store: Store, verdict: Verdict) -> None:
    named = {*verdict.accounts, *verdict.others}
    missing = sorted(named - _there(store, (verdict,)) - store.heirs().keys())
    if missing:
        raise InputError(
            f"the verdict {verdict.id} is about {missing[0]}, which this store does not hold; "
            "add that report first"
        )
    if not named:
        raise InputError(f"the verdict {verdict.id} names no account")


def _there(store: Store, verdicts: Iterable[Verdict]) -> set[str]:
    heirs = store.heirs()
    named = {heirs.get(a, a) for v in verdicts for a in (*v.accounts, *v.others)}
    return {c.account.id for c in store.collected([a for a in named if a is not None])}
