"""A verdict: what a person decided. Verdicts are about accounts, so no rebuild of incidents can lose one.

A verdict is never changed or deleted; ``undo`` is a verdict of its own that names another.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from dataclasses import field as one_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision.

    ``action`` is a key of the codebook's ``verdict_actions``:

    - ``merge``: the ``accounts`` (two or more) tell of one incident;
    - ``split``: no account of ``accounts`` tells of the same incident as any account of ``others``;
    - ``set``: ``field`` of the incident that holds ``accounts[0]`` is ``value`` (JSON text; field paths
      such as ``kind``, ``when.start``, ``toll.killed.best``, ``where.0.name``);
    - ``confirm`` / ``discount``: the grade of the incident that holds ``accounts[0]``;
    - ``no_incident``: the ``accounts`` tell of no incident at all;
    - ``comment``: ``why`` is a remark;
    - ``undo``: the verdict ``target`` no longer holds (an undo can be undone).
    """

    id: str
    at: dt.datetime  # UTC, aware
    by: str
    action: str = one_of(metadata={"words": "verdict_actions"})
    accounts: tuple[str, ...]
    others: tuple[str, ...] = ()
    field: str | None = None
    value: str | None = None
    target: str | None = None
    why: str | None = None


def in_force(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """The verdicts that hold: no ``undo`` among them, none that a holding ``undo`` names; oldest first."""
    ordered = sorted(verdicts, key=lambda v: (v.at, v.id))
    undone: set[str] = set()
    for verdict in reversed(ordered):  # a later undo decides over the earlier one that it names
        if verdict.action == "undo" and verdict.id not in undone and verdict.target is not None:
            undone.add(verdict.target)
    return tuple(v for v in ordered if v.action != "undo" and v.id not in undone)
