"""The readers' face: bytes of one file in, reports out; the limits; what is known of an origin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from tocsin.errors import one_line
from tocsin.records import Report

MAX_CHARACTERS = 200_000
"""Characters of one report that are read; text beyond is cut at a sentence end (issue ``text_truncated``).

Two hundred times a wire story. The parser holds about 4 kB a character, so this bounds memory to 1 GB.
"""

MAX_BYTES = 64 * 2**20
"""Bytes of one file that holds one report; a larger one is no news report and is refused unread."""


class InputFailure(NamedTuple):
    """One input, or one part of it, that could not be read.

    ``source`` names it and ``message`` goes on from there with what is wrong and the remedy:
    "scan.txt" + "is empty: there is no text to read".
    """

    source: str
    message: str

    @property
    def sentence(self) -> str:
        return one_line(f"{self.source} {self.message}")


def brief(err: Exception) -> str:
    """What an error of another package says, cut: some quote the file at length."""
    words = str(err)
    return words if len(words) <= 120 else f"{words[:120]}..."


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of where a report comes from; None = not known.

    ``dates`` says how its source writes dates in numbers, ``dmy`` or ``mdy`` (:data:`.dates.ORDERS`).
    """

    published: dt.date | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    dates: str | None = None

    def or_else(self, other: Origin) -> Origin:
        """This origin, with what it does not know taken from ``other``."""
        return Origin(
            self.published or other.published,
            self.outlet or other.outlet,
            self.title or other.title,
            self.url or other.url,
            self.language or other.language,
            self.dates or other.dates,
        )


NOTHING_GIVEN = Origin()

FileReader = Callable[[BinaryIO, str, Origin], Iterator[Report | InputFailure]]
"""``reader(stream, name, given)``: the reports of one file, in order.

``name`` is the id of a file that holds one report and the stem of the ids of one that holds many;
``given`` is what the caller says of the origin where the file is silent. Raises
:class:`~tocsin.errors.InputError` when the file as a whole cannot be read and yields an
:class:`InputFailure` for a part of it, so that the other parts are done.
"""
