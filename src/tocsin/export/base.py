"""The writers' face: readings in, one format out, and the plain table of formats."""

from __future__ import annotations

from typing import Protocol

from tocsin.records import Reading


class Writer(Protocol):
    """Writes readings one by one to the stream it was made for; it never closes that stream."""

    def write(self, reading: Reading) -> None:
        """Write all of one reading."""
        ...

    def close(self) -> None:
        """Write what follows the last reading."""
        ...
