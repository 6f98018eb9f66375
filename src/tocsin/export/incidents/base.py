"""The face of every format of incidents: one walk over them, a writer a format, and what it left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from tocsin.records.collected import Collected, Source
from tocsin.records.incident import Incident


def _unknown(_: str) -> None:
    return None


def _none(_: Sequence[str]) -> Sequence[Collected]:
    return ()


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may ask, and where a writer looks up what an incident only names.

    ``source`` gives the report of an id (outlet, title, address; never its text) or None, ``accounts``
    those accounts of these ids that are known: none where incidents come from a file.
    ``names`` False leaves out named victims (see :mod:`tocsin.export.incidents.anonymous`).
    """

    names: bool = True
    source: Callable[[str], Source | None] = _unknown
    accounts: Callable[[Sequence[str]], Sequence[Collected]] = _none


class IncidentWriter(Protocol):
    """Writes incidents one by one to the stream it was made for; it never closes that stream.

    ``left_out`` counts the incidents that the format cannot hold, by the reason in words.
    """

    left_out: Counter[str]

    def write(self, incident: Incident) -> None:
        """Write one incident."""
        ...

    def close(self) -> None:
        """Write what follows the last incident."""
        ...
